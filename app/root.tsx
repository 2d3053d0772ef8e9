import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useRouteError,
} from "@remix-run/react";
import type { ReactNode } from "react";
import { Failed } from "#app/components/failed.tsx";
import { useFocusAfterPost } from "#app/components/focus.ts";
import { useNonce } from "#app/components/nonce.tsx";
import { timeZoneOf } from "#app/http/session.server.ts";
import stylesheet from "#app/styles.css?url";

export const links: LinksFunction = () => [
  { rel: "stylesheet", href: stylesheet },
  { rel: "icon", href: "/icon.svg", type: "image/svg+xml" },
];

export const meta: MetaFunction = () => [{ title: "Evenhand" }];

export const loader = ({ request, context }: LoaderFunctionArgs) => ({
  timeZone: timeZoneOf(request),
  requestId: context.requestId,
});

/** Both only change with a new document. */
export const shouldRevalidate = () => false;

export function Layout({ children }: { children: ReactNode }) {
  const nonce = useNonce();
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function Root() {
  useFocusAfterPost();
  return <Outlet />;
}

export function ErrorBoundary() {
  const error = useRouteError();
  return (
    <main className="mx-auto max-w-2xl px-4 py-16">
      <Failed error={isRouteErrorResponse(error) ? error : null} />
    </main>
  );
}

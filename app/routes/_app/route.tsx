import type { LoaderFunctionArgs } from "@remix-run/node";
import { isRouteErrorResponse, Outlet, useRouteError, useRouteLoaderData } from "@remix-run/react";
import { Failed } from "#app/components/failed.tsx";
import { requireViewer } from "#app/http/session.server.ts";
import { openTo } from "#app/routes/_app/places.server.ts";
import { Shell } from "#app/routes/_app/shell.tsx";

export const loader = async (args: LoaderFunctionArgs) => {
  const viewer = await requireViewer(args);
  return { name: viewer.name, open: openTo(viewer) };
};

export const shouldRevalidate = () => false;

export default function App() {
  const viewer = useRouteLoaderData<typeof loader>("routes/_app");
  return (
    <Shell viewer={viewer ?? null}>
      <Outlet />
    </Shell>
  );
}

export function ErrorBoundary() {
  const error = useRouteError();
  const viewer = useRouteLoaderData<typeof loader>("routes/_app");
  return (
    <Shell viewer={viewer ?? null}>
      <main id="main" className="mx-auto w-full max-w-6xl px-4 pt-10 pb-16 sm:px-8">
        <Failed error={isRouteErrorResponse(error) ? error : null} />
      </main>
    </Shell>
  );
}

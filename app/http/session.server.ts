import { type AppLoadContext, data, redirect } from "@remix-run/node";
import { type Permission, permissions, type Viewer } from "#app/domain/people.ts";

type Asked = { readonly request: Request; readonly context: AppLoadContext };

const viewers = new WeakMap<AppLoadContext, Promise<Viewer | null>>();

const isPermission = (word: string): word is Permission =>
  (permissions as readonly string[]).includes(word);

async function readViewer({ request, context }: Asked): Promise<Viewer | null> {
  const found = await context.auth.api.getSession({ headers: request.headers });
  if (!found || found.user.disabledAt) return null;
  const { id, name, email, permissions: held } = found.user;
  return { id, name, email, permissions: (held ?? []).filter(isPermission) };
}

/** The signed-in person, or null; asked of the database once per request. */
export function viewerOf(asked: Asked): Promise<Viewer | null> {
  const known = viewers.get(asked.context) ?? readViewer(asked);
  viewers.set(asked.context, known);
  return known;
}

/** What a form posted, kept while its author signs in again. */
export type SignedOut = {
  readonly signedOut: true;
  readonly to: string;
  readonly posted: readonly (readonly [string, string])[];
};

/**
 * The signed-in person. Otherwise a page sends the browser to sign in and back, and a posted form
 * answers 401 with what was typed, so that it can be sent again after signing in.
 */
export async function requireViewer(asked: Asked): Promise<Viewer> {
  const viewer = await viewerOf(asked);
  if (viewer) return viewer;
  const { request } = asked;
  const url = new URL(request.url);
  const to = url.pathname.replace(/\.data$/, "") + url.search;
  if (request.method === "GET" || request.method === "HEAD")
    throw redirect(to === "/" ? "/sign-in" : `/sign-in?to=${encodeURIComponent(to)}`);
  const form = await request.formData();
  const posted = [...form].flatMap(([name, value]) =>
    typeof value === "string" ? [[name, value] as const] : [],
  );
  throw data({ signedOut: true, to, posted } satisfies SignedOut, { status: 401 });
}

/** The time zone the browser told us, for dates in pages and forms; UTC before it has. */
export function timeZoneOf(request: Request): string {
  const told = /(?:^|;\s*)tz=([^;]+)/.exec(request.headers.get("cookie") ?? "")?.[1];
  if (!told) return "UTC";
  try {
    const zone = decodeURIComponent(told);
    new Intl.DateTimeFormat("en-GB", { timeZone: zone });
    return zone;
  } catch {
    return "UTC";
  }
}

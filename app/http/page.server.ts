import { createRequestHandler, type RequestHandler, type ServerBuild } from "@remix-run/node";

type Routes = Readonly<
  Record<string, { readonly parentId?: string | undefined; readonly path?: string | undefined }>
>;

/**
 * Remix's handler of requests, made once for each word that an address can begin with. It holds the
 * address against every route, four times for a page, and a tenth of a page's time goes into that. A
 * route that begins with another word matches neither the address nor any above it: it is left out.
 */
export function createPageHandler(build: ServerBuild): RequestHandler {
  const words = new Set(
    Object.keys(build.routes).flatMap((id) => firstWord(build.routes, id) ?? []),
  );
  const handlers = new Map(
    [...words].map((word) => [
      word,
      createRequestHandler(beginningWith(build, word), "production"),
    ]),
  );
  const any = createRequestHandler(build, "production");
  return (request, context) => {
    const asked = new URL(request.url).pathname.split("/")[1]?.replace(/\.data$/, "") ?? "";
    return (handlers.get(asked) ?? any)(request, context);
  };
}

function beginningWith(build: ServerBuild, word: string): ServerBuild {
  const among = <R>(routes: Readonly<Record<string, R>>) =>
    Object.fromEntries(
      Object.entries(routes).filter(([id]) => (firstWord(build.routes, id) ?? word) === word),
    );
  const { routes, assets } = build;
  return { ...build, routes: among(routes), assets: { ...assets, routes: among(assets.routes) } };
}

/** The word that every address of a route begins with; null where it can begin with any. */
function firstWord(routes: Routes, id: string | undefined): string | null {
  const route = id === undefined ? undefined : routes[id];
  if (!route) return null;
  const above = firstWord(routes, route.parentId);
  if (above !== null || !route.path) return above;
  const [first = ""] = route.path.split("/");
  return /^[\w-]+$/.test(first) ? first : null;
}

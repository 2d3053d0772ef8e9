import { join } from "node:path";
import {
  configRoutesToRouteManifest,
  type RouteConfigEntry,
  setRouteConfigAppDirectory,
} from "@remix-run/dev/dist/config/routes.js";
import type { ServerBuild } from "@remix-run/node";

/** The routes as `app/routes.ts` gives them to Remix: a new folder is among them by itself. */
export type AppRoute = {
  readonly id: string;
  readonly parentId?: string;
  /** The whole path, as `loops/:loopId/debrief`. */
  readonly path: string;
  /** Where the module stands, from the app folder. */
  readonly file: string;
  readonly module: RouteModule;
};
export type RouteModule = { readonly loader?: unknown; readonly action?: unknown };

type ManifestRoute = ReturnType<typeof configRoutesToRouteManifest>[string];

async function manifest(): Promise<Record<string, ManifestRoute>> {
  setRouteConfigAppDirectory(join(process.cwd(), "app"));
  const { default: config } = await import("#app/routes.ts");
  const routes: RouteConfigEntry[] = await config;
  return {
    root: { id: "root", path: "", file: "root.tsx" },
    ...configRoutesToRouteManifest(routes),
  };
}

const load = async (file: string): Promise<RouteModule> =>
  import(/* @vite-ignore */ `#app/${file}`);

/** Every route of the app with its module. */
export async function appRoutes(): Promise<AppRoute[]> {
  const routes = await manifest();
  const pathOf = ({ parentId, path = "" }: ManifestRoute): string => {
    const parent = parentId ? routes[parentId] : undefined;
    return [parent ? pathOf(parent) : "", path].filter((part) => part !== "").join("/");
  };
  return Promise.all(
    Object.values(routes).map(async (route) => ({
      id: route.id,
      parentId: route.parentId,
      path: pathOf(route),
      file: route.file,
      module: await load(route.file),
    })),
  );
}

/** The app as a server serves it, from its sources: pages are rendered, scripts are not there. */
export async function sourceBuild(): Promise<ServerBuild> {
  const routes = await manifest();
  const entry = await import("#app/entry.server.tsx");
  const options = (await import("../../remix.config.js")).default;
  const served = await Promise.all(
    Object.values(routes).map(async (route) => [
      route.id,
      { ...route, module: await load(route.file) },
    ]),
  );
  const listed = Object.values(routes).map((route) => [
    route.id,
    { ...route, module: `/${route.id}.js`, imports: [], hasErrorBoundary: false },
  ]);
  return {
    entry: { module: entry },
    routes: Object.fromEntries(served),
    assets: {
      entry: { module: "/entry.js", imports: [] },
      routes: Object.fromEntries(listed),
      url: "/manifest.js",
      version: "source",
    },
    publicPath: "/",
    assetsBuildDirectory: "",
    isSpaMode: false,
    future: options.future,
  } as unknown as ServerBuild;
}

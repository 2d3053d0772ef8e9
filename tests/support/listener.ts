import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { ServerBuild } from "@remix-run/node";
import { createLog } from "#app/http/log.server.ts";
import { createListener } from "#app/http/serve.server.ts";
import { baseUrl, test as routeTest } from "#tests/support/route.ts";

type Modules = { readonly [path: string]: object };

/** Loaders and actions as the server reaches them, without the pages around them. */
const buildOf = (modules: Modules) => ({
  entry: {
    module: {
      default: (_request: Request, status: number) => new Response("A page", { status }),
      handleError: () => {},
    },
  },
  routes: Object.fromEntries(
    Object.entries(modules).map(([path, module]) => [path, { id: path, path, module }]),
  ),
  assets: { entry: { module: "", imports: [] }, routes: {}, url: "", version: "" },
  publicPath: "/",
  assetsBuildDirectory: "",
  isSpaMode: false,
  future: { v3_singleFetch: true },
});

export type Ask = (path: string, init?: RequestInit & { duplex?: "half" }) => Promise<Response>;

/** `test` with `ask`, which sends a request through a socket to a server of these routes. */
export const listening = (modules: Modules) =>
  routeTest.extend<{ ask: Ask; logged: string[] }>({
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads a fixture's needs from its pattern
    logged: async ({}, use) => use([]),
    ask: async ({ db, auth, logged }, use) => {
      const listener = createListener({
        build: buildOf(modules) as unknown as ServerBuild,
        ...{ db, auth, development: false, baseUrl },
        log: createLog("error", { write: (line: string) => logged.push(line) }),
        files: (_req, _res, next) => next(),
      });
      const server = createServer(listener).listen(0);
      await once(server, "listening");
      const { port } = server.address() as AddressInfo;
      await use((path, { headers, ...init } = {}) =>
        fetch(`http://localhost:${port}${path}`, {
          redirect: "manual",
          ...init,
          headers: { Origin: `http://localhost:${port}`, ...headers },
        }),
      );
      server.close();
      server.closeAllConnections();
    },
  });

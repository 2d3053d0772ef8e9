import { createRequestHandler, type ServerBuild } from "@remix-run/node";
import { describe, expect, test } from "vitest";
import type { App } from "#app/http/app.server.ts";
import { createPageHandler } from "#app/http/page.server.ts";

const paths: Record<string, { parentId?: string; path?: string; index?: true }> = {
  root: { path: "" },
  app: { parentId: "root" },
  queue: { parentId: "app", index: true },
  other: { parentId: "app", path: "*" },
  cards: { parentId: "app", path: "cards", index: true },
  card: { parentId: "app", path: "cards/:cardId" },
  levels: { parentId: "card", path: "levels" },
  file: { parentId: "app", path: "cards/:cardId/card.txt" },
  "new card": { parentId: "app", path: "cards/new" },
  calibration: { parentId: "app", path: "calibration" },
  figure: { parentId: "app", path: "calibration/:figure" },
  "sign in": { parentId: "root", path: "sign-in" },
};

/** Each route answers with its own name and what its address said. */
const build = {
  entry: { module: { default: () => new Response(), handleError: () => {} } },
  routes: Object.fromEntries(
    Object.entries(paths).map(([id, route]) => [
      id,
      {
        id,
        ...route,
        module: { loader: ({ params }: { params: object }) => Response.json([id, params]) },
      },
    ]),
  ),
  assets: { entry: { module: "", imports: [] }, routes: paths, url: "", version: "1" },
  ...{ publicPath: "/", assetsBuildDirectory: "", isSpaMode: false },
  future: { v3_singleFetch: true, v3_lazyRouteDiscovery: true },
} as unknown as ServerBuild;

const addresses = [
  ...["/", "/cards", "/cards/", "/cards/7", "/cards/new", "/cards/7/levels", "/cards/7/card.txt"],
  ...["/calibration", "/calibration/severity.csv", "/calibration/a/b", "/sign-in", "/sign-in/x"],
  ...[
    "/Cards/7",
    "/%63ards/7",
    "//cards",
    "/nothing",
    "/cards.csv",
    "/card",
    "/calibration?part=x",
  ],
  ...["/__manifest?version=1&p=/cards&p=/sign-in", "/cards/7.data", "/calibration.data"],
];

describe("the handler by the first word of an address", () => {
  const [quick, whole] = [createPageHandler(build), createRequestHandler(build, "production")];

  test.for(addresses)("answers %s as the whole one does", async (address) => {
    const ask = async (handler: typeof whole) => {
      const answer = await handler(new Request(`http://localhost${address}`), {} as App);
      return [answer.status, await answer.text()];
    };
    expect(await ask(quick)).toEqual(await ask(whole));
  });
});

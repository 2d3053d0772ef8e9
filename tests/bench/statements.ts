import { createRequestHandler } from "@remix-run/node";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { createAuth } from "#app/http/auth.server.ts";
import { settings } from "#db/client.server.ts";
import { contextOf } from "#tests/support/context.ts";
import { SECRET } from "./world.ts";

/** Statements one view of each page sends, counted where they are sent, with published rubrics known. */
export async function statements(
  url: string,
  pages: readonly (readonly [name: string, path: string, cookie: string])[],
) {
  let sent = 0;
  const client = postgres(url, { max: 1, onnotice: () => {} });
  const db = drizzle(client, { ...settings, logger: { logQuery: () => sent++ } });
  const auth = createAuth(db, { secret: SECRET, baseUrl: "http://localhost:3000" });
  const handle = createRequestHandler(
    await import(new URL("../../build/server/index.js", import.meta.url).href),
    "production",
  );
  const counted: [string, number][] = [];
  for (const [name, path, cookie] of pages) {
    for (const _ of ["cold", "warm"]) {
      sent = 0;
      const request = new Request(`http://localhost:3000${path}`, { headers: { cookie } });
      await (await handle(request, contextOf({ db, auth }))).text();
    }
    counted.push([name, sent]);
  }
  await client.end();
  return counted;
}

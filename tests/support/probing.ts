import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { type SQL, sql } from "drizzle-orm";
import { pino } from "pino";
import { createListener } from "#app/http/serve.server.ts";
import type { Db } from "#db/client.server.ts";
import type { AppRoute } from "#tests/support/app-routes.ts";
import { sourceBuild } from "#tests/support/app-routes.ts";
import { baseUrl, cookieOf, test as routeTest } from "#tests/support/route.ts";

export type Asked = {
  readonly path: string;
  readonly as: { readonly id: string } | null;
  readonly form?: Readonly<Record<string, string | readonly string[]>>;
};
export type Heard = { readonly status: number; readonly headers: string; readonly text: string };
export type Ask = (asked: Asked) => Promise<Heard>;

/** `test` with `ask`: a request through the server's own listener, answered by the rendered app. */
export const test = routeTest.extend<{ ask: Ask }>({
  ask: async ({ db, auth }, use) => {
    const listener = createListener({
      ...{ build: await sourceBuild(), db, auth, development: false, baseUrl },
      log: pino({ level: "silent" }),
      files: (_req, _res, next) => next(),
    });
    const server = createServer(listener).listen(0);
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const cookies = new Map<string, string>();
    await use(async ({ path, as, form }) => {
      const cookie = as ? (cookies.get(as.id) ?? (await cookieOf(auth, as.id))) : null;
      if (as && cookie) cookies.set(as.id, cookie);
      const own = `http://localhost:${port}`;
      const headers = { Origin: own, ...(cookie ? { cookie } : {}) };
      const posted = form ? { method: "POST", body: bodyOf(form) } : {};
      const answer = await fetch(own + path, { redirect: "manual", headers, ...posted });
      const told = [...answer.headers].map(([name, value]) => `${name}: ${value}`).join("\n");
      return { status: answer.status, headers: told, text: await textOf(answer) };
    });
    server.close();
    server.closeAllConnections();
  },
});

function bodyOf(form: NonNullable<Asked["form"]>): URLSearchParams {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(form))
    for (const one of [value].flat()) body.append(name, one);
  return body;
}

const STREAM_PATIENCE = 250;

/** The whole body; of a stream of events, what comes within a moment. */
async function textOf(answer: Response): Promise<string> {
  const live = answer.headers.get("content-type")?.startsWith("text/event-stream");
  if (!live || !answer.body) return answer.text();
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  const late = new Promise<{ done: true; value: undefined }>((resolve) =>
    setTimeout(() => resolve({ done: true, value: undefined }), STREAM_PATIENCE),
  );
  for (;;) {
    const { done, value } = await Promise.race([reader.read(), late]);
    if (done) break;
    text += value;
  }
  await reader.cancel();
  return text;
}

/** Does something and takes back whatever it wrote. */
export async function undone<T>(db: Db, run: () => Promise<T>): Promise<T> {
  const say = (words: SQL) => db.execute(words);
  await say(sql`savepoint probe`);
  try {
    return await run();
  } finally {
    await say(sql`rollback to savepoint probe`);
    await say(sql`release savepoint probe`);
  }
}

/** A route's own sources: its folder, and what the request layer holds of it. */
function sourcesOf({ file }: AppRoute): string[] {
  const folder = dirname(join("app", file));
  const own = readdirSync(folder).filter((name) => folder !== "app" || name === "root.tsx");
  const texts = own.map((name) => readFileSync(join(folder, name), "utf8"));
  const imported = texts.flatMap((text) => [...text.matchAll(/"#(app\/http\/[^"]+)"/g)]);
  const files = new Set(imported.flatMap(([, path]) => (path && existsSync(path) ? [path] : [])));
  return [...texts, ...[...files].map((path) => readFileSync(path, "utf8"))];
}

const found = (texts: readonly string[], pattern: RegExp) =>
  texts.flatMap((text) => [...text.matchAll(pattern)].flatMap(([, word]) => (word ? [word] : [])));

/** Every intent that a route's sources name, in its schemas, its switch or its buttons. */
export function intentsOf(route: AppRoute): string[] {
  const texts = sourcesOf(route);
  const switches = texts.flatMap((text) =>
    [...text.matchAll(/switch \([\w.]*intent\) \{/g)].map((at) => blockFrom(text, at.index)),
  );
  const choices = found(texts, /intent: [\w.(]*z\.enum\(\[([^\]]*)\]/g);
  return [
    ...new Set([
      ...found(texts, /intent: z\.literal\("([^"]+)"\)/g),
      ...found(choices, /"([^"]+)"/g),
      ...found(texts, /(?<!typeof [\w.]*)intent === "([^"]+)"/g),
      ...found(switches, /case "([^"]+)":/g),
      ...found(texts, /name="intent"\s+value="([^"]+)"/g),
      ...found(texts, /value="([^"]+)"\s+name="intent"/g),
    ]),
  ].toSorted();
}

function blockFrom(text: string, start: number): string {
  let depth = 0;
  for (let at = text.indexOf("{", start); at < text.length; at++) {
    if (text[at] === "{") depth += 1;
    if (text[at] === "}") depth -= 1;
    if (depth === 0) return text.slice(start, at);
  }
  return text.slice(start);
}

/** What a page opens in its place when its address asks for it: `?do=assign`. */
export const openingsOf = (route: AppRoute): string[] =>
  [...new Set(found(sourcesOf(route), /\bdo=([a-z-]+)/g))].toSorted();

/** Whether a route's answer depends on its address's query. */
export const readsQuery = (route: AppRoute): boolean =>
  sourcesOf(route).some((text) => /searchParams|listingOf\(args|listingOf\(request/.test(text));

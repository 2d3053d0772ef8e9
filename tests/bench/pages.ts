import { execFileSync } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import type { Db } from "#db/client.server.ts";
import { serve } from "#tests/support/server.ts";
import { browse } from "./browser.ts";
import { kb, loaded, ms, print, type Row, timed, within } from "./measure.ts";
import { statements } from "./statements.ts";
import {
  cookieFor,
  owedCards,
  person,
  position,
  SECRET,
  settledLoops,
  url,
  withWorld,
} from "./world.ts";

const SEALS = 200;

/** The page rows of the budgets, on real Postgres with 60 loops of 5 cards and two processes. */
export async function benchPages(json: boolean): Promise<void> {
  execFileSync("npm", ["run", "build", "--silent"], { stdio: ["ignore", "ignore", "inherit"] });
  await withWorld(async (db) => {
    const rows = await measure(db);
    if (json) console.log(JSON.stringify(rows, null, 2));
    else print(rows);
  });
}

async function measure(db: Db): Promise<Row[]> {
  const of = await position(db, {});
  const people = await Promise.all(
    ["Ana", "Ben", "Cy", "Dee", "Eli"].map((name) => person(db, { name })),
  );
  const [ana, ben] = people;
  if (!ana || !ben) throw new Error("Expected interviewers");
  const cora = await person(db, { name: "Cora", permissions: ["committee"] });
  await settledLoops(db, of, people, 60);
  const cards = await owedCards(db, of, ana, ben, SEALS + 1);
  const [debriefed] = (await db.execute<{ id: string }>(
    sql`select id from loop where state = 'decided' limit 1`,
  )) as { id: string }[];
  await db.execute(sql`analyze`);
  const writes = await cookieFor(db, ana.id);
  const reads = await cookieFor(db, cora.id);
  const env = { DATABASE_URL: url, EVENHAND_SEED: "off", AUTH_SECRET: SECRET };
  const servers = [await serve(env), await serve(env)];
  const targets = (path: string, cookie: string) =>
    servers.map((server) => ({ url: server.url + path, headers: { cookie } }));
  try {
    const bare = await bareNode();
    const insert = await bareInsert();
    const card = await loaded(targets(`/cards/${cards[SEALS]}`, writes));
    const debrief = await loaded(targets(`/loops/${debriefed?.id}/debrief`, reads));
    const queries = await statements(url, [
      ["card", `/cards/${cards[SEALS]}`, writes],
      ["review", `/cards/${cards[SEALS]}/review`, writes],
      ["debrief", `/loops/${debriefed?.id}/debrief`, reads],
      ["loops list", "/loops?state=decided", reads],
      ["queue", "/", writes],
      ["calibration", "/calibration", reads],
    ]);
    const list = await loaded(targets("/loops?state=decided", reads));
    await settledLoops(db, of, people, 1_940, 60);
    await db.execute(sql`analyze`);
    const long = await loaded(targets("/loops?state=decided", reads));
    const sealing = await seals(servers[0]?.url ?? "", writes, cards);
    const paint = await browse(servers[0]?.url ?? "", `/cards/${cards[SEALS]}`, writes);
    return [
      within("node:http, 20 KB", `${ms(bare.median)}, ${bare.rate.toFixed(0)}/s`, "", null),
      within("bare INSERT+COMMIT", ms(insert.median), "", null),
      within("card page, median", ms(card.median), "at most 4 ms", card.median <= 4),
      within(
        "card page, rate at 16",
        `${card.rate.toFixed(0)}/s`,
        "at least 700/s",
        card.rate >= 700,
      ),
      within("debrief, median", ms(debrief.median), "at most 6 ms", debrief.median <= 6),
      within(
        "debrief, rate at 16",
        `${debrief.rate.toFixed(0)}/s`,
        "at least 350/s",
        debrief.rate >= 350,
      ),
      within("loops list, 60 rows, median", ms(list.median), "at most 8 ms", list.median <= 8),
      within(
        "loops list, rate at 16",
        `${list.rate.toFixed(0)}/s`,
        "at least 250/s",
        list.rate >= 250,
      ),
      within(
        "loops list at 2,000 loops",
        `${ms(long.median)}, ${(long.median / list.median).toFixed(2)}x`,
        "at most 1.3x",
        long.median <= 1.3 * list.median,
      ),
      within("seal a card, median", ms(sealing.median), "at most 4 ms", sealing.median <= 4),
      within(
        "seal against a bare insert",
        `${(sealing.median / insert.median).toFixed(1)}x`,
        "at most 12x",
        sealing.median <= 12 * insert.median,
      ),
      within(
        "card page, scripts and styles",
        kb(paint.bytes),
        "at most 130 KB",
        paint.bytes <= 130 * 1024,
      ),
      within(
        "card page, first paint at 4x CPU",
        `${paint.first.toFixed(0)} ms`,
        "at most 350 ms",
        paint.first <= 350,
      ),
      within(
        "card page, largest paint",
        `${paint.largest.toFixed(0)} ms`,
        "at most 450 ms",
        paint.largest <= 450,
      ),
      within(
        "card page, largest paint on slow 4G",
        `${paint.slow.toFixed(0)} ms`,
        "at most 1.8 s",
        paint.slow <= 1_800,
      ),
      within(
        "rating at 4x CPU, 95th percentile",
        `${paint.rating.toFixed(0)} ms`,
        "at most 100 ms",
        paint.rating <= 100,
      ),
      within(
        "card page, blocking time",
        `${paint.blocking.toFixed(0)} ms`,
        "at most 50 ms",
        paint.blocking <= 50,
      ),
      ...queries.map(([what, n]) =>
        within(
          `statements, ${what}`,
          String(n),
          what === "debrief" ? "at most 3" : "",
          what === "debrief" ? n <= 3 : null,
        ),
      ),
    ];
  } finally {
    for (const server of servers) await server.stop();
  }
}

/** Twenty kilobytes from Node itself: what no page can beat. */
async function bareNode() {
  const page = Buffer.alloc(20_480, "x");
  const server = createServer((_, res) => res.end(page)).listen(0);
  const { port } = server.address() as AddressInfo;
  const figure = await loaded([{ url: `http://localhost:${port}/`, headers: {} }], 3);
  server.closeAllConnections();
  server.close();
  return figure;
}

/** One row in and committed: what no seal can beat. */
async function bareInsert() {
  const client = postgres(url, { max: 1, onnotice: () => {} });
  await client`create table bare (id int primary key, said text)`;
  const figure = await timed(300, (at) => client`insert into bare values (${at}, 'sealed')`, 50);
  await client`drop table bare`;
  await client.end();
  return figure;
}

async function seals(server: string, cookie: string, cards: readonly string[]) {
  const body = { intent: "seal", revision: "1" };
  return timed(
    SEALS - 20,
    async (at) => {
      const answer = await fetch(`${server}/cards/${cards[at]}/review`, {
        method: "POST",
        body: new URLSearchParams(body),
        headers: { cookie, origin: server },
        redirect: "manual",
      });
      if (answer.status !== 302) throw new Error(`Sealing answered ${answer.status}`);
      await answer.arrayBuffer();
    },
    20,
  );
}

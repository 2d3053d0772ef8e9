import { execFileSync } from "node:child_process";
import { parseArgs } from "node:util";
import { eq, sql } from "drizzle-orm";
import { connectPostgres } from "#db/client.server.ts";
import * as schema from "#db/schema.server.ts";
import { databaseOn } from "#tests/support/image.ts";
import { type Served, serve } from "#tests/support/server.ts";
import { type Visit, visited } from "./browser.ts";
import { kb, ms, print, type Row, within } from "./measure.ts";
import { databaseName, dropDatabase, seeded, server } from "./seed.ts";
import { statements } from "./statements.ts";
import { cookieFor, SECRET } from "./world.ts";

/** The calibration view over ten thousand and over a million ratings, asked in turn. */

const MOST_RATIO = 1.3;
const MOST_MS = 20;
/** A server is asked all day: its code is compiled by then, which takes React's a few hundred pages. */
const WARM = 300;
const TIMES = 200;

type Side = {
  readonly ratings: number;
  readonly url: string;
  readonly cookie: string;
  readonly served: Served;
  readonly paths: Readonly<Record<string, string>>;
};

/** `npm run bench -- calibration-view [--small <ratings>] [--large <ratings>] [--keep] [--no-browser]` */
export async function benchCalibrationView(json: boolean, words: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...words],
    options: {
      small: { type: "string", default: "10000" },
      large: { type: "string", default: "1000000" },
      keep: { type: "boolean", default: false },
      "no-browser": { type: "boolean", default: false },
      "no-build": { type: "boolean", default: false },
      json: { type: "boolean", default: false },
    },
  });
  const say = json ? () => {} : console.log;
  if (!values["no-build"])
    execFileSync("npm", ["run", "build", "--silent"], { stdio: ["ignore", "ignore", "inherit"] });
  const sides: Side[] = [];
  const made: string[] = [];
  try {
    for (const ratings of [Number(values.small), Number(values.large)]) {
      const url = databaseOn(server, databaseName(ratings));
      if (await seeded(url, ratings, say)) made.push(url);
      sides.push(await opened(url, ratings));
    }
    const [small, large] = sides;
    if (!small || !large) throw new Error("Expected two organisations");
    const rows = [
      ...(await timesOf(small, large)),
      ...(await statementsOf(large)),
      ...(await sizesOf(small, large)),
      ...(values["no-browser"] ? [] : await paintsOf(large)),
    ];
    if (json) console.log(JSON.stringify(rows, null, 2));
    else print(rows);
  } finally {
    for (const { served } of sides) await served.stop();
    if (!values.keep) for (const url of made) await dropDatabase(url);
  }
}

/** The built app on one organisation, with a lead signed in. */
async function opened(url: string, ratings: number): Promise<Side> {
  const { db, close } = connectPostgres(url, 2);
  try {
    const [lead] = await db
      .select({ id: schema.person.id })
      .from(schema.person)
      .where(eq(schema.person.email, "lea@evenhand.example"));
    const [middle] = await db.execute<{ person: string; candidates: number }>(sql`
      select (select subject from calibration_entry where list = 'interviewers'
          order by snapshot_id desc, place limit 1) as person,
        (select count(*)::int from loop) as candidates`);
    if (!lead || !middle) throw new Error("Expected an organisation with a lead");
    const cookie = await cookieFor(db, lead.id);
    const served = await serve({ DATABASE_URL: url, EVENHAND_SEED: "off", AUTH_SECRET: SECRET });
    const deep = Math.ceil(middle.candidates / 20 / 2);
    const paths = {
      calibration: "/calibration",
      "candidates, in the middle of the list": `/calibration?page=${deep}`,
      "candidates in raw order": "/calibration?order=raw",
      "candidates of one level": `/calibration?level=principal&page=${Math.ceil(deep / 5)}`,
      "one quarter": "/calibration?from=2026-q1&until=2026-q1",
      "all interviewers": "/calibration?part=interviewers",
      "all criteria": "/calibration?part=criteria",
      "an interviewer": `/calibration/people/${middle.person}`,
    };
    return { ratings, url, cookie, served, paths };
  } finally {
    await close();
  }
}

/** Asks both in turn, so that whatever else the machine does meets both alike. */
async function timesOf(small: Side, large: Side): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [what, path] of Object.entries(small.paths)) {
    const other = large.paths[what] ?? path;
    const [few, many] = await inTurn([
      [small, path],
      [large, other],
    ]);
    if (few === undefined || many === undefined) throw new Error("Expected two organisations");
    const ratio = many / few;
    rows.push(
      within(`${what}, median at ${small.ratings}`, ms(few)),
      within(
        `${what}, median at ${large.ratings}`,
        ms(many),
        `at most ${MOST_MS} ms`,
        many <= MOST_MS,
      ),
      within(
        `${what}, ratio`,
        `${ratio.toFixed(2)}x`,
        `at most ${MOST_RATIO}x`,
        ratio <= MOST_RATIO,
      ),
    );
  }
  return rows;
}

async function inTurn(asked: readonly (readonly [Side, string])[]): Promise<number[]> {
  const times = asked.map(() => [] as number[]);
  for (let time = 0; time < WARM + TIMES; time++)
    for (const [at, [side, path]] of asked.entries()) {
      const began = performance.now();
      const answer = await fetch(side.served.url + path, { headers: { cookie: side.cookie } });
      if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
      await answer.arrayBuffer();
      if (time >= WARM) times[at]?.push(performance.now() - began);
    }
  return times.map((of) => of.toSorted((a, b) => a - b)[Math.floor(of.length / 2)] ?? Number.NaN);
}

async function statementsOf({ url, cookie, paths }: Side): Promise<Row[]> {
  const counted = await statements(
    url,
    Object.entries(paths).map(([what, path]) => [what, path, cookie] as const),
  );
  return counted.map(([what, n]) => within(`${what}, statements`, String(n)));
}

async function sizesOf(small: Side, large: Side): Promise<Row[]> {
  const rows: Row[] = [];
  for (const side of [small, large])
    for (const what of ["calibration", "an interviewer"]) {
      const answer = await fetch(side.served.url + (side.paths[what] ?? ""), {
        headers: { cookie: side.cookie },
      });
      const { length } = await answer.text();
      rows.push(within(`${what}, HTML at ${side.ratings}`, kb(length)));
    }
  return rows;
}

/** In a browser: what is loaded and when the most is painted; charts' code on pages that draw alone. */
async function paintsOf({ served, cookie, paths }: Side): Promise<Row[]> {
  const pages: Record<string, string> = {
    calibration: "/calibration",
    "an interviewer": paths["an interviewer"] ?? "",
    "loops list": "/loops?state=decided",
  };
  const visits = await visited(served.url, Object.values(pages), cookie);
  const rows: Row[] = [];
  for (const [at, what] of Object.keys(pages).entries()) {
    const visit = visits[at];
    if (!visit) continue;
    const charts = await drawsWith(visit);
    rows.push(
      within(`${what}, scripts`, kb(visit.scriptBytes)),
      within(
        `${what}, Recharts`,
        charts ? "loaded" : "not loaded",
        what === "loops list" ? "not loaded" : "",
        what === "loops list" ? !charts : null,
      ),
      within(`${what}, first paint at 4x CPU`, `${visit.first.toFixed(0)} ms`),
      within(`${what}, largest paint at 4x CPU`, `${visit.largest.toFixed(0)} ms`),
      within(`${what}, blocking time`, `${visit.blocking.toFixed(0)} ms`),
    );
  }
  return rows;
}

async function drawsWith({ scripts }: Visit): Promise<boolean> {
  for (const script of scripts)
    if ((await (await fetch(script)).text()).includes("recharts-")) return true;
  return false;
}

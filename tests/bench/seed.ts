import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { eq, sql } from "drizzle-orm";
import postgres from "postgres";
import type { RunScope } from "#app/domain/calibration/run.ts";
import { startCalibration } from "#app/jobs/calibration.server.ts";
import { connectPostgres, type Db, type PostgresConnection } from "#db/client.server.ts";
import { migrateToLatest } from "#db/migrate.ts";
import { listScopes } from "#db/queries/calibration-cells.server.ts";
import { scopeKey } from "#db/queries/calibration-snapshot.server.ts";
import { publishRubrics } from "#db/queries/rubric.server.ts";
import { calibrationScope } from "#db/schema.server.ts";
import { DEMO_PASSWORD } from "#db/seed/people.ts";
import { databaseOn } from "#tests/support/image.ts";
import { organisation, plantedSeverities, sizeOf } from "./organisation.ts";
import { CRITERIA } from "./panels.ts";

export const server =
  process.env.BENCH_DATABASE_URL ??
  process.env.TEST_DATABASE_URL ??
  "postgres://root@127.0.0.1:5432/postgres";

/** `evenhand_bench_1m` */
export const databaseName = (ratings: number) =>
  `evenhand_bench_${ratings >= 1e6 ? `${ratings / 1e6}m` : ratings >= 1e3 ? `${ratings / 1e3}k` : ratings}`.replace(
    ".",
    "_",
  );

/** Makes an organisation with so many ratings, calibrates it, and says how to open it. */
export async function seedOrganisation(words: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...words],
    options: { ratings: { type: "string", default: "1000000" }, database: { type: "string" } },
  });
  const ratings = Number(values.ratings);
  if (!Number.isInteger(ratings) || ratings < 400 || ratings > 20_000_000)
    throw new Error("--ratings is a whole number from 400 to 20000000.");
  const url = values.database ?? databaseOn(server, databaseName(ratings));
  await seeded(url, ratings, console.log);
  console.log(`Open it: npm run build && EVENHAND_SEED=off DATABASE_URL=${url} npm start
and sign in as lea@evenhand.example with the password ${DEMO_PASSWORD}.`);
}

/**
 * A database with an organisation of so many ratings, calibrated: made where there is none, and used
 * as it is where one was made before. True where it was made.
 */
export async function seeded(
  url: string,
  ratings: number,
  say: (sentence: string) => void,
): Promise<boolean> {
  await createDatabase(url);
  const connection = connectPostgres(url, 4);
  const { db } = connection;
  try {
    await migrateToLatest(connection);
    const known = await listScopes(db);
    const size = sizeOf(ratings, CRITERIA);
    let [scope]: RunScope[] = known;
    if (!scope) {
      const began = performance.now();
      const published = await publishRubrics(db, "rubrics");
      if (!published.ok) throw new Error(published.failure.message);
      scope = await organisation(db, size);
      say(`Written in ${since(began)}: ${await countWords(db)}.`);
    } else say(`There already: ${await countWords(db)}.`);
    const began = performance.now();
    await calibrated(db);
    say(`Calibrated in ${since(began)}. ${await agreementWords(db, scope, size.interviewers)}`);
    return known.length === 0;
  } finally {
    await connection.close();
  }
}

type Server = PostgresConnection["db"];

const since = (began: number) => `${((performance.now() - began) / 1000).toFixed(1)} s`;

async function createDatabase(url: string): Promise<void> {
  const name = new URL(url).pathname.slice(1);
  const admin = postgres(databaseOn(url, "postgres"), { max: 1, onnotice: () => {} });
  try {
    const there = await admin`select 1 from pg_database where datname = ${name}`;
    if (there.length === 0) await admin`create database ${admin(name)}`;
  } finally {
    await admin.end();
  }
}

export async function dropDatabase(url: string): Promise<void> {
  const admin = postgres(databaseOn(url, "postgres"), { max: 1, onnotice: () => {} });
  await admin`drop database ${admin(new URL(url).pathname.slice(1))} with (force)`;
  await admin.end();
}

/** Waits until the app's own job has calculated everything that no snapshot has seen. */
export async function calibrated(db: Db): Promise<void> {
  const failures: unknown[] = [];
  const keep = (...said: unknown[]) => failures.push(said);
  const job = startCalibration(db, { error: keep, warn: keep });
  try {
    for (;;) {
      await job.drain();
      if (failures.length > 0)
        throw new Error(`It was not calibrated: ${JSON.stringify(failures)}`);
      const waiting = await db
        .update(calibrationScope)
        .set({ dueAt: sql`now()` })
        .where(eq(calibrationScope.state, "queued"))
        .returning({ scope: calibrationScope.scope });
      if (waiting.length === 0) return;
      await wait(100);
    }
  } finally {
    await job.stop();
  }
}

async function countWords(db: Server): Promise<string> {
  const [row] = await db.execute<Record<string, string>>(sql`select
    (select count(*) from loop) as loops, (select count(*) from card) as cards,
    (select count(*) from rating) as answers, (select count(score) from rating) as scores,
    (select count(distinct interviewer_id) from card) as interviewers,
    (select count(distinct date_trunc('quarter', settled_at)) from loop) as quarters`);
  return Object.entries(row ?? {})
    .map(([noun, n]) => `${Number(n).toLocaleString("en")} ${noun}`)
    .join(", ");
}

/** How well the severities found follow those planted. */
async function agreementWords(db: Server, scope: RunScope, interviewers: number): Promise<string> {
  const found = await db.execute<{ name: string; points: number }>(sql`
    select person.name, (entry.content #>> '{severity,points}')::float8 as points
    from calibration_entry entry join person on person.id = entry.subject::uuid
    where entry.list = 'interviewers' and entry.content #>> '{severity,points}' is not null
    and entry.snapshot_id = (select id from calibration_snapshot where scope = ${scopeKey(scope)}
      order by computed_at desc limit 1)`);
  const planted = plantedSeverities(interviewers);
  const pairs = found.map(({ name, points }) => [points, planted[Number(name.slice(-4)) - 1] ?? 0]);
  const r = correlation(pairs as [number, number][]);
  return `Severities of ${found.length} interviewers correlate ${r.toFixed(3)} with those planted.`;
}

function correlation(pairs: readonly (readonly [number, number])[]): number {
  const mean = (at: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[at], 0) / pairs.length;
  const [a, b] = [mean(0), mean(1)];
  const sum = (of: (x: number, y: number) => number) =>
    pairs.reduce((total, [x, y]) => total + of(x - a, y - b), 0);
  return sum((x, y) => x * y) / Math.sqrt(sum((x) => x * x) * sum((_, y) => y * y));
}

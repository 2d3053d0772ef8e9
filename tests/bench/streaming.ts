import { execFile, spawnSync } from "node:child_process";
import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { cellsFrom } from "#app/domain/calibration/cells.ts";
import { isRefusal } from "#app/domain/calibration/refusal.ts";
import type { RunScope } from "#app/domain/calibration/run.ts";
import type { Db } from "#db/client.server.ts";
import { dataVersion, streamColumns } from "#db/queries/calibration-cells.server.ts";
import type { TestPosition } from "#tests/support/factory.ts";
import { position, url, withWorld } from "./world.ts";

/** Reading settled ratings out of real Postgres, beside what the server itself needs to hand them out. */

export type StreamFigure = {
  readonly ratings: number;
  /** Seconds until the ratings are cards in memory. */
  readonly stream: number;
  /** Seconds for `COPY` of the same columns, row by row: loop, interviewer, card, time, criterion, score. */
  readonly copy: number;
  /** Seconds for `COPY` without card and time. */
  readonly bareCopy: number;
  readonly version: number;
  /** What drains the `COPY`. */
  readonly by: "psql" | "postgres.js";
};

const LOOPS = 50_000;
const PEOPLE = 500;
const CARDS = 4;
const TIMES = 3;

export async function benchStreaming(): Promise<StreamFigure> {
  let figure: StreamFigure | undefined;
  await withWorld(async (db) => {
    const of = await position(db, {});
    await fill(db, of);
    figure = await measure(db, { positionId: of.id, rubricVersionId: of.rubricVersionId });
  });
  if (!figure) throw new Error("Nothing was measured");
  return figure;
}

async function measure(db: Db, scope: RunScope): Promise<StreamFigure> {
  const by = spawnSync("psql", ["--version"]).status === 0 ? "psql" : "postgres.js";
  const drain = by === "psql" ? drainByPsql : drainByDriver;
  const times = { stream: [] as number[], copy: [] as number[], bareCopy: [] as number[] };
  let ratings = 0;
  for (let time = 0; time < TIMES; time++) {
    times.copy.push(await seconds(() => drain(copyOf(scope, "card.id, card.sealed_at,"))));
    times.bareCopy.push(await seconds(() => drain(copyOf(scope, ""))));
    times.stream.push(
      await seconds(async () => {
        const columns = await streamColumns(db, scope);
        const cells = cellsFrom(columns);
        if (isRefusal(cells)) throw new Error(cells.reason);
        ratings = columns.rating.length;
      }),
    );
  }
  const version = await seconds(() => dataVersion(db, scope));
  const { stream, copy, bareCopy } = times;
  return {
    ratings,
    stream: median(stream),
    copy: median(copy),
    bareCopy: median(bareCopy),
    version,
    by,
  };
}

const copyOf = ({ positionId, rubricVersionId }: RunScope, more: string) => `copy (
  select card.loop_id, card.interviewer_id, ${more} rating.criterion, rating.score
  from rating
  join card_version on card_version.id = rating.card_version_id
  join card on card.id = card_version.card_id and card.sealed_number = card_version.number
  join loop on loop.id = card.loop_id
  where loop.position_id = '${positionId}' and loop.rubric_version_id = '${rubricVersionId}'
    and loop.state = 'decided' and card.state = 'sealed' and card.kind <> 'shadow'
    and (card_version.recommendation is null or card_version.recommendation <> 'no-decision')
    and rating.score is not null
) to stdout`;

/** Into nothing: no client takes rows with less effort. */
async function drainByPsql(copy: string): Promise<void> {
  const quiet = ["--no-psqlrc", "--quiet", "--output=/dev/null"];
  await promisify(execFile)("psql", [...quiet, `--command=${copy}`, url]);
}

async function drainByDriver(copy: string): Promise<void> {
  const client = postgres(url, { max: 1, onnotice: () => {} });
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  await pipeline(await client.unsafe(copy).readable(), nowhere);
  await client.end();
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const EVIDENCE =
  "Asked what happens when the ledger is slow: bounded the retries at three, and named what they give up.";

/**
 * A million ratings on settled loops, made inside the server without its checks. Keys grow with time
 * and are random otherwise, as the app's do.
 */
async function fill(db: Db, { id, rubricVersionId, weightSetId }: TestPosition): Promise<void> {
  await db.transaction(async (tx) => {
    const run = (text: ReturnType<typeof sql>) => tx.execute(text);
    const cards = LOOPS * CARDS;
    const at = sql`timestamptz '2024-01-01' + (n / ${CARDS}) * interval '10 min'`;
    await run(sql`set local session_replication_role = replica`);
    await run(sql`create function pg_temp.key_of(kind text, n bigint) returns uuid language sql immutable as $$
      select (lpad(to_hex(1720000000000 + n / 8), 12, '0') || '7' || lpad(kind, 3, '0') || '8'
        || substr(md5(n::text || kind), 1, 15))::uuid $$`);
    await run(sql`insert into person (id, name, email)
      select pg_temp.key_of('1', n), 'Person ' || n, 'person' || n || '@example.com'
      from generate_series(0, ${PEOPLE - 1}) n`);
    await run(sql`insert into candidate (id, name)
      select pg_temp.key_of('2', n), 'Candidate ' || n from generate_series(0, ${LOOPS - 1}) n`);
    await run(sql`insert into loop
        (id, candidate_id, position_id, rubric_version_id, reveal_rule, state, settled_at)
      select pg_temp.key_of('3', n), pg_temp.key_of('2', n), ${id}, ${rubricVersionId}, 'after-own',
        'decided', timestamptz '2024-01-02' + n * interval '10 min'
      from generate_series(0, ${LOOPS - 1}) n`);
    await run(sql`insert into decision
        (id, loop_id, number, outcome, level, reasons, rubric_version_id, weight_set_id)
      select pg_temp.key_of('4', n), pg_temp.key_of('3', n), 1, 'offer', 'staff', 'They agreed.',
        ${rubricVersionId}, ${weightSetId} from generate_series(0, ${LOOPS - 1}) n`);
    await run(sql`insert into round (id, loop_id, kind, starts_at, minutes)
      select pg_temp.key_of('5', n), pg_temp.key_of('3', n / ${CARDS}), 'design', ${at}, 45
      from generate_series(0, ${cards - 1}) n`);
    await run(sql`insert into card (id, loop_id, round_id, rubric_version_id, interviewer_id, state,
        sealed_number, due_at, sealed_at)
      select pg_temp.key_of('6', n), pg_temp.key_of('3', n / ${CARDS}), pg_temp.key_of('5', n),
        ${rubricVersionId}, pg_temp.key_of('1', (n / ${CARDS} * 7 + n % ${CARDS} * 131) % ${PEOPLE}),
        'sealed', 1, ${at}, ${at} from generate_series(0, ${cards - 1}) n`);
    await run(sql`insert into card_version
        (id, card_id, rubric_version_id, number, recommendation, summary, hash)
      select pg_temp.key_of('7', n), pg_temp.key_of('6', n), ${rubricVersionId}, 1, 'yes',
        'They agreed.', md5(n::text) from generate_series(0, ${cards - 1}) n`);
    await run(sql`insert into rating
        (card_version_id, rubric_version_id, criterion, points, score, evidence)
      select pg_temp.key_of('7', n), ${rubricVersionId}, key, points,
        1 + abs(hashint8(n * 16 + ordinal)) % points, ${EVIDENCE}
      from generate_series(0, ${cards - 1}) n, criterion where rubric_version_id = ${rubricVersionId}
      order by n, ordinal`);
  });
  await db.execute(sql`vacuum analyze`);
}

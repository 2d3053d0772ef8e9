import { hashPassword } from "better-auth/crypto";
import { sql } from "drizzle-orm";
import { normal, seeded } from "#app/domain/calibration/random.ts";
import type { RunScope } from "#app/domain/calibration/run.ts";
import { levels } from "#app/domain/level.ts";
import type { RoundKind } from "#app/domain/loop.ts";
import type { Db } from "#db/client.server.ts";
import { markStale } from "#db/queries/calibration-run.server.ts";
import * as schema from "#db/schema.server.ts";
import { DEMO_PASSWORD, demoAccounts } from "#db/seed/people.ts";
import { position, type TestPosition } from "#tests/support/factory.ts";
import { CARDS } from "./panels.ts";

/** A large organisation with a past of two years, made inside the server. */

export type Size = { readonly loops: number; readonly interviewers: number };

/** As many settled loops as bear about so many ratings, met by the more interviewers the more there are. */
export function sizeOf(ratings: number, criteria: number): Size {
  const loops = Math.max(1, Math.round(ratings / (CARDS * criteria)));
  return { loops, interviewers: Math.max(8, Math.round(Math.sqrt(ratings) / 2)) };
}

const SEED = 20_260_114;
/** In points squared: how far interviewers lie from one another. */
const SEVERITIES = 0.12;
/** One in so many interviewers scores all criteria alike. */
const FLAT = 50;

/** Severity in points by interviewer, in the order of their names; the same for the same number. */
export function plantedSeverities(interviewers: number): number[] {
  const random = seeded(SEED);
  return Array.from({ length: interviewers }, () => Math.sqrt(SEVERITIES) * normal(random));
}

const kinds: readonly RoundKind[] = ["productionize", "design", "deep-dive", "behavioural"];
const EVIDENCE =
  "Asked what happens when the ledger is slow: bounded the retries at three, and named what they give up.";

/** Fills an empty, migrated database with published rubrics; answers with what there is to calibrate. */
export async function organisation(db: Db, size: Size): Promise<RunScope> {
  const of = await position(db, { title: "Staff backend engineer" });
  await accounts(db);
  await db.transaction((tx) => fill(tx, of, size));
  await db.execute(sql`vacuum analyze`);
  const scope = { positionId: of.id, rubricVersionId: of.rubricVersionId };
  await markStale(db, [scope]);
  return scope;
}

/** The demonstration's four people worth signing in as, so that one can open what was made. */
async function accounts(db: Db): Promise<void> {
  const password = await hashPassword(DEMO_PASSWORD);
  const people = await db
    .insert(schema.person)
    .values(
      demoAccounts.map(({ name, email, permissions }) => ({
        ...{ name, email, permissions: [...permissions], emailVerified: true },
      })),
    )
    .returning({ id: schema.person.id });
  await db
    .insert(schema.account)
    .values(
      people.map(({ id }) => ({ userId: id, accountId: id, providerId: "credential", password })),
    );
}

/**
 * Scores drawn from the model that calibration fits: candidate, severity, criterion, card and answer,
 * rounded to the scale. Every draw hangs on the row's number, so that it is the same each time. Keys
 * grow with time and are random otherwise, as the app's do.
 */
async function fill(tx: Db, of: TestPosition, { loops, interviewers }: Size): Promise<void> {
  const run = (text: ReturnType<typeof sql>) => tx.execute(text);
  const { id, rubricVersionId, weightSetId, rubric } = of;
  const cards = loops * CARDS;
  const severities = JSON.stringify(plantedSeverities(interviewers));
  const kind = sql`(${sql.param(kinds)}::text[])[seat + 1]`;
  await run(sql`set local session_replication_role = replica`);
  await run(sql`set local work_mem = '256MB'`);
  await run(sql`create function pg_temp.key_of(kind text, n bigint) returns uuid language sql immutable as $$
    select (lpad(to_hex(1720000000000 + n / 8), 12, '0') || '7' || lpad(kind, 3, '0') || '8'
      || substr(md5(n::text || kind), 1, 15))::uuid $$`);
  await run(sql`create function pg_temp.uniform(n bigint, salt bigint) returns float8 language sql immutable as $$
    select ((hashint8extended(n, salt) & 2147483647) + 0.5) / 2147483648.0::float8 $$`);
  await run(sql`create function pg_temp.normal(n bigint, salt bigint) returns float8 language sql immutable as $$
    select sqrt(-2 * ln(pg_temp.uniform(n, salt))) * cos(2 * pi() * pg_temp.uniform(n, salt + 1)) $$`);
  await run(sql`create temporary table planted on commit drop as
    select (at - 1)::int as by, value::text::float8 as severity, at % ${FLAT} = 3 as flat
    from json_array_elements(${severities}::text::json) with ordinality as severity (value, at)`);
  await run(sql`insert into person (id, name, email, permissions)
    select pg_temp.key_of('1', by), 'Interviewer ' || lpad((by + 1)::text, 4, '0'),
      'interviewer' || by + 1 || '@evenhand.example', '{interviewer}' from planted order by by`);
  // Four different people a loop: a first one, and steps of one length round the circle from there.
  await run(sql`create temporary table seat on commit drop as
    with met as (
      select n, n / ${CARDS} as loop, (n % ${CARDS})::int as seat,
        (floor(pg_temp.uniform(n / ${CARDS}, 10) * ${interviewers}) + (n % ${CARDS})
          * (1 + floor(pg_temp.uniform(n / ${CARDS}, 12) * ${Math.floor((interviewers - 1) / (CARDS - 1))}))
        )::bigint % ${interviewers} as by
      from generate_series(0, ${cards - 1}::bigint) n)
    select n, loop, seat, met.by::int, flat,
      2.6 + 0.6 * pg_temp.normal(loop, 20) - severity + 0.3 * pg_temp.normal(n, 30) as impression,
      timestamptz '2024-10-01' + loop * (interval '725 days' / ${loops}) + seat * interval '1 hour' as at,
      least(-ln(pg_temp.uniform(n, 40)) * 10, 60) * interval '1 hour' as taken
    from met join planted on planted.by = met.by`);
  await run(sql`analyze seat`);
  await run(sql`insert into candidate (id, name, created_at)
    select pg_temp.key_of('2', loop), 'Candidate ' || lpad((loop + 1)::text, 6, '0'), at - interval '7 days'
    from seat where seat = 0 order by loop`);
  await run(sql`insert into loop
      (id, candidate_id, position_id, rubric_version_id, reveal_rule, state, settled_at, created_at)
    select pg_temp.key_of('3', loop), pg_temp.key_of('2', loop), ${id}, ${rubricVersionId}, 'after-own',
      'decided', at + interval '4 days', at - interval '7 days' from seat where seat = 0 order by loop`);
  await run(sql`insert into debrief (id, loop_id, opened_at, closed_at)
    select pg_temp.key_of('8', loop), pg_temp.key_of('3', loop), at + interval '3 days', at + interval '4 days'
    from seat where seat = 0 order by loop`);
  await run(sql`insert into decision
      (id, loop_id, number, outcome, level, reasons, rubric_version_id, weight_set_id, decided_at)
    select pg_temp.key_of('4', loop), pg_temp.key_of('3', loop), 1,
      case when avg(impression) > 2.8 then 'offer' else 'no-offer' end,
      (${sql.param(levels.filter((level) => rubric.levels.includes(level)))}::text[])[
        case when avg(impression) > 3.3 then 3 when avg(impression) > 2.2 then 2 else 1 end],
      'The panel agreed.', ${rubricVersionId}, ${weightSetId}, min(at) + interval '4 days'
    from seat group by loop order by loop`);
  await run(sql`insert into round (id, loop_id, kind, starts_at, minutes, created_at)
    select pg_temp.key_of('5', n), pg_temp.key_of('3', loop), ${kind}, at, 45, at - interval '7 days'
    from seat order by n`);
  await run(sql`insert into card (id, loop_id, round_id, rubric_version_id, interviewer_id, state,
      sealed_number, due_at, assigned_at, sealed_at)
    select pg_temp.key_of('6', n), pg_temp.key_of('3', loop), pg_temp.key_of('5', n),
      ${rubricVersionId}, pg_temp.key_of('1', by), 'sealed', 1, at + interval '24 hours',
      at - interval '7 days', at + interval '45 min' + taken from seat order by n`);
  await run(sql`insert into card_version
      (id, card_id, rubric_version_id, number, recommendation, level, summary, hash, sealed_at)
    select pg_temp.key_of('7', n), pg_temp.key_of('6', n), ${rubricVersionId}, 1,
      ('{strong-no,no,yes,strong-yes}'::text[])[greatest(1, least(4, round(impression)))::int],
      'staff', 'Solid on what was asked.', md5(n::text), at + interval '45 min' + taken
    from seat order by n`);
  await run(sql`insert into rating
      (card_version_id, rubric_version_id, criterion, points, score, not_observed, evidence)
    select pg_temp.key_of('7', n), ${rubricVersionId}, key, points,
      case when unseen > 3 then greatest(1, least(points, round(impression +
        case when flat then 0 else 0.2 * ordinal - 0.4 + 0.7 * pg_temp.normal(answer, 50) end))) end,
      case when unseen = 3 then 'no-signal' when unseen < 3 then 'not-asked' end,
      case when unseen > 3 then ${EVIDENCE} else '' end
    from seat, criterion,
      lateral (select n * 16 + ordinal as answer) one,
      lateral (select floor(pg_temp.uniform(answer, 60) * 100) as unseen) other
    where rubric_version_id = ${rubricVersionId}
    order by n, ordinal`);
}

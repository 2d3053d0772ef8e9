import { and, desc, eq, isNotNull, notInArray, type SQL, sql } from "drizzle-orm";
import type { Starts } from "#app/domain/calibration/report.ts";
import type { RunScope } from "#app/domain/calibration/run.ts";
import { invariant } from "#app/domain/result.ts";
import type { Db, Tx } from "#db/client.server.ts";
import {
  calibrationEntry,
  calibrationSnapshot,
  decision,
  loop,
  rubricVersion,
  weight,
  weightSet,
} from "#db/schema.server.ts";

/** What calculations found, by what they cover and which facts they saw. */

const KEPT_SNAPSHOTS = 3;

export const scopeKey = ({ positionId, rubricVersionId }: RunScope): string =>
  `${positionId}/${rubricVersionId}`;

/** What a run found, in pieces small enough to be written one after another. */
export type Found = {
  readonly dataVersion: string;
  readonly ratings: number;
  readonly seconds: number;
  /** The summary, as JSON. */
  readonly result: string;
  readonly lists: readonly ListPiece[];
  readonly start: Starts | null;
};

/** What grows with people: read row by row, in their order or by whom a row is about. */
export type SnapshotList =
  | "candidates"
  | "raw-order"
  | "interviewers"
  | "tallies"
  | "answers"
  | "punctuality"
  | "patterns"
  | "pattern-loops"
  | "candidates-facets"
  | "raw-order-facets"
  | "period-severity"
  | "period-agreement";

/** A stretch of one of the lists, as a JSON array of objects whose `id` says whom each is about. */
export type ListPiece = {
  readonly list: SnapshotList;
  /** The place of its first entry. */
  readonly from: number;
  readonly entries: string;
};

/** The quarter a loop was settled in, as filters name it: `2026-q3`. */
export const settledQuarter = sql<string>`to_char(${loop.settledAt} at time zone 'UTC', 'YYYY"-q"Q')`;

const thisVersion = (scope: string, dataVersion: string) =>
  and(eq(calibrationSnapshot.scope, scope), eq(calibrationSnapshot.dataVersion, dataVersion));

/** Whether a calculation over exactly these facts is kept already. */
export async function hasSnapshot(db: Db, scope: string, dataVersion: string): Promise<boolean> {
  const kept = await db
    .select({ id: calibrationSnapshot.id })
    .from(calibrationSnapshot)
    .where(thisVersion(scope, dataVersion));
  return kept.length > 0;
}

/**
 * Keeps what was found, and forgets the oldest. The same facts computed twice are kept once, and
 * count as computed now.
 */
export async function keepSnapshot(tx: Tx, scope: string, found: Found): Promise<void> {
  if (!(await renewSnapshot(tx, scope, found.dataVersion))) await insertSnapshot(tx, scope, found);
  const kept = newestOf(tx, scope).limit(KEPT_SNAPSHOTS);
  await tx
    .delete(calibrationSnapshot)
    .where(and(eq(calibrationSnapshot.scope, scope), notInArray(calibrationSnapshot.id, kept)));
}

/** Says that these facts are the newest again. False where no calculation over them is kept. */
export async function renewSnapshot(tx: Tx, scope: string, dataVersion: string): Promise<boolean> {
  const known = await tx
    .update(calibrationSnapshot)
    .set({ computedAt: sql`now()` })
    .where(thisVersion(scope, dataVersion))
    .returning({ id: calibrationSnapshot.id });
  return known.length > 0;
}

async function insertSnapshot(tx: Tx, scope: string, { result, lists, ...found }: Found) {
  const rows = await tx
    .insert(calibrationSnapshot)
    .values({ ...found, scope, result: sql`${result}::text::jsonb`, computedAt: sql`now()` })
    .returning({ id: calibrationSnapshot.id });
  for (const { id } of rows)
    for (const { list, from, entries } of lists)
      await tx.execute(sql`
        insert into ${calibrationEntry} (snapshot_id, list, place, subject, content)
        select ${id}::uuid, ${list}, ${from}::int + ordinality::int - 1,
          value->>'id', value
        from jsonb_array_elements(${entries}::text::jsonb) with ordinality`);
  // Of rows it knows nothing about the planner would expect one a list, and read all of them thirty times.
  await tx.execute(sql`analyze ${calibrationEntry}`);
  for (const { id } of rows)
    for (const list of ["candidates", "raw-order"] as const) await keepFacets(tx, id, list);
}

/**
 * Keeps where the loops of each quarter and level stand in a list, so that a filter reads a few rows
 * instead of looking at every loop. Subjects are such as `2026-q1 staff`, or `2026-q1 ` without a level.
 */
async function keepFacets(tx: Tx, id: string, list: "candidates" | "raw-order") {
  await tx.execute(sql`
    insert into ${calibrationEntry} (snapshot_id, list, place, subject, content)
    select ${id}::uuid, ${`${list}-facets`}, row_number() over (order by facet) - 1, facet, places
    from (
      select ${settledQuarter} || ' ' || coalesce(made.level, '') as facet,
        jsonb_agg(held.place order by held.place) as places
      from ${calibrationEntry} as held
      join ${loop} on ${loop.id}::text = held.subject
      join lateral (select ${decision.level} as level from ${decision}
        where ${decision.loopId} = ${loop.id} order by ${decision.number} desc limit 1) as made on true
      where held.snapshot_id = ${id}::uuid and held.list = ${list} and ${loop.settledAt} is not null
      group by facet
    ) as facets`);
}

/** Drops what an older method found, whose shape nothing reads any more; it is calculated anew. */
export async function forgetOlderMethods(db: Db, method: number): Promise<void> {
  const { dataVersion } = calibrationSnapshot;
  await db
    .delete(calibrationSnapshot)
    .where(
      sql`${dataVersion} ~ '^[0-9]{1,6}:' and split_part(${dataVersion}, ':', 1)::int < ${method}`,
    );
}

/** A scope's snapshots, the newest first. */
export const newestOf = (db: Db, scope: string | SQL) =>
  db
    .select({ id: calibrationSnapshot.id })
    .from(calibrationSnapshot)
    .where(eq(calibrationSnapshot.scope, scope))
    .orderBy(desc(calibrationSnapshot.computedAt), desc(calibrationSnapshot.id));

export type Terms = {
  /** Percent by criterion, in force now; null where there are none. */
  readonly weights: Readonly<Record<string, number>> | null;
  /** Of the rubric's scale, which begins at 1. */
  readonly points: number;
};

/** What a scope's ratings are weighed by and bounded by. */
export async function termsOf(db: Db, { positionId, rubricVersionId }: RunScope): Promise<Terms> {
  const inForce = db
    .select({ id: weightSet.id })
    .from(weightSet)
    .where(
      and(eq(weightSet.positionId, positionId), eq(weightSet.rubricVersionId, rubricVersionId)),
    )
    .orderBy(desc(weightSet.number))
    .limit(1);
  const [terms] = await db
    .select({
      points: rubricVersion.points,
      weights: sql<Terms["weights"]>`(select json_object_agg(${weight.criterion}, ${weight.percent})
        from ${weight} where ${weight.weightSetId} = (${inForce}))`,
    })
    .from(rubricVersion)
    .where(eq(rubricVersion.id, rubricVersionId));
  invariant(terms, `rubric version ${rubricVersionId} is there`);
  return terms;
}

/** Where the scope's last calculation ended, for the next one to start from. */
export async function warmStart(db: Db, scope: string): Promise<Starts | null> {
  const [last] = await db
    .select({ start: calibrationSnapshot.start })
    .from(calibrationSnapshot)
    .where(and(eq(calibrationSnapshot.scope, scope), isNotNull(calibrationSnapshot.start)))
    .orderBy(desc(calibrationSnapshot.computedAt))
    .limit(1);
  return last?.start ?? null;
}

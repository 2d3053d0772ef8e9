import { and, asc, eq, gt, lte, sql } from "drizzle-orm";
import { type Broken, followChain, GENESIS, type Head } from "#app/domain/audit.ts";
import { invariant } from "#app/domain/result.ts";
import type { Db } from "#db/client.server.ts";
import { sha256 } from "#db/queries/seal.server.ts";
import { brokenContent, brokenRows, uncoveredContent } from "#db/queries/sealed-content.server.ts";
import { auditEvent, organisation } from "#db/schema.server.ts";

/** How far a check has come: the last event it followed. */
export type Cursor = Head & { readonly at: Date | null };

/** What one step of a check looked at, and how it ended. */
export type Step = {
  readonly checked: Checked;
  readonly warnings: readonly string[];
} & (
  | { readonly state: "broken"; readonly broken: Broken }
  | { readonly state: "going"; readonly cursor: Cursor; readonly total: number }
  | { readonly state: "done"; readonly head: Head }
);

export type Checked = {
  readonly events: number;
  readonly versions: number;
  readonly decisions: number;
  /** Events from before the record was chained. */
  readonly uncovered: number;
};

const BATCH = 500;

/** Clocks of several processes differ by less. */
const TOLERANCE = 5 * 60_000;

/**
 * Checks the record against itself and against what it tells of: every event's link, and behind
 * each seal, decision and import the rows as they stand now. A step follows at most `limit` events,
 * and the next goes on from its cursor; nothing is held but one batch.
 */
export async function checkRecord(
  db: Db,
  from: Cursor | null = null,
  limit = Number.POSITIVE_INFINITY,
): Promise<Step> {
  const ends = await endsOf(db);
  let cursor = from ?? { sequence: ends.uncovered, hash: GENESIS, at: null };
  let checked = { events: 0, versions: 0, decisions: 0, uncovered: from ? 0 : ends.uncovered };
  const warnings: string[] = [];
  const broken = (found: Broken): Step => ({ state: "broken", broken: found, checked, warnings });
  while (cursor.sequence < ends.sequence) {
    if (checked.events >= limit)
      return { state: "going", cursor, total: ends.sequence, checked, warnings };
    const events = await batchAfter(db, cursor.sequence, ends.sequence);
    const followed = followChain(
      cursor,
      events.map((event) => ({ ...event, hash: event.hash ?? "" })),
      sha256,
    );
    const end = followed.holds ? Number.POSITIVE_INFINITY : (followed.broken.sequence ?? 0);
    const sound = events.filter(({ sequence }) => sequence < end);
    const content = await brokenContent(db, sound);
    checked = {
      ...checked,
      events: checked.events + sound.length,
      versions: checked.versions + content.versions,
      decisions: checked.decisions + content.decisions,
    };
    if (content.broken) return broken(content.broken);
    if (!followed.holds) return broken(followed.broken);
    if (events.length === 0)
      return broken({ sequence: cursor.sequence + 1, reason: "it is missing or out of its place" });
    warnings.push(...backwards(cursor.at, sound));
    cursor = { ...followed.head, at: lastOfPeople(sound) ?? cursor.at };
  }
  if (cursor.sequence > ends.sequence || cursor.hash !== ends.hash)
    return broken({
      sequence: ends.sequence,
      reason: "the organisation's newest link is not this one",
    });
  if (ends.newest > ends.sequence)
    return broken({ sequence: ends.sequence + 1, reason: "it was added past the newest link" });
  const older = ends.uncovered > 0;
  const began = older ? (ends.began ?? "infinity") : "-infinity";
  const rows = (await brokenRows(db, began)) ?? (older ? await uncoveredContent(db) : null);
  if (rows) return broken(rows);
  return {
    state: "done",
    head: { sequence: cursor.sequence, hash: cursor.hash },
    checked,
    warnings,
  };
}

/** Where the chain begins and ends, told in one statement so that no write falls between. */
async function endsOf(db: Db) {
  const first = sql`(select min(${auditEvent.sequence}) from ${auditEvent} where ${auditEvent.hash} is not null)`;
  const [row] = await db
    .select({
      sequence: organisation.sequence,
      hash: organisation.hash,
      newest: sql<number>`coalesce((select max(${auditEvent.sequence}) from ${auditEvent}), 0)::float8`,
      uncovered: sql<number>`coalesce((select max(${auditEvent.sequence}) from ${auditEvent}
        where ${auditEvent.hash} is null and ${auditEvent.sequence} < coalesce(${first}, ${organisation.sequence} + 1)), 0)::float8`,
      began: sql<
        string | null
      >`(select ${auditEvent.at} from ${auditEvent} where ${auditEvent.sequence} = ${first})::text`,
    })
    .from(organisation);
  invariant(row, "the organisation has a record");
  return row;
}

const batchAfter = (db: Db, after: number, until: number) =>
  db
    .select()
    .from(auditEvent)
    .where(and(gt(auditEvent.sequence, after), lte(auditEvent.sequence, until)))
    .orderBy(asc(auditEvent.sequence))
    .limit(BATCH);

type Timed = Awaited<ReturnType<typeof batchAfter>>[number];

const lastOfPeople = (events: readonly Timed[]) =>
  events.findLast(({ actorId }) => actorId !== null)?.at ?? null;

/**
 * Where time ran backwards by more than clocks differ. What the installation itself recorded is
 * passed over: a demonstration's past is written after its rubrics.
 */
function backwards(before: Date | null, events: readonly Timed[]): string[] {
  const told: string[] = [];
  let latest = before;
  for (const { sequence, at, actorId } of events) {
    if (actorId === null) continue;
    if (latest && at.getTime() < latest.getTime() - TOLERANCE)
      told.push(`event ${sequence} is dated before the one it follows`);
    if (!latest || at > latest) latest = at;
  }
  return told;
}

/** The record's newest link, and whether an event of that number has this hash. */
export async function headOf(db: Db): Promise<Head> {
  const [row] = await db
    .select({ sequence: organisation.sequence, hash: organisation.hash })
    .from(organisation);
  invariant(row, "the organisation has a record");
  return row;
}

/** Whether the record holds this link. */
export async function hasLink(db: Db, { sequence, hash }: Head): Promise<boolean> {
  const rows = await db
    .select({ id: auditEvent.id })
    .from(auditEvent)
    .where(and(eq(auditEvent.sequence, sequence), eq(auditEvent.hash, hash)));
  return rows.length > 0;
}

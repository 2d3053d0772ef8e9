import { type AnyColumn, and, eq, type Placeholder, sql } from "drizzle-orm";
import type { alias } from "drizzle-orm/pg-core";
import type { SnapshotList } from "#db/queries/calibration-snapshot.server.ts";
import { calibrationEntry, calibrationSnapshot } from "#db/schema.server.ts";

/** Reading a snapshot's lists: a stretch of one, or who an entry is about. */

export type CandidateList = "candidates" | "raw-order";

/**
 * Where a loop stands in a snapshot's list. A subquery of its own for each row, so that the planner, who
 * may know nothing of a new snapshot yet, goes by all three columns of the index.
 */
export const placeIn = (id: string | Placeholder, list: CandidateList, loopId: AnyColumn) => sql<
  number | null
>`(
  select held.place from ${calibrationEntry} as held where held.snapshot_id = ${id}
  and held.list = ${list} and held.subject = ${loopId}::text limit 1)`;

type Entry = ReturnType<typeof alias<typeof calibrationEntry, string>>;

export const inList = (entry: Entry, id: string | Placeholder, list: SnapshotList) =>
  and(eq(entry.snapshotId, id), eq(entry.list, list));

/** How many entries a snapshot's list has, which takes one step in its key. */
export const listed = (list: string) => sql<number>`coalesce((select ${calibrationEntry.place} + 1
  from ${calibrationEntry} where ${calibrationEntry.snapshotId} = ${calibrationSnapshot.id}
  and ${calibrationEntry.list} = ${list} order by ${calibrationEntry.place} desc limit 1), 0)`;

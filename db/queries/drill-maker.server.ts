import { type SQLWrapper, sql } from "drizzle-orm";
import type { Viewer } from "#app/domain/people.ts";
import type { Db } from "#db/client.server.ts";
import { drillAttempt, drillDraft, drillVersion } from "#db/schema.server.ts";

/** Who had a hand in a drill, and so knows its key: `canScoreDrill` keeps them from scoring it. */

const made = sql`${drillVersion} as made`;
const byPerson = (personId: SQLWrapper | string) =>
  sql`(${personId} = any(made.made_by_ids) or made.published_by_id = ${personId})`;

/** In SQL, whether somebody had a hand in any version of a drill, or in the next one that is being written. */
export const madeBy = (personId: SQLWrapper | string, key: SQLWrapper | string) => sql<boolean>`(
  exists (select 1 from ${made} where made.key = ${key} and ${byPerson(personId)})
  or exists (select 1 from ${drillDraft} as drafted where drafted.key = ${key}
    and (${personId} = any(drafted.made_by_ids) or drafted.author_id = ${personId})))`;

/** Attempts of whoever did not know the key at the time: only these count anywhere. */
export const blind = sql`not exists (select 1 from ${made} where made.key = ${drillAttempt.key}
  and made.published_at <= ${drillAttempt.at} and ${byPerson(drillAttempt.personId)})`;

/** Whoever begins a draft writes it. */
export const begunBy = ({ id }: Viewer) => ({ authorId: id, savedById: id, madeByIds: [id] });

/** Everybody who had a hand in a draft, the viewer among them. */
export const withHand = (
  { madeByIds, authorId, savedById }: typeof drillDraft.$inferSelect,
  { id }: Viewer,
): string[] => [...new Set([...madeByIds, authorId, savedById, id])];

/** The keys of the drills this viewer had a hand in. */
export async function listMade(db: Db, { id }: Viewer): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectDistinct({ key: drillVersion.key })
    .from(drillVersion)
    .where(madeBy(id, drillVersion.key));
  return new Set(rows.map(({ key }) => key));
}

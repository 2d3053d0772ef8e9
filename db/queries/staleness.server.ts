import { and, desc, eq, inArray } from "drizzle-orm";
import type { AuditEvent } from "#app/domain/audit.ts";
import { fail } from "#app/domain/result.ts";
import { formatTime } from "#app/domain/time.ts";
import type { Db } from "#db/client.server.ts";
import { auditEvent, person } from "#db/schema.server.ts";

/** What a form was filled from, and the zone in which its reader is told of times. */
export type FilledFrom = { readonly version: number; readonly timeZone: string };

/**
 * The refusal of a write that was filled from an older version: who saved the newer one, and when,
 * read from the record of what makes a new version.
 */
export async function stale(
  db: Db,
  subject: string,
  actions: readonly AuditEvent["action"][],
  what: string,
  timeZone: string,
) {
  const last = await lastOf(db, subject, actions);
  return fail("conflict", newer(what, last?.by ?? null, last?.at ?? null, timeZone));
}

/** Who did the newest of these to the subject, and when. */
export async function lastOf(
  db: Db,
  subject: string,
  actions: readonly AuditEvent["action"][],
): Promise<{ readonly byId: string | null; readonly by: string | null; readonly at: Date } | null> {
  const [last] = await db
    .select({ byId: auditEvent.actorId, by: person.name, at: auditEvent.at })
    .from(auditEvent)
    .leftJoin(person, eq(person.id, auditEvent.actorId))
    .where(and(eq(auditEvent.subject, subject), inArray(auditEvent.action, [...actions])))
    .orderBy(desc(auditEvent.sequence))
    .limit(1);
  return last ?? null;
}

/** `Lea Berg saved the weights on Sat 21 Nov, 14:31, after you opened this form. …` */
export function newer(what: string, by: string | null, at: Date | null, timeZone: string): string {
  const moment = at ? ` on ${formatTime(at, "moment", timeZone)}` : "";
  return `${by ?? "Someone"} saved ${what}${moment}, after you opened this form. What you typed is kept here and not saved. Save again to put it in place of theirs.`;
}

import { and, desc, eq, gt, ne, sql } from "drizzle-orm";
import type { Viewer } from "#app/domain/people.ts";
import { absent, type Result } from "#app/domain/result.ts";
import { type Db, prepared, type Tx } from "#db/client.server.ts";
import { type Change, change, changed, unchanged } from "#db/queries/change.server.ts";
import { auditEvent, person, session } from "#db/schema.server.ts";

const byToken = prepared((db) =>
  db
    .select({
      id: person.id,
      name: person.name,
      email: person.email,
      permissions: person.permissions,
      disabledAt: person.disabledAt,
      sessionId: session.id,
      expiresAt: session.expiresAt,
    })
    .from(session)
    .innerJoin(person, eq(person.id, session.userId))
    .where(eq(session.token, sql.placeholder("token")))
    .prepare("session_by_token"),
);

/** The session of a token and its person, whether or not it has expired; null of an unknown one. */
export async function findSession(db: Parameters<typeof byToken>[0], token: string) {
  const [found] = await byToken(db).execute({ token });
  return found ?? null;
}

export type OwnSession = {
  readonly id: string;
  readonly userAgent: string | null;
  readonly address: string | null;
  readonly since: Date;
  readonly lastUsed: Date;
};

/** The viewer's own open sessions, the last used first. */
export const listOwnSessions = (db: Db, viewer: Viewer): Promise<OwnSession[]> =>
  db
    .select({
      id: session.id,
      userAgent: session.userAgent,
      address: session.ipAddress,
      since: session.createdAt,
      lastUsed: session.updatedAt,
    })
    .from(session)
    .where(and(eq(session.userId, viewer.id), gt(session.expiresAt, sql`now()`)))
    .orderBy(desc(session.updatedAt), desc(session.id));

/** Ends a person's sessions, all or all but one, and answers how many there were. */
export async function endSessions(tx: Tx, personId: string, keep?: string): Promise<number> {
  const ended = await tx
    .delete(session)
    .where(and(eq(session.userId, personId), keep ? ne(session.id, keep) : undefined))
    .returning({ id: session.id });
  return ended.length;
}

/** Ends one of the viewer's own sessions; another person's is as absent as an unknown one. */
export const endSession = (db: Db, viewer: Viewer, id: string): Promise<Result<{ id: string }>> =>
  change(db, viewer, async (tx): Promise<Change<{ id: string }>> => {
    const ended = await tx
      .delete(session)
      .where(and(eq(session.id, id), eq(session.userId, viewer.id)))
      .returning({ id: session.id });
    if (ended.length === 0)
      return (await endedBefore(tx, viewer, id)) ? unchanged({ id }) : absent();
    const facts = { session: id };
    return changed({ id }, { action: "person.signed-out", subject: viewer.id, facts });
  });

/** Whether the viewer has ended this session before: the record names it. */
async function endedBefore(tx: Tx, viewer: Viewer, id: string): Promise<boolean> {
  const known = await tx.$count(
    auditEvent,
    and(
      eq(auditEvent.subject, viewer.id),
      eq(auditEvent.action, "person.signed-out"),
      eq(sql`${auditEvent.facts}->>'session'`, id),
    ),
  );
  return known > 0;
}

/** Ends every session of the viewer but the one that asks. */
export const endOtherSessions = (
  db: Db,
  viewer: Viewer,
  keep: string,
): Promise<Result<{ sessions: number }>> =>
  change(db, viewer, async (tx): Promise<Change<{ sessions: number }>> => {
    const sessions = await endSessions(tx, viewer.id, keep);
    if (sessions === 0) return unchanged({ sessions });
    const event = { action: "person.signed-out", subject: viewer.id, facts: { sessions } } as const;
    return changed({ sessions }, event);
  });

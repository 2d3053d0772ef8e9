import { and, asc, eq, isNull, or, sql } from "drizzle-orm";
import { canAdminister, canDisable, canPermit, refusalWords } from "#app/domain/access.ts";
import type { PersonForm, Viewer } from "#app/domain/people.ts";
import { absent, fail, type Result } from "#app/domain/result.ts";
import type { Db, Tx } from "#db/client.server.ts";
import { type Change, change, changed, unchanged } from "#db/queries/change.server.ts";
import { endSessions } from "#db/queries/session.server.ts";
import { type FilledFrom, stale } from "#db/queries/staleness.server.ts";
import { person } from "#db/schema.server.ts";

type Administered = {
  readonly held: typeof person.$inferSelect;
  /** The viewer with the permissions they hold now, which another administrator may have taken. */
  readonly acting: Viewer;
  /** Every administrator who can sign in. */
  readonly admins: readonly string[];
};

/**
 * Locks a person together with every administrator, so that of two who disable each other at once,
 * or who each lay down their own permission, the second finds what the first has left.
 */
async function lockPerson(tx: Tx, viewer: Viewer, id: string): Promise<Administered | null> {
  const isAdmin = and(sql`'admin' = any(${person.permissions})`, isNull(person.disabledAt));
  const rows = await tx
    .select()
    .from(person)
    .where(or(eq(person.id, id), isAdmin))
    .orderBy(asc(person.id))
    .for("update");
  const held = rows.find((row) => row.id === id);
  const admins = rows.filter((row) => row.permissions.includes("admin") && !row.disabledAt);
  const own = admins.find((row) => row.id === viewer.id);
  const acting = { ...viewer, permissions: own?.permissions ?? [] };
  return held ? { held, acting, admins: admins.map((row) => row.id) } : null;
}

type Told = { readonly id: string };

/** One command on one person: asked of whoever looks after people, on what is there now. */
const administer = (
  db: Db,
  viewer: Viewer,
  id: string,
  run: (tx: Tx, locked: Administered) => Promise<Change<Told>>,
): Promise<Result<Told>> =>
  change(db, viewer, async (tx): Promise<Change<Told>> => {
    if (!canAdminister(viewer).allowed) return fail("refused", refusalWords["not-admin"]);
    const locked = await lockPerson(tx, viewer, id);
    if (!locked) return absent();
    const verdict = canAdminister(locked.acting);
    return verdict.allowed ? run(tx, locked) : fail("refused", refusalWords[verdict.reason]);
  });

/** Changes a person's name and permissions, whether or not they are disabled. */
export const editPerson = (
  db: Db,
  viewer: Viewer,
  id: string,
  { name, permissions }: PersonForm,
  from: FilledFrom,
): Promise<Result<Told>> =>
  administer(db, viewer, id, async (tx, { held, acting, admins }) => {
    const before = held.permissions;
    const same =
      before.length === permissions.length && before.every((p) => permissions.includes(p));
    if (same && held.name === name) return unchanged({ id });
    if (held.version !== from.version)
      return stale(tx, id, ["person.joined", "person.edited"], "this person", from.timeZone);
    const verdict = canPermit(acting, { id, permissions }, admins);
    if (!verdict.allowed)
      return fail("refused", refusalWords[verdict.reason], {
        permissions: refusalWords[verdict.reason],
      });
    await tx
      .update(person)
      .set({
        name,
        permissions: [...permissions],
        version: held.version + 1,
        updatedAt: new Date(),
      })
      .where(eq(person.id, id));
    const facts = { before, after: permissions };
    return changed({ id }, { action: "person.edited", subject: id, facts });
  });

/** Keeps a person out from now on: their sessions end with it. What they wrote and owe stays. */
export const disablePerson = (db: Db, viewer: Viewer, id: string): Promise<Result<Told>> =>
  administer(db, viewer, id, async (tx, { held, acting }) => {
    const verdict = canDisable(acting, id);
    if (!verdict.allowed) return fail("refused", refusalWords[verdict.reason]);
    if (held.disabledAt) return unchanged({ id });
    await tx.update(person).set({ disabledAt: new Date() }).where(eq(person.id, id));
    await endSessions(tx, id);
    return changed({ id }, { action: "person.disabled", subject: id, facts: {} });
  });

/** Lets a disabled person sign in again; no session from before comes back. */
export const enablePerson = (db: Db, viewer: Viewer, id: string): Promise<Result<Told>> =>
  administer(db, viewer, id, async (tx, { held }) => {
    if (!held.disabledAt) return unchanged({ id });
    await tx.update(person).set({ disabledAt: null }).where(eq(person.id, id));
    await endSessions(tx, id);
    return changed({ id }, { action: "person.enabled", subject: id, facts: {} });
  });

/** Ends every session of a person, who can sign in again at once. */
export const signOutPerson = (db: Db, viewer: Viewer, id: string): Promise<Result<Told>> =>
  administer(db, viewer, id, async (tx) => {
    const sessions = await endSessions(tx, id);
    if (sessions === 0) return unchanged({ id });
    return changed({ id }, { action: "person.signed-out", subject: id, facts: { sessions } });
  });

import { and, asc, eq, isNull } from "drizzle-orm";
import { canOverride, refusalWords, relationTo } from "#app/domain/access.ts";
import type { AuditEvent } from "#app/domain/audit.ts";
import type { Viewer } from "#app/domain/people.ts";
import { fail, type Result } from "#app/domain/result.ts";
import type { Db, Tx } from "#db/client.server.ts";
import { arrange } from "#db/queries/arranging.server.ts";
import { type Change, change, changed, sentBefore, unchanged } from "#db/queries/change.server.ts";
import { panelFacts } from "#db/queries/panel.server.ts";
import { loop, person, revealOverride } from "#db/schema.server.ts";

const atPerson = (message: string) =>
  fail("invalid", "One thing needs a look.", { personId: message });

/** Whom a lead can let read a loop before their turn, by name: nobody kept from its candidate. */
export async function listOverridable(
  db: Db,
  viewer: Viewer,
  loopId: string,
): Promise<{ id: string; name: string }[]> {
  const rows = await db
    .select({ id: person.id, name: person.name, facts: panelFacts })
    .from(person)
    .innerJoin(loop, eq(loop.id, loopId))
    .where(isNull(person.disabledAt))
    .orderBy(asc(person.name), asc(person.id));
  return rows.flatMap(({ id, name, facts }) =>
    canOverride(relationTo(viewer, facts), id).allowed &&
    !facts.barred.includes(id) &&
    !facts.overrides.includes(id)
      ? [{ id, name }]
      : [],
  );
}

export type NewOverride = {
  /** The form's own key: sending the form twice grants once. */
  readonly id: string;
  readonly loopId: string;
  readonly personId: string;
  readonly reason: string;
};

/** Lets one person read one loop's sealed cards before their turn. The debrief tells everybody. */
export const grantOverride = (
  db: Db,
  viewer: Viewer,
  { id, loopId, personId, reason }: NewOverride,
): Promise<Result<{ id: string }>> =>
  change(db, viewer, async (tx): Promise<Change<{ id: string }>> => {
    const held = await arrange(tx, viewer, loopId);
    if (!held.ok) return held;
    const { facts } = held.value;
    const verdict = canOverride(relationTo(viewer, facts), personId);
    if (!verdict.allowed) return atPerson(refusalWords[verdict.reason]);
    const [known] = await tx.select().from(revealOverride).where(eq(revealOverride.id, id));
    if (known)
      return sentBefore(
        known.loopId === loopId && known.personId === personId && known.reason === reason,
        { id },
      );
    const [who] = await tx
      .select({ name: person.name })
      .from(person)
      .where(and(eq(person.id, personId), isNull(person.disabledAt)));
    if (!who) return atPerson("This person cannot sign in now. Choose somebody else.");
    if (facts.barred.includes(personId))
      return atPerson(`${who.name} is kept from this candidate. Choose somebody else.`);
    if (facts.overrides.includes(personId))
      return atPerson(`${who.name} may read this loop before their turn already.`);
    await tx
      .insert(revealOverride)
      .values({ id, loopId, personId, reason, grantedById: viewer.id, grantedAt: new Date() });
    return changed(
      { id },
      { action: "override.granted", subject: id, loopId, facts: { personId, reason } },
    );
  });

/** Ends an override: what was read stays read, and the debrief keeps telling that it was granted. */
export const endOverride = (
  db: Db,
  viewer: Viewer,
  { id, loopId }: Pick<NewOverride, "id" | "loopId">,
): Promise<Result<{ id: string }>> =>
  change(db, viewer, async (tx): Promise<Change<{ id: string }>> => {
    const held = await arrange(tx, viewer, loopId);
    if (!held.ok) return held;
    const [known] = await tx
      .select()
      .from(revealOverride)
      .where(and(eq(revealOverride.id, id), eq(revealOverride.loopId, loopId)));
    if (!known) return fail("invalid", "This permission is no longer there.");
    const verdict = canOverride(relationTo(viewer, held.value.facts), known.personId);
    if (!verdict.allowed) return fail("refused", refusalWords[verdict.reason]);
    if (known.endedAt) return unchanged({ id });
    const [ended, ...rest] = await endOverrides(tx, loopId, known.personId);
    return ended ? changed({ id }, ended, ...rest) : unchanged({ id });
  });

/** Ends whatever lets a person read a locked loop before their turn. */
export async function endOverrides(
  tx: Tx,
  loopId: string,
  personId: string,
): Promise<AuditEvent[]> {
  const ended = await tx
    .update(revealOverride)
    .set({ endedAt: new Date() })
    .where(
      and(
        eq(revealOverride.loopId, loopId),
        eq(revealOverride.personId, personId),
        isNull(revealOverride.endedAt),
      ),
    )
    .returning({ id: revealOverride.id });
  return ended.map(({ id: subject }) => ({
    action: "override.ended",
    subject,
    loopId,
    facts: { personId },
  }));
}

import { and, eq } from "drizzle-orm";
import {
  type CardFacts,
  canAskReopen,
  canReopen,
  canSeeLoop,
  canUndoSeal,
  type Refusal,
  type Relation,
  refusalWords,
  relationTo,
} from "#app/domain/access.ts";
import type { AuditEvent } from "#app/domain/audit.ts";
import { stateBefore } from "#app/domain/loop.ts";
import type { Viewer } from "#app/domain/people.ts";
import { absent, fail, ok, type Result } from "#app/domain/result.ts";
import { type CardState, draftFrom } from "#app/domain/scorecard.ts";
import type { Db, Tx } from "#db/client.server.ts";
import { type HeldLoop, lockLoop, setState } from "#db/queries/arranging.server.ts";
import { loopOfCard, notesOf } from "#db/queries/card.server.ts";
import { type Change, change, changed, unchanged } from "#db/queries/change.server.ts";
import { contentOf, readSince } from "#db/queries/version.server.ts";
import { card, cardVersion, debrief, draft, round } from "#db/schema.server.ts";

/** How a sealed card goes back to its author: the seal undone, or the card reopened by a lead. */

type Done = { readonly loopId: string };
type Held = {
  readonly loop: HeldLoop;
  readonly relation: Relation;
  readonly facts: CardFacts;
  readonly row: typeof card.$inferSelect & { readonly read: boolean };
};

/** A card with its loop, locked; a card on a loop that is not the viewer's is absent. */
async function lockCard(tx: Tx, viewer: Viewer, cardId: string): Promise<Result<Held>> {
  const loopId = await loopOfCard(tx, cardId);
  const loop = loopId === null ? null : await lockLoop(tx, loopId);
  const relation = loop && relationTo(viewer, loop.facts);
  if (!loop || !relation || !canSeeLoop(relation).allowed) return absent();
  const facts = loop.facts.cards.find((one) => one.cardId === cardId);
  const [row] = await tx
    .select({ card, read: readSince })
    .from(card)
    .innerJoin(round, eq(round.id, card.roundId))
    .where(eq(card.id, cardId));
  return row && facts
    ? ok({ loop, relation, facts, row: { ...row.card, read: row.read } })
    : absent();
}

const refused = (reason: Refusal) => fail("refused", refusalWords[reason]);
const otherVersion = fail(
  "conflict",
  "This card was sealed again in the meantime. Its newest version is shown now.",
);
const answered = fail("conflict", "This request was answered in the meantime.");

/**
 * Takes a seal back within its minute. The version stays, its author's alone; the draft is what was
 * sealed, and the loop stands where it stood before. Undoing it twice is no change.
 */
export const undoSeal = (
  db: Db,
  viewer: Viewer,
  { cardId, number }: { readonly cardId: string; readonly number: number },
  now = new Date(),
): Promise<Result<Done>> =>
  change(db, viewer, async (tx): Promise<Change<Done>> => {
    const held = await lockCard(tx, viewer, cardId);
    if (!held.ok) return held;
    const { relation, facts, loop, row } = held.value;
    if (facts.interviewer.id !== viewer.id) return refused("not-author");
    const { loopId } = row;
    const { taken, standing } = await versionsAround(tx, cardId, number);
    if (taken?.undoneAt) return unchanged({ loopId });
    if (!taken || (row.state === "sealed" && row.sealedNumber !== number)) return otherVersion;
    const verdict = canUndoSeal(relation, facts, { ...taken, read: row.read }, now);
    if (!verdict.allowed) return refused(verdict.reason);
    const back = standing
      ? { state: "reopened" as const, reopenReason: taken.reason }
      : { state: "draft" as const, reopenReason: null };
    const { number: sealedNumber = null, sealedAt = null } = standing ?? {};
    await tx
      .update(cardVersion)
      .set({ undoneAt: now })
      .where(and(eq(cardVersion.cardId, cardId), eq(cardVersion.number, number)));
    await tx
      .update(card)
      .set({ ...back, sealedNumber, sealedAt, reopenAskedAt: null })
      .where(eq(card.id, cardId));
    await giveBack(tx, cardId, number, now);
    const moved = await moveBack(tx, loop, { cardId, state: back.state }, taken.sealedAt);
    return changed(
      { loopId },
      { action: "card.unsealed", subject: cardId, loopId, facts: { number } },
      ...moved,
    );
  });

/** The version of that number, and the newest before it that stands. */
async function versionsAround(tx: Tx, cardId: string, number: number) {
  const { sealedAt, reason, undoneAt } = cardVersion;
  const rows = await tx
    .select({ number: cardVersion.number, sealedAt, reason, undoneAt })
    .from(cardVersion)
    .where(eq(cardVersion.cardId, cardId))
    .orderBy(cardVersion.number);
  return {
    taken: rows.find((version) => version.number === number),
    standing: rows.findLast((version) => version.number < number && version.undoneAt === null),
  };
}

/** More than anybody saves between two seals. */
const REVISIONS_PER_VERSION = 1_000_000;

/**
 * Makes a sealed version its author's draft again. Its revisions count on from beyond those of the
 * draft it was sealed from, so that a tab that still holds that one meets a conflict.
 */
async function giveBack(tx: Tx, cardId: string, number: number, savedAt: Date): Promise<void> {
  const notes = await notesOf(tx, cardId);
  const content = { ...draftFrom(await contentOf(tx, cardId, number)), notes };
  const revision = number * REVISIONS_PER_VERSION;
  const values = { content, revision, savedAt };
  await tx
    .insert(draft)
    .values({ cardId, ...values })
    .onConflictDoUpdate({ target: draft.cardId, set: values });
}

/**
 * Moves a loop back to where it was before a card was sealed, out of a debrief that rested on it:
 * nobody opened that, and it began with this seal or after it.
 */
async function moveBack(
  tx: Tx,
  { loop, facts }: HeldLoop,
  undone: { readonly cardId: string; readonly state: CardState },
  sealedAt: Date,
): Promise<AuditEvent[]> {
  const cards = facts.cards.map((c) =>
    c.cardId === undone.cardId ? { ...c, state: undone.state } : c,
  );
  const [opened] = await tx.select().from(debrief).where(eq(debrief.loopId, loop.id));
  const closes =
    loop.state === "debrief" &&
    opened?.openedById === null &&
    opened.openedAt.getTime() >= sealedAt.getTime();
  if (closes) await tx.delete(debrief).where(eq(debrief.loopId, loop.id));
  const moved = await setState(tx, loop.id, loop.state, stateBefore(loop.state, cards, closes));
  return closes
    ? [...moved, { action: "debrief.undone", subject: loop.id, loopId: loop.id, facts: {} }]
    : moved;
}

/** The author asks for their sealed card back. Asking again with the same reason is no change. */
export const askReopen = (
  db: Db,
  viewer: Viewer,
  { cardId, reason }: { readonly cardId: string; readonly reason: string },
  now = new Date(),
): Promise<Result<Done>> =>
  change(db, viewer, async (tx): Promise<Change<Done>> => {
    const held = await lockCard(tx, viewer, cardId);
    if (!held.ok) return held;
    const { relation, facts, row } = held.value;
    const { loopId } = row;
    if (facts.interviewer.id !== viewer.id) return refused("not-author");
    if (row.state === "reopened" && row.reopenReason === reason) return unchanged({ loopId });
    const verdict = canAskReopen(relation, facts);
    if (!verdict.allowed) return refused(verdict.reason);
    if (row.reopenAskedAt !== null)
      return row.reopenReason === reason
        ? unchanged({ loopId })
        : fail("conflict", "You have asked already. The reason you gave is shown below.");
    await tx
      .update(card)
      .set({ reopenAskedAt: now, reopenReason: reason })
      .where(eq(card.id, cardId));
    const number = row.sealedNumber;
    return changed(
      { loopId },
      { action: "card.reopen-asked", subject: cardId, loopId, facts: { number } },
    );
  });

/**
 * A lead declines the request that was made at `askedAt`, or whichever waits; the sealed card
 * stands. Where none waits any more there is nothing to change.
 */
export const declineReopen = (
  db: Db,
  viewer: Viewer,
  { cardId, askedAt }: { readonly cardId: string; readonly askedAt?: Date },
): Promise<Result<Done>> =>
  change(db, viewer, async (tx): Promise<Change<Done>> => {
    const held = await lockCard(tx, viewer, cardId);
    if (!held.ok) return held;
    const { relation, facts, row } = held.value;
    const { loopId } = row;
    const verdict = canReopen(relation, facts);
    if (!verdict.allowed)
      return verdict.reason === "not-sealed" ? answered : refused(verdict.reason);
    if (row.reopenAskedAt === null) return unchanged({ loopId });
    if (askedAt && askedAt.getTime() !== row.reopenAskedAt.getTime()) return answered;
    await tx
      .update(card)
      .set({ reopenAskedAt: null, reopenReason: null })
      .where(eq(card.id, cardId));
    return changed(
      { loopId },
      { action: "card.reopen-declined", subject: cardId, loopId, facts: {} },
    );
  });

const DAY = 24 * 60 * 60 * 1000;

export type ReopenCard = {
  readonly cardId: string;
  /** Null grants the author's request, and keeps their reason. */
  readonly reason: string | null;
  /** The sealed version the lead had before them; whichever stands where left out. */
  readonly number?: number;
};

/**
 * A lead gives a sealed card back to its author, who writes the next version from the sealed one.
 * Until then nobody reads it and it counts nowhere. Doing it twice is no change.
 */
export const reopen = (
  db: Db,
  viewer: Viewer,
  { cardId, reason, number }: ReopenCard,
  now = new Date(),
): Promise<Result<Done>> =>
  change(db, viewer, async (tx): Promise<Change<Done>> => {
    const held = await lockCard(tx, viewer, cardId);
    if (!held.ok) return held;
    const { relation, facts, row } = held.value;
    const { loopId, sealedNumber } = row;
    const verdict = canReopen(relation, facts);
    if (!verdict.allowed)
      return verdict.reason === "not-sealed" && row.state === "reopened"
        ? reopenedBefore(row, reason)
        : refused(verdict.reason);
    if (sealedNumber === null || (number !== undefined && number !== sealedNumber))
      return otherVersion;
    if (reason === null && row.reopenAskedAt === null) return answered;
    await tx
      .update(card)
      .set({
        state: "reopened",
        reopenAskedAt: null,
        ...(reason === null ? {} : { reopenReason: reason }),
        dueAt: new Date(Math.max(row.dueAt.getTime(), now.getTime() + DAY)),
      })
      .where(eq(card.id, cardId));
    await giveBack(tx, cardId, sealedNumber, now);
    const granted = { number: sealedNumber, asked: reason === null };
    return changed(
      { loopId },
      { action: "card.reopened", subject: cardId, loopId, facts: granted },
    );
  });

const reopenedBefore = (row: Held["row"], reason: string | null): Change<Done> =>
  reason === null || row.reopenReason === reason
    ? unchanged({ loopId: row.loopId })
    : fail("conflict", "This card was reopened in the meantime, with another reason.");

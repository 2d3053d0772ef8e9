import { and, eq, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import {
  type CardFacts,
  canSeeLoop,
  canWriteCard,
  type LoopFacts,
  refusalWords,
  relationTo,
} from "#app/domain/access.ts";
import { canonicalJson } from "#app/domain/audit.ts";
import type { RoundKind } from "#app/domain/loop.ts";
import type { Viewer } from "#app/domain/people.ts";
import { askedProbes, type Probe } from "#app/domain/probe.ts";
import { probesFor } from "#app/domain/question.ts";
import { absent, fail, invariant, type Result } from "#app/domain/result.ts";
import { type CardShape, type CardState, type Draft, fitDraft } from "#app/domain/scorecard.ts";
import { missingIn, sealedFrom } from "#app/domain/sealing.ts";
import type { Db, Tx } from "#db/client.server.ts";
import { moveLoop } from "#db/queries/arranging.server.ts";
import { shapeOf } from "#db/queries/card.server.ts";
import { type Change, change, changed, keptPrivate, unchanged } from "#db/queries/change.server.ts";
import { libraryHash, libraryOf } from "#db/queries/library.server.ts";
import { panelFacts, sealedProbes } from "#db/queries/panel.server.ts";
import { rubricContent } from "#db/queries/rubric.server.ts";
import {
  addVersion,
  insertVersion,
  noVersions,
  sealHash,
  sha256,
} from "#db/queries/seal.server.ts";
import { card, cardVersion, draft, loop, privateNote, round } from "#db/schema.server.ts";

/** A page from before a deploy may not know the notes, or the probes. */
type Later = "notes" | "probes";
type Typed = Omit<Draft, Later> & { readonly [K in Later]?: Draft[K] | undefined };
type CardWrite = { readonly cardId: string; readonly revision: number; readonly draft: Typed };

const whole = (typed: Typed, kept: Draft | undefined): Draft => ({
  ...typed,
  notes: typed.notes ?? kept?.notes ?? "",
  probes: typed.probes ?? kept?.probes ?? {},
});

/** Keeps what the author has typed. A save from an older revision is a conflict and writes nothing. */
export const saveDraft = (
  db: Db,
  viewer: Viewer,
  { cardId, revision, draft: posted }: CardWrite,
): Promise<Result<{ revision: number; savedAt: Date }>> =>
  change(db, viewer, async (tx): Promise<Change<{ revision: number; savedAt: Date }>> => {
    const held = await lockCard(tx, viewer, cardId);
    if (!held.ok) return held;
    const { kept, shape, card: own } = held.value;
    const next = fitDraft(whole(posted, kept?.content), shape);
    if (kept && sameDraft(kept.content, next, shape))
      return unchanged({ revision: kept.revision, savedAt: kept.savedAt });
    if ((kept?.revision ?? 0) !== revision) return newerDraft;
    const savedAt = new Date();
    const saved = { revision: revision + 1, savedAt };
    await tx
      .insert(draft)
      .values({ cardId, content: next, ...saved })
      .onConflictDoUpdate({ target: draft.cardId, set: { content: next, ...saved } });
    if (own.state !== "assigned") return keptPrivate(saved);
    await tx.update(card).set({ state: "draft" }).where(eq(card.id, cardId));
    const { loopId } = own;
    return changed(saved, { action: "card.saved", subject: cardId, loopId, facts: {} });
  });

/**
 * Submits the card as its next immutable version: what is given, or else what is kept as its draft.
 * Sealing the same content again is no change.
 */
export const seal = (
  db: Db,
  viewer: Viewer,
  { cardId, revision, draft: posted }: Omit<CardWrite, "draft"> & Partial<CardWrite>,
): Promise<Result<{ loopId: string }>> =>
  change(db, viewer, async (tx): Promise<Change<{ loopId: string }>> => {
    const held = await lockCard(tx, viewer, cardId);
    if (!held.ok && held.failure.kind === "absent") return held;
    if (!held.ok)
      return (
        (posted && (await sealedAlready(tx, viewer, cardId, whole(posted, undefined)))) ?? held
      );
    const { facts, kept, shape, card: own, rubricVersionId, latest } = held.value;
    const fitted = fitDraft(posted ? whole(posted, kept?.content) : (kept?.content ?? {}), shape);
    const follows = (kept?.revision ?? 0) === revision;
    if (!follows && !(posted && sameDraft(kept?.content, fitted, shape)))
      return posted ? newerDraft : changedSince;
    const sealed = sealedFrom(fitted, shape);
    if (!sealed) {
      const missing = missingIn(fitted, shape);
      invariant(missing, "a draft that cannot be sealed lacks something");
      return missing;
    }
    const number = latest + 1;
    const reason = number === 1 ? null : (own.reopenReason ?? AFTER_UNDO);
    const hash = sealHash(sealed);
    const sealedAt = new Date();
    const rows = noVersions();
    const of = { cardId, rubricVersionId, points: shape.points, sealedAt, number, reason };
    addVersion(rows, of, sealed, () => uuidv7());
    const cards = withState(facts.cards, cardId, "sealed");
    await Promise.all([
      insertVersion(tx, rows),
      tx.delete(draft).where(eq(draft.cardId, cardId)),
      keepNotes(tx, cardId, fitted.notes),
      tx
        .update(card)
        .set({ state: "sealed", sealedNumber: number, sealedAt, reopenReason: null })
        .where(eq(card.id, cardId)),
    ]);
    const moved = await moveLoop(tx, own.loopId, { ...facts, cards }, sealedAt);
    return changed(
      { loopId: own.loopId },
      {
        action: "card.sealed",
        subject: cardId,
        loopId: own.loopId,
        facts: {
          ...{ number, hash, sealedAt: sealedAt.toISOString() },
          ...(reason === null ? {} : { reason: sha256(reason) }),
        },
      },
      ...moved,
    );
  });

/** Notes are no part of what is sealed; their author finds them again beside the sealed card. */
const keepNotes = (tx: Tx, cardId: string, content: string) =>
  content.trim() === ""
    ? tx.delete(privateNote).where(eq(privateNote.cardId, cardId))
    : tx
        .insert(privateNote)
        .values({ cardId, content })
        .onConflictDoUpdate({ target: privateNote.cardId, set: { content } });

/** Why a card that was never reopened has another version. */
const AFTER_UNDO = "Sealed again after its author had undone the seal.";

const newerDraft = fail(
  "conflict",
  "A newer version of this card was saved elsewhere. Nothing was overwritten; both are below.",
);

const changedSince = fail(
  "conflict",
  "This card was changed elsewhere after you opened this page, so nothing was sealed. Below is what it says now.",
);

type Held = {
  readonly card: typeof card.$inferSelect;
  readonly facts: LoopFacts;
  readonly kept: typeof draft.$inferSelect | null;
  readonly rubricVersionId: string;
  /** The number of the card's newest version, undone ones included; 0 before the first. */
  readonly latest: number;
  readonly shape: CardShape;
};

const latestNumber = sql<number>`(select coalesce(max(${cardVersion.number}), 0)::int
  from ${cardVersion} where ${cardVersion.cardId} = ${card.id})`;

/**
 * The author's card, if it is theirs to write, its loop locked and then read. The loop's row alone:
 * every command locks that one first, so two that meet on a loop wait in one line.
 */
export async function lockCard(tx: Tx, viewer: Viewer, cardId: string): Promise<Result<Held>> {
  const own = and(eq(card.id, cardId), eq(card.interviewerId, viewer.id));
  const lock = tx
    .select({ id: loop.id })
    .from(card)
    .innerJoin(loop, eq(loop.id, card.loopId))
    .where(own)
    .for("update", { of: loop });
  const read = tx
    .select({
      card,
      facts: panelFacts,
      kept: draft,
      rubricVersionId: loop.rubricVersionId,
      latest: latestNumber,
      ...shaping,
    })
    .from(card)
    .innerJoin(loop, eq(loop.id, card.loopId))
    .innerJoin(round, eq(round.id, card.roundId))
    .leftJoin(draft, eq(draft.cardId, card.id))
    .where(own);
  // Sent together, answered in order: the second statement begins once the first holds the lock.
  const [, [row]] = await Promise.all([lock, read]);
  const mine = row?.facts.cards.find((c) => c.cardId === cardId);
  if (!row || !mine) return absent();
  const relation = relationTo(viewer, row.facts);
  if (!canSeeLoop(relation).allowed) return absent();
  const verdict = canWriteCard(relation, mine);
  if (!verdict.allowed) return fail("refused", refusalWords[verdict.reason]);
  return { ok: true, value: { ...row, shape: await shapeIn(tx, row) } };
}

/** What a query tells of a card's shape beside its rubric: the round's kind, the library in force, what was sealed. */
const shaping = { round: round.kind, libraryHash, sealedProbes };

type Shaping = {
  readonly rubricVersionId: string;
  readonly round: RoundKind;
  readonly libraryHash: string | null;
  readonly sealedProbes: readonly Probe[];
};

async function shapeIn(tx: Tx, row: Shaping): Promise<CardShape> {
  const rubric = await rubricContent(tx, row.rubricVersionId);
  const library = await libraryOf(tx, row.libraryHash);
  const kit = probesFor(library, row.round, rubric.patterns);
  return shapeOf(rubric, askedProbes(kit, row.sealedProbes));
}

const withState = (cards: readonly CardFacts[], cardId: string, state: CardState) =>
  cards.map((c) => (c.cardId === cardId ? { ...c, state } : c));

const sameDraft = (kept: Draft | undefined, typed: Draft, shape: CardShape) =>
  kept !== undefined &&
  canonicalJson(fitDraft(kept, shape)) === canonicalJson(fitDraft(typed, shape));

/** A seal sent twice (a double click, a lost answer) finds its own version and changes nothing. */
async function sealedAlready(tx: Tx, viewer: Viewer, cardId: string, typed: Draft) {
  const [row] = await tx
    .select({
      loopId: card.loopId,
      hash: cardVersion.hash,
      rubricVersionId: card.rubricVersionId,
      ...shaping,
    })
    .from(card)
    .innerJoin(round, eq(round.id, card.roundId))
    .innerJoin(
      cardVersion,
      and(eq(cardVersion.cardId, card.id), eq(cardVersion.number, card.sealedNumber)),
    )
    .where(and(eq(card.id, cardId), eq(card.interviewerId, viewer.id), eq(card.state, "sealed")));
  if (!row) return null;
  const shape = await shapeIn(tx, row);
  const again = sealedFrom(fitDraft(typed, shape), shape);
  return again && sealHash(again) === row.hash ? unchanged({ loopId: row.loopId }) : null;
}

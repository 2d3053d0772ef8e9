import { and, asc, eq, isNull, or, sql } from "drizzle-orm";
import {
  byInterviewer,
  type CardFacts,
  type CardProgress,
  canAskReopen,
  canReadPanel,
  canReadVersions,
  canReopen,
  canUndoSeal,
  progressOf,
  type Refusal,
  type Relation,
  UNDO_MS,
} from "#app/domain/access.ts";
import type { Level } from "#app/domain/level.ts";
import type { CardKind, RoundKind } from "#app/domain/loop.ts";
import type { Viewer } from "#app/domain/people.ts";
import type { CardState, SealedCard } from "#app/domain/scorecard.ts";
import type { Db } from "#db/client.server.ts";
import { lastReopening, loopOfCard, type Reopening } from "#db/queries/card.server.ts";
import {
  observationsOf,
  probesOf,
  ratingsOf,
  reading,
  roundEndedAt,
} from "#db/queries/panel.server.ts";
import { card, cardVersion, loop, panelReading, round } from "#db/schema.server.ts";

export type SealedVersion = SealedCard & {
  readonly number: number;
  readonly sealedAt: Date;
  /** Why it was written; null on the first. */
  readonly reason: string | null;
  readonly undone: boolean;
};

/** A sealed card's page: who wrote it and what this viewer may do, with its versions where they may read them. */
export type SealedCardPage = {
  readonly cardId: string;
  readonly loopId: string;
  readonly rubricVersionId: string;
  readonly candidate: { readonly name: string };
  readonly position: { readonly title: string; readonly level: Level };
  readonly round: RoundKind;
  readonly interviewer: CardProgress["interviewer"];
  readonly own: boolean;
  readonly kind: CardKind;
  /** When the round ended, for its author, as far as a card can be late for it. */
  readonly roundEndedAt: Date | null;
  readonly state: CardState;
  /** The number of the version that counts; null on a card that was never sealed. */
  readonly number: number | null;
  readonly progress: readonly CardProgress[];
  /** When the author's request was made, while it waits. */
  readonly askedAt: Date | null;
  readonly reopening: Reopening | null;
  readonly mayAsk: boolean;
  readonly mayReopen: boolean;
  /** How long the author can still take the seal back, in milliseconds; null where they cannot. */
  readonly undoLeft: number | null;
} & (
  | {
      readonly readable: true;
      /** The oldest first. Undone ones are among them for their author alone. */
      readonly versions: readonly SealedVersion[];
      /** Why the author asks for it, while they do. */
      readonly askedFor: string | null;
    }
  | { readonly readable: false; readonly reason: Refusal | null }
);

/**
 * A card with all its standing versions, or as locked, for this viewer; null where it is absent or
 * not theirs. Beside `getPanel` the only reader of other people's cards. An author's look at their
 * own card is no reading of the panel, so their seal can still be undone.
 */
export async function getSealedCard(
  db: Db,
  viewer: Viewer,
  cardId: string,
  now = new Date(),
): Promise<SealedCardPage | null> {
  const loopId = await loopOfCard(db, cardId);
  if (loopId === null) return null;
  const others = (relation: Relation, facts: { readonly cards: readonly CardFacts[] }) =>
    facts.cards.some(
      (one) =>
        one.cardId === cardId &&
        one.interviewer.id !== relation.viewerId &&
        canReadVersions(relation, one).allowed,
    );
  return reading(db, viewer, loopId, others, async (tx, { relation, facts, ...panel }) => {
    const mine = facts.cards.find((one) => one.cardId === cardId);
    const row = await cardRow(tx, cardId);
    if (!mine || !row) return null;
    const { own, interviewer } = progressOf(relation, mine);
    const verdict = canReadVersions(relation, mine);
    const seal = row.sealedAt && { sealedAt: row.sealedAt, read: row.read };
    const undo = own && seal !== null && canUndoSeal(relation, mine, seal, now).allowed;
    const page = {
      ...{ cardId, loopId, own, interviewer, state: row.state, round: row.round },
      kind: mine.kind,
      roundEndedAt: own && row.roundEndedAt !== null ? new Date(row.roundEndedAt) : null,
      rubricVersionId: panel.rubricVersionId,
      candidate: { name: panel.candidate.name },
      position: { title: panel.position.title, level: panel.position.level },
      number: row.number,
      progress: facts.cards.map((one) => progressOf(relation, one)).toSorted(byInterviewer),
      mayAsk: canAskReopen(relation, mine).allowed && row.askedAt === null,
      mayReopen: canReopen(relation, mine).allowed,
      undoLeft: undo && seal ? seal.sealedAt.getTime() + UNDO_MS - now.getTime() : null,
    };
    const knows = own || page.mayReopen;
    const life = {
      askedAt: knows ? row.askedAt : null,
      reopening: knows ? await lastReopening(tx, relation, cardId) : null,
    };
    if (!verdict.allowed)
      return { ...page, ...life, readable: false, reason: lockedBy(relation, verdict.reason) };
    const versions = await versionsOf(tx, cardId, own);
    const askedFor = knows && row.askedAt ? row.reopenReason : null;
    return { ...page, ...life, readable: true, versions, askedFor };
  });
}

/** A card that is not sealed is closed to its readers as the panel is, or simply not in yet. */
function lockedBy(relation: Relation, reason: Refusal): Refusal | null {
  if (reason !== "not-author") return reason;
  const verdict = canReadPanel(relation);
  return verdict.allowed ? null : verdict.reason;
}

async function cardRow(db: Db, cardId: string) {
  const [row] = await db
    .select({
      state: card.state,
      number: card.sealedNumber,
      sealedAt: card.sealedAt,
      askedAt: card.reopenAskedAt,
      reopenReason: card.reopenReason,
      round: round.kind,
      roundEndedAt,
      read: readSince,
    })
    .from(card)
    .innerJoin(round, eq(round.id, card.roundId))
    .innerJoin(loop, eq(loop.id, card.loopId))
    .where(eq(card.id, cardId));
  return row ?? null;
}

/** Whether anybody read the panel since the card was sealed. The query must join `card` with another table. */
export const readSince = sql<boolean>`exists (select 1 from ${panelReading}
  where ${panelReading.loopId} = ${card.loopId} and ${panelReading.readAt} >= ${card.sealedAt})`;

/** The query must join `card_version` with another table. */
const versionColumns = {
  number: cardVersion.number,
  sealedAt: cardVersion.sealedAt,
  reason: cardVersion.reason,
  recommendation: cardVersion.recommendation,
  level: cardVersion.level,
  summary: cardVersion.summary,
  ratings: ratingsOf,
  observations: observationsOf,
  probes: probesOf,
};

const versionsOf = (db: Db, cardId: string, own: boolean): Promise<SealedVersion[]> =>
  db
    .select({ ...versionColumns, undone: sql<boolean>`${cardVersion.undoneAt} is not null` })
    .from(cardVersion)
    .innerJoin(card, eq(card.id, cardVersion.cardId))
    .where(
      and(
        eq(cardVersion.cardId, cardId),
        or(isNull(cardVersion.undoneAt), own ? sql`true` : sql`false`),
      ),
    )
    .orderBy(asc(cardVersion.number));

/** What one version says, for its author's next draft; the command that asks has asked `access`. */
export async function contentOf(db: Db, cardId: string, number: number): Promise<SealedCard> {
  const [row] = await db
    .select(versionColumns)
    .from(cardVersion)
    .innerJoin(card, eq(card.id, cardVersion.cardId))
    .where(and(eq(cardVersion.cardId, cardId), eq(cardVersion.number, number)));
  if (!row) throw new Error(`Version ${number} of card ${cardId} is missing`);
  return row;
}

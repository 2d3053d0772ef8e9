import { v7 as uuidv7 } from "uuid";
import type { Outcome } from "#app/domain/debrief.ts";
import type { Level } from "#app/domain/level.ts";
import type { CardKind, RevealRule, RoundKind } from "#app/domain/loop.ts";
import type { SealedCard } from "#app/domain/scorecard.ts";
import type { Tx } from "#db/client.server.ts";
import { markStale } from "#db/queries/calibration-run.server.ts";
import {
  addVersion,
  decisionHash,
  type ImportedSeal,
  insertBatches,
  insertVersions,
  type NewId,
  noVersions,
  type VersionRows,
} from "#db/queries/seal.server.ts";
import { card, debrief, decision, loop, round } from "#db/schema.server.ts";

/** A loop that is over, with everything sealed and decided in it: from an import or the demo. */
export type SettledLoop = {
  readonly candidateId: string;
  readonly positionId: string;
  readonly rubricVersionId: string;
  /** Of the rubric's scale. */
  readonly points: number;
  readonly revealRule: RevealRule;
  readonly ownerId: string | null;
  readonly importKey: string | null;
  readonly createdAt: Date;
  readonly rounds: readonly SettledRound[];
  readonly debrief: { readonly openedById: string | null; readonly openedAt: Date };
  readonly decision: {
    readonly outcome: Outcome;
    readonly level: Level | null;
    readonly reasons: string;
    readonly dissent: string;
    readonly weightSetId: string;
    readonly decidedById: string | null;
    readonly decidedAt: Date;
  };
};

export type SettledRound = {
  readonly kind: RoundKind;
  readonly focus: readonly string[];
  readonly startsAt: Date;
  readonly minutes: number;
  readonly cards: readonly SettledCard[];
};

export type SettledCard = {
  readonly interviewerId: string;
  readonly kind: CardKind;
  readonly assignedAt: Date;
  readonly dueAt: Date;
  readonly sealedAt: Date;
  readonly content: SealedCard;
};

/** What was written of one loop, for the record. */
export type WrittenLoop = {
  readonly loopId: string;
  readonly settled: SettledLoop;
  readonly cards: readonly (ImportedSeal &
    Pick<SettledCard, "kind" | "assignedAt"> & { readonly roundId: string })[];
  readonly decisionHash: string;
};

/**
 * Writes whole loops in few statements and answers with what the caller records of them. Two with
 * the same `importKey` cannot both be written.
 */
export async function insertSettledLoops(
  tx: Tx,
  loops: readonly SettledLoop[],
  newId: NewId = () => uuidv7(),
): Promise<WrittenLoop[]> {
  const rows: Rows = {
    ...{ loops: [], rounds: [], cards: [], debriefs: [], decisions: [] },
    ...noVersions(),
  };
  const written = loops.map((settled) => addLoop(rows, settled, newId));
  await insertBatches(tx, loop, rows.loops);
  await insertBatches(tx, round, rows.rounds);
  await insertBatches(tx, card, rows.cards);
  await insertVersions(tx, rows);
  await insertBatches(tx, debrief, rows.debriefs);
  await insertBatches(tx, decision, rows.decisions);
  await markStale(tx, loops);
  return written;
}

type Rows = VersionRows & {
  readonly loops: (typeof loop.$inferInsert)[];
  readonly rounds: (typeof round.$inferInsert)[];
  readonly cards: (typeof card.$inferInsert)[];
  readonly debriefs: (typeof debrief.$inferInsert)[];
  readonly decisions: (typeof decision.$inferInsert)[];
};

function addLoop(rows: Rows, settled: SettledLoop, newId: NewId): WrittenLoop {
  const { rounds, points, debrief: opened, decision: decided, ...own } = settled;
  const { createdAt, rubricVersionId } = own;
  const loopId = newId(createdAt);
  const settledAt = decided.decidedAt;
  const written: WrittenLoop["cards"][number][] = [];
  rows.loops.push({ id: loopId, ...own, state: "decided", settledAt });
  for (const { cards, focus, ...held } of rounds) {
    const roundId = newId(createdAt);
    rows.rounds.push({ id: roundId, loopId, ...held, focus: [...focus], createdAt });
    for (const { content, ...sealed } of cards) {
      const cardId = newId(sealed.assignedAt);
      const at = { loopId, roundId, rubricVersionId };
      rows.cards.push({ id: cardId, ...at, ...sealed, state: "sealed", sealedNumber: 1 });
      const { sealedAt, interviewerId, kind, assignedAt } = sealed;
      const hash = addVersion(rows, { cardId, rubricVersionId, points, sealedAt }, content, newId);
      written.push({ cardId, roundId, interviewerId, kind, assignedAt, sealedAt, hash });
    }
  }
  rows.debriefs.push({ id: newId(opened.openedAt), loopId, ...opened, closedAt: settledAt });
  const row = { loopId, number: 1, rubricVersionId, ...decided };
  rows.decisions.push({ id: newId(settledAt), ...row });
  return { loopId, settled, cards: written, decisionHash: decisionHash(row) };
}

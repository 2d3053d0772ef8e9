import { couldHaveRead, type SealRecord } from "#app/domain/access.ts";
import { type Ballot, movesOf } from "#app/domain/calibration/pattern-moves.ts";
import type { PatternLoop } from "#app/domain/calibration/pattern-statistics.ts";
import { quarterIn } from "#app/domain/calibration/quarters.ts";
import { candidateFlags, type LedgerCard, sightingsOf } from "#app/domain/ledger.ts";
import type { CardKind, RevealRule } from "#app/domain/loop.ts";
import type { ProbeReply } from "#app/domain/probe.ts";
import type { Scored } from "#app/domain/score.ts";
import type { Observation } from "#app/domain/scorecard.ts";

/** A settled loop as the database hands it over. */
export type LoopHistory = Pick<PatternLoop, "id" | "level" | "outcome" | "observers"> & {
  readonly settledAt: Date;
  readonly rule: RevealRule;
  /** Nobody knows who could read what on an imported loop. */
  readonly imported: boolean;
  readonly overrides: readonly { readonly personId: string; readonly at: Date }[];
  /** Sealed ones that are not trainees'. */
  readonly cards: readonly HistoryCard[];
  readonly ballots: readonly Ballot[];
};

export type HistoryCard = {
  readonly cardId: string;
  readonly interviewerId: string;
  readonly kind: CardKind;
  readonly counted: boolean;
  /** Whether the record tells of its seals. */
  readonly recorded: boolean;
  readonly assignedAt: Date;
  /** Whether the author could read the loop when the card was assigned; null where nothing tells. */
  readonly reader: boolean | null;
  /** Those that stand or stood, the oldest first. */
  readonly versions: readonly HistoryVersion[];
};

export type HistoryVersion = {
  readonly sealedAt: Date;
  readonly ratings: readonly Scored[];
  readonly observations: readonly Observation[];
  readonly probes: readonly ProbeReply[];
};

type Catalogue = Parameters<typeof candidateFlags>[1];

/** What a settled loop adds to the statistics: the states of its patterns, and what was changed. */
export function patternLoop(loop: LoopHistory, catalogue: Catalogue): PatternLoop {
  const { id, level, outcome, observers, settledAt, ballots } = loop;
  const records = loop.cards.flatMap((card) => card.versions.map((_, at) => recordOf(card, at)));
  const before = (card: HistoryCard, at: number) =>
    loop.imported || !card.recorded ? null : couldHaveRead(recordOf(card, at), records, loop);
  const ledger = loop.cards.map(
    (card): LedgerCard => ({
      ...{ cardId: card.cardId, kind: card.kind },
      interviewer: { id: card.interviewerId, name: "" },
      versions: card.versions.map((version, at) => ({ ...version, couldRead: before(card, at) })),
    }),
  );
  const moving = loop.cards
    .filter(({ counted }) => counted)
    .map((card) => ({
      interviewerId: card.interviewerId,
      versions: card.versions.map(({ sealedAt, ratings }, at) => ({
        ...{ sealedAt, ratings },
        couldRead: wasOpen(loop, card, sealedAt) ? before(card, at) : [],
      })),
    }));
  return {
    ...{ id, level, outcome, observers, quarter: quarterIn(settledAt) },
    flags: candidateFlags(sightingsOf(ledger), catalogue).map(({ pattern, state }) => ({
      ...{ pattern, state },
    })),
    changes: movesOf(moving, ballots),
  };
}

const recordOf = (card: HistoryCard, at: number): SealRecord => ({
  interviewer: { id: card.interviewerId },
  ...{ reader: card.reader, assignedAt: card.assignedAt, again: at > 0 },
  sealedAt: card.versions[at]?.sealedAt ?? card.assignedAt,
});

/**
 * Whether the reveal rule let the author read others by then. What could have been read counts every
 * later version as if it had been; what moved toward others must not.
 */
function wasOpen({ rule, overrides, cards }: LoopHistory, card: HistoryCard, at: Date): boolean {
  const own = ({ personId }: LoopHistory["overrides"][number]) => personId === card.interviewerId;
  if (card.reader || overrides.some((one) => own(one) && one.at < at)) return true;
  if (rule === "never") return false;
  if (rule !== "after-all") return true;
  return cards.every(({ versions: [first] }) => first !== undefined && first.sealedAt < at);
}

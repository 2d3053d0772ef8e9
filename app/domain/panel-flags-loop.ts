import { hoursWords } from "#app/domain/calibration/profile-words.ts";
import { echoes, type Known } from "#app/domain/echo.ts";
import type { CardKind } from "#app/domain/loop.ts";
import type { PanelFlag } from "#app/domain/panel-flags.ts";
import type { Scored, Weights } from "#app/domain/score.ts";
import { isCounted, type Recommendation } from "#app/domain/scorecard.ts";

/** A sealed card that a viewer may read, with what the flags of its loop rest on. */
export type FlaggableCard = {
  readonly cardId: string;
  /** As the viewer is shown them. */
  readonly interviewer: { readonly id: string; readonly name: string };
  readonly kind: CardKind;
  readonly recommendation: Recommendation | null;
  readonly ratings: readonly (Scored & { readonly evidence: string })[];
  readonly summary: string;
  /** The first version that stands. */
  readonly firstSealedAt: Date;
  /** When the round ended, as last arranged; null where it did not take place or nobody arranged it. */
  readonly roundEndedAt: Date | null;
};

export type FlaggableLoop = {
  readonly cards: readonly FlaggableCard[];
  /** In the rubric's order. */
  readonly criteria: readonly { readonly key: string; readonly title: string }[];
  readonly weights: Weights;
  /** Shingles of the rubric's own texts. */
  readonly known: Known;
};

/**
 * Hours after a round from which its card is late: cards are due after one day, and what was heard on
 * a Friday afternoon can be written up on the Monday. Our own choice.
 */
export const LATE_HOURS = 72;

const HOUR = 3_600_000;

/**
 * What there is to look at in how a loop was scored, for whoever `canSeePanelFlag` lets: late cards,
 * criteria seen by fewer than two, and texts that two cards share. Trainees' cards raise nothing. The
 * order of the cards makes no difference.
 */
export function loopFlags(loop: FlaggableLoop): PanelFlag[] {
  const cards = loop.cards
    .filter(({ kind }) => kind !== "shadow")
    .toSorted((a, b) => (a.cardId < b.cardId ? -1 : 1));
  return [...thinCoverage({ ...loop, cards }), ...lateCards(cards), ...echoed(cards, loop.known)];
}

/** Cards first sealed more than `LATE_HOURS` after their round had ended. */
export const lateCards = (
  cards: readonly Pick<
    FlaggableCard,
    "cardId" | "interviewer" | "firstSealedAt" | "roundEndedAt"
  >[],
): PanelFlag[] =>
  cards.flatMap(({ cardId, interviewer, firstSealedAt, roundEndedAt }) => {
    const hours = roundEndedAt === null ? 0 : (+firstSealedAt - +roundEndedAt) / HOUR;
    if (hours <= LATE_HOURS) return [];
    return [
      {
        ...{ pattern: "late", id: `late-${cardId}`, authors: [interviewer.id], passage: null },
        evidence: `${interviewer.name}: sealed ${hoursWords(hours)} after the round had ended.`,
      },
    ];
  });

/** Weighted criteria that fewer than two people rated, of the cards that count. */
export function thinCoverage({
  cards,
  criteria,
  weights,
}: Pick<FlaggableLoop, "cards" | "criteria" | "weights">): PanelFlag[] {
  const counted = cards.filter(({ kind, recommendation }) =>
    isCounted({ kind, recommendation, state: "sealed" }),
  );
  const thin = criteria
    .filter(({ key }) => (weights[key] ?? 0) > 0)
    .map(({ key, title }) => ({ title, raters: ratersOf(counted, key) }))
    .filter(({ raters }) => raters.length < 2)
    .map(({ title, raters: [only] }) => ({
      title,
      by: only === undefined ? "Rated by nobody" : `Rated by ${only} alone`,
    }));
  if (counted.length === 0 || thin.length === 0) return [];
  const said = [...new Set(thin.map(({ by }) => by))].map((one) => {
    const own = thin.filter(({ by }) => by === one).map(({ title }) => title);
    return `${one}: ${listed.format(own)}.`;
  });
  return [
    {
      ...{ pattern: "thin-coverage", id: "thin-coverage", authors: [], passage: null },
      evidence: said.join(" "),
    },
  ];
}

const listed = new Intl.ListFormat("en");

/** The names of the people who gave a criterion a score, each once. */
function ratersOf(cards: readonly FlaggableCard[], criterion: string): string[] {
  const raters = cards.filter(({ ratings }) =>
    ratings.some((rating) => rating.criterion === criterion && rating.score !== null),
  );
  return [...new Map(raters.map(({ interviewer: { id, name } }) => [id, name])).values()];
}

/** Pairs of cards with a text in the same words. */
function echoed(cards: readonly FlaggableCard[], known: Known): PanelFlag[] {
  const texts = cards.map(({ cardId, interviewer, ratings, summary }) => ({
    ...{ cardId, interviewerId: interviewer.id },
    texts: [...ratings.map(({ evidence }) => evidence), summary],
  }));
  return echoes(texts, known).map(({ cards: pair, share, passage }) => {
    const [a, b] = pair.map((id) => cards.find(({ cardId }) => cardId === id)?.interviewer);
    return {
      ...{ pattern: "echoed-evidence", id: `echo-${pair.join("-")}`, passage },
      authors: [a?.id ?? "", b?.id ?? ""],
      evidence: `${a?.name} and ${b?.name}: ${Math.round(share * 100)}% of the shorter text's runs of words stand in both.`,
    };
  });
}

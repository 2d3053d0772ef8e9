import type { CardKind } from "#app/domain/loop.ts";
import { type CardState, isEnded } from "#app/domain/scorecard.ts";

/** A round as far as planning reads it: which criteria it looks at, and who is in it. */
export type PlannedRound = {
  readonly cancelled: boolean;
  readonly focus: readonly string[];
  readonly cards: readonly {
    readonly interviewerId: string;
    readonly kind: CardKind;
    readonly state: CardState;
  }[];
};

export type CriterionCoverage = {
  readonly criterion: string;
  readonly weight: number;
  readonly rounds: number;
  /** Different people who will rate it; trainees and ended cards are left out. */
  readonly raters: number;
};

/** How many rounds and people each weighted criterion is in focus of, in the rubric's order. */
export function coverageOf(
  criteria: readonly string[],
  weights: Readonly<Record<string, number>>,
  rounds: readonly PlannedRound[],
): CriterionCoverage[] {
  return criteria
    .filter((criterion) => (weights[criterion] ?? 0) > 0)
    .map((criterion) => {
      const looking = rounds.filter((r) => !r.cancelled && r.focus.includes(criterion));
      const raters = looking
        .flatMap((round) => round.cards)
        .filter((card) => card.kind !== "shadow" && !isEnded(card.state))
        .map((card) => card.interviewerId);
      return {
        criterion,
        weight: weights[criterion] ?? 0,
        rounds: looking.length,
        raters: new Set(raters).size,
      };
    });
}

/** What to do about a criterion that fewer than two people will rate; null where two or more do. */
export function coverageAdvice(
  title: string,
  { rounds, raters }: CriterionCoverage,
): string | null {
  if (raters >= 2) return null;
  if (raters === 1) return `${title} is seen by one rater; plan a second.`;
  return rounds === 0
    ? `No round looks at ${title}; put it in focus of two.`
    : `Nobody is assigned yet to see ${title}; assign two.`;
}

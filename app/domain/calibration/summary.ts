import type { Outcome } from "#app/domain/debrief.ts";
import type { Level } from "#app/domain/level.ts";
import {
  mean,
  standardDeviation,
  type WeightedScore,
  type Weights,
  weightedScore,
} from "#app/domain/score.ts";
import type { NotObserved } from "#app/domain/scorecard.ts";

/**
 * What settled loops say without a model: raw totals, means, spreads and counts. Nothing here
 * separates an interviewer's severity from the candidates they met. All rows rest on counted cards
 * (`isCounted`); scores, means and spreads are in points of the rubric's scale.
 */

/** An interviewer's mean and spread are shown from this many counted cards on. */
export const MINIMUM_CARDS = 5;

/** A card is flat when it gave this many scores or more and all of them are the same. */
export const FLAT_SCORES = 3;

/** One settled loop with at least one counted card. */
export type LoopRow = {
  readonly loopId: string;
  readonly candidate: string;
  readonly outcome: Outcome;
  readonly level: Level | null;
  readonly settledAt: Date;
  /** Counted cards. */
  readonly cards: number;
  /** The scores each criterion got, one per card that observed it; unobserved criteria are absent. */
  readonly scores: Readonly<Record<string, readonly number[]>>;
};

export type CandidateTotal = WeightedScore & Omit<LoopRow, "scores">;

/**
 * Each loop's panel total: per criterion the mean over the counted cards that observed it, then the
 * weighted mean with the weights kept with that loop's decision; `coverage` is the share of weight
 * observed. Highest total first, equal totals by name, loops without an observed criterion
 * (`score` null) last.
 */
export function candidateTotals(
  loops: readonly (LoopRow & { readonly weights: Weights })[],
): CandidateTotal[] {
  return loops
    .map(({ scores, weights, ...loop }) => {
      const means = Object.entries(scores).map(([criterion, given]) => ({
        criterion,
        score: mean(given),
      }));
      return { ...loop, ...weightedScore(means, weights) };
    })
    .toSorted(
      (a, b) =>
        (b.score ?? Number.NEGATIVE_INFINITY) - (a.score ?? Number.NEGATIVE_INFINITY) ||
        a.candidate.localeCompare(b.candidate, "en") ||
        a.settledAt.getTime() - b.settledAt.getTime(),
    );
}

/** How often one interviewer gave one answer on one criterion: a score, or a way of not observing. */
export type Tally = {
  readonly interviewerId: string;
  readonly criterion: string;
  readonly score: number | null;
  readonly notObserved: NotObserved | null;
  readonly n: number;
};

/** One interviewer with what only whole cards and whole panels can tell. */
export type InterviewerRow = {
  readonly id: string;
  readonly name: string;
  /** Counted cards. */
  readonly cards: number;
  /** Cards with `FLAT_SCORES` or more scores, all the same. */
  readonly flat: number;
  /** Candidate and criterion pairs that somebody else scored as well. */
  readonly shared: number;
  /** Own score minus the mean of the others', averaged over the shared pairs; null without any. */
  readonly difference: number | null;
};

export type InterviewerSummary = {
  readonly id: string;
  readonly name: string;
  readonly cards: number;
  /** Scores given; not asked and no signal are no scores. */
  readonly ratings: number;
  readonly history:
    | {
        readonly enough: true;
        /** Mean of all scores given. */
        readonly mean: number;
        /** Sample standard deviation of the scores; null for a single score. */
        readonly sd: number | null;
        readonly flat: number;
        readonly shared: number;
        readonly difference: number | null;
      }
    | { readonly enough: false };
};

/**
 * Each interviewer's mean and spread, highest mean first, equal means by name. Below
 * `MINIMUM_CARDS` counted cards, or without a single score, the numbers are withheld
 * (`enough: false`) and the interviewer comes last.
 */
export function interviewerSummaries(
  interviewers: readonly InterviewerRow[],
  tallies: readonly Tally[],
): InterviewerSummary[] {
  const own = grouped(tallies, "interviewerId");
  return interviewers
    .map(({ id, name, cards, ...facts }): InterviewerSummary => {
      const scores = scoresIn(own.get(id) ?? []);
      const centre = mean(scores);
      const enough = cards >= MINIMUM_CARDS && centre !== null;
      return {
        id,
        name,
        cards,
        ratings: scores.length,
        history: enough
          ? { enough, mean: centre, sd: standardDeviation(scores), ...facts }
          : { enough: false },
      };
    })
    .toSorted((a, b) => meanOf(b) - meanOf(a) || a.name.localeCompare(b.name, "en"));
}

const meanOf = ({ history }: InterviewerSummary) =>
  history.enough ? history.mean : Number.NEGATIVE_INFINITY;

function grouped(tallies: readonly Tally[], by: "interviewerId" | "criterion") {
  const groups = new Map<string, Tally[]>();
  for (const tally of tallies) {
    const group = groups.get(tally[by]);
    if (group) group.push(tally);
    else groups.set(tally[by], [tally]);
  }
  return groups;
}

/** The scores behind some tallies, each as often as it was given. */
const scoresIn = (tallies: readonly Tally[]): number[] =>
  tallies.flatMap(({ score, n }) => (score === null ? [] : Array.from({ length: n }, () => score)));

/** The mean of every score given, or null of none. */
export const overallMean = (tallies: readonly Tally[]): number | null => mean(scoresIn(tallies));

/** How the answers on one criterion spread over the scale. */
export type Distribution = {
  readonly criterion: string;
  /** How often each point was given, point 1 first; as long as the scale. */
  readonly counts: readonly number[];
  readonly notAsked: number;
  readonly noSignal: number;
  /** Scores given: the sum of `counts`. */
  readonly n: number;
  /** Mean score; null where nobody observed the criterion. */
  readonly mean: number | null;
};

/** One distribution per criterion, in the order given; a criterion without answers has zeros. */
export function distributions(
  tallies: readonly Tally[],
  criteria: readonly string[],
  points: number,
): Distribution[] {
  const byCriterion = grouped(tallies, "criterion");
  return criteria.map((criterion) => {
    const own = byCriterion.get(criterion) ?? [];
    const times = (given: (tally: Tally) => boolean) =>
      own.filter(given).reduce((total, { n }) => total + n, 0);
    const scores = scoresIn(own);
    return {
      criterion,
      counts: Array.from({ length: points }, (_, at) => times(({ score }) => score === at + 1)),
      notAsked: times(({ notObserved }) => notObserved === "not-asked"),
      noSignal: times(({ notObserved }) => notObserved === "no-signal"),
      n: scores.length,
      mean: mean(scores),
    };
  });
}

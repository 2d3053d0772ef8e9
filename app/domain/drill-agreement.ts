import type { Interval } from "#app/domain/calibration/fit.ts";
import { quarterIn } from "#app/domain/calibration/quarters.ts";
import { isRefusal, type Refusal, refuse } from "#app/domain/calibration/refusal.ts";
import type { DrillAnswer, DrillRating, DrillScoring, Scored } from "#app/domain/drill.ts";
import {
  clusteredKappa,
  clusteredMean,
  type Estimate,
  type Pair,
  quadratic,
} from "#app/domain/drill-kappa.ts";
import { stepsAbove } from "#app/domain/level.ts";
import { mean } from "#app/domain/score.ts";

/** Drills below which no agreement is given: an interval from two of them says next to nothing. */
export const MINIMUM_DRILLS = 3;

/** The longest scale a rubric can have; quadratic weights give the same kappa whatever stands here. */
const LONGEST_SCALE = 10;

/** How near a person's scores are to the key's. */
export type DrillAgreement = {
  readonly drills: number;
  /** Scores that stand beside one of the key's. */
  readonly scores: number;
  /** Shares of the scores, 0 to 1: the same as the key's, and at most one point off. */
  readonly exact: number;
  readonly withinOne: number;
  /** Own score minus the key's, in points: below 0 is more severe than the key. */
  readonly signed: Estimate;
  /** Mean distance from the key, in points. */
  readonly distance: number;
  /** Weighted quadratically. */
  readonly kappa: Estimate | Refusal;
  readonly level: LevelAgreement;
  /** Scores given where the key says that the prompt does not show the criterion. */
  readonly beyondKey: number;
  /** Criteria the key scores, marked as not asked or no signal. */
  readonly leftOut: number;
};

/** Over answers: shares with the key's level and at most one level off, and mean steps above it. */
export type LevelAgreement = {
  readonly answers: number;
  readonly exact: number;
  readonly withinOne: number;
  /** Null where no answer's level can be compared with the key's, as manager with engineer. */
  readonly steps: number | null;
};

/**
 * Each person's first attempt at each drill, in order of time: whoever scores a drill again knows its
 * key. Of attempts at one moment the first given stands.
 */
export function firstAttempts<T extends Scored>(scored: readonly T[]): T[] {
  const seen = new Map<string, Set<string>>();
  return scored
    .toSorted((a, b) => a.attempt.at.getTime() - b.attempt.at.getTime())
    .filter(({ attempt: { person, drill } }) => {
      const own = seen.get(person) ?? new Set<string>();
      if (own.has(drill)) return false;
      seen.set(person, own.add(drill));
      return true;
    });
}

/**
 * A person's agreement with the key over the given attempts: those of one person, as `firstAttempts` or
 * one quarter's. Scores of one drill are not independent, so intervals (nine in ten) rest on how drills
 * differ: see `clusteredKappa` and `clusteredMean`. Means of all scores, whatever the length of their
 * scales. Refused below `MINIMUM_DRILLS` different drills, and where no score stands beside the key's.
 *
 * Exact and adjacent agreement beside a weighted kappa is what the scoring of essays reports (Williamson,
 * Xi and Breyer 2012, Educational Measurement: Issues and Practice 31:2); kappa alone hides whether
 * somebody is severe or merely far off, so the signed difference stands beside it.
 */
export function agreementWithKey(scored: readonly Scored[]): DrillAgreement | Refusal {
  const drills = new Set(scored.map(({ attempt }) => attempt.drill)).size;
  if (drills < MINIMUM_DRILLS) return refuse(tooFew(drills));
  const pairs = scored.flatMap(pairsOf);
  const signed = clusteredMean(differencesOf(pairs));
  if (signed === null) return refuse("No score stands beside one of the key's.");
  const away = pairs.map(({ own, key }) => Math.abs(own - key));
  const ratings = scored.flatMap(ratingsOf);
  return {
    drills,
    scores: pairs.length,
    exact: shareOf(away, (points) => points === 0),
    withinOne: shareOf(away, (points) => points <= 1),
    signed,
    distance: mean(away) ?? 0,
    kappa: clusteredKappa(pairs, quadratic(LONGEST_SCALE)),
    level: levelAgreement(scored),
    beyondKey: ratings.filter(({ own, key }) => own.score !== null && key === null).length,
    leftOut: ratings.filter(({ own, key }) => own.score === null && key !== null).length,
  };
}

const tooFew = (drills: number) => `Not enough drills: ${drills} of the ${MINIMUM_DRILLS} needed.`;

/** What a person has still to do before an agreement is shown; null where it is. */
export const drillsBeforeAgreement = (done: number): string | null =>
  done >= MINIMUM_DRILLS
    ? null
    : `${done} of the ${MINIMUM_DRILLS} drills needed before your agreement with the key is shown.`;

/** What shares a name, by it, in the order in which names first come. */
export function grouped<T, K>(all: readonly T[], nameOf: (one: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const one of all) {
    const name = nameOf(one);
    const group = groups.get(name);
    if (group) group.push(one);
    else groups.set(name, [one]);
  }
  return groups;
}

/** Every criterion that either side names, answer by answer. */
type RatingPair = {
  readonly criterion: string;
  readonly own: Pick<DrillRating, "score">;
  /** Null where the key says not asked. */
  readonly key: number | null;
};

function ratingsOf({ drill, attempt }: Scored): RatingPair[] {
  const [first, second] = drill.answers;
  const [one, two] = attempt.scorings;
  return [...ratingPairs(first, one), ...ratingPairs(second, two)];
}

const ratingPairs = ({ scores }: DrillAnswer, { ratings }: DrillScoring): RatingPair[] =>
  ratings.map((own) => ({
    criterion: own.criterion,
    own,
    key: scores.find(({ criterion }) => criterion === own.criterion)?.score ?? null,
  }));

type KeyPair = Pair & { readonly criterion: string };

/** The pairs of scores of an attempt, clustered by drill. */
export const pairsOf = (scored: Scored): KeyPair[] =>
  ratingsOf(scored).flatMap(({ criterion, own, key }) =>
    own.score === null || key === null
      ? []
      : [{ criterion, own: own.score, key, cluster: scored.attempt.drill }],
  );

const differencesOf = (pairs: readonly Pair[]) =>
  pairs.map(({ own, key, cluster }) => ({ cluster, value: own - key }));

const shareOf = (values: readonly number[], holds: (value: number) => boolean) =>
  values.filter(holds).length / values.length;

function levelAgreement(scored: readonly Scored[]): LevelAgreement {
  const steps = scored.flatMap(({ drill, attempt }) => [
    stepsAbove(attempt.scorings[0].level, drill.answers[0].level),
    stepsAbove(attempt.scorings[1].level, drill.answers[1].level),
  ]);
  const within = (most: number) =>
    steps.filter((step) => step !== null && Math.abs(step) <= most).length / steps.length;
  return {
    answers: steps.length,
    exact: within(0),
    withinOne: within(1),
    steps: mean(steps.filter((step) => step !== null)),
  };
}

/** One quarter of a person's drills. */
export type DrillQuarter = {
  /** As `2026-q4`. */
  readonly quarter: string;
  readonly drills: number;
  /** Own score minus the key's, in points. */
  readonly signed: Estimate | Refusal;
};

/**
 * A person's severity against the key by calendar quarter (UTC), oldest first; quarters without a drill
 * are absent. All attempts count, as a drill is scored once a quarter. A quarter below `MINIMUM_DRILLS`
 * drills is refused.
 */
export function drillDrift(scored: readonly Scored[]): DrillQuarter[] {
  const quarters = grouped(scored, ({ attempt }) => quarterIn(attempt.at));
  return [...quarters]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([quarter, own]) => {
      const drills = new Set(own.map(({ attempt }) => attempt.drill)).size;
      const refused = refuse(tooFew(drills));
      const signed =
        drills < MINIMUM_DRILLS ? refused : clusteredMean(differencesOf(own.flatMap(pairsOf)));
      return { quarter, drills, signed: signed ?? refuse("No score stands beside the key's.") };
    });
}

/** People below whom nothing is said about a criterion, nor about the panel's score for an answer. */
export const MINIMUM_PEOPLE = 3;

/** How everybody's scores on one criterion compare with the keys'. */
export type MissedCriterion = {
  readonly criterion: string;
  readonly people: number;
  readonly scores: number;
  readonly found:
    | {
        /** Mean distance from the key, in points. */
        readonly distance: number;
        /** Score minus the key's, in points; the interval rests on how people differ. */
        readonly signed: Estimate;
      }
    | Refusal;
};

/**
 * Which criteria people miss, the furthest from the key first, over everybody's first attempts. One row
 * per criterion that a key scores; rows below `MINIMUM_PEOPLE` people are refused and come last.
 */
export function missedCriteria(scored: readonly Scored[]): MissedCriterion[] {
  const pairs = firstAttempts(scored).flatMap((one) =>
    pairsOf(one).map((pair) => ({ ...pair, cluster: one.attempt.person })),
  );
  return [...grouped(pairs, ({ criterion }) => criterion)]
    .map(([criterion, own]): MissedCriterion => {
      const people = new Set(own.map(({ cluster }) => cluster)).size;
      const signed = people < MINIMUM_PEOPLE ? null : clusteredMean(differencesOf(own));
      const distance = mean(own.map((pair) => Math.abs(pair.own - pair.key))) ?? 0;
      const refused = refuse(`Not enough people: ${people} of the ${MINIMUM_PEOPLE} needed.`);
      const found = signed === null ? refused : { distance, signed };
      return { criterion, people, scores: own.length, found };
    })
    .toSorted((a, b) => distanceOf(b) - distanceOf(a) || (a.criterion < b.criterion ? -1 : 1));
}

const distanceOf = ({ found }: MissedCriterion) => (isRefusal(found) ? -1 : found.distance);

/**
 * A signed difference in words, as said to the person: "You score about 0.4 points lower than the key
 * (0.1 to 0.7 lower)."
 */
export function severityWords({ value, interval }: Estimate): string {
  const digits = (points: number) => Math.abs(points).toFixed(1);
  const side = (points: number) => (points < 0 ? "lower" : "higher");
  const about =
    digits(value) === "0.0"
      ? "On average you score as the key does"
      : `You score about ${digits(value)} points ${side(value)} than the key`;
  if (isRefusal(interval)) return `${about}.`;
  return `${about} (${rangeWords(interval, digits, side)}).${apartFromKey(interval) ? "" : " That is not more than chance can do."}`;
}

function rangeWords(
  [low, high]: Interval,
  digits: (points: number) => string,
  side: (points: number) => string,
): string {
  if (low < 0 && high > 0) return `from ${digits(low)} lower to ${digits(high)} higher`;
  const [near, far] = low < 0 ? [high, low] : [low, high];
  return `${digits(near)} to ${digits(far)} ${side(far)}`;
}

const apartFromKey = ([low, high]: Interval) => low > 0 || high < 0;

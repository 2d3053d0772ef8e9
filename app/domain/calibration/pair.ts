import cdf from "@stdlib/stats-base-dists-normal-cdf";
import quantile from "@stdlib/stats-base-dists-normal-quantile";
import type { CandidateFinding } from "#app/domain/calibration/findings.ts";
import { INTERVAL, type Interval } from "#app/domain/calibration/fit.ts";
import { isRefusal, type Refusal, refuse } from "#app/domain/calibration/refusal.ts";
import { weightSensitivity } from "#app/domain/calibration/weight-sensitivity.ts";
import type { Weights } from "#app/domain/score.ts";

/** A candidate and their place in `Findings.candidates`. */
export type Placed = {
  readonly finding: Pick<CandidateFinding, "calibrated" | "component" | "above">;
  readonly place: number;
};

export type ComparedPair = {
  /** Of the calibrated scores, first minus second, in points. */
  readonly difference: number;
  /** Nine times out of ten the true difference lies within. */
  readonly interval: Interval;
  /** P(the first one's true score is above the second one's). */
  readonly probability: number;
};

const REACH = quantile((1 + INTERVAL) / 2, 0, 1);
/** Standard errors from a half within which a probability no longer tells how wide they are. */
const TOO_EVEN = 1e-4;
const TOO_SURE = 8;

/**
 * How far apart two candidates' calibrated scores are, and how sure that is. The probability is the
 * fit's own (`above`) where the snapshot has it, and the interval is as wide as makes it so. Beyond
 * `MOST_PAIRED` candidates their errors are taken as independent, which they nearly are: on simulated
 * panels of 155 to 2,500 candidates and 8 to 100 interviewers the probability was off by .002 on average
 * and .010 at most at 155, .001 and .005 at 500, and the interval up to 4.5% too wide.
 * Refused where one has no calibrated score, and for candidates whom no chain of interviewers links.
 */
export function pairOf(first: Placed, second: Placed): ComparedPair | Refusal {
  const [a, b] = [first.finding.calibrated, second.finding.calibrated];
  if (isRefusal(a)) return a;
  if (isRefusal(b)) return b;
  if (first.finding.component !== second.finding.component)
    return refuse("No interviewer links these two, so they cannot be compared.");
  const difference = a.score - b.score;
  const apart = Math.hypot(a.sd, b.sd);
  const known = probabilityOf(first, second);
  const probability = known ?? (apart > 0 ? cdf(difference / apart, 0, 1) : ofSign(difference));
  const away = Math.abs(known === null ? 0 : quantile(known, 0, 1));
  const told = away > TOO_EVEN && away < TOO_SURE && Math.abs(difference) > 0;
  const reach = REACH * (told ? Math.abs(difference) / away : apart);
  return { difference, interval: [difference - reach, difference + reach], probability };
}

const ofSign = (difference: number) => (1 + Math.sign(difference)) / 2;

function probabilityOf(first: Placed, second: Placed): number | null {
  if (first.place === second.place) return null;
  if (first.place < second.place)
    return first.finding.above?.[second.place - first.place - 1] ?? null;
  const other = second.finding.above?.[first.place - second.place - 1] ?? null;
  return other === null ? null : 1 - other;
}

export type Weighed = { readonly name: string } & Pick<CandidateFinding, "profile">;

export type OrderChanges = {
  /** Weighted raw score of the first minus that of the second, over the criteria both have. */
  readonly difference: number;
  /** Who is nowhere lower and somewhere higher, and so ahead under any weights. */
  readonly dominates: "first" | "second" | null;
  /** P(the first is ahead) when every set of weights is equally likely. */
  readonly probability: number;
  /** What would make them change places, a sentence each, the smallest change first. */
  readonly changes: readonly string[];
  /** All of it in sentences, `changes` among them. */
  readonly words: readonly string[];
};

/**
 * What it takes for two candidates to change places by raw scores: their means by criterion, weighted,
 * over the criteria both have. `criteria` are those of the profiles, in their order; a criterion absent
 * from `weights` weighs nothing. Percentages are of the criteria compared, whole ones that make a
 * difference: at them the order is the other. Refuses as `weightSensitivity` does.
 */
export function orderChanges(
  first: Weighed,
  second: Weighed,
  criteria: readonly { readonly key: string; readonly title: string }[],
  weights: Weights,
): OrderChanges | Refusal {
  const scores = ({ profile }: Weighed) =>
    criteria.map(({ key }, k) => ({ criterion: key, score: profile[k] ?? null }));
  const found = weightSensitivity(
    [
      { id: "first", scores: scores(first) },
      { id: "second", scores: scores(second) },
    ],
    weights,
  );
  if (isRefusal(found)) return found;
  const [pair] = found;
  if (!pair) return refuse("There are no two to compare.");
  if (isRefusal(pair)) return pair;
  const { compared, difference, leftOut, probability } = pair;
  const dominates = pair.dominates && (pair.dominates === "a" ? "first" : "second");
  const total = compared.reduce((sum, key) => sum + (weights[key] ?? 0), 0);
  const tie = isTie(difference);
  const titleOf = (key: string) => criteria.find((own) => own.key === key)?.title ?? key;
  const changes = compared
    .flatMap((key) => flipAt(pair.flips[key] ?? null, (weights[key] ?? 0) / total, titleOf(key)))
    .toSorted((a, b) => a.move - b.move)
    .map(({ words }) => words);
  const shown = tie ? [] : changes;
  const ahead = difference > 0 ? first.name : second.name;
  return {
    ...{ difference, dominates, probability, changes: shown },
    words: [
      tie
        ? "By raw scores they tie under these weights."
        : `By raw scores ${ahead} is ahead by ${Math.abs(difference).toFixed(2)} points.`,
      ...shown,
      ...(dominates
        ? [
            `${dominates === "first" ? first.name : second.name} is nowhere lower and somewhere higher: no weights put the other ahead.`,
          ]
        : [
            ...(tie || shown.length > 0 ? [] : ["No single weight changes that."]),
            `With every set of weights equally likely, ${first.name} is ahead ${hundredths(probability)} times in 100.`,
          ]),
      ...(leftOut.length > 0
        ? [`Not compared, because one of them has no score: ${leftOut.map(titleOf).join(", ")}.`]
        : []),
    ],
  };
}

/** Weighted scores nearer than this, in points, differ by rounding. */
const isTie = (difference: number) => Math.abs(difference) < 1e-9;

/** What rounding leaves of a whole percentage. */
const WHOLE = 1e-9;

/** The whole percentage past the tie at share `tie`, in the direction away from `now`. */
function flipAt(tie: number | null, now: number, title: string) {
  if (tie === null) return [];
  const up = tie > now;
  const percent = up ? Math.floor(100 * tie + WHOLE) + 1 : Math.ceil(100 * tie - WHOLE) - 1;
  if (percent < 0 || percent > 100) return [];
  const words = `They change places if ${title} weighs ${percent}% or ${up ? "more" : "less"} (now ${Math.round(100 * now)}%).`;
  return [{ move: Math.abs(tie - now), words }];
}

const hundredths = (probability: number): string => {
  if (probability < 0.01) return "fewer than 1";
  if (probability > 0.99) return "more than 99";
  return `${Math.round(100 * probability)}`;
};

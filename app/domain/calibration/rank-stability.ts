import { type Refusal, refuse } from "#app/domain/calibration/refusal.ts";
import type { Profile } from "#app/domain/calibration/weight-sensitivity.ts";
import { standardDeviation, type Weights, weightedScore } from "#app/domain/score.ts";
import { toPercentages } from "#app/domain/weights.ts";

/**
 * How much two orders of the same things agree: Kendall's tau-b, from -1 to 1, in n log n (Kendall
 * 1945, Biometrika 33:239-251; Knight 1966, Journal of the American Statistical Association
 * 61:436-439). Refuses fewer than two things, numbers that are not finite, and an order in which all
 * tie, which agrees and disagrees with nothing.
 */
export function kendallTauB(x: readonly number[], y: readonly number[]): number | Refusal {
  const n = x.length;
  if (n !== y.length) return refuse("The two orders are not of the same length.");
  if (n < 2) return refuse("Fewer than two to put in order.");
  if (![...x, ...y].every(Number.isFinite)) return refuse("A number is not finite.");
  const order = Uint32Array.from(x, (_, at) => at).sort((a, b) => x[a]! - x[b]! || y[a]! - y[b]!);
  const pairs = (n * (n - 1)) / 2;
  const tiedX = tiedPairs(n, (a, b) => x[order[a]!] === x[order[b]!]);
  const tiedBoth = tiedPairs(
    n,
    (a, b) => x[order[a]!] === x[order[b]!] && y[order[a]!] === y[order[b]!],
  );
  const values = Float64Array.from(order, (at) => y[at]!);
  const swaps = sortedBySwaps(values);
  const tiedY = tiedPairs(n, (a, b) => values[a] === values[b]);
  if (tiedX === pairs || tiedY === pairs)
    return refuse("All tie, so there is no order to compare.");
  const agreeing = pairs - tiedX - tiedY + tiedBoth - 2 * swaps;
  return agreeing / Math.sqrt((pairs - tiedX) * (pairs - tiedY));
}

/** The pairs among equal neighbours. */
function tiedPairs(n: number, same: (a: number, b: number) => boolean): number {
  let pairs = 0;
  let run = 0;
  for (let at = 1; at < n; at++) {
    run = same(at - 1, at) ? run + 1 : 0;
    pairs += run;
  }
  return pairs;
}

/** Sorts in place by merging, and counts the neighbours' swaps that this takes. */
function sortedBySwaps(values: Float64Array): number {
  const merged = new Float64Array(values.length);
  let swaps = 0;
  for (let width = 1; width < values.length; width *= 2) {
    for (let start = 0; start < values.length; start += 2 * width) {
      const middle = Math.min(start + width, values.length);
      const end = Math.min(middle + width, values.length);
      let [left, right] = [start, middle];
      for (let at = start; at < end; at++) {
        if (left < middle && (right >= end || values[left]! <= values[right]!))
          merged[at] = values[left++]!;
        else {
          swaps += middle - left;
          merged[at] = values[right++]!;
        }
      }
    }
    values.set(merged);
  }
  return swaps;
}

export type RankMove = {
  readonly id: string;
  /** 1 is the highest score; equal scores share the best of their ranks. */
  readonly rank: { readonly before: number; readonly after: number };
  /** Weighted scores in points. */
  readonly score: { readonly before: number; readonly after: number };
};

export type RankStability = {
  /** Agreement of the two rankings; a refusal where all tie under one of the weight sets. */
  readonly tau: { readonly value: number } | Refusal;
  /** Everybody ranked, in the order under the new weights; equal ones in the order given. */
  readonly moves: readonly RankMove[];
  /** How many change rank. */
  readonly moved: number;
  /** Who has no score under one of the weight sets, and so has no rank in either. */
  readonly leftOut: readonly string[];
};

/** Weighted scores nearer than this, in points, differ by rounding. */
const SAME_SCORE = 1e-9;

/**
 * Who moves when the weights change, and Kendall's tau-b between the two rankings. A candidate is
 * scored over the criteria they have, as everywhere. Refuses fewer than two candidates with a score
 * under both weight sets.
 */
export function rankStability(
  candidates: readonly Profile[],
  before: Weights,
  after: Weights,
): RankStability | Refusal {
  const scored = candidates.map(({ id, scores }) => ({
    id,
    before: weightedScore(scores, before).score,
    after: weightedScore(scores, after).score,
  }));
  const ranked = scored.flatMap(({ id, before, after }) =>
    before === null || after === null ? [] : [{ id, before, after }],
  );
  if (ranked.length < 2)
    return refuse("Fewer than two candidates have a score under both weight sets.");
  const old = ranksOf(ranked.map((one) => one.before));
  const now = ranksOf(ranked.map((one) => one.after));
  const moves = ranked.map(({ id, ...score }, at) => ({
    id,
    rank: { before: old[at]!, after: now[at]! },
    score,
  }));
  const tau = kendallTauB(old, now);
  return {
    tau: typeof tau === "number" ? { value: tau } : tau,
    moves: moves.toSorted((a, b) => a.rank.after - b.rank.after),
    moved: moves.filter(({ rank }) => rank.before !== rank.after).length,
    leftOut: scored.filter((one) => one.before === null || one.after === null).map(({ id }) => id),
  };
}

/** 1 for the highest score; scores that only rounding tells apart share the best of their ranks. */
export function ranksOf(scores: ArrayLike<number>): number[] {
  const order = Uint32Array.from(scores, (_, at) => at).sort((a, b) => scores[b]! - scores[a]!);
  const ranks = Array.from(scores, () => 1);
  for (const [place, at] of order.entries()) {
    const above = order[place - 1];
    if (above !== undefined)
      ranks[at] = scores[above]! - scores[at]! <= SAME_SCORE ? ranks[above]! : place + 1;
  }
  return ranks;
}

export type EffectiveWeight = {
  readonly criterion: string;
  /** Whole percentage of the given weights. */
  readonly nominal: number;
  /** Standard deviation of the candidates' scores, in points; null below two scores. */
  readonly spread: number | null;
  /** Share of the weight times `spread`, in points; null where that is. */
  readonly effective: number | null;
  /** Whole percentage of all effective weights; null where `effective` is. */
  readonly percentage: number | null;
};

/**
 * How much each criterion tells candidates apart under the weights: nominal weight times spread, in
 * points and in percent, since a heavy criterion that everybody passes decides nothing (Wang and
 * Stanley 1970, Review of Educational Research 40:663-705; what criteria share is not taken off).
 * Refuses weights of nothing, and candidates whom no weighted criterion tells apart.
 */
export function effectiveWeights(
  candidates: readonly Profile[],
  weights: Weights,
): EffectiveWeight[] | Refusal {
  return effectiveWeightsFrom(
    (criterion) => standardDeviation(scoresOn(criterion, candidates)),
    weights,
  );
}

/** The same from each criterion's standard deviation among the candidates; null below two scores. */
export function effectiveWeightsFrom(
  deviationOn: (criterion: string) => number | null,
  weights: Weights,
): EffectiveWeight[] | Refusal {
  const nominal = toPercentages(weights);
  if (nominal === null) return refuse("No criterion has any weight.");
  const total = Object.values(weights).reduce((sum, weight) => sum + weight, 0);
  const found = Object.entries(weights).map(([criterion, weight]) => {
    const deviation = deviationOn(criterion);
    const spread = deviation !== null && deviation < SAME_SCORE ? 0 : deviation;
    const effective = spread === null ? null : (weight / total) * spread;
    return { criterion, spread, effective };
  });
  const percentages = toPercentages(
    Object.fromEntries(
      found.flatMap(({ criterion, effective }) =>
        effective === null ? [] : [[criterion, effective]],
      ),
    ),
  );
  if (percentages === null) return refuse("No weighted criterion tells the candidates apart.");
  return found.map(({ criterion, spread, effective }) => ({
    criterion,
    nominal: nominal[criterion] ?? 0,
    spread,
    effective,
    percentage: percentages[criterion] ?? null,
  }));
}

const scoresOn = (criterion: string, candidates: readonly Profile[]): number[] =>
  candidates.flatMap(({ scores }) => {
    const score = scores.find((given) => given.criterion === criterion)?.score ?? null;
    return score === null ? [] : [score];
  });

import quantile from "@stdlib/stats-base-dists-t-quantile";
import { INTERVAL, type Interval } from "#app/domain/calibration/fit.ts";
import { type Refusal, refuse } from "#app/domain/calibration/refusal.ts";

/** Two scores for one thing, in whole points from 1: a person's and the key's. */
export type Pair = {
  readonly own: number;
  readonly key: number;
  /** Pairs of one cluster may err together: those of one drill. */
  readonly cluster: string;
};

/** How much a disagreement of two points counts as agreement: 1 for none, 0 for the whole scale. */
export type AgreementWeights = (own: number, key: number) => number;

/**
 * Quadratic weights over a scale of `points`: one point off costs a fourth of what two cost. Kappa is
 * then close to an intraclass correlation (Fleiss and Cohen 1973, Educational and Psychological
 * Measurement 33:613), and the length of the scale cancels out of it.
 */
export const quadratic =
  (points: number): AgreementWeights =>
  (own, key) =>
    1 - ((own - key) / (points - 1)) ** 2;

/** A weighted kappa with how each pair moved it. */
export type WeightedKappa = {
  /** 1 where every pair agrees, 0 where they agree no more than their frequencies make them. */
  readonly value: number;
  /** Of large samples of pairs that err independently. */
  readonly variance: number;
  /** Influence of each pair, in the order given; they add to 0. */
  readonly influence: readonly number[];
};

/**
 * Cohen's weighted kappa of two raters and its large-sample variance. Refused without pairs, and where
 * chance alone would make both agree wholly, as when each gave one and the same score throughout.
 *
 * Sources: Cohen (1968), Psychological Bulletin 70:213; Fleiss, Cohen and Everitt (1969), Psychological
 * Bulletin 72:323, whose variance is the sum of the squared influences.
 */
export function weightedKappa(
  pairs: readonly Pick<Pair, "own" | "key">[],
  weights: AgreementWeights,
): WeightedKappa | Refusal {
  const n = pairs.length;
  if (n === 0) return refuse("There are no two scores to compare.");
  const owns = shares(pairs.map(({ own }) => own));
  const keys = shares(pairs.map(({ key }) => key));
  const expectedOf = (weight: (other: number) => number, others: ReadonlyMap<number, number>) =>
    sum([...others].map(([other, share]) => share * weight(other)));
  const ofOwn = new Map(
    [...owns.keys()].map((own) => [own, expectedOf((key) => weights(own, key), keys)]),
  );
  const ofKey = new Map(
    [...keys.keys()].map((key) => [key, expectedOf((own) => weights(own, key), owns)]),
  );
  const observed = sum(pairs.map(({ own, key }) => weights(own, key))) / n;
  const expected = expectedOf((own) => ofOwn.get(own) ?? 0, owns);
  if (1 - expected < 1e-12)
    return refuse("Every score is the same, so chance alone would make them agree.");
  const centre = observed * expected - 2 * expected + observed;
  const influence = pairs.map(({ own, key }) => {
    const chance = (ofOwn.get(own) ?? 0) + (ofKey.get(key) ?? 0);
    const moved = weights(own, key) * (1 - expected) - chance * (1 - observed) - centre;
    return moved / (1 - expected) ** 2;
  });
  return {
    value: (observed - expected) / (1 - expected),
    variance: sum(influence.map((moved) => moved ** 2)) / n ** 2,
    influence,
  };
}

/** A mean with the range that holds the true one nine times out of ten; what it is a mean of is said elsewhere. */
export type Estimate = { readonly value: number; readonly interval: Interval | Refusal };

/**
 * Kappa with an interval from the spread of the influences' sums per cluster, as pairs of one drill err
 * together, on the scale of log(1 - kappa), where no kappa passes 1, times a quantile of Student's t with
 * one degree of freedom less than clusters. Refused for one cluster and for perfect agreement.
 *
 * Simulated people who score 3 to 11 drills of 8 scores, with an error of their own for each drill: the
 * true kappa lay in 88-92 of 100 such intervals where 90 were asked, in 81-88 of those of Fleiss, Cohen
 * and Everitt, and the true mean difference in 89-95 of those of `clusteredMean`.
 */
export function clusteredKappa(
  pairs: readonly Pair[],
  weights: AgreementWeights,
): Estimate | Refusal {
  const kappa = weightedKappa(pairs, weights);
  if ("reason" in kappa) return kappa;
  const { value, influence } = kappa;
  const rest = 1 - value;
  if (rest < 1e-12)
    return {
      value,
      interval: refuse("Every score is the key's, so nothing tells how far to trust that."),
    };
  const reach = reachOf(pairs.map(({ cluster }, at) => ({ cluster, value: influence[at] ?? 0 })));
  if (typeof reach !== "number") return { value, interval: reach };
  const factor = Math.exp(reach / rest);
  return { value, interval: [1 - rest * factor, 1 - rest / factor] };
}

/**
 * The mean of values that come in clusters, in their unit: every value weighs alike, and the interval
 * rests on how the clusters differ (the ratio estimator of Cochran 1977, Sampling Techniques, 3rd ed.,
 * sections 6.4 and 9.7) with Student's t. Null of no values; the interval is refused below two clusters,
 * and where no cluster differs from another.
 */
export function clusteredMean(
  values: readonly { readonly cluster: string; readonly value: number }[],
): Estimate | null {
  if (values.length === 0) return null;
  const mean = sum(values.map(({ value }) => value)) / values.length;
  const apart = values.map(({ cluster, value }) => ({ cluster, value: value - mean }));
  const reach = reachOf(apart);
  return {
    value: mean,
    interval: typeof reach === "number" ? [mean - reach, mean + reach] : reach,
  };
}

/** Half the length of the interval for the mean of deviations that add to 0. */
function reachOf(
  deviations: readonly { readonly cluster: string; readonly value: number }[],
): number | Refusal {
  const sums = new Map<string, number>();
  for (const { cluster, value } of deviations) sums.set(cluster, (sums.get(cluster) ?? 0) + value);
  const clusters = sums.size;
  if (clusters < 2) return refuse("One alone cannot say how far to trust it.");
  const spread = sum([...sums.values()].map((total) => total ** 2));
  if (spread < 1e-18)
    return refuse("All differ by the same, so nothing tells how far to trust it.");
  const error = Math.sqrt((clusters / (clusters - 1)) * spread) / deviations.length;
  return quantile((1 + INTERVAL) / 2, clusters - 1) * error;
}

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

function shares(values: readonly number[]): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  for (const value of values) found.set(value, (found.get(value) ?? 0) + 1 / values.length);
  return found;
}

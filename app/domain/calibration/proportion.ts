import fQuantile from "@stdlib/stats-base-dists-f-quantile";
import normalQuantile from "@stdlib/stats-base-dists-normal-quantile";
import { INTERVAL, type Interval } from "#app/domain/calibration/fit.ts";

/** How often something was so, of how many, with the range that holds the true share nine times out of ten. */
export type Proportion = {
  readonly n: number;
  readonly of: number;
  /** 0 to 1. */
  readonly share: number;
  readonly interval: Interval;
};

const REACH = normalQuantile((1 + INTERVAL) / 2, 0, 1);

/**
 * With Wilson's score interval: close to its nominal coverage on average, also for small samples and
 * shares near 0 or 1. Needs `of` above 0.
 * Method: Wilson (1927), Journal of the American Statistical Association 22:209; Brown, Cai and DasGupta
 * (2001), Statistical Science 16:101, on why it and not the usual one.
 */
export function wilson(n: number, of: number): Proportion {
  const share = n / of;
  const z2 = REACH ** 2 / of;
  const middle = (share + z2 / 2) / (1 + z2);
  const half = (REACH * Math.sqrt((share * (1 - share)) / of + z2 / (4 * of))) / (1 + z2);
  return { n, of, share, interval: [Math.max(0, middle - half), Math.min(1, middle + half)] };
}

/**
 * With the exact binomial interval, which holds the true share at least as often as it says, whatever
 * the sample. Needs `of` above 0.
 * Method: Clopper and Pearson (1934), Biometrika 26:404, by quantiles of F.
 */
export function exactBinomial(n: number, of: number): Proportion {
  const tail = (1 + INTERVAL) / 2;
  const low = n === 0 ? 0 : n / (n + (of - n + 1) * fQuantile(tail, 2 * (of - n + 1), 2 * n));
  const odds = n === of ? 0 : (n + 1) * fQuantile(tail, 2 * (n + 1), 2 * (of - n));
  return { n, of, share: n / of, interval: [low, n === of ? 1 : odds / (of - n + odds)] };
}

import tCdf from "@stdlib/stats-base-dists-t-cdf";
import tQuantile from "@stdlib/stats-base-dists-t-quantile";
import { INTERVAL } from "#app/domain/calibration/fit.ts";
import { benjaminiHochberg } from "#app/domain/calibration/multiplicity.ts";
import { isRefusal, type Refusal } from "#app/domain/calibration/refusal.ts";

/** Of the changes flagged together, at most this share is expected to be chance. */
export const FALSE_SHARE = 0.05;

/** An estimate in points with its standard error, and the degrees of freedom behind that. */
export type Measured = {
  readonly estimate: number;
  readonly error: number;
  readonly freedom: number;
};

export type Change = {
  /** The latest window minus all before it, in points. */
  readonly difference: number;
  /** Corrected for all changes looked at together. */
  readonly low: number;
  readonly high: number;
  /** Two-sided, of this change by itself. */
  readonly p: number;
  /** Whether the interval leaves out no change. */
  readonly flagged: boolean;
};

/** Bounds that hold the true value nine times out of ten, for one estimate by itself. */
export const bounds = ({ estimate, error, freedom }: Measured, miss = 1 - INTERVAL) => {
  const reach = tQuantile(1 - miss / 2, freedom) * error;
  return { low: estimate - reach, high: estimate + reach };
};

/**
 * Intervals for changes of which the striking ones will be read: with R of m changes flagged at the
 * false discovery rate `FALSE_SHARE` q, each at level 1 - q R / m, and 1 - q / m where none is
 * flagged, so that exactly the flagged ones leave out 0. False coverage rate: Benjamini and Yekutieli
 * (2005), Journal of the American Statistical Association 100:71-81. Refused ones are not counted.
 */
export function correctedChanges(measured: readonly (Measured | Refusal)[]): (Change | Refusal)[] {
  const counted = measured.flatMap((one) => (isRefusal(one) ? [] : [pOf(one)]));
  const adjusted = benjaminiHochberg(counted);
  const striking = adjusted.filter((p) => p <= FALSE_SHARE).length;
  const miss = (FALSE_SHARE * Math.max(1, striking)) / Math.max(1, counted.length);
  return measured.map((one) => {
    if (isRefusal(one)) return one;
    const { low, high } = bounds(one, miss);
    const flagged = low > 0 || high < 0;
    return { difference: one.estimate, low, high, p: pOf(one), flagged };
  });
}

const pOf = ({ estimate, error, freedom }: Measured): number =>
  Math.min(1, 2 * tCdf(-Math.abs(estimate / error), freedom));

/** `0.4 points`, at least two digits of what is small. */
export const points = (value: number): string => {
  const size = Math.abs(value);
  const text = size < 0.095 ? size.toFixed(2) : size.toFixed(1);
  return `${text} ${text === "1.0" ? "point" : "points"}`;
};

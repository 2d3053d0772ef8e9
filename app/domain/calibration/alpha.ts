import { resampledInterval } from "#app/domain/calibration/alpha-interval.ts";
import type { Cells } from "#app/domain/calibration/cells.ts";
import type { Interval } from "#app/domain/calibration/fit.ts";
import {
  midranks,
  type Pairable,
  pairableIn,
  totalSpread,
} from "#app/domain/calibration/pairable.ts";
import { type Refusal, refuse } from "#app/domain/calibration/refusal.ts";

/** 1 is perfect agreement, 0 what chance would give, below 0 less than that. */
export type Alpha = {
  readonly nominal: number;
  readonly ordinal: number;
  readonly interval: number;
};

export type AlphaEstimate = {
  /** Candidates with at least one unit that two or more people rated. */
  readonly candidates: number;
  /** Ratings in units that two or more people rated; the others have nothing to be compared with. */
  readonly pairable: number;
  readonly alpha: Alpha | Refusal;
  /** Of the ordinal alpha. */
  readonly interval: Interval | Refusal;
};

/**
 * Krippendorff's alpha over some criteria (by position in the cells), with an interval. A unit is
 * one candidate on one criterion, its values the ratings on all cards about that candidate: missing
 * ratings cost nothing but themselves, and a unit with a single rating is left out. Points of the
 * scale that nobody gave change none of the three metrics. Time and memory are linear in the ratings
 * however many distinct values they have.
 *
 * The alphas are refused where nothing is pairable, where all pairable ratings are the same (chance
 * itself would then agree), and where squared differences cannot be held in numbers. The interval is for the ordinal alpha, from seeded resamples of
 * whole candidates, and does not depend on the order of rows or on names.
 *
 * Source: Krippendorff (2011), Computing Krippendorff's Alpha-Reliability; (2019) Content Analysis,
 * 4th ed., ch. 12.
 */
export function krippendorff(
  cells: Cells,
  criteria: readonly number[],
  seed: number,
): AlphaEstimate {
  const units = pairableIn(cells, criteria);
  const counted = { candidates: units.candidates, pairable: units.rank.length };
  if (units.rank.length === 0) {
    const reason = refuse("No candidate was scored by two people on the same criterion.");
    return { ...counted, alpha: reason, interval: reason };
  }
  if (units.values.length === 1) {
    const reason = refuse("Everybody gave the same score.");
    return { ...counted, alpha: reason, interval: reason };
  }
  const alpha = alphaOf(units);
  if (!Object.values(alpha).every(Number.isFinite)) {
    const reason = refuse("Ratings lie too far apart, or too close together, to be compared.");
    return { ...counted, alpha: reason, interval: reason };
  }
  return { ...counted, alpha, interval: resampledInterval(units, alpha.ordinal, seed) };
}

/** Disagreement within units over disagreement between all pairable ratings, per metric. */
function alphaOf({ start, rank, values, counts }: Pairable): Alpha {
  const places = midranks(counts);
  const within = { nominal: 0, ordinal: 0, interval: 0 };
  const met = new Uint32Array(values.length);
  for (let u = 0; u + 1 < start.length; u++) {
    const [from, to] = [start[u]!, start[u + 1]!];
    let differing = 0;
    for (let at = from; at < to; at++) differing += at - from - met[rank[at]!]!++;
    for (let at = from; at < to; at++) met[rank[at]!] = 0;
    const free = to - from - 1;
    within.nominal += (2 * differing) / free;
    within.ordinal += spread(places, from, to) / free;
    within.interval += spread(values, from, to) / free;
  }
  const n = rank.length;
  const alpha = (observed: number, expected: number) => 1 - ((n - 1) * observed) / expected;
  const same = counts.reduce((sum, count) => sum + count * count, 0);
  return {
    nominal: alpha(within.nominal, n * n - same),
    ordinal: alpha(within.ordinal, totalSpread(places, counts)),
    interval: alpha(within.interval, totalSpread(values, counts)),
  };

  // The sum of squared differences over ordered pairs, as 2 m times the squares about the mean.
  function spread(scale: Float64Array, from: number, to: number): number {
    let sum = 0;
    for (let at = from; at < to; at++) sum += scale[rank[at]!]!;
    const centre = sum / (to - from);
    let squares = 0;
    for (let at = from; at < to; at++) squares += (scale[rank[at]!]! - centre) ** 2;
    return 2 * (to - from) * squares;
  }
}

import type { Cells } from "#app/domain/calibration/cells.ts";
import { quarterIn } from "#app/domain/calibration/quarters.ts";

/** Quarters that figures by period are kept of, ten years: what is older counts in the whole alone. */
export const MOST_QUARTERS = 40;

/** In which quarter each candidate's loop was settled. */
export type SettledQuarters = {
  /** As filters name them, oldest first. */
  readonly quarters: readonly string[];
  /** By candidate its place in `quarters`; -1 for one without a time, or too long ago. */
  readonly of: Int16Array;
};

/**
 * Parts candidates by the calendar quarter (UTC) their loop was settled in, which is what a period of
 * the calibration view means: all cards about a candidate fall into one quarter, so that what is added
 * up within candidates adds up over quarters too. None without times; the newest `MOST_QUARTERS`.
 */
export function settledQuarters({ candidates, settledAt }: Cells): SettledQuarters {
  const of = new Int16Array(candidates.length).fill(-1);
  if (!settledAt) return { quarters: [], of };
  const named = Array.from(settledAt, (moment) =>
    Number.isFinite(moment) ? quarterIn(new Date(moment)) : null,
  );
  const known = new Set(named.filter((quarter) => quarter !== null));
  const quarters = [...known].toSorted().slice(-MOST_QUARTERS);
  const place = new Map(quarters.map((quarter, at) => [quarter, at]));
  for (const [c, quarter] of named.entries())
    if (quarter !== null) of[c] = place.get(quarter) ?? -1;
  return { quarters, of };
}

/** Sums are kept to seven digits: far finer than any figure made of them. */
export const kept = (value: number): number => Number(value.toPrecision(7));

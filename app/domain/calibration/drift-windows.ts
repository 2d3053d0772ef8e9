import { quarterIn } from "#app/domain/calibration/quarters.ts";
import { refuse } from "#app/domain/calibration/refusal.ts";
import { MINIMUM_CARDS } from "#app/domain/calibration/summary.ts";

/**
 * `count`: the last `size` at each moment, back from it; what is of one moment stays together, so a
 * window may hold more. `quarter`: calendar quarters in UTC.
 */
export type Windowing =
  | { readonly by: "count"; readonly size: number }
  | { readonly by: "quarter" };

/** From `start` up to, and without, `end`. */
export type Range = { readonly start: number; readonly end: number };

export const windowingProblem = (windowing: Windowing) =>
  windowing.by === "count" && !(windowing.size >= MINIMUM_CARDS)
    ? refuse(`A window holds ${MINIMUM_CARDS} or more.`)
    : null;

/** The windows of rising moments, oldest first; a single one where there are fewer than its size. */
export function windowsOf(moments: readonly number[], windowing: Windowing): Range[] {
  if (moments.length === 0) return [];
  const ranges =
    windowing.by === "quarter" ? quarters(moments) : rolling(moments, Math.ceil(windowing.size));
  return ranges.length > 0 ? ranges : [{ start: 0, end: moments.length }];
}

function quarters(moments: readonly number[]): Range[] {
  const ranges: Range[] = [];
  const quarterOf = (at: number) => quarterIn(new Date(moments[at]!));
  let start = 0;
  for (let end = 1; end <= moments.length; end++)
    if (end === moments.length || quarterOf(end) !== quarterOf(start)) {
      ranges.push({ start, end });
      start = end;
    }
  return ranges;
}

function rolling(moments: readonly number[], size: number): Range[] {
  const ranges: Range[] = [];
  let first = 0;
  for (let end = size; end <= moments.length; end++) {
    if (end < moments.length && moments[end] === moments[end - 1]) continue;
    for (let at = first + 1; at <= end - size; at++)
      if (moments[at] !== moments[at - 1]) first = at;
    ranges.push({ start: first, end });
  }
  return ranges;
}

/**
 * What a change is read between: the latest window that holds enough, and all before it. Null where
 * no window does, or too little lies before it.
 */
export function latestAndBefore(windows: readonly Range[]): Range | null {
  const latest = windows.findLast(({ start, end }) => end - start >= MINIMUM_CARDS);
  return latest && latest.start >= MINIMUM_CARDS ? latest : null;
}

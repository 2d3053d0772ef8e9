import { type Evaluation, type RatioName, ratioNames } from "#app/domain/calibration/evaluation.ts";
import type { Ratios } from "#app/domain/calibration/fit.ts";

/** Below this share of the residual variance a component is tried at exactly 0. */
const NEGLIGIBLE = 1e-8;
/** Above this a residual variance is lost in rounding. */
const BOUNDLESS = 1e8;
/** Ratios move by at most this factor, as a logarithm, at a time. */
const STRIDE = 3;
/** Where a component that was held at 0 begins again. */
const RELEASED = 1e-3;
const NEAR = 0.3;
const TOLERANCE = 1e-8;
const MOST_STEPS = 100;

export type Optimum<E extends Evaluation> = { readonly ratios: Ratios; readonly at: E };

/**
 * The ratios of the highest likelihood: Newton steps on their logarithms with the average information
 * for second derivatives, halved while the likelihood falls. A component that vanishes is held at 0 as
 * long as the likelihood does not rise with it. `pull` adds a penalty of `-pull * log(ratio)` to minus
 * twice the log likelihood of candidate and interviewer. Null where no finite optimum exists.
 */
export function optimum<E extends Evaluation>(
  evaluate: (ratios: Ratios) => E | null,
  start: Ratios,
  sought: readonly RatioName[],
  pull = 0,
  onStep: (step: number) => void = () => {},
): Optimum<E> | null {
  // The penalty lets nothing be 0, which another estimator may have found.
  const first = { ...start };
  for (const name of sought) if (pulled(name, pull) > 0) first[name] ||= RELEASED;
  const begun = evaluate(first);
  if (!begun) return null;
  let ratios: Ratios = first;
  let at = begun;
  let last: Optimum<E> | null = null;
  const moveTo = (there: Ratios) => {
    const found = evaluate(there);
    if (found) [ratios, at, last] = [there, found, null];
    return found !== null;
  };
  let free = sought.filter((name) => ratios[name] > 0);
  let released = 0;
  for (let step = 0; step < MOST_STEPS; step++) {
    onStep(step);
    const move = newtonStep({ ratios, at }, last, free, pull);
    const vanished = free.filter((name) => pulled(name, pull) === 0 && ratios[name] < NEGLIGIBLE);
    if (vanished.length > 0) {
      free = free.filter((name) => !vanished.includes(name));
      if (!moveTo({ ...ratios, ...Object.fromEntries(vanished.map((name) => [name, 0])) }))
        return null;
      continue;
    }
    if (Math.max(0, ...free.map((name) => Math.abs(move[name] ?? 0))) < TOLERANCE) {
      const rising = released < 3 ? rises(evaluate, ratios, sought, free) : undefined;
      if (!rising) return { ratios, at };
      released++;
      free = [...free, rising];
      if (!moveTo({ ...ratios, [rising]: RELEASED })) return null;
      continue;
    }
    const next: Optimum<E> | null = lineSearch(evaluate, ratios, at, move, pull);
    if (!next) return { ratios, at };
    last = { ratios, at };
    ({ ratios, at } = next);
    if (sought.some((name) => ratios[name] > BOUNDLESS)) return null;
  }
  return { ratios, at };
}

type Place = { readonly ratios: Ratios; readonly at: Evaluation };
type Move = Partial<Record<RatioName, number>>;

/** How far each free ratio's logarithm should move. `last` is where the search came from. */
function newtonStep(
  here: Place,
  last: Place | null,
  free: readonly RatioName[],
  pull: number,
): Move {
  const { at, ratios } = here;
  const slope = slopes(here, free, pull);
  const average = free.map((a) => free.map((b) => at.information[a][b] * ratios[a] * ratios[b]));
  const curve = last
    ? corrected(
        average,
        free.map((name) => Math.log(ratios[name] / last.ratios[name])),
        slopes(last, free, pull).map((before, k) => (slope[k] ?? 0) - before),
      )
    : average;
  // Where the information is lost in rounding a little of the diagonal keeps the step finite.
  for (const [k, row] of curve.entries()) row[k] = (row[k] ?? 0) * (1 + 1e-10) + 1e-12;
  const step = boxedStep(curve, slope);
  return Object.fromEntries(free.map((name, k) => [name, step[k] ?? 0]));
}

/**
 * The lowest point of the quadratic that `slope` and `curve` describe, within `STRIDE` of here. Were each
 * part of Newton's step cut alone, the others would make up for a move that is not made, and the step
 * could lead upwards. One to three ratios are free, so that every way of holding some at the edge is tried.
 */
function boxedStep(curve: readonly (readonly number[])[], slope: readonly number[]): number[] {
  // At huge ratios the information is all rounding: then only the direction down is known.
  let best = slope.map((value) => -STRIDE * Math.sign(value));
  let lowest = 0;
  for (const edges of edgesOf(slope.length)) {
    const inside = [...slope.keys()].filter((k) => edges[k] === 0);
    const step = edges.map((edge) => edge * STRIDE);
    const found = solved(
      inside.map((a) => inside.map((b) => curve[a]![b]!)),
      inside.map((a) => -slope[a]! - dot(curve[a]!, step)),
    );
    for (const [at, k] of inside.entries()) step[k] = found[at]!;
    const along = curve.map((row) => dot(row, step));
    const height = dot(slope, step) + dot(step, along) / 2;
    if (height < lowest && step.every((value) => Math.abs(value) <= STRIDE)) {
      best = step;
      lowest = height;
    }
  }
  return best;
}

/** Each of some parts free (0), or at the lower or upper edge. */
const edgesOf = (parts: number): number[][] =>
  parts === 0
    ? [[]]
    : edgesOf(parts - 1).flatMap((rest) => [0, -1, 1].map((edge) => [...rest, edge]));

const slopes = ({ at, ratios }: Place, free: readonly RatioName[], pull: number) =>
  free.map((name) => at.gradient[name] * ratios[name] - pulled(name, pull));

/**
 * The average information with the curvature seen over the last step put in its place along that step
 * (Broyden, Fletcher, Goldfarb, Shanno): on small panels the two differ enough for steps to overshoot.
 */
function corrected(
  average: readonly (readonly number[])[],
  step: readonly number[],
  change: readonly number[],
): number[][] {
  const along = average.map((row) => dot(row, step));
  const [old, seen] = [dot(step, along), dot(step, change)];
  // Far steps say little about the curvature here, least of all on the way to a boundary.
  const near = step.every((value) => Math.abs(value) < NEAR);
  const usable = near && old > 0 && seen > 1e-3 * old;
  return average.map((row, a) =>
    row.map((value, b) =>
      usable ? value - (along[a]! * along[b]!) / old + (change[a]! * change[b]!) / seen : value,
    ),
  );
}

const dot = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, k) => sum + value * (b[k] ?? 0), 0);

const pulled = (name: RatioName, pull: number) => (name === "card" ? 0 : pull);

function lineSearch<E extends Evaluation>(
  evaluate: (ratios: Ratios) => E | null,
  ratios: Ratios,
  at: E,
  move: Move,
  pull: number,
): Optimum<E> | null {
  const height = (where: Ratios, value: number) =>
    value - pull * (Math.log(where.candidate || 1) + Math.log(where.interviewer || 1));
  for (let share = 1; share > 1e-4; share /= 2) {
    const moved = { ...ratios };
    for (const name of ratioNames) moved[name] *= Math.exp(share * (move[name] ?? 0));
    const there = evaluate(moved);
    if (!there) continue;
    if (at.value === null || there.value === null) return { ratios: moved, at: there };
    const before = height(ratios, at.value);
    // The last digits of a likelihood are noise, which must not stop the last steps.
    if (height(moved, there.value) <= before + 1e-9 * (1 + Math.abs(before)))
      return { ratios: moved, at: there };
  }
  return null;
}

/** A component held at 0 with which the likelihood would rise. */
function rises<E extends Evaluation>(
  evaluate: (ratios: Ratios) => E | null,
  ratios: Ratios,
  sought: readonly RatioName[],
  free: readonly RatioName[],
): RatioName | undefined {
  return sought
    .filter((name) => !free.includes(name))
    .find((name) => (evaluate({ ...ratios, [name]: NEGLIGIBLE })?.gradient[name] ?? 0) < 0);
}

/** Solves a small system by elimination with pivots. */
function solved(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, k) => [...row, right[k] ?? 0]);
  const n = rows.length;
  for (let k = 0; k < n; k++) {
    const best = rows
      .slice(k)
      .reduce(
        (most, row, at) => (Math.abs(row[k] ?? 0) > Math.abs(rows[most]?.[k] ?? 0) ? at + k : most),
        k,
      );
    [rows[k], rows[best]] = [rows[best]!, rows[k]!];
    for (let i = k + 1; i < n; i++) {
      const factor = rows[i]![k]! / rows[k]![k]!;
      for (let j = k; j <= n; j++) rows[i]![j]! -= factor * rows[k]![j]!;
    }
  }
  const x = new Array<number>(n).fill(0);
  for (let k = n - 1; k >= 0; k--) {
    let sum = rows[k]![n]!;
    for (let j = k + 1; j < n; j++) sum -= rows[k]![j]! * x[j]!;
    x[k] = sum / rows[k]![k]!;
  }
  return x;
}

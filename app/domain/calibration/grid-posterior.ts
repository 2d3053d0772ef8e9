import lgamma from "@stdlib/math-base-special-gammaln";
import normalQuantile from "@stdlib/stats-base-dists-normal-quantile";
import type { Design } from "#app/domain/calibration/design.ts";
import { equations, residuals } from "#app/domain/calibration/equations.ts";
import { exactSolution } from "#app/domain/calibration/exact.ts";
import {
  type Difference,
  type Effects,
  INTERVAL,
  type Ratios,
} from "#app/domain/calibration/fit.ts";
import { studentCdf } from "#app/domain/calibration/student.ts";
import { predictionErrors } from "#app/domain/calibration/uncertainty.ts";

const LOW = 0.02;
const HIGH = 6;
const POINTS = 41;
/** Points that hold less than this share of the posterior change no printed digit. */
const WORTHLESS = 1e-9;

export type Posterior = {
  readonly ratios: Ratios;
  /** Posterior mean of the residual variance. */
  readonly residual: number;
  readonly fixed: Float64Array;
  readonly candidate: Effects;
  readonly interviewer: Effects;
  readonly difference: (a: number, b: number) => Difference;
  readonly beyond: (interviewer: number, points: number) => number;
};

/** One t distribution of a mixture. */
type Part = { readonly share: number; readonly centre: number; readonly scale: number };

/**
 * The posterior of a tiny panel on a grid of the two standard deviation ratios, without simulation: flat
 * on the fixed part, 1/sigma on the residual (integrated out, which leaves t distributions), half-Cauchy
 * of scale 1 on each ratio (Gelman 2006, Bayesian Analysis 1:515). `mean` shares the columns out for the
 * calibrated score. Null where the equations cannot be solved.
 */
export function gridPosterior(design: Design, mean: Float64Array): Posterior | null {
  const freedom = design.observations - design.columns;
  const axis = Array.from({ length: POINTS }, (_, k) => LOW * (HIGH / LOW) ** (k / (POINTS - 1)));
  const prior = (theta: number) => Math.log(theta) - Math.log1p(theta * theta);
  const thetas = axis.flatMap((c) => axis.map((i) => ({ c, i })));
  const solved = ({ c, i }: { readonly c: number; readonly i: number }) => {
    const system = equations(design, { candidate: c * c, interviewer: i * i, card: 0 });
    const at = exactSolution(system, design);
    return at && { system, at };
  };
  const logs = thetas.map((theta) => {
    const found = solved(theta);
    if (!found) return Number.NEGATIVE_INFINITY;
    return prior(theta.c) + prior(theta.i) - found.at.value / 2;
  });
  const most = Math.max(...logs);
  if (!Number.isFinite(most)) return null;
  const heights = logs.map((log) => Math.exp(log - most));
  const worth = WORTHLESS * sumOf(heights);
  const total = sumOf(heights.filter((height) => height >= worth));
  const points = thetas.flatMap((theta, k) => {
    const height = heights[k]!;
    const found = height < worth ? null : solved(theta);
    if (!found) return [];
    const { system, at } = found;
    const { candidate, interviewer } = system.ratios;
    const column = at.solution.subarray(design.interviewers);
    const rest = residuals(system, design, at.solution);
    return {
      share: height / total,
      ...theta,
      variance: at.square / freedom,
      residual: at.square / (freedom - 2),
      column,
      centre: column.reduce((sum, beta, m) => sum + (design.centre[m]! + beta) * mean[m]!, 0),
      candidate: rest.candidate.map((own) => own * candidate),
      interviewer: rest.interviewer.map((own) => own * interviewer),
      errors: predictionErrors(system, at.inverse()),
    };
  });
  type Point = (typeof points)[number];
  const average = (of: (point: Point) => number) =>
    points.reduce((sum, point) => sum + point.share * of(point), 0);
  const mixture = (centre: (point: Point) => number, error: (point: Point) => number): Part[] =>
    points.map((point) => ({
      share: point.share,
      centre: centre(point),
      scale: Math.sqrt(point.variance * error(point)),
    }));
  const effects = (
    length: number,
    own: (p: Point, k: number) => [number, number],
    shown = own,
  ): Effects => {
    const each = Array.from({ length }, (_, k) =>
      mixture(
        (p) => own(p, k)[0],
        (p) => own(p, k)[1],
      ),
    );
    const bounded = Array.from({ length }, (_, k) =>
      mixture(
        (p) => shown(p, k)[0],
        (p) => shown(p, k)[1],
      ),
    );
    return {
      blup: Float64Array.from(each, (parts) => meanOf(parts)),
      sd: Float64Array.from(each, (parts) => deviation(parts, freedom)),
      low: Float64Array.from(bounded, (parts) => quantileOf(parts, freedom, (1 - INTERVAL) / 2)),
      high: Float64Array.from(bounded, (parts) => quantileOf(parts, freedom, (1 + INTERVAL) / 2)),
    };
  };
  return {
    ratios: {
      candidate: average(({ c }) => c) ** 2,
      interviewer: average(({ i }) => i) ** 2,
      card: 0,
    },
    residual: average(({ residual }) => residual),
    fixed: design.centre.map((centre, k) => centre + average(({ column }) => column[k]!)),
    candidate: effects(
      design.candidates,
      (p, k) => [p.candidate[k]!, p.errors.candidate[k]!],
      (p, k) => [p.centre + p.candidate[k]!, p.errors.calibrated[k]!],
    ),
    interviewer: effects(design.interviewers, (p, k) => [
      p.interviewer[k]!,
      p.errors.interviewer[k]!,
    ]),
    difference: (a, b) => {
      const parts = mixture(
        (p) => p.candidate[a]! - p.candidate[b]!,
        (p) => p.errors.difference(a, b),
      );
      return {
        difference: meanOf(parts),
        sd: deviation(parts, freedom),
        probability: 1 - below(parts, freedom, 0),
      };
    },
    beyond: (interviewer, away) => {
      const parts = mixture(
        (p) => p.interviewer[interviewer]!,
        (p) => p.errors.interviewer[interviewer]!,
      );
      return below(parts, freedom, -away) + 1 - below(parts, freedom, away);
    },
  };
}

const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

const meanOf = (parts: readonly Part[]) =>
  parts.reduce((sum, { share, centre }) => sum + share * centre, 0);

/** Standard deviation of a mixture of t distributions: the spread within and between them. */
function deviation(parts: readonly Part[], freedom: number): number {
  const mean = meanOf(parts);
  const within = freedom / (freedom - 2);
  return Math.sqrt(
    parts.reduce(
      (sum, { share, centre, scale }) =>
        sum + share * (within * scale * scale + (centre - mean) ** 2),
      0,
    ),
  );
}

const below = (parts: readonly Part[], freedom: number, x: number) =>
  parts.reduce(
    (sum, { share, centre, scale }) => sum + share * studentCdf((x - centre) / scale, freedom),
    0,
  );

/** Where a mixture's distribution function reaches `p`: Newton steps, kept between bounds that close in. */
function quantileOf(parts: readonly Part[], freedom: number, p: number): number {
  let reach = deviation(parts, freedom);
  let x = meanOf(parts);
  if (!(reach > 0)) return x;
  // Most of the way, were the mixture normal.
  x += reach * normalQuantile(p, 0, 1);
  let [low, high] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let step = 0; step < 100; step++) {
    const away = below(parts, freedom, x) - p;
    if (away > 0) high = x;
    else low = x;
    const newton = x - away / density(parts, freedom, x);
    // Doubling while unbounded, halving where a Newton step leaves the bounds.
    const next =
      newton > Math.max(low, x - reach) && newton < Math.min(high, x + reach)
        ? newton
        : Number.isFinite(low + high)
          ? (low + high) / 2
          : x - Math.sign(away) * reach;
    if (!Number.isFinite(low + high)) reach *= 2;
    if (Math.abs(next - x) < 1e-10 * reach) return next;
    x = next;
  }
  return x;
}

function density(parts: readonly Part[], freedom: number, x: number): number {
  const power = -(freedom + 1) / 2;
  const height =
    Math.exp(lgamma((freedom + 1) / 2) - lgamma(freedom / 2)) / Math.sqrt(freedom * Math.PI);
  return parts.reduce((sum, { share, centre, scale }) => {
    const t = (x - centre) / scale;
    return sum + ((share * height) / scale) * (1 + (t * t) / freedom) ** power;
  }, 0);
}

import cdf from "@stdlib/stats-base-dists-normal-cdf";
import quantile from "@stdlib/stats-base-dists-normal-quantile";
import type { Design } from "#app/domain/calibration/design.ts";
import type { Equations } from "#app/domain/calibration/equations.ts";
import { product } from "#app/domain/calibration/evaluation.ts";
import { cardProducts } from "#app/domain/calibration/exact.ts";
import { type Difference, type Effects, INTERVAL } from "#app/domain/calibration/fit.ts";

/** Prediction errors about one set of ratios, in units of the residual variance. */
export type PredictionErrors = {
  /** Of each candidate's effect, and of the fixed mean with the effect: their calibrated score. */
  readonly candidate: Float64Array;
  readonly calibrated: Float64Array;
  readonly interviewer: Float64Array;
  /** Of the difference between two candidates' effects. */
  readonly difference: (a: number, b: number) => number;
};

/** Half an interval's width in standard errors. */
const REACH = quantile((1 + INTERVAL) / 2, 0, 1);

/**
 * Full prediction error variances from the inverse of the mixed model equations (Henderson 1975,
 * Biometrics 31:423): they hold what is uncertain about everybody else and about the fixed part, which
 * lme4's conditional variances leave out.
 */
export function predictionErrors(equations: Equations, inverse: Float64Array): PredictionErrors {
  const { design, ratios, scale, weight, pivot, observed } = equations;
  const { candidates, columns, interviewers, count, first, interviewer } = design;
  const size = interviewers + columns;
  const cards = cardProducts(equations, inverse, size);
  const mean = shares(design);
  // The inverse times the fixed part's mean.
  const through = new Float64Array(size);
  for (let row = 0; row < size; row++)
    for (let k = 0; k < columns; k++)
      through[row]! += mean[k]! * inverse[row * size + interviewers + k]!;
  const ofMean = product(mean, through.subarray(interviewers));
  const candidate = new Float64Array(candidates);
  const calibrated = new Float64Array(candidates);
  for (let c = 0; c < candidates; c++) {
    const ratio = ratios.candidate / pivot[c]!;
    const own = ratio + ratio * ratio * cards.of(c);
    let both = 0;
    for (let k = 0; k < columns; k++)
      both += observed[c * columns + k]! * through[interviewers + k]!;
    for (let j = first[c]!; j < first[c + 1]!; j++)
      both += scale * weight[count[j]!]! * through[interviewer[j]!]!;
    candidate[c] = own;
    calibrated[c] = own - 2 * ratio * both + ofMean;
  }
  const ofInterviewer = new Float64Array(interviewers);
  for (let i = 0; i < interviewers; i++)
    ofInterviewer[i] = ratios.interviewer * inverse[i * size + i]!;
  return { candidate, calibrated, interviewer: ofInterviewer, difference };

  function difference(a: number, b: number): number {
    const rows: number[] = [];
    const values: number[] = [];
    let own = 0;
    for (const [c, sign] of [
      [a, 1],
      [b, -1],
    ] as const) {
      const ratio = ratios.candidate / pivot[c]!;
      own += ratio;
      for (let j = first[c]!; j < first[c + 1]!; j++) {
        rows.push(interviewer[j]!);
        values.push(sign * ratio * scale * weight[count[j]!]!);
      }
      for (let k = 0; k < columns; k++) {
        rows.push(interviewers + k);
        values.push(sign * ratio * observed[c * columns + k]!);
      }
    }
    for (const [x, row] of rows.entries())
      for (const [y, column] of rows.entries())
        own += values[x]! * values[y]! * inverse[row * size + column]!;
    return own;
  }
}

/** Effects with symmetric normal intervals; `error` bounds what stands in `centre`. */
export function normalEffects(
  blup: Float64Array,
  sd: Float64Array,
  centre: Float64Array,
  error: Float64Array,
): Effects {
  return {
    blup,
    sd,
    low: centre.map((at, k) => at - REACH * error[k]!),
    high: centre.map((at, k) => at + REACH * error[k]!),
  };
}

/** A normal difference; two equal scores known without error are a tie. */
export function normalDifference(difference: number, sd: number): Difference {
  const probability = sd > 0 ? cdf(difference / sd, 0, 1) : 0.5 + Math.sign(difference) / 2;
  return { difference, sd, probability };
}

/** P(|effect| > points). */
export function normalBeyond(blup: number, sd: number, points: number): number {
  if (!(sd > 0)) return Math.abs(blup) > points ? 1 : 0;
  return cdf((blup - points) / sd, 0, 1) + cdf((-points - blup) / sd, 0, 1);
}

/** How the columns are shared out over all observations: what the mean of the fixed part weighs. */
export const shares = ({ columnCount, observations }: Design) =>
  columnCount.map((n) => n / observations);

/** Nothing is said of a candidate nobody rated. */
export function onlyMet(effects: Effects, { first }: Design): Effects {
  const unmet = (values: Float64Array) =>
    values.map((value, c) => (first[c] === first[c + 1] ? Number.NaN : value));
  return {
    blup: unmet(effects.blup),
    sd: unmet(effects.sd),
    low: unmet(effects.low),
    high: unmet(effects.high),
  };
}

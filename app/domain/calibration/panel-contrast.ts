import { type Refusal, refuse } from "#app/domain/calibration/refusal.ts";

/** Some cards, their candidates and interviewers coded from 0 without gaps. */
export type Panel = {
  readonly candidate: Int32Array;
  /** -1 where the interviewer's effect is what the columns estimate. */
  readonly interviewer: Int32Array;
  readonly score: Float64Array;
  /** In points squared. A null candidate variance compares within candidates only. */
  readonly variance: {
    readonly candidate: number | null;
    readonly interviewer: number;
    readonly residual: number;
  };
};

export type Contrast = {
  readonly estimate: number;
  /** Standard error, the variances taken as known. */
  readonly error: number;
  /** What each card has left after candidate, interviewers and columns, in points. */
  readonly residual: () => Float64Array;
};

const ROUNDS = 500;
const PRECISION = 1e-11;

/**
 * The effect of a column on the scores, beside that of a column it is held against, where candidates
 * and interviewers have effects of their own: generalized least squares under
 * `score ~ beside + column + (1|candidate) + (1|interviewer)` with known variances, exact in that the
 * joint uncertainty of all effects is in the error (Henderson 1975, Biometrics 31:423-447). Solved by
 * conjugate gradients, one pass over the cards a round. A refusal where the cards do not tell.
 */
export function panelContrast(
  panel: Panel,
  column: Float64Array,
  beside: Float64Array | null,
): Contrast | Refusal {
  const covariance = covarianceOf(panel);
  const weigh = (values: Float64Array) => {
    const own = values.slice();
    covariance.project(own);
    return { own, solved: solve(own, covariance.times) };
  };
  const x = weigh(column);
  const held = beside && weigh(beside);
  const score = panel.score.slice();
  covariance.project(score);
  const share = held ? dot(held.own, x.solved) / dot(held.own, held.solved) : 0;
  const information = dot(x.own, x.solved) - (held ? share * dot(held.own, x.solved) : 0);
  if (!(information > 1e-9 * dot(x.own, x.solved)))
    return refuse("These cards do not tell the two apart.");
  const estimate =
    (dot(x.solved, score) - (held ? share * dot(held.solved, score) : 0)) / information;
  const level = held
    ? (dot(held.solved, score) - estimate * dot(held.solved, x.own)) / dot(held.own, held.solved)
    : 0;
  const residual = () =>
    solve(score, covariance.times).map(
      (value, j) =>
        panel.variance.residual *
        (value - estimate * x.solved[j]! - (held ? level * held.solved[j]! : 0)),
    );
  return { estimate, error: Math.sqrt(1 / information), residual };
}

/** Multiplies by the covariance of the scores, within candidates where their effects are fixed. */
function covarianceOf({ candidate, interviewer, variance }: Panel) {
  const fixed = variance.candidate === null;
  const byCandidate = new Float64Array(1 + candidate.reduce((most, c) => Math.max(most, c), -1));
  const byInterviewer = new Float64Array(1 + interviewer.reduce((most, i) => Math.max(most, i), 0));
  const cardsOf = new Float64Array(byCandidate.length);
  for (let j = 0; j < candidate.length; j++) cardsOf[candidate[j]!]!++;
  const total = (values: Float64Array, codes: Int32Array, sums: Float64Array) => {
    sums.fill(0);
    for (let j = 0; j < values.length; j++) if (codes[j]! >= 0) sums[codes[j]!]! += values[j]!;
  };
  /** Takes each candidate's mean off, in place. */
  const project = (values: Float64Array) => {
    if (!fixed) return;
    total(values, candidate, byCandidate);
    for (let j = 0; j < values.length; j++)
      values[j]! -= byCandidate[candidate[j]!]! / cardsOf[candidate[j]!]!;
  };
  const times = (values: Float64Array, product: Float64Array) => {
    total(values, interviewer, byInterviewer);
    if (!fixed) total(values, candidate, byCandidate);
    for (let j = 0; j < values.length; j++) {
      const i = interviewer[j]!;
      const shared = i < 0 ? 0 : variance.interviewer * byInterviewer[i]!;
      const own = fixed ? 0 : (variance.candidate ?? 0) * byCandidate[candidate[j]!]!;
      product[j] = variance.residual * values[j]! + shared + own;
    }
    project(product);
  };
  return { project, times };
}

function solve(
  target: Float64Array,
  times: (values: Float64Array, product: Float64Array) => void,
): Float64Array {
  const solution = new Float64Array(target.length);
  const left = target.slice();
  const step = target.slice();
  const moved = new Float64Array(target.length);
  let size = dot(left, left);
  const enough = PRECISION ** 2 * size;
  for (let round = 0; round < ROUNDS && size > enough; round++) {
    times(step, moved);
    const length = size / dot(step, moved);
    for (let j = 0; j < left.length; j++) {
      solution[j]! += length * step[j]!;
      left[j]! -= length * moved[j]!;
    }
    const before = size;
    size = dot(left, left);
    for (let j = 0; j < step.length; j++) step[j] = left[j]! + (size / before) * step[j]!;
  }
  return solution;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += a[j]! * b[j]!;
  return sum;
}

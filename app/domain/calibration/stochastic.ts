import {
  factor,
  inverse as inverted,
  logDeterminant as logOfFactor,
} from "#app/domain/calibration/cholesky.ts";
import {
  conjugateGradients,
  interviewerBlock,
  type Operator,
} from "#app/domain/calibration/conjugate-gradient.ts";
import type { Equations, Vector } from "#app/domain/calibration/equations.ts";
import {
  type Evaluation,
  evaluation,
  type Solver,
  type Traces,
} from "#app/domain/calibration/evaluation.ts";
import { logDeterminant } from "#app/domain/calibration/lanczos.ts";
import type { Probes } from "#app/domain/calibration/probes.ts";

const TIGHT = 1e-11;
const LOOSE = 1e-7;
const ROUGH = 1e-5;

export type StochasticEvaluation = Evaluation & {
  readonly value: null;
  readonly operator: Operator;
  /** S inverse times the fixed part's block, one column a lane. */
  readonly columns: Float64Array;
  /** The fixed part's block of the inverse of T. */
  readonly fixed: Float64Array;
  /** S inverse times the probes, where the next evaluation begins. */
  readonly answers: Float64Array;
  /** About how far chance in the probes moves the logarithm of the interviewers' ratio. */
  readonly noise: number;
};

/**
 * The same as `exactEvaluation` without forming the system: solves by conjugate gradients, traces by
 * fixed probes, so that the same data give the same numbers. The likelihood itself is left out. Null
 * where the fixed part is not of full rank.
 */
export function stochasticEvaluation(
  equations: Equations,
  data: Vector,
  { lanes, share, z }: Probes,
  restricted: boolean,
  before?: Pick<StochasticEvaluation, "answers" | "columns">,
): StochasticEvaluation | null {
  const { columns: width } = equations.design;
  const operator = interviewerBlock(equations);
  const block = fixedBlock(equations);
  const columns = solvedColumns(operator, block, width, before?.columns);
  const fixed = fixedInverse(equations, block, columns);
  if (!fixed) return null;
  const answers = conjugateGradients(operator, z, lanes, LOOSE, before?.answers.slice());
  const solver: Solver = (right, roughly) =>
    solved({ operator, columns, fixed }, right, roughly ? ROUGH : TIGHT);
  const directions = { lanes, share, z };
  const kept = inverseTrace(operator, directions, answers);
  const traces = estimatedTraces(
    ...[equations, kept.trace, directions, answers],
    restricted ? { columns, fixed } : null,
  );
  const result = evaluation(equations, data, restricted, solver, traces);
  const ratio = equations.ratios.interviewer;
  const noise = ratio && kept.error / (result.information.interviewer.interviewer * ratio * ratio);
  return { ...result, value: null, operator, columns, fixed, answers, noise };
}

/** `log |T|` as `exactEvaluation` has it, for the likelihood at the end. */
export function logSystem(
  { operator, fixed }: StochasticEvaluation,
  directions: Probes,
  restricted: boolean,
): number {
  const ofInterviewers = logDeterminant(operator, directions);
  if (!restricted) return ofInterviewers;
  const width = Math.sqrt(fixed.length);
  const copy = fixed.slice();
  factor(copy, width);
  return ofInterviewers - logOfFactor(copy, width);
}

/** The interviewers' rows of T at the fixed part, one column a lane. */
function fixedBlock({ design, ratios, scale, share, weight, pivot, observed }: Equations) {
  const { candidates, interviewers, columns, count, first, interviewer, pattern, patterns } =
    design;
  const block = new Float64Array(interviewers * columns);
  for (let c = 0; c < candidates; c++) {
    const rho = ratios.candidate / pivot[c]!;
    for (let j = first[c]!; j < first[c + 1]!; j++) {
      const n = count[j]!;
      const at = interviewer[j]! * columns;
      const from = pattern[j]! * columns;
      for (let k = 0; k < columns; k++)
        block[at + k]! +=
          scale * (share[n]! * patterns[from + k]! - rho * weight[n]! * observed[c * columns + k]!);
    }
  }
  return block;
}

function fixedInverse({ design, fixed }: Equations, block: Float64Array, solved: Float64Array) {
  const { columns } = design;
  const left = fixed.slice();
  for (let at = 0; at < block.length; at += columns)
    for (let k = 0; k < columns; k++)
      for (let m = 0; m < columns; m++) left[k * columns + m]! -= block[at + k]! * solved[at + m]!;
  return factor(left, columns) ? inverted(left, columns) : null;
}

/** S inverse times the fixed part's block. Where all cards are complete its columns are all the same. */
function solvedColumns(
  operator: Operator,
  block: Float64Array,
  width: number,
  before?: Float64Array,
): Float64Array {
  const same = block.every((value, at) => value === block[at - (at % width)]);
  if (!same) return conjugateGradients(operator, block, width, TIGHT, before?.slice());
  const every = (values: Float64Array) => values.filter((_, at) => at % width === 0);
  const one = conjugateGradients(operator, every(block), 1, TIGHT, before && every(before));
  return block.map((_, at) => one[Math.floor(at / width)]!);
}

type Factors = Pick<StochasticEvaluation, "operator" | "columns" | "fixed">;

/** T inverse times each right-hand side. */
export function solved(
  { operator, columns, fixed }: Factors,
  right: readonly Float64Array[],
  tolerance = TIGHT,
): Float64Array[] {
  const lanes = right.length;
  const { size } = operator;
  const width = columns.length / size;
  const b = new Float64Array(size * lanes);
  for (const [l, side] of right.entries())
    for (let i = 0; i < size; i++) b[i * lanes + l] = side[i]!;
  const x = conjugateGradients(operator, b, lanes, tolerance);
  return right.map((side, l) => {
    const out = new Float64Array(size + width);
    const rest = side.slice(size);
    for (let i = 0; i < size; i++)
      for (let k = 0; k < width; k++) rest[k]! -= columns[i * width + k]! * side[i]!;
    for (let k = 0; k < width; k++)
      for (let m = 0; m < width; m++) out[size + k]! += fixed[k * width + m]! * rest[m]!;
    for (let i = 0; i < size; i++) {
      let value = x[i * lanes + l]!;
      for (let k = 0; k < width; k++) value -= columns[i * width + k]! * out[size + k]!;
      out[i] = value;
    }
    return out;
  });
}

/** `tr(Z' P Z)` by grouping: the fixed part's share exactly, the rest by the probes. */
function estimatedTraces(
  equations: Equations,
  ofInverse: number,
  { lanes, share, z }: Probes,
  x: Float64Array,
  restricted: { readonly columns: Float64Array; readonly fixed: Float64Array } | null,
): Traces {
  const { design, ratios, scale, weight, pivot, observed } = equations;
  const { candidates, interviewers, columns, count, first, interviewer, pattern, patterns } =
    design;
  let candidate = 0;
  let card = 0;
  const withCard = ratios.card > 0;
  const sz = new Float64Array(lanes);
  const sx = new Float64Array(lanes);
  const own = new Float64Array(columns);
  const ofCard = new Float64Array(columns);
  const form = (v: Float64Array) => {
    if (!restricted) return 0;
    let sum = 0;
    for (let k = 0; k < columns; k++)
      for (let m = 0; m < columns; m++) sum += v[k]! * v[m]! * restricted.fixed[k * columns + m]!;
    return sum;
  };
  for (let c = 0; c < candidates; c++) {
    const g = pivot[c]!;
    const rho = ratios.candidate / g;
    const from = first[c]!;
    const until = first[c + 1]!;
    for (let l = 0; l < lanes; l++) {
      sz[l] = 0;
      sx[l] = 0;
    }
    for (let k = 0; k < columns; k++) own[k] = observed[c * columns + k]!;
    let total = 0;
    for (let j = from; j < until; j++) {
      const w = weight[count[j]!]!;
      const s = scale * w;
      const i = interviewer[j]!;
      total += w;
      for (let l = 0, at = i * lanes; l < lanes; l++, at++) {
        sz[l]! += s * z[at]!;
        sx[l]! += s * x[at]!;
      }
      if (restricted)
        for (let k = 0; k < columns; k++) own[k]! -= s * restricted.columns[i * columns + k]!;
    }
    let square = 0;
    for (let l = 0; l < lanes; l++) square += sz[l]! * sx[l]!;
    candidate += total / g - (square * share + form(own)) / (g * g);
    if (!withCard) continue;
    for (let j = from; j < until; j++) {
      const n = count[j]!;
      const i = interviewer[j]!;
      let spread = 0;
      for (let l = 0, at = i * lanes; l < lanes; l++, at++)
        spread += (scale * z[at]! - rho * sz[l]!) * (scale * x[at]! - rho * sx[l]!);
      if (restricted)
        for (let k = 0; k < columns; k++)
          ofCard[k] =
            patterns[pattern[j]! * columns + k]! / n -
            scale * restricted.columns[i * columns + k]! -
            rho * own[k]!;
      const w = weight[n]!;
      card += w - w * w * (rho + spread * share + form(ofCard));
    }
  }
  let kept = ofInverse;
  if (restricted)
    for (let i = 0; i < interviewers; i++)
      kept += form(restricted.columns.subarray(i * columns, (i + 1) * columns));
  return {
    candidate,
    interviewer: ratios.interviewer && (interviewers - kept) / ratios.interviewer,
    card,
  };
}

/**
 * The trace of S inverse and its standard error. What the diagonal alone would give is known exactly,
 * and the first order of what lies off it has no trace: both are taken out of the estimate, and most of
 * its noise with them.
 */
function inverseTrace(
  { size, diagonal, apply }: Operator,
  { lanes, share, z }: Probes,
  x: Float64Array,
) {
  const q = new Float64Array(z.length);
  const sq = new Float64Array(z.length);
  for (let i = 0, at = 0; i < size; i++)
    for (let l = 0; l < lanes; l++, at++) q[at] = z[at]! / diagonal[i]!;
  apply(q, lanes, sq);
  let exact = 0;
  const rest = new Float64Array(lanes);
  for (let i = 0, at = 0; i < size; i++) {
    exact += 1 / diagonal[i]!;
    for (let l = 0; l < lanes; l++, at++)
      rest[l]! += z[at]! * (x[at]! - q[at]!) - q[at]! * (diagonal[i]! * q[at]! - sq[at]!);
  }
  const sum = rest.reduce((a, b) => a + b, 0);
  const squares = rest.reduce((a, b) => a + (b - sum / lanes) ** 2, 0);
  const error = share < 1 ? Math.sqrt(squares / (lanes - 1) / lanes) : 0;
  return { trace: exact + share * sum, error };
}

import { factor, inverse, logDeterminant, solve } from "#app/domain/calibration/cholesky.ts";
import { type Equations, rightSide, type Vector } from "#app/domain/calibration/equations.ts";
import {
  type Evaluation,
  evaluation,
  product,
  profiledDeviance,
  type Traces,
} from "#app/domain/calibration/evaluation.ts";

export type ExactEvaluation = Evaluation & {
  readonly value: number;
  /** The inverse of T, row by row over interviewers and columns. */
  readonly inverse: Float64Array;
};

/** T factored, and the logarithm of its determinant over interviewers and, restricted, the fixed part. */
function factored(equations: Equations, restricted: boolean) {
  const { interviewers, columns } = equations.design;
  const size = interviewers + columns;
  const system = assembled(equations);
  if (!factor(system, size)) return null;
  const known = restricted ? size : interviewers;
  return { system, size, known, logSystem: logDeterminant(system, size, 0, known) };
}

/**
 * Everything about one set of ratios, exactly, by a dense factor; null where T is not positive
 * definite. `restricted` for REML, else maximum likelihood.
 */
export function exactEvaluation(
  equations: Equations,
  data: Vector,
  restricted: boolean,
): ExactEvaluation | null {
  const found = factored(equations, restricted);
  if (!found) return null;
  const { system, size, known, logSystem } = found;
  const ofInterviewers = restricted ? null : inverse(leading(system, size, known), known);
  const whole = inverse(system, size);
  const solver = (right: readonly Float64Array[]) => right.map((side) => times(whole, size, side));
  const result = evaluation(
    ...[equations, data, restricted, solver, traces(equations, ofInterviewers ?? whole, known)],
  );
  const value = profiledDeviance(equations, restricted, result.square, logSystem);
  return { ...result, value, inverse: whole };
}

export type ExactSolution = Pick<ExactEvaluation, "value" | "square" | "solution"> & {
  readonly inverse: () => Float64Array;
};

/** The restricted likelihood and its solution alone, without derivatives; the inverse when asked, once. */
export function exactSolution(equations: Equations, data: Vector): ExactSolution | null {
  const found = factored(equations, true);
  if (!found) return null;
  const { system, size, logSystem } = found;
  const { right, square: raw } = rightSide(equations, data);
  const solution = right.slice();
  solve(system, size, solution);
  const square = raw - product(right, solution);
  const value = profiledDeviance(equations, true, square, logSystem);
  return { value, square, solution, inverse: () => inverse(system, size) };
}

function times(matrix: Float64Array, size: number, vector: Float64Array): Float64Array {
  const out = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    let sum = 0;
    for (let j = 0; j < size; j++) sum += matrix[i * size + j]! * vector[j]!;
    out[i] = sum;
  }
  return out;
}

/** The lower half of T. */
function assembled({ design, ratios, scale, share, weight, pivot, observed, fixed }: Equations) {
  const { candidates, interviewers, columns, count, first, interviewer, pattern, patterns } =
    design;
  const size = interviewers + columns;
  const t = new Float64Array(size * size);
  const ratio = ratios.interviewer;
  for (let i = 0; i < interviewers; i++) t[i * size + i] = 1;
  for (let c = 0; c < candidates; c++) {
    const rho = ratios.candidate / pivot[c]!;
    const [from, until] = [first[c]!, first[c + 1]!];
    for (let j = from; j < until; j++) {
      const i = interviewer[j]!;
      const own = weight[count[j]!]!;
      t[i * size + i]! += ratio * own;
      for (let other = from; other <= j; other++) {
        const o = interviewer[other]!;
        const both = rho * ratio * own * weight[count[other]!]!;
        if (o < i) t[i * size + o]! -= both;
        else if (o > i) t[o * size + i]! -= both;
        else t[i * size + i]! -= other === j ? both : 2 * both;
      }
      const start = pattern[j]! * columns;
      const each = scale * share[count[j]!]!;
      for (let k = 0; k < columns; k++)
        t[(interviewers + k) * size + i]! +=
          each * patterns[start + k]! - scale * rho * own * observed[c * columns + k]!;
    }
  }
  for (let k = 0; k < columns; k++)
    for (let m = 0; m <= k; m++)
      t[(interviewers + k) * size + interviewers + m] = fixed[k * columns + m]!;
  return t;
}

function leading(matrix: Float64Array, size: number, kept: number): Float64Array {
  const out = new Float64Array(kept * kept);
  for (let i = 0; i < kept; i++) out.set(matrix.subarray(i * size, i * size + kept), i * kept);
  return out;
}

/** `tr(Z' P Z)` by grouping, from the inverse of the whole of T or of its interviewers alone. */
function traces(equations: Equations, inverted: Float64Array, size: number): Traces {
  const { design, ratios, weight, pivot } = equations;
  const { candidates, interviewers, count, first } = design;
  let candidate = 0;
  let card = 0;
  const cards = cardProducts(equations, inverted, size);
  for (let c = 0; c < candidates; c++) {
    const g = pivot[c]!;
    const ratio = ratios.candidate / g;
    const square = cards.of(c);
    let total = 0;
    for (let j = first[c]!; j < first[c + 1]!; j++) {
      const own = weight[count[j]!]!;
      total += own;
      if (ratios.card === 0) continue;
      const at = j - first[c]!;
      const spread = ratio + cards.own[at]! - 2 * ratio * cards.cross[at]! + ratio * ratio * square;
      card += own - own * own * spread;
    }
    candidate += total / g - square / (g * g);
  }
  let shrunk = 0;
  for (let i = 0; i < interviewers; i++) shrunk += 1 - inverted[i * size + i]!;
  return { candidate, interviewer: ratios.interviewer && shrunk / ratios.interviewer, card };
}

/** Up to so many numbers the patterns' products with every interviewer are kept rather than redone. */
const MOST_KEPT = 4_000_000;

/**
 * Products of one candidate's cards through the inverse of T. A card's row `m` is its interviewer and
 * the mean of its columns; a candidate's `s` is the sum of their cards' rows by weight. `of` answers
 * `s' inverse s` and leaves `m' inverse m` and `m' inverse s` of each card, in order.
 */
export function cardProducts(
  { design, scale, weight }: Equations,
  inverted: Float64Array,
  size: number,
) {
  const { columns, interviewers, count, first, interviewer, pattern, patterns } = design;
  const fixed = size > interviewers ? columns : 0;
  const shares = patternShares(patterns, columns);
  const answers = new Float64Array(shares.length);
  for (let at = 0; at < shares.length; at++) {
    const start = at - (at % columns);
    for (let k = 0; k < fixed; k++)
      answers[at]! +=
        inverted[(interviewers + (at % columns)) * size + interviewers + k]! * shares[start + k]!;
  }
  const product = (p: number, i: number) => {
    let sum = 0;
    for (let k = 0; k < fixed; k++)
      sum += shares[p * columns + k]! * inverted[i * size + interviewers + k]!;
    return sum;
  };
  const many = shares.length / columns;
  const kept = many * interviewers <= MOST_KEPT ? new Float64Array(many * interviewers) : null;
  if (kept)
    for (let p = 0; p < many; p++)
      for (let i = 0; i < interviewers; i++) kept[p * interviewers + i] = product(p, i);
  const through = (p: number, i: number) => (kept ? kept[p * interviewers + i]! : product(p, i));
  const pair = (p: number, q: number) => {
    let sum = 0;
    for (let k = 0; k < fixed; k++) sum += answers[p * columns + k]! * shares[q * columns + k]!;
    return sum;
  };
  const pairs =
    many * many <= MOST_KEPT
      ? Float64Array.from({ length: many * many }, (_, at) =>
          pair(Math.floor(at / many), at % many),
        )
      : null;
  const between = (p: number, q: number) => (pairs ? pairs[p * many + q]! : pair(p, q));
  const most = first.reduce((top, from, c) => Math.max(top, from - (first[c - 1] ?? 0)), 0);
  const own = new Float64Array(most);
  const cross = new Float64Array(most);
  const of = (c: number): number => {
    const from = first[c]!;
    const until = first[c + 1]!;
    for (let a = from; a < until; a++) cross[a - from] = 0;
    for (let a = from; a < until; a++) {
      const i = interviewer[a]!;
      const p = pattern[a]!;
      const w = weight[count[a]!]!;
      for (let b = from; b <= a; b++) {
        const o = interviewer[b]!;
        const q = pattern[b]!;
        const both =
          scale * (scale * inverted[i * size + o]! + through(q, i) + through(p, o)) + between(p, q);
        cross[a - from]! += weight[count[b]!]! * both;
        if (b < a) cross[b - from]! += w * both;
        else own[a - from] = both;
      }
    }
    let square = 0;
    for (let a = from; a < until; a++) square += weight[count[a]!]! * cross[a - from]!;
    return square;
  };
  return { of, own, cross };
}

/** Each pattern's rows over their sum: the mean of a card's columns. */
function patternShares(patterns: Float64Array, columns: number): Float64Array {
  const shares = patterns.slice();
  for (let start = 0; start < shares.length; start += columns) {
    let n = 0;
    for (let k = 0; k < columns; k++) n += patterns[start + k]!;
    for (let k = 0; k < columns; k++) shares[start + k]! /= n;
  }
  return shares;
}

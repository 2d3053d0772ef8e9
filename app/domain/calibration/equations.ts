import type { Design } from "#app/domain/calibration/design.ts";
import type { Ratios } from "#app/domain/calibration/fit.ts";

/**
 * Henderson's mixed model equations at given variance ratios, with the card effects and then the
 * candidates eliminated (Bates et al. 2015, Journal of Statistical Software 67(1), section 5, with the
 * blocks in this order). What remains is a system T over interviewers, scaled by the root of their
 * ratio as lme4 scales them, and the fixed part behind them.
 *
 * With ratio `v` of the card, a card of n ratings weighs `n / (1 + v n)`.
 */
export type Equations = {
  readonly design: Design;
  readonly ratios: Ratios;
  /** Root of the interviewers' ratio. */
  readonly scale: number;
  /** By number of ratings on a card: the weight of one rating, and of the whole card. */
  readonly share: Float64Array;
  readonly weight: Float64Array;
  /** By candidate: `1 + ratio * weight of all their cards`. */
  readonly pivot: Float64Array;
  /** By candidate and column: the weight of what was observed. */
  readonly observed: Float64Array;
  /** The fixed part's own block of T, `columns * columns`. */
  readonly fixed: Float64Array;
  /** Logarithm of the determinant of what was eliminated. */
  readonly logEliminated: number;
};

export function equations(design: Design, ratios: Ratios): Equations {
  const { candidates, columns, count, first, pattern, patterns } = design;
  const sizes = design.mostOnCard + 1;
  const share = new Float64Array(sizes).map((_, n) => 1 / (1 + ratios.card * n));
  const weight = share.map((t, n) => n * t);
  const pivot = new Float64Array(candidates);
  const observed = new Float64Array(candidates * columns);
  const fixed = new Float64Array(columns * columns);
  for (let k = 0; k < columns; k++) fixed[k * columns + k] = design.columnCount[k]!;
  const cardsBy = new Float64Array((patterns.length / columns) * sizes);
  let logEliminated = 0;
  for (let c = 0; c < candidates; c++) {
    const own = c * columns;
    let total = 0;
    for (let j = first[c]!; j < first[c + 1]!; j++) {
      const n = count[j]!;
      const from = pattern[j]! * columns;
      const t = share[n]!;
      total += weight[n]!;
      cardsBy[pattern[j]! * sizes + n]!++;
      for (let k = 0; k < columns; k++) observed[own + k]! += t * patterns[from + k]!;
    }
    const g = 1 + ratios.candidate * total;
    pivot[c] = g;
    logEliminated += Math.log(g);
    const rho = ratios.candidate / g;
    for (let k = 0; k < columns; k++) {
      const factor = rho * observed[own + k]!;
      for (let m = 0; m <= k; m++) fixed[k * columns + m]! -= factor * observed[own + m]!;
    }
  }
  for (let at = 0; at < cardsBy.length; at++) {
    const cards = cardsBy[at]!;
    if (cards === 0) continue;
    const n = at % sizes;
    const from = ((at - n) / sizes) * columns;
    logEliminated += cards * Math.log1p(ratios.card * n);
    const factor = cards * ratios.card * share[n]!;
    for (let k = 0; k < columns; k++)
      for (let m = 0; m <= k; m++)
        fixed[k * columns + m]! -= factor * patterns[from + k]! * patterns[from + m]!;
  }
  for (let k = 0; k < columns; k++)
    for (let m = 0; m < k; m++) fixed[m * columns + k] = fixed[k * columns + m]!;
  const scale = Math.sqrt(ratios.interviewer);
  return { design, ratios, scale, share, weight, pivot, observed, fixed, logEliminated };
}

/** A vector of observations as the equations see it: means by card, sums by column, and its square. */
export type Vector = {
  readonly value: Float64Array;
  readonly columnSum: Float64Array;
  readonly squares: number;
};

/** A vector that has one value for all observations of a card. */
export function cardVector({ design }: Equations, value: Float64Array): Vector {
  const { columns, count, pattern, patterns } = design;
  const columnSum = new Float64Array(columns);
  const byPattern = new Float64Array(patterns.length / columns);
  let squares = 0;
  for (let j = 0; j < value.length; j++) {
    const given = value[j]!;
    squares += count[j]! * given * given;
    byPattern[pattern[j]!]! += given;
  }
  spread(byPattern, patterns, columns, columnSum);
  return { value, columnSum, squares };
}

/** The right-hand side over interviewers and columns, and the square left by what was eliminated. */
export function rightSide(
  { design, ratios, scale, weight, pivot, observed }: Equations,
  { value, columnSum, squares }: Vector,
): { readonly right: Float64Array; readonly square: number } {
  const { candidates, columns, count, first, interviewer, interviewers, pattern, patterns } =
    design;
  const right = new Float64Array(interviewers + columns);
  const column = right.subarray(interviewers);
  column.set(columnSum);
  const byPattern = new Float64Array(patterns.length / columns);
  let square = squares;
  for (let c = 0; c < candidates; c++) {
    let total = 0;
    for (let j = first[c]!; j < first[c + 1]!; j++) {
      const own = value[j]! * weight[count[j]!]!;
      total += own;
      const factor = ratios.card * own;
      if (factor === 0) continue;
      square -= factor * value[j]! * count[j]!;
      byPattern[pattern[j]!]! -= factor;
    }
    const common = (ratios.candidate / pivot[c]!) * total;
    square -= common * total;
    for (let j = first[c]!; j < first[c + 1]!; j++) {
      const n = count[j]!;
      right[interviewer[j]!]! += scale * weight[n]! * (value[j]! - common);
    }
    for (let k = 0; k < columns; k++) column[k]! -= common * observed[c * columns + k]!;
  }
  spread(byPattern, patterns, columns, column);
  return { right, square };
}

/** Adds what each pattern holds to the columns it observed. */
function spread(
  byPattern: Float64Array,
  patterns: Float64Array,
  columns: number,
  out: Float64Array,
): void {
  for (let at = 0; at < patterns.length; at++)
    out[at % columns]! += patterns[at]! * byPattern[(at - (at % columns)) / columns]!;
}

/** What a solution of T says of each candidate and each card. */
export type Residuals = {
  /** By candidate: the effect over the candidates' ratio, `Z'P y`; multiply for the prediction. */
  readonly candidate: Float64Array;
  /** By interviewer, the same. */
  readonly interviewer: Float64Array;
  /** By card, the same: the weighted residual summed over the card. */
  readonly card: Float64Array;
};

export function residuals(
  { design, ratios, scale, share, weight, pivot, observed }: Equations,
  { value }: Vector,
  solution: Float64Array,
): Residuals {
  const { candidates, columns, count, first, interviewer, interviewers, pattern, patterns } =
    design;
  const ofCandidate = new Float64Array(candidates);
  const ofInterviewer = new Float64Array(interviewers);
  const ofCard = new Float64Array(value.length);
  const fitted = new Float64Array(patterns.length / columns);
  for (let at = 0; at < fitted.length; at++)
    for (let k = 0; k < columns; k++)
      fitted[at]! += patterns[at * columns + k]! * solution[interviewers + k]!;
  for (let c = 0; c < candidates; c++) {
    let rest = 0;
    for (let k = 0; k < columns; k++)
      rest -= observed[c * columns + k]! * solution[interviewers + k]!;
    for (let j = first[c]!; j < first[c + 1]!; j++) {
      const n = count[j]!;
      rest += weight[n]! * (value[j]! - scale * solution[interviewer[j]!]!);
    }
    rest /= pivot[c]!;
    ofCandidate[c] = rest;
    const effect = ratios.candidate * rest;
    for (let j = first[c]!; j < first[c + 1]!; j++) {
      const n = count[j]!;
      const i = interviewer[j]!;
      const expected = n * (effect + scale * solution[i]!) + fitted[pattern[j]!]!;
      const own = share[n]! * (n * value[j]! - expected);
      ofCard[j] = own;
      ofInterviewer[i]! += own;
    }
  }
  return { candidate: ofCandidate, interviewer: ofInterviewer, card: ofCard };
}

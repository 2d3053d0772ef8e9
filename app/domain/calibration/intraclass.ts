import quantile from "@stdlib/stats-base-dists-f-quantile";
import { type Fit, INTERVAL, type Interval } from "#app/domain/calibration/fit.ts";
import { type Refusal, refuse } from "#app/domain/calibration/refusal.ts";

/** In points squared. */
export type Variances = Pick<Fit["variance"], "candidate" | "interviewer" | "residual">;

/**
 * Share of the variance of scores that comes from candidates: of one card (1) or of a panel's mean
 * (k); counting that interviewers differ in severity as disagreement (A) or not (C).
 */
export type Forms<T> = { readonly A1: T; readonly C1: T; readonly Ak: T; readonly Ck: T };

/** A share this small of the whole is what a fit leaves where it found nothing. */
const NOTHING = 1e-6;
/** A mean square this small of the others is what rounding leaves of 0. */
const ROUNDING = 1e-12;

/**
 * The intraclass correlations of a model `score ~ (1|candidate) + (1|interviewer)`, for panels of
 * `panel` cards (the harmonic mean where panels differ). Refused where nothing varies, and where the
 * candidate variance was estimated at its boundary, 0. Source: McGraw and Wong (1996), Psychological
 * Methods 1:30; from mixed models, Bates (2005) and Shrout and Fleiss (1979), Psychological Bulletin
 * 86:420.
 */
export function intraclass(variance: Variances, panel: number): Forms<number> | Refusal {
  const { candidate, interviewer, residual } = variance;
  const whole = candidate + interviewer + residual;
  if (!(whole > 0)) return refuse("Everybody gave the same score.");
  if (candidate <= NOTHING * whole)
    return refuse("Candidates differ no more than chance would make them.");
  const share = (error: number) => candidate / (candidate + error);
  return {
    A1: share(interviewer + residual),
    C1: share(residual),
    Ak: share((interviewer + residual) / panel),
    Ck: share(residual / panel),
  };
}

/** A two-way analysis of variance of scores. */
export type MeanSquares = {
  readonly candidate: number;
  readonly interviewer: number;
  readonly residual: number;
  readonly freedom: Variances;
  /** Cards per candidate, and per interviewer. */
  readonly panel: number;
  readonly met: number;
};

/**
 * Intervals for the same, at `level`. For a complete table they are those of McGraw and Wong (1996,
 * table 7): F for C, Satterthwaite's approximate F for A. The bounds of the panel's forms are the
 * single ones stepped up (Spearman-Brown), as their own derivation has it: `irr::icc` takes the panel's
 * value for the single one in the degrees of freedom of A,k, so its bounds differ there. Bounds are not
 * cut at 0. Refused where no card is left over to tell the residual variance, where it
 * is 0, and where a bound would not be finite.
 */
export function intraclassIntervals(
  { candidate, interviewer, residual, freedom, panel, met }: MeanSquares,
  level = INTERVAL,
): Forms<Interval> | Refusal {
  if (Math.min(freedom.candidate, freedom.interviewer, freedom.residual) < 1)
    return refuse("Too few cards are left over for a range.");
  if (residual <= ROUNDING * (candidate + interviewer))
    return refuse("Cards leave no disagreement to make a range from.");
  if (candidate <= ROUNDING * residual)
    return refuse("Candidates do not differ, so there is no range.");
  const severity = Math.max(0, (interviewer - residual) / met);
  const error = severity + residual;
  const odds = Math.max(0, candidate - residual) / (panel * error);
  // What the candidates' mean square is held against in A: a mix of the other two.
  const ofInterviewers = ((panel * odds) / met) * interviewer;
  const ofResidual = (1 + panel * odds * (1 - 1 / met)) * residual;
  const mixed =
    (ofInterviewers + ofResidual) ** 2 /
    (ofInterviewers ** 2 / freedom.interviewer + ofResidual ** 2 / freedom.residual);
  const A = oddsBetween(mixed, error);
  const C = oddsBetween(freedom.residual, residual);
  if (![...A, ...C].every(Number.isFinite))
    return refuse("One score lies too far from all others for a range.");
  const average = (bound: number) => (panel * bound) / (1 + panel * bound);
  const single = (bound: number) => bound / (1 + bound);
  return { A1: map(A, single), C1: map(C, single), Ak: map(A, average), Ck: map(C, average) };

  function oddsBetween(errorFreedom: number, of: number): Interval {
    const tail = (1 + level) / 2;
    const least = candidate / quantile(tail, freedom.candidate, errorFreedom);
    const most = candidate * quantile(tail, errorFreedom, freedom.candidate);
    return [(least - residual) / (panel * of), (most - residual) / (panel * of)];
  }
}

const map = ([low, high]: Interval, to: (bound: number) => number): Interval => [to(low), to(high)];

/**
 * The analysis of variance that an incomplete panel stands for, from a model's variances: what a
 * complete one with as many cards per candidate and per interviewer would show on average, with the
 * degrees of freedom that the cards leave. Harmonic means stand for unequal numbers (Thomas and
 * Hultquist 1978, Annals of Statistics 6:582).
 */
export function impliedMeanSquares(
  variance: Variances,
  freedom: Variances,
  panel: number,
  met: number,
): MeanSquares {
  const { candidate, interviewer, residual } = variance;
  return {
    candidate: panel * candidate + residual,
    interviewer: met * interviewer + residual,
    ...{ residual, freedom, panel, met },
  };
}

/**
 * The analysis of variance of a complete table, one row per candidate and one column per interviewer,
 * two or more of each.
 */
export function tableMeanSquares(table: readonly Float64Array[]): MeanSquares {
  const met = table.length;
  const panel = table[0]!.length;
  const rows = table.map((row) => row.reduce((sum, score) => sum + score, 0) / panel);
  const mean = rows.reduce((sum, of) => sum + of, 0) / met;
  const columns = new Float64Array(panel);
  for (const row of table) for (let i = 0; i < panel; i++) columns[i]! += row[i]! / met;
  let rest = 0;
  for (const [c, row] of table.entries())
    for (let i = 0; i < panel; i++) rest += (row[i]! - rows[c]! - columns[i]! + mean) ** 2;
  const squares = (of: readonly number[] | Float64Array) => {
    let sum = 0;
    for (const value of of) sum += (value - mean) ** 2;
    return sum;
  };
  const freedom = {
    candidate: met - 1,
    interviewer: panel - 1,
    residual: (met - 1) * (panel - 1),
  };
  return {
    candidate: (panel * squares(rows)) / freedom.candidate,
    interviewer: (met * squares(columns)) / freedom.interviewer,
    residual: rest / freedom.residual,
    ...{ freedom, panel, met },
  };
}

/** The variances a complete table's mean squares stand for; below 0 where they contradict it. */
export const varianceOf = ({ candidate, interviewer, residual, panel, met }: MeanSquares) => ({
  candidate: (candidate - residual) / panel,
  interviewer: (interviewer - residual) / met,
  residual,
});

/**
 * The same table where interviewers are not told apart: its C forms are ICC(1,1) and ICC(1,k), for
 * candidates who each met different people.
 */
export function oneWay(table: MeanSquares): MeanSquares {
  const { interviewer, residual, freedom } = table;
  const within = freedom.interviewer + freedom.residual;
  const pooled = (freedom.interviewer * interviewer + freedom.residual * residual) / within;
  return {
    ...table,
    ...{ interviewer: pooled, residual: pooled },
    freedom: { ...freedom, residual: within },
  };
}

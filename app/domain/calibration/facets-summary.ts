import chiSquareCdf from "@stdlib/stats-base-dists-chisquare-cdf";
import { type Refusal, refuse } from "#app/domain/calibration/refusal.ts";

/** How far apart the elements of a facet stand, against the uncertainty of each. */
export type Separation = {
  /** Standard deviation of the measures, in logits. */
  readonly sd: number;
  /** Root mean square standard error, in logits. */
  readonly rmse: number;
  /** What is left of `sd` once error is taken out; 0 where error explains it all. */
  readonly adjusted: number;
  /** `adjusted / rmse`. */
  readonly separation: number;
  /** How many levels can be told apart. */
  readonly strata: number;
  /** Share of the variance between measures that is not error, 0 to 1. */
  readonly reliability: number;
};

/**
 * Separation, strata and reliability from a standard deviation and a root mean square error of
 * measures in logits (Wright and Masters 1982, Rating Scale Analysis, ch. 5; Wright and Masters 2002,
 * Rasch Measurement Transactions 16:888).
 */
export function separationOf(sd: number, rmse: number): Separation {
  const adjusted = Math.sqrt(Math.max(0, sd ** 2 - rmse ** 2));
  const separation = adjusted / rmse;
  const strata = (4 * separation + 1) / 3;
  return { sd, rmse, adjusted, separation, strata, reliability: (adjusted / sd) ** 2 || 0 };
}

export type FacetSummary = {
  /** The elements are everybody there is, the first of the two FACETS prints. */
  readonly population: Separation;
  /** The elements are drawn from more of their kind. */
  readonly sample: Separation;
  /**
   * Homogeneity: are all measures the same but for error? A `p` below about 1e-15 reads as 0.
   */
  readonly fixed: { readonly chiSquare: number; readonly df: number; readonly p: number };
};

/**
 * Summary of one facet from measures and standard errors in logits. Measures with different origins
 * are compared with their own origin's mean only, each origin taking one degree of freedom. Refuses
 * where no two measures share an origin.
 */
export function facetSummary(
  measures: Float64Array,
  errors: Float64Array,
  origins: Uint32Array,
): FacetSummary | Refusal {
  const size = measures.length;
  const df = size - new Set(origins).size;
  if (df < 1) return refuse("There are no two of them to compare.");
  const squares = scatter(measures, new Float64Array(size).fill(1), origins);
  const rmse = Math.sqrt(errors.reduce((sum, se) => sum + se ** 2, 0) / size);
  const precision = errors.map((se) => 1 / se ** 2);
  const chiSquare = scatter(measures, precision, origins);
  return {
    population: separationOf(Math.sqrt(squares / size), rmse),
    sample: separationOf(Math.sqrt(squares / df), rmse),
    fixed: { chiSquare, df, p: 1 - chiSquareCdf(chiSquare, df) },
  };
}

/** Weighted squares of the measures about the weighted mean of their origin. */
function scatter(measures: Float64Array, weights: Float64Array, origins: Uint32Array): number {
  const means = weightedMeans(measures, weights, origins);
  return measures.reduce((sum, at, i) => sum + weights[i]! * (at - means[origins[i]!]!) ** 2, 0);
}

function weightedMeans(values: Float64Array, weights: Float64Array, origins: Uint32Array) {
  const size = 1 + origins.reduce((most, of) => Math.max(most, of), 0);
  const [sums, totals] = [new Float64Array(size), new Float64Array(size)];
  for (const [i, of] of origins.entries()) {
    sums[of]! += weights[i]! * values[i]!;
    totals[of]! += weights[i]!;
  }
  return sums.map((sum, of) => sum / totals[of]!);
}

/** Mean of the values by origin. */
export const originMeans = (values: Float64Array, origins: Uint32Array): Float64Array =>
  weightedMeans(values, new Float64Array(values.length).fill(1), origins);

import { categoryModel } from "#app/domain/calibration/facets-newton.ts";
import type { Panel } from "#app/domain/calibration/facets-panel.ts";

/** How well the ratings of each element follow the model, by the element's number. */
export type FitStatistics = {
  readonly ratings: Float64Array;
  /** In points. */
  readonly observedAverage: Float64Array;
  /** In logits. */
  readonly se: Float64Array;
  readonly infit: Float64Array;
  /** NaN where mean squares cannot vary: two categories, each as likely as the other throughout. */
  readonly infitZ: Float64Array;
  readonly outfit: Float64Array;
  readonly outfitZ: Float64Array;
  /** NaN where the ratings or what they are compared with do not vary. */
  readonly pointMeasure: Float64Array;
};

/**
 * Standard errors from the information on each element alone; mean squares of residuals, weighted by
 * information (infit) and not (outfit), and as standard normal numbers by the cube root of Wilson and
 * Hilferty (Wright and Masters 1982, Rating Scale Analysis, p. 100); correlation of the ratings with
 * the measures they meet. `effects` and `steps` are in logits and raise ratings.
 */
export function fitStatistics(
  panel: Panel,
  effects: Float64Array,
  steps: Float64Array,
): FitStatistics {
  const model = categoryModel(steps);
  const [candidate, interviewer, criterion] = panel.element;
  const column = () => new Float64Array(panel.names.length);
  const [n, sum, sumOfSquares, sumOfMeasures, squaresOfMeasures, products] = sixOf(column);
  const [information, residuals, standardised, spread, standardisedSpread] = sixOf(column);
  for (let row = 0; row < panel.step.length; row++) {
    const measure =
      effects[candidate[row]!]! + effects[interviewer[row]!]! + effects[criterion[row]!]!;
    const points = panel.categories[panel.step[row]!]!;
    const [mean, variance, fourth] = moments(model(measure));
    const square = (panel.step[row]! - mean) ** 2;
    for (const of of panel.element) {
      const e = of[row]!;
      n[e]! += 1;
      sum[e]! += points;
      sumOfSquares[e]! += points ** 2;
      sumOfMeasures[e]! += measure;
      squaresOfMeasures[e]! += measure ** 2;
      products[e]! += points * measure;
      information[e]! += variance;
      residuals[e]! += square;
      standardised[e]! += square / variance;
      spread[e]! += fourth - variance ** 2;
      standardisedSpread[e]! += fourth / variance ** 2;
    }
  }
  const infit = n.map((_, e) => residuals[e]! / information[e]!);
  const outfit = n.map((count, e) => standardised[e]! / count);
  return {
    ratings: n,
    observedAverage: n.map((count, e) => sum[e]! / count),
    se: information.map((of) => 1 / Math.sqrt(of)),
    infit,
    infitZ: infit.map((of, e) => normalised(of, spread[e]! / information[e]! ** 2)),
    outfit,
    outfitZ: outfit.map((of, e) => normalised(of, standardisedSpread[e]! / n[e]! ** 2 - 1 / n[e]!)),
    pointMeasure: n.map((count, e) => {
      const ofPoints = count * sumOfSquares[e]! - sum[e]! ** 2;
      const ofMeasures = count * squaresOfMeasures[e]! - sumOfMeasures[e]! ** 2;
      const both = count * products[e]! - sum[e]! * sumOfMeasures[e]!;
      const flat = ofPoints < 1e-9 || ofMeasures < 1e-9 * count * squaresOfMeasures[e]!;
      return flat ? Number.NaN : both / Math.sqrt(ofPoints * ofMeasures);
    }),
  };
}

/** Mean, variance and fourth central moment of a category. */
function moments(p: Float64Array): [number, number, number] {
  let mean = 0;
  for (let k = 1; k < p.length; k++) mean += k * p[k]!;
  let variance = 0;
  let fourth = 0;
  for (let k = 0; k < p.length; k++) {
    const square = (k - mean) ** 2;
    variance += square * p[k]!;
    fourth += square * square * p[k]!;
  }
  return [mean, variance, fourth];
}

/** A mean square as a standard normal number, from its variance under the model; NaN without one. */
function normalised(meanSquare: number, variance: number): number {
  if (variance < 1e-12) return Number.NaN;
  const q = Math.sqrt(variance);
  return ((Math.cbrt(meanSquare) - 1) * 3) / q + q / 3;
}

const sixOf = (column: () => Float64Array) =>
  [column(), column(), column(), column(), column(), column()] as const;

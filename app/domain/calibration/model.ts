import { type Cells, cardCount } from "#app/domain/calibration/cells.ts";
import { type Design, ratingDesign, scoreDesign } from "#app/domain/calibration/design.ts";
import type { Estimator, FitOptions, Fitted } from "#app/domain/calibration/fit.ts";
import { gridPosterior } from "#app/domain/calibration/grid-posterior.ts";
import { likelihoodFit } from "#app/domain/calibration/likelihood.ts";
import { adjustmentRefusal, cardsByInterviewer } from "#app/domain/calibration/minimum-samples.ts";
import { withinCards } from "#app/domain/calibration/moments.ts";
import { refuse } from "#app/domain/calibration/refusal.ts";
import { onlyMet, shares } from "#app/domain/calibration/uncertainty.ts";

/** Below either, the penalty keeps variances off 0; below the smaller two, the grid does. */
const PENALIZED_BELOW = { interviewers: 10, cards: 30 };
const GRID_BELOW = { interviewers: 5, cards: 15 };
/** Every point of the grid holds every candidate; with so many cards the penalty says much the same. */
const MOST_ON_GRID = 1000;

/**
 * Separates candidates from the interviewers they met: variances, calibrated scores and severities with
 * their full uncertainty. Restricted maximum likelihood; on small panels with the boundary-avoiding
 * gamma(2) penalty of Chung et al. (2013, Psychometrika 78:685) on the standard deviation ratios of
 * candidate and interviewer, on tiny ones as a posterior over a grid of those ratios. A reason where the
 * panel cannot tell candidates and interviewers apart. Nothing is clipped to the scale.
 */
export function fitModel(cells: Cells, options: FitOptions): Fitted {
  const estimator = options.estimator ?? estimatorFor(cells);
  const fit = fitBy(estimator, cells, options);
  // The penalised likelihood of a panel with hardly more cards than people may rise without end.
  const boundless = fit === nothingFinite && estimator === "penalized" && !options.estimator;
  return boundless && cardCount(cells) <= MOST_ON_GRID ? fitBy("grid", cells, options) : fit;
}

function fitBy(estimator: Estimator, cells: Cells, options: FitOptions): Fitted {
  const onCards = options.model === "m3" || (options.model === "m2" && estimator === "grid");
  const scored = onCards ? scoreDesign(cells, options.weights) : null;
  const refusal = adjustmentRefusal(scored?.cells ?? cells);
  if (refusal) return refusal;
  const design = scored?.design ?? ratingDesign(cells);
  if (design.squares < 1e-12 * design.observations)
    return refuse("Adjustment not estimable: every rating of a criterion is the same.");
  const hasCard = options.model === "m2" && severalOnCard(design);
  if (hasCard && withinCards(design).variance < 1e-12)
    return refuse(
      "Adjustment not estimable: every card gives one number throughout. Model m3 reads whole cards.",
    );
  const fixed = (columns: Float64Array) => {
    if (scored) return scored.means;
    const out = new Float64Array(cells.criteria.length).fill(Number.NaN);
    for (const [at, k] of design.criterion.entries()) out[k] = columns[at]!;
    return out;
  };
  if (estimator === "grid") return onGrid(cells, design, options, fixed);
  return likelihoodFit(design, estimator, options, hasCard, fixed) ?? nothingFinite;
}

function estimatorFor(cells: Cells): Estimator {
  const interviewers = cardsByInterviewer(cells).filter((n) => n > 0).length;
  const cards = cardCount(cells);
  const small = (limit: typeof GRID_BELOW) =>
    interviewers < limit.interviewers || cards < limit.cards;
  return small(GRID_BELOW) && cards <= MOST_ON_GRID
    ? "grid"
    : small(PENALIZED_BELOW)
      ? "penalized"
      : "reml";
}

const nothingFinite = refuse(
  "Adjustment not estimable: the ratings fit without any error, so none can be measured.",
);

/** Without two ratings on some card, what they share cannot be told from the residual. */
const severalOnCard = ({ count }: Design) => count.some((n) => n > 1);

function onGrid(
  cells: Cells,
  design: Design,
  { model }: FitOptions,
  fixed: (columns: Float64Array) => Float64Array,
): Fitted {
  const mean = shares(design);
  const found = design.observations - design.columns > 2 ? gridPosterior(design, mean) : null;
  if (!found) return nothingFinite;
  const ratings = model === "m2" ? ratingDesign(cells) : null;
  const within = ratings && severalOnCard(ratings) ? withinCards(ratings) : null;
  const { candidate, interviewer } = found.ratios;
  return {
    ...{ model, path: "exact", estimator: "grid" },
    variance: {
      candidate: candidate * found.residual,
      interviewer: interviewer * found.residual,
      card: within && Math.max(0, found.residual - within.ofMean),
      residual: within?.variance ?? found.residual,
    },
    fixed: fixed(found.fixed),
    mean: found.fixed.reduce((sum, value, k) => sum + value * mean[k]!, 0),
    criterionValue: null,
    candidate: onlyMet(found.candidate, design),
    interviewer: found.interviewer,
    difference: found.difference,
    beyond: found.beyond,
    start: found.ratios,
  };
}

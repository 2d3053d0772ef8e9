import type { Cells } from "#app/domain/calibration/cells.ts";
import { type Origins, originsOf } from "#app/domain/calibration/facets-links.ts";
import { categoryModel, type Estimate, maximise } from "#app/domain/calibration/facets-newton.ts";
import {
  type Facet,
  facets,
  type LeftOut,
  type Panel,
  panelOf,
} from "#app/domain/calibration/facets-panel.ts";
import { type FitStatistics, fitStatistics } from "#app/domain/calibration/facets-statistics.ts";
import {
  type FacetSummary,
  facetSummary,
  originMeans,
} from "#app/domain/calibration/facets-summary.ts";
import { isRefusal, type Refusal, refuse } from "#app/domain/calibration/refusal.ts";

export type Measure = {
  readonly id: string;
  /** How many ratings were counted. */
  readonly ratings: number;
  /** Mean of the counted ratings, in points. */
  readonly observedAverage: number;
  /** The rating to expect, in points, where everything else is average. */
  readonly fairAverage: number;
  /** In logits: ability of a candidate, severity of an interviewer, difficulty of a criterion. */
  readonly measure: number;
  readonly se: number;
  /** Mean squares: 1 is as the model expects, more is erratic, less is too even. */
  readonly infit: number;
  /** As a standard normal number; null where the model leaves mean squares no room to vary. */
  readonly infitZ: number | null;
  readonly outfit: number;
  readonly outfitZ: number | null;
  /** Correlation of the ratings with what the model expects; null where either does not vary. */
  readonly pointMeasure: number | null;
  /** Measures of one facet are comparable where this number is the same. */
  readonly origin: number;
};

export type FacetsFit = {
  readonly candidates: readonly Measure[];
  readonly interviewers: readonly Measure[];
  readonly criteria: readonly Measure[];
  /**
   * By facet. A panel is everybody there is, so what stands beside the measures of interviewers is
   * `summaries.interviewer.population`, the first of the two lines FACETS prints.
   */
  readonly summaries: Readonly<Record<Facet, FacetSummary | Refusal>>;
  /** Ratings in use, in points; `thresholds[k]` lies between `categories[k]` and the next. */
  readonly categories: readonly number[];
  /** In logits, summing to zero. */
  readonly thresholds: readonly number[];
  /** Points between the lowest and the highest in use that nobody gave: the scale closes over them. */
  readonly skipped: readonly number[];
  readonly leftOut: readonly LeftOut[];
  readonly components: number;
  readonly logLikelihood: number;
  readonly iterations: number;
};

/**
 * How severe is each interviewer, how hard each criterion and how strong each candidate on one scale,
 * and whose ratings do not follow it? The many-facet rating scale model
 * `log(P(x) / P(x - 1)) = candidate - severity - difficulty - threshold(x)`
 * fitted by joint maximum likelihood without correction for its bias (Linacre 1989, Many-Facet Rasch
 * Measurement; Wright and Masters 1982, Rating Scale Analysis). Measures are in logits.
 *
 * Candidates float; severities sum to zero within each component of the panel, difficulties over the
 * criteria that components link, thresholds over the scale. Severity above 0 is harsh. FACETS may
 * float another facet; the measures then differ by a constant, fit statistics and separation not.
 *
 * As in FACETS, categories nobody used are no steps of the scale: those in use count 0, 1, 2 and so
 * on. Those rated only lowest or only highest have no finite measure; they are left out with their
 * ratings and named, as are interviewers never compared with anybody, and the smaller part of a
 * component where no finite difference between two parts fits the ratings that link them.
 *
 * Refuses: no ratings, more than `MOST_FACETS_RATINGS`, ratings that are not whole numbers, constant
 * ratings, fewer than two candidates or interviewers, no more ratings than unknowns, severity and
 * difficulty that cannot be told apart, ratings without finite estimates, and chains of
 * links too long to solve in seconds. A summary refuses where
 * no two measures can be compared.
 */
export function facetsFit(cells: Cells, onProgress?: (share: number) => void): FacetsFit | Refusal {
  const apart = { candidate: new Set<string>(), interviewer: new Set<string>(), criterion: none };
  const budget = { visits: MOST_VISITS };
  let done = 0;
  const progress = (share: number) => {
    done = Math.max(done, share);
    onProgress?.(done);
  };
  for (;;) {
    const panel = panelOf(cells, apart);
    if (isRefusal(panel)) return panel;
    const origins = originsOf(panel);
    if (isRefusal(origins)) return origins;
    const [ratings, unknowns] = [panel.step.length, unknownsOf(panel, origins)];
    if (ratings <= unknowns)
      return refuse(
        `Only ${ratings} ratings can be compared, for ${unknowns} unknowns: wait for more cards.`,
      );
    const estimate = maximise(panel, origins, budget, progress);
    if (isRefusal(estimate)) return estimate;
    if (!("apart" in estimate)) return described(panel, origins, estimate);
    // At least one leaves each time, so that this ends.
    for (const e of estimate.apart)
      (e < panel.start[1]! ? apart.candidate : apart.interviewer).add(panel.names[e]!);
  }
}

/** A few seconds of work. */
const MOST_VISITS = 5e8;

const none: ReadonlySet<string> = new Set();

const unknownsOf = ({ names, categories }: Panel, origins: Origins) =>
  names.length - origins.components - origins.criterionGroups + categories.length - 2;

const ofFacet = (panel: Panel, facet: number): [number, number] => [
  panel.start[facet]!,
  panel.start[facet + 1]!,
];

function described(panel: Panel, origins: Origins, estimate: Estimate): FacetsFit {
  const statistics = fitStatistics(panel, estimate.effects, estimate.steps);
  const fair = fairAverages(panel, origins, estimate);
  const measures = facets.map((_, facet) => {
    const [from, to] = ofFacet(panel, facet);
    return Array.from({ length: to - from }, (_, at) =>
      measureOf(panel, origins, estimate, statistics, fair, from + at),
    );
  });
  const [candidate, interviewer, criterion] = facets.map((_, facet) => {
    const range = ofFacet(panel, facet);
    return facetSummary(
      estimate.effects.subarray(...range),
      statistics.se.subarray(...range),
      origins.of.subarray(...range),
    );
  });
  const { categories } = panel;
  const [lowest, highest] = [categories[0]!, categories.at(-1)!];
  return {
    candidates: measures[0]!,
    interviewers: measures[1]!,
    criteria: measures[2]!,
    summaries: { candidate: candidate!, interviewer: interviewer!, criterion: criterion! },
    categories,
    thresholds: Array.from(estimate.steps, (value) => -value),
    skipped: Array.from({ length: highest - lowest }, (_, at) => lowest + at).filter(
      (points) => !categories.includes(points),
    ),
    leftOut: panel.leftOut,
    components: origins.components,
    logLikelihood: estimate.logLikelihood,
    iterations: estimate.iterations,
  };
}

function measureOf(
  panel: Panel,
  origins: Origins,
  { effects }: Estimate,
  statistics: FitStatistics,
  fair: Float64Array,
  e: number,
): Measure {
  return {
    id: panel.names[e]!,
    ratings: statistics.ratings[e]!,
    observedAverage: statistics.observedAverage[e]!,
    fairAverage: fair[e]!,
    measure: e < panel.start[1]! ? effects[e]! : 0 - effects[e]!,
    se: statistics.se[e]!,
    infit: statistics.infit[e]!,
    infitZ: known(statistics.infitZ[e]!),
    outfit: statistics.outfit[e]!,
    outfitZ: known(statistics.outfitZ[e]!),
    pointMeasure: known(statistics.pointMeasure[e]!),
    origin: origins.of[e]!,
  };
}

const known = (value: number) => (Number.isNaN(value) ? null : value);

/** Interviewers meet the mean candidate of their component, criteria the mean of all. */
function fairAverages(panel: Panel, origins: Origins, { effects, steps }: Estimate) {
  const model = categoryModel(steps);
  const [first, people] = [panel.start[1]!, panel.start[2]!];
  const candidates = effects.subarray(0, first);
  const byComponent = originMeans(candidates, origins.of.subarray(0, first));
  const overall = candidates.reduce((sum, value) => sum + value, 0) / first;
  return effects.map((effect, e) => {
    const met = e < first ? 0 : e < people ? byComponent[origins.of[e]!]! : overall;
    return model(effect + met).reduce((sum, p, k) => sum + p * panel.categories[k]!, 0);
  });
}

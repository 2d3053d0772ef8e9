import { adjustmentOf } from "#app/domain/calibration/adjusted.ts";
import { candidatesFigure } from "#app/domain/calibration/figures-candidates.ts";
import {
  barFigure,
  distributionsFigure,
  quartersFigure,
  reliabilityFigure,
  versionsFigure,
  weightsFigure,
} from "#app/domain/calibration/figures-criteria.ts";
import {
  linkageFigure,
  severityFigure,
  spreadsFigure,
} from "#app/domain/calibration/figures-interviewers.ts";
import type { CandidateOrder } from "#app/domain/calibration/filters.ts";
import type { CalibrationView, ViewFindings, ViewRubric } from "#app/domain/calibration/view.ts";
import type { Figure } from "#app/domain/figure.ts";
import { roundWords } from "#app/domain/loop.ts";

/** The figures of the calibration view, by the names they have in addresses. */
export const figureIds = [
  "candidates",
  "severity",
  "linkage",
  "spreads",
  "reliability",
  "versions",
  "quarters",
  "bar",
  "distributions",
  "weights",
] as const;
export type FigureId = (typeof figureIds)[number];

/** The order the list of candidates has: by raw score where no adjusted one is shown. */
export const orderOf = (view: Pick<CalibrationView, "filters" | "found">): CandidateOrder =>
  view.found && !adjustmentOf(view.found.summary).shown
    ? "raw"
    : (view.filters.order ?? "calibrated");

/** One figure of the view, or null where it has nothing to show: pages leave it out, files are absent. */
export function figureOf(view: CalibrationView, id: FigureId): Figure | null {
  const { found, rubric } = view;
  return found && rubric ? built(view, found, rubric)[id]() : null;
}

const built = (
  view: CalibrationView,
  found: ViewFindings,
  rubric: ViewRubric,
): Record<FigureId, () => Figure | null> => ({
  candidates: () => candidatesFigure(found, { order: orderOf(view), points: rubric.scale.length }),
  severity: () => severityFigure(found),
  linkage: () => linkageFigure(found),
  spreads: () => spreadsFigure(found, rubric),
  reliability: () => reliabilityFigure(found.summary, rubric),
  versions: () => versionsFigure(found.versions, rubric),
  quarters: () => quartersFigure(found.summary.agreement.byQuarter),
  bar: () => barFigure(found.summary.bar, rubric.scale.length),
  distributions: () =>
    distributionsFigure(found.distributions, rubric, { narrowed: narrowed(view) }),
  weights: () => weightsFigure(found.summary, rubric),
});

/** What the answers are narrowed to, for a caption: " of Ana Ruiz, in design rounds". */
function narrowed({ filters, options }: CalibrationView): string {
  const met = options.met.find(({ id }) => id === filters.met);
  const parts = [
    ...(met ? [`of ${met.name}`] : []),
    ...(filters.round ? [`in ${roundWords[filters.round].toLowerCase()} rounds`] : []),
    ...(filters.quarter || filters.from || filters.until ? ["of the chosen quarters"] : []),
  ];
  return parts.length > 0 ? ` ${parts.join(", ")}` : "";
}

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
import {
  decisionsFigure,
  majorityFigure,
  patternsFigure,
} from "#app/domain/calibration/figures-patterns.ts";
import { periodSeverityFigure } from "#app/domain/calibration/figures-period.ts";
import {
  type CandidateOrder,
  narrowedLoops,
  periodWords,
  quartersOf,
} from "#app/domain/calibration/filters.ts";
import type { FigureId } from "#app/domain/calibration/parts.ts";
import type { CalibrationView, ViewFindings, ViewRubric } from "#app/domain/calibration/view.ts";
import type { Figure } from "#app/domain/figure.ts";
import { roundWords } from "#app/domain/loop.ts";

/** The order the list of candidates has: by raw score where no adjusted one is shown. */
export const orderOf = (
  view: Pick<CalibrationView, "filters"> & {
    readonly found: Pick<ViewFindings, "summary"> | null;
  },
): CandidateOrder =>
  view.found && !adjustmentOf(view.found.summary).shown
    ? "raw"
    : (view.filters.order ?? "calibrated");

/** One figure of the part that is shown, or null where it has nothing to show: pages leave it out, files are absent. */
export function figureOf(view: CalibrationView, id: FigureId): Figure | null {
  const { found, rubric } = view;
  return (found && rubric && built(view, found, rubric)[id]?.()) ?? null;
}

type Built = Partial<Record<FigureId, () => Figure | null>>;

function built(view: CalibrationView, found: ViewFindings, rubric: ViewRubric): Built {
  const points = rubric.scale.length;
  switch (found.part) {
    case "candidates":
      return { candidates: () => candidatesFigure(found, { order: orderOf(view), points }) };
    case "interviewers":
      return {
        severity: () => {
          const quarters = quartersOf(view.filters);
          return found.period && quarters
            ? periodSeverityFigure(found.period, found.interviewers, periodWords(quarters))
            : severityFigure(found);
        },
        linkage: () => linkageFigure(found),
        spreads: () => spreadsFigure(found, rubric),
      };
    case "criteria":
      return {
        reliability: () => {
          const quarters = found.ofPeriod && quartersOf(view.filters);
          const settled = quarters ? periodWords(quarters) : null;
          return reliabilityFigure(found.agreement, rubric, { ...found.summary, settled });
        },
        versions: () => versionsFigure(found.versions, rubric),
        distributions: () =>
          distributionsFigure(found.distributions, rubric, { narrowed: narrowed(view) }),
        weights: () => weightsFigure(found.summary, rubric),
        quarters: () => quartersFigure(found.summary.agreement.byQuarter),
        bar: () => barFigure(found.summary.bar, points),
      };
    case "patterns": {
      const { patterns: statistics, titles } = found;
      if (!statistics) return {};
      const shown = { statistics, titles, narrowed: narrowedLoops(view.filters) };
      return {
        patterns: () => patternsFigure(shown),
        decisions: () => decisionsFigure(shown),
        majority: () => majorityFigure(shown),
      };
    }
  }
}

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

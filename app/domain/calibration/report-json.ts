import type { Agreement } from "#app/domain/calibration/agreement.ts";
import type { Assignment } from "#app/domain/calibration/assignment.ts";
import type { FacetsFit } from "#app/domain/calibration/facets.ts";
import type { ModelName } from "#app/domain/calibration/fit.ts";
import { isRefusal, type Refusal } from "#app/domain/calibration/refusal.ts";
import type { CandidateReport, InterviewerReport, Report } from "#app/domain/calibration/report.ts";

/**
 * A report as the command line prints it. Whatever is not told is null, with the reason beside it in the
 * same object or around it, so that the shape is the same for any panel.
 */
export function reportJson(report: Report) {
  return {
    model: modelJson(report),
    candidates: report.candidates.map(candidateJson),
    interviewers: report.interviewers.map(interviewerJson),

    agreement: {
      overall: agreementJson(report.agreement.overall),
      by_criterion: Object.fromEntries(
        report.agreement.byCriterion.map((of, at) => [report.criteria[at], agreementJson(of)]),
      ),
    },
    gates: {
      components: report.gates.components,
      ...(report.gates.disconnection && { note: report.gates.disconnection }),
      assignment: assignmentJson(report.gates.assignment),
    },
    effects: effectsJson(report),
    ...(isRefusal(report.effects) && { effects_reason: report.effects.reason }),
    fit: fitJson(report),
  };
}

function modelJson({ model, name, criteria }: Report) {
  const byCriterion = <T>(value: (at: number) => T) =>
    Object.fromEntries(criteria.map((criterion, at) => [criterion, value(at)]));
  if (isRefusal(model))
    return {
      ...{ name, path: null, estimator: null, fixed: byCriterion(() => null) },
      variance: { candidate: null, interviewer: null, card: null, residual: null },
      ...{ criterion_value: null, reason: model.reason },
    };
  const { path, estimator, fixed, variance, criterionValue } = model;
  const unrated = criteria.filter((_, at) => typeof fixed[at] !== "number");
  const reasons = [
    ...(unrated.length > 0 ? [`No mean where nobody gave a rating: ${unrated.join(", ")}.`] : []),
    ...(variance.card === null ? cardless[name] : []),
    ...(criterionValue === null ? ["The grid averages over variances, it maximises nothing."] : []),
  ];
  return {
    ...{ name, path, estimator, fixed: byCriterion((at) => fixed[at] ?? null) },
    ...{ variance, criterion_value: criterionValue },
    ...(reasons.length > 0 && { reason: reasons.join(" ") }),
  };
}

/** Why a fit has no variance between cards, by model; m1 never has one. */
const cardless: Readonly<Record<ModelName, readonly string[]>> = {
  m1: [],
  m2: ["No card holds two ratings, to tell what they share from the residual."],
  m3: ["Scores are whole cards: what cards differ by is the residual."],
};

function candidateJson({ id, component, raw, calibrated, twoWay }: CandidateReport) {
  const beside = twoWay === null ? {} : { two_way: twoWay };
  if (isRefusal(calibrated)) {
    const nothing = { calibrated: null, blup: null, sd: null, interval: null };
    return { id, raw, ...nothing, component, ...beside, reason: calibrated.reason };
  }
  const { score, blup, sd, interval, outsideScale, note } = calibrated;
  return {
    ...{ id, raw, calibrated: score, blup, sd, interval, component, ...beside },
    ...(outsideScale && { outside_scale: true }),
    ...(note && { note }),
  };
}

function interviewerJson({ id, cards, component, severity }: InterviewerReport) {
  if (isRefusal(severity)) {
    const nothing = { severity: null, sd: null, interval: null, shown: false };
    return { id, cards, ...nothing, component, reason: severity.reason };
  }
  const { points, sd, interval } = severity;
  return { id, cards, severity: points, sd, interval, shown: true, component };
}

function agreementJson({ alpha, interval, icc, iccInterval }: Agreement) {
  const forms = { A1: null, C1: null, Ak: null, Ck: null };
  return {
    alpha: given(alpha, { nominal: null, ordinal: null, interval: null }),
    interval: isRefusal(interval) ? null : interval,
    ...(isRefusal(interval) && { reason: interval.reason }),
    icc: given(icc, forms),
    icc_interval: given(iccInterval, forms),
  };
}

const given = <T extends object, N extends object>(value: T | Refusal, nothing: N) =>
  isRefusal(value) ? { ...nothing, reason: value.reason } : value;

const assignmentJson = (assignment: Assignment | Refusal) =>
  isRefusal(assignment)
    ? { r: null, p: null, flagged: null, reason: assignment.reason }
    : {
        ...{ r: assignment.r, p: assignment.p, flagged: assignment.flagged },
        ...(assignment.words && { note: assignment.words }),
      };

const effectsJson = ({ effects, interviewers }: Report) =>
  isRefusal(effects)
    ? []
    : effects.flags.map(({ interviewer, effect, statistic, p, note }) => ({
        interviewer: interviewers[interviewer]?.id ?? null,
        ...{ effect, statistic, p, note },
      }));

function fitJson({ facets, interviewers }: Report) {
  const people = (reasonOf: (id: string) => string, measured: FacetsFit["interviewers"] = []) => {
    const known = new Map(measured.map((one) => [one.id, one]));
    return interviewers.map(({ id }) => {
      const one = known.get(id);
      if (one === undefined)
        return { id, measure: null, se: null, infit: null, outfit: null, reason: reasonOf(id) };
      const { measure, se, infit, outfit } = one;
      return { id, measure, se, infit, outfit };
    });
  };
  const nothing = { separation: null, strata: null, reliability: null };
  if (isRefusal(facets))
    return { interviewers: people(() => facets.reason), ...nothing, reason: facets.reason };
  const left = facets.leftOut.filter(({ facet }) => facet === "interviewer");
  const reasons = new Map(left.map(({ id, reason }) => [id, reason]));
  const measures = people((id) => reasons.get(id) ?? "No rating to measure.", facets.interviewers);
  const summary = facets.summaries.interviewer;
  if (isRefusal(summary)) return { interviewers: measures, ...nothing, reason: summary.reason };
  const { separation, strata, reliability } = summary.population;
  return { interviewers: measures, separation, strata, reliability };
}

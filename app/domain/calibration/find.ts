import quantile from "@stdlib/stats-base-dists-normal-quantile";
import { barDrift } from "#app/domain/calibration/bar-drift.ts";
import { agreementByQuarter } from "#app/domain/calibration/by-quarter.ts";
import { type Cells, cardCount } from "#app/domain/calibration/cells.ts";
import { type InterviewerDrift, interviewerDrift } from "#app/domain/calibration/drift.ts";
import {
  type CandidateFinding,
  type Findings,
  type FindingsSummary,
  type InterviewerFinding,
  MOST_PAIRED,
  MOST_PARTNERS,
} from "#app/domain/calibration/findings.ts";
import { INTERVAL } from "#app/domain/calibration/fit.ts";
import {
  type GivenRatings,
  givenRatings,
  profileInto,
  profileSpreads,
} from "#app/domain/calibration/given-ratings.ts";
import { drawnOf } from "#app/domain/calibration/linkage.ts";
import { cardsByInterviewer, severityRefusal } from "#app/domain/calibration/minimum-samples.ts";
import { partnersOf } from "#app/domain/calibration/partners.ts";
import { agreementSums } from "#app/domain/calibration/period-agreement.ts";
import { severitySums } from "#app/domain/calibration/period-severity.ts";
import { progressOver, type Step } from "#app/domain/calibration/progress.ts";
import {
  effectiveWeightsFrom,
  kendallTauB,
  ranksOf,
} from "#app/domain/calibration/rank-stability.ts";
import type { RaterFlag } from "#app/domain/calibration/rater-effects.ts";
import { isRefusal, type Refusal, refuse } from "#app/domain/calibration/refusal.ts";
import {
  type CalibrateOptions,
  calibratedRefusal,
  candidateReader,
  interviewerReader,
  numberOrNull,
  type Part,
  type Parts,
  partsOf,
  type Starts,
  severitiesRefusal,
  whatIsWrong,
} from "#app/domain/calibration/report.ts";
import { standingOf } from "#app/domain/calibration/standing-out.ts";
import { MINIMUM_CARDS } from "#app/domain/calibration/summary.ts";

export type FindingsOptions = {
  /** By criterion, in the order of the cells; null weighs all of them alike. */
  readonly weights: readonly number[] | null;
  /** Of the scale, which begins at 1. */
  readonly points: number;
  /** Where the last calculation of nearly the same ratings ended. */
  readonly start?: Starts | null;
  readonly seed?: number;
  /** Called now and then with the share done, 0 to 1, and of what; throwing from it ends it. */
  readonly onProgress?: (share: number, part: FindingsPart) => void;
};

/** About how long the parts take, in the order they come. */
const lengths = {
  m1: 0.2,
  m3: 0.15,
  gates: 0.1,
  agreement: 0.2,
  effects: 0.05,
  facets: 0.1,
  drift: 0.1,
  quarters: 0.05,
  candidates: 0.05,
};
export type FindingsPart = keyof typeof lengths;

/**
 * All that the calibration view says of one scope: the parts of a report under model m3, with the given
 * weights or equal ones, and what moves with time, order and linkage beside them. Pairs, ICC, drift and
 * severity rest on that one fit and agree. What the ratings cannot carry is a reason in its place;
 * refuses as a whole only weights that make no sense (`whatIsWrong`). The same cells, options and seed
 * give the same findings. Everything but the fits takes time linear in the ratings.
 */
export function findingsOf(
  cells: Cells,
  { weights, points, start, seed = 1, onProgress }: FindingsOptions,
): { readonly findings: Findings; readonly start: Starts } | Refusal {
  const options: CalibrateOptions = {
    ...{ model: "m3", seed, scale: [1, points] },
    ...(weights && { weights }),
    ...(start && { start }),
  };
  const wrong = whatIsWrong(cells, options);
  if (wrong) return wrong;
  const step = progressOver<FindingsPart>(lengths, onProgress);
  const parts = partsOf(cells, options, (part: Part) => step(part === "m2" ? "m1" : part));
  const drifts = driftsOf(cells, parts, options, step);
  const periods = {
    severity: severitySums(cells, weights ?? undefined),
    agreement: agreementSums(cells, points),
  };
  const byQuarter = agreementByQuarter(periods.agreement, points);
  step("quarters")(1);
  const given = givenRatings(cells);
  const people = interviewersOf(cells, parts, given, drifts.interviewers);
  step("candidates")(0);
  const ordered = candidatesOf(cells, parts, options);
  const { components } = parts.gates;
  const { separation } = separationOf(parts);
  return {
    findings: {
      summary: {
        ...{ criteria: cells.criteria, points },
        counts: {
          candidates: cells.candidates.length,
          interviewers: cells.interviewers.length,
          cards: cardCount(cells),
          ratings: given.total,
        },
        ...{ model: parts.model, gates: parts.gatesReport },
        agreement: { ...parts.agreement, byQuarter },
        weights: effectiveOf(cells, weights),
        order: ordered.order,
        panel: people.panel,
        bar: drifts.bar,
        islands: components.groups.map((group, at) => ({
          number: at + 1,
          candidates: group.candidates.length,
          interviewers: group.interviewers.length,
        })),
        drawn: drawnOf(components.groups, cardsByInterviewer(cells)).map(
          (i) => cells.interviewers[i]!,
        ),
        standing: standingOf(people.interviewers),
        separation,
      },
      candidates: ordered.candidates,
      rawOrder: ordered.rawOrder,
      interviewers: people.interviewers,
      periods,
    },
    start: parts.start,
  };
}

const UNTIMED = refuse("The cards do not tell when they were sealed.");

type Drifts = {
  readonly interviewers: readonly InterviewerDrift[] | Refusal;
  readonly bar: FindingsSummary["bar"];
};

/** By calendar quarter, at the moments the cards were sealed. */
function driftsOf(
  cells: Cells,
  { fit }: Parts,
  { weights }: CalibrateOptions,
  step: Step<FindingsPart>,
): Drifts {
  const { sealedAt: moments } = cells;
  if (!moments) return { interviewers: UNTIMED, bar: null };
  if (isRefusal(fit)) return { interviewers: fit, bar: { windows: [], change: fit } };
  const options = { windows: { by: "quarter" as const }, ...(weights && { weights }) };
  const interviewers = interviewerDrift(cells, moments, fit, options);
  step("drift")(0.8);
  const bars = barDrift([{ position: "", cells, moments, fit }], options);
  step("drift")(1);
  const [bar] = isRefusal(bars) ? [{ windows: [], change: bars }] : bars;
  return { interviewers, bar: bar ? { windows: bar.windows, change: bar.change } : null };
}

function effectiveOf(cells: Cells, weights: readonly number[] | null): FindingsSummary["weights"] {
  const spreads = profileSpreads(cells);
  const at = new Map(cells.criteria.map((key, k) => [key, k]));
  const found = effectiveWeightsFrom(
    (key) => numberOrNull(spreads[at.get(key)!]!),
    Object.fromEntries(cells.criteria.map((key, k) => [key, weights?.[k] ?? 1])),
  );
  // An object sorts keys that look like numbers.
  return isRefusal(found)
    ? found
    : found.toSorted((a, b) => at.get(a.criterion)! - at.get(b.criterion)!);
}

function separationOf({ facets }: Parts): Pick<FindingsSummary, "separation"> {
  const summary = isRefusal(facets) ? facets : facets.summaries.interviewer;
  if (isRefusal(summary)) return { separation: summary };
  const { separation, strata, reliability } = summary.population;
  return { separation: { separation, strata, reliability } };
}

/** Half an interval's width in standard errors. */
const REACH = quantile((1 + INTERVAL) / 2, 0, 1);

function candidatesOf(cells: Cells, parts: Parts, options: CalibrateOptions) {
  const { fit } = parts;
  const reports = candidateReader(cells, parts, options);
  const people = cells.candidates.length;
  const { raw } = reports;
  const nothing = calibratedRefusal(fit);
  const score = Float64Array.from({ length: people }, (_, c) =>
    nothing || isRefusal(fit) ? Number.NaN : fit.mean + fit.candidate.blup[c]!,
  );
  const order = Uint32Array.from(raw, (_, c) => c).sort(
    (a, b) => falling(score[a]!, score[b]!) || falling(raw[a]!, raw[b]!) || a - b,
  );
  const rawOrder = Uint32Array.from(raw, (_, c) => c).sort(
    (a, b) => falling(raw[a]!, raw[b]!) || falling(score[a]!, score[b]!) || a - b,
  );
  const ranked = order.filter((c) => !Number.isNaN(score[c]!) && !Number.isNaN(raw[c]!));
  const above = aboveOf(
    parts,
    order.filter((c) => !Number.isNaN(score[c]!)),
  );
  const reader = restReader(cells, parts, options);
  return {
    candidates: Array.from(order, (c, place): CandidateFinding => {
      const { id, component, calibrated, twoWay, ...own } = reports.of(c);
      const { rawError, ...rest } = reader(c);
      const middle = own.raw;
      return {
        ...{ id, component, cards: cells.first[c + 1]! - cells.first[c]! },
        ...{ coverage: rest.coverage, profile: rest.profile, raw: middle },
        rawInterval:
          middle === null || rawError === null
            ? null
            : [middle - REACH * rawError, middle + REACH * rawError],
        ...{ calibrated, twoWay, panelSeverity: rest.panelSeverity },
        above: above?.[place] ?? null,
      };
    }),
    rawOrder: Array.from(rawOrder, (c) => ({ id: cells.candidates[c]! })),
    order: nothing ?? orderOf(ranked, raw, score),
  };
}

/** The higher first, what is no number last. */
function falling(a: number, b: number): number {
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : 1;
  return Number.isNaN(b) ? -1 : b - a;
}

function orderOf(
  ranked: Uint32Array,
  raw: Float64Array,
  score: Float64Array,
): FindingsSummary["order"] {
  const before = ranksOf(Float64Array.from(ranked, (c) => raw[c]!));
  const after = ranksOf(Float64Array.from(ranked, (c) => score[c]!));
  const tau = kendallTauB(before, after);
  if (typeof tau !== "number") return tau;
  const moved = before.filter((rank, at) => rank !== after[at]).length;
  return { tau, moved, ranked: ranked.length };
}

/** For each of these candidates P(above each one that follows); null where there are too many. */
function aboveOf({ fit }: Parts, order: Uint32Array): number[][] | null {
  if (isRefusal(fit) || order.length > MOST_PAIRED) return null;
  return Array.from(order, (a, place) =>
    Array.from(order.subarray(place + 1), (b) => fit.difference(a, b).probability),
  );
}

/** What neither a report nor a fit says of a candidate. */
function restReader(cells: Cells, { fit }: Parts, { weights }: CalibrateOptions) {
  const width = cells.criteria.length;
  const weight = Float64Array.from(cells.criteria, (_, k) => weights?.[k] ?? 1);
  const whole = weight.reduce((sum, share) => sum + share, 0);
  const profile = new Float64Array(width);
  const ofCard = isRefusal(fit) ? null : fit.variance.interviewer + fit.variance.residual;
  const blup = isRefusal(fit) || severitiesRefusal(fit) ? null : fit.interviewer.blup;
  const weighs = (card: number) => {
    for (let k = 0; k < width; k++)
      if (weight[k]! > 0 && !Number.isNaN(cells.ratings[card * width + k]!)) return true;
    return false;
  };
  return (c: number) => {
    let [scored, severity] = [0, 0];
    for (let card = cells.first[c]!; card < cells.first[c + 1]!; card++) {
      if (!weighs(card)) continue;
      scored++;
      if (blup) severity -= blup[cells.interviewer[card]!]!;
    }
    profileInto(cells, c, profile);
    const seen = weight.reduce(
      (sum, share, k) => (Number.isNaN(profile[k]!) ? sum : sum + share),
      0,
    );
    return {
      coverage: whole > 0 ? Math.min(1, seen / whole) : 0,
      profile: Array.from(profile, numberOrNull),
      rawError: ofCard !== null && scored > 0 ? Math.sqrt(ofCard / scored) : null,
      panelSeverity: blup && scored > 0 ? severity / scored : null,
    };
  };
}

function interviewersOf(
  cells: Cells,
  parts: Parts,
  given: GivenRatings,
  drift: Drifts["interviewers"],
) {
  const report = interviewerReader(cells, parts);
  const reports = cells.interviewers.map((_, i) => report(i));
  const partners = partnersOf(cells, MOST_PARTNERS);
  const { effects, facets } = parts;
  const flags = isRefusal(effects) ? [] : effects.flags;
  const measures = new Map(isRefusal(facets) ? [] : facets.interviewers.map((of) => [of.id, of]));
  const sumOf = (counts: Uint32Array, of: (i: number) => boolean) =>
    counts.reduce((sum, count, i) => (of(i) ? sum + count : sum), 0);
  const all = { cards: sumOf(given.flat, () => true), of: sumOf(given.tellable, () => true) };
  const enough = (i: number) => reports[i]!.cards >= MINIMUM_CARDS;

  const finding = (i: number): InterviewerFinding => {
    const { id, cards, component, severity } = reports[i]!;
    const flat = { cards: given.flat[i]!, of: given.tellable[i]! };
    const readings = isRefusal(effects) ? null : effects.interviewers[i]!;
    const measure = measures.get(id);
    return {
      ...{ id, cards, ratings: given.ratings[i]!, component, severity },
      ...{ mean: numberOrNull(given.mean[i]!), sd: numberOrNull(given.sd[i]!), flat },
      othersFlat: { cards: all.cards - flat.cards, of: all.of - flat.of },
      panel: readings?.panel ?? unreadReason(effects),
      flags: flags.filter((flag) => flag.interviewer === i).map(flagFinding),
      unread: whyUnread(effects, i, cards),
      drift: isRefusal(drift) ? drift : driftFinding(drift[i]!),
      partners: partners[i]!.map(({ interviewer, candidates }) => ({
        ...{ id: cells.interviewers[interviewer]!, candidates },
      })),
      facet: measure
        ? {
            ...{ measure: measure.measure, se: measure.se },
            ...{ infit: numberOrNull(measure.infit), outfit: numberOrNull(measure.outfit) },
          }
        : null,
    };
  };
  const severityOf = (i: number) => {
    const { severity } = reports[i]!;
    return isRefusal(severity) ? Number.NaN : severity.points;
  };
  const order = Uint32Array.from(reports, (_, i) => i).sort(
    (a, b) =>
      falling(severityOf(a), severityOf(b)) || reports[b]!.cards - reports[a]!.cards || a - b,
  );
  return {
    panel: { cards: sumOf(given.tellable, enough), flat: sumOf(given.flat, enough) },
    interviewers: Array.from(order, finding),
  };
}

const flagFinding = ({ effect, note }: RaterFlag) => ({ effect, note });

const driftFinding = ({ windows, change }: InterviewerDrift) => ({ windows, change });

const unreadReason = (effects: Parts["effects"]): Refusal =>
  isRefusal(effects) ? effects : refuse("Nothing was read.");

/** Why no effect could be read of an interviewer; null where one was. */
function whyUnread(effects: Parts["effects"], i: number, cards: number): string | null {
  const few = severityRefusal(cards);
  if (few) return few.reason;
  if (isRefusal(effects)) return effects.reason;
  const readings = Object.values(effects.interviewers[i]!.readings);
  const refused = readings.filter(isRefusal);
  return refused.length < readings.length ? null : (refused[0]?.reason ?? null);
}

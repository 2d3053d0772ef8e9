import { adjustmentOf } from "#app/domain/calibration/adjusted.ts";
import { agreementWords, inOneSentence } from "#app/domain/calibration/agreement-words.ts";
import { unsaid } from "#app/domain/calibration/figures-patterns.ts";
import { figureOf, orderOf } from "#app/domain/calibration/figures-view.ts";
import { filterWords } from "#app/domain/calibration/filters.ts";
import type { FindingsSummary } from "#app/domain/calibration/findings.ts";
import { headlineOf } from "#app/domain/calibration/headline.ts";
import { raterFlags } from "#app/domain/calibration/panel-flags-rater.ts";
import { type FigureId, figureIdsOf } from "#app/domain/calibration/parts.ts";
import { quarterWords } from "#app/domain/calibration/quarters.ts";
import { isRefusal } from "#app/domain/calibration/refusal.ts";
import { standingOut } from "#app/domain/calibration/standing-out.ts";
import type {
  CalibrationView,
  CandidatesFound,
  CriteriaFound,
  InterviewerRow,
  InterviewersFound,
  Page,
  PatternsFound,
  ScopeChoice,
} from "#app/domain/calibration/view.ts";
import type { DrawnFigure } from "#app/domain/figure.ts";
import { levelWords } from "#app/domain/level.ts";
import { roundWords } from "#app/domain/loop.ts";
import { pairShown } from "#app/routes/_app.calibration/pair-shown.server.ts";

export type Shown = ReturnType<typeof shownOf>;
export type CandidatesShown = ReturnType<typeof candidatesShown>;
export type InterviewersShown = ReturnType<typeof interviewersShown>;
export type CriteriaShown = ReturnType<typeof criteriaShown>;
export type PatternsShown = ReturnType<typeof patternsShown>;

/** What the page says and draws of a view, worked out here so that it is sent once, ready to be shown. */
export function shownOf(view: CalibrationView) {
  const { chosen, filters, run, settledSince, narrowed, options, choices } = view;
  return {
    ...{ chosen, filters, run, settledSince, narrowed },
    ignored: view.ignored.map((name) => filterWords[name]),
    options: {
      positions: positionsOf(choices),
      rubrics: choices
        .filter(({ positionId }) => positionId === chosen?.positionId)
        .map(({ rubricVersionId, rubric, candidates }) => ({
          ...{ value: rubricVersionId, label: `${rubric} (${candidates.toLocaleString("en")})` },
        })),
      quarters: options.quarters.map((value) => ({ value, label: quarterWords(value) })),
      levels: options.levels.map((value) => ({ value, label: levelWords[value] })),
      rounds: options.rounds.map((value) => ({ value, label: roundWords[value] })),
      met: options.met.map(({ id, name }) => ({ value: id, label: name })),
    },
    found: partShown(view),
  };
}

/** Each position once, with the candidates of all its rubric versions. */
function positionsOf(choices: readonly ScopeChoice[]) {
  const found = new Map<string, ScopeChoice>();
  for (const choice of choices) {
    const known = found.get(choice.positionId);
    const candidates = (known?.candidates ?? 0) + choice.candidates;
    found.set(choice.positionId, { ...(known ?? choice), candidates });
  }
  return [...found.values()].map(({ positionId, title, level, candidates }) => ({
    value: positionId,
    label: `${title}, ${levelWords[level]} (${candidates.toLocaleString("en")})`,
  }));
}

function partShown(view: CalibrationView) {
  const { found } = view;
  switch (found?.part) {
    case "candidates":
      return candidatesShown(view, found);
    case "interviewers":
      return interviewersShown(view, found);
    case "criteria":
      return criteriaShown(view, found);
    case "patterns":
      return patternsShown(view, found);
    case undefined:
      return null;
  }
}

function candidatesShown(view: CalibrationView, found: CandidatesFound) {
  const { quarter, from, until, level, met } = view.filters;
  const narrowed = (quarter ?? from ?? until ?? level ?? met) !== undefined;
  const order = orderOf(view);
  const { page, total } = found.candidates;
  const { shown } = adjustmentOf(found.summary);
  return {
    part: found.part,
    headline: headlineOf(found, { ranked: order === "calibrated" && page === 1 && !narrowed }),
    figure: drawn(view, "candidates"),
    pages: stretchOf(found.candidates),
    /** The order they stand in, where there are two to choose from. */
    order: shown ? order : null,
    comparable: shown && total > 1,
    pair: found.pair && pairShown(found.pair),
  };
}

function interviewersShown(view: CalibrationView, found: InterviewersFound) {
  const { rows } = found.interviewers;
  return {
    part: found.part,
    severity: drawn(view, "severity"),
    linkage: drawn(view, "linkage"),
    spreads: drawn(view, "spreads"),
    pages: stretchOf(found.interviewers),
    linked: found.summary.islands.length < 2,
    standingOut: rows
      .map((row) => standing(row, found.summary))
      .filter(({ sentences }) => sentences.length > 0),
  };
}

/** What stands out of one interviewer, with what the catalogue of scoring calls it. */
function standing(row: InterviewerRow, { islands }: FindingsSummary) {
  const flags = raterFlags(row, islands);
  const alone = flags.filter(({ pattern }) => pattern === "unlinked-rater");
  return {
    ...{ id: row.id, name: row.name },
    patterns: [...new Set(flags.map(({ pattern }) => pattern))],
    sentences: [...standingOut(row), ...alone.map(({ evidence }) => evidence)],
  };
}

function criteriaShown(view: CalibrationView, { part, summary, agreement }: CriteriaFound) {
  const { criteria, points, weights } = summary;
  const titles = new Map(view.rubric?.criteria.map(({ key, title }) => [key, title]));
  return {
    part,
    reliability: drawn(view, "reliability"),
    /** The sentence of each criterion: what its agreement means, and what to do about it. */
    advice: criteria.flatMap((key, at) => {
      const own = agreement.byCriterion[at];
      const criterion = titles.get(key) ?? key;
      return own ? [inOneSentence(agreementWords(own, { criterion, scale: [1, points] }))] : [];
    }),
    scores: (["versions", "distributions", "weights"] as const).flatMap((id) => present(view, id)),
    weightsRefused: isRefusal(weights) ? weights.reason : null,
    overTime: (["quarters", "bar"] as const).flatMap((id) => present(view, id)),
  };
}

function patternsShown(view: CalibrationView, { part, patterns, titles }: PatternsFound) {
  return {
    part,
    /** Whether the newest result follows patterns, and how many loops there are to say something of. */
    loops: patterns?.loops ?? null,
    figures: figureIdsOf(part).flatMap((id) => present(view, id)),
    unsaid: patterns ? unsaid({ statistics: patterns, titles, narrowed: "" }) : [],
  };
}

/** A figure with its table only where the address asks for that. */
function drawn(view: CalibrationView, id: FigureId): DrawnFigure | null {
  const figure = figureOf(view, id);
  const { table } = view.filters;
  return figure && { ...figure, table: table === id || table === "all" ? figure.table : null };
}

function present(view: CalibrationView, id: FigureId) {
  const figure = drawn(view, id);
  return figure ? [{ id, figure }] : [];
}

const stretchOf = ({ page, size, total }: Page<unknown>) => ({ page, size, total });

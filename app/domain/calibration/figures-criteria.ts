import type { Agreement, Agreements } from "#app/domain/calibration/agreement.ts";
import { agreementVerdict, agreementWords, FAIR } from "#app/domain/calibration/agreement-words.ts";
import type { FindingsSummary } from "#app/domain/calibration/findings.ts";
import { quarterIn, quarterWords } from "#app/domain/calibration/quarters.ts";
import { isRefusal } from "#app/domain/calibration/refusal.ts";
import type { Distribution } from "#app/domain/calibration/summary.ts";
import type { VersionReliability, ViewRubric } from "#app/domain/calibration/view.ts";
import { count } from "#app/domain/count.ts";
import type { DotRow, Figure, FigureColumn } from "#app/domain/figure.ts";
import { axisOf, numberWords } from "#app/domain/figure-axis.ts";
import { answerParts } from "#app/domain/figure-parts.ts";

type Named = { readonly id: string; readonly label: string; readonly agreement: Agreement };

const text = (label: string): FigureColumn => ({ label, numeric: false });
const number = (label: string, more: Partial<FigureColumn> = {}): FigureColumn => ({
  ...{ label, numeric: true },
  ...more,
});
const two = { digits: 2 };

/** What a verdict is called in a list. */
const verdictWords = {
  few: "too few compared",
  same: "all the same",
  unsure: "too early to say",
  strong: "panels agree",
  severity: "same order, other scores",
  fair: "panels mostly agree",
  weak: "panels disagree",
  chance: "no more than chance",
  opposed: "panels contradict each other",
} as const;

const OVERALL = "overall";

/**
 * How far panels agree, by criterion in the rubric's order, all criteria together at the end. `settled` says
 * which quarters it is of, "in Q2 2026"; null for the whole scope, which alone has intraclass correlations.
 */
export function reliabilityFigure(
  agreement: Agreements,
  rubric: ViewRubric,
  { criteria, settled }: Pick<FindingsSummary, "criteria"> & { readonly settled: string | null },
): Figure {
  const rows = [
    ...criteria.flatMap((key, at): Named[] => {
      const own = agreement.byCriterion[at];
      return own ? [{ id: key, label: titleOf(rubric, key), agreement: own }] : [];
    }),
    { id: OVERALL, label: "All criteria", agreement: agreement.overall },
  ];
  const { overall } = agreement;
  return {
    id: "reliability",
    title: "How far panels agree",
    sentence: settled === null ? reliabilitySentence(overall) : agreementWords(overall).meaning,
    caption: `${count(overall.compared, "candidate")}${settled === null ? "" : ` of loops settled ${settled},`} scored by two or more people, ${count(overall.pairable, "score")} that can be compared. Krippendorff's alpha for ordered scores, with the range that holds the true value nine times out of ten: 1 is full agreement, 0 what chance would give. Lean on what lies above ${FAIR.toFixed(2)}.`,
    method: settled === null ? "alpha" : "period",
    plot: alphaPlot(rows),
    table: {
      columns: [text("Criterion"), ...agreementColumns, text("In words")],
      rows: rows.map(({ id, label, agreement: own }) => ({
        id,
        cells: [label, ...agreementCells(own), verdictWords[agreementVerdict(own)]],
      })),
    },
  };
}

const titleOf = ({ criteria }: ViewRubric, key: string) =>
  criteria.find((one) => one.key === key)?.title ?? key;

function alphaPlot(rows: readonly Named[]): Figure["plot"] {
  const dots = rows.map(alphaRow);
  const reach = dots.flatMap((row) => row.dots.flatMap(({ value, low }) => [value, low]));
  const axis = axisOf(reach, { include: [0, 1] });
  return {
    kind: "dots",
    axis: {
      ...axis,
      to: 1,
      ticks: axis.ticks.filter((tick) => tick <= 1),
      label: "Agreement (alpha)",
      ends: ["chance", "full agreement"],
    },
    reference: FAIR,
    referenceLabel: `Lean on scores from here on (${FAIR.toFixed(2)})`,
    legend: [],
    rows: dots,
  };
}

function alphaRow({ id, label, agreement }: Named): DotRow {
  const { alpha, interval } = agreement;
  if (isRefusal(alpha)) return { id, label, note: alpha.reason, dots: [] };
  const [low, high] = isRefusal(interval) ? [null, null] : interval;
  return {
    ...{ id, label },
    note: `${numberWords(alpha.ordinal, two)} · ${verdictWords[agreementVerdict(agreement)]}`,
    dots: [{ mark: "filled", value: alpha.ordinal, low, high }],
  };
}

const agreementColumns: FigureColumn[] = [
  number("Alpha", two),
  number("Low", two),
  number("High", two),
  number("ICC of one card", two),
  number("ICC of a panel", two),
  number("Candidates compared"),
  number("Scores compared"),
];

function agreementCells({ alpha, interval, icc, compared, pairable }: Agreement) {
  const [low, high] = isRefusal(interval) ? [null, null] : interval;
  return [
    ...[isRefusal(alpha) ? null : alpha.ordinal, low, high],
    ...(isRefusal(icc) ? [null, null] : [icc.A1, icc.Ak]),
    ...[compared, pairable],
  ];
}

/** What a panel's total is worth, by the intraclass correlation. */
function reliabilitySentence({ icc, panel, alpha }: Agreement): string {
  if (isRefusal(alpha)) return alpha.reason;
  if (isRefusal(icc) || panel === null)
    return "How much of a panel's total is the candidate cannot be said.";
  const percent = (share: number) => `${Math.round(100 * share)} of 100`;
  return `Of the differences between single cards, ${percent(icc.A1)} parts are the candidates'; between the totals of panels of about ${Math.round(panel)}, ${percent(icc.Ak)}. The rest is who interviewed, and chance.`;
}

/** Agreement by rubric version, so that one sees whether a rewritten anchor helped; null with one version. */
export function versionsFigure(
  versions: readonly VersionReliability[],
  rubric: ViewRubric,
): Figure | null {
  if (versions.length < 2) return null;
  const keys = [...new Set(versions.flatMap((one) => one.byCriterion.map(({ key }) => key)))];
  const rows = [...keys, OVERALL].flatMap((key) =>
    versions.flatMap((version): Named[] => {
      const own =
        key === OVERALL
          ? version.overall
          : version.byCriterion.find((one) => one.key === key)?.agreement;
      const name = key === OVERALL ? "All criteria" : titleOf(rubric, key);
      return own
        ? [
            {
              id: `${key}-${version.rubricVersionId}`,
              label: `${name}, version ${version.number}`,
              agreement: own,
            },
          ]
        : [];
    }),
  );
  return {
    id: "versions",
    title: "Agreement by rubric version",
    sentence: versionsSentence(versions, rubric),
    caption: `${versions.length} rubric versions of this position, the newest first under each criterion. Krippendorff's alpha with the range that holds the true value nine times out of ten. Other candidates and interviewers came with each version: a difference need not be the rubric's.`,
    method: "alpha",
    plot: alphaPlot(rows),
    table: {
      columns: [text("Criterion and version"), ...agreementColumns],
      rows: rows.map(({ id, label, agreement }) => ({
        id,
        cells: [label, ...agreementCells(agreement)],
      })),
    },
  };
}

/** Between the newest version and the one before it: what ranges that do not touch say. */
function versionsSentence(
  [newest, before]: readonly VersionReliability[],
  rubric: ViewRubric,
): string {
  if (!newest || !before) return "";
  const moved = newest.byCriterion.flatMap(({ key, agreement }) => {
    const old = before.byCriterion.find((one) => one.key === key)?.agreement;
    if (!old || isRefusal(agreement.interval) || isRefusal(old.interval)) return [];
    const name = titleOf(rubric, key);
    if (agreement.interval[0] > old.interval[1]) return [`more about ${name}`];
    return agreement.interval[1] < old.interval[0] ? [`less about ${name}`] : [];
  });
  return moved.length === 0
    ? `No criterion's agreement clearly differs under version ${newest.number} from what it was under version ${before.number}.`
    : `Under version ${newest.number} panels agree ${moved.join(", ")} than under version ${before.number}.`;
}

/** Overall agreement by the quarter loops were settled in; null with fewer than two quarters. */
export function quartersFigure(
  byQuarter: FindingsSummary["agreement"]["byQuarter"],
): Figure | null {
  if (byQuarter.length < 2) return null;
  const points = byQuarter.map(({ overall: { alpha, interval } }) =>
    isRefusal(alpha) || isRefusal(interval)
      ? null
      : { value: alpha.ordinal, low: interval[0], high: interval[1] },
  );
  if (points.every((point) => point === null)) return null;
  const axis = axisOf(
    points.flatMap((point) => (point ? [point.low, point.high] : [])),
    {
      include: [0, 1],
    },
  );
  return {
    id: "quarters",
    title: "Agreement by quarter",
    sentence: quartersSentence(byQuarter),
    caption: `Krippendorff's alpha over all criteria, of the loops settled in the quarter, with the range that holds the true value nine times out of ten. A quarter with too few compared candidates has no point.`,
    method: "period",
    plot: {
      kind: "lines",
      axis: { ...axis, label: "Agreement (alpha)" },
      reference: FAIR,
      referenceLabel: `Lean on scores from here on (${FAIR.toFixed(2)})`,
      steps: byQuarter.map(({ quarter }) => quarterWords(quarter)),
      lines: [{ label: "All criteria", points }],
    },
    table: {
      columns: [text("Quarter"), ...agreementColumns],
      rows: byQuarter.map(({ quarter, overall }) => ({
        id: quarter,
        cells: [quarterWords(quarter), ...agreementCells(overall)],
      })),
    },
  };
}

function quartersSentence(byQuarter: FindingsSummary["agreement"]["byQuarter"]): string {
  const known = byQuarter.flatMap(({ quarter, overall: { alpha, interval } }) =>
    isRefusal(alpha) || isRefusal(interval) ? [] : [{ quarter, alpha: alpha.ordinal, interval }],
  );
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last || first === last)
    return "One quarter has enough compared candidates; there is none to hold it against.";
  const [from, to] = [quarterWords(first.quarter), quarterWords(last.quarter)];
  if (last.interval[0] > first.interval[1]) return `Panels agree more in ${to} than in ${from}.`;
  if (last.interval[1] < first.interval[0]) return `Panels agree less in ${to} than in ${from}.`;
  return `Agreement in ${to} does not clearly differ from ${from}: their ranges overlap.`;
}

/** What an average interviewer would have given in each quarter; null without quarters. */
export function barFigure(bar: FindingsSummary["bar"], points: number): Figure | null {
  if (!bar || bar.windows.length < 2) return null;
  const quarters = bar.windows.map((window) => quarterIn(new Date(window.from)));
  const given = bar.windows.map((window) =>
    isRefusal(window) ? null : { value: window.score, low: window.low, high: window.high },
  );
  if (given.every((point) => point === null)) return null;
  return {
    id: "bar",
    title: "Scores over time, whoever interviewed",
    sentence: isRefusal(bar.change) ? bar.change.reason : bar.change.words,
    caption: `${count(
      bar.windows.reduce((sum, { candidates }) => sum + candidates, 0),
      "candidate",
    )} by quarter. The mean score an average interviewer would have given, with the range that holds the true value nine times out of ten. Ratings alone cannot tell stronger candidates from a lower bar.`,
    method: "bar",
    plot: {
      kind: "lines",
      axis: {
        ...axisOf(
          given.flatMap((point) => (point ? [point.low, point.high] : [])),
          { most: points + 2 },
        ),
        label: "Score, in points",
      },
      reference: null,
      steps: quarters.map(quarterWords),
      lines: [{ label: "Mean score", points: given }],
    },
    table: {
      columns: [
        ...[text("Quarter"), number("Candidates")],
        ...[number("Score", two), number("Low", two), number("High", two), text("Note")],
      ],
      rows: bar.windows.map((window, at) => ({
        id: quarters[at] ?? String(at),
        cells: isRefusal(window)
          ? [quarterWords(quarters[at] ?? ""), window.candidates, null, null, null, window.reason]
          : [
              ...[quarterWords(quarters[at] ?? ""), window.candidates],
              ...[window.score, window.low, window.high, ""],
            ],
      })),
    },
  };
}

/** Every answer of counted cards by criterion; null where nothing was answered. */
export function distributionsFigure(
  distributions: readonly Distribution[],
  rubric: ViewRubric,
  { title = "Scores by criterion", narrowed = "" }: { title?: string; narrowed?: string } = {},
): Figure | null {
  const answers = ({ counts, notAsked, noSignal }: Distribution) => [...counts, notAsked, noSignal];
  const total = distributions.reduce(
    (sum, row) => sum + answers(row).reduce((a, b) => a + b, 0),
    0,
  );
  if (total === 0) return null;
  const named = distributions.map((row) => ({ ...row, title: titleOf(rubric, row.criterion) }));
  return {
    id: "distributions",
    title,
    sentence: distributionsSentence(named),
    caption: `${count(total, "answer")} on counted cards${narrowed}. Each bar is 100% of the answers on one criterion.`,
    method: "distributions",
    plot: {
      kind: "bars",
      parts: answerParts(rubric.scale),
      rows: named.map((row) => ({
        id: row.criterion,
        label: row.title,
        note:
          row.mean === null
            ? "not scored"
            : `mean ${row.mean.toFixed(2)}, ${count(row.n, "score")}`,
        counts: answers(row),
      })),
    },
    table: {
      columns: [
        text("Criterion"),
        ...rubric.scale.map((word, at) => number(`${at + 1} ${word}`)),
        ...[number("Not asked"), number("No signal"), number("Scores"), number("Mean", two)],
      ],
      rows: named.map((row) => ({
        id: row.criterion,
        cells: [row.title, ...answers(row), row.n, row.mean],
      })),
    },
  };
}

function distributionsSentence(
  rows: readonly (Distribution & { readonly title: string })[],
): string {
  const scored = rows
    .flatMap((row) => (row.mean === null ? [] : [{ title: row.title, mean: row.mean }]))
    .toSorted((a, b) => b.mean - a.mean);
  const [highest, lowest] = [scored[0], scored.at(-1)];
  if (!highest || !lowest) return "No criterion was scored.";
  const means =
    highest === lowest
      ? `${highest.title} has a mean of ${highest.mean.toFixed(2)}.`
      : `Means run from ${lowest.mean.toFixed(2)} (${lowest.title}) to ${highest.mean.toFixed(2)} (${highest.title}).`;
  const unseen = rows
    .map((row) => {
      const left = row.notAsked + row.noSignal;
      return { title: row.title, left, share: left / Math.max(1, row.n + left) };
    })
    .toSorted((a, b) => b.share - a.share);
  const [most] = unseen;
  if (!most || most.left === 0) return `${means} Nothing was marked not asked or no signal.`;
  return `${means} ${most.title} stays unscored most often: ${Math.round(100 * most.share)}% not asked or no signal.`;
}

/** The weight a criterion was given beside what it comes to, given how far it tells candidates apart. */
export function weightsFigure({ weights }: FindingsSummary, rubric: ViewRubric): Figure | null {
  if (isRefusal(weights) || weights.length === 0) return null;
  const rows = weights.map((one) => ({ ...one, title: titleOf(rubric, one.criterion) }));
  const known = rows.flatMap((row) =>
    row.percentage === null ? [] : [{ ...row, to: row.percentage }],
  );
  const far = known.toSorted((a, b) => Math.abs(b.to - b.nominal) - Math.abs(a.to - a.nominal));
  const [first] = far;
  return {
    id: "weights",
    title: "What the weights come to",
    sentence:
      !first || Math.abs(first.to - first.nominal) < 3
        ? "Every criterion decides about as much as its weight says."
        : `${first.title} weighs ${first.nominal}% and comes to ${first.to}%: candidates differ ${first.to > first.nominal ? "more" : "less"} on it than on the others.`,
    caption:
      "Hollow: the weight in force. Filled: the same multiplied by how far candidates differ on the criterion, as a share of all. A criterion that everybody passes decides nothing, however heavy it is.",
    method: "effective-weight",
    plot: {
      kind: "dots",
      axis: {
        ...axisOf(
          rows.flatMap(({ nominal, percentage }) => [nominal, percentage]),
          { include: [0] },
        ),
        label: "Percent",
      },
      reference: null,
      legend: [
        { mark: "hollow", label: "Weight in force" },
        { mark: "filled", label: "What it comes to" },
      ],
      rows: rows.map(({ criterion, title, nominal, percentage }) => ({
        id: criterion,
        label: title,
        note: percentage === null ? `${nominal}%` : `${nominal}% comes to ${percentage}%`,
        dots: [
          { mark: "hollow", value: nominal, low: null, high: null },
          ...(percentage === null
            ? []
            : [{ mark: "filled" as const, value: percentage, low: null, high: null }]),
        ],
      })),
    },
    table: {
      columns: [
        ...[text("Criterion"), number("Weight, percent"), number("Comes to, percent")],
        number("Spread among candidates (sd)", two),
      ],
      rows: rows.map(({ criterion, title, nominal, percentage, spread }) => ({
        id: criterion,
        cells: [title, nominal, percentage, spread],
      })),
    },
  };
}

import { bounds, correctedChanges } from "#app/domain/calibration/drift-change.ts";
import { severitySaid } from "#app/domain/calibration/figures-interviewers.ts";
import type { PeriodSeverity } from "#app/domain/calibration/period-severity.ts";
import { isRefusal } from "#app/domain/calibration/refusal.ts";
import { MINIMUM_CARDS } from "#app/domain/calibration/summary.ts";
import type {
  ComparedSeverities,
  ComparedSeverity,
  InterviewersFound,
  PeriodRow,
} from "#app/domain/calibration/view.ts";
import { count } from "#app/domain/count.ts";
import type { DotPlot, DotRow, Figure, FigureColumn } from "#app/domain/figure.ts";
import { axisAround, numberWords } from "#app/domain/figure-axis.ts";

const profileOf = ({ id }: { readonly id: string }) => `/calibration/people/${id}`;
const people = (n: number) => count(n, "interviewer");
const candidates = (n: number) => count(n, "candidate");

const DIRECT =
  "Each one's scores against those of the others who scored the same candidates, in points; not drawn towards the panel as the severity of a whole position is";

const text = (label: string): FigureColumn => ({ label, numeric: false });
const signed = (label: string): FigureColumn => ({ label, numeric: true, digits: 2, signed: true });

/** The axis of scores against the others': whoever scores lower stands at the left. */
function axisFor(rows: readonly DotRow[]): DotPlot["axis"] {
  const reach = rows.flatMap((row) =>
    row.dots.flatMap(({ value, low, high }) => [value, low, high]),
  );
  return {
    ...axisAround(0, reach, { least: 0.5, reach: 2 }),
    label: "Against the others, in points",
    ends: ["scores lower", "scores higher"],
  };
}

/**
 * Severity of a page of interviewers among the candidates of some quarters; `settled` says which: "in Q2
 * 2026". Ranges are as wide as the number of people asks for, so that those which leave out 0 are clear.
 */
export function periodSeverityFigure(
  period: readonly PeriodRow[],
  { total, page, pages }: Pick<InterviewersFound["interviewers"], "total" | "page" | "pages">,
  settled: string,
): Figure {
  const judged = correctedChanges(period.map(({ severity }) => severity));
  const rows = period
    .map((row, at) => ({ ...row, range: judged[at] }))
    .toSorted((a, b) => estimateOf(b) - estimateOf(a));
  const dots = rows.map(({ severity, range, ...who }): DotRow => {
    const base = { id: who.id, label: who.name, href: profileOf(who) };
    if (isRefusal(severity)) return { ...base, note: severity.reason, dots: [] };
    if (!range || isRefusal(range)) return { ...base, note: "", dots: [] };
    return {
      ...base,
      note: `${severitySaid(severity.estimate)}${range.flagged ? ", clear" : ", not clear"} · ${candidates(severity.candidates)}`,
      dots: [
        { mark: "filled", value: 0 - severity.estimate, low: 0 - range.high, high: 0 - range.low },
      ],
    };
  });
  const clear = rows.filter(({ range }) => range && !isRefusal(range) && range.flagged);
  const known = rows.filter(({ severity }) => !isRefusal(severity));
  return {
    id: "severity",
    title: "Severity in the chosen quarters",
    sentence:
      known.length === 0
        ? "No severity can be given of these quarters. Why not stands beside each name."
        : clear.length === 0
          ? "Nobody scores clearly lower or higher than the others did for the same candidates."
          : `Clearly apart from the others who scored the same candidates: ${listed(clear.map(({ name, severity }) => `${name} ${isRefusal(severity) ? "" : severitySaid(severity.estimate)}`))}.`,
    caption: `${period.length === total ? people(total) : `${period.length} of ${people(total)}`}${pages > 1 ? ` (page ${page} of ${pages})` : ""}, by loops settled ${settled}. ${DIRECT}. Ranges are widened for the ${people(known.length)} looked at: one that leaves out 0 is clear. From ${MINIMUM_CARDS} candidates on.`,
    method: "period",
    plot: {
      kind: "dots",
      axis: axisFor(dots),
      reference: 0,
      referenceLabel: "The others",
      legend: [{ mark: "filled", label: "Interviewer" }],
      rows: dots,
    },
    table: {
      columns: [
        text("Interviewer"),
        ...["Against the others", "Low", "High"].map(signed),
        { label: "Candidates compared", numeric: true },
      ],
      rows: rows.map(({ id, name, severity, range }) => ({
        ...{ id, href: profileOf({ id }) },
        cells:
          isRefusal(severity) || !range || isRefusal(range)
            ? [name, null, null, null, null]
            : [name, 0 - severity.estimate, 0 - range.high, 0 - range.low, severity.candidates],
      })),
    },
  };
}

const estimateOf = ({ severity }: PeriodRow) =>
  isRefusal(severity) ? Number.NEGATIVE_INFINITY : severity.estimate;

const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;

/** Severity of interviewers in two selections, those who moved most first; null with nobody in both. */
export function movedFigure(
  { rows, compared, clear }: ComparedSeverities,
  names: readonly [string, string],
): Figure | null {
  if (rows.length === 0) return null;
  const dots = rows.map(movedRow);
  return {
    id: "severities",
    title: "Severity of the same interviewers",
    sentence: movedSentence({ rows, compared, clear }, names),
    caption: `${rows.length === compared ? people(compared) : `${rows.length} of ${people(compared)}, those who moved most,`} with ${MINIMUM_CARDS} candidates or more in both. ${DIRECT}; each range holds the true value nine times out of ten. Whether a difference is clear allows for the ${people(compared)} looked at. A change that everybody shares stays out of sight.`,
    method: "period",
    plot: {
      kind: "dots",
      axis: axisFor(dots),
      reference: 0,
      referenceLabel: "The others",
      legend: [
        { mark: "hollow", label: names[0] },
        { mark: "filled", label: names[1] },
      ],
      rows: dots,
    },
    table: {
      columns: [
        text("Interviewer"),
        ...names.flatMap((name) => [
          ...["Against the others", "Low", "High"].map((label) => signed(`${label}, ${name}`)),
          { label: `Candidates, ${name}`, numeric: true },
        ]),
        ...["Difference", "Low", "High"].map((label, at) =>
          signed(at === 0 ? label : `${label} of the difference`),
        ),
        text("Clear"),
      ],
      rows: rows.map(({ id, name, a, b, change }) => ({
        ...{ id, href: profileOf({ id }) },
        cells: [
          name,
          ...[a, b].flatMap((one) => [...turned(one), one.candidates]),
          ...[0 - change.difference, 0 - change.high, 0 - change.low],
          change.flagged ? "yes" : "no",
        ],
      })),
    },
  };
}

/** Scores against the others': the value and its range, above 0 where higher. */
function turned(of: PeriodSeverity): [number, number, number] {
  const { low, high } = bounds(of);
  return [0 - of.estimate, 0 - high, 0 - low];
}

function movedRow({ id, name, a, b, change }: ComparedSeverity): DotRow {
  const dot = (mark: "hollow" | "filled", of: PeriodSeverity) => {
    const [value, low, high] = turned(of);
    return { mark, value, low, high };
  };
  return {
    ...{ id, label: name, href: profileOf({ id }) },
    note: `${severitySaid(a.estimate)} and ${severitySaid(b.estimate)} · ${change.flagged ? "clear" : "not clear"}`,
    dots: [dot("hollow", a), dot("filled", b)],
  };
}

function movedSentence(
  { rows, compared, clear }: ComparedSeverities,
  [first, second]: readonly [string, string],
): string {
  if (clear === 0)
    return `Nobody's scores clearly differ, beside others on the same candidates, between ${first} and ${second}.`;
  const moved = rows
    .slice(0, Math.min(clear, 3))
    .map(
      ({ name, change }) =>
        `${name} ${numberWords(Math.abs(change.difference), { digits: 2 })} ${change.difference > 0 ? "lower" : "higher"}`,
    );
  const rest = clear - moved.length;
  const more = rest > 0 ? `, and ${rest} more,` : "";
  const still = compared - clear;
  return `Clearly different in ${second} from ${first}, beside others on the same candidates: ${listed(moved)}${more}${still === 0 ? "." : `. For ${people(still)} no difference is clear.`}`;
}

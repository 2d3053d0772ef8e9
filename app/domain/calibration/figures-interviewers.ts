import { type FindingsSummary, MOST_PARTNERS } from "#app/domain/calibration/findings.ts";
import { effectTitles } from "#app/domain/calibration/profile-words.ts";
import { NOTABLE_SEVERITY } from "#app/domain/calibration/rater-readings.ts";
import { isRefusal } from "#app/domain/calibration/refusal.ts";
import { clearSeverity } from "#app/domain/calibration/standing-out.ts";
import type {
  InterviewerRow,
  InterviewersFound,
  LinkedRow,
  ViewRubric,
} from "#app/domain/calibration/view.ts";
import { count } from "#app/domain/count.ts";
import type { DotRow, Figure, FigureRow, LinkPlot } from "#app/domain/figure.ts";
import { axisAround, numberWords } from "#app/domain/figure-axis.ts";
import { answerParts } from "#app/domain/figure-parts.ts";

type Found = Pick<InterviewersFound, "summary" | "interviewers">;
type Linkage = Pick<InterviewersFound, "summary" | "linked">;

const profileOf = ({ id }: { readonly id: string }) => `/calibration/people/${id}`;
const cards = (n: number) => count(n, "card");
const people = (n: number) => count(n, "interviewer");

/** "0.42 lower": how a severity is said, in points against the panel. */
export function severitySaid(points: number): string {
  const size = numberWords(Math.abs(points), { digits: 2 });
  if (size === "0.00") return "as the panel";
  return `${size} ${points > 0 ? "lower" : "higher"}`;
}

/** Severity of each interviewer against the panel; those too little is known of stand below with why. */
export function severityFigure(found: Found): Figure | null {
  const { rows, total, page, pages } = found.interviewers;
  if (rows.length === 0) return null;
  const dots = rows.map(severityRow);
  // Turned round, so that whoever scores lower stands at the left, where lower scores are.
  const reach = dots.flatMap((row) =>
    row.dots.flatMap(({ value, low, high }) => [value, low, high]),
  );
  const part = pages > 1 ? ` (page ${page} of ${pages})` : "";
  return {
    id: "severity",
    title: "Severity",
    sentence: severitySentence(found),
    caption: `${rows.length === total ? people(total) : `${rows.length} of ${people(total)}`}${part}, the most severe first. How far each one's scores lie from the panel's for the same candidates, in points; the range holds the true value nine times out of ten. Clear is what is surely more than ${NOTABLE_SEVERITY} points, allowing for how many people are looked at. Estimates from few cards are drawn towards the panel.`,
    method: "severity",
    plot: {
      kind: "dots",
      axis: {
        ...axisAround(0, reach, { least: 0.5, reach: 2 }),
        label: "Against the panel, in points",
        ends: ["scores lower", "scores higher"],
      },
      reference: 0,
      referenceLabel: "The panel's mean",
      legend: [{ mark: "filled", label: "Interviewer" }],
      rows: dots,
    },
    table: {
      columns: [
        { label: "Interviewer", numeric: false },
        { label: "Against the panel", numeric: true, digits: 2, signed: true },
        { label: "Low", numeric: true, digits: 2, signed: true },
        { label: "High", numeric: true, digits: 2, signed: true },
        { label: "Cards", numeric: true },
        { label: "Mean score", numeric: true, digits: 2 },
        { label: "Spread (sd)", numeric: true, digits: 2 },
        { label: "Cards with one score throughout", numeric: true },
        { label: "Sealed late", numeric: true },
        { label: "Hours to seal, median", numeric: true, digits: 1 },
        { label: "What stands out", numeric: false },
      ],
      rows: rows.map(severityCells),
    },
  };
}

function severityRow(row: InterviewerRow): DotRow {
  const { severity } = row;
  const base = { id: row.id, label: row.name, href: profileOf(row) };
  if (isRefusal(severity)) return { ...base, note: severity.reason, dots: [] };
  const [low, high] = severity.interval;
  return {
    ...base,
    note: `${severitySaid(severity.points)}${clearSeverity(row) ? "" : ", not clear"} · ${cards(row.cards)}`,
    dots: [{ mark: "filled", value: 0 - severity.points, low: 0 - high, high: 0 - low }],
  };
}

function severityCells(row: InterviewerRow): FigureRow {
  const { severity, punctuality } = row;
  const numbers = isRefusal(severity)
    ? [null, null, null]
    : [0 - severity.points, 0 - severity.interval[1], 0 - severity.interval[0]];
  // Below the minimum nothing is told but the count.
  const known = !isRefusal(severity) || row.unread === null;
  const said = row.flags.map(({ effect }) => effectTitles[effect]).join("; ");
  return {
    id: row.id,
    href: profileOf(row),
    cells: [
      ...[row.name, ...numbers, row.cards],
      ...(known
        ? [row.mean, row.sd, row.flat.cards, punctuality?.late ?? null, punctuality?.hours ?? null]
        : [null, null, null, null, null]),
      said || (isRefusal(severity) ? severity.reason : (row.unread ?? "")),
    ],
  };
}

function severitySentence({ interviewers: { rows, total } }: Found): string {
  const known = rows.filter((row) => !isRefusal(row.severity));
  const few = rows.length - known.length;
  if (known.length === 0) {
    const [first] = rows;
    return first && isRefusal(first.severity)
      ? `No severity can be given yet. ${rows.length === 1 ? first.severity.reason : "Why not stands beside each name."}`
      : "No severity can be given yet.";
  }
  const lower = known.filter((row) => clearSeverity(row) === "lower");
  const higher = known.filter((row) => clearSeverity(row) === "higher");
  const here = rows.length < total;
  const parts = [
    ...(lower.length > 0 ? [`${listed(lower)} clearly lower`] : []),
    ...(higher.length > 0 ? [`${listed(higher)} clearly higher`] : []),
  ];
  const clear =
    parts.length === 0
      ? `Nobody ${here ? "on this page " : ""}scores clearly lower or higher than the panel for the same candidates.`
      : `${here ? "On this page " : ""}${parts.join(" and ")} than the panel for the same candidates.`;
  const waiting = few === 0 ? "" : ` For ${people(few)} there is not enough history yet.`;
  return `${clear}${waiting}`;
}

/** "Ana and Ben score", "Ana scores", "12 interviewers score". */
function listed(rows: readonly InterviewerRow[]): string {
  const names = rows.map(({ name }) => name);
  if (names.length > 4) return `${names.length} interviewers score`;
  const last = names.at(-1) ?? "";
  return names.length === 1
    ? `${last} scores`
    : `${names.slice(0, -1).join(", ")} and ${last} score`;
}

/** Who shares candidates with whom, in the whole scope; those on different islands cannot be compared. */
export function linkageFigure({ summary, linked }: Linkage): Figure | null {
  const rows = linked
    .filter(({ component }) => component !== null)
    .toSorted((a, b) => (a.component ?? 0) - (b.component ?? 0) || b.cards - a.cards);
  if (rows.length === 0) return null;
  const { islands, counts } = summary;
  const all = rows.length === counts.interviewers;
  const links = linksOf(rows);
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return {
    id: "linkage",
    title: "Who shares candidates with whom",
    sentence: linkageSentence(islands),
    caption: `${all ? people(rows.length) : `${rows.length} of ${people(counts.interviewers)}: of each large group those with the most cards`}. A line joins two who met the same candidates${all ? "" : ` (each with the ${MOST_PARTNERS} they share most with)`}, the wider the more of them. Severity can be told from strength only along such lines.`,
    method: "linkage",
    plot: {
      kind: "links",
      nodes: rows.map((row) => ({
        id: row.id,
        label: row.name,
        href: profileOf(row),
        island: row.component ?? 1,
        weight: row.cards,
      })),
      links,
      more: islands.flatMap(({ number, interviewers }) => {
        const people = interviewers - rows.filter((row) => row.component === number).length;
        return people > 0 ? [{ island: number, people }] : [];
      }),
    },
    table: {
      columns: [
        { label: "Interviewer", numeric: false },
        { label: "Group", numeric: true },
        { label: "Cards", numeric: true },
        { label: "Shares candidates with", numeric: true },
        { label: "Most with", numeric: false },
      ],
      rows: rows.map((row) => ({
        id: row.id,
        href: profileOf(row),
        cells: [row.name, row.component, row.cards, row.partners.length, mostWith(row)],
      })),
    },
  };

  function mostWith({ partners }: LinkedRow): string {
    return partners
      .flatMap(({ id, candidates }) => {
        const name = names.get(id);
        return name === undefined ? [] : [`${name} (${candidates})`];
      })
      .slice(0, 3)
      .join(", ");
  }
}

function linksOf(rows: readonly LinkedRow[]): LinkPlot["links"] {
  const place = new Map(rows.map(({ id }, at) => [id, at]));
  const weights = new Map<string, { a: number; b: number; weight: number }>();
  for (const [at, { partners }] of rows.entries())
    for (const { id, candidates } of partners) {
      const other = place.get(id);
      if (other === undefined || other === at) continue;
      const [a, b] = at < other ? [at, other] : [other, at];
      weights.set(`${a} ${b}`, { a, b, weight: candidates });
    }
  return [...weights.values()].toSorted((x, y) => x.a - y.a || x.b - y.b);
}

function linkageSentence(islands: FindingsSummary["islands"]): string {
  if (islands.length < 2)
    return "Everybody is linked through candidates they met, so severities can be compared.";
  const [first] = islands;
  const rest = islands.length - 1;
  return `Interviewers fall into ${islands.length} groups that share no candidate: the largest has ${people(first?.interviewers ?? 0)} and ${count(first?.candidates ?? 0, "candidate")}${rest === 1 ? "" : `, the other ${rest} are smaller`}. One interviewer who meets candidates of two groups joins them.`;
}

/** All answers of each interviewer of the page, as shares. */
export function spreadsFigure(found: Found, { scale }: ViewRubric): Figure | null {
  const rows = found.interviewers.rows.filter(
    (row) => row.unread === null || !isRefusal(row.severity),
  );
  if (rows.length === 0) return null;
  const answersOf = ({ answers }: InterviewerRow) => [
    ...answers.counts,
    ...[answers.notAsked, answers.noSignal],
  ];
  const total = rows.reduce((sum, row) => sum + answersOf(row).reduce((a, b) => a + b, 0), 0);
  return {
    id: "spreads",
    title: "Answers by interviewer",
    sentence:
      "A bar with little of one end can be a severe or a lenient reader, or the candidates they met.",
    caption: `${people(rows.length)} with enough cards, ${total.toLocaleString("en")} answers over all criteria of the whole position. Each bar is 100% of one person's answers.`,
    method: "distributions",
    plot: {
      kind: "bars",
      parts: answerParts(scale),
      rows: rows.map((row) => ({
        id: row.id,
        label: row.name,
        href: profileOf(row),
        note:
          row.mean === null ? cards(row.cards) : `mean ${row.mean.toFixed(2)}, ${cards(row.cards)}`,
        counts: answersOf(row),
      })),
    },
    table: {
      columns: [
        { label: "Interviewer", numeric: false },
        ...scale.map((word, at) => ({ label: `${at + 1} ${word}`, numeric: true })),
        { label: "Not asked", numeric: true },
        { label: "No signal", numeric: true },
        { label: "Mean", numeric: true, digits: 2 },
      ],
      rows: rows.map((row) => ({
        id: row.id,
        href: profileOf(row),
        cells: [row.name, ...answersOf(row), row.mean],
      })),
    },
  };
}

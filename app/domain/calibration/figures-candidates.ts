import { type Adjustment, adjustmentOf, shownScore } from "#app/domain/calibration/adjusted.ts";
import type { CandidateOrder } from "#app/domain/calibration/filters.ts";
import { isRefusal } from "#app/domain/calibration/refusal.ts";
import type { CandidateRow, CandidatesFound } from "#app/domain/calibration/view.ts";
import { type Outcome, outcomeWords } from "#app/domain/debrief.ts";
import type { DotRow, Figure, FigureColumn } from "#app/domain/figure.ts";
import { numberWords, scaleAxis } from "#app/domain/figure-axis.ts";
import { levelWords } from "#app/domain/level.ts";

type Found = Pick<CandidatesFound, "summary" | "candidates">;

/** P(A > B) from which two scores count as told apart: where the range of their difference leaves out 0. */
export const TOLD_APART = 0.95;

/** Whether the order of two candidates could well be the other way round. */
export const isTied = (probability: number | null): boolean =>
  probability !== null && probability < TOLD_APART && probability > 1 - TOLD_APART;

/** A panel this far from the mean in severity, in points, is called severe or lenient. */
const NOTABLE = 0.05;

/** "+0.21 for a severe panel": what taking the panel's severity out does to a score, in words. */
export function movedWords(panelSeverity: number | null): string | null {
  if (panelSeverity === null) return null;
  if (Math.abs(panelSeverity) < NOTABLE) return "an even panel";
  const kind = panelSeverity > 0 ? "severe" : "lenient";
  return `${numberWords(panelSeverity, { digits: 2, signed: true })} for a ${kind} panel`;
}

export const outcomeSaid = (outcome: Outcome): string =>
  outcome === "not-recorded" ? "outcome not recorded" : outcomeWords[outcome].toLowerCase();

const score = (value: number) => numberWords(value, { digits: 2 });

/**
 * Raw and adjusted scores of one page of candidates with the ranges that hold the true value nine times
 * out of ten. Adjusted ones are left out where a gate refuses them, and the sentence says why.
 */
export function candidatesFigure(
  found: Found,
  { order, points }: { readonly order: CandidateOrder; readonly points: number },
): Figure | null {
  const { rows, total } = found.candidates;
  if (rows.length === 0) return null;
  const adjustment = adjustmentOf(found.summary);
  const apart = adjustment.shown && order === "calibrated";
  const dots = rows.map((row) => dotRow(row, adjustment, apart));
  return {
    id: "candidates",
    title: "Candidates",
    sentence: sentenceOf(found, adjustment, apart),
    caption: captionOf(found, adjustment, { order, shown: rows.length, total }),
    method: adjustment.shown ? "calibrated" : "raw-interval",
    plot: {
      kind: "dots",
      axis: { ...scaleAxis(points), label: "Score, in points" },
      reference: null,
      legend: legendOf(adjustment),
      rows: dots,
    },
    table: {
      columns: columnsOf(adjustment),
      rows: rows.map((row) => ({
        id: row.loopId,
        href: debriefOf(row),
        cells: cellsOf(row, adjustment),
      })),
    },
  };
}

const debriefOf = ({ loopId }: CandidateRow) => `/loops/${loopId}/debrief`;

const legendOf = (adjustment: Adjustment) => [
  { mark: "hollow" as const, label: "Raw" },
  ...(adjustment.shown ? [{ mark: "filled" as const, label: "Adjusted (advisory)" }] : []),
  ...(adjustment.shown && adjustment.twoWay
    ? [{ mark: "diamond" as const, label: "Two-way" }]
    : []),
];

function dotRow(row: CandidateRow, adjustment: Adjustment, apart: boolean): DotRow {
  const { raw, rawInterval, twoWay } = row;
  const adjusted = shownScore(row, adjustment);
  const calibrated = isRefusal(adjusted) ? null : adjusted;
  const beside = adjustment.shown && adjustment.twoWay ? twoWay : null;
  return {
    id: row.loopId,
    label: row.candidate,
    href: debriefOf(row),
    note: noteOf(row, adjustment),
    ...(apart && calibrated && isTied(row.below)
      ? { tied: "Cannot be told apart from the one above" }
      : {}),
    dots: [
      ...(raw === null
        ? []
        : [
            {
              mark: "hollow" as const,
              value: raw,
              low: rawInterval?.[0] ?? null,
              high: rawInterval?.[1] ?? null,
            },
          ]),
      ...(calibrated
        ? [
            {
              mark: "filled" as const,
              value: calibrated.score,
              low: calibrated.interval[0],
              high: calibrated.interval[1],
            },
          ]
        : []),
      ...(beside === null
        ? []
        : [{ mark: "diamond" as const, value: beside, low: null, high: null }]),
    ],
  };
}

function noteOf(row: CandidateRow, adjustment: Adjustment): string {
  const adjusted = shownScore(row, adjustment);
  const numbers =
    row.raw === null
      ? "no score"
      : isRefusal(adjusted)
        ? `${score(row.raw)} raw${adjustment.shown ? "; not adjusted" : ""}`
        : [
            `${score(row.raw)} raw, ${score(adjusted.score)} adjusted`,
            ...[movedWords(row.panelSeverity)].filter((said) => said !== null),
          ].join("; ");
  const cards = row.cards === 1 ? "1 card" : `${row.cards} cards`;
  const seen = row.coverage < 0.995 ? `, ${Math.round(100 * row.coverage)}% covered` : "";
  const level = row.level ? `, ${levelWords[row.level].toLowerCase()}` : "";
  return `${numbers} · ${cards}${seen} · ${outcomeSaid(row.outcome)}${level}`;
}

function sentenceOf(
  { candidates: { rows, total } }: Found,
  adjustment: Adjustment,
  apart: boolean,
): string {
  if (!adjustment.shown) return `Only raw scores are shown. ${adjustment.why}`;
  const caution = adjustment.caution === null ? "" : ` ${adjustment.caution}`;
  if (total === 1) return `With one candidate there is nothing to rank.${caution}`;
  if (!apart) return `In the order of raw scores, which allows for no panel's severity.${caution}`;
  const held = rows.filter(({ below }) => below !== null);
  const tied = held.filter(({ below }) => isTied(below)).length;
  const said =
    tied === 0
      ? "Everybody can be told apart from the one above."
      : tied === held.length
        ? "Nobody can be told apart from the one above: read neighbours as equals, not as a ranking."
        : `${tied} of ${rows.length} cannot be told apart from the one above: read those as equals, not as a ranking.`;
  return `${held.length === 0 ? "Raw and adjusted scores, side by side." : said}${caution}`;
}

function captionOf(
  { summary, candidates: { page, pages } }: Found,
  adjustment: Adjustment,
  { order, shown, total }: { order: CandidateOrder; shown: number; total: number },
): string {
  const { cards, interviewers } = summary.counts;
  const part = pages > 1 ? ` (page ${page} of ${pages})` : "";
  const by = order === "raw" || !adjustment.shown ? "raw" : "adjusted";
  const which = `${shown === total ? total : `${shown} of ${total.toLocaleString("en")}`} candidates${part}, highest ${by} score first; ${cards.toLocaleString("en")} cards of ${interviewers.toLocaleString("en")} interviewers.`;
  const raw =
    "Raw: the panel's weighted mean; its range is what another panel of the same size might have given nine times out of ten.";
  if (!adjustment.shown) return `${which} ${raw}`;
  const two = adjustment.twoWay
    ? " Two-way: compares interviewers only on candidates they share."
    : "";
  return `${which} ${raw} Adjusted: after taking out how severe the panel is, and drawn towards the mean the less was seen; its range holds the true score nine times out of ten. Advisory: it decides nothing.${two}`;
}

const number = (label: string, more: Partial<FigureColumn> = {}): FigureColumn => ({
  label,
  numeric: true,
  ...more,
});
const text = (label: string): FigureColumn => ({ label, numeric: false });

const columnsOf = (adjustment: Adjustment): FigureColumn[] => [
  text("Candidate"),
  number("Raw", { digits: 2 }),
  number("Raw, low", { digits: 2 }),
  number("Raw, high", { digits: 2 }),
  ...(adjustment.shown
    ? [
        number("Adjusted (advisory)", { digits: 2 }),
        number("Adjusted, low", { digits: 2 }),
        number("Adjusted, high", { digits: 2 }),
        number("For the panel's severity", { digits: 2, signed: true }),
        number("P(above the next one up)", { share: true }),
        ...(adjustment.twoWay ? [number("Two-way", { digits: 2 })] : []),
      ]
    : []),
  number("Coverage", { share: true }),
  number("Cards"),
  text("Decision"),
  text("Level"),
  text("Settled"),
  ...(adjustment.shown ? [text("Note")] : []),
];

function cellsOf(row: CandidateRow, adjustment: Adjustment): (string | number | null)[] {
  const adjusted = shownScore(row, adjustment);
  const [score, interval, note] = isRefusal(adjusted)
    ? [null, null, adjusted.reason]
    : [adjusted.score, adjusted.interval, adjusted.note ?? ""];
  return [
    ...[row.candidate, row.raw, row.rawInterval?.[0] ?? null, row.rawInterval?.[1] ?? null],
    ...(adjustment.shown
      ? [
          ...[score, interval?.[0] ?? null, interval?.[1] ?? null, row.panelSeverity],
          row.below === null || score === null ? null : 1 - row.below,
          ...(adjustment.twoWay ? [row.twoWay] : []),
        ]
      : []),
    ...[row.coverage, row.cards, outcomeWords[row.outcome]],
    ...[row.level ? levelWords[row.level] : null, row.settledAt.toISOString().slice(0, 10)],
    ...(adjustment.shown ? [note] : []),
  ];
}

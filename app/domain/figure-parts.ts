import type { BarPart, BarPlot } from "#app/domain/figure.ts";
import { numberWords } from "#app/domain/figure-axis.ts";
import { notObservedWords } from "#app/domain/scorecard.ts";
import { toneOf } from "#app/domain/tone.ts";

/** The parts of a bar of answers: each point of the scale from the lowest up, not asked, no signal. */
export const answerParts = (scale: readonly string[]): BarPart[] => [
  ...scale.map((word, at) => ({
    key: String(at + 1),
    sign: String(at + 1),
    label: `${at + 1} ${word}`,
    tone: toneOf(at + 1, scale.length),
  })),
  { key: "not-asked", sign: "N", label: notObservedWords["not-asked"], tone: "tone-not-asked" },
  { key: "no-signal", sign: "S", label: notObservedWords["no-signal"], tone: "tone-no-signal" },
];

export type ShownPart = {
  readonly part: BarPart;
  readonly n: number;
  /** Of the row's whole, 0 to 1. */
  readonly share: number;
  /** Of the plot's width, 0 to 1, and where it begins. */
  readonly wide: number;
  readonly start: number;
};

const wholeOf = (counts: readonly number[]): number =>
  counts.reduce((sum, n) => sum + Math.max(n, 0), 0);

/** What a plot's full width stands for; null where it is each row's own whole. */
export const widest = ({ counted, rows }: Pick<BarPlot, "counted" | "rows">): number | null =>
  counted ? Math.max(...rows.map((row) => wholeOf(row.counts))) : null;

/** What stands in a part that has the room: its count, or its share. */
export const partLabel = (
  { n, share }: ShownPart,
  { counted }: Pick<BarPlot, "counted">,
): string => (counted ? numberWords(n) : `${Math.round(share * 100)}%`);

/** The parts of a row that hold something, with their shares of its whole; none where nothing was counted. */
export function barOf(
  parts: readonly BarPart[],
  counts: readonly number[],
  full: number | null = null,
): ShownPart[] {
  const sizes = parts.map((_, at) => Math.max(counts[at] ?? 0, 0));
  const total = wholeOf(counts);
  const width = full ?? total;
  let before = 0;
  return parts.flatMap((part, at) => {
    const n = sizes[at] ?? 0;
    if (n === 0) return [];
    const shown = { part, n, share: n / total, wide: n / width, start: before / width };
    before += n;
    return [shown];
  });
}

/** `3 Meets: 12 (40%)`. */
export const partWords = ({ part, n, share }: Pick<ShownPart, "part" | "n" | "share">): string =>
  `${part.label}: ${numberWords(n)} (${share > 0 && share < 0.005 ? "under 1" : Math.round(share * 100)}%)`;

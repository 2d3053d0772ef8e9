import type { MarkKind, Plot } from "#app/domain/figure.ts";
import { anyCut } from "#app/domain/figure-axis.ts";
import { framesOf } from "#app/domain/figure-lines.ts";
import { type Drawing, element, linesOf, widthOf } from "#app/domain/svg-text.ts";
import type { Tone } from "#app/domain/tone.ts";

/** The light theme's colours: a file has no other. */
export const surface = "#ffffff";
export const ink = "#171b23";
export const muted = "#566072";
export const hairline = "#d9dde5";
export const strong = "#858d9c";
export const accent = "#3a48b0";
const second = "#b2431e";

/** Something drawn from 0, 0 on, and how high it is. */
export type Laid = { readonly height: number; readonly drawn: readonly Drawing[] };

type Look = {
  readonly size: number;
  readonly weight?: number;
  readonly fill: string;
  readonly anchor?: "middle" | "end";
};

export const text = (
  x: number,
  y: number,
  words: string,
  { size, weight, fill, anchor }: Look,
): Drawing =>
  element(
    "text",
    { x, y, "font-size": size, "font-weight": weight, fill, "text-anchor": anchor },
    words,
  );

export const leading = (size: number): number => Math.round(size * 1.4);

export function paragraph(words: string, width: number, look: Look, most = Infinity): Laid {
  const lines = linesOf(words, width, look.size, most);
  return {
    height: lines.length * leading(look.size),
    drawn: lines.map((line, at) => text(0, at * leading(look.size) + look.size, line, look)),
  };
}

export const line = (
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  stroke: string,
  width = 1,
  dashes?: string,
): Drawing =>
  element("line", { x1, y1, x2, y2, stroke, "stroke-width": width, "stroke-dasharray": dashes });

export const referenceLine = (x1: number, y1: number, x2: number, y2: number): Drawing =>
  line(x1, y1, x2, y2, strong, 1.5, "4 3");

export const whiskerColours: Record<MarkKind, string> = {
  filled: accent,
  hollow: strong,
  diamond: muted,
};

export const markAt = (kind: MarkKind, x: number, y: number): Drawing =>
  kind === "diamond"
    ? element("path", {
        d: `M${x} ${y - 6} l6 6 -6 6 -6 -6 z`,
        fill: surface,
        stroke: muted,
        "stroke-width": 2,
      })
    : element("circle", {
        cx: x,
        cy: y,
        r: 5,
        fill: kind === "filled" ? accent : surface,
        stroke: accent,
        "stroke-width": 2,
      });

export const lineLooks = [
  { stroke: accent, fill: accent, dashes: undefined },
  { stroke: second, fill: surface, dashes: "6 4" },
  { stroke: muted, fill: muted, dashes: "2 3" },
] as const;
export const lineLook = (at: number) => lineLooks[at % lineLooks.length] ?? lineLooks[0];

type Colours = { readonly fill: string; readonly on: string; readonly stroke: string };
const on = "#10141b";
const colours: Record<Tone, Colours> = {
  "tone-1": { fill: "#b2431e", on: "#fff", stroke: surface },
  "tone-2": { fill: "#c4653d", on, stroke: surface },
  "tone-3": { fill: "#d6865d", on, stroke: surface },
  "tone-4": { fill: "#e8a87c", on, stroke: surface },
  "tone-5": { fill: "#dbc7bb", on, stroke: surface },
  "tone-mid": { fill: "#d5d7db", on, stroke: surface },
  "tone-6": { fill: "#becddc", on, stroke: surface },
  "tone-7": { fill: "#8fb8de", on, stroke: surface },
  "tone-8": { fill: "#6a9acc", on, stroke: surface },
  "tone-9": { fill: "#3d75b3", on: "#fff", stroke: surface },
  "tone-10": { fill: "#1f5fa8", on: "#fff", stroke: surface },
  "tone-not-asked": { fill: "url(#hatch)", on: muted, stroke: strong },
  "tone-no-signal": { fill: surface, on: muted, stroke: strong },
  "tone-accent": { fill: accent, on: "#fff", stroke: surface },
  "tone-quiet": { fill: hairline, on: ink, stroke: surface },
};
export const coloursOf = (tone: Tone): Colours => colours[tone];

export const hatch = element(
  "defs",
  {},
  element(
    "pattern",
    {
      id: "hatch",
      width: 6,
      height: 6,
      patternUnits: "userSpaceOnUse",
      patternTransform: "rotate(45)",
    },
    element("rect", { width: 6, height: 6, fill: surface }),
    element("line", { y2: 6, stroke: strong }),
  ),
);

type LegendEntry = { readonly key: readonly Drawing[]; readonly words: string };

/** What each mark stands for, in as many lines as it takes. */
export function legendOf(plot: Plot, width: number): Laid {
  const entries = entriesOf(plot);
  let x = 0;
  let y = 0;
  const drawn = entries.map(({ key, words }) => {
    const wide = 30 + widthOf(words, 12) + 18;
    if (x > 0 && x + wide > width) {
      x = 0;
      y += 22;
    }
    const entry = element(
      "g",
      { transform: `translate(${Math.round(x)} ${y})` },
      ...key,
      text(30, 14, words, { size: 12, fill: ink }),
    );
    x += wide;
    return entry;
  });
  return { height: entries.length === 0 ? 0 : y + 20, drawn };
}

function entriesOf(plot: Plot): LegendEntry[] {
  switch (plot.kind) {
    case "dots": {
      const tied = plot.rows.find((row) => row.tied)?.tied;
      return [
        ...plot.legend.map(({ mark, label }) => ({ key: [markAt(mark, 12, 10)], words: label })),
        ...referenceEntry(plot, [referenceLine(12, 1, 12, 19)]),
        ...(anyCut(plot.axis, plot.rows)
          ? [
              {
                key: [line(4, 10, 14, 10, accent, 2), arrow(13, 10, 1, accent)],
                words: "Goes on beyond the axis",
              },
            ]
          : []),
        ...(tied ? [{ key: [bracket(10, 3, 14)], words: tied }] : []),
      ];
    }
    case "bars":
      return plot.parts.map(({ tone, sign, label }) => {
        const { fill, on, stroke } = coloursOf(tone);
        return {
          key: [
            element("rect", { x: 2, width: 20, height: 20, rx: 3, fill, stroke }),
            ...(sign
              ? [text(12, 14.5, sign, { size: 12, weight: 600, fill: on, anchor: "middle" })]
              : []),
          ],
          words: sign && label.startsWith(`${sign} `) ? label.slice(sign.length + 1) : label,
        };
      });
    case "lines":
      return [
        ...(framesOf(plot.lines).length === 1 && plot.lines.length > 1
          ? plot.lines.map(({ label }, at) => {
              const { stroke, fill, dashes } = lineLook(at);
              return {
                key: [
                  line(0, 10, 24, 10, stroke, 2, dashes),
                  element("circle", { cx: 12, cy: 10, r: 3.5, fill, stroke, "stroke-width": 2 }),
                ],
                words: label,
              };
            })
          : []),
        ...referenceEntry(plot, [referenceLine(2, 10, 22, 10)]),
      ];
    case "links":
      return [];
  }
}

const referenceEntry = (
  {
    reference,
    referenceLabel,
  }: { readonly reference: number | null; readonly referenceLabel?: string },
  key: readonly Drawing[],
): LegendEntry[] => (reference !== null && referenceLabel ? [{ key, words: referenceLabel }] : []);

/** Says that a range goes on beyond the axis. */
export const arrow = (x: number, y: number, to: 1 | -1, fill: string): Drawing =>
  element("path", { d: `M${round(x)} ${round(y - 4.5)} l${7 * to} 4.5 ${-7 * to} 4.5 z`, fill });

/** Ties two rows together. */
export const bracket = (x: number, y: number, height: number): Drawing =>
  element("path", {
    d: `M${x + 6} ${round(y)} h-6 v${round(height)} h6`,
    fill: "none",
    stroke: ink,
  });

const round = (value: number): number => Math.round(value * 100) / 100;

import type { Axis, BarPlot, DotPlot, DotRow } from "#app/domain/figure.ts";
import { placed, placeOf, tickWords } from "#app/domain/figure-axis.ts";
import { barOf, partLabel, partWords, widest } from "#app/domain/figure-parts.ts";
import {
  arrow,
  bracket,
  coloursOf,
  hairline,
  hatch,
  ink,
  type Laid,
  line,
  markAt,
  muted,
  paragraph,
  referenceLine,
  text,
  whiskerColours,
} from "#app/domain/figure-svg-parts.ts";
import { type Drawing, element } from "#app/domain/svg-text.ts";

/** Labels at the left, marks at the right, in pixels. */
const LABELS = 310;
const INDENT = 14;
const GAP = 26;
const PADDING = 7;
const APART = 15;

type Labelled = { readonly label: string; readonly note: string };

/** Label and note of a row, in as many lines as they take. */
function labelOf({ label, note }: Labelled): Laid {
  const name = paragraph(label, LABELS - INDENT, { size: 13, weight: 600, fill: ink }, 2);
  const words = note
    ? paragraph(note, LABELS - INDENT, { size: 12, fill: muted })
    : { height: 0, drawn: [] };
  return {
    height: name.height + words.height,
    drawn: [
      ...name.drawn,
      element("g", { transform: `translate(0 ${name.height})` }, ...words.drawn),
    ],
  };
}

export function dotsFile(plot: DotPlot, width: number): Laid {
  const { axis, reference } = plot;
  const from = LABELS + GAP;
  const to = width - 14;
  const x = (place: number) => from + place * (to - from);
  const drawn: Drawing[] = [];
  let y = 0;
  if (axis.ends) {
    drawn.push(
      text(from - 14, 12, `← ${axis.ends[0]}`, { size: 12, fill: muted }),
      text(width, 12, `${axis.ends[1]} →`, { size: 12, fill: muted, anchor: "end" }),
    );
    y += 18;
  }
  drawn.push(
    text(INDENT, y + 14, axis.label, { size: 12, fill: muted }),
    ...ticksAt(axis, x, y + 14),
  );
  y += 22;
  const top = y;
  const rows: Drawing[] = [];
  let middleBefore = y;
  for (const row of plot.rows) {
    const label = labelOf(row);
    const height = Math.max(label.height + 2 * PADDING, row.dots.length * APART + 20);
    const middle = y + height / 2;
    rows.push(
      element(
        "g",
        {},
        element("title", {}, `${row.label}: ${row.note}`),
        line(0, y, width, y, hairline),
        ...(row.tied ? [bracket(0, middleBefore, middle - middleBefore)] : []),
        element(
          "g",
          { transform: `translate(${INDENT} ${y + (height - label.height) / 2})` },
          ...label.drawn,
        ),
        ...row.dots.flatMap((dot, at) =>
          dotAt(dot, axis, x, middle + (at - (row.dots.length - 1) / 2) * APART),
        ),
      ),
    );
    middleBefore = middle;
    y += height;
  }
  const grid = axis.ticks.map((tick) =>
    line(x(placeOf(axis, tick)), top, x(placeOf(axis, tick)), y, hairline),
  );
  const zero = reference === null ? [] : [x(placeOf(axis, reference))];
  return {
    height: y,
    drawn: [...drawn, ...grid, ...zero.map((at) => referenceLine(at, top, at, y)), ...rows],
  };
}

function ticksAt(axis: Axis, x: (place: number) => number, y: number): Drawing[] {
  const words = tickWords(axis);
  return axis.ticks.map((tick, at) =>
    text(x(placeOf(axis, tick)), y, words[at] ?? "", { size: 12, fill: muted, anchor: "middle" }),
  );
}

function dotAt(
  dot: DotRow["dots"][number],
  axis: Axis,
  x: (place: number) => number,
  y: number,
): Drawing[] {
  const { at, whisker, cutLow, cutHigh, outside } = placed(axis, dot);
  const colour = whiskerColours[dot.mark];
  const end = (place: number, to: 1 | -1, cut: boolean) =>
    cut ? arrow(x(place), y, to, colour) : line(x(place), y - 4, x(place), y + 4, colour, 2);
  return [
    ...(whisker ? [line(x(whisker.from), y, x(whisker.to), y, colour, 2)] : []),
    ...(whisker || cutLow ? [end(whisker?.from ?? at, -1, cutLow)] : []),
    ...(whisker || cutHigh ? [end(whisker?.to ?? at, 1, cutHigh)] : []),
    ...(outside ? [] : [markAt(dot.mark, Math.round(x(at) * 100) / 100, y)]),
  ];
}

const BAR = 34;

export function barsFile(plot: BarPlot, width: number): Laid {
  const { parts, rows } = plot;
  const from = LABELS + GAP;
  let y = 0;
  const drawn = rows.map((row) => {
    const label = labelOf(row);
    const height = Math.max(label.height, BAR) + 10;
    const shown = barOf(parts, row.counts, widest(plot));
    const bar = shown.flatMap((one) => {
      const { part, start } = one;
      const { fill, on, stroke } = coloursOf(part.tone);
      const wide = one.wide * (width - from);
      const left = from + start * (width - from);
      const top = y + (height - BAR) / 2;
      return [
        element(
          "rect",
          { x: left, y: top, width: wide, height: BAR, fill, stroke },
          element("title", {}, partWords(one)),
        ),
        ...(part.sign && wide >= 14
          ? [
              text(left + wide / 2, top + (wide >= 34 ? 14 : 21.5), part.sign, {
                size: 13,
                weight: 600,
                fill: on,
                anchor: "middle" as const,
              }),
            ]
          : []),
        ...(wide >= 34
          ? [
              text(left + wide / 2, top + (part.sign ? 28 : 21.5), partLabel(one, plot), {
                size: 12,
                fill: on,
                anchor: "middle" as const,
              }),
            ]
          : []),
      ];
    });
    const group = element(
      "g",
      {},
      element(
        "title",
        {},
        `${row.label}: ${shown.map(partWords).join("; ") || "nothing was counted"}`,
      ),
      element(
        "g",
        { transform: `translate(${INDENT} ${y + (height - label.height) / 2})` },
        ...label.drawn,
      ),
      ...bar,
      ...(shown.length === 0
        ? [text(from, y + height / 2 + 4, "Nothing was counted.", { size: 12, fill: muted })]
        : []),
    );
    y += height;
    return group;
  });
  return { height: y, drawn: [hatch, ...drawn] };
}

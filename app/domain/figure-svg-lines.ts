import type { LinePlot } from "#app/domain/figure.ts";
import { placeOf, tickWords } from "#app/domain/figure-axis.ts";
import {
  framesOf,
  keptSteps,
  type Line,
  lineWords,
  runsOf,
  stepPlace,
} from "#app/domain/figure-lines.ts";
import {
  hairline,
  ink,
  type Laid,
  line,
  lineLook,
  muted,
  referenceLine,
  text,
} from "#app/domain/figure-svg-parts.ts";
import { type Drawing, element } from "#app/domain/svg-text.ts";

const LEFT = 56;
const INSET = 24;
const HEIGHT = 220;
const ASIDE = 6;

export function linesFile(plot: LinePlot, width: number): Laid {
  const frames = framesOf(plot.lines);
  const columns = frames.length > 1 ? 2 : 1;
  const wide = (width - (columns - 1) * 24) / columns;
  const title = frames.length > 1 ? 22 : 0;
  const high = title + HEIGHT + 52;
  const drawn = frames.map((lines, at) => {
    const x = (at % columns) * (wide + 24);
    const y = 22 + Math.floor(at / columns) * high;
    return element(
      "g",
      { transform: `translate(${x} ${y})` },
      ...(title > 0
        ? [text(0, 13, lines[0]?.label ?? "", { size: 13, weight: 600, fill: ink })]
        : []),
      element("g", { transform: `translate(0 ${title + 8})` }, ...frame(plot, lines, wide)),
    );
  });
  return {
    height: 22 + Math.ceil(frames.length / columns) * high,
    drawn: [text(0, 14, plot.axis.label, { size: 12, fill: muted }), ...drawn],
  };
}

function frame(plot: LinePlot, lines: readonly Line[], width: number): Drawing[] {
  const { axis, steps, reference } = plot;
  const y = (value: number) => (1 - placeOf(axis, value)) * HEIGHT;
  const x = (place: number) => LEFT + INSET + place * (width - LEFT - 2 * INSET);
  const words = tickWords(axis);
  const kept = keptSteps(steps.length, Math.floor((width - LEFT - 2 * INSET) / 40) + 1);
  return [
    ...axis.ticks.flatMap((tick, at) => [
      line(LEFT, y(tick), width, y(tick), hairline),
      text(LEFT - 8, y(tick) + 4, words[at] ?? "", {
        size: 12,
        fill: muted,
        anchor: "end" as const,
      }),
    ]),
    ...(reference === null ? [] : [referenceLine(LEFT, y(reference), width, y(reference))]),
    ...steps.flatMap((step, at) => {
      const [above, ...below] = step.split(" ");
      const look = { size: 12, fill: muted, anchor: "middle" as const };
      const place = x(stepPlace(at, steps.length));
      return kept[at]
        ? [
            text(place, HEIGHT + 18, above ?? "", look),
            text(place, HEIGHT + 33, below.join(" "), look),
          ]
        : [];
    }),
    ...lines.map((shown, at) => lineAt(plot, shown, at, lines.length, x)),
  ];
}

function lineAt(
  plot: LinePlot,
  shown: Line,
  at: number,
  of: number,
  xOf: (place: number) => number,
): Drawing {
  const { stroke, fill, dashes } = lineLook(at);
  const x = (place: number) => xOf(place) + (at * 2 - (of - 1)) * ASIDE;
  const runs = runsOf(plot, shown);
  return element(
    "g",
    {},
    element("title", {}, lineWords(plot, shown)),
    ...runs.flatMap((run) => [
      ...run.slice(1).map((point, before) => {
        const start = run[before] ?? point;
        return line(x(start.x), start.y * HEIGHT, x(point.x), point.y * HEIGHT, stroke, 2, dashes);
      }),
      ...run.flatMap((point) => [
        line(x(point.x), point.low * HEIGHT, x(point.x), point.high * HEIGHT, stroke, 1.5),
        rangeEnd(x(point.x), point.low * HEIGHT, 1, point.cutLow, stroke),
        rangeEnd(x(point.x), point.high * HEIGHT, -1, point.cutHigh, stroke),
        element("circle", {
          cx: x(point.x),
          cy: point.y * HEIGHT,
          r: 4.5,
          fill,
          stroke,
          "stroke-width": 2,
        }),
      ]),
    ]),
  );
}

const rangeEnd = (x: number, y: number, to: 1 | -1, cut: boolean, stroke: string): Drawing =>
  cut
    ? element("path", {
        transform: `translate(${Math.round(x * 100) / 100} ${Math.round(y * 100) / 100})`,
        d: `M-4 0 l4 ${6 * to} 4 ${-6 * to}`,
        fill: "none",
        stroke,
        "stroke-width": 1.5,
      })
    : line(x - 4, y, x + 4, y, stroke, 1.5);

import type { LinePlot } from "#app/domain/figure.ts";
import { numberWords, placed, placeOf } from "#app/domain/figure-axis.ts";

export type Line = LinePlot["lines"][number];
export type LinePoint = NonNullable<Line["points"][number]>;

/** More lines than this get a picture each: their ranges could not be told apart in one. */
export const MOST_TOGETHER = 3;

/** What is drawn in one frame: all lines together, or each by itself. */
export const framesOf = (lines: readonly Line[]): (readonly Line[])[] =>
  lines.length <= MOST_TOGETHER ? [lines] : lines.map((line) => [line]);

/** Where a step stands between left and right, 0 to 1. */
export const stepPlace = (step: number, steps: number): number =>
  steps <= 1 ? 0.5 : step / (steps - 1);

export type PlacedPoint = {
  readonly step: number;
  readonly x: number;
  /** From the top, 0 to 1; low and high likewise. */
  readonly y: number;
  readonly low: number;
  readonly high: number;
  readonly cutLow: boolean;
  readonly cutHigh: boolean;
};

/** A line's points as places in its frame, in runs that refused points part: nothing is drawn across a gap. */
export function runsOf(plot: LinePlot, line: Line): PlacedPoint[][] {
  const runs: PlacedPoint[][] = [[]];
  line.points.forEach((point, step) => {
    if (!point) {
      runs.push([]);
      return;
    }
    const { cutLow, cutHigh } = placed(plot.axis, point);
    runs.at(-1)?.push({
      step,
      x: stepPlace(step, plot.steps.length),
      y: 1 - placeOf(plot.axis, point.value),
      low: 1 - placeOf(plot.axis, point.low),
      high: 1 - placeOf(plot.axis, point.high),
      cutLow,
      cutHigh,
    });
  });
  return runs.filter((run) => run.length > 0);
}

/** Which steps keep their words where there is little room: at most `most`, the newest always. */
export function keptSteps(steps: number, most: number): boolean[] {
  const every = Math.max(1, Math.ceil(steps / most));
  return Array.from({ length: steps }, (_, step) => (steps - 1 - step) % every === 0);
}

/** A value with its range: `+0.21 (+0.05 to +0.37)`. */
export function pointWords(
  { digits = 2, signed = false }: Pick<LinePlot, "digits" | "signed">,
  { value, low, high }: LinePoint,
): string {
  const said = (number: number) => numberWords(number, { digits, signed });
  return `${said(value)} (${said(low)} to ${said(high)})`;
}

/** The whole of a line as text, for whoever does not see it. */
export const lineWords = (plot: LinePlot, { label, points }: Line): string =>
  `${label}. ${plot.steps
    .map((step, at) => {
      const point = points[at];
      return `${step}: ${point ? pointWords(plot, point) : "not enough to say"}`;
    })
    .join("; ")}.`;

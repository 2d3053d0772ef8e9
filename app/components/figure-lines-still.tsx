import { At, percent } from "#app/components/figure-mark.tsx";
import type { LinePlot } from "#app/domain/figure.ts";
import { placeOf, tickWords } from "#app/domain/figure-axis.ts";
import {
  keptSteps,
  type Line,
  lineWords,
  MOST_TOGETHER,
  type PlacedPoint,
  runsOf,
  stepPlace,
} from "#app/domain/figure-lines.ts";

/** The frame of a picture of lines in pixels, the same for both ways of drawing it. */
export const FRAME = { height: 200, top: 10, left: 48, right: 20, steps: 36, inset: 20 } as const;

/** Half of what two lines stand apart at one step, so that their ranges do not cover each other. */
const ASIDE = 5;

export type LineLook = { readonly stroke: string; readonly fill: string; readonly dashes?: string };
const looks = [
  { stroke: "stroke-accent-text", fill: "fill-accent-text" },
  { stroke: "stroke-second", fill: "fill-surface", dashes: "6 4" },
  { stroke: "stroke-muted", fill: "fill-muted", dashes: "2 3" },
] as const satisfies readonly LineLook[];
export const lookOf = (at: number): LineLook => looks[at % looks.length] ?? looks[0];
export const asideOf = (at: number, lines: number): number => (at * 2 - (lines - 1)) * ASIDE;

export type FrameProps = { readonly plot: LinePlot; readonly lines: readonly Line[] };

/** The picture as text. */
export const framesWords = ({ plot, lines }: FrameProps): string =>
  lines.map((line) => lineWords(plot, line)).join(" ");

/** The picture as the server draws it: fits any width, needs no script. */
export function StillFrame({ plot, lines }: FrameProps) {
  return (
    <div
      className="grid grid-cols-[48px_minmax(0,1fr)_20px] pt-2.5"
      role="img"
      aria-label={framesWords({ plot, lines })}
    >
      <svg width="48" height={HEIGHT} aria-hidden>
        <TickWords plot={plot} />
      </svg>
      <div>
        <div className="grid *:[grid-area:1/1]">
          <svg width="100%" height={HEIGHT} aria-hidden className="block">
            <Grid plot={plot} />
          </svg>
          <div className="mx-5">
            <svg width="100%" height={HEIGHT} aria-hidden className="block">
              <LineMarks plot={plot} lines={lines} />
            </svg>
          </div>
        </div>
        <div className="mx-5">
          <StepWords steps={plot.steps} together={plot.lines.length <= MOST_TOGETHER} />
        </div>
      </div>
    </div>
  );
}

/** Of the part between the axes. */
const HEIGHT = FRAME.height - FRAME.top - FRAME.steps;

function TickWords({ plot: { axis } }: { plot: LinePlot }) {
  const words = tickWords(axis);
  return axis.ticks.map((tick, at) => (
    <text
      key={tick}
      x="40"
      y={percent(1 - placeOf(axis, tick))}
      dy="4"
      textAnchor="end"
      className="fill-muted text-[12px]"
    >
      {words[at]}
    </text>
  ));
}

function Grid({ plot: { axis, reference } }: { plot: LinePlot }) {
  const y = (value: number) => percent(1 - placeOf(axis, value));
  return (
    <>
      {axis.ticks.map((tick) => (
        <line key={tick} x2="100%" y1={y(tick)} y2={y(tick)} className="stroke-line" />
      ))}
      {reference === null ? null : (
        <line x2="100%" y1={y(reference)} y2={y(reference)} className="reference" />
      )}
    </>
  );
}

/** All lines with their ranges, as shares of the room from the first step to the last. */
export function LineMarks({ plot, lines }: FrameProps) {
  return lines.map((line, at) => {
    const look = lookOf(at);
    return (
      <svg key={line.label} x={asideOf(at, lines.length)} aria-hidden>
        {runsOf(plot, line).map((run) => (
          <g key={run[0]?.step}>
            {run.slice(1).map((point, before) => (
              <Segment key={point.step} from={run[before] ?? point} to={point} look={look} />
            ))}
            {run.map((point) => (
              <Range key={point.step} point={point} look={look} />
            ))}
          </g>
        ))}
      </svg>
    );
  });
}

const Segment = ({ from, to, look }: { from: PlacedPoint; to: PlacedPoint; look: LineLook }) => (
  <line
    x1={percent(from.x)}
    y1={percent(from.y)}
    x2={percent(to.x)}
    y2={percent(to.y)}
    strokeDasharray={look.dashes}
    className={`${look.stroke} stroke-2`}
  />
);

function Range({
  point: { x, y, low, high, cutLow, cutHigh },
  look,
}: {
  point: PlacedPoint;
  look: LineLook;
}) {
  const end = (place: number, to: 1 | -1, cut: boolean) => (
    <At x={percent(x)} y={percent(place)}>
      {cut ? (
        <path
          d={`M-4 0 l4 ${6 * to} 4 ${-6 * to}`}
          className={`${look.stroke} fill-none stroke-[1.5]`}
        />
      ) : (
        <line x1="-4" x2="4" className={`${look.stroke} stroke-[1.5]`} />
      )}
    </At>
  );
  return (
    <>
      <line
        x1={percent(x)}
        x2={percent(x)}
        y1={percent(low)}
        y2={percent(high)}
        className={`${look.stroke} stroke-[1.5] opacity-70`}
      />
      {end(low, 1, cutLow)}
      {end(high, -1, cutHigh)}
      <circle
        cx={percent(x)}
        cy={percent(y)}
        r="4.5"
        className={`${look.stroke} ${look.fill} stroke-2`}
      />
    </>
  );
}

/** `Q3 2026` on two lines; where there is little room, every second, third, ... one. */
export function StepLabel({ words, className = "" }: { words: string; className?: string }) {
  const [above, ...below] = words.split(" ");
  return (
    <text textAnchor="middle" className={`fill-muted text-[12px] ${className}`}>
      <tspan x="0" dy="14">
        {above}
      </tspan>
      {below.length > 0 ? (
        <tspan x="0" dy="14">
          {below.join(" ")}
        </tspan>
      ) : null}
    </text>
  );
}

/** By step, the class that takes its words away where they would run into the next. */
export function stepClasses(steps: number, together: boolean): string[] {
  const narrow = keptSteps(steps, 6);
  const wide = keptSteps(steps, together ? 16 : 7);
  return wide.map((kept, step) => (!kept ? "hidden" : narrow[step] ? "" : "max-sm:hidden"));
}

function StepWords({ steps, together }: { steps: readonly string[]; together: boolean }) {
  const classes = stepClasses(steps.length, together);
  return (
    <svg width="100%" height={FRAME.steps} aria-hidden className="block">
      {steps.map((step, at) => (
        <At key={step} x={percent(stepPlace(at, steps.length))} y={0}>
          <StepLabel words={step} className={classes[at] ?? ""} />
        </At>
      ))}
    </svg>
  );
}

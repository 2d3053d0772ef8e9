import { useLayoutEffect, useRef, useState } from "react";
import {
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  Tooltip,
  usePlotArea,
  XAxis,
  YAxis,
} from "recharts";
import {
  FRAME,
  type FrameProps,
  framesWords,
  LineMarks,
  lookOf,
  StepLabel,
  stepClasses,
} from "#app/components/figure-lines-still.tsx";
import { tickWords } from "#app/domain/figure-axis.ts";
import { MOST_TOGETHER, pointWords } from "#app/domain/figure-lines.ts";

/**
 * Lines that say their values where one points or goes with the arrow keys. The chart has the axes, the
 * cursor and what is said; the marks are those the server draws, so that nothing moves when it comes.
 * The only user of Recharts.
 */
export default function LinesChart({ plot, lines }: FrameProps) {
  const [frame, width] = useWidth();
  const { axis, steps, reference } = plot;
  const words = tickWords(axis);
  const classes = stepClasses(steps.length, plot.lines.length <= MOST_TOGETHER);
  const rows = steps.map((_, at) => ({
    at: steps.length > 1 ? at : 0.5,
    values: lines.map(({ points }) => points[at]?.value ?? null),
  }));
  return (
    <div ref={frame} className="h-[200px]">
      {width > 0 ? (
        <ComposedChart
          width={width}
          height={FRAME.height}
          data={rows}
          margin={{ top: FRAME.top, right: FRAME.right, bottom: 0, left: 0 }}
          aria-label={`${framesWords({ plot, lines })} The arrow keys go from one to the next.`}
        >
          <CartesianGrid vertical={false} stroke="var(--color-line)" />
          <XAxis
            type="number"
            dataKey="at"
            height={FRAME.steps}
            domain={[0, Math.max(steps.length - 1, 1)]}
            ticks={rows.map(({ at }) => at)}
            padding={{ left: FRAME.inset, right: FRAME.inset }}
            interval={0}
            axisLine={false}
            tickLine={false}
            tick={({ x, index }) => (
              <g transform={`translate(${x} ${FRAME.height - FRAME.steps})`}>
                <StepLabel words={steps[index] ?? ""} className={classes[index] ?? ""} />
              </g>
            )}
          />
          <YAxis
            type="number"
            width={FRAME.left}
            domain={[axis.from, axis.to]}
            ticks={[...axis.ticks]}
            allowDataOverflow
            interval={0}
            axisLine={false}
            tickLine={false}
            tick={({ y, index }) => (
              <text
                x={FRAME.left - 8}
                y={y}
                dy="4"
                textAnchor="end"
                className="fill-muted text-[12px]"
              >
                {words[index]}
              </text>
            )}
          />
          {reference === null ? null : (
            <ReferenceLine y={reference} className="reference" shape={Dashed} />
          )}
          <Tooltip
            isAnimationActive={false}
            filterNull={false}
            cursor={{ stroke: "var(--color-line-strong)" }}
            content={({ active, label }) =>
              active ? <Said plot={plot} lines={lines} step={stepOf(label, steps.length)} /> : null
            }
          />
          {lines.map((line, at) => (
            <Line
              key={line.label}
              name={line.label}
              dataKey={(row: (typeof rows)[number]) => row.values[at]}
              stroke="none"
              dot={false}
              activeDot={false}
              isAnimationActive={false}
            />
          ))}
          <Marks plot={plot} lines={lines} />
        </ComposedChart>
      ) : null}
    </div>
  );
}

const stepOf = (label: unknown, steps: number): number => (steps > 1 ? Number(label) : 0);

const Dashed = ({
  x1,
  x2,
  y1,
  y2,
}: {
  x1?: number | string;
  x2?: number | string;
  y1?: number | string;
  y2?: number | string;
}) => <line x1={x1} x2={x2} y1={y1} y2={y2} className="reference" />;

function Marks({ plot, lines }: FrameProps) {
  const area = usePlotArea();
  if (!area) return null;
  return (
    <svg
      x={area.x + FRAME.inset}
      y={area.y}
      width={Math.max(area.width - 2 * FRAME.inset, 0)}
      height={area.height}
      aria-hidden
    >
      <LineMarks plot={plot} lines={lines} />
    </svg>
  );
}

function Said({ plot, lines, step }: FrameProps & { step: number }) {
  return (
    <div className="rounded-box border border-line-strong/60 bg-surface px-3 py-2 text-small shadow-sm">
      <p className="font-medium">{plot.steps[step]}</p>
      <ul>
        {lines.map((line, at) => {
          const point = line.points[step];
          return (
            <li key={line.label} className="flex items-center gap-1.5">
              {lines.length > 1 ? (
                <svg width="10" height="10" aria-hidden>
                  <circle
                    cx="5"
                    cy="5"
                    r="3.5"
                    className={`${lookOf(at).stroke} ${lookOf(at).fill} stroke-2`}
                  />
                </svg>
              ) : null}
              {lines.length > 1 ? <bdi>{line.label}</bdi> : null}
              <span>{point ? pointWords(plot, point) : "not enough to say"}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function useWidth() {
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const box = frame.current;
    if (!box) return;
    const measure = () => setWidth(Math.floor(box.clientWidth));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    return () => observer.disconnect();
  }, []);
  return [frame, width] as const;
}

import { type ReactNode, useLayoutEffect, useRef, useState } from "react";
import {
  CartesianGrid,
  ErrorBar,
  ReferenceLine,
  Scatter,
  ScatterChart,
  type ScatterPointItem,
  XAxis,
  YAxis,
} from "recharts";
import { formatScore } from "#app/components/score.tsx";
import { AXIS, ROW } from "#app/routes/_app.calibration/figure.tsx";
import { Mark, type MarkKind } from "#app/routes/_app.calibration/mark.tsx";

export type Dot = {
  readonly id: string;
  readonly label: ReactNode;
  readonly note: ReactNode;
  readonly value: number;
  readonly mark: MarkKind;
  /** How far the whisker reaches to each side; it is cut at the ends of the scale. */
  readonly spread?: number | null;
};

/** One dot per row on the rubric's scale, with its label at the left. The only user of Recharts. */
export default function DotPlot({
  dots,
  points,
  title,
  reference,
}: {
  dots: readonly Dot[];
  points: number;
  title: string;
  reference?: number | null;
}) {
  const [frame, width] = useWidth();
  const labels = Math.round(Math.min(320, Math.max(140, width * 0.4)));
  const rows = dots.map((dot, at) => ({ ...dot, at, whisker: whiskerOf(dot, points) }));
  const whiskers = rows.some((row) => row.whisker[0] + row.whisker[1] > 0);
  return (
    <div ref={frame}>
      {width > 0 ? (
        <ScatterChart
          width={width}
          height={dots.length * ROW + AXIS}
          margin={{ top: 0, right: 36, bottom: 0, left: 0 }}
          accessibilityLayer={false}
          role="group"
          aria-label={title}
        >
          <CartesianGrid stroke="var(--color-line)" />
          <XAxis
            type="number"
            dataKey="value"
            orientation="top"
            height={AXIS}
            domain={[1, points]}
            ticks={Array.from({ length: points }, (_, at) => at + 1)}
            interval={0}
            axisLine={false}
            tickLine={false}
            tick={{ fill: "var(--color-muted)", fontSize: 13 }}
          />
          <YAxis
            type="number"
            dataKey="at"
            reversed
            width={labels}
            domain={[-0.5, dots.length - 0.5]}
            ticks={rows.map(({ at }) => at)}
            interval={0}
            axisLine={false}
            tickLine={false}
            tick={({ y, payload }) => (
              <RowLabel dot={rows[Number(payload.value)]} y={Number(y)} width={labels} />
            )}
          />
          {typeof reference === "number" ? (
            <ReferenceLine
              x={reference}
              stroke="var(--color-line-strong)"
              strokeDasharray="4 4"
              strokeWidth={1.5}
            />
          ) : null}
          <Scatter
            data={rows}
            isAnimationActive={false}
            shape={(point: ScatterPointItem) => (
              <Point point={point} dot={rows[rowOf(point)]} numbered={!whiskers} />
            )}
          >
            {whiskers ? (
              <ErrorBar
                dataKey="whisker"
                direction="x"
                width={5}
                strokeWidth={1.5}
                stroke="var(--color-line-strong)"
                isAnimationActive={false}
              />
            ) : null}
          </Scatter>
        </ScatterChart>
      ) : null}
    </div>
  );
}

const rowOf = (point: ScatterPointItem): number => Number(point.node.y);

const whiskerOf = ({ value, spread }: Dot, points: number): [number, number] => [
  Math.min(spread ?? 0, value - 1),
  Math.min(spread ?? 0, points - value),
];

function RowLabel({ dot, y, width }: { dot: Dot | undefined; y: number; width: number }) {
  return (
    <foreignObject x={0} y={y - ROW / 2} width={width - 12} height={ROW}>
      <div className="flex h-full flex-col justify-center text-table/tight">
        {/* The padding leaves room for the focus ring that truncating would cut. */}
        <div className="-my-1 truncate p-1">{dot?.label}</div>
        <div className="truncate px-1 text-small/tight text-muted">{dot?.note}</div>
      </div>
    </foreignObject>
  );
}

function Point({
  point: { cx, cy },
  dot,
  numbered,
}: {
  point: ScatterPointItem;
  dot: Dot | undefined;
  numbered: boolean;
}) {
  if (cx === undefined || cy === undefined || !dot) return <g />;
  return (
    <g>
      <Mark kind={dot.mark} cx={cx} cy={cy} />
      {numbered ? (
        <text
          x={cx}
          y={cy}
          dx={11}
          dy="0.35em"
          className="fill-ink stroke-surface stroke-3 text-small font-medium [paint-order:stroke]"
        >
          {formatScore(dot.value)}
        </text>
      ) : null}
    </g>
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

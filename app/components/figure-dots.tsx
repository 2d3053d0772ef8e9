import type { ReactNode } from "react";
import { At, Mark, MarkKey, percent, whiskers } from "#app/components/figure-mark.tsx";
import { PlainLink } from "#app/components/plain-link.tsx";
import type { Axis, DotPlot, DotRow, MarkKind } from "#app/domain/figure.ts";
import { anyCut, placed, placeOf, tickWords } from "#app/domain/figure-axis.ts";

/** Labels beside the marks where there is room, above them on a phone. */
const columns = "sm:grid sm:grid-cols-[minmax(9rem,2fr)_minmax(0,3fr)]";
/** Room for half a tick's label and half a mark at the ends of the axis. */
const ends = "mx-5";

export function Dots({
  plot,
  id,
  lead,
}: {
  plot: DotPlot;
  /** Of the figure: no other one on the page has it. */
  id: string;
  lead?: (rowId: string) => ReactNode;
}) {
  const tied = plot.rows.some((row) => row.tied);
  return (
    <div className="plot pt-3">
      <Shared plot={plot} id={id} />
      <Legend plot={plot} />
      <div className={`sticky top-0 z-[1] rounded-t-box bg-surface pt-1 print:static ${columns}`}>
        <p className="px-3 text-small text-muted sm:self-end sm:px-4 sm:pb-1">{plot.axis.label}</p>
        <div className={ends}>
          <AxisEnds ends={plot.axis.ends} />
          <Ticks axis={plot.axis} />
        </div>
      </div>
      <ol>
        {plot.rows.map((row) => (
          <li
            key={row.id}
            className={`relative break-inside-avoid border-t border-line ${columns}`}
          >
            {row.tied ? <Tie words={row.tied} /> : null}
            <div
              className={`flex min-w-0 items-center gap-2 px-3 pt-1.5 sm:py-1.5 ${tied ? "sm:pl-5 sm:pr-3" : "sm:px-4"}`}
            >
              {lead?.(row.id)}
              <RowLabel row={row} />
            </div>
            <div className={`relative ${ends} ${row.dots.length > 1 ? "min-h-11" : "min-h-9"}`}>
              <Row row={row} axis={plot.axis} id={id} />
            </div>
          </li>
        ))}
      </ol>
      {plot.rows.length > 12 ? (
        <div className={`border-t border-line ${columns}`} aria-hidden>
          <div className={`sm:col-start-2 ${ends} py-1`}>
            <Ticks axis={plot.axis} />
          </div>
        </div>
      ) : null}
    </div>
  );
}

function Legend({ plot }: { plot: DotPlot }) {
  const { legend, reference, referenceLabel } = plot;
  const cut = anyCut(plot.axis, plot.rows);
  const tied = plot.rows.find((row) => row.tied)?.tied;
  if (legend.length === 0 && !referenceLabel && !cut && !tied) return null;
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 px-3 pb-1 text-small sm:px-4" aria-label="Legend">
      {legend.map(({ mark, label }) => (
        <li key={mark} className="flex items-center gap-1.5">
          <MarkKey kind={mark} />
          {label}
        </li>
      ))}
      {reference !== null && referenceLabel ? (
        <li className="flex items-center gap-1.5">
          <svg width="16" height="16" aria-hidden className="shrink-0">
            <line x1="8" x2="8" y1="0" y2="16" className="reference" />
          </svg>
          {referenceLabel}
        </li>
      ) : null}
      {cut ? (
        <li className="flex items-center gap-1.5">
          <svg width="16" height="16" aria-hidden className="shrink-0">
            <line x1="1" x2="10" y1="8" y2="8" className="stroke-accent-text stroke-2" />
            <path d="M9 3.5 l6 4.5 -6 4.5 z" className="fill-accent-text" />
          </svg>
          Goes on beyond the axis
        </li>
      ) : null}
      {tied ? (
        <li className="flex items-center gap-1.5">
          <span aria-hidden className="h-3 w-1.5 border-y border-l border-ink" />
          {tied}
        </li>
      ) : null}
    </ul>
  );
}

function AxisEnds({ ends }: { ends: DotPlot["axis"]["ends"] }) {
  if (!ends) return null;
  return (
    <p className="-mx-3 flex justify-between gap-3 text-small text-muted">
      <span>{`← ${ends[0]}`}</span>
      <span className="text-right">{`${ends[1]} →`}</span>
    </p>
  );
}

export function Ticks({ axis }: { axis: Axis }) {
  const words = tickWords(axis);
  return (
    <svg width="100%" height="20" aria-hidden className="block">
      {axis.ticks.map((tick, at) => (
        <text
          key={tick}
          x={percent(placeOf(axis, tick))}
          y="14"
          textAnchor="middle"
          className="fill-muted text-[12px]"
        >
          {words[at]}
        </text>
      ))}
    </svg>
  );
}

/** Says that two rows belong together; the words are there for whoever does not see the bracket. */
const Tie = ({ words }: { words: string }) => (
  <span
    title={words}
    className="absolute -top-1/2 left-1 h-full w-1.5 border-y border-l border-ink sm:left-2"
  >
    <span className="sr-only">{words}</span>
  </span>
);

function RowLabel({ row }: { row: DotRow }) {
  return (
    <div className="min-w-0 text-table/tight">
      {/* The padding leaves room for the focus ring that clamping would cut. */}
      <p className="-m-0.5 line-clamp-2 p-0.5 font-medium wrap-anywhere print:line-clamp-none">
        <NodeLabel label={row.label} href={row.href} />
      </p>
      {row.note ? <p className="text-small/tight text-muted">{row.note}</p> : null}
    </div>
  );
}

export const NodeLabel = ({ label, href }: { label: string; href: string | undefined }) =>
  href ? (
    <PlainLink href={href} title={label} className="text-accent-text hover:underline">
      <bdi>{label}</bdi>
    </PlainLink>
  ) : (
    <bdi title={label}>{label}</bdi>
  );

/** Between two dots of a row, in pixels. */
const APART = 15;

const gridOf = (id: string) => `grid-${id}`;
const endOf = (id: string, mark: MarkKind) => `end-${mark}-${id}`;

/** What every row draws alike: the axis' lines, and the short bars where ranges end. */
function Shared({ plot: { axis, reference, rows }, id }: { plot: DotPlot; id: string }) {
  const marks = new Set(rows.flatMap(({ dots }) => dots.map(({ mark }) => mark)));
  return (
    <svg width="0" height="0" aria-hidden className="absolute">
      <defs>
        <g id={gridOf(id)}>
          {axis.ticks.map((tick) => {
            const x = percent(placeOf(axis, tick));
            return <line key={tick} x1={x} x2={x} y2="100%" className="stroke-line" />;
          })}
          {reference === null ? null : (
            <line
              x1={percent(placeOf(axis, reference))}
              x2={percent(placeOf(axis, reference))}
              y2="100%"
              className="reference"
            />
          )}
        </g>
        {[...marks].map((mark) => (
          <marker key={mark} id={endOf(id, mark)} markerUnits="userSpaceOnUse" overflow="visible">
            <line y1={-4} y2={4} className={`${whiskers[mark]} stroke-2`} />
          </marker>
        ))}
      </defs>
    </svg>
  );
}

function Row({ row, axis, id }: { row: DotRow; axis: Axis; id: string }) {
  return (
    <svg width="100%" height="100%" aria-hidden className="absolute inset-0">
      <use href={`#${gridOf(id)}`} />
      <At y="50%">
        {row.dots.map((dot, at) => (
          <Dot
            key={at}
            dot={dot}
            axis={axis}
            id={id}
            y={(at - (row.dots.length - 1) / 2) * APART}
          />
        ))}
      </At>
    </svg>
  );
}

function Dot({
  dot,
  axis,
  id,
  y,
}: {
  dot: DotRow["dots"][number];
  axis: Axis;
  id: string;
  y: number;
}) {
  const { mark } = dot;
  const { at, whisker, cutLow, cutHigh, outside } = placed(axis, dot);
  const end = `url(#${endOf(id, mark)})`;
  return (
    <>
      {whisker ? (
        <line
          x1={percent(whisker.from)}
          x2={percent(whisker.to)}
          y1={y}
          y2={y}
          markerStart={cutLow ? undefined : end}
          markerEnd={cutHigh ? undefined : end}
          className={`${whiskers[mark]} stroke-2`}
        />
      ) : null}
      {cutLow ? <Beyond at={whisker?.from ?? at} y={y} to={-1} mark={mark} /> : null}
      {cutHigh ? <Beyond at={whisker?.to ?? at} y={y} to={1} mark={mark} /> : null}
      {outside ? null : <Mark kind={mark} at={percent(at)} y={y} />}
    </>
  );
}

/** An arrow where the axis ends and the range does not. */
const Beyond = ({ at, y, to, mark }: { at: number; y: number; to: 1 | -1; mark: MarkKind }) => (
  <At x={percent(at)} y={y}>
    <path
      d={`M0 -4.5 l${7 * to} 4.5 ${-7 * to} 4.5 z`}
      className={`${whiskers[mark]} fill-current ${textOf[mark]}`}
    />
  </At>
);

const textOf = {
  filled: "text-accent-text",
  hollow: "text-line-strong",
  diamond: "text-muted",
} as const;

import { NodeLabel } from "#app/components/figure-dots.tsx";
import { percent } from "#app/components/figure-mark.tsx";
import type { BarPart, BarPlot } from "#app/domain/figure.ts";
import { barOf, partLabel, partWords, widest } from "#app/domain/figure-parts.ts";

/** One bar per row. Each part has its sign and, where it fits, its share or count; its words are the bar's text. */
export function Bars({ plot, id }: { plot: BarPlot; id: string }) {
  const hatch = `hatch-${id}`;
  const paired = plot.rows.some(({ beside }) => beside);
  return (
    <div className="plot py-3">
      <svg width="0" height="0" aria-hidden className="absolute">
        <Hatch id={hatch} />
      </svg>
      <PartLegend parts={plot.parts} hatch={hatch} />
      <ol className="px-3 sm:px-4">
        {plot.rows.map((row) => (
          <li
            key={row.id}
            className={`${row.beside ? "mt-1 text-muted" : paired ? "mt-4" : "mt-2.5"} grid break-inside-avoid gap-x-4 gap-y-0.5 sm:grid-cols-[minmax(9rem,2fr)_minmax(0,3fr)] sm:items-center`}
          >
            <div className="flex min-w-0 flex-wrap items-baseline justify-between gap-x-3 text-table/tight sm:block">
              <p className={row.beside ? "" : "font-medium wrap-anywhere"}>
                <NodeLabel label={row.label} href={row.href} />
              </p>
              {row.note ? <p className="text-small/tight text-muted">{row.note}</p> : null}
            </div>
            <Bar plot={plot} row={row} hatch={hatch} />
          </li>
        ))}
      </ol>
    </div>
  );
}

/** A part this narrow holds no sign; one narrower than the second, no percentage. */
const SIGNED = 0.035;
const SAID = 0.1;

function Bar({ plot, row, hatch }: { plot: BarPlot; row: BarPlot["rows"][number]; hatch: string }) {
  const shown = barOf(plot.parts, row.counts, widest(plot));
  if (shown.length === 0)
    return <p className="py-1.5 text-small text-muted">Nothing was counted.</p>;
  const words = shown.map(partWords).join("; ");
  return (
    <svg width="100%" height="36" role="img" aria-label={`${row.label}: ${words}`} className="bar">
      {shown.map((one) => (
        <svg
          key={one.part.key}
          x={percent(one.start)}
          width={percent(one.wide)}
          className={one.part.tone}
        >
          <title>{partWords(one)}</title>
          <rect width="100%" height="36" fill={`url(#${hatch})`} />
          {one.part.sign && one.wide >= SIGNED ? (
            <text
              x="50%"
              y={one.wide >= SAID ? 15 : 22.5}
              textAnchor="middle"
              className="font-semibold"
            >
              {one.part.sign}
            </text>
          ) : null}
          {one.wide >= SAID ? (
            <text x="50%" y={one.part.sign ? 29 : 22.5} textAnchor="middle" className="text-[12px]">
              {partLabel(one, plot)}
            </text>
          ) : null}
        </svg>
      ))}
    </svg>
  );
}

const Hatch = ({ id }: { id: string }) => (
  <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
    <rect width="6" height="6" className="fill-surface" />
    <line y2="6" className="stroke-line-strong" />
  </pattern>
);

function PartLegend({ parts, hatch }: { parts: readonly BarPart[]; hatch: string }) {
  return (
    <ul
      className="flex flex-wrap gap-x-4 gap-y-1 px-3 text-small text-muted sm:px-4"
      aria-label="Legend"
    >
      {parts.map(({ key, label, tone, sign }) => (
        <li key={key} className="flex items-center gap-1.5">
          <svg width="20" height="20" aria-hidden className="bar shrink-0">
            <g className={tone}>
              <rect width="20" height="20" rx="3" fill={`url(#${hatch})`} />
              {sign ? (
                <text x="10" y="14.5" textAnchor="middle" className="text-[12px] font-semibold">
                  {sign}
                </text>
              ) : null}
            </g>
          </svg>
          {sign && label.startsWith(`${sign} `) ? label.slice(sign.length + 1) : label}
        </li>
      ))}
    </ul>
  );
}

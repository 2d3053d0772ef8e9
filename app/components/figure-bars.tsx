import { NodeLabel } from "#app/components/figure-dots.tsx";
import { percent } from "#app/components/figure-mark.tsx";
import type { BarPart, BarPlot } from "#app/domain/figure.ts";
import { barOf, partWords } from "#app/domain/figure-parts.ts";

/** One bar of 100% per row. Each part has its sign and, where it fits, its share; its words are the bar's text. */
export function Bars({ plot, id }: { plot: BarPlot; id: string }) {
  const hatch = `hatch-${id}`;
  return (
    <div className="plot py-3">
      <svg width="0" height="0" aria-hidden className="absolute">
        <Hatch id={hatch} />
      </svg>
      <PartLegend parts={plot.parts} hatch={hatch} />
      <ol className="mt-2 grid gap-2.5 px-3 sm:px-4">
        {plot.rows.map((row) => (
          <li
            key={row.id}
            className="grid break-inside-avoid gap-x-4 gap-y-0.5 sm:grid-cols-[minmax(9rem,2fr)_minmax(0,3fr)] sm:items-center"
          >
            <div className="flex min-w-0 flex-wrap items-baseline justify-between gap-x-3 text-table/tight sm:block">
              <p className="font-medium wrap-anywhere">
                <NodeLabel label={row.label} href={row.href} />
              </p>
              {row.note ? <p className="text-small/tight text-muted">{row.note}</p> : null}
            </div>
            <Bar parts={plot.parts} row={row} hatch={hatch} />
          </li>
        ))}
      </ol>
    </div>
  );
}

/** A part this narrow holds no sign; one narrower than the second, no percentage. */
const SIGNED = 0.035;
const SAID = 0.1;

function Bar({
  parts,
  row,
  hatch,
}: {
  parts: readonly BarPart[];
  row: BarPlot["rows"][number];
  hatch: string;
}) {
  const shown = barOf(parts, row.counts);
  if (shown.length === 0)
    return <p className="py-1.5 text-small text-muted">Nothing was counted.</p>;
  const words = shown.map(partWords).join("; ");
  return (
    <svg width="100%" height="36" role="img" aria-label={`${row.label}: ${words}`} className="bar">
      {shown.map(({ part, start, share, n }) => (
        <svg key={part.key} x={percent(start)} width={percent(share)} className={part.tone}>
          <title>{partWords({ part, n, share })}</title>
          <rect width="100%" height="36" fill={`url(#${hatch})`} />
          {part.sign && share >= SIGNED ? (
            <text
              x="50%"
              y={share >= SAID ? 15 : 22.5}
              textAnchor="middle"
              className="font-semibold"
            >
              {part.sign}
            </text>
          ) : null}
          {share >= SAID ? (
            <text x="50%" y={part.sign ? 29 : 22.5} textAnchor="middle" className="text-[12px]">
              {`${Math.round(share * 100)}%`}
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

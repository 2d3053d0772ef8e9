import { NodeLabel } from "#app/components/figure-dots.tsx";
import { PlainLink } from "#app/components/plain-link.tsx";
import type { LinkPlot } from "#app/domain/figure.ts";
import {
  type Chord,
  chordPath,
  chordWidth,
  nameAt,
  type Ring,
  ringsOf,
  round,
  shortName,
} from "#app/domain/figure-links.ts";

/** Names stand at the ring where there is room; on a phone numbers do, with the names below. */
const WIDE = { gap: 16, name: 150, letters: 22 } as const;
const NARROW = { gap: 13, number: 26 } as const;

export function Links({ plot }: { plot: LinkPlot }) {
  const wide = ringsOf(plot, WIDE.gap);
  const narrow = ringsOf(plot, NARROW.gap);
  return (
    <div className="plot px-3 py-3 sm:px-4">
      <div className="flex flex-wrap items-center justify-center gap-x-6 gap-y-4 max-sm:hidden">
        {wide.map((ring) => (
          <NamedRing key={ring.island} ring={ring} islands={wide.length} />
        ))}
      </div>
      <div className="grid gap-5 sm:hidden">
        {narrow.map((ring) => (
          <NumberedRing key={ring.island} ring={ring} islands={narrow.length} />
        ))}
      </div>
    </div>
  );
}

const people = (n: number) => `${n.toLocaleString("en")} ${n === 1 ? "person" : "people"}`;

function RingTitle({ ring: { island, nodes, more }, islands }: { ring: Ring; islands: number }) {
  const drawn = nodes.length === 0 ? "" : people(nodes.length);
  const beyond =
    more === 0 ? "" : nodes.length === 0 ? `${people(more)}, not drawn` : ` and ${more} not drawn`;
  return (
    <p className="text-center text-small text-muted">
      {islands > 1 ? `Group ${island}: ${drawn}${beyond}` : `${drawn}${beyond}`}
    </p>
  );
}

function NamedRing({ ring, islands }: { ring: Ring; islands: number }) {
  const side = ring.radius + WIDE.name;
  const high = ring.nodes.length > 9 ? side : ring.radius + 24;
  const { length } = ring.nodes;
  return (
    <div className="min-w-0 break-inside-avoid">
      <RingTitle ring={ring} islands={islands} />
      {length === 0 ? null : (
        // biome-ignore lint/a11y/noSvgWithoutTitle: its texts are its names, one can read and open them
        <svg
          viewBox={`${-side} ${-high} ${2 * side} ${2 * high}`}
          width={2 * side}
          className="mx-auto block h-auto max-w-full"
        >
          <RingMarks ring={ring} />
          {ring.nodes.map((at) => {
            const { x, y, anchor, turn } = nameAt(ring, at, 11);
            return (
              <text
                key={at.node.id}
                transform={`translate(${x} ${y})${turn === 0 ? "" : ` rotate(${turn})`}`}
                dy="4"
                textAnchor={anchor}
                className={`text-[12px] ${at.node.href ? "fill-accent-text hover:underline" : "fill-ink"}`}
              >
                <title>{at.node.label}</title>
                <NodeName node={at.node} />
              </text>
            );
          })}
        </svg>
      )}
    </div>
  );
}

function NodeName({ node: { label, href } }: { node: Ring["nodes"][number]["node"] }) {
  const short = shortName(label, WIDE.letters);
  return href ? <PlainLink href={href}>{short}</PlainLink> : short;
}

function NumberedRing({ ring, islands }: { ring: Ring; islands: number }) {
  const side = ring.radius + NARROW.number;
  return (
    <div>
      <RingTitle ring={ring} islands={islands} />
      {ring.nodes.length < 2 ? null : (
        <svg
          viewBox={`${-side} ${-side} ${2 * side} ${2 * side}`}
          width={2 * side}
          aria-hidden
          className="mx-auto block h-auto max-w-full"
        >
          <RingMarks ring={ring} />
          {ring.nodes.map(({ node, number, angle }) => {
            // Every other one further out: two digits are wider than two people stand apart.
            const away = ring.radius + (number % 2 === 0 && ring.nodes.length > 20 ? 20 : 11);
            return (
              <text
                key={node.id}
                x={round(Math.cos(angle) * away)}
                y={round(Math.sin(angle) * away)}
                dy="3.5"
                textAnchor="middle"
                className="fill-muted text-[10px]"
              >
                {number}
              </text>
            );
          })}
        </svg>
      )}
      <ol className="mt-2 columns-2 gap-x-4 text-small">
        {ring.nodes.map(({ node, number }) => (
          <li key={node.id} className="break-inside-avoid py-1 wrap-anywhere">
            {ring.nodes.length > 1 ? <span className="text-muted">{`${number} `}</span> : null}
            <NodeLabel label={node.label} href={node.href} />
          </li>
        ))}
      </ol>
    </div>
  );
}

/** Fifty people have a thousand chords and a few widths: a path for each width draws them all. */
function byWidth({ chords }: Ring): [number, Chord[]][] {
  const found = new Map<number, Chord[]>();
  for (const chord of chords) {
    const width = chordWidth(chord.strength);
    const alike = found.get(width);
    if (alike) alike.push(chord);
    else found.set(width, [chord]);
  }
  return [...found];
}

const RingMarks = ({ ring }: { ring: Ring }) => (
  <g aria-hidden>
    {byWidth(ring).map(([width, chords]) => (
      <path
        key={width}
        d={chords.map(chordPath).join("")}
        strokeWidth={width}
        className="fill-none stroke-accent-text opacity-35"
      />
    ))}
    {ring.nodes.map(({ node, x, y, radius }) => (
      <circle key={node.id} cx={x} cy={y} r={radius} className="fill-accent-text stroke-surface" />
    ))}
  </g>
);

import type { LinkPlot } from "#app/domain/figure.ts";
import {
  chordPath,
  chordWidth,
  nameAt,
  type Ring,
  ringsOf,
  shortName,
} from "#app/domain/figure-links.ts";
import { accent, ink, type Laid, muted, surface, text } from "#app/domain/figure-svg-parts.ts";
import { type Drawing, element } from "#app/domain/svg-text.ts";

const GAP = 16;
const NAME = 150;
const LETTERS = 22;

/** The islands one after another in lines, each with its title above. */
export function linksFile(plot: LinkPlot, width: number): Laid {
  const rings = ringsOf(plot, GAP);
  let x = 0;
  let y = 0;
  let high = 0;
  const drawn = rings.map((ring) => {
    const { wide, tall } = sizeOf(ring);
    if (x > 0 && x + wide > width) {
      y += high + 16;
      x = 0;
      high = 0;
    }
    const group = element(
      "g",
      { transform: `translate(${Math.round(x)} ${Math.round(y)})` },
      text(wide / 2, 14, titleOf(ring, rings.length), { size: 12, fill: muted, anchor: "middle" }),
      element(
        "g",
        { transform: `translate(${wide / 2} ${20 + (tall - 20) / 2})` },
        ...ringMarks(ring),
      ),
    );
    x += wide + 8;
    high = Math.max(high, tall);
    return group;
  });
  return { height: rings.length === 0 ? 0 : y + high, drawn };
}

/** With its names and title, in pixels. */
function sizeOf({ nodes, radius }: Ring): { wide: number; tall: number } {
  if (nodes.length === 0) return { wide: 200, tall: 24 };
  const away = nodes.length > 9 ? NAME : 24;
  return { wide: 2 * (radius + NAME), tall: 20 + 2 * (radius + away) };
}

function titleOf({ island, nodes, more }: Ring, islands: number): string {
  const people = nodes.length + (nodes.length === 0 ? more : 0);
  const words = `${people} ${people === 1 ? "person" : "people"}${more === 0 ? "" : nodes.length > 0 ? ` and ${more} not drawn` : ", not drawn"}`;
  return islands > 1 ? `Group ${island}: ${words}` : words;
}

const ringMarks = (ring: Ring): Drawing[] => [
  ...ring.chords.map((chord) =>
    element("path", {
      d: chordPath(chord),
      fill: "none",
      stroke: accent,
      "stroke-opacity": 0.35,
      "stroke-width": chordWidth(chord.strength),
    }),
  ),
  ...ring.nodes.map((at) => {
    const { x, y, anchor, turn } = nameAt(ring, at, 11);
    return element(
      "g",
      {},
      element("title", {}, at.node.label),
      element("circle", { cx: at.x, cy: at.y, r: at.radius, fill: accent, stroke: surface }),
      element(
        "text",
        {
          transform: `translate(${x} ${y})${turn === 0 ? "" : ` rotate(${turn})`}`,
          dy: 4,
          "text-anchor": anchor,
          "font-size": 12,
          fill: ink,
        },
        shortName(at.node.label, LETTERS),
      ),
    );
  }),
];

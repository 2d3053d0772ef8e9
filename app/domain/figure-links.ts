import type { LinkPlot } from "#app/domain/figure.ts";

export type Node = LinkPlot["nodes"][number];

export type RingNode = {
  readonly node: Node;
  /** Counted from one around the ring. */
  readonly number: number;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  /** Around the ring in radians, 0 at the right, clockwise. */
  readonly angle: number;
};

export type Chord = {
  readonly from: RingNode;
  readonly to: RingNode;
  /** Of the strongest in the whole picture, 0 to 1. */
  readonly strength: number;
  /** The point it bends towards. */
  readonly bend: readonly [x: number, y: number];
};

/** One island: its people on a ring around 0, 0 and a chord where two share candidates. */
export type Ring = {
  readonly island: number;
  readonly radius: number;
  readonly nodes: readonly RingNode[];
  readonly chords: readonly Chord[];
  /** People of the island who are not in the picture. */
  readonly more: number;
};

export const LARGEST_NODE = 6;
const SMALLEST_NODE = 3;

/**
 * The picture's islands as rings, the first island first, those of which nobody is drawn at the end. Whoever shares most with the last one placed
 * comes next, which keeps strong chords short; the first has the greatest weight, and ties go by order of the nodes. `gap` is what two
 * neighbours keep apart along the ring, in pixels.
 */
export function ringsOf({ nodes, links, more }: LinkPlot, gap: number): Ring[] {
  const strongest = links.reduce((most, { weight }) => Math.max(most, weight), 0);
  const heaviest = nodes.reduce((most, { weight }) => Math.max(most, weight), 0);
  const shared = sharesOf(nodes.length, links);
  const islands = [...new Set([...nodes.map((node) => node.island), ...more.map((m) => m.island)])];
  return islands
    .toSorted((a, b) => a - b)
    .map((island): Ring => {
      const members = nodes.flatMap((node, at) => (node.island === island ? [at] : []));
      const order = ringOrder(members, nodes, shared);
      const radius = round(ringRadius(order.length, gap));
      const placedAt = new Map<number, RingNode>();
      order.forEach((at, position) => {
        const node = nodes[at];
        if (!node) return;
        // Half a step past the top, so that no name stands straight above or below the ring.
        const angle = ((position + 0.5) / order.length) * 2 * Math.PI - Math.PI / 2;
        placedAt.set(at, {
          node,
          number: position + 1,
          x: round(Math.cos(angle) * radius),
          y: round(Math.sin(angle) * radius),
          radius: round(nodeRadius(node.weight, heaviest)),
          angle,
        });
      });
      return {
        island,
        radius,
        nodes: [...placedAt.values()],
        chords: links.flatMap(({ a, b, weight }) => {
          const [from, to] = [placedAt.get(a), placedAt.get(b)];
          if (!from || !to || from === to) return [];
          const bend = [(from.x + to.x) * 0.2, (from.y + to.y) * 0.2] as const;
          return [{ from, to, strength: strongest > 0 ? weight / strongest : 0, bend }];
        }),
        more: more.reduce((sum, m) => sum + (m.island === island ? m.people : 0), 0),
      };
    });
}

/** Wide enough for its chords to be told apart. */
const CLEAR = { perPerson: 9, most: 108 } as const;

/** As wide as its people need: neighbours stand at least `gap` apart in a straight line, and chords can be told apart. */
export const ringRadius = (people: number, gap: number): number =>
  people <= 1
    ? 0
    : Math.max(
        ...[3 * gap, Math.min(people * CLEAR.perPerson, CLEAR.most)],
        gap / 2 / Math.sin(Math.PI / people),
      );

const nodeRadius = (weight: number, heaviest: number): number =>
  heaviest > 0
    ? SMALLEST_NODE + (LARGEST_NODE - SMALLEST_NODE) * Math.sqrt(Math.max(weight, 0) / heaviest)
    : SMALLEST_NODE;

/** By node, what it shares with each other one. */
function sharesOf(people: number, links: LinkPlot["links"]): Map<number, number>[] {
  const shared = Array.from({ length: people }, () => new Map<number, number>());
  for (const { a, b, weight } of links) {
    shared[a]?.set(b, (shared[a]?.get(b) ?? 0) + weight);
    shared[b]?.set(a, (shared[b]?.get(a) ?? 0) + weight);
  }
  return shared;
}

function ringOrder(
  members: readonly number[],
  nodes: readonly Node[],
  shared: readonly ReadonlyMap<number, number>[],
): number[] {
  const left = new Set(members);
  const order: number[] = [];
  while (left.size > 0) {
    const last = order.at(-1);
    let next = -1;
    let best: readonly [number, number] = [-1, -1];
    for (const at of left) {
      const tie = last === undefined ? 0 : (shared[last]?.get(at) ?? 0);
      const weight = nodes[at]?.weight ?? 0;
      if (tie > best[0] || (tie === best[0] && weight > best[1])) {
        next = at;
        best = [tie, weight];
      }
    }
    if (next < 0) break;
    left.delete(next);
    order.push(next);
  }
  return order;
}

export const chordPath = ({ from, to, bend }: Chord): string =>
  `M${round(from.x)} ${round(from.y)} Q${round(bend[0])} ${round(bend[1])} ${round(to.x)} ${round(to.y)}`;

export const chordWidth = (strength: number): number => round(0.75 + 3.25 * strength);

/** To a hundredth of a pixel: engines differ in the last digits of a sine, and pages must agree with servers. */
export const round = (value: number): number => Math.round(value * 100) / 100 || 0;

/** Fewer people than this have names that lie flat; more have names that point away from the ring. */
const FLAT_NAMES = 10;

/** How a name stands at its node: where it begins, which of its ends that is, and its turn in degrees. */
export function nameAt(
  ring: Ring,
  { angle, x, y }: RingNode,
  away: number,
): {
  readonly x: number;
  readonly y: number;
  readonly anchor: "start" | "end";
  readonly turn: number;
} {
  const left = Math.cos(angle) < -1e-9;
  const flat = ring.nodes.length < FLAT_NAMES;
  const degrees = (angle * 180) / Math.PI;
  return {
    x: round(ring.nodes.length === 1 ? away : x + Math.cos(angle) * away),
    y: round(ring.nodes.length === 1 ? y : y + Math.sin(angle) * away),
    anchor: left && ring.nodes.length > 1 ? "end" : "start",
    turn: flat ? 0 : round(left ? degrees - 180 : degrees),
  };
}

/** A name as the picture has room for it. */
export function shortName(name: string, most: number): string {
  const letters = [...name.trim()];
  return letters.length <= most
    ? name.trim()
    : `${letters
        .slice(0, most - 1)
        .join("")
        .trimEnd()}…`;
}

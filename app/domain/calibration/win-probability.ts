import { normal, type Random } from "#app/domain/calibration/random.ts";

/** Who leads under any weights, from the differences `a - b` by criterion. */
export function dominance(differences: readonly number[]): "a" | "b" | null {
  const [someAbove, someBelow] = [differences.some((d) => d > 0), differences.some((d) => d < 0)];
  if (someAbove === someBelow) return null;
  return someAbove ? "a" : "b";
}

/**
 * P(sum of w_k d_k > 0) for weights w from a Dirichlet distribution with whole shapes, flat (all 1)
 * where left out: exactly, in time (sum of shapes) squared, and 0.5 where every difference is 0.
 *
 * Dirichlet weights are exponential waiting times over their sum, a shape counting how many are
 * added, so the question is which of two queues of waits, those that speak for a or for b, takes
 * longer. Waits have no memory: whichever of the two first in line ends sooner, the other starts
 * anew. The recursion adds positive terms only, and hence keeps all digits where differences tie or
 * nearly do; it equals the divided difference of max(0, x)^(K - 1) at the differences, whose sum
 * over d_k / (d_k - d_j) loses them there.
 */
export function winProbability(
  differences: readonly number[],
  shapes: readonly number[] = differences.map(() => 1),
): number {
  const queue = (sign: 1 | -1) =>
    differences.flatMap((d, k) =>
      d * sign > 0 ? new Array<number>(shapes[k] ?? 0).fill(d * sign) : [],
    );
  const [forA, forB] = [queue(1), queue(-1)];
  if (forA.length === 0 && forB.length === 0) return 0.5;
  // The chance that a's waits from here on outlast b's, by where b's queue stands.
  const ahead = new Float64Array(forB.length + 1);
  ahead[forB.length] = 1;
  for (const wait of forA.toReversed())
    for (let at = forB.length - 1; at >= 0; at--) {
      const against = forB[at]!;
      ahead[at] = (against * ahead[at]! + wait * ahead[at + 1]!) / (against + wait);
    }
  return forA.length === 0 ? 0 : ahead[0]!;
}

export type Win = {
  /** P(a ahead of b). */
  readonly probability: number;
  /** Of the simulation; 0 where the probability is exact. */
  readonly standardError: number;
};

/** Up to this sum of shapes the recursion is as quick as drawing. */
const MOST_WAITS = 2000;

/**
 * The same for any shapes: exactly where they are whole or somebody dominates, else the share won of
 * seeded `draws`, ties counted as half. A shape of 0 leaves its criterion out.
 */
export function winAround(
  differences: readonly number[],
  shapes: readonly number[],
  random: Random,
  draws: number,
): Win {
  const given = differences
    .map((difference, k) => ({ difference, shape: shapes[k] ?? 0 }))
    .filter(({ difference, shape }) => difference !== 0 && shape > 0);
  const whole = given.map(({ shape }) => Math.round(shape));
  const waits = whole.reduce((sum, shape) => sum + shape, 0);
  const exact = given.every(({ shape }, k) => Math.abs(shape - whole[k]!) < 1e-9);
  const left = given.map(({ difference }) => difference);
  if (left.length === 0 || dominance(left) !== null)
    return { probability: winProbability(left), standardError: 0 };
  if (exact && waits <= MOST_WAITS)
    return { probability: winProbability(left, whole), standardError: 0 };
  let wins = 0;
  for (let draw = 0; draw < draws; draw++) {
    let sum = 0;
    for (const { difference, shape } of given) sum += difference * gamma(shape, random);
    wins += (1 + Math.sign(sum)) / 2;
  }
  const probability = wins / draws;
  return { probability, standardError: Math.sqrt((probability * (1 - probability)) / draws) };
}

/** A gamma number of scale 1 (Marsaglia and Tsang 2000, ACM Trans. Math. Software 26:363-372). */
function gamma(shape: number, random: Random): number {
  if (shape < 1) return gamma(shape + 1, random) * (1 - random()) ** (1 / shape);
  const d = shape - 1 / 3;
  for (;;) {
    const x = normal(random);
    const v = (1 + x / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(1 - random()) < x ** 2 / 2 + d * (1 - v + Math.log(v))) return d * v;
  }
}

import { seeded } from "#app/domain/calibration/random.ts";
import { type Refusal, refuse } from "#app/domain/calibration/refusal.ts";
import {
  dominance,
  type Win,
  winAround,
  winProbability,
} from "#app/domain/calibration/win-probability.ts";
import { type Scored, type Weights, weightedScore } from "#app/domain/score.ts";

/** One candidate's mean score by criterion, in points; null or absent where nobody observed it. */
export type Profile = { readonly id: string; readonly scores: readonly Scored[] };

export type PairSensitivity = {
  readonly a: string;
  readonly b: string;
  /** The criteria both have a score on, which alone are compared, and the others of the weights. */
  readonly compared: readonly string[];
  readonly leftOut: readonly string[];
  /** Weighted score of `a` minus that of `b` over the criteria compared, in points. */
  readonly difference: number;
  /**
   * By criterion compared: the share of the whole weight, 0 to 1, at which the two tie when the others
   * keep their proportions. Null where they never tie, where they always do, and where the others
   * have no weight to share.
   */
  readonly flips: Readonly<Record<string, number | null>>;
  /** Who is nowhere lower and somewhere higher, and so ahead under any weights. */
  readonly dominates: "a" | "b" | null;
  /** P(a ahead of b) when every set of weights is equally likely; a half where they tie throughout. */
  readonly probability: number;
};

/** What rounding leaves of two equal scores, as a share of the larger of them. */
const ROUNDING = 1e-12;

/**
 * How each pair's order depends on the weights, pairs in the order of the candidates. A pair without
 * a weighted criterion in common is a refusal in its place; weights that are negative, not finite or
 * all zero, and scores that are not finite, refuse the whole. Flip points: Triantaphyllou and Sanchez
 * (1997), Decision Sciences 28:151-194; probability: Lahdelma, Hokkanen and Salminen (1998), European
 * Journal of Operational Research 106:137-143.
 */
export function weightSensitivity(
  candidates: readonly Profile[],
  weights: Weights,
): (PairSensitivity | (Pair & Refusal))[] | Refusal {
  const problem = problemOf(candidates, weights);
  if (problem) return problem;
  return candidates.flatMap((a, at) =>
    candidates.slice(at + 1).map((b) => pairSensitivity(a, b, weights)),
  );
}

export type Pair = Pick<PairSensitivity, "a" | "b">;

function pairSensitivity(
  a: Profile,
  b: Profile,
  weights: Weights,
): PairSensitivity | (Pair & Refusal) {
  const pair = { a: a.id, b: b.id };
  const { differences, leftOut } = contrast(a, b, weights);
  const { score: difference } = weightedScore(differences, weights);
  if (difference === null)
    return { ...pair, ...refuse("No weighted criterion has scores for both candidates.") };
  const given = differences.map(({ score }) => score);
  return {
    ...pair,
    compared: differences.map(({ criterion }) => criterion),
    leftOut,
    difference,
    flips: flipsOf(differences, weights),
    dominates: dominance(given),
    probability: winProbability(given),
  };
}

type Differences = readonly { readonly criterion: string; readonly score: number }[];

/** `a` minus `b` on each weighted criterion that both have; what only rounding tells apart is 0. */
function contrast(a: Profile, b: Profile, weights: Weights) {
  const [ofA, ofB] = [scoresBy(a), scoresBy(b)];
  const differences: { criterion: string; score: number }[] = [];
  const leftOut: string[] = [];
  for (const criterion of Object.keys(weights)) {
    const [high, low] = [ofA.get(criterion) ?? null, ofB.get(criterion) ?? null];
    if (high === null || low === null) leftOut.push(criterion);
    else {
      const tied = Math.abs(high - low) <= ROUNDING * Math.max(Math.abs(high), Math.abs(low));
      differences.push({ criterion, score: tied ? 0 : high - low });
    }
  }
  return { differences, leftOut };
}

const scoresBy = ({ scores }: Profile) =>
  new Map(scores.map(({ criterion, score }) => [criterion, score]));

function flipsOf(differences: Differences, weights: Weights): Record<string, number | null> {
  const largest = Math.max(...differences.map(({ score }) => Math.abs(score)));
  return Object.fromEntries(
    differences.map(({ criterion, score: own }) => {
      const others = differences.filter((other) => other.criterion !== criterion);
      const { score } = weightedScore(others, weights);
      const even = score !== null && Math.abs(score) <= ROUNDING * largest;
      return [criterion, flipPoint(own, even ? 0 : score)];
    }),
  );
}

/** Where `t * own + (1 - t) * rest` is 0 for t in [0, 1]. */
function flipPoint(own: number, rest: number | null): number | null {
  if (rest === null || own === rest || Math.sign(own) * Math.sign(rest) > 0) return null;
  return Math.abs(rest) / (Math.abs(rest) + Math.abs(own));
}

export type Uncertainty = {
  /**
   * How many equal say the weights carry: the sum of the Dirichlet shapes, above 0. A weight of share
   * s has mean s and standard deviation sqrt(s (1 - s) / (concentration + 1)).
   */
  readonly concentration: number;
  readonly seed: number;
  readonly draws?: number;
};

/**
 * P(win) of each pair when the weights are uncertain around the given ones: Dirichlet with shapes
 * concentration times share, over the criteria both have. Exact where these shapes are whole (100
 * with whole percentages, or the number of criteria with equal weights, which is the flat case), else
 * by a seeded simulation. Refuses as `weightSensitivity` does.
 */
export function winsAround(
  candidates: readonly Profile[],
  weights: Weights,
  uncertainty: Uncertainty,
): ((Pair & Win) | (Pair & Refusal))[] | Refusal {
  const { concentration, seed, draws = 20_000 } = uncertainty;
  const problem = problemOf(candidates, weights);
  if (problem) return problem;
  if (!(concentration > 0 && Number.isFinite(concentration)))
    return refuse("The concentration is not a number above 0.");
  const total = Object.values(weights).reduce((sum, weight) => sum + weight, 0);
  return candidates.flatMap((a, at) =>
    candidates.slice(at + 1).map((b) => {
      const pair = { a: a.id, b: b.id };
      const { differences } = contrast(a, b, weights);
      const given = differences.map(({ score }) => score);
      const shapes = differences.map((d) => (concentration * (weights[d.criterion] ?? 0)) / total);
      if (!shapes.some((shape) => shape > 0))
        return { ...pair, ...refuse("No weighted criterion has scores for both candidates.") };
      return { ...pair, ...winAround(given, shapes, seeded(seed), draws) };
    }),
  );
}

function problemOf(candidates: readonly Profile[], weights: Weights): Refusal | null {
  const given = Object.values(weights);
  if (!given.every((weight) => Number.isFinite(weight) && weight >= 0))
    return refuse("A weight is below 0 or not a number.");
  if (!given.some((weight) => weight > 0)) return refuse("No criterion has any weight.");
  const odd = candidates.find(({ scores }) =>
    scores.some(({ score }) => score !== null && !Number.isFinite(score)),
  );
  return odd ? refuse(`A score of ${odd.id} is not a finite number.`) : null;
}

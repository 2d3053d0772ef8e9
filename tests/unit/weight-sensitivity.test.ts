import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { seeded } from "#app/domain/calibration/random.ts";
import { isRefusal, type Refusal } from "#app/domain/calibration/refusal.ts";
import {
  type PairSensitivity,
  type Profile,
  weightSensitivity,
  winsAround,
} from "#app/domain/calibration/weight-sensitivity.ts";
import { dominance, winAround, winProbability } from "#app/domain/calibration/win-probability.ts";
import { type Weights, weightedScore } from "#app/domain/score.ts";
import reference from "../reference/weight_sensitivity.json" with { type: "json" };

const known = reference.data;
const referenceWeights = Object.fromEntries(
  known.dimensions.map((criterion, k) => [criterion, known.weights[k] ?? 0]),
);
const referenceProfiles = known.candidates.map((id, at) =>
  profile(
    id,
    Object.fromEntries(known.dimensions.map((c, k) => [c, known.scores[at]?.[k] ?? null])),
  ),
);

function profile(id: string, scores: Readonly<Record<string, number | null>>): Profile {
  return {
    id,
    scores: Object.entries(scores).map(([criterion, score]) => ({ criterion, score })),
  };
}

function answered<T extends object>(value: T | Refusal): T {
  if (isRefusal(value)) throw new Error(value.reason);
  return value;
}

/** The one pair of two candidates. */
function onePair(
  a: Readonly<Record<string, number | null>>,
  b: Readonly<Record<string, number | null>>,
  weights: Weights,
) {
  const [pair] = answered(weightSensitivity([profile("Ana", a), profile("Ben", b)], weights));
  if (!pair) throw new Error("No pair.");
  return pair;
}

const comparedPair = (...given: Parameters<typeof onePair>): PairSensitivity => {
  const pair = onePair(...given);
  if (isRefusal(pair)) throw new Error(pair.reason);
  return pair;
};

/** The share of flat Dirichlet weights under which the differences add to more than 0. */
function simulated(differences: readonly number[], draws: number, seed: number): number {
  const random = seeded(seed);
  let wins = 0;
  for (let draw = 0; draw < draws; draw++) {
    let sum = 0;
    for (const d of differences) sum -= d * Math.log(1 - random());
    if (sum > 0) wins++;
  }
  return wins / draws;
}

/** The formula whose terms cancel where differences tie. */
const textbook = (differences: readonly number[]): number =>
  differences.reduce(
    (sum, d, k) =>
      sum +
      (d > 0 ? differences.reduce((term, e, j) => (j === k ? term : (term * d) / (d - e)), 1) : 0),
    0,
  );

describe("the reference panel", () => {
  const pairs = answered(weightSensitivity(referenceProfiles, referenceWeights));
  const named = (a: string, b: string) => {
    const found = pairs.find((pair) => pair.a === a && pair.b === b);
    if (!found || isRefusal(found)) throw new Error(`${a} and ${b} are not compared.`);
    return found;
  };

  test.each(reference.expected.pairs)("$a over $b", (expected) => {
    const pair = named(expected.a, expected.b);
    expect(pair.difference).toBeCloseTo(expected.score_diff, 12);
    expect(pair.dominates).toBe(expected.dominates ? "a" : null);
    expect(pair.probability).toBeCloseTo(expected.p_a_beats_b_flat_dirichlet, 10);
    for (const [k, flip] of expected.flip_weight.entries()) {
      const found = pair.flips[known.dimensions[k] ?? ""];
      if (flip === null) expect(found).toBeNull();
      else expect(found).toBeCloseTo(flip, 10);
    }
  });

  test("has every pair once", () => {
    expect(pairs).toHaveLength(reference.expected.pairs.length);
  });
});

describe("a flip point", () => {
  test("ties the pair, the other weights keeping their proportions", () => {
    const score = fc.double({ min: 1, max: 9, noNaN: true });
    const scores = fc.record({ depth: score, clarity: score, care: score });
    const weight = fc.integer({ min: 1, max: 100 });
    fc.assert(
      fc.property(
        scores,
        scores,
        fc.record({ depth: weight, clarity: weight, care: weight }),
        (a, b, weights) => {
          const { flips } = comparedPair(a, b, weights);
          const flip = flips.depth ?? null;
          const rest = weights.clarity + weights.care;
          const at = (t: number) => {
            const set = {
              depth: t,
              clarity: ((1 - t) * weights.clarity) / rest,
              care: ((1 - t) * weights.care) / rest,
            };
            const of = (values: Readonly<Record<string, number>>) =>
              weightedScore(profile("", values).scores, set).score ?? Number.NaN;
            return of(a) - of(b);
          };
          if (flip === null) expect(Math.sign(at(1e-6))).toBe(Math.sign(at(1 - 1e-6)));
          else {
            expect(flip).toBeGreaterThanOrEqual(0);
            expect(flip).toBeLessThanOrEqual(1);
            expect(at(flip)).toBeCloseTo(0, 10);
          }
        },
      ),
    );
  });

  test("is 0 where the other criteria tie, and 1 where this one does", () => {
    const { flips } = comparedPair(
      { depth: 4, clarity: 3 },
      { depth: 2, clarity: 3 },
      { depth: 60, clarity: 40 },
    );
    expect(flips).toEqual({ depth: 0, clarity: 1 });
  });

  test("is none between candidates who tie throughout, and none for the only criterion", () => {
    const tied = comparedPair(
      { depth: 3, clarity: 3 },
      { depth: 3, clarity: 3 },
      { depth: 60, clarity: 40 },
    );
    expect(tied.flips).toEqual({ depth: null, clarity: null });
    expect(tied.dominates).toBeNull();
    expect(tied.probability).toBe(0.5);
    expect(comparedPair({ depth: 4 }, { depth: 3 }, { depth: 100 }).flips).toEqual({ depth: null });
  });

  test("takes means that differ by rounding alone as tied", () => {
    const pair = comparedPair(
      { depth: 0.1 + 0.2, clarity: 2 },
      { depth: 0.3, clarity: 1 },
      { depth: 1, clarity: 1 },
    );
    expect(pair.flips).toEqual({ depth: 1, clarity: 0 });
    expect(pair.dominates).toBe("a");
  });
});

describe("scores that are missing", () => {
  test("leave the comparison to the criteria both have, and say so", () => {
    const pair = comparedPair(
      { depth: 4, clarity: null, care: 2 },
      { depth: 3, clarity: 5, care: 3 },
      { depth: 50, clarity: 30, care: 20 },
    );
    expect(pair).toMatchObject({ compared: ["depth", "care"], leftOut: ["clarity"] });
    expect(pair.difference).toBeCloseTo((50 - 20) / 70, 12);
    expect(pair.flips.depth).toBeCloseTo(0.5, 12);
  });

  test("refuse a pair with nothing in common, and leave the other pairs", () => {
    const pairs = answered(
      weightSensitivity(
        [
          profile("Ana", { depth: 4 }),
          profile("Ben", { clarity: 3 }),
          profile("Cy", { depth: 3, clarity: 3 }),
        ],
        { depth: 50, clarity: 50 },
      ),
    );
    expect(pairs.map((pair) => isRefusal(pair))).toEqual([true, false, false]);
    expect(pairs[0]).toEqual({
      a: "Ana",
      b: "Ben",
      reason: "No weighted criterion has scores for both candidates.",
    });
  });

  test.each([
    [{ depth: -1, clarity: 2 }, "A weight is below 0 or not a number."],
    [{ depth: Number.NaN, clarity: 2 }, "A weight is below 0 or not a number."],
    [{ depth: 0, clarity: 0 }, "No criterion has any weight."],
    [{}, "No criterion has any weight."],
  ])("refuse weights %o", (weights, reason) => {
    expect(weightSensitivity(referenceProfiles, weights)).toEqual({ reason });
    expect(winsAround(referenceProfiles, weights, { concentration: 1, seed: 1 })).toEqual({
      reason,
    });
  });

  test("refuse a score that is not finite", () => {
    expect(weightSensitivity([profile("Ana", { depth: Number.NaN })], { depth: 1 })).toEqual({
      reason: "A score of Ana is not a finite number.",
    });
  });

  test("give no pairs of one candidate or none", () => {
    expect(weightSensitivity([], { depth: 1 })).toEqual([]);
    expect(weightSensitivity([profile("Ana", { depth: 3 })], { depth: 1 })).toEqual([]);
  });
});

describe("P(win) under flat weights", () => {
  test("is the textbook formula's where differences are far apart", () => {
    for (const d of [
      [1, -2],
      [3, -1, 0.5],
      [2, -3, 1, -0.4, 5],
      [-1, -2, 4],
    ])
      expect(winProbability(d)).toBeCloseTo(textbook(d), 12);
  });

  test("has closed forms where differences tie", () => {
    expect(winProbability([1, -1])).toBe(0.5);
    expect(winProbability([1, 1, -1])).toBeCloseTo(0.75, 14);
    expect(winProbability([2, 2, -1, -1])).toBeCloseTo(20 / 27, 14);
    expect(winProbability([3, 0, 0])).toBe(1);
    expect(winProbability([-3, 0, 0])).toBe(0);
    expect(winProbability([0, 0, 0])).toBe(0.5);
    expect(winProbability([])).toBe(0.5);
  });

  test("is continuous where differences nearly tie, and where the textbook formula breaks", () => {
    const tied = [0.5, 0.5, 0.5, -0.3, -0.3, -0.3, -0.3];
    const nearly = tied.map((d, k) => d + k * 1e-9);
    expect(winProbability(nearly)).toBeCloseTo(winProbability(tied), 7);
    expect(Math.abs(textbook(nearly) - winProbability(nearly))).toBeGreaterThan(1);
  });

  test("is what drawing weights finds, for 2 to 12 criteria, tied, nearly tied and 0", () => {
    const random = seeded(11);
    const draws = 40_000;
    for (let width = 2; width <= 12; width++)
      for (const kind of ["apart", "tied", "nearly", "zeros"]) {
        const base = Array.from({ length: width }, () => random() * 4 - 2);
        const d = base.map((value, k) => {
          if (kind === "tied") return Math.sign(value) * 0.7;
          if (kind === "nearly") return Math.sign(value) * 0.7 + k * 1e-9;
          return kind === "zeros" && k % 2 === 1 ? 0 : value;
        });
        const exact = winProbability(d);
        const error = Math.sqrt(Math.max(exact * (1 - exact), 1e-4) / draws);
        expect(Math.abs(simulated(d, draws, width) - exact), `${kind} ${d}`).toBeLessThan(
          4.5 * error,
        );
      }
  });

  const differences = fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 1, maxLength: 12 });

  test("adds to 1 with the other's, whatever the order, unit and names of the criteria", () => {
    fc.assert(
      fc.property(differences, fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (d, unit) => {
        const p = winProbability(d);
        expect(p + winProbability(d.map((value) => -value))).toBeCloseTo(1, 12);
        expect(winProbability(d.map((value) => value * unit))).toBeCloseTo(p, 12);
        expect(winProbability(d.toReversed())).toBeCloseTo(p, 12);
      }),
    );
  });

  test("never falls when a difference grows, and is certain where somebody dominates", () => {
    fc.assert(
      fc.property(differences, fc.nat(), (d, at) => {
        const grown = d.map((value, k) => (k === at % d.length ? value + 1 : value));
        expect(winProbability(grown)).toBeGreaterThanOrEqual(winProbability(d) - 1e-12);
        const sure = { a: 1, b: 0 };
        const who = dominance(d);
        if (who) expect(winProbability(d)).toBe(sure[who]);
      }),
    );
  });
});

describe("P(win) under weights around the given ones", () => {
  const draws = 20_000;

  test("is the flat one where as many equal weights as criteria are given", () => {
    const even = Object.fromEntries(known.dimensions.map((criterion) => [criterion, 20]));
    const around = answered(winsAround(referenceProfiles, even, { concentration: 5, seed: 1 }));
    const flat = answered(weightSensitivity(referenceProfiles, even));
    for (const [at, pair] of around.entries()) {
      const other = flat[at];
      if (isRefusal(pair) || !other || isRefusal(other)) throw new Error("Refused.");
      expect(pair.probability).toBeCloseTo(other.probability, 12);
      expect(pair.standardError).toBe(0);
    }
  });

  test("is drawn within its error of the exact one, the same for the same seed", () => {
    const d = [0.8, -0.5, 0.3, -0.6];
    for (const shapes of [
      [1, 1, 1, 1],
      [3, 2, 4, 1],
      [30, 25, 25, 20],
    ]) {
      const exact = winAround(d, shapes, seeded(3), draws);
      const drawn = winAround(
        d,
        shapes.map((shape) => shape + 1e-6),
        seeded(3),
        draws,
      );
      expect(exact.standardError).toBe(0);
      expect(drawn.standardError).toBeGreaterThan(0);
      expect(Math.abs(drawn.probability - exact.probability)).toBeLessThan(4 * drawn.standardError);
      expect(
        winAround(
          d,
          shapes.map((shape) => shape + 1e-6),
          seeded(3),
          draws,
        ),
      ).toEqual(drawn);
    }
  });

  test("is drawn also for shapes far below 1", () => {
    // Weights this uncertain fall nearly wholly on one criterion, the first three times out of four.
    const { probability, standardError } = winAround([1, -1], [0.003, 0.001], seeded(5), draws);
    expect(Math.abs(probability - 0.75)).toBeLessThan(4 * standardError + 0.005);
  });

  test("comes nearer to certain as the weights do", () => {
    const [ana, ben] = [
      profile("Ana", { depth: 4, care: 2 }),
      profile("Ben", { depth: 3, care: 2.8 }),
    ];
    const at = (concentration: number) => {
      const [pair] = answered(
        winsAround([ana, ben], { depth: 60, care: 40 }, { concentration, seed: 2 }),
      );
      return pair && !isRefusal(pair) ? pair.probability : Number.NaN;
    };
    expect(at(10)).toBeGreaterThan(0.5);
    expect(at(100)).toBeGreaterThan(at(10));
    expect(at(1000)).toBeGreaterThan(0.999);
  });

  test("leaves criteria without weight out, and is certain where the others are dominated", () => {
    const weights = { depth: 100, care: 0 };
    const [pair] = answered(
      winsAround(
        [profile("Ana", { depth: 4, care: 1 }), profile("Ben", { depth: 3, care: 5 })],
        weights,
        {
          concentration: 2.5,
          seed: 1,
        },
      ),
    );
    expect(pair).toEqual({ a: "Ana", b: "Ben", probability: 1, standardError: 0 });
  });

  test("refuses a concentration that is none, and pairs with nothing in common", () => {
    const apart = [profile("Ana", { depth: 4 }), profile("Ben", { care: 5 })];
    const weights = { depth: 60, care: 40 };
    expect(winsAround(apart, weights, { concentration: 0, seed: 1 })).toEqual({
      reason: "The concentration is not a number above 0.",
    });
    expect(winsAround(apart, weights, { concentration: 9, seed: 1 })).toEqual([
      { a: "Ana", b: "Ben", reason: "No weighted criterion has scores for both candidates." },
    ]);
  });
});

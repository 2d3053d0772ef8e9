import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { scoreMatrix } from "#app/domain/debrief.ts";
import { mean, panelScore, standardDeviation, weightedScore } from "#app/domain/score.ts";
import type { SealedCard } from "#app/domain/scorecard.ts";
import { carriedWeights, toPercentages, WeightSetForm } from "#app/domain/weights.ts";

const rated = (scores: Record<string, number | null>) =>
  Object.entries(scores).map(([criterion, score]) => ({ criterion, score }));

describe("a weighted score", () => {
  test("weighs each criterion and covers everything when all were observed", () => {
    expect(weightedScore(rated({ a: 4, b: 2 }), { a: 75, b: 25 })).toEqual({
      score: 3.5,
      coverage: 1,
    });
  });
  test("leaves what was not observed out of the denominator and shows it as a gap", () => {
    expect(weightedScore(rated({ a: 4, b: null }), { a: 75, b: 25 })).toEqual({
      score: 4,
      coverage: 0.75,
    });
  });
  test("is null, not 0, where nothing with weight was observed", () => {
    expect(weightedScore(rated({ a: null, b: 3 }), { a: 100, b: 0 })).toEqual({
      score: null,
      coverage: 0,
    });
    expect(weightedScore([], {})).toEqual({ score: null, coverage: 0 });
  });
  test("stays within its scores and does not care about the weights' sum", () => {
    const scores = fc.array(
      fc.record({
        score: fc.integer({ min: 1, max: 10 }),
        weight: fc.integer({ min: 1, max: 99 }),
      }),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(scores, (rows) => {
        const values = rows.map((row, at) => ({ criterion: `c${at}`, score: row.score }));
        const weights = Object.fromEntries(rows.map((row, at) => [`c${at}`, row.weight]));
        const doubled = Object.fromEntries(rows.map((row, at) => [`c${at}`, row.weight * 2]));
        const { score } = weightedScore(values, weights);
        expect(score).toBeGreaterThanOrEqual(Math.min(...rows.map((r) => r.score)) - 1e-9);
        expect(score).toBeLessThanOrEqual(Math.max(...rows.map((r) => r.score)) + 1e-9);
        expect(weightedScore(values, doubled).score).toBeCloseTo(score ?? Number.NaN, 10);
      }),
    );
  });
});

describe("a panel's score", () => {
  test("is the weighted mean of criterion means, each over those who observed it", () => {
    const cards = [rated({ a: 4, b: 1 }), rated({ a: 1, b: null }), rated({ a: 1, b: 3 })];
    const panel = panelScore(cards, ["a", "b"], { a: 60, b: 40 });
    expect(panel.criteria[0]).toEqual({
      criterion: "a",
      mean: 2,
      n: 3,
      spread: 3,
      sd: Math.sqrt(3),
    });
    expect(panel.criteria[1]).toEqual({ criterion: "b", mean: 2, n: 2, spread: 2, sd: Math.SQRT2 });
    expect(panel.score).toBe(2);
    expect(panel.coverage).toBe(1);
  });
  test("of one card has no standard deviation, of no card no score", () => {
    expect(panelScore([rated({ a: 3 })], ["a"], { a: 100 }).criteria[0]).toMatchObject({
      sd: null,
      spread: 0,
      n: 1,
    });
    expect(panelScore([], ["a"], { a: 100 })).toEqual({
      score: null,
      coverage: 0,
      criteria: [{ criterion: "a", mean: null, n: 0, spread: null, sd: null }],
    });
  });
  test("means and deviations know their smallest samples", () => {
    expect(mean([])).toBeNull();
    expect(standardDeviation([3])).toBeNull();
    expect(standardDeviation([2, 4, 4, 4, 5, 5, 7, 9])).toBeCloseTo(2.13809, 5);
  });
});

describe("the debrief's matrix", () => {
  const content = (
    scores: Record<string, number | null>,
    more: Partial<SealedCard> = {},
  ): SealedCard => ({
    ratings: Object.entries(scores).map(([criterion, score]) => ({
      criterion,
      score,
      notObserved: score === null ? ("not-asked" as const) : null,
      confidence: null,
      evidence: "",
    })),
    observations: [],
    probes: [],
    recommendation: "yes",
    level: "staff",
    summary: "",
    ...more,
  });
  const readable = (id: string, card: SealedCard, kind: "panel" | "shadow" = "panel") => ({
    cardId: id,
    interviewer: { id, name: id },
    kind,
    own: false,
    progress: "sealed" as const,
    readable: true as const,
    content: card,
  });
  const weights = { a: 30, b: 30, c: 40 };

  test("puts the widest disagreement first, then the heavier weight", () => {
    const matrix = scoreMatrix(
      [readable("x", content({ a: 3, b: 4, c: 2 })), readable("y", content({ a: 3, b: 1, c: 2 }))],
      ["a", "b", "c"],
      weights,
    );
    expect(matrix.rows.map((row) => row.criterion)).toEqual(["b", "c", "a"]);
  });
  test("shows shadow and abstaining cards but counts them nowhere", () => {
    const matrix = scoreMatrix(
      [
        readable("x", content({ a: 4, b: 4, c: 4 })),
        readable("s", content({ a: 1, b: 1, c: 1 }), "shadow"),
        readable("n", content({ a: 1, b: 1, c: 1 }, { recommendation: "no-decision" })),
      ],
      ["a", "b", "c"],
      weights,
    );
    expect(matrix).toMatchObject({ total: 4, counted: ["x"] });
    expect(matrix.rows[0]?.cells).toHaveLength(3);
    expect(matrix.rows[0]).toMatchObject({ mean: 4, n: 1, spread: 0 });
  });
});

describe("weights as percentages", () => {
  test("add to exactly 100 by largest remainder", () => {
    expect(toPercentages({ a: 1, b: 1, c: 1 })).toEqual({ a: 34, b: 33, c: 33 });
    expect(toPercentages({ a: 0, b: 0 })).toBeNull();
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 12 }),
        (raw) => {
          const weights = Object.fromEntries(raw.map((w, at) => [`c${at}`, w]));
          const total = raw.reduce((a, b) => a + b, 0);
          const percent = toPercentages(weights);
          if (total === 0) {
            expect(percent).toBeNull();
            return;
          }
          expect(Object.values(percent ?? {}).reduce((a, b) => a + b, 0)).toBe(100);
          for (const [key, weight] of Object.entries(weights))
            expect(Math.abs((percent?.[key] ?? 0) - (weight / total) * 100)).toBeLessThan(1);
        },
      ),
    );
  });
  const form = WeightSetForm([
    { key: "a", title: "A" },
    { key: "b", title: "B" },
  ]);
  test("are refused where they do not add to 100, miss a criterion or name a strange one", () => {
    const said = (weights: Record<string, unknown>, reason = "why") =>
      form
        .safeParse({ weights, reason })
        .error?.issues.map((i) => `${i.path.join(".")}: ${i.message}`);
    expect(said({ a: "60", b: "40" })).toBeUndefined();
    expect(said({ a: "60", b: "41" })).toEqual([
      "weights: The weights add to 101, they must add to 100.",
    ]);
    expect(said({ a: "100" })).toEqual(["weights.b: Write a whole percentage."]);
    expect(said({ a: "50", b: "50", z: "0" })).toEqual([
      "weights: This rubric has no criterion z.",
    ]);
    expect(said({ a: "49.5", b: "50.5" })).toEqual([
      "weights.a: Write a whole percentage.",
      "weights.b: Write a whole percentage.",
    ]);
    expect(said({ a: "0x10", b: "1e1" })).toEqual([
      "weights.a: Write a whole percentage.",
      "weights.b: Write a whole percentage.",
    ]);
    expect(said({ a: "-1", b: "101" })).toEqual([
      "weights.a: A weight is not below 0.",
      "weights.b: A weight is not above 100.",
    ]);
    expect(said({ a: "60", b: "40" }, " ")).toEqual(["reason: Say why these weights."]);
  });
});

describe("weights that are carried over to another version of a rubric", () => {
  const criteria = [
    { key: "a", weight: 40 },
    { key: "b", weight: 40 },
    { key: "c", weight: 20 },
  ];
  test("keep what both versions ask, bring the default of what is new, and add to 100", () => {
    expect(carriedWeights({ a: 70, b: 30 }, criteria)).toEqual({ a: 58, b: 25, c: 17 });
    expect(carriedWeights({ a: 70, b: 10, c: 20 }, criteria)).toEqual({ a: 70, b: 10, c: 20 });
  });
  test("lose what is no longer asked to the others, as they stand to each other", () => {
    expect(carriedWeights({ a: 45, b: 15, c: 0, gone: 40 }, criteria)).toEqual({
      ...{ a: 75, b: 25, c: 0 },
    });
  });
  test("are the defaults where nothing is left, or nothing weighs", () => {
    const defaults = { a: 40, b: 40, c: 20 };
    expect(carriedWeights({ gone: 100 }, criteria)).toEqual(defaults);
    expect(carriedWeights({ a: 0, b: 0, c: 0, gone: 100 }, criteria)).toEqual(defaults);
  });
});

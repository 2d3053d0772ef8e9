import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  effectiveWeights,
  kendallTauB,
  rankStability,
} from "#app/domain/calibration/rank-stability.ts";
import { isRefusal, type Refusal } from "#app/domain/calibration/refusal.ts";
import type { Profile } from "#app/domain/calibration/weight-sensitivity.ts";

const profile = (id: string, scores: Readonly<Record<string, number | null>>): Profile => ({
  id,
  scores: Object.entries(scores).map(([criterion, score]) => ({ criterion, score })),
});

function answered<T extends object>(value: T | Refusal): T {
  if (isRefusal(value)) throw new Error(value.reason);
  return value;
}

/** Tau-b by its definition, pair by pair. */
function byPairs(x: readonly number[], y: readonly number[]): number | null {
  let [agreeing, apartX, apartY] = [0, 0, 0];
  for (const [a, xa] of x.entries())
    for (let b = 0; b < a; b++) {
      const across = Math.sign(xa - (x[b] ?? 0));
      const up = Math.sign((y[a] ?? 0) - (y[b] ?? 0));
      agreeing += across * up;
      apartX += across ** 2;
      apartY += up ** 2;
    }
  return apartX && apartY ? agreeing / Math.sqrt(apartX * apartY) : null;
}

describe("Kendall's tau-b", () => {
  test("is what scipy.stats.kendalltau gives", () => {
    expect(kendallTauB([1, 2, 3, 4], [1, 2, 3, 4])).toBe(1);
    expect(kendallTauB([1, 2, 3, 4], [4, 3, 2, 1])).toBe(-1);
    expect(kendallTauB([12, 2, 1, 12, 2], [1, 4, 7, 1, 0])).toBeCloseTo(-0.4714045207910316, 14);
    expect(kendallTauB([1, 1, 2, 3, 3], [2, 1, 3, 3, 5])).toBeCloseTo(0.8249579113843054, 14);
  });

  const values = fc.array(
    fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 })),
    {
      maxLength: 40,
    },
  );

  test("is the definition's over all pairs, ties or not", () => {
    fc.assert(
      fc.property(values, (pairs) => {
        const [x, y] = [pairs.map(([a]) => a), pairs.map(([, b]) => b)];
        const tau = kendallTauB(x, y);
        const expected = byPairs(x, y);
        if (typeof tau !== "number") expect(expected).toBeNull();
        else {
          expect(tau).toBeCloseTo(expected ?? Number.NaN, 12);
          expect(kendallTauB(y, x)).toBeCloseTo(tau, 12);
          expect(kendallTauB(x.toReversed(), y.toReversed())).toBeCloseTo(tau, 12);
          expect(
            kendallTauB(
              x.map((v) => 3 * v + 7),
              y.map((v) => -v),
            ),
          ).toBeCloseTo(-tau, 12);
        }
      }),
    );
  });

  test("takes a moment for a hundred thousand", () => {
    const up = Array.from({ length: 100_000 }, (_, at) => at);
    expect(
      kendallTauB(
        up,
        up.map((at) => (at * 7919) % 100_003),
      ),
    ).toBeCloseTo(0, 1);
  });

  test("refuses what has no order", () => {
    expect(kendallTauB([], [])).toEqual({ reason: "Fewer than two to put in order." });
    expect(kendallTauB([1], [1])).toEqual({ reason: "Fewer than two to put in order." });
    expect(kendallTauB([1, 2], [1])).toEqual({
      reason: "The two orders are not of the same length.",
    });
    expect(kendallTauB([1, Number.NaN], [1, 2])).toEqual({ reason: "A number is not finite." });
    expect(kendallTauB([3, 3, 3], [1, 2, 3])).toEqual({
      reason: "All tie, so there is no order to compare.",
    });
  });
});

describe("rank stability", () => {
  const panel = [
    profile("Ana", { depth: 5, clarity: 1 }),
    profile("Ben", { depth: 1, clarity: 5 }),
    profile("Cy", { depth: 3, clarity: 3 }),
    profile("Dee", { depth: 0, clarity: 0 }),
  ];

  test("tells who moves and how far", () => {
    const found = answered(
      rankStability(panel, { depth: 70, clarity: 30 }, { depth: 30, clarity: 70 }),
    );
    expect(found.moves.map(({ id, rank }) => [id, rank.before, rank.after])).toEqual([
      ["Ben", 3, 1],
      ["Cy", 2, 2],
      ["Ana", 1, 3],
      ["Dee", 4, 4],
    ]);
    expect(found.moved).toBe(2);
    expect(found.tau).toEqual({ value: 0 });
    expect(found.moves[0]?.score.before).toBeCloseTo(2.2, 12);
    expect(found.moves[0]?.score.after).toBeCloseTo(3.8, 12);
  });

  test("gives equal scores one rank, also where rounding tells them apart", () => {
    const { moves, tau } = answered(
      rankStability(panel, { depth: 0.1, clarity: 0.1 }, { depth: 1 / 3, clarity: 1 / 3 }),
    );
    expect(moves.map(({ rank }) => rank.after)).toEqual([1, 1, 1, 4]);
    expect(tau).toEqual({ value: 1 });
  });

  test("is perfect for the same proportions, whatever their unit, and names may change", () => {
    const score = fc.double({ min: 1, max: 5, noNaN: true });
    const people = fc.array(fc.record({ depth: score, clarity: score }), {
      minLength: 2,
      maxLength: 12,
    });
    fc.assert(
      fc.property(
        people,
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 50 }),
        (given, depth, clarity) => {
          const ranked = (name: string, unit: number) =>
            answered(
              rankStability(
                given.map((scores, at) => profile(`${name}${at}`, scores)),
                { depth, clarity },
                { depth: depth * unit, clarity: clarity * unit },
              ),
            );
          const found = ranked("A", 3);
          expect(found.moved).toBe(0);
          if ("value" in found.tau) expect(found.tau.value).toBeCloseTo(1, 12);
          expect(ranked("B", 3).moves.map(({ rank }) => rank)).toEqual(
            found.moves.map(({ rank }) => rank),
          );
        },
      ),
    );
  });

  test("leaves out whom one of the weight sets gives no score, and says so", () => {
    const withGap = [...panel, profile("Eve", { depth: null, clarity: 4 })];
    const found = answered(
      rankStability(withGap, { depth: 1, clarity: 0 }, { depth: 1, clarity: 1 }),
    );
    expect(found.leftOut).toEqual(["Eve"]);
    expect(found.moves).toHaveLength(4);
  });

  test("has no tau where all tie, and refuses fewer than two", () => {
    const same = [profile("Ana", { depth: 3 }), profile("Ben", { depth: 3 })];
    expect(answered(rankStability(same, { depth: 1 }, { depth: 2 })).tau).toEqual({
      reason: "All tie, so there is no order to compare.",
    });
    expect(rankStability([], { depth: 1 }, { depth: 1 })).toEqual({
      reason: "Fewer than two candidates have a score under both weight sets.",
    });
  });
});

describe("effective weights", () => {
  test("are nominal weight times spread, and also add to 100", () => {
    const found = answered(
      effectiveWeights(
        [
          profile("Ana", { depth: 1, clarity: 3, care: 2 }),
          profile("Ben", { depth: 5, clarity: 3, care: 3 }),
        ],
        { depth: 2, clarity: 5, care: 3 },
      ),
    );
    expect(
      found.map(({ criterion, nominal, percentage }) => [criterion, nominal, percentage]),
    ).toEqual([
      ["depth", 20, 73],
      ["clarity", 50, 0],
      ["care", 30, 27],
    ]);
    expect(found[0]?.spread).toBeCloseTo(Math.sqrt(8), 12);
    expect(found[0]?.effective).toBeCloseTo(0.2 * Math.sqrt(8), 12);
  });

  test("say nothing of a criterion with fewer than two scores", () => {
    const found = answered(
      effectiveWeights(
        [profile("Ana", { depth: 1, clarity: null }), profile("Ben", { depth: 5, clarity: 3 })],
        { depth: 50, clarity: 50 },
      ),
    );
    expect(found[1]).toEqual({
      criterion: "clarity",
      nominal: 50,
      spread: null,
      effective: null,
      percentage: null,
    });
    expect(found[0]?.percentage).toBe(100);
  });

  test("are the same when the scale shifts, and grow with its unit while their percentages stay", () => {
    const score = fc.integer({ min: 1, max: 9 });
    const people = fc.array(fc.record({ depth: score, clarity: score }), {
      minLength: 2,
      maxLength: 10,
    });
    fc.assert(
      fc.property(people, (given) => {
        const of = (change: (score: number) => number) =>
          effectiveWeights(
            given.map(({ depth, clarity }, at) =>
              profile(`${at}`, { depth: change(depth), clarity: change(clarity) }),
            ),
            { depth: 60, clarity: 40 },
          );
        const [plain, moved, doubled] = [of((s) => s), of((s) => s + 8), of((s) => 2 * s)];
        if (isRefusal(plain)) expect([moved, doubled]).toEqual([plain, plain]);
        else {
          const [shifted, larger] = [answered(moved), answered(doubled)];
          for (const [k, { effective, percentage }] of plain.entries()) {
            expect(shifted[k]?.effective).toBeCloseTo(effective ?? Number.NaN, 9);
            expect(larger[k]?.effective).toBeCloseTo(2 * (effective ?? Number.NaN), 9);
            expect(larger[k]?.percentage).toBe(percentage);
          }
        }
      }),
    );
  });

  test("refuse where nothing has weight and where nothing tells candidates apart", () => {
    const same = [profile("Ana", { depth: 3 }), profile("Ben", { depth: 3 })];
    expect(effectiveWeights(same, { depth: 0 })).toEqual({
      reason: "No criterion has any weight.",
    });
    expect(effectiveWeights(same, { depth: 1 })).toEqual({
      reason: "No weighted criterion tells the candidates apart.",
    });
    expect(effectiveWeights([], { depth: 1 })).toEqual({
      reason: "No weighted criterion tells the candidates apart.",
    });
  });
});

import { describe, expect, test } from "vitest";
import { findingsOf } from "#app/domain/calibration/find.ts";
import { orderChanges, pairOf } from "#app/domain/calibration/pair.ts";
import { isRefusal } from "#app/domain/calibration/refusal.ts";
import { cellsOf, given, reference, referenceRows } from "#tests/support/rating-panels.ts";

describe("two candidates compared", () => {
  const { candidates } = given(
    findingsOf(cellsOf(referenceRows("syn02_moderate")), { weights: null, points: 5 }),
  ).findings;
  const placed = (place: number) => {
    const finding = candidates[place];
    if (!finding) throw new Error("Nobody there");
    return { finding, place };
  };

  test("have the joint error of the reference", () => {
    const { pairs } = reference("pairwise_posterior_syn02").expected;
    for (const { a, b, diff, se, p_a_gt_b } of pairs) {
      const [x, y] = [a, b].map((id) => candidates.findIndex((own) => own.id === id));
      const found = given(pairOf(placed(x ?? -1), placed(y ?? -1)));
      expect(found.difference).toBeCloseTo(diff, 4);
      expect(found.probability).toBeCloseTo(p_a_gt_b, 4);
      expect((found.interval[1] - found.interval[0]) / 2 / se).toBeCloseTo(1.6449, 3);
    }
  });

  test("are told the same from either side", () => {
    const [there, back] = [pairOf(placed(3), placed(20)), pairOf(placed(20), placed(3))].map(given);
    expect(there?.probability).toBeCloseTo(1 - (back?.probability ?? 0), 12);
    expect(there?.interval[0]).toBeCloseTo(-(back?.interval[1] ?? 0), 10);
  });

  test("without a probability in the snapshot are taken as independent", () => {
    const bare = (place: number) => ({
      ...{ finding: { ...placed(place).finding, above: null }, place },
    });
    const [exact, found] = [pairOf(placed(2), placed(9)), pairOf(bare(2), bare(9))].map(given);
    expect(found?.difference).toBe(exact?.difference);
    expect(found?.probability).toBeGreaterThan(0.5);
    expect(Math.abs((found?.probability ?? 0) - (exact?.probability ?? 0))).toBeLessThan(0.05);
  });

  test("are refused where nothing links them, and without a calibrated score", () => {
    const [one, other] = [placed(0), placed(1)];
    const island = { ...other, finding: { ...other.finding, component: 2 } };
    expect(pairOf(one, island)).toEqual({ reason: expect.stringContaining("links") });
    const nothing = { ...other, finding: { ...other.finding, calibrated: { reason: "Too few." } } };
    expect(pairOf(one, nothing)).toEqual({ reason: "Too few." });
  });
});

describe("what would change the order", () => {
  const criteria = [
    { key: "design", title: "Design" },
    { key: "checking", title: "Verification" },
    { key: "talk", title: "Talk" },
  ];
  const weights = { design: 50, checking: 25, talk: 25 };
  const asked = (a: (number | null)[], b: (number | null)[], given = weights) =>
    orderChanges({ name: "Ana", profile: a }, { name: "Ben", profile: b }, criteria, given);

  test("is said with the whole percentage past the tie", () => {
    // Ana leads by 1 on design and trails by 1 on the second: they tie at 40% of it.
    const found = given(asked([4, 2, 3], [3, 3, 3]));
    expect(found.difference).toBeCloseTo(0.25, 12);
    expect(found.changes).toEqual([
      "They change places if Verification weighs 41% or more (now 25%).",
      "They change places if Design weighs 33% or less (now 50%).",
    ]);
  });

  test("a dominated candidate is never put ahead", () => {
    const found = given(asked([4, 3, 3], [3, 3, 2]));
    expect(found).toMatchObject({ dominates: "first", changes: [], probability: 1 });
    expect(found.words.at(-1)).toContain("no weights put the other ahead");
  });

  test("ties, and criteria only one was scored on, are said", () => {
    expect(given(asked([3, 3, 3], [3, 3, 3])).words[0]).toContain("tie");
    const found = given(asked([4, 2, null], [3, 3, 3]));
    expect(found.words.at(-1)).toContain("Talk");
    expect(isRefusal(asked([4, null, null], [null, 3, 3]))).toBe(true);
  });

  test("at the percentage said the order is the other, and a step before it is not", () => {
    const [a, b] = [
      [4, 2, 3.5],
      [3, 3, 3.2],
    ];
    const found = given(asked(a ?? [], b ?? []));
    expect(found.changes.length).toBeGreaterThan(0);
    for (const words of found.changes) {
      const [, title, percent, way] = /if (\w+) weighs (\d+)% or (more|less)/.exec(words) ?? [];
      const key = criteria.find((own) => own.title === title)?.key ?? "";
      const others = Object.entries(weights).filter(([name]) => name !== key);
      const rest = others.reduce((sum, [, weight]) => sum + weight, 0);
      const at = (share: number) => {
        const moved = Object.fromEntries(
          others.map(([name, weight]) => [name, ((100 - share) * weight) / rest]),
        );
        return given(asked(a ?? [], b ?? [], { ...weights, ...moved, [key]: share })).difference;
      };
      expect(Math.sign(at(Number(percent)))).toBe(-Math.sign(found.difference));
      const before = Number(percent) + (way === "more" ? -1 : 1);
      expect(Math.sign(at(before))).not.toBe(-Math.sign(found.difference));
    }
  });
});

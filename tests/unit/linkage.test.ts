import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { drawnOf } from "#app/domain/calibration/linkage.ts";

/** Islands of these sizes, the largest first as components are, and cards that rise with the number. */
function islands(...sizes: number[]) {
  let next = 0;
  const groups = sizes.map((size) => ({
    interviewers: Uint32Array.from({ length: size }, () => next++),
  }));
  return { groups, cards: Array.from({ length: next }, (_, at) => at) };
}

const drawnIn = ({ groups, cards }: ReturnType<typeof islands>, most: number) => {
  const drawn = new Set(drawnOf(groups, cards, most));
  return groups.map(({ interviewers }) => [...interviewers].filter((i) => drawn.has(i)));
};

describe("a picture of who shares candidates", () => {
  test("names everybody where there is room", () => {
    expect(drawnIn(islands(3, 2, 1, 1, 1), 8)).toEqual([[0, 1, 2], [3, 4], [5], [6], [7]]);
  });

  test("of one large panel names those with the most cards", () => {
    expect(drawnIn(islands(9), 4)).toEqual([[5, 6, 7, 8]]);
  });

  test("names some of each large island, and a small one leaves its room to the others", () => {
    expect(drawnIn(islands(6, 5, 1), 9)).toEqual([[2, 3, 4, 5], [7, 8, 9, 10], [11]]);
  });

  test("of very many islands names the largest only", () => {
    expect(drawnIn(islands(4, 4, 4, 4), 6).map((names) => names.length)).toEqual([3, 3, 0, 0]);
  });

  test("never names more than there is room for, nor leaves room while an island has names", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 12 }),
        (sizes) => {
          const all = sizes.reduce((sum, size) => sum + size, 0);
          const { groups, cards } = islands(...sizes.toSorted((a, b) => b - a));
          expect(drawnOf(groups, cards)).toHaveLength(Math.min(all, 40));
        },
      ),
    );
  });
});

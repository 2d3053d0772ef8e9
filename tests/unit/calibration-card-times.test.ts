import { describe, expect, test } from "vitest";
import { type Cells, type Columns, cardsWhere, cellsFrom } from "#app/domain/calibration/cells.ts";
import { isRefusal } from "#app/domain/calibration/refusal.ts";
import { invariant } from "#app/domain/result.ts";

/** Ana has two cards by Ben and one by Cy, Zoe one by Cy; rows in no order. */
const columns: Columns = {
  candidates: ["Ana", "Zoe"],
  interviewers: ["Ben", "Cy"],
  criteria: ["depth", "clarity"],
  candidate: Uint32Array.of(1, 0, 0, 0, 0, 0),
  interviewer: Uint32Array.of(1, 0, 0, 1, 0, 0),
  criterion: Uint8Array.of(0, 0, 0, 0, 1, 1),
  rating: Float64Array.of(1, 2, 3, 4, 2, Number.NaN),
  card: Uint32Array.of(3, 0, 1, 2, 0, 1),
  sealedAt: Float64Array.of(100, 101, 102, 103),
};

function built(from: Columns): Cells {
  const cells = cellsFrom(from);
  invariant(!isRefusal(cells), "no rating stands twice");
  return cells;
}

describe("the times of cards", () => {
  test("follow their cards into the order of the candidates", () => {
    const cells = built(columns);
    expect(cells.ratings).toEqual(
      Float64Array.of(2, 2, 3, Number.NaN, 4, Number.NaN, 1, Number.NaN),
    );
    expect(cells.sealedAt).toEqual(Float64Array.of(100, 101, 102, 103));
  });

  test("stay with the cards that are kept", () => {
    const { sealedAt } = cardsWhere(built(columns), (card) => card !== 1);
    expect(sealedAt).toEqual(Float64Array.of(100, 102, 103));
  });

  test("are absent where the columns tell none", () => {
    const { sealedAt: _, ...untimed } = columns;
    expect(built(untimed)).not.toHaveProperty("sealedAt");
    expect(cardsWhere(built(untimed), () => true)).not.toHaveProperty("sealedAt");
  });

  test("of settling are a candidate's, and stay where cards are left out", () => {
    const settledAt = Float64Array.of(200, 300);
    const cells = built({ ...columns, settledAt });
    expect(cells.settledAt).toEqual(settledAt);
    expect(cardsWhere(cells, (card) => card !== 1).settledAt).toEqual(settledAt);
    expect(built(columns)).not.toHaveProperty("settledAt");
  });
});

import { describe, expect, test } from "vitest";
import { coverageAdvice, coverageOf, type PlannedRound } from "#app/domain/coverage.ts";

const round = (focus: string[], cards: PlannedRound["cards"], cancelled = false): PlannedRound => ({
  focus,
  cards,
  cancelled,
});
const card = (
  interviewerId: string,
  kind: "panel" | "shadow" = "panel",
  state: "assigned" | "sealed" | "withdrawn" | "did-not-happen" = "assigned",
) => ({ interviewerId, kind, state });

const weights = { stewardship: 60, leverage: 40, unweighted: 0 };
const of = (rounds: PlannedRound[]) =>
  coverageOf(["stewardship", "leverage", "unweighted"], weights, rounds);

describe("the coverage planner", () => {
  test("leaves out criteria without weight and keeps the rubric's order", () => {
    expect(of([]).map((row) => row.criterion)).toEqual(["stewardship", "leverage"]);
  });

  test("counts a person who sees a criterion in two rounds once", () => {
    const rounds = [round(["leverage"], [card("ana")]), round(["leverage"], [card("ana")])];
    expect(of(rounds)[1]).toMatchObject({ rounds: 2, raters: 1 });
  });

  test("does not count shadows, ended cards or cancelled rounds", () => {
    const rounds = [
      round(["leverage"], [card("ana", "shadow"), card("ben", "panel", "withdrawn")]),
      round(["leverage"], [card("cy", "panel", "did-not-happen")]),
      round(["leverage"], [card("dee")], true),
    ];
    expect(of(rounds)[1]).toMatchObject({ rounds: 2, raters: 0 });
  });

  test("counts a card that is already sealed", () => {
    expect(of([round(["leverage"], [card("ana", "panel", "sealed")])])[1]?.raters).toBe(1);
  });

  test("says what to plan until two people see a criterion", () => {
    const row = { criterion: "stewardship", weight: 60 };
    expect(coverageAdvice("Stewardship", { ...row, rounds: 0, raters: 0 })).toBe(
      "No round looks at Stewardship; put it in focus of two.",
    );
    expect(coverageAdvice("Stewardship", { ...row, rounds: 1, raters: 0 })).toBe(
      "Nobody is assigned yet to see Stewardship; assign two.",
    );
    expect(coverageAdvice("Stewardship", { ...row, rounds: 3, raters: 1 })).toBe(
      "Stewardship is seen by one rater; plan a second.",
    );
    expect(coverageAdvice("Stewardship", { ...row, rounds: 1, raters: 2 })).toBeNull();
  });
});

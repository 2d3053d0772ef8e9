import { describe, expect, test } from "vitest";
import { type Drawn, meanScore, personFigures } from "#app/domain/calibration/figures-person.ts";
import { refuse } from "#app/domain/calibration/refusal.ts";
import type { Distribution } from "#app/domain/calibration/summary.ts";

const distribution = (
  criterion: string,
  counts: readonly number[],
  mean: number | null,
): Distribution => ({
  ...{ criterion, counts, notAsked: 1, noSignal: 0, mean },
  n: counts.reduce((sum, of) => sum + of, 0),
});
const at = (quarter: number) => Date.UTC(2026, (quarter - 1) * 3, 15);
const window = (quarter: number, severity: number) => ({
  ...{ from: at(quarter), until: at(quarter) + 1e9, cards: 8 },
  ...{ severity, low: severity - 0.4, high: severity + 0.4 },
});

const drawn: Drawn = {
  person: { id: "p", name: "Tomasz Wieczorek" },
  own: false,
  rubric: {
    scale: ["Well below", "Below", "Meets", "Exceeds"],
    criteria: [
      { key: "tradeoffs", title: "Trade-offs" },
      { key: "verification", title: "Verification" },
    ],
  },
  found: {
    finding: {
      ...{ id: "p", cards: 24, ratings: 46, component: 1, mean: 2, sd: 0.8 },
      severity: { points: 0.7, sd: 0.1, interval: [0.5, 0.9] },
      flat: { cards: 1, of: 24 },
      othersFlat: { cards: 10, of: 200 },
      panel: { overlap: 24, correlation: 0.6, slope: 1, fisherError: 0.2 },
      flags: [],
      unread: null,
      drift: {
        windows: [
          window(1, 0.2),
          { from: at(3), until: at(3), cards: 2, ...refuse("Fewer than 5 cards to compare.") },
          window(4, 0.8),
        ],
        change: {
          ...{ difference: 0.6, low: 0.1, high: 1.1, p: 0.01, flagged: true },
          words: "Recent scores are lower.",
        },
      },
      partners: [],
      facet: null,
    },
    punctuality: null,
    panel: { cards: 224, flat: 11 },
    distributions: [
      distribution("tradeoffs", [2, 10, 10, 1], 2.43),
      distribution("verification", [10, 10, 3, 0], 1.7),
    ],
    others: [
      distribution("tradeoffs", [20, 40, 80, 30], 2.7),
      distribution("verification", [10, 40, 90, 30], 2.82),
    ],
    partners: null,
    island: null,
  },
};
const withFinding = (finding: Partial<Drawn["found"]["finding"]>): Drawn => ({
  ...drawn,
  found: { ...drawn.found, finding: { ...drawn.found.finding, ...finding } },
});
const ids = (of: Drawn) => personFigures(of).map(({ id }) => id);
const figure = (id: string, of = drawn) => {
  const found = personFigures(of).find((one) => one.id === id);
  if (!found) throw new Error(`No figure ${id}`);
  return found;
};

describe("a person's figures", () => {
  test("nothing is drawn below five cards, and each figure only where the ratings can tell", () => {
    expect(ids(drawn)).toEqual(["severity", "change", "answers"]);
    expect(ids(withFinding({ cards: 4 }))).toEqual([]);
    expect(ids(withFinding({ severity: refuse("One interviewer.") }))).toEqual([
      "change",
      "answers",
    ]);
    const oneQuarter = { windows: [window(1, 0.2)], change: refuse("No.") };
    expect(ids(withFinding({ drift: oneQuarter }))).toEqual(["severity", "answers"]);
    expect(ids(withFinding({ drift: refuse("No times.") }))).toEqual(["severity", "answers"]);
  });

  test("severity is named by whose page it is, its table by name", () => {
    const { plot, sentence, table } = figure("severity");
    expect(sentence).toMatch(/^Tomasz Wieczorek scores about 0.7 points lower/);
    expect(plot).toMatchObject({
      kind: "dots",
      // As on the calibration page: whoever scores lower stands to the left, below 0.
      axis: { ends: ["scores lower", "scores higher"] },
      rows: [{ label: "Tomasz Wieczorek", dots: [{ value: -0.7, low: -0.9, high: -0.5 }] }],
    });
    const own = figure("severity", { ...drawn, own: true });
    expect(own.sentence).toMatch(/^You score about 0.7 points lower/);
    expect(own.plot).toMatchObject({ rows: [{ label: "You" }] });
    expect(own.table.rows[0]?.cells).toEqual(table.rows[0]?.cells);
    expect(table.rows[0]?.cells).toEqual(["Tomasz Wieczorek", -0.7, -0.9, -0.5, 24]);
  });

  test("quarters without enough cards stand with their reason, those without any too", () => {
    const { plot, table, sentence } = figure("change");
    expect(sentence).toBe("Recent scores are lower.");
    if (plot.kind !== "lines") throw new Error("No lines");
    expect(plot.steps).toEqual(["Q1 2026", "Q2 2026", "Q3 2026", "Q4 2026"]);
    expect(plot.lines[0]?.points.map((point) => point?.value ?? null)).toEqual([
      -0.2,
      null,
      null,
      -0.8,
    ]);
    expect(plot.lines[0]?.points[0]).toEqual({ value: -0.2, low: -0.6000000000000001, high: 0.2 });
    expect(table.rows.map(({ cells }) => cells.at(-1))).toEqual([
      null,
      "No cards to compare.",
      "Fewer than 5 cards to compare.",
      null,
    ]);
  });

  test("answers stand above the others', and the criterion furthest off is named", () => {
    const { plot, sentence } = figure("answers");
    expect(sentence).toContain("furthest from the others' on Verification: 1.7 against 2.8");
    if (plot.kind !== "bars") throw new Error("No bars");
    expect(plot.rows.map(({ label }) => label)).toEqual([
      "Trade-offs",
      "The others",
      "Verification",
      "The others",
    ]);
    expect(plot.rows.map(({ beside }) => beside === true)).toEqual([false, true, false, true]);
    expect(plot.rows[0]?.counts).toEqual([2, 10, 10, 1, 1, 0]);
    const alone = figure("answers", { ...drawn, found: { ...drawn.found, others: null } });
    expect(alone.plot).toMatchObject({
      rows: [{ label: "Trade-offs" }, { label: "Verification" }],
    });
    expect(alone.caption).toContain("Too few others");
  });

  test("a mean over distributions weighs every score alike", () => {
    expect(meanScore([distribution("a", [1, 0, 0, 1], 2.5), distribution("b", [0, 2], 2)])).toBe(
      9 / 4,
    );
    expect(meanScore([distribution("a", [0, 0], null)])).toBeNull();
  });
});

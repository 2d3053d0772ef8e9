import { describe, expect, test } from "vitest";
import { agreementChanges } from "#app/domain/calibration/agreement-comparison.ts";
import { movedFigure, periodSeverityFigure } from "#app/domain/calibration/figures-period.ts";
import type { PeriodSeverity } from "#app/domain/calibration/period-severity.ts";
import { refuse } from "#app/domain/calibration/refusal.ts";
import type { ComparedSeverity } from "#app/domain/calibration/view.ts";
import type { Figure } from "#app/domain/figure.ts";
import { agreed } from "#tests/support/calibration-findings.ts";

const severity = (estimate: number, error = 0.1): PeriodSeverity => ({
  ...{ estimate, error, freedom: 200, candidates: 12 },
});
const notes = ({ plot }: Figure) => (plot.kind === "dots" ? plot.rows.map(({ note }) => note) : []);
const page = { total: 3, page: 1, pages: 1 };

describe("severity in the chosen quarters", () => {
  const rows = [
    { id: "b", name: "Ben", severity: severity(0.15) },
    { id: "c", name: "Cy", severity: refuse("Not enough history.") },
    { id: "a", name: "Ana", severity: severity(0.6) },
  ];

  test("calls clear what its own ranges show to be clear", () => {
    const figure = periodSeverityFigure(rows, page, "in Q2 2026");
    expect(figure.sentence).toBe(
      "Clearly apart from the others who scored the same candidates: Ana 0.60 lower.",
    );
    expect(notes(figure)).toEqual([
      "0.60 lower, clear · 12 candidates",
      "0.15 lower, not clear · 12 candidates",
      "Not enough history.",
    ]);
    const [, ...ranges] = figure.table.rows.map(({ cells }) => cells);
    const [ana] = figure.table.rows.map(({ cells }) => cells);
    expect(ana?.[3]).toBeLessThan(0);
    expect(ranges[0]?.[3]).toBeGreaterThan(0);
    expect(ranges[1]).toEqual(["Cy", null, null, null, null]);
    expect(figure.caption).toContain("by loops settled in Q2 2026");
  });

  test("says why where nobody has one", () => {
    const none = rows.map((row) => ({ ...row, severity: refuse("Not enough history.") }));
    expect(periodSeverityFigure(none, page, "in Q2 2026").sentence).toContain("No severity can be");
  });
});

describe("the same interviewers in two selections", () => {
  const row = (name: string, difference: number, flagged: boolean): ComparedSeverity => ({
    ...{ id: name, name, a: severity(0.3), b: severity(0.3 + difference) },
    change: { difference, low: difference - 0.2, high: difference + 0.2, p: 0.01, flagged },
  });
  const names = ["Q1", "Q3"] as const;

  test("are named where they moved clearly, the others counted", () => {
    const rows = [row("Ana", -0.7, true), row("Ben", 0.1, false)];
    const figure = movedFigure({ rows, compared: 30, clear: 1 }, names);
    expect(figure?.sentence).toBe(
      "Clearly different in Q3 from Q1, beside others on the same candidates: Ana 0.70 higher. For 29 interviewers no difference is clear.",
    );
    expect(figure && notes(figure)).toEqual([
      "0.30 lower and 0.40 higher · clear",
      "0.30 lower and 0.40 lower · not clear",
    ]);
    expect(figure?.caption).toMatch(/^2 of 30 interviewers, those who moved most,/);
    expect(figure?.table.rows[0]?.cells.slice(-4)).toEqual([
      ...[0.7, expect.closeTo(0.5), expect.closeTo(0.9), "yes"],
    ]);
  });

  test("are said not to differ where nobody did, and have no figure where nobody is in both", () => {
    const rows = [row("Ben", 0.1, false)];
    expect(movedFigure({ rows, compared: 1, clear: 0 }, names)?.sentence).toBe(
      "Nobody's scores clearly differ, beside others on the same candidates, between Q1 and Q3.",
    );
    expect(movedFigure({ rows: [], compared: 0, clear: 0 }, names)).toBeNull();
  });
});

describe("two agreements", () => {
  test("differ clearly where their ranges lie far apart, counting how many are looked at", () => {
    const near = [agreed(0.6), agreed(0.64)] as const;
    const far = [agreed(0.4), agreed(0.7)] as const;
    const [first, second] = agreementChanges([near, far]);
    expect(first?.clear).toBe(false);
    expect(second?.clear).toBe(true);
    expect(second?.difference).toBeCloseTo(0.3, 9);
    // By itself a small difference is clear; among many that might have differed it is not.
    const edge = [agreed(0.6), agreed(0.67)] as const;
    expect(agreementChanges([edge])[0]?.clear).toBe(true);
    const many = Array.from({ length: 12 }, () => [agreed(0.6), agreed(0.6)] as const);
    expect(agreementChanges([edge, ...many])[0]?.clear).toBe(false);
  });

  test("are not compared where either has no range", () => {
    const refused = { ...agreed(0.6), alpha: refuse("Too few."), interval: refuse("Too few.") };
    expect(agreementChanges([[agreed(0.6), refused]])).toEqual([null]);
  });
});

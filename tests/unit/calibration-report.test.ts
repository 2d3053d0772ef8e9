import { expect, test } from "vitest";
import * as z from "zod";
import type { Cells, RatingRow } from "#app/domain/calibration/cells.ts";
import { fitModel } from "#app/domain/calibration/model.ts";
import { isRefusal } from "#app/domain/calibration/refusal.ts";
import { type CalibrateOptions, calibrate, type Report } from "#app/domain/calibration/report.ts";
import { reportJson } from "#app/domain/calibration/report-json.ts";
import { cellsOf, reference, referenceRows } from "#tests/support/rating-panels.ts";

const referencePanel = (name: string): Cells => cellsOf(referenceRows(name));

type Rate = (candidate: number, interviewer: number, criterion: number) => number | null;

function table(candidates: number, interviewers: number, criteria: number, rate: Rate): Cells {
  const rows: RatingRow[] = [];
  for (let c = 0; c < candidates; c++)
    for (let i = 0; i < interviewers; i++)
      for (let k = 0; k < criteria; k++) {
        const names = { candidate: `C${c}`, interviewer: `I${i}`, criterion: `K${k}` };
        rows.push({ ...names, rating: rate(c, i, k) });
      }
  return cellsOf(rows);
}

function reportOf(cells: Cells, options: Partial<CalibrateOptions> = {}): Report {
  const report = calibrate(cells, { model: "m2", ...options });
  if (isRefusal(report)) throw new Error(report.reason);
  return report;
}

/** Anything in it that cannot be stored and sent as it is. */
function notPlain(value: unknown, path = "report"): string[] {
  if (typeof value === "number") return Number.isFinite(value) ? [] : [`${path} is ${value}`];
  if (typeof value === "function" || value === undefined) return [`${path} is ${typeof value}`];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => notPlain(inner, `${path}.${key}`));
}

const odd: Record<string, Cells> = {
  nothing: cellsOf([]),
  "names without a rating": table(3, 3, 2, () => null),
  "one rating": table(6, 4, 3, (c, i, k) => (c + i + k === 0 ? 4 : null)),
  "every rating the same": table(6, 4, 3, () => 3),
  "one candidate": table(1, 5, 3, (_, i, k) => 1 + ((i + k) % 4)),
  "one interviewer": table(9, 1, 3, (c, _, k) => 1 + ((c + k) % 4)),
  "perfect agreement": table(8, 4, 3, (c) => 1 + (c % 4)),
  "perfect disagreement": table(8, 2, 3, (c, i) => (i === 0 ? 1 + (c % 4) : 4 - (c % 4))),
  "interviewers who differ by severity alone": table(8, 6, 3, (c, i) => 1 + (c % 4) + i),
  "interviewers who differ and candidates who do not": table(8, 6, 1, (_, i) => 1 + i),
  "a criterion nobody observed": table(8, 6, 3, (c, i, k) =>
    k === 2 ? null : 1 + ((c * i + k) % 5),
  ),
  "two panels that never met": table(8, 6, 2, (c, i, k) =>
    c % 2 === i % 2 ? 1 + ((c * 3 + i + k) % 5) : null,
  ),
  "a chain of pairs": table(9, 10, 2, (c, i, k) =>
    i === c || i === c + 1 ? 1 + ((c + 2 * i + k) % 5) : null,
  ),
};

test.each(Object.entries(odd))("%s: a report holds plain data whatever the panel", (_, cells) => {
  for (const model of ["m1", "m2", "m3"] as const)
    for (const estimator of ["reml", "penalized"] as const) {
      const report = reportOf(cells, { model, estimator });
      expect(notPlain(report)).toEqual([]);
      expect(structuredClone(report)).toEqual(report);
      expect(notPlain(reportJson(report))).toEqual([]);
    }
});

test.each(["syn02_moderate", "syn08_tiny", "syn09_disconnected", "mfrm_guilford"])(
  "%s gives a report of plain data",
  (name) => {
    expect(notPlain(reportOf(referencePanel(name)))).toEqual([]);
  },
);

test("severity is minus the effect, its interval mirrored", () => {
  const cells = referencePanel("syn02_moderate");
  const fit = fitModel(cells, { model: "m2" });
  if (isRefusal(fit)) throw new Error(fit.reason);
  const { interviewers, candidates } = reportOf(cells);
  for (const [at, { severity }] of interviewers.entries())
    expect(severity).toEqual({
      points: -(fit.interviewer.blup[at] ?? Number.NaN),
      sd: fit.interviewer.sd[at],
      interval: [
        -(fit.interviewer.high[at] ?? Number.NaN),
        -(fit.interviewer.low[at] ?? Number.NaN),
      ],
    });
  for (const [at, { calibrated }] of candidates.entries())
    expect(calibrated).toMatchObject({
      score: fit.mean + (fit.candidate.blup[at] ?? Number.NaN),
      interval: [fit.candidate.low[at], fit.candidate.high[at]],
    });
});

test("where panels were chosen by strength, the two-way score of each candidate stands beside, and why", () => {
  const cells = referencePanel("syn11_confounded");
  const expected = z
    .object({
      expected: z.object({
        syn11_confounded: z.object({ ols_candidate: z.record(z.string(), z.number()) }),
      }),
    })
    .parse(reference("assignment_confounding")).expected.syn11_confounded.ols_candidate;
  const report = reportOf(cells);
  expect(report.gates.assignment).toMatchObject({ flagged: true });
  expect(report.candidates).toHaveLength(Object.keys(expected).length);
  for (const { id, twoWay } of report.candidates) expect(twoWay).toBeCloseTo(expected[id] ?? 0, 9);
  const printed = reportJson(report);
  expect(printed.gates.assignment).toMatchObject({
    note: expect.stringContaining("two-way score"),
  });
  expect(printed.candidates[0]).toHaveProperty("two_way");
});

test("where they were not, no two-way score stands there", () => {
  const report = reportOf(referencePanel("syn02_moderate"));
  expect(report.gates.assignment).toMatchObject({ flagged: false });
  expect(report.candidates.every(({ twoWay }) => twoWay === null)).toBe(true);
  expect(reportJson(report).candidates[0]).not.toHaveProperty("two_way");
});

test("groups that never met are numbered, and comparing across them is advised against", () => {
  const report = reportOf(referencePanel("syn09_disconnected"));
  const { components, disconnection } = report.gates;
  expect(components).toBeGreaterThan(1);
  expect(disconnection).toContain("compare candidates within a group only");
  expect(new Set(report.candidates.map(({ component }) => component)).size).toBe(components);
  expect(reportJson(report).gates).toMatchObject({ components, note: disconnection });
});

test("the next calibration starts from this one and comes to the same", () => {
  const cells = referencePanel("syn02_moderate");
  const cold = reportOf(cells);
  expect(Object.keys(cold.start).sort()).toEqual(["m1", "m2", "m3"]);
  const warm = reportOf(cells, { start: cold.start });
  for (const [at, { calibrated }] of warm.candidates.entries()) {
    const before = cold.candidates[at]?.calibrated;
    if (isRefusal(calibrated) || !before || isRefusal(before))
      throw new Error("A score is refused");
    expect(calibrated.score).toBeCloseTo(before.score, 6);
  }
});

test("progress only grows, to the whole, and whoever throws from it ends the work", () => {
  const cells = referencePanel("syn02_moderate");
  const shares: number[] = [];
  reportOf(cells, { onProgress: (share) => shares.push(share) });
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(shares.at(-1)).toBeCloseTo(1, 10);
  const stop = () => {
    throw new Error("stopped");
  };
  expect(() => reportOf(cells, { onProgress: stop })).toThrow("stopped");
});

test("a score beyond the scale is told, not clipped", () => {
  const cells = referencePanel("syn02_moderate");
  const told = (scale?: readonly [number, number]) =>
    reportOf(cells, scale ? { scale } : {}).candidates.flatMap(({ calibrated }) =>
      isRefusal(calibrated) ? [] : [calibrated],
    );
  expect(told().some(({ outsideScale }) => outsideScale)).toBe(false);
  const beyond = told([3, 4]);
  expect(beyond.map(({ score }) => score)).toEqual(told().map(({ score }) => score));
  for (const { score, outsideScale } of beyond) expect(outsideScale).toBe(score < 3 || score > 4);
  expect(beyond.some(({ outsideScale }) => outsideScale)).toBe(true);
});

test("where candidates or interviewers differ by chance alone, that is said instead of 0", () => {
  const reasons = (cells: Cells) => {
    const { candidates, interviewers } = reportOf(cells, { model: "m3", estimator: "reml" });
    const [{ calibrated } = { calibrated: null }] = candidates;
    const [{ severity } = { severity: null }] = interviewers;
    return [calibrated, severity].map((one) => one && isRefusal(one) && one.reason);
  };
  // The table of R's tiny panel, where the candidate variance is 0.
  expect(reasons(referencePanel("syn08_tiny"))).toEqual([
    "Candidates differ no more than chance would make them: adjustment not estimable.",
    false,
  ]);
  const alike = table(9, 6, 1, (c, i) => 2 + (c % 3) + (((c + i) % 3) - 1) * 0.5);
  expect(reasons(alike)).toEqual([
    false,
    "Interviewers differ no more than chance would make them: adjustment not estimable.",
  ]);
});

test("weights belong to m3, one number from 0 up for each criterion, some above", () => {
  const cells = table(6, 4, 2, (c, i, k) => 1 + ((c + i + k) % 4));
  const refusal = (options: CalibrateOptions) => {
    const report = calibrate(cells, options);
    return isRefusal(report) ? report.reason : null;
  };
  expect(refusal({ model: "m1", weights: [1, 1] })).toContain("not m1");
  expect(refusal({ model: "m3", weights: [1] })).toBe("There is not one weight per criterion.");
  for (const wrong of [-1, Number.NaN, Number.POSITIVE_INFINITY])
    expect(refusal({ model: "m3", weights: [1, wrong] })).toBe(
      "A weight is not a number from 0 up.",
    );
  expect(refusal({ model: "m3", weights: [0, 0] })).toBe("All weights are 0.");
});

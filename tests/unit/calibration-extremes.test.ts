import { describe, expect, test } from "vitest";
import { type Cells, cellsFrom, columnsFrom } from "#app/domain/calibration/cells.ts";
import { isRefusal } from "#app/domain/calibration/refusal.ts";
import { calibrate } from "#app/domain/calibration/report.ts";
import { reportJson } from "#app/domain/calibration/report-json.ts";

type Given = (candidate: number, interviewer: number, criterion: number) => number | null;

function columnsOf(
  size: { candidates: number; interviewers: number; criteria: number },
  of: Given,
) {
  const upTo = (count: number) => Array.from({ length: count }, (_, at) => at);
  return columnsFrom(
    upTo(size.candidates).flatMap((c) =>
      upTo(size.interviewers).flatMap((i) =>
        upTo(size.criteria).map((k) => ({
          ...{ candidate: `c${c}`, interviewer: `i${i}`, criterion: `k${k}` },
          rating: of(c, i, k),
        })),
      ),
    ),
  );
}

function reportOf(size: Parameters<typeof columnsOf>[0], of: Given) {
  const cells = cellsFrom(columnsOf(size, of));
  if (isRefusal(cells)) throw new Error(cells.reason);
  return reportOn(cells);
}

function reportOn(cells: Cells) {
  const report = calibrate(cells, { model: "m1" });
  if (isRefusal(report)) throw new Error(report.reason);
  return report;
}

const scattered: Given = (c, i, k) => 1 + ((c * 7 + i * 11 + k * 5 + c * i * 3) % 5);

describe("an extreme panel", () => {
  test("of one rating that differs flags nobody who gave the others", () => {
    const size = { candidates: 15, interviewers: 12, criteria: 2 };
    const { effects } = reportOf(size, (c, i, k) => (c + i + k === 0 ? 1 : 0));
    if (isRefusal(effects)) throw new Error(effects.reason);
    expect(effects.flags.filter(({ interviewer }) => interviewer > 0)).toEqual([]);
  });

  test("still shows who gives one number to candidates whom others tell apart", () => {
    const size = { candidates: 15, interviewers: 8, criteria: 2 };
    const { effects } = reportOf(size, (c, i, k) =>
      i === 3 ? 3 : 1 + (c % 5) * 0.5 + ((c * 7 + i * 11 + k * 5 + c * i) % 3),
    );
    if (isRefusal(effects)) throw new Error(effects.reason);
    expect(effects.flags).toMatchObject([{ interviewer: 3, effect: "central-tendency" }]);
  });

  test("of interviewers who each keep to a criterion of their own adjusts nothing, and says why", () => {
    const size = { candidates: 12, interviewers: 6, criteria: 6 };
    const printed = reportJson(reportOf(size, (c, i, k) => (i === k ? scattered(c, i, k) : null)));
    expect(printed.interviewers[0]).toMatchObject({ severity: null, shown: false });
    expect(printed.model).toMatchObject({
      reason:
        "Adjustment not estimable: no two interviewers scored the same criterion, so severity cannot be told from how hard a criterion is.",
    });
  });
});

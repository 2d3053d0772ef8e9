import { describe, expect, test } from "vitest";
import {
  narrowedWords,
  quartersOf,
  readFilters,
  readSides,
} from "#app/domain/calibration/filters.ts";
import {
  isWithin,
  quarterBounds,
  quartersBetween,
  quarterWords,
} from "#app/domain/calibration/quarters.ts";

const id = "0190b2f4-6e9a-7c3e-8a00-000000000001";
const other = "0190b2f4-6e9a-7c3e-8a00-000000000002";
const read = (search: string) => readFilters(new URLSearchParams(search));

describe("the filters in an address", () => {
  test("are read, and empty ones are none", () => {
    const asked = `position=${id}&quarter=2026-q3&round=design&met=&level=staff&order=raw&page=2&interviewers=3`;
    expect(read(asked)).toEqual({
      filters: {
        ...{ position: id, quarter: "2026-q3", round: "design", level: "staff", order: "raw" },
        ...{ page: 2, interviewers: 3 },
      },
      ignored: [],
    });
  });

  test("are left out and named where they cannot be one", () => {
    expect(read("position=7&quarter=2026-q5&round=chat&page=0&met=x&rubric=!&other=1")).toEqual({
      filters: {},
      ignored: ["position", "rubric", "quarter", "round", "met", "page"],
    });
    expect(read(`position=${id}&quarter=soon`)).toEqual({
      ...{ filters: { position: id }, ignored: ["quarter"] },
    });
  });

  test("name two candidates, not one and not three", () => {
    expect(read(`pair=${id}&pair=${other}`).filters).toEqual({ pair: [id, other] });
    for (const one of [`pair=${id}`, `pair=${id}&pair=${id}`])
      expect(read(one)).toEqual({ filters: {}, ignored: [] });
    const third = "0190b2f4-6e9a-7c3e-8a00-000000000003";
    expect(read(`pair=${id}&pair=${other}&pair=${third}`)).toEqual({
      ...{ filters: {}, ignored: ["pair"] },
    });
    expect(read(`pair=${id}&pair=one`).ignored).toEqual(["pair"]);
  });

  test("name a stretch of quarters that does not end before it begins", () => {
    expect(read("from=2026-q2&until=2026-q3").filters).toEqual({
      ...{ from: "2026-q2", until: "2026-q3" },
    });
    expect(read("from=2026-q3&until=2026-q2")).toEqual({
      ...{ filters: { from: "2026-q3" }, ignored: ["until"] },
    });
  });

  test("name both sides of a comparison", () => {
    const asked = `a.position=${id}&a.quarter=2026-q1&b.from=2026-q2&b.until=never&quarter=2020-q1`;
    expect(readSides(new URLSearchParams(asked))).toEqual({
      ...{ a: { position: id, quarter: "2026-q1" }, b: { from: "2026-q2" }, ignored: ["until"] },
    });
  });
});

describe("quarters", () => {
  test("are said, and begin and end in UTC", () => {
    expect(quarterWords("2026-q3")).toBe("Q3 2026");
    expect(quarterBounds("2026-q4")).toEqual({
      from: new Date("2026-10-01T00:00:00Z"),
      until: new Date("2027-01-01T00:00:00Z"),
    });
  });

  test("lie within a selection or not", () => {
    expect(quartersOf({})).toBeNull();
    expect(quartersOf({ quarter: "2026-q1", from: "2025-q1" })).toEqual({
      ...{ from: "2026-q1", until: "2026-q1" },
    });
    const since = quartersOf({ from: "2025-q4" });
    expect(["2025-q3", "2025-q4", "2026-q1"].map((one) => isWithin(one, since))).toEqual([
      ...[false, true, true],
    ]);
    expect(isWithin("1999-q1", null)).toBe(true);
  });

  test("between two moments come newest first", () => {
    const between = (first: string, last: string) =>
      quartersBetween(new Date(first), new Date(last));
    expect(between("2025-12-31T23:59:59Z", "2026-07-01T00:00:00Z")).toEqual([
      ...["2026-q3", "2026-q2", "2026-q1", "2025-q4"],
    ]);
    expect(between("1950-01-01T00:00:00Z", "2026-02-01T00:00:00Z")).toHaveLength(40);
  });
});

test("what filters narrow is said, with what they leave alone", () => {
  expect(narrowedWords({ page: 2, order: "raw" }, null)).toEqual([]);
  const words = narrowedWords(
    { from: "2026-q1", level: "staff", round: "design", met: id },
    { name: "Ana" },
  );
  expect(words).toEqual([
    "Candidates and distributions are those of loops settled since Q1 2026.",
    "Candidates are those whose decision recorded the level Staff.",
    "Distributions are of answers in rounds of the kind design.",
    "Candidates are those Ana met, and distributions Ana's own.",
    "Severity, reliability and weights rest on the whole position all the same.",
  ]);
});

test("quarters narrow severity and agreement where the result tells them apart", () => {
  const autumn = { from: "2025-q3", until: "2025-q4" } as const;
  expect(narrowedWords({ ...autumn, part: "criteria" }, null, true).slice(1)).toEqual([
    "How far panels agree is that of loops settled from Q3 2025 to Q4 2025 too.",
    "Severity, weights and what is shown over time rest on the whole position all the same.",
  ]);
  const interviewers = { ...autumn, part: "interviewers" } as const;
  expect(narrowedWords(interviewers, null, true)).toEqual([
    "Severity is that of loops settled from Q3 2025 to Q4 2025; everything else rests on the whole position.",
  ]);
  expect(narrowedWords({ ...interviewers, round: "design" }, null)).toEqual([
    "Severity by quarter is not to be had here: it is that of the whole position.",
    "A level, an interviewer or a kind of round narrows nothing here: too few cards would be left to tell severity.",
  ]);
  expect(narrowedWords({ part: "interviewers" }, null, true)).toEqual([]);
});

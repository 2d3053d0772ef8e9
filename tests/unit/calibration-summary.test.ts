import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import {
  quarterBounds,
  quartersBetween,
  quarterWords,
  readFilters,
} from "#app/domain/calibration/filters.ts";
import {
  candidateTotals,
  distributions,
  type InterviewerRow,
  interviewerSummaries,
  type LoopRow,
  MINIMUM_CARDS,
  overallMean,
  type Tally,
} from "#app/domain/calibration/summary.ts";
import type { Weights } from "#app/domain/score.ts";

const even = { depth: 50, clarity: 50 };
const settledAt = new Date("2026-02-03T10:00:00Z");

function loop(facts: Partial<LoopRow & { weights: Weights }> = {}): LoopRow & { weights: Weights } {
  return {
    loopId: facts.candidate ?? "one",
    candidate: "Ana",
    outcome: "offer",
    level: "senior",
    settledAt,
    cards: 2,
    scores: { depth: [3, 4], clarity: [2, 2] },
    weights: even,
    ...facts,
  };
}

function interviewer(facts: Partial<InterviewerRow> = {}): InterviewerRow {
  const id = facts.name ?? "Ana";
  return { id, name: id, cards: MINIMUM_CARDS, flat: 0, shared: 0, difference: null, ...facts };
}

const gave = (interviewerId: string, score: number, n = 1, criterion = "depth"): Tally => ({
  interviewerId,
  criterion,
  score,
  notObserved: null,
  n,
});

describe("a candidate's panel total", () => {
  test("is the mean per criterion, then the weighted mean over criteria", () => {
    const [total] = candidateTotals([loop({ weights: { depth: 75, clarity: 25 } })]);
    expect(total?.score).toBeCloseTo(0.75 * 3.5 + 0.25 * 2, 12);
    expect(total?.coverage).toBe(1);
    expect(total?.cards).toBe(2);
  });

  test("of one rater is that rater's weighted mean", () => {
    const [total] = candidateTotals([loop({ cards: 1, scores: { depth: [4], clarity: [2] } })]);
    expect(total?.score).toBe(3);
  });

  test("leaves an unobserved criterion out and says so in its coverage", () => {
    const [total] = candidateTotals([
      loop({ scores: { depth: [3, 4] }, weights: { depth: 40, clarity: 60 } }),
    ]);
    expect(total?.score).toBe(3.5);
    expect(total?.coverage).toBeCloseTo(0.4, 12);
  });

  test("uses the weights kept with its own decision", () => {
    const totals = candidateTotals([
      loop({ loopId: "old", weights: { depth: 100, clarity: 0 } }),
      loop({ loopId: "new", weights: { depth: 0, clarity: 100 } }),
    ]);
    expect(totals.map(({ loopId, score }) => [loopId, score])).toEqual([
      ["old", 3.5],
      ["new", 2],
    ]);
  });

  test("is absent, and last, where nobody observed anything", () => {
    const totals = candidateTotals([
      loop({ candidate: "Ana", scores: {} }),
      loop({ candidate: "Zoe", scores: { depth: [1] } }),
    ]);
    expect(totals.map(({ candidate, score }) => [candidate, score])).toEqual([
      ["Zoe", 1],
      ["Ana", null],
    ]);
  });

  test("ties with another in the order of names, then of settling", () => {
    const later = new Date("2026-05-01T10:00:00Z");
    const totals = candidateTotals([
      loop({ loopId: "c", candidate: "Cy" }),
      loop({ loopId: "a2", candidate: "Ana", settledAt: later }),
      loop({ loopId: "a1", candidate: "Ana" }),
    ]);
    expect(totals.map(({ loopId }) => loopId)).toEqual(["a1", "a2", "c"]);
  });

  test("of no loops is no totals", () => {
    expect(candidateTotals([])).toEqual([]);
  });
});

describe("an interviewer's history", () => {
  test("shows mean and spread over all scores from five cards on", () => {
    const [ana] = interviewerSummaries([interviewer()], [gave("Ana", 2, 3), gave("Ana", 4, 1)]);
    // 2, 2, 2, 4: mean 2.5, squares 0.25 + 0.25 + 0.25 + 2.25 = 3 over n - 1 = 3
    expect(ana).toMatchObject({ ratings: 4, history: { enough: true, mean: 2.5, sd: 1 } });
  });

  test("is withheld below five cards, whatever the number of scores", () => {
    const [ana] = interviewerSummaries([interviewer({ cards: 4 })], [gave("Ana", 3, 40)]);
    expect(ana).toMatchObject({ cards: 4, ratings: 40, history: { enough: false } });
  });

  test("is withheld where no criterion was scored", () => {
    const unseen: Tally = { ...gave("Ana", 1, 9), score: null, notObserved: "not-asked" };
    const [ana] = interviewerSummaries([interviewer()], [unseen]);
    expect(ana).toMatchObject({ ratings: 0, history: { enough: false } });
  });

  test("has no spread from a single score, and no difference without anybody beside", () => {
    const [ana] = interviewerSummaries([interviewer()], [gave("Ana", 3)]);
    expect(ana?.history).toMatchObject({ enough: true, mean: 3, sd: null, difference: null });
  });

  test("orders by mean, ties by name, and puts the withheld last", () => {
    const names = ["Dee", "Cy", "Ben", "Ana"];
    const summaries = interviewerSummaries(
      names.map((name) => interviewer({ name, cards: name === "Ana" ? 1 : 5 })),
      [gave("Ana", 4), gave("Ben", 2), gave("Cy", 3), gave("Dee", 2)],
    );
    expect(summaries.map(({ name }) => name)).toEqual(["Cy", "Ben", "Dee", "Ana"]);
  });

  test("of nobody is empty, and nobody's scores have no mean", () => {
    expect(interviewerSummaries([], [])).toEqual([]);
    expect(overallMean([])).toBeNull();
  });
});

describe("a distribution", () => {
  test("counts every point of the scale and both ways of not observing", () => {
    const [depth] = distributions(
      [
        gave("Ana", 1, 2),
        gave("Ben", 1, 1),
        gave("Ben", 4, 3),
        { ...gave("Ben", 1, 2), score: null, notObserved: "not-asked" },
        { ...gave("Ana", 1, 1), score: null, notObserved: "no-signal" },
      ],
      ["depth"],
      4,
    );
    expect(depth).toEqual({
      criterion: "depth",
      counts: [3, 0, 0, 3],
      notAsked: 2,
      noSignal: 1,
      n: 6,
      mean: 2.5,
    });
  });

  test("of a criterion nobody answered is zeros without a mean", () => {
    expect(distributions([], ["depth"], 2)).toEqual([
      { criterion: "depth", counts: [0, 0], notAsked: 0, noSignal: 0, n: 0, mean: null },
    ]);
  });
});

describe("the ratings published by Guilford in 1954", () => {
  const rows: { candidate: string; interviewer: string; criterion: string; rating: string }[] =
    parse(readFileSync("tests/reference/guilford-1954.csv"), { columns: true });
  const criteria = ["Attack", "Basis", "Clarity", "Daring", "Enthusiasm"];
  const tallies = rows.map((row) => gave(row.interviewer, Number(row.rating), 1, row.criterion));

  test("give the totals one gets by adding up the fifteen ratings of each candidate", () => {
    const names = [...new Set(rows.map((row) => row.candidate))];
    const totals = candidateTotals(
      names.map((name) => {
        const own = rows.filter((row) => row.candidate === name);
        const scores = Object.fromEntries(
          criteria.map((criterion) => [
            criterion,
            own.filter((row) => row.criterion === criterion).map((row) => Number(row.rating)),
          ]),
        );
        const weights = Object.fromEntries(criteria.map((criterion) => [criterion, 20]));
        return loop({ candidate: name, cards: 3, scores, weights });
      }),
    );
    // Sums over Avogadro + Brahe + Cavendish. Betty 34 + 29 + 31, Edward 36 + 14 + 37,
    // George 29 + 20 + 33, Anne 21 + 24 + 25, Chris 17 + 24 + 23, David 17 + 25 + 15,
    // Fred 17 + 20 + 17; all weights are equal, so a total is the sum over 15.
    const sums = { Betty: 94, Edward: 87, George: 82, Anne: 70, Chris: 64, David: 57, Fred: 54 };
    expect(totals.map(({ candidate }) => candidate)).toEqual(Object.keys(sums));
    for (const [at, sum] of Object.values(sums).entries())
      expect(totals[at]?.score).toBeCloseTo(sum / 15, 12);
  });

  test("give each interviewer's mean over their 35 ratings", () => {
    const names = ["Avogadro", "Brahe", "Cavendish"];
    const summaries = interviewerSummaries(
      names.map((name) => interviewer({ name, cards: 7 })),
      tallies,
    );
    // By candidate, Anne to George: Cavendish 25 + 31 + 23 + 15 + 37 + 17 + 33 = 181, Avogadro
    // 21 + 34 + 17 + 17 + 36 + 17 + 29 = 171, Brahe 24 + 29 + 24 + 25 + 14 + 20 + 20 = 156.
    // Brahe's squares: 122 + 191 + 122 + 127 + 42 + 88 + 84 = 776; (776 - 156 ** 2 / 35) / 34 = 2.37.
    const expected = [
      ["Cavendish", 181 / 35],
      ["Avogadro", 171 / 35],
      ["Brahe", 156 / 35],
    ] as const;
    for (const [at, [name, mean]] of expected.entries()) {
      const { history, ...facts } = summaries[at] ?? {};
      expect(facts).toMatchObject({ name, cards: 7, ratings: 35 });
      expect(history?.enough && history.mean).toBeCloseTo(mean, 12);
    }
    const brahe = summaries[2]?.history;
    expect(brahe?.enough && brahe.sd).toBeCloseTo(Math.sqrt((776 - 156 ** 2 / 35) / 34), 12);
  });

  test("count 21 scores on each criterion", () => {
    const all = distributions(tallies, criteria, 9);
    // Attack: Avogadro 5 9 3 7 9 3 7, Brahe 6 8 4 5 2 4 3, Cavendish 5 7 3 5 9 3 7
    expect(all[0]?.counts).toEqual([0, 1, 5, 2, 4, 1, 4, 1, 3]);
    expect(all.map(({ n }) => n)).toEqual([21, 21, 21, 21, 21]);
    expect(overallMean(tallies)).toBeCloseTo(508 / 105, 12);
  });
});

describe("the filters in an address", () => {
  const id = "0190b2f4-6e9a-7c3e-8a00-000000000001";
  const read = (search: string) => readFilters(new URLSearchParams(search));

  test("are read, and empty ones are none", () => {
    expect(read(`position=${id}&quarter=2026-q3&round=design&met=&page=2`)).toEqual({
      filters: { position: id, quarter: "2026-q3", round: "design", page: 2 },
      ignored: [],
    });
  });

  test("are left out and named where they cannot be one", () => {
    expect(read("position=7&quarter=2026-q5&round=chat&page=0&met=x&rubric=!&other=1")).toEqual({
      filters: {},
      ignored: ["position", "rubric", "quarter", "round", "met", "page"],
    });
    expect(read(`position=${id}&quarter=soon`)).toEqual({
      filters: { position: id },
      ignored: ["quarter"],
    });
  });

  test("name quarters by their bounds", () => {
    expect(quarterWords("2026-q3")).toBe("Q3 2026");
    expect(quarterBounds("2026-q4")).toEqual({
      from: new Date("2026-10-01T00:00:00Z"),
      until: new Date("2027-01-01T00:00:00Z"),
    });
  });

  test("offer every quarter between the first and the last settled loop, newest first", () => {
    const between = (first: string, last: string) =>
      quartersBetween(new Date(first), new Date(last));
    expect(between("2025-12-31T23:59:59Z", "2026-07-01T00:00:00Z")).toEqual([
      "2026-q3",
      "2026-q2",
      "2026-q1",
      "2025-q4",
    ]);
    expect(between("2026-02-01T00:00:00Z", "2026-02-01T00:00:00Z")).toEqual(["2026-q1"]);
    expect(between("1950-01-01T00:00:00Z", "2026-02-01T00:00:00Z")).toHaveLength(40);
  });
});

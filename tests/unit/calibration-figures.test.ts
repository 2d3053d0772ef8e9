import { describe, expect, test } from "vitest";
import { adjustmentOf } from "#app/domain/calibration/adjusted.ts";
import { candidatesFigure, movedWords } from "#app/domain/calibration/figures-candidates.ts";
import {
  distributionsFigure,
  reliabilityFigure,
  versionsFigure,
  weightsFigure,
} from "#app/domain/calibration/figures-criteria.ts";
import { linkageFigure, severityFigure } from "#app/domain/calibration/figures-interviewers.ts";
import { orderOf } from "#app/domain/calibration/figures-view.ts";
import { headlineOf } from "#app/domain/calibration/headline.ts";
import { aheadWords, apartWords } from "#app/domain/calibration/pair-words.ts";
import { standingOut } from "#app/domain/calibration/standing-out.ts";
import type { InterviewerRow, ViewFindings } from "#app/domain/calibration/view.ts";
import type { Figure } from "#app/domain/figure.ts";
import {
  agreed,
  candidateRow,
  findings,
  interviewerRow,
  summary,
} from "#tests/support/calibration-findings.ts";

const rubric = {
  scale: ["Well below", "Below", "Meets", "Exceeds"],
  criteria: [
    { key: "depth", title: "Depth" },
    { key: "speed", title: "Speed" },
  ],
};
const shown = { order: "calibrated", points: 4 } as const;

/** A figure that has to be there. */
function there(figure: Figure | null): Figure {
  if (!figure) throw new Error("no figure");
  return figure;
}
const dotsOf = ({ plot }: Figure) => (plot.kind === "dots" ? plot.rows : []);
const columnsOf = ({ table }: Figure) => table.columns.map(({ label }) => label);

describe("candidates", () => {
  test("stand with their raw and adjusted score, and what a severe panel cost them", () => {
    const found = findings({
      candidates: [candidateRow({ candidate: "Cleo", raw: 2.9, score: 3.15, panelSeverity: 0.21 })],
    });
    const figure = there(candidatesFigure(found, shown));
    const [row] = dotsOf(figure);
    expect(row?.dots.map(({ mark, value }) => [mark, value])).toEqual([
      ["hollow", 2.9],
      ["filled", 3.15],
    ]);
    expect(row?.note).toContain("2.90 raw, 3.15 adjusted; +0.21 for a severe panel");
    expect(figure.caption).toContain("Advisory");
    expect(figure.table.rows.map(({ cells }) => cells.length)).toEqual([
      figure.table.columns.length,
    ]);
  });

  test("are marked where they cannot be told apart from the one above, in the order of adjusted scores alone", () => {
    const found = findings({
      candidates: [
        candidateRow({ candidate: "A", score: 3.2 }),
        candidateRow({ candidate: "B", score: 3.1, below: 0.6 }),
        candidateRow({ candidate: "C", score: 2.1, below: 0.99 }),
      ],
    });
    const tied = (order: "calibrated" | "raw") =>
      dotsOf(there(candidatesFigure(found, { order, points: 4 }))).map(({ tied }) => Boolean(tied));
    expect(tied("calibrated")).toEqual([false, true, false]);
    expect(tied("raw")).toEqual([false, false, false]);
  });

  const refusals: readonly (readonly [string, Partial<ViewFindings["summary"]>])[] = [
    ["too few cards", { model: { reason: "Adjustment not estimable: 4 of the 6 cards needed." } }],
    [
      "panels that fall apart",
      {
        gates: { ...summary().gates, components: 2, disconnection: "Two groups never met." },
        islands: [
          { number: 1, candidates: 6, interviewers: 3 },
          { number: 2, candidates: 5, interviewers: 3 },
        ],
      },
    ],
  ];
  test.each(refusals)("have no adjusted number with %s, only why", (_, part) => {
    const found = findings({
      summary: part,
      candidates: [candidateRow({ raw: 2.9, score: 3.15 })],
    });
    const figure = there(candidatesFigure(found, shown));
    expect(dotsOf(figure)[0]?.dots.map(({ mark }) => mark)).toEqual(["hollow"]);
    expect(columnsOf(figure).filter((label) => label.startsWith("Adjusted"))).toEqual([]);
    expect(JSON.stringify(figure)).not.toContain("3.15");
    const adjustment = adjustmentOf(found.summary);
    expect(adjustment.shown ? "" : figure.sentence).toContain(
      adjustment.shown ? "-" : adjustment.why,
    );
    expect(orderOf({ filters: { order: "calibrated" }, found })).toBe("raw");
  });

  test("off the one large island are not adjusted, while the others are", () => {
    const found = findings({
      summary: {
        gates: { ...summary().gates, components: 2, disconnection: "Two groups never met." },
        islands: [
          { number: 1, candidates: 40, interviewers: 9 },
          { number: 2, candidates: 1, interviewers: 1 },
        ],
      },
      candidates: [
        candidateRow({ candidate: "In", score: 3.1 }),
        candidateRow({ candidate: "Off", score: 3.9, component: 2 }),
      ],
    });
    const figure = there(candidatesFigure(found, shown));
    expect(dotsOf(figure).map(({ dots }) => dots.map(({ mark }) => mark))).toEqual([
      ["hollow", "filled"],
      ["hollow"],
    ]);
    expect(figure.sentence).toContain("Two groups never met.");
  });

  test("have the two-way score beside, with why, where panels were chosen by strength", () => {
    const words = "Stronger candidates met more lenient interviewers.";
    const assignment = {
      ...{ r: 0.5, p: 0.001, flagged: true, words, method: "counted" as const },
      chance: { mean: 0, sd: 0.1, draws: 999 },
    };
    const found = findings({
      summary: { gates: { components: 1, disconnection: null, assignment } },
      candidates: [candidateRow({ raw: 2.9, score: 3.15, twoWay: 3.4 })],
    });
    const figure = there(candidatesFigure(found, shown));
    expect(dotsOf(figure)[0]?.dots.map(({ mark, value }) => [mark, value])).toContainEqual([
      "diamond",
      3.4,
    ]);
    expect(figure.sentence).toContain(words);
  });

  test.each([
    [0.21, "+0.21 for a severe panel"],
    [-0.3, "−0.30 for a lenient panel"],
    [0.01, "an even panel"],
  ])("met a panel whose severity %f is said as %s", (severity, words) => {
    expect(movedWords(severity)).toBe(words);
  });
});

describe("interviewers", () => {
  const tomasz = interviewerRow({
    ...{ name: "Tomasz", severity: 0.6, clear: true },
    flags: [{ effect: "severity", note: "Scores 0.60 points lower than the panel." }],
  });

  test("who score lower stand at the left, where lower scores are", () => {
    const figure = there(severityFigure(findings({ interviewers: [tomasz] })));
    const [row] = dotsOf(figure);
    expect(row?.dots[0]?.value).toBeCloseTo(-0.6);
    expect(row?.note).toContain("0.60 lower");
    expect(figure.sentence).toBe(
      "Tomasz scores clearly lower than the panel for the same candidates.",
    );
  });

  test("are clear in their row where the sentence says so, and nowhere else", () => {
    const words = (row: InterviewerRow) => {
      const figure = there(severityFigure(findings({ interviewers: [row] })));
      return [figure.sentence, dotsOf(figure)[0]?.note];
    };
    expect(words(tomasz)).toEqual([
      "Tomasz scores clearly lower than the panel for the same candidates.",
      "0.60 lower · 18 cards",
    ]);
    // Its range leaves out 0, but it may well be less than a quarter of a point.
    const apart = interviewerRow({ name: "Ines", severity: -0.34, clear: true });
    expect(words(apart)).toEqual([
      "Nobody scores clearly lower or higher than the panel for the same candidates.",
      "0.34 higher, not clear · 18 cards",
    ]);
  });

  test("with too little history have no number at all, and the reason in its place", () => {
    const reason = "Not enough history: 3 of the 5 cards needed.";
    const few = {
      ...interviewerRow({ name: "Ana", cards: 3 }),
      severity: { reason },
      unread: reason,
    };
    const figure = there(severityFigure(findings({ interviewers: [few] })));
    expect(dotsOf(figure)).toMatchObject([{ note: reason, dots: [] }]);
    const cells = figure.table.rows[0]?.cells ?? [];
    expect(cells.filter((cell) => typeof cell === "number")).toEqual([3]);
    expect(cells.at(-1)).toBe(reason);
  });

  test("who score criteria alike are told so beside the panel's share", () => {
    const row = interviewerRow({
      name: "Declan",
      flat: { cards: 14, of: 18 },
      othersFlat: { cards: 20, of: 120 },
      flags: [{ effect: "halo", note: "Scores criteria alike: much. It may be true: look." }],
    });
    expect(standingOut(row)).toEqual([
      "Scores criteria alike on 14 of 18 cards; the panel does on 3 of 18. It may be true: look.",
    ]);
  });

  test("of different islands are linked within theirs alone, and those not drawn are counted", () => {
    const one = { id: "", name: "", component: 1, cards: 8, partners: [] };
    const linked = [
      { ...one, id: "a", name: "A", partners: [{ id: "b", candidates: 4 }] },
      { ...one, id: "b", name: "B", partners: [{ id: "a", candidates: 4 }] },
      { ...one, id: "c", name: "C", component: 3 },
    ];
    // What is hidden from a reader can take a whole island away: the others keep their numbers.
    const islands = [
      { number: 1, candidates: 9, interviewers: 5 },
      { number: 3, candidates: 2, interviewers: 1 },
    ];
    const figure = there(linkageFigure(findings({ summary: { islands }, linked })));
    if (figure.plot.kind !== "links") throw new Error("not a linkage");
    expect(figure.plot.links).toEqual([{ a: 0, b: 1, weight: 4 }]);
    expect(figure.plot.more).toEqual([{ island: 1, people: 3 }]);
    expect(figure.sentence).toContain("2 groups");
  });
});

describe("criteria", () => {
  test("have one row each and one for all, with the range of their agreement", () => {
    const { agreement, criteria } = summary();
    const figure = reliabilityFigure(agreement, rubric, { criteria, settled: null });
    expect(dotsOf(figure).map(({ label }) => label)).toEqual(["Depth", "Speed", "All criteria"]);
    expect(figure.table.rows[0]?.cells.slice(0, 4)).toEqual(["Depth", 0.72, 0.68, 0.76]);
  });

  test("say whether a newer rubric version moved agreement clearly", () => {
    const version = (number: number, alpha: number) => ({
      ...{ rubricVersionId: `v${number}`, rubric: `Rubric, version ${number}`, number },
      overall: agreed(0.7),
      byCriterion: [{ key: "depth", agreement: agreed(alpha) }],
    });
    expect(there(versionsFigure([version(2, 0.8), version(1, 0.5)], rubric)).sentence).toBe(
      "Under version 2 panels agree more about Depth than under version 1.",
    );
    expect(there(versionsFigure([version(2, 0.52), version(1, 0.5)], rubric)).sentence).toContain(
      "No criterion's agreement clearly differs",
    );
    expect(versionsFigure([version(1, 0.5)], rubric)).toBeNull();
  });

  test("that decide more than they weigh are named", () => {
    const weights = [
      { criterion: "depth", nominal: 50, spread: 1, effective: 0.5, percentage: 70 },
      { criterion: "speed", nominal: 50, spread: 0.4, effective: 0.2, percentage: 30 },
    ];
    expect(there(weightsFigure(summary({ weights }), rubric)).sentence).toBe(
      "Depth weighs 50% and comes to 70%: candidates differ more on it than on the others.",
    );
  });

  test("keep every answer in their bars, also what was not asked", () => {
    const row = {
      criterion: "depth",
      counts: [1, 2, 3, 4],
      notAsked: 5,
      noSignal: 0,
      n: 10,
      mean: 3,
    };
    const figure = there(distributionsFigure([row], rubric));
    if (figure.plot.kind !== "bars") throw new Error("not bars");
    expect(figure.plot.rows[0]?.counts).toEqual([1, 2, 3, 4, 5, 0]);
    expect(figure.sentence).toContain("33% not asked or no signal");
  });
});

test("two candidates are compared in words that claim no certainty", () => {
  const first = { candidate: "Ana" };
  const second = { candidate: "Ben" };
  const said = (probability: number, difference = 0.18) => ({
    ...{ first, second },
    comparison: { difference, interval: [-0.2, 0.56] as const, probability },
  });
  expect(aheadWords(said(0.62))).toBe("Cannot be told apart: 62 in 100 that Ana is ahead.");
  expect(aheadWords(said(0.3))).toBe("Cannot be told apart: 70 in 100 that Ben is ahead.");
  expect(aheadWords(said(0.998))).toBe("Ana is ahead: more than 99 in 100.");
  expect(apartWords(said(0.62))).toContain("between −0.20 and 0.56");
  expect(apartWords(said(0.3, -0.18))).toContain(
    "Ben's adjusted score is 0.18 points above Ana's; nine times out of ten the true difference lies between −0.56 and 0.20",
  );
});

test("the headline says in four sentences what the numbers are worth", () => {
  const found = findings({
    candidates: [1, 2, 3, 4, 5, 6].map((number) =>
      candidateRow({ number, score: 3.5 - number / 10, below: number > 1 ? 0.6 : null }),
    ),
    // Of everybody, whoever stands on the page.
    summary: {
      order: { tau: 0.8, moved: 4, ranked: 24 },
      standing: { known: 300, lower: 2, higher: 0, alike: 1 },
    },
  });
  expect(headlineOf(found, { ranked: true })).toEqual([
    "Of two criteria, panels mostly agree on one and disagree on one.",
    "Two interviewers score clearly lower than the panel and one scores criteria alike.",
    "Adjusting for severity moves 4 of 24 candidates to another place.",
    "No two neighbours among the highest five can be told apart.",
  ]);
});

import { describe, expect, test } from "vitest";
import {
  decisionsFigure,
  majorityFigure,
  type PatternsShown,
  patternsFigure,
  unsaid,
} from "#app/domain/calibration/figures-patterns.ts";
import { narrowedWords } from "#app/domain/calibration/filters.ts";
import {
  type PatternLoop,
  patternStatistics,
  patternTally,
} from "#app/domain/calibration/pattern-statistics.ts";
import { figureSvg } from "#app/domain/figure-svg.ts";
import { figureCsv } from "#app/domain/figure-table.ts";

const shown = (...loops: readonly PatternLoop[]): PatternsShown => {
  const tally = patternTally();
  for (const one of loops) tally.add(one);
  return {
    statistics: patternStatistics(tally.tally()),
    titles: { "scope-creep": "Widens the problem" },
    narrowed: " settled in Q2 2026",
  };
};
const many = (n: number, more: Partial<PatternLoop> = {}): PatternLoop[] =>
  Array.from({ length: n }, (_, at) => ({
    ...{ id: `${at}`, quarter: "2026-q2", level: "staff", outcome: "offer", observers: 3 },
    ...{ flags: [], changes: null, ...more },
  }));
const saw = (state: "single" | "corroborated" | "withdrawn", pattern = "scope-creep") => ({
  flags: [{ pattern, state }],
});

describe("the figure of patterns", () => {
  test("has a bar for each by state, its counts and how often two saw it", () => {
    const figure = patternsFigure(
      shown(...many(6, saw("single")), ...many(6, saw("corroborated")), ...many(20)),
    );
    expect(figure).toMatchObject({
      ...{ id: "patterns", method: "patterns" },
      sentence: expect.stringContaining("Seen most often: Widens the problem, on 12 of 32 loops."),
      caption: expect.stringMatching(/^32 loops settled in Q2 2026\. .*Wilson/),
      plot: {
        rows: [
          {
            ...{ label: "Widens the problem", counts: [6, 6, 0, 0] },
            note: "on 12 of 32 loops; two saw it on 50% (29% to 71%)",
          },
        ],
      },
    });
    expect(figure && figureCsv(figure)).toMatch(
      /Pattern,Loops with it,.*\r?\nWidens the problem,12,6,6,0,0,12,0\.5,0\.28/,
    );
  });
  test("says a sentence where no share can be said, and nothing without patterns", () => {
    const few = patternsFigure(shown(...many(3, saw("single", "own-key"))));
    expect(few?.sentence).toContain("how often two agree is not said");
    expect(few?.plot).toMatchObject({
      rows: [{ label: "own-key", note: "on 3 of 3 loops" }],
    });
    expect(patternsFigure(shown(...many(40)))).toBeNull();
  });
});

describe("the figure of decisions", () => {
  test("holds offers with a pattern against those without it", () => {
    const figure = decisionsFigure(
      shown(...many(20, { ...saw("single"), outcome: "no-offer" }), ...many(20)),
    );
    expect(figure?.sentence).toBe("Offers are rarer with Widens the problem.");
    expect(figure?.plot).toMatchObject({
      rows: [
        {
          note: "0% of 20 with it, 100% of 20 without",
          dots: [
            { mark: "filled", value: 0 },
            { mark: "hollow", value: 100 },
          ],
        },
      ],
    });
  });
  test("names nothing where the ranges meet, and is none where too few are decided", () => {
    const alike = decisionsFigure(shown(...many(20, saw("single")), ...many(20)));
    expect(alike?.sentence).toMatch(/^Offers are not clearly rarer or more frequent/);
    expect(decisionsFigure(shown(...many(9, saw("single")), ...many(20)))).toBeNull();
  });
});

describe("the figure of changes", () => {
  const moved = (toward: number, away: number, editor: string): Partial<PatternLoop> => ({
    changes: {
      moves: {
        ...{ toward, away, even: 0, versionsToward: toward, versionsAway: away },
        ...{ votesChanged: 0, votesJoined: 0 },
      },
      ...{ editors: [editor], voters: [] },
    },
  });
  const editors = (toward: number, away: number) =>
    ["ana", "ben", "cy"].flatMap((editor) => many(1, moved(toward, away, editor)));
  test("is of the whole position and names nobody", () => {
    const figure = majorityFigure(shown(...editors(10, 1)));
    expect(figure?.sentence).toMatch(/^Cards that are sealed again mostly move toward the others/);
    expect(figure?.caption).toContain("30 scores changed to be nearer");
    expect(JSON.stringify(figure)).not.toMatch(/ana|ben|"cy"/);
    expect(majorityFigure(shown(...editors(5, 5)))?.sentence).toMatch(/about as often/);
    expect(majorityFigure(shown(...editors(1, 10)))?.sentence).toMatch(/mostly move away/);
  });
  test("says why nothing is said below the minimum, and is none where nothing changed", () => {
    const few = majorityFigure(shown(...many(1, moved(2, 1, "ana"))));
    expect(few?.sentence).toBe(
      "Which way cards moved that were sealed again is not said. 3 changed cards, of the 10 needed.",
    );
    expect(few?.plot).toMatchObject({ rows: [{ dots: [] }, { dots: [] }] });
    expect(majorityFigure(shown(...many(9)))).toBeNull();
  });
});

test("what is not said is said so", () => {
  const few = unsaid(shown(...many(3, saw("single"))));
  expect(few).toEqual([
    "Which decisions go with a pattern is not said: none was seen on 10 decided loops.",
    "Nobody changed a score or a vote after others' could be read, so nothing moved.",
  ]);
  expect(unsaid(shown(...many(20, saw("single"))))).toHaveLength(1);
  expect(unsaid(shown())).toEqual([]);
});

test("each figure can be taken away as a drawing", () => {
  const given = shown(...many(12, saw("corroborated")), ...many(20, { outcome: "no-offer" }));
  for (const figure of [patternsFigure(given), decisionsFigure(given)])
    expect(figure && figureSvg(figure, { dateLine: "Storage" })).toContain("Widens the problem");
});

test("the part says what narrows it and what does not", () => {
  const part = "patterns" as const;
  const met = "01a1ff9c-ec34-710b-90de-7b71d2b0c07b";
  expect(narrowedWords({ part }, null)).toEqual([]);
  expect(narrowedWords({ part, quarter: "2026-q2", level: "staff" }, null)).toEqual([
    "Patterns are those of loops settled in Q2 2026 and decided at the level Staff.",
  ]);
  for (const filters of [
    { part, met },
    { part, round: "design" as const },
  ])
    expect(narrowedWords(filters, { name: "Ana" })).toEqual([
      "An interviewer or a kind of round narrows nothing here: a pattern is concluded over a whole loop.",
    ]);
});

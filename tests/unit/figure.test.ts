import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Figure, LinkPlot, Plot } from "#app/domain/figure.ts";
import {
  axisAround,
  axisOf,
  numberWords,
  placed,
  scaleAxis,
  ticksOf,
  tickWords,
} from "#app/domain/figure-axis.ts";
import { keptSteps, lineWords, runsOf } from "#app/domain/figure-lines.ts";
import { LARGEST_NODE, ringsOf } from "#app/domain/figure-links.ts";
import { answerParts, barOf } from "#app/domain/figure-parts.ts";
import { cellWords, figureCsv } from "#app/domain/figure-table.ts";
import { toneOf } from "#app/domain/tone.ts";

const FIXED = { seed: 20_260_412, numRuns: 300 };
const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });

describe("axes", () => {
  test.each([
    [0, 1, 6, [0, 0.2, 0.4, 0.6, 0.8, 1]],
    [-0.7, 0.55, 7, [-1, -0.5, 0, 0.5, 1]],
    [-0.7, 0.55, 8, [-0.8, -0.6, -0.4, -0.2, 0, 0.2, 0.4, 0.6]],
    [1.2, 3.9, 5, [1, 2, 3, 4]],
    [3, 3, 5, [3, 3.5, 4]],
    [Number.NaN, 1, 5, []],
  ])("ticks from %d to %d, at most %d", (from, to, most, ticks) => {
    expect(ticksOf(from, to, most)).toEqual(ticks);
  });

  test("ticks cover what they are asked to, evenly and in order", () => {
    fc.assert(
      fc.property(value, value, fc.integer({ min: 2, max: 12 }), (a, b, most) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        fc.pre(high - low > 1e-6);
        const ticks = ticksOf(a, b, most);
        const steps = ticks.slice(1).map((tick, at) => tick - (ticks[at] ?? 0));
        const step = steps[0] ?? 0;
        expect(ticks.length).toBeLessThanOrEqual(most);
        expect(ticks.length).toBeGreaterThan(1);
        expect(ticks[0]).toBeLessThanOrEqual(low + step * 1e-6);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(high - step * 1e-6);
        for (const each of steps) expect(each / step).toBeCloseTo(1, 4);
      }),
      FIXED,
    );
  });

  test("an axis holds every value, and 0 where it has to", () => {
    const axis = axisOf([0.31, null, 0.9], { include: [0], most: 6 });
    expect([axis.from, axis.to]).toEqual([0, 1]);
    expect(axisOf([], { most: 6 })).toEqual({ from: 0, to: 1, ticks: [0, 1] });
  });

  test("an axis around the panel reaches as far to both sides, and no further than asked", () => {
    expect(axisAround(0, [-0.34, 0.1]).ticks).toEqual([-0.4, -0.2, 0, 0.2, 0.4]);
    expect(axisAround(0, [-9], { reach: 1 })).toMatchObject({ from: -1, to: 1 });
    expect(axisAround(0, [])).toMatchObject({ from: -1, to: 1 });
  });

  test("ticks are said with one number of digits, and with signs around 0", () => {
    expect(tickWords(axisAround(0, [0.34]))).toEqual(["−0.4", "−0.2", "0.0", "+0.2", "+0.4"]);
    expect(tickWords(scaleAxis(4))).toEqual(["1", "2", "3", "4"]);
  });

  test("what lies beyond an end stands at it and is said to be cut", () => {
    const axis = { from: 1, to: 4 };
    expect(placed(axis, { value: 2.5, low: 0.5, high: 3 })).toEqual({
      at: 0.5,
      outside: false,
      whisker: { from: 0, to: 2 / 3 },
      cutLow: true,
      cutHigh: false,
    });
    expect(placed(axis, { value: 4.2, low: null, high: null })).toMatchObject({
      at: 1,
      outside: true,
      whisker: null,
      cutHigh: true,
    });
  });
});

test("numbers are said with their sign, groups and digits; what rounds to 0 has no sign", () => {
  expect(numberWords(-0.214, { digits: 2 })).toBe("−0.21");
  expect(numberWords(0.214, { digits: 2, signed: true })).toBe("+0.21");
  expect(numberWords(-0.001, { digits: 2, signed: true })).toBe("0.00");
  expect(numberWords(12_345)).toBe("12,345");
});

describe("tones", () => {
  test.each([1, 2, 3, 4, 5, 7, 9, 10])("each of %d points has a step of its own", (points) => {
    const parts = answerParts(Array.from({ length: points }, (_, at) => `word ${at}`));
    expect(new Set(parts.map(({ tone }) => tone)).size).toBe(points + 2);
    expect(toneOf(points, points)).toBe(points === 1 ? "tone-mid" : "tone-10");
  });

  test("the shares of a bar add to 1 and follow one another", () => {
    const parts = answerParts(["a", "b", "c", "d"]);
    const shown = barOf(parts, [1, 0, 2, 0, 1, 4]);
    expect(shown.map(({ part, start, share }) => [part.key, start, share])).toEqual([
      ["1", 0, 0.125],
      ["3", 0.125, 0.25],
      ["not-asked", 0.375, 0.125],
      ["no-signal", 0.5, 0.5],
    ]);
    expect(barOf(parts, [])).toEqual([]);
  });
});

describe("lines", () => {
  const plot = {
    kind: "lines",
    axis: { from: -1, to: 1, ticks: [-1, 0, 1], label: "Points" },
    reference: 0,
    signed: true,
    steps: ["Q1 2026", "Q2 2026", "Q3 2026"],
    lines: [
      {
        label: "Ana",
        points: [{ value: 0.5, low: 0, high: 1.5 }, null, { value: -0.25, low: -0.5, high: 0 }],
      },
    ],
  } as const satisfies Plot;

  test("nothing is drawn across a quarter that is refused", () => {
    expect(
      runsOf(plot, plot.lines[0]).map((run) => run.map(({ step, x, y }) => [step, x, y])),
    ).toEqual([[[0, 0, 0.25]], [[2, 1, 0.625]]]);
    expect(runsOf(plot, plot.lines[0])[0]?.[0]).toMatchObject({ cutHigh: true, cutLow: false });
  });

  test("a line is said in words, refused quarters too", () => {
    expect(lineWords(plot, plot.lines[0])).toBe(
      "Ana. Q1 2026: +0.50 (0.00 to +1.50); Q2 2026: not enough to say; Q3 2026: −0.25 (−0.50 to 0.00).",
    );
  });

  test("the newest quarter keeps its words where not all fit", () => {
    expect(keptSteps(5, 3)).toEqual([true, false, true, false, true]);
    expect(keptSteps(3, 6)).toEqual([true, true, true]);
    expect(keptSteps(14, 7).filter(Boolean)).toHaveLength(7);
  });
});

describe("islands", () => {
  const islandsOf = (sizes: readonly number[]): LinkPlot => {
    const nodes = sizes.flatMap((size, island) =>
      Array.from({ length: size }, (_, at) => ({
        id: `${island}-${at}`,
        label: `Person ${island} ${at}`,
        island: island + 1,
        weight: 1 + ((at * 7) % 11),
      })),
    );
    const links = nodes.flatMap((node, b) =>
      nodes[b - 1]?.island === node.island ? [{ a: b - 1, b, weight: 1 + (b % 5) }] : [],
    );
    return { kind: "links", nodes, links, more: [{ island: sizes.length + 1, people: 4 }] };
  };

  test("no two people of an island overlap, everybody is drawn once", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 4 }),
        (sizes) => {
          const plot = islandsOf(sizes);
          const rings = ringsOf(plot, 16);
          expect(rings.flatMap(({ nodes }) => nodes.map(({ node }) => node.id)).toSorted()).toEqual(
            plot.nodes.map(({ id }) => id).toSorted(),
          );
          expect(rings.reduce((sum, { chords }) => sum + chords.length, 0)).toBe(plot.links.length);
          const apart = rings.flatMap(({ nodes }) =>
            nodes.flatMap((one, at) =>
              nodes.slice(at + 1).map((other) => Math.hypot(one.x - other.x, one.y - other.y)),
            ),
          );
          expect(Math.min(Infinity, ...apart)).toBeGreaterThan(2 * LARGEST_NODE + 2);
        },
      ),
      { ...FIXED, numRuns: 60 },
    );
  });

  test("the same people stand at the same places, and who is left out is counted", () => {
    const plot = islandsOf([12, 5, 1]);
    expect(ringsOf(plot, 16)).toEqual(ringsOf(structuredClone(plot), 16));
    expect(
      ringsOf(plot, 16).map(({ island, nodes, more }) => [island, nodes.length, more]),
    ).toEqual([
      [1, 12, 0],
      [2, 5, 0],
      [3, 1, 0],
      [4, 0, 4],
    ]);
  });

  test("those who share most stand beside each other", () => {
    const plot: LinkPlot = {
      kind: "links",
      nodes: ["a", "b", "c", "d"].map((id, at) => ({ id, label: id, island: 1, weight: 4 - at })),
      links: [
        { a: 0, b: 3, weight: 9 },
        { a: 3, b: 1, weight: 5 },
        { a: 0, b: 2, weight: 1 },
      ],
      more: [],
    };
    expect(ringsOf(plot, 16)[0]?.nodes.map(({ node }) => node.id)).toEqual(["a", "d", "b", "c"]);
  });
});

describe("a figure's table", () => {
  const table: Figure["table"] = {
    columns: [
      { label: "Interviewer", numeric: false },
      { label: "Severity", numeric: true, digits: 2, signed: true },
      { label: "Coverage", numeric: true, share: true },
      { label: "Cards", numeric: true },
    ],
    rows: [
      { id: "1", cells: ["=HYPERLINK(1)", -0.2143829, 0.914, 12] },
      { id: "2", cells: ['Ann, "the" B', null, 1, 0] },
    ],
  };

  test("is shown with the digits of its columns", () => {
    expect(
      table.rows.map(({ cells }) =>
        table.columns.map((column, at) => cellWords(cells[at] ?? null, column)),
      ),
    ).toEqual([
      ["=HYPERLINK(1)", "−0.21", "91%", "12"],
      ['Ann, "the" B', "–", "100%", "0"],
    ]);
  });

  test("is a file in full precision that runs no formula", () => {
    expect(figureCsv({ table })).toBe(
      "\uFEFFInterviewer,Severity,Coverage (0 to 1),Cards\r\n" +
        "'=HYPERLINK(1),-0.2143829,0.914,12\r\n" +
        '"Ann, ""the"" B",,1,0\r\n',
    );
  });
});

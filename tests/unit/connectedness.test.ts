import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import * as z from "zod";
import {
  type Cells,
  cellsFrom,
  columnsFrom,
  type RatingRow,
} from "#app/domain/calibration/cells.ts";
import {
  componentNumber,
  connectedComponents,
  disconnection,
} from "#app/domain/calibration/connectedness.ts";
import { isRefusal } from "#app/domain/calibration/refusal.ts";

type Met = readonly [candidate: string, interviewer: string];

function cellsOf(met: readonly Met[]): Cells {
  const rows = met.map(
    ([candidate, interviewer]): RatingRow => ({
      candidate,
      interviewer,
      criterion: "a",
      rating: 3,
    }),
  );
  const cells = cellsFrom(columnsFrom(rows));
  if (isRefusal(cells)) throw new Error(cells.reason);
  return cells;
}

function groupsOf(cells: Cells) {
  return connectedComponents(cells).groups.map(({ candidates, interviewers }) => ({
    candidates: Array.from(candidates, (c) => cells.candidates[c] ?? ""),
    interviewers: Array.from(interviewers, (i) => cells.interviewers[i] ?? ""),
  }));
}

test("a candidate whom two interviewers met ties them together", () => {
  const cells = cellsOf([
    ["Ana", "Kim"],
    ["Ben", "Kim"],
    ["Ben", "Lee"],
    ["Cyd", "Lee"],
  ]);
  expect(groupsOf(cells)).toEqual([
    { candidates: ["Ana", "Ben", "Cyd"], interviewers: ["Kim", "Lee"] },
  ]);
  expect(disconnection(connectedComponents(cells))).toBeNull();
});

test("groups come by size, the largest first, and are counted from one", () => {
  const cells = cellsOf([
    ["Ana", "Kim"],
    ["Ben", "Lee"],
    ["Ben", "Mia"],
    ["Cyd", "Mia"],
  ]);
  expect(groupsOf(cells)).toEqual([
    { candidates: ["Ben", "Cyd"], interviewers: ["Lee", "Mia"] },
    { candidates: ["Ana"], interviewers: ["Kim"] },
  ]);
  const { candidate, interviewer } = connectedComponents(cells);
  expect(Array.from(candidate, componentNumber)).toEqual([2, 1, 1]);
  expect(Array.from(interviewer, componentNumber)).toEqual([2, 1, 1]);
});

test("groups of as many candidates come by the number of interviewers", () => {
  const cells = cellsOf([
    ["Ana", "Kim"],
    ["Ben", "Lee"],
    ["Ben", "Mia"],
  ]);
  expect(groupsOf(cells).map(({ candidates }) => candidates)).toEqual([["Ben"], ["Ana"]]);
});

test("whoever has no card belongs to no group", () => {
  const cells = cellsFrom(
    columnsFrom([
      { candidate: "Ana", interviewer: "Kim", criterion: "a", rating: 3 },
      { candidate: "Ben", interviewer: "Lee", criterion: "a", rating: null },
    ]),
  );
  if (isRefusal(cells)) throw new Error(cells.reason);
  const { groups, candidate, interviewer } = connectedComponents(cells);
  expect(groups).toHaveLength(1);
  expect(Array.from(candidate, componentNumber)).toEqual([1, null]);
  expect(Array.from(interviewer, componentNumber)).toEqual([1, null]);
});

test("without a card there is no group and nothing to say", () => {
  const components = connectedComponents(cellsOf([]));
  expect(components.groups).toEqual([]);
  expect(disconnection(components)).toBeNull();
});

test("the reason counts the groups and says what to do", () => {
  const pairs = (count: number) =>
    Array.from({ length: count }, (_, at): Met[] => [
      [`candidate ${at}`, `interviewer ${at}`],
      [`candidate ${at}`, `second interviewer ${at}`],
    ]).flat();
  const reason = (count: number) => disconnection(connectedComponents(cellsOf(pairs(count))));
  expect(reason(2)).toBe(
    "Two groups of interviewers never met the same candidate: compare candidates within a group only. An interviewer who meets candidates of two groups joins them.",
  );
  expect(reason(9)).toMatch(/^Nine groups/);
  expect(reason(10)).toMatch(/^10 groups/);
});

test("interviewers who all stay alone are told so in one sentence", () => {
  const cells = cellsOf([
    ["Ana", "Kim"],
    ["Ben", "Lee"],
    ["Cyd", "Mia"],
  ]);
  expect(disconnection(connectedComponents(cells))).toBe(
    "No two interviewers met the same candidate: compare candidates of one interviewer only.",
  );
});

const words = z.array(z.string());
const panel = z.object({
  data: z.object({ candidate: words, interviewer: words }),
  expected: z.object({ connected_components: z.number() }),
});

test.each([
  ["syn01_mild", [[60, 12]]],
  [
    "syn09_disconnected",
    [
      [12, 4],
      [12, 4],
    ],
  ],
])("%s has the components the reference counts", (name, sizes) => {
  const file: unknown = JSON.parse(readFileSync(`tests/reference/${name}.json`, "utf8"));
  const { data, expected } = panel.parse(file);
  const seen = new Map(
    data.candidate.map((c, at): [string, Met] => {
      const by = data.interviewer[at] ?? "";
      return [`${c} ${by}`, [c, by]];
    }),
  );
  const { groups } = connectedComponents(cellsOf([...seen.values()]));
  expect(groups).toHaveLength(expected.connected_components);
  expect(groups.map((g) => [g.candidates.length, g.interviewers.length])).toEqual(sizes);
});

const panels = fc.uniqueArray(
  fc
    .tuple(fc.nat({ max: 12 }), fc.nat({ max: 8 }))
    .map(([c, i]): Met => [`candidate ${c}`, `interviewer ${i}`]),
  { selector: ([c, i]) => `${c} ${i}`, maxLength: 25 },
);

/** Each group as a sorted list of its members, the groups sorted. */
const partition = (met: readonly Met[]) =>
  groupsOf(cellsOf(met))
    .map(({ candidates, interviewers }) => [...candidates, ...interviewers].sort().join(", "))
    .sort();

test("the order of the cards does not change who belongs together", () => {
  fc.assert(
    fc.property(
      panels.chain((met) =>
        fc.tuple(
          fc.constant(met),
          fc.shuffledSubarray(met, { minLength: met.length, maxLength: met.length }),
        ),
      ),
      ([met, shuffled]) => {
        expect(partition(shuffled)).toEqual(partition(met));
      },
    ),
  );
});

test("everybody with a card is in one group, and cards never cross groups", () => {
  fc.assert(
    fc.property(panels, (met) => {
      const cells = cellsOf(met);
      const { groups, candidate, interviewer } = connectedComponents(cells);
      const members = groups.flatMap((group) => [...group.candidates]);
      expect(members.toSorted((a, b) => a - b)).toEqual([...cells.candidates.keys()]);
      for (const [c, i] of met)
        expect(candidate[cells.candidates.indexOf(c)]).toBe(
          interviewer[cells.interviewers.indexOf(i)],
        );
      const sizes = groups.map((group) => group.candidates.length);
      expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    }),
  );
});

// Anything slower than linear would run into the time limit.
test("half a million candidates and five thousand interviewers are grouped at once", () => {
  const [people, panelSize, interviewers] = [500_000, 4, 5_000];
  const first = Uint32Array.from({ length: people + 1 }, (_, c) => c * panelSize);
  const by = Uint32Array.from({ length: people * panelSize }, (_, j) => (j * 7919) % interviewers);
  const { groups } = connectedComponents({
    candidates: Array.from({ length: people }, () => "somebody"),
    interviewers: Array.from({ length: interviewers }, () => "somebody"),
    first,
    interviewer: by,
  });
  expect(groups.reduce((sum, group) => sum + group.candidates.length, 0)).toBe(people);
});

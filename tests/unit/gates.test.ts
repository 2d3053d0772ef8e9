import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import type { Cells, RatingRow } from "#app/domain/calibration/cells.ts";
import { connectedComponents } from "#app/domain/calibration/connectedness.ts";
import type { Effects, Fit } from "#app/domain/calibration/fit.ts";
import { gates } from "#app/domain/calibration/gates.ts";
import {
  adjustmentRefusal,
  candidateNote,
  cardsByInterviewer,
  severityRefusal,
} from "#app/domain/calibration/minimum-samples.ts";
import { fitModel } from "#app/domain/calibration/model.ts";
import { isRefusal, refuse } from "#app/domain/calibration/refusal.ts";
import { cellsOf, reference, referenceRows } from "#tests/support/rating-panels.ts";

const twoWayScores = z.object({
  expected: z.record(z.string(), z.object({ ols_candidate: z.record(z.string(), z.number()) })),
});

function referenceCells(name: string, rating = (given: number, _criterion: string) => given) {
  return cellsOf(
    referenceRows(name).map((row) => ({ ...row, rating: rating(row.rating, row.criterion) })),
  );
}

type Card = readonly [candidate: string, interviewer: string, rating: number];

const cards = (given: readonly Card[]): Cells =>
  cellsOf(
    given.map(([candidate, interviewer, rating]) => ({
      candidate,
      interviewer,
      criterion: "a",
      rating,
    })),
  );

/** A fit of which only the variances are read. */
function fit(variance: Partial<Fit["variance"]> = {}): Fit {
  const none = new Float64Array();
  const effects: Effects = { blup: none, sd: none, low: none, high: none };
  return {
    model: "m3",
    path: "exact",
    estimator: "reml",
    variance: { candidate: 0.4, interviewer: 0.3, card: null, residual: 0.15, ...variance },
    fixed: none,
    mean: 0,
    criterionValue: null,
    candidate: effects,
    interviewer: effects,
    difference: () => ({ difference: 0, sd: 1, probability: 0.5 }),
    beyond: () => 0,
    start: { candidate: 1, interviewer: 1, card: 0 },
  };
}

describe("a panel chosen by strength", () => {
  const cells = referenceCells("syn11_confounded");
  const found = gates(cells, fit());

  test("is flagged, and two-way scores stand beside the calibrated ones", () => {
    expect(found).toMatchObject({ disconnection: null, adjustment: null });
    expect(found.assignment).toMatchObject({ flagged: true });
    const { ols_candidate } = twoWayScores.parse(reference("assignment_confounding")).expected
      .syn11_confounded ?? { ols_candidate: {} };
    expect(Object.keys(ols_candidate)).toHaveLength(80);
    for (const [c, name] of cells.candidates.entries())
      expect(found.twoWay?.score[c]).toBeCloseTo(ols_candidate[name] ?? 0, 10);
  });

  test("has a standard error for every two-way score", () => {
    const sd = found.twoWay?.sd;
    if (!sd || isRefusal(sd)) throw new Error("No standard errors");
    expect(sd).toHaveLength(80);
    expect(sd.every((error) => error > 0.1 && error < 0.4)).toBe(true);
  });

  test("is flagged on any scale, with scores on that scale", () => {
    const shifted = gates(
      referenceCells("syn11_confounded", (given) => given + 10),
      fit(),
    );
    expect(shifted.assignment).toMatchObject({ flagged: true });
    for (const [c, score] of (found.twoWay?.score ?? []).entries())
      expect(shifted.twoWay?.score[c]).toBeCloseTo(score + 10, 9);
  });
});

test.each([
  ["syn01_mild", false],
  ["syn02_moderate", false],
  ["syn09_disconnected", false],
  ["syn11_confounded", true],
])("with variances of the model's own fit, %s is flagged: %s", (name, flagged) => {
  const cells = referenceCells(name);
  expect(gates(cells, fitModel(cells, { model: "m3" })).assignment).toMatchObject({ flagged });
});

test("progress runs up to the whole, and throwing from it ends the check", () => {
  const cells = referenceCells("syn01_mild");
  const shares: number[] = [];
  gates(cells, fit(), { draws: 4, onProgress: (share) => shares.push(share) });
  expect(shares).toEqual([0.25, 0.5, 0.75, 1]);
  const stop = () => {
    throw new Error("cancelled");
  };
  expect(() => gates(cells, fit(), { onProgress: stop })).toThrow("cancelled");
});

test("a panel drawn by chance needs no second score", () => {
  const found = gates(referenceCells("syn01_mild"), fit({ interviewer: 0.05 }));
  expect(found).toMatchObject({ adjustment: null, disconnection: null, twoWay: null });
  expect(found.assignment).toMatchObject({ flagged: false });
});

test("disconnected panels are adjusted, and compared within groups only", () => {
  const found = gates(referenceCells("syn09_disconnected"), fit());
  expect(found.components.groups).toHaveLength(2);
  expect(found.disconnection).toMatch(/^Two groups of interviewers never met the same candidate/);
  expect(found.adjustment).toBeNull();
  expect(found.assignment).toMatchObject({ flagged: false });
});

test("criteria without weight take no part", () => {
  const cells = referenceCells("syn11_confounded");
  const noisy = referenceCells("syn11_confounded", (given, criterion) =>
    criterion === cells.criteria[0] ? 6 - given : given,
  );
  const weights = cells.criteria.map((_, k) => (k === 0 ? 0 : 1));
  const [a, b] = [gates(cells, fit(), { weights }), gates(noisy, fit(), { weights })];
  expect(a.assignment).toEqual(b.assignment);
  expect(a.twoWay?.score).toEqual(b.twoWay?.score);
});

test("cards that observed only criteria without weight tie nobody together", () => {
  const rows: RatingRow[] = ["Ana", "Ben", "Cyd"].flatMap((candidate, c) =>
    ["Kim on a", "Kim on b", "Lee on b"].map((given, i) => ({
      candidate,
      interviewer: given.slice(0, 3),
      criterion: given.slice(-1),
      rating: 1 + ((c + i) % 3),
    })),
  );
  const cells = cellsOf(rows);
  expect(gates(cells, fit()).adjustment).toBeNull();
  expect(gates(cells, fit(), { weights: [1, 0] }).adjustment?.reason).toMatch(/one interviewer/);
});

test("a model that could not be fitted gives its reason to everything that rests on it", () => {
  const reason = refuse("Every rating of a criterion is the same, so there is nothing to adjust.");
  const found = gates(referenceCells("syn01_mild"), reason);
  expect(found).toMatchObject({ adjustment: reason, assignment: reason, twoWay: null });
  expect(found.components.groups).toHaveLength(1);
});

describe("adjustment is not estimable", () => {
  test.each<[string, readonly Card[], string]>([
    ["without a card", [], "no card has a score."],
    [
      "with one interviewer",
      [
        ["Ana", "Kim", 3],
        ["Ben", "Kim", 2],
      ],
      "one interviewer gave every card. A second one on the same candidates is needed.",
    ],
    [
      "with one candidate",
      [
        ["Ana", "Kim", 3],
        ["Ana", "Lee", 2],
      ],
      "every card is about one candidate. Others met by the same people are needed.",
    ],
    [
      "with a single card",
      [["Ana", "Kim", 3]],
      "one interviewer gave every card. A second one on the same candidates is needed.",
    ],
    [
      "where every candidate has one card",
      [
        ["Ana", "Kim", 3],
        ["Ben", "Kim", 2],
        ["Cyd", "Lee", 4],
        ["Dan", "Lee", 1],
        ["Eva", "Mia", 2],
        ["Fay", "Mia", 2],
      ],
      "no two interviewers met the same candidate.",
    ],
    [
      "where every interviewer gave one card",
      [
        ["Ana", "Kim", 3],
        ["Ana", "Lee", 2],
        ["Ben", "Mia", 4],
        ["Ben", "Nia", 1],
        ["Cyd", "Oda", 2],
        ["Cyd", "Pia", 2],
      ],
      "no interviewer met two candidates.",
    ],
    [
      "with five cards",
      [
        ["Ana", "Kim", 3],
        ["Ana", "Lee", 2],
        ["Ben", "Kim", 4],
        ["Ben", "Lee", 4],
        ["Cyd", "Kim", 1],
      ],
      "5 of the 6 cards needed.",
    ],
  ])("%s", (_, given, reason) => {
    const refusal = { reason: `Adjustment not estimable: ${reason}` };
    expect(adjustmentRefusal(cards(given))).toEqual(refusal);
    expect(gates(cards(given), fit())).toMatchObject({
      adjustment: refusal,
      assignment: refusal,
      twoWay: null,
    });
  });

  test("and is again from six cards on", () => {
    const six = ["Ana", "Ben", "Cyd"].flatMap((c, at) =>
      ["Kim", "Lee"].map((i, by): Card => [c, i, 1 + ((at + 2 * by) % 4)]),
    );
    expect(adjustmentRefusal(cards(six))).toBeNull();
    expect(gates(cards(six), fit()).assignment).toEqual({
      reason: "Every candidate met the same panel: there is no choice of panels to check.",
    });
  });
});

test("severity is shown from five counted cards on, and below it says how many are missing", () => {
  expect(severityRefusal(5)).toBeNull();
  expect(severityRefusal(4)).toEqual({ reason: "Not enough history: 4 of the 5 cards needed." });
  expect(severityRefusal(0)).toEqual({ reason: "Not enough history: 0 of the 5 cards needed." });
});

test("cards are counted by interviewer", () => {
  const cells = cards([
    ["Ana", "Kim", 3],
    ["Ana", "Lee", 2],
    ["Ben", "Kim", 4],
  ]);
  expect([...cardsByInterviewer(cells)]).toEqual([2, 1]);
});

test("candidates with one card, with none and beside nobody else's are told so", () => {
  const cells = cellsOf([
    { candidate: "Ana", interviewer: "Kim", criterion: "a", rating: 3 },
    { candidate: "Ana", interviewer: "Lee", criterion: "a", rating: 3 },
    { candidate: "Ben", interviewer: "Kim", criterion: "a", rating: 2 },
    { candidate: "Cyd", interviewer: "Mia", criterion: "a", rating: 2 },
    { candidate: "Dan", interviewer: "Kim", criterion: "a", rating: null },
  ]);
  const components = connectedComponents(cells);
  expect(cells.candidates.map((_, c) => candidateNote(cells, components, c))).toEqual([
    null,
    "Calibrated from one card: another interviewer would tell more.",
    "Nobody else met this interviewer's candidates: severity cannot be told from strength.",
    "No card has a score yet.",
  ]);
});

const anyCards = fc.uniqueArray(
  fc
    .tuple(fc.nat({ max: 7 }), fc.nat({ max: 5 }), fc.integer({ min: 1, max: 4 }))
    .map(([c, i, rating]): Card => [`candidate ${c}`, `interviewer ${i}`, rating]),
  { selector: ([c, i]) => `${c} ${i}`, maxLength: 30 },
);

test("every panel gets numbers or reasons, never NaN", () => {
  fc.assert(
    fc.property(anyCards, (given) => {
      const { assignment, twoWay } = gates(cards(given), fit(), { draws: 30 });
      if (isRefusal(assignment)) expect(assignment.reason).toMatch(/\.$/);
      else expect([assignment.r, assignment.p].every(Number.isFinite)).toBe(true);
      expect(twoWay === null || twoWay.score.every(Number.isFinite)).toBe(true);
    }),
  );
});

test("the order of rows changes no refusal and no correlation", () => {
  const shuffled = anyCards.chain((given) =>
    fc.tuple(
      fc.constant(given),
      fc.shuffledSubarray(given, { minLength: given.length, maxLength: given.length }),
    ),
  );
  fc.assert(
    fc.property(shuffled, ([given, again]) => {
      const [a, b] = [
        gates(cards(given), fit(), { draws: 10 }),
        gates(cards(again), fit(), { draws: 10 }),
      ];
      expect(b.adjustment).toEqual(a.adjustment);
      expect(b.disconnection).toBe(a.disconnection);
      if (isRefusal(a.assignment)) expect(b.assignment).toEqual(a.assignment);
      else expect(b.assignment).toMatchObject({ r: expect.closeTo(a.assignment.r, 8) });
    }),
  );
});

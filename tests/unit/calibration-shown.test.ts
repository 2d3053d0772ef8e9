import { describe, expect, test } from "vitest";
import type { Agreement } from "#app/domain/calibration/agreement.ts";
import { cellsWithout, distributionsOf } from "#app/domain/calibration/distributions.ts";
import type { InterviewerFinding, TallyCell } from "#app/domain/calibration/findings.ts";
import {
  agreementWithout,
  type HiddenCard,
  placesOf,
  shownAnswers,
  shownCells,
  shownInterviewer,
  shownPunctuality,
} from "#app/domain/calibration/shown.ts";

const hidden = (facts: Partial<HiddenCard> = {}): HiddenCard => ({
  ...{ loopId: "edward", interviewerId: "ana", quarter: "2026-q1", round: "design" },
  ...{ sealedAt: new Date("2026-02-03T10:00:00Z"), late: false, answers: [3, 0, -1, null] },
  ...facts,
});

describe("a list without some of its places", () => {
  const on = (first: number, last: number, out: number[]) => placesOf({ first, last }, out);
  test("has its ranks at the places that are left", () => {
    expect(on(0, 2, [])).toEqual({ first: 0, last: 2 });
    expect(on(0, 2, [0, 1])).toEqual({ first: 2, last: 4 });
    expect(on(0, 2, [3, 1])).toEqual({ first: 0, last: 4 });
    expect(on(3, 5, [9])).toEqual({ first: 3, last: 5 });
  });

  test("shows each place that is left exactly once, whatever the page", () => {
    const out = [2, 3, 7, 8, 9, 14];
    const left = Array.from({ length: 20 }, (_, at) => at).filter((at) => !out.includes(at));
    for (const size of [1, 3, 5]) {
      const seen = Array.from({ length: Math.ceil(left.length / size) }, (_, page) => {
        const { first, last } = on(page * size, (page + 1) * size - 1, out);
        return left.filter((at) => at >= first && at <= last);
      });
      expect(seen.every((page, at) => page.length === size || at === seen.length - 1)).toBe(true);
      expect(seen.flat()).toEqual(left);
    }
  });
});

describe("answers without hidden ones", () => {
  const cells: TallyCell[] = [
    ["2026-q1", "design", 0, 3, 2],
    ["2026-q1", "design", 1, 0, 1],
    ["2026-q1", "design", 2, -1, 4],
    ["2026-q2", "design", 0, 3, 5],
  ];
  test("are counted down, and are gone where none is left", () => {
    expect(shownCells(cells, [hidden()])).toEqual([
      ["2026-q1", "design", 0, 3, 1],
      ["2026-q1", "design", 2, -1, 3],
      ["2026-q2", "design", 0, 3, 5],
    ]);
    const counts = [4, 1, 0, 0, 7, 0];
    expect(shownAnswers({ id: "ana", counts }, [hidden()]).counts).toEqual([3, 0, 0, 0, 6, 0]);
    expect(shownAnswers({ id: "ben", counts }, [hidden()]).counts).toEqual(counts);
  });

  test("spread over the scale by quarter and round", () => {
    const of = { criteria: ["depth", "clarity", "care"], points: 4 };
    const within = { quarters: { from: "2026-q1", until: "2026-q1" }, round: "design" };
    expect(distributionsOf(cells, of, within)).toEqual([
      { criterion: "depth", counts: [0, 0, 2, 0], notAsked: 0, noSignal: 0, n: 2, mean: 3 },
      { criterion: "clarity", counts: [0, 0, 0, 0], notAsked: 1, noSignal: 0, n: 0, mean: null },
      { criterion: "care", counts: [0, 0, 0, 0], notAsked: 0, noSignal: 4, n: 0, mean: null },
    ]);
    const review = distributionsOf(cells, of, { quarters: null, round: "review" });
    expect(review.map(({ n }) => n)).toEqual([0, 0, 0]);
    expect(cellsWithout(cells, [["2026-q1", "design", 0, 3, 2]])).toHaveLength(3);
  });
});

describe("an interviewer without hidden cards", () => {
  const severity = { points: 0.3, sd: 0.1, interval: [0.1, 0.5] } as const;
  // Six cards with 3, 3 and 4 on them: mean 10 / 3, twelve 3s and six 4s.
  const finding: InterviewerFinding = {
    ...{ id: "ana", cards: 6, ratings: 18, component: 1, severity },
    ...{ mean: 60 / 18, sd: Math.sqrt(4 / 17), flat: { cards: 2, of: 6 } },
    ...{ othersFlat: { cards: 1, of: 9 }, panel: { reason: "None." }, unread: null },
    flags: [{ effect: "halo", note: "Alike on 2 of 6 cards." }],
    drift: {
      windows: [
        { from: 0, until: +new Date("2027-01-01"), cards: 6, severity: 0.3, low: 0, high: 1 },
      ],
      change: { reason: "Too early." },
    },
    ...{ partners: [{ id: "ben", candidates: 1 }], facet: null },
  };
  const card = hidden({ answers: [3, 3, 4] });

  test("is as before where none is theirs, but for what others count", () => {
    const of = shownInterviewer(finding, [hidden({ interviewerId: "ben", answers: [2, 2, 2] })]);
    expect(of).toEqual({ ...finding, othersFlat: { cards: 0, of: 8 } });
  });

  test("keeps estimates above the minimum, with counts, mean and spread of what is left", () => {
    const both = [card, hidden({ interviewerId: "ben", answers: [2, 3, 4] })];
    const of = shownInterviewer(finding, both);
    expect(of).toMatchObject({ ...{ cards: 5, ratings: 15, severity, partners: [] } });
    expect(of?.flat).toEqual({ cards: 2, of: 5 });
    expect(of?.mean).toBeCloseTo(50 / 15, 12);
    expect(of?.sd).toBeCloseTo(Math.sqrt((10 * (1 / 3) ** 2 + 5 * (2 / 3) ** 2) / 14), 12);
    expect(of?.flags).toEqual([
      { effect: "halo", note: "Scores criteria more alike than the panel." },
    ]);
    expect(of?.drift).toMatchObject({ windows: [{ cards: 5, severity: 0.3 }] });
  });

  test("is refused below the minimum, and gone without a card", () => {
    const cards = ["a", "b", "c", "d", "e", "f"].map((loopId) => ({ ...card, loopId }));
    expect(shownInterviewer(finding, cards.slice(0, 2))).toMatchObject({
      ...{ cards: 4, mean: null, sd: null, flags: [] },
      severity: { reason: "Not enough history: 4 of the 5 cards needed." },
    });
    expect(shownInterviewer(finding, cards)).toBeNull();
  });

  test("was late no more often than is left", () => {
    const punctual = { id: "ana", cards: 6, late: 1, hours: 3 };
    expect(shownPunctuality(punctual, [hidden({ late: true })])).toEqual({
      ...{ id: "ana", cards: 5, late: 0, hours: 3 },
    });
    expect(shownPunctuality(punctual, [hidden({ late: null })])).toEqual(punctual);
  });
});

describe("agreement without hidden cards", () => {
  const refused = { reason: "Not asked about." };
  const found: Agreement = {
    ...{ candidates: 6, compared: 5, cards: 12, pairable: 30, panel: 2 },
    ...{ alpha: refused, interval: [0.1, 0.9], icc: refused, iccInterval: refused },
  };
  test("counts what is left, and is refused where too few are compared", () => {
    const lone = [hidden({ answers: [3, 2] })];
    const left = { candidates: 5, compared: 5, cards: 11, pairable: 30 };
    expect(agreementWithout(found, lone, [0, 1])).toMatchObject({ ...left, interval: [0.1, 0.9] });
    const two = [...lone, hidden({ interviewerId: "ben", answers: [null, 4] })];
    const without = agreementWithout(found, two, [0, 1]);
    expect(without).toMatchObject({ ...{ candidates: 5, compared: 4, cards: 10, pairable: 28 } });
    expect(without.interval).toEqual(without.alpha);
    expect(without.interval).toMatchObject({ reason: expect.stringContaining("needs 5") });
    expect(agreementWithout(found, two, [2])).toBe(found);
  });
});

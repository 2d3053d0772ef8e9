import { describe, expect, test } from "vitest";
import type { Cells } from "#app/domain/calibration/cells.ts";
import { correctedChanges } from "#app/domain/calibration/drift-change.ts";
import {
  type SeveritySums,
  type SeverityTerms,
  severityApart,
  severityMoved,
  severitySums,
  severityWithin,
} from "#app/domain/calibration/period-severity.ts";
import type { Quarters } from "#app/domain/calibration/quarters.ts";
import { normal, seeded } from "#app/domain/calibration/random.ts";
import { isRefusal } from "#app/domain/calibration/refusal.ts";
import { cellsOf, given } from "#tests/support/rating-panels.ts";

const spring: Quarters = { from: "2025-q1", until: "2025-q2" };
const autumn: Quarters = { from: "2025-q3", until: "2025-q4" };
const halves = [spring, autumn] as const;
const terms: SeverityTerms = { interviewer: 0.09, residual: 0.16, freedom: 300 };

type Plan = {
  readonly seed: number;
  readonly candidates?: number;
  readonly interviewers?: number;
  /** Points by which the first interviewer is harsher in spring and milder in autumn. */
  readonly shift?: number;
  readonly uneven?: number;
};

/** A year of panels of three out of some interviewers, with the variances of `terms`. */
function year({ seed, candidates = 240, interviewers = 8, shift = 0, uneven = 1 }: Plan): Cells {
  const random = seeded(seed);
  const severity = Array.from({ length: interviewers }, () => 0.3 * normal(random));
  const rows = Array.from({ length: candidates }, (_, c) => {
    const strength = 0.6 * normal(random);
    const pool = [...severity.keys()];
    return Array.from({ length: 3 }, () => {
      const [i = 0] = pool.splice(Math.floor(random() * pool.length), 1);
      const moved = i === 0 ? (c < candidates / 2 ? shift : -shift) : 0;
      const error = 0.4 * normal(random) * (i === 0 ? uneven : 1);
      const rating = 3 + strength - (severity[i] ?? 0) - moved + error;
      return { candidate: `c${c}`, interviewer: `i${i}`, criterion: "depth", rating };
    });
  }).flat();
  return settled(cellsOf(rows), (c) => Math.floor((c / candidates) * 4) + 1);
}

/** Candidates in the quarters of 2025. */
const settled = (cells: Cells, quarterOf: (c: number) => number): Cells => ({
  ...cells,
  settledAt: Float64Array.from(cells.candidates, (name) =>
    Date.UTC(2025, 3 * quarterOf(Number(name.slice(1))) - 2, 10),
  ),
});

const of = (sums: readonly SeveritySums[], id: string): SeveritySums => {
  const own = sums.find((one) => one.id === id);
  if (!own) throw new Error(`Nothing of ${id}`);
  return own;
};

describe("severity in a period", () => {
  test("finds who moved from one half-year to the next, and nobody else", () => {
    for (const seed of [1, 2, 3]) {
      const sums = severitySums(year({ seed, shift: 0.4 }));
      const changes = correctedChanges(sums.map((own) => severityMoved(own, halves, terms)));
      const moved = sums.flatMap(({ id }, at) => {
        const change = changes[at];
        return change && !isRefusal(change) && change.flagged ? [id] : [];
      });
      expect(moved, `seed ${seed}`).toEqual(["i0"]);
      const own = given(severityMoved(of(sums, "i0"), halves, terms));
      expect(own.estimate).toBeLessThan(-0.5);
      expect(own.estimate).toBeGreaterThan(-1.1);
    }
  });

  test("is the same from quarters added up as measured at once", () => {
    const cells = year({ seed: 5, shift: 0.2 });
    const parted = severitySums(cells);
    const half = severitySums(settled(cells, (c) => (c < 120 ? 1 : 3)));
    const whole = severitySums(settled(cells, () => 1));
    for (const own of parted) {
      const at = (sums: readonly SeveritySums[], within: Quarters | null) =>
        given(severityWithin(of(sums, own.id), within, terms));
      for (const key of ["estimate", "error", "freedom", "candidates"] as const) {
        expect(at(parted, null)[key]).toBeCloseTo(at(whole, null)[key], 5);
        expect(at(parted, autumn)[key]).toBeCloseTo(at(half, autumn)[key], 5);
      }
      const [one, other] = [
        given(severityMoved(own, halves, terms)),
        given(severityMoved(of(half, own.id), halves, terms)),
      ];
      expect(one.error).toBeCloseTo(other.error, 5);
    }
  });

  test("is the mean distance to the others, and its error holds every part", () => {
    // Five candidates met by the same two people, who differ by 1 now and then.
    const rows = [0, 1, 2, 3, 4].flatMap((c) => [
      { candidate: `c${c}`, interviewer: "ana", criterion: "depth", rating: c % 2 === 0 ? 2 : 3 },
      { candidate: `c${c}`, interviewer: "ben", criterion: "depth", rating: 3 },
    ]);
    const sums = severitySums(settled(cellsOf(rows), () => 1));
    const own = given(severityWithin(of(sums, "ana"), null, { ...terms, residual: 0.5 }));
    expect(own.estimate).toBeCloseTo(0.6, 6);
    // Chance twice on five candidates, and all of Ben.
    expect(own.error ** 2).toBeCloseTo((2 * 0.5) / 5 + 0.09, 6);
    expect(own).toMatchObject({ candidates: 5, freedom: 300 });
    expect(given(severityWithin(of(sums, "ben"), null, terms)).estimate).toBeCloseTo(-0.6, 6);
  });

  test("is held to what others met too: their severities cancel where the same sit on both sides", () => {
    const rows = Array.from({ length: 12 }, (_, c) => [
      { candidate: `c${c}`, interviewer: "ana", criterion: "depth", rating: 2 + (c % 3) },
      { candidate: `c${c}`, interviewer: "ben", criterion: "depth", rating: 2 + ((c + 1) % 3) },
    ]).flat();
    const own = of(severitySums(settled(cellsOf(rows), (c) => (c < 6 ? 1 : 3))), "ana");
    const even = { ...terms, residual: 4 };
    const moved = given(severityMoved(own, halves, even));
    expect(moved.error ** 2).toBeCloseTo((2 * 4) / 6 + (2 * 4) / 6, 5);
    const apart = given(
      severityApart(severityWithin(own, spring, even), severityWithin(own, autumn, even)),
    );
    expect(apart.error ** 2 - moved.error ** 2).toBeCloseTo(2 * 0.09, 5);
    expect(severityMoved(own, [spring, spring], even)).toEqual({
      reason: "Both are the same candidates.",
    });
    // The whole year holds spring: only what is not in both moves.
    expect(given(severityMoved(own, [spring, null], even)).error ** 2).toBeCloseTo((2 * 4) / 12, 5);
  });

  test("has a range as wide as somebody's own unevenness", () => {
    const [even, uneven] = [1, 4].map((times) =>
      given(
        severityWithin(of(severitySums(year({ seed: 9, uneven: times })), "i0"), spring, terms),
      ),
    );
    expect(uneven?.error).toBeGreaterThan(2 * (even?.error ?? 0));
    expect(uneven?.freedom).toBeLessThan(60);
  });

  test("is refused below the minimum, also where loops are not shown, and without chance", () => {
    const sums = severitySums(year({ seed: 2, candidates: 24 }));
    const own = of(sums, "i0");
    const reason = expect.stringMatching(/^Not enough history: \d of the 5 candidates needed/);
    expect(severityWithin(own, { from: "2031-q1", until: null }, terms)).toEqual({ reason });
    const { candidates } = given(severityWithin(own, null, terms));
    const few = severityWithin(own, null, terms, (all) => all - (candidates - 4));
    expect(few).toEqual({ reason });
    expect(severityMoved(own, [null, { from: "2031-q1", until: null }], terms)).toEqual({ reason });
    expect(isRefusal(severityWithin(own, null, { ...terms, residual: 0 }))).toBe(true);
  });

  test("leaves out whom nobody else met, and everybody without times of settling", () => {
    const cells = cellsOf([
      { candidate: "c0", interviewer: "ana", criterion: "depth", rating: 2 },
      { candidate: "c1", interviewer: "ben", criterion: "depth", rating: 2 },
      { candidate: "c1", interviewer: "cy", criterion: "depth", rating: 3 },
    ]);
    expect(severitySums(settled(cells, () => 1)).map(({ id }) => id)).toEqual(["ben", "cy"]);
    expect(severitySums(cells)).toEqual([]);
  });

  test("calls no more changes than chance allows where nobody moved", () => {
    let [flagged, looked] = [0, 0];
    for (let seed = 100; seed < 160; seed++) {
      const sums = severitySums(year({ seed, candidates: 120 }));
      for (const own of sums) {
        const found = severityMoved(own, halves, terms);
        if (isRefusal(found)) continue;
        looked++;
        if (Math.abs(found.estimate / found.error) > 1.96) flagged++;
      }
    }
    expect(flagged / looked).toBeLessThan(0.07);
    expect(flagged / looked).toBeGreaterThan(0.02);
  });
});

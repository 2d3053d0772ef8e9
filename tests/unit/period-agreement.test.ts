import { describe, expect, test } from "vitest";
import { agreement } from "#app/domain/calibration/agreement.ts";
import { type Cells, cellsFrom } from "#app/domain/calibration/cells.ts";
import {
  type AgreementSums,
  agreementSums,
  agreementWithin,
} from "#app/domain/calibration/period-agreement.ts";
import type { Quarters } from "#app/domain/calibration/quarters.ts";
import { normal, seeded } from "#app/domain/calibration/random.ts";
import { isRefusal } from "#app/domain/calibration/refusal.ts";
import { MOST_QUARTERS, settledQuarters } from "#app/domain/calibration/settled-quarters.ts";
import { cellsOf, given, reference } from "#tests/support/rating-panels.ts";

const clamp = (value: number) => Math.min(4, Math.max(1, Math.round(value)));

/** Panels of two to four on two criteria, some answers missing; noisier in the second half. */
function year(seed: number, candidates: number, noise: readonly [number, number]): Cells {
  const random = seeded(seed);
  const rows = Array.from({ length: candidates }, (_, c) => {
    const spread = noise[c < candidates / 2 ? 0 : 1];
    const panel = 2 + Math.floor(random() * 3);
    return ["depth", "speed"].flatMap((criterion) => {
      const strength = 2.5 + normal(random);
      return Array.from({ length: panel }, (_, i) => {
        const rating = random() < 0.1 ? null : clamp(strength + spread * normal(random));
        return { candidate: `c${c}`, interviewer: `i${(c + i) % 9}`, criterion, rating };
      });
    });
  }).flat();
  return settled(cellsOf(rows), (c) => Math.floor((c / candidates) * 4) + 1);
}

const settled = (cells: Cells, quarterOf: (c: number) => number): Cells => ({
  ...cells,
  settledAt: Float64Array.from(cells.candidates, (name) =>
    Date.UTC(2025, 3 * quarterOf(Number(name.slice(1))) - 2, 10),
  ),
});

const found = (sums: readonly AgreementSums[], within: Quarters | null = null) => {
  const own = agreementWithin(sums, within, 4);
  if (!own) throw new Error("No quarter");
  return own;
};

describe("agreement in a period", () => {
  test("over all quarters is that of the whole, counts and all", () => {
    const cells = year(3, 80, [0.5, 0.9]);
    const whole = agreement(cells);
    const { overall, byCriterion } = found(agreementSums(cells, 4));
    for (const [own, other] of [
      [overall, whole.overall],
      ...byCriterion.map((one, k) => [one, whole.byCriterion[k]] as const),
    ]) {
      const { alpha, candidates, compared, cards, pairable, panel } = given(other);
      expect(own).toMatchObject({ candidates, compared, cards, pairable });
      expect(own?.panel).toBeCloseTo(panel ?? 0, 5);
      for (const metric of ["nominal", "ordinal", "interval"] as const)
        expect(given(own?.alpha)[metric]).toBeCloseTo(given(alpha)[metric], 5);
      expect(own?.icc).toEqual({ reason: "Calculated over the whole position only." });
    }
  });

  test("is the same from quarters added up as measured at once", () => {
    const cells = year(4, 80, [0.5, 0.9]);
    const half = agreementSums(
      settled(cells, (c) => (c < 40 ? 1 : 3)),
      4,
    );
    const autumn = { from: "2025-q3", until: null };
    const [parted, once] = [found(agreementSums(cells, 4), autumn), found(half, autumn)];
    for (const [own, other] of [
      [parted.overall, once.overall],
      ...parted.byCriterion.map((one, k) => [one, once.byCriterion[k]] as const),
    ]) {
      expect(given(own?.alpha).ordinal).toBeCloseTo(given(other?.alpha).ordinal, 5);
      const [range, same] = [own?.interval, other?.interval].map((one) => given(one));
      expect(range?.[0]).toBeCloseTo(same?.[0] ?? 0, 4);
      expect(range?.[1]).toBeCloseTo(same?.[1] ?? 0, 4);
    }
    const spring = found(agreementSums(cells, 4), { from: null, until: "2025-q2" });
    expect(given(spring.overall.interval)[0]).toBeGreaterThan(given(parted.overall.interval)[1]);
  });

  test("has Krippendorff's published alphas, from two quarters", () => {
    const { data, expected } = reference("kripp_alpha_4x12");
    const observers: readonly (readonly (number | null)[])[] = data.ratings;
    const rows = observers.flatMap((own, at) =>
      own.map((rating, unit) => ({
        ...{ candidate: `c${unit}`, interviewer: `i${at}`, criterion: "all", rating },
      })),
    );
    const sums = agreementSums(
      settled(cellsOf(rows), (c) => 1 + (c % 2)),
      5,
    );
    const alpha = given(agreementWithin(sums, null, 5)?.overall.alpha);
    for (const metric of ["nominal", "ordinal", "interval"] as const)
      expect(alpha[metric]).toBeCloseTo(expected.alpha[metric], 6);
  });

  test("has a range about as wide as resampling gives", () => {
    for (const [seed, candidates] of [
      [7, 40],
      [8, 150],
    ] as const) {
      const cells = year(seed, candidates, [0.7, 0.7]);
      const [own, resampled] = [found(agreementSums(cells, 4)).overall, agreement(cells).overall];
      const [width, expected] = [own, resampled].map(({ interval }) => {
        const [low, high] = given(interval);
        return high - low;
      });
      expect((width ?? 0) / (expected ?? 1)).toBeGreaterThan(0.85);
      expect((width ?? 0) / (expected ?? 1)).toBeLessThan(1.15);
    }
  });

  test("is refused below five candidates and where everybody gave the same", () => {
    const few = found(agreementSums(year(5, 4, [0.5, 0.5]), 4));
    expect(few.overall.alpha).toEqual({
      reason: "Only 4 candidates were scored by two or more people; agreement needs 5.",
    });
    const rows = Array.from({ length: 6 }, (_, c) =>
      ["ana", "ben"].map((interviewer) => ({
        ...{ candidate: `c${c}`, interviewer, criterion: "depth", rating: 3 },
      })),
    ).flat();
    const same = found(
      agreementSums(
        settled(cellsOf(rows), () => 1),
        4,
      ),
    );
    expect(same.overall.alpha).toEqual({ reason: "Everybody gave the same score." });
    const alike = rows.map((row, at) => ({ ...row, rating: 1 + (Math.floor(at / 2) % 4) }));
    const perfect = found(
      agreementSums(
        settled(cellsOf(alike), () => 1),
        4,
      ),
    ).overall;
    expect(given(perfect.alpha).ordinal).toBe(1);
    expect(isRefusal(perfect.interval)).toBe(true);
  });

  test("has no sums off the scale or without times, and says nothing of an empty stretch", () => {
    const cells = year(6, 12, [0.5, 0.5]);
    const { settledAt: _, ...untimed } = cells;
    expect(agreementSums(untimed, 4)).toEqual([]);
    expect(agreementSums(cells, 3)).toEqual([]);
    const later = { from: "2031-q1", until: null };
    expect(agreementWithin(agreementSums(cells, 4), later, 4)).toBeNull();
  });
});

describe("quarters of settling", () => {
  test("are the newest forty, and know whose time is unknown", () => {
    const moments = Array.from({ length: 44 }, (_, at) => Date.UTC(2010, 3 * at, 1));
    const cells = cellsFrom({
      candidates: ["x", ...moments.map(String)],
      ...{ interviewers: [], criteria: [], rating: new Float64Array() },
      ...{ candidate: new Uint32Array(), interviewer: new Uint32Array() },
      criterion: new Uint8Array(),
      settledAt: Float64Array.of(Number.NaN, ...moments),
    });
    const { quarters, of } = settledQuarters(given(cells));
    expect(quarters).toHaveLength(MOST_QUARTERS);
    expect([quarters[0], quarters.at(-1)]).toEqual(["2011-q1", "2020-q4"]);
    expect([...of.subarray(0, 6)]).toEqual([-1, -1, -1, -1, -1, 0]);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AlphaEstimate, krippendorff } from "#app/domain/calibration/alpha.ts";
import { type Cells, cellsFrom, type RatingRow } from "#app/domain/calibration/cells.ts";
import { normal, seeded } from "#app/domain/calibration/random.ts";
import { isRefusal } from "#app/domain/calibration/refusal.ts";
import { cellsOf, given, reference } from "#tests/support/rating-panels.ts";

type Table = readonly (readonly (number | null)[])[];

/** One row per candidate, one column per interviewer. */
const rowsOf = (table: Table, criterion = "craft"): RatingRow[] =>
  table.flatMap((row, c) =>
    row.map((rating, i) => ({ candidate: `c${c}`, interviewer: `i${i}`, criterion, rating })),
  );

const turned = (table: Table): Table =>
  (table[0] ?? []).map((_, c) => table.map((row) => row[c] ?? null));

const alphaOf = (table: Table, seed = 1): AlphaEstimate =>
  krippendorff(cellsOf(rowsOf(table)), [0], seed);

const widths = (estimate: AlphaEstimate) => given(estimate.interval);

/** Drawn panels of three, in which candidates differ with sd `between` and cards with sd 0.7. */
function drawn(seed: number, candidates: number, between: number, criteria = 1): RatingRow[] {
  const random = seeded(seed);
  const rows: RatingRow[] = [];
  for (let c = 0; c < candidates; c++) {
    const level = 3 + between * normal(random);
    for (let i = 0; i < 3; i++)
      for (let k = 0; k < criteria; k++)
        rows.push({
          candidate: `c${c}`,
          interviewer: `i${(c + i) % 7}`,
          criterion: `k${k}`,
          rating: Math.max(1, Math.min(5, Math.round(level + 0.7 * normal(random)))),
        });
  }
  return rows;
}

describe("Krippendorff's alpha", () => {
  it("is Krippendorff's own for 4 observers and 12 units with missing values", () => {
    const { data, expected } = reference("kripp_alpha_4x12");
    const { alpha, pairable, candidates } = alphaOf(turned(data.ratings));
    const { nominal, ordinal, interval } = given(alpha);
    expect(nominal).toBeCloseTo(expected.alpha.nominal, 12);
    expect(ordinal).toBeCloseTo(expected.alpha.ordinal, 12);
    expect(interval).toBeCloseTo(expected.alpha.interval, 12);
    expect(pairable).toBe(expected.n_pairable);
    expect(candidates).toBe(11);
  });

  it.each(["A", "B"])("is Krippendorff's own for two observers, example %s", (example) => {
    const { data, expected } = reference("kripp_alpha_2obs");
    const { nominal } = given(alphaOf(turned(data[example])).alpha);
    expect(nominal).toBeCloseTo(expected[example], 12);
  });

  it("is right on a complete table of four judges, where irr gives .1226", () => {
    const { data, expected } = reference("icc_shrout_fleiss_1979");
    const alpha = given(alphaOf(data.ratings).alpha);
    expect(alpha.interval).toBeCloseTo(0.1473, 4);
    for (const metric of ["nominal", "ordinal", "interval"] as const)
      expect(alpha[metric]).toBeCloseTo(expected.krippendorff_alpha[metric], 12);
  });

  it("keeps the rows with a missing rating", () => {
    const { data, expected } = reference("icc_shrout_fleiss_missing");
    const alpha = given(alphaOf(data.ratings).alpha);
    for (const metric of ["nominal", "ordinal", "interval"] as const)
      expect(alpha[metric]).toBeCloseTo(expected.krippendorff_alpha[metric], 12);
  });

  it.each([
    "syn01_mild",
    "syn02_moderate",
    "syn04_careless",
    "syn05_halo",
    "syn06_central",
    "syn08_tiny",
    "syn09_disconnected",
    "syn11_confounded",
  ])("takes a candidate on a criterion for the unit over several criteria (%s)", (name) => {
    const { data, expected } = reference(name);
    const cells = cellsOf(
      data.candidate.map((candidate: string, at: number) => ({
        candidate,
        interviewer: data.interviewer[at],
        criterion: String(data.dimension[at]),
        rating: data.rating[at],
      })),
    );
    const { alpha } = krippendorff(cells, [...cells.criteria.keys()], 1);
    const { ordinal, interval } = given(alpha);
    expect(ordinal).toBeCloseTo(expected.krippendorff_ordinal_interval.ordinal, 12);
    expect(interval).toBeCloseTo(expected.krippendorff_ordinal_interval.interval, 12);
  });

  it("reads one criterion alone where asked for one", () => {
    const craft = [
      [1, 2, 3],
      [2, 2, 4],
      [4, 4, 4],
    ];
    const noise = [
      [1, 4, 2],
      [3, 1, 4],
      [2, 1, 4],
    ];
    const both = cellsOf([...rowsOf(craft, "craft"), ...rowsOf(noise, "noise")]);
    expect(krippendorff(both, [0], 1)).toEqual(alphaOf(craft));
    expect(krippendorff(both, [1], 1)).toEqual(alphaOf(noise));
  });

  it("is 1 in perfect agreement, and gives no range for it", () => {
    const { alpha, interval } = alphaOf([
      [1, 1],
      [2, 2],
      [4, 4],
      [3, 3],
      [1, 1],
    ]);
    expect(alpha).toEqual({ nominal: 1, ordinal: 1, interval: 1 });
    expect(interval).toEqual({
      reason: "Perfect agreement: resampling cannot say how far to trust it.",
    });
  });

  it("is far below 0 in perfect disagreement", () => {
    const { ordinal } = given(
      alphaOf([
        [1, 5],
        [5, 1],
        [1, 5],
        [5, 1],
      ]).alpha,
    );
    expect(ordinal).toBeCloseTo(1 - 7 / 4, 12);
  });

  it("lets a unit with one rating change nothing", () => {
    const pairs = [
      [1, 2],
      [3, 3],
      [4, 4],
      [2, 1],
      [3, 4],
    ];
    expect(alphaOf([...pairs, [5, null], [null, 1], [null, null]])).toEqual(alphaOf(pairs));
  });

  it("refuses where nobody was rated twice", () => {
    const { alpha, interval, pairable } = alphaOf([
      [1, null],
      [null, 3],
    ]);
    const reason = "No candidate was scored by two people on the same criterion.";
    expect([alpha, interval, pairable]).toEqual([{ reason }, { reason }, 0]);
    expect(krippendorff(cellsOf([]), [], 1).alpha).toEqual({ reason });
  });

  it("refuses where everybody gave the same score, which is neither 1 nor 0", () => {
    const { alpha, interval } = alphaOf([
      [3, 3],
      [3, 3],
      [3, 3],
      [1, null],
    ]);
    const reason = "Everybody gave the same score.";
    expect([alpha, interval]).toEqual([{ reason }, { reason }]);
  });

  it("gives one candidate's alpha without a range", () => {
    const rows = [...rowsOf([[1, 2]], "craft"), ...rowsOf([[4, 4]], "tact")];
    const { alpha, interval } = krippendorff(cellsOf(rows), [0, 1], 1);
    expect(given(alpha).ordinal).toBeLessThan(1);
    expect(interval).toEqual({
      reason: "A range needs two or more candidates scored by two people.",
    });
  });

  it("gives no range where most resamples would miss the one candidate who differs", () => {
    const { interval } = alphaOf([
      [2, 3],
      [2, 2],
      [2, 2],
      [2, 2],
      [2, 2],
      [2, 2],
    ]);
    expect(interval).toEqual({
      reason: "The scores vary too little between candidates for a range.",
    });
  });
});

describe("the range of alpha", () => {
  it("is the same for the same seed and nearly so for another", () => {
    const cells = cellsOf(drawn(5, 60, 0.9));
    const [low, high] = widths(krippendorff(cells, [0], 1));
    expect(widths(krippendorff(cells, [0], 1))).toEqual([low, high]);
    const [otherLow, otherHigh] = widths(krippendorff(cells, [0], 2));
    expect(otherLow).not.toBe(low);
    expect(Math.abs(otherLow - low)).toBeLessThan(0.03);
    expect(Math.abs(otherHigh - high)).toBeLessThan(0.03);
  });

  it("holds the estimate, stays below 1, and narrows with more candidates", () => {
    const spans = [10, 100, 1000].map((candidates) => {
      const estimate = krippendorff(cellsOf(drawn(9, candidates, 0.9)), [0], 1);
      const [low, high] = widths(estimate);
      const { ordinal } = given(estimate.alpha);
      expect(low).toBeLessThan(ordinal);
      expect(high).toBeGreaterThan(ordinal);
      expect(high).toBeLessThan(1);
      return high - low;
    });
    expect(spans[0]).toBeGreaterThan(2 * (spans[1] ?? 0));
    expect(spans[1]).toBeGreaterThan(2 * (spans[2] ?? 0));
  });

  it.each([
    [12, 80],
    [40, 84],
  ])("holds the true value for %i candidates about nine times out of ten", (candidates, least) => {
    const truth = given(krippendorff(cellsOf(drawn(1, 20_000, 0.9)), [0], 1).alpha).ordinal;
    let held = 0;
    for (let run = 0; run < 100; run++) {
      const [low, high] = widths(krippendorff(cellsOf(drawn(100 + run, candidates, 0.9)), [0], 1));
      if (low <= truth && truth <= high) held++;
    }
    expect(held).toBeGreaterThanOrEqual(least);
    expect(held).toBeLessThanOrEqual(98);
  });

  it("is as wide for candidates resampled in groups as what their number asks for", () => {
    const span = (candidates: number) => {
      const [low, high] = widths(krippendorff(cellsOf(drawn(3, candidates, 0.9)), [0], 1));
      return high - low;
    };
    const ratio = span(1000) / span(4000);
    expect(ratio).toBeGreaterThan(1.8);
    expect(ratio).toBeLessThan(2.2);
  });
});

describe("alpha of any table", () => {
  const rating = fc.option(fc.integer({ min: 1, max: 5 }), { nil: null });
  const tables = fc.integer({ min: 2, max: 4 }).chain((interviewers) =>
    fc.array(fc.array(rating, { minLength: interviewers, maxLength: interviewers }), {
      minLength: 2,
      maxLength: 9,
    }),
  );
  const close = (a: AlphaEstimate, b: AlphaEstimate) => {
    expect(b.pairable).toBe(a.pairable);
    expect(isRefusal(b.alpha)).toBe(isRefusal(a.alpha));
    if (isRefusal(a.alpha) || isRefusal(b.alpha)) return;
    expect(b.alpha.nominal).toBeCloseTo(a.alpha.nominal, 9);
    expect(b.alpha.ordinal).toBeCloseTo(a.alpha.ordinal, 9);
    expect(b.alpha.interval).toBeCloseTo(a.alpha.interval, 9);
    expect(isRefusal(b.interval)).toBe(isRefusal(a.interval));
    if (isRefusal(a.interval) || isRefusal(b.interval)) return;
    expect(b.interval[0]).toBeCloseTo(a.interval[0], 9);
    expect(b.interval[1]).toBeCloseTo(a.interval[1], 9);
  };

  it("does not change with the order of rows or the names of people", () => {
    fc.assert(
      fc.property(tables, tables, fc.nat(), (craft, tact, shuffle) => {
        const rows = [...rowsOf(craft, "craft"), ...rowsOf(tact, "tact")];
        const random = seeded(shuffle);
        const renamed = rows
          .map((row) => ({ row, key: random() }))
          .sort((a, b) => a.key - b.key)
          .map(({ row }) => ({
            ...row,
            candidate: `x-${9 - Number(row.candidate.slice(1))}`,
            interviewer: `y-${9 - Number(row.interviewer.slice(1))}`,
          }));
        close(krippendorff(cellsOf(rows), [0, 1], 7), krippendorff(cellsOf(renamed), [0, 1], 7));
      }),
      { numRuns: 60 },
    );
  });

  it("does not change when the scale starts elsewhere", () => {
    fc.assert(
      fc.property(tables, fc.integer({ min: -50, max: 50 }), (table, by) => {
        const moved = table.map((row) => row.map((at) => (at === null ? null : at + by)));
        close(alphaOf(table), alphaOf(moved));
      }),
      { numRuns: 60 },
    );
  });

  it("is what the coincidence matrix of the textbook gives", () => {
    fc.assert(
      fc.property(tables, (table) => {
        const { alpha } = alphaOf(table);
        if (isRefusal(alpha)) return;
        const textbook = byCoincidences(table);
        expect(alpha.nominal).toBeCloseTo(textbook.nominal, 9);
        expect(alpha.ordinal).toBeCloseTo(textbook.ordinal, 9);
        expect(alpha.interval).toBeCloseTo(textbook.interval, 9);
      }),
    );
  });
});

/** Krippendorff (2011), section E, word for word: slow, and with the whole scale of 1 to 5. */
function byCoincidences(table: Table) {
  const scale = [1, 2, 3, 4, 5];
  const coincidence = scale.map(() => scale.map(() => 0));
  for (const row of table) {
    const values = row.filter((value) => value !== null);
    for (const [a, one] of values.entries())
      for (const [b, other] of values.entries()) {
        const at = coincidence[one - 1];
        if (a !== b && at) at[other - 1] = (at[other - 1] ?? 0) + 1 / (values.length - 1);
      }
  }
  const sums = coincidence.map((row) => row.reduce((sum, value) => sum + value, 0));
  const n = sums.reduce((sum, value) => sum + value, 0);
  const sum = (of: (c: number, k: number) => number) =>
    scale.reduce((all, _, c) => all + scale.reduce((row, _, k) => row + of(c, k), 0), 0);
  const alpha = (difference: (c: number, k: number) => number) =>
    1 -
    ((n - 1) * sum((c, k) => (coincidence[c]?.[k] ?? 0) * difference(c, k) ** 2)) /
      sum((c, k) => (sums[c] ?? 0) * (sums[k] ?? 0) * difference(c, k) ** 2);
  const between = (c: number, k: number) =>
    sums.slice(Math.min(c, k), Math.max(c, k) + 1).reduce((all, value) => all + value, 0) -
    ((sums[c] ?? 0) + (sums[k] ?? 0)) / 2;
  return {
    nominal: alpha((c, k) => (c === k ? 0 : 1)),
    ordinal: alpha(between),
    interval: alpha((c, k) => c - k),
  };
}

describe("alpha of a large scope", () => {
  function large(candidates: number, panel: number, criteria: number, points: number): Cells {
    const random = seeded(4);
    const interviewers = Math.max(200, panel);
    const rows = candidates * panel * criteria;
    const columns = {
      candidates: Array.from({ length: candidates }, (_, c) => `c${c}`),
      interviewers: Array.from({ length: interviewers }, (_, i) => `i${i}`),
      criteria: Array.from({ length: criteria }, (_, k) => `k${k}`),
      candidate: new Uint32Array(rows),
      interviewer: new Uint32Array(rows),
      criterion: new Uint8Array(rows),
      rating: new Float64Array(rows),
    };
    for (let row = 0; row < rows; row++) {
      const c = Math.floor(row / (panel * criteria));
      columns.candidate[row] = c;
      columns.interviewer[row] = (c + Math.floor(row / criteria)) % interviewers;
      columns.criterion[row] = row % criteria;
      columns.rating[row] = 1 + Math.floor((points * (((c * 37) % 101) / 101 + random())) / 2);
    }
    return given(cellsFrom(columns));
  }

  it.each([
    [1_000_000, 5],
    [200_000, 100],
    [200_000, 100_000],
  ])("is told in a narrow range for %i ratings on %i points", (ratings, points) => {
    const estimate = krippendorff(large(ratings / 20, 4, 5, points), [0, 1, 2, 3, 4], 1);
    expect(estimate.pairable).toBe(ratings);
    const [low, high] = widths(estimate);
    const { ordinal } = given(estimate.alpha);
    expect(high - low).toBeLessThan(0.03);
    expect(low).toBeLessThan(ordinal);
    expect(high).toBeGreaterThan(ordinal);
  });

  it("is refused where squared differences leave the range of numbers", () => {
    for (const size of [1e-200, 1e200]) {
      const { alpha, interval } = alphaOf([
        [size, 2 * size],
        [3 * size, size],
      ]);
      for (const refused of [alpha, interval])
        expect(refused).toEqual({
          reason: "Ratings lie too far apart, or too close together, to be compared.",
        });
    }
  });

  it("survives one candidate rated by everybody", () => {
    const { alpha, interval } = krippendorff(large(1, 100_000, 1, 1000), [0], 1);
    expect(given(alpha).ordinal).toBeLessThan(0.01);
    expect(isRefusal(interval)).toBe(true);
  });
});

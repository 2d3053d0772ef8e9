import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RatingRow } from "#app/domain/calibration/cells.ts";
import { type FacetsFit, facetsFit, type Measure } from "#app/domain/calibration/facets.ts";
import { MOST_FACETS_RATINGS } from "#app/domain/calibration/facets-panel.ts";
import { type FacetSummary, separationOf } from "#app/domain/calibration/facets-summary.ts";
import { normal, seeded } from "#app/domain/calibration/random.ts";
import { isRefusal } from "#app/domain/calibration/refusal.ts";
import { cellsOf, reference } from "#tests/support/rating-panels.ts";

type Columns = {
  candidate: string[];
  interviewer: string[];
  dimension: string[];
  rating: (number | null)[];
};

const rowsOf = (data: Columns): RatingRow[] =>
  data.rating.map((rating, i) => ({
    candidate: data.candidate[i] ?? "",
    interviewer: data.interviewer[i] ?? "",
    criterion: data.dimension[i] ?? "",
    rating,
  }));

function fitted(rows: readonly RatingRow[]): FacetsFit {
  const fit = facetsFit(cellsOf(rows));
  if (isRefusal(fit)) throw new Error(fit.reason);
  return fit;
}

function reasonFor(rows: readonly RatingRow[]): string {
  const fit = facetsFit(cellsOf(rows));
  return isRefusal(fit) ? fit.reason : "fitted";
}

function summary(of: FacetsFit["summaries"]["candidate"]): FacetSummary {
  if (isRefusal(of)) throw new Error(of.reason);
  return of;
}

const worst = (errors: readonly number[]) => Math.max(...errors.map(Math.abs));

type Expected = Record<string, number[]> & { element: string[] };

/** `shift` is added to the expected measures. */
function expectMeasures(measures: readonly Measure[], expected: Expected, shift: number) {
  const columns: [keyof Measure, string][] = [
    ["ratings", "count"],
    ["observedAverage", "obs_avg"],
    ["fairAverage", "fair_avg"],
    ["measure", "measure"],
    ["se", "se"],
    ["infit", "infit_mnsq"],
    ["infitZ", "infit_z"],
    ["outfit", "outfit_mnsq"],
    ["outfitZ", "outfit_z"],
    ["pointMeasure", "pt_measure"],
  ];
  expect(measures.map(({ id }) => id).toSorted()).toEqual(expected.element.toSorted());
  for (const [ours, theirs] of columns) {
    const errors = measures.map((of) => {
      const wanted = expected[theirs]?.[expected.element.indexOf(of.id)] ?? Number.NaN;
      return Number(of[ours]) - wanted - (ours === "measure" ? shift : 0);
    });
    expect(worst(errors)).toBeLessThan(1e-7);
  }
}

function expectSummary(
  of: FacetSummary,
  expected: { population: object; sample: object; fixed_chisq: number; df: number; p: number },
) {
  for (const kind of ["population", "sample"] as const) {
    const { adjusted, ...ours } = of[kind];
    const errors = Object.entries({ ...ours, adj_sd: adjusted }).map(
      ([key, value]) => value - Number(Reflect.get(expected[kind], key)),
    );
    expect(worst(errors)).toBeLessThan(1e-6);
  }
  expect(of.fixed.df).toBe(expected.df);
  expect(worst([of.fixed.chiSquare - expected.fixed_chisq])).toBeLessThan(1e-4);
  expect(of.fixed.p).toBeCloseTo(expected.p, 10);
}

describe.each(["syn02_moderate", "syn05_halo"])("the published fit of %s", (name) => {
  const { expected } = reference(`mfrm_jmle_${name}`);
  const fit = fitted(rowsOf(reference(name).data));

  test("is reproduced for candidates, interviewers and criteria", () => {
    expectMeasures(fit.candidates, expected.fit.candidate, 0);
    expectMeasures(fit.interviewers, expected.fit.interviewer, 0);
    expectMeasures(fit.criteria, expected.fit.dimension, 0);
  });

  test("is reproduced in thresholds and log likelihood", () => {
    const errors = fit.thresholds.map((at, k) => at - expected.thresholds[k]);
    expect(worst(errors)).toBeLessThan(1e-7);
    expect(worst([fit.logLikelihood - expected.loglik])).toBeLessThan(1e-6);
  });

  test("is reproduced in separation, strata, reliability and homogeneity", () => {
    const { candidate, interviewer, dimension } = expected.separation;
    expectSummary(summary(fit.summaries.candidate), candidate);
    expectSummary(summary(fit.summaries.interviewer), interviewer);
    expectSummary(summary(fit.summaries.criterion), dimension);
  });
});

describe("Guilford's panel of three senior scientists", () => {
  const { data, expected } = reference("mfrm_guilford");
  const fit = fitted(rowsOf(data));
  const { judge, examinee, item } = expected.jmle.fit;
  const mean = judge.measure.reduce((sum: number, at: number) => sum + at, 0) / 3;

  test("is reproduced once candidates float instead of judges, a shift of both by one constant", () => {
    expectMeasures(fit.interviewers, judge, -mean);
    expectMeasures(fit.candidates, examinee, -mean);
    expectMeasures(fit.criteria, item, 0);
  });

  test("is reproduced in what a shift does not touch", () => {
    const { thresholds, loglik, separation } = expected.jmle;
    const errors = fit.thresholds.map((at, k) => at - thresholds[k]);
    expect(worst(errors)).toBeLessThan(1e-7);
    expect(worst([fit.logLikelihood - loglik])).toBeLessThan(1e-6);
    expectSummary(summary(fit.summaries.interviewer), separation.judge);
    expectSummary(summary(fit.summaries.candidate), separation.examinee);
    expectSummary(summary(fit.summaries.criterion), separation.item);
  });
});

describe("separation, strata and reliability", () => {
  const { data, expected } = reference("facets_table7_formulas");

  test.each([
    ["population", data.measure_sd_population],
    ["sample", data.measure_sd_sample],
  ])("follow the published formulas for a %s", (kind, sd) => {
    const { adjusted, ...of } = separationOf(sd, data.rmse);
    expect(adjusted).toBeCloseTo(expected[kind].adj_sd, 12);
    expect(of.separation).toBeCloseTo(expected[kind].separation, 12);
    expect(of.strata).toBeCloseTo(expected[kind].strata, 12);
    expect(of.reliability).toBeCloseTo(expected[kind].reliability, 12);
  });

  test("are those of no difference at all where error explains the spread", () => {
    expect(separationOf(0.1, 0.3)).toMatchObject({ separation: 0, strata: 1 / 3, reliability: 0 });
    expect(separationOf(0, 0.3)).toMatchObject({ separation: 0, reliability: 0 });
  });
});

type Give = (candidate: number, interviewer: number, criterion: number) => number | null;

function panel(sizes: readonly [number, number, number], give: Give): RatingRow[] {
  const rows: RatingRow[] = [];
  for (let c = 0; c < sizes[0]; c++)
    for (let j = 0; j < sizes[1]; j++)
      for (let k = 0; k < sizes[2]; k++)
        rows.push({
          candidate: `c${c}`,
          interviewer: `i${j}`,
          criterion: `k${k}`,
          rating: give(c, j, k),
        });
  return rows;
}

/** Candidates, interviewers and criteria that differ, on a scale from 1 to `levels`. */
function noisy(seed: number, levels: number, met: Give = () => 1): Give {
  const random = seeded(seed);
  const drawn = Array.from({ length: 120 }, () => normal(random));
  return (c, j, k) => {
    const noise = normal(random);
    if (met(c, j, k) === null) return null;
    const sum =
      (drawn[c] ?? 0) - 0.5 * (drawn[40 + j] ?? 0) + 0.3 * (drawn[80 + k] ?? 0) + 0.8 * noise;
    return Math.max(1, Math.min(levels, Math.round((levels + 1) / 2 + sum)));
  };
}

describe("a panel that cannot be measured", () => {
  test.each<[string, RatingRow[], RegExp]>([
    ["without ratings", panel([2, 2, 1], () => null), /no ratings yet/],
    ["with one candidate", panel([1, 4, 3], noisy(1, 4)), /one candidate only/],
    ["with one interviewer", panel([9, 1, 3], noisy(1, 4)), /one interviewer only/],
    ["that gives one number", panel([6, 3, 2], () => 3), /Every rating is the same/],
    ["with half points", panel([6, 3, 2], (c) => c / 2), /not a whole number/],
    ["with a very long scale", panel([6, 3, 2], (c, j, k) => 6 * c + 2 * j + k), /shorter scale/],
    [
      "with a mistyped rating",
      panel([6, 3, 2], (c, j, k) => (c + j + k === 0 ? 3e8 : 1 + ((c * 5 + j * 3 + k * 2) % 4))),
      /shorter scale/,
    ],
    ["in perfect agreement", panel([6, 3, 2], (c) => c + 1), /Too few people are left/],
    ["that only shifts", panel([8, 3, 2], (c, j) => c + j), /agree too neatly/],
    ["with fewer ratings than unknowns", panel([2, 2, 1], (c, j) => 1 + c + j), /Only 4 ratings/],
    [
      "where everybody keeps to a criterion of their own",
      panel(
        [12, 3, 3],
        noisy(1, 4, (_, j, k) => (j === k ? 1 : null)),
      ),
      /cannot be told apart/,
    ],
  ])("%s says why", (_, rows, reason) => {
    expect(reasonFor(rows)).toMatch(reason);
  });

  test("because it is too large says so at once", () => {
    const ratings = new Float64Array(MOST_FACETS_RATINGS + 2);
    const cells = {
      candidates: ["a", "b"],
      interviewers: ["c", "d"],
      criteria: ["k"],
      first: Uint32Array.of(0, 2, ratings.length),
      interviewer: new Uint32Array(ratings.length),
      ratings,
    };
    expect(facetsFit(cells)).toMatchObject({ reason: expect.stringMatching(/More than 500000/) });
  });
});

describe("those without a finite measure", () => {
  test("are left out and named, one after the other as their company goes", () => {
    const give = noisy(2, 4);
    // Only the lowest for c0; i5 is highest for everybody else, so once c0 is gone that is all there is.
    const fit = fitted(
      panel([12, 6, 2], (c, j, k) => {
        const given = give(c, j, k);
        return c === 0 ? 1 : j === 5 ? 4 : given;
      }),
    );
    expect(fit.leftOut).toEqual([
      {
        facet: "candidate",
        id: "c0",
        reason: "Every rating left to compare is the lowest in use.",
      },
      {
        facet: "interviewer",
        id: "i5",
        reason: "Every rating left to compare is the highest in use.",
      },
    ]);
    expect(fit.candidates.map(({ id }) => id)).not.toContain("c0");
    expect(fit.interviewers.map(({ id }) => id)).not.toContain("i5");
  });

  test("include an interviewer whose candidates met nobody else, and these candidates", () => {
    const fit = fitted(
      panel(
        [12, 4, 2],
        noisy(3, 4, (c, j) => (c < 10 === j < 3 ? 1 : null)),
      ),
    );
    expect(fit.leftOut.map(({ id }) => id).toSorted()).toEqual(["c10", "c11", "i3"]);
  });

  test("include a corner of the panel that hangs on ratings all pointing one way", () => {
    const rows = panel(
      [20, 6, 3],
      noisy(4, 2, (c, j) => (c < 14 === j < 4 ? 1 : null)),
    );
    const link = { candidate: "c0", interviewer: "i5", rating: 1 };
    const fit = fitted([...rows, { ...link, criterion: "k0" }, { ...link, criterion: "k1" }]);
    expect(fit.interviewers.map(({ id }) => id).toSorted()).toEqual(["i0", "i1", "i2", "i3"]);
    expect(fit.leftOut).toContainEqual({
      facet: "interviewer",
      id: "i5",
      reason: "Linked to the others too thinly to be compared.",
    });
    expect(Math.max(...fit.candidates.map(({ measure }) => Math.abs(measure)))).toBeLessThan(6);
  });
});

describe("the scale", () => {
  test("closes over a category that nobody used, and says which", () => {
    const rows = panel([20, 4, 3], noisy(5, 5));
    const opened = rows.map((row) => ({
      ...row,
      rating: row.rating === null || row.rating < 3 ? row.rating : row.rating + 1,
    }));
    const [closed, open] = [fitted(rows), fitted(opened)];
    expect(closed.skipped).toEqual([]);
    expect(open.skipped).toEqual([3]);
    expect(open.categories).toEqual([1, 2, 4, 5, 6]);
    expect(open.thresholds).toEqual(closed.thresholds);
    expect(open.interviewers.map(({ measure, infit }) => [measure, infit])).toEqual(
      closed.interviewers.map(({ measure, infit }) => [measure, infit]),
    );
  });

  test.each([2, 3, 5, 7, 10])("may have %i points", (levels) => {
    const fit = fitted(panel([30, 5, 4], noisy(6, levels)));
    expect(fit.thresholds).toHaveLength(levels - 1);
    expect(fit.thresholds.reduce((sum, at) => sum + at, 0)).toBeCloseTo(0, 10);
    for (const of of [...fit.candidates, ...fit.interviewers, ...fit.criteria]) {
      expect(of.se).toBeGreaterThan(0);
      expect(Object.values(of).filter((value) => Number.isNaN(value))).toEqual([]);
    }
  });

  test("may serve one criterion", () => {
    const fit = fitted(panel([30, 5, 1], noisy(7, 4)));
    expect(fit.criteria.map(({ measure }) => measure)).toEqual([0]);
    expect(fit.summaries.criterion).toEqual({ reason: "There are no two of them to compare." });
  });
});

describe("a panel in several components", () => {
  const { data } = reference("syn09_disconnected");
  const fit = fitted(rowsOf(data));

  test("has severities about zero in each, and says who belongs together", () => {
    expect(fit.components).toBe(2);
    for (const origin of [0, 1]) {
      const severities = fit.interviewers.filter((of) => of.origin === origin);
      expect(severities.length).toBeGreaterThan(1);
      expect(severities.reduce((sum, { measure }) => sum + measure, 0)).toBeCloseTo(0, 10);
    }
  });

  test("spends a degree of freedom on each", () => {
    expect(summary(fit.summaries.interviewer).fixed.df).toBe(fit.interviewers.length - 2);
    expect(summary(fit.summaries.candidate).fixed.df).toBe(fit.candidates.length - 2);
  });

  test("compares criteria only where a component uses both", () => {
    const rubrics = fitted(
      panel(
        [30, 6, 4],
        noisy(8, 4, (c, j, k) => (c < 15 === j < 3 && c < 15 === k < 2 ? 1 : null)),
      ),
    );
    expect(rubrics.criteria.map(({ origin }) => origin)).toEqual([0, 0, 1, 1]);
    expect(rubrics.criteria[0]?.measure).toBeCloseTo(-(rubrics.criteria[1]?.measure ?? 0), 10);
  });
});

describe("a fit", () => {
  const rows = panel(
    [15, 6, 3],
    noisy(9, 5, (c, j) => ((c + j) % 3 === 0 ? null : 1)),
  );
  const before = fitted(rows);
  const byId = (measures: readonly Measure[], name = (id: string) => id) =>
    new Map(measures.map(({ id, origin: _, ...of }) => [name(id), of]));

  function expectSame(after: FacetsFit, name?: (id: string) => string) {
    for (const facet of ["candidates", "interviewers", "criteria"] as const) {
      const [one, other] = [byId(before[facet], name), byId(after[facet])];
      expect(other.size).toBe(one.size);
      for (const [id, of] of one)
        for (const [key, value] of Object.entries(of))
          expect(Reflect.get(other.get(id) ?? {}, key)).toBeCloseTo(value ?? 0, 7);
    }
    for (const [k, at] of before.thresholds.entries())
      expect(after.thresholds[k]).toBeCloseTo(at, 7);
  }

  test("does not depend on the order of the ratings", () => {
    const shuffled = fc.shuffledSubarray(rows, { minLength: rows.length });
    fc.assert(
      fc.property(shuffled, (other) => expectSame(fitted(other))),
      { numRuns: 10, seed: 1 },
    );
  });

  test("does not depend on names", () => {
    const name = (id: string) => `${99 - Number(id.slice(1))}${id[0]}`;
    const renamed = rows.map(({ candidate, interviewer, criterion, rating }) => ({
      candidate: name(candidate),
      interviewer: name(interviewer),
      criterion: name(criterion),
      rating,
    }));
    expectSame(fitted(renamed), name);
  });

  test("does not depend on where the scale starts, but for averages in points", () => {
    fc.assert(
      fc.property(fc.integer({ min: -20, max: 20 }), (shift) => {
        const after = fitted(
          rows.map((row) => ({ ...row, rating: row.rating === null ? null : row.rating + shift })),
        );
        const back = (of: Measure) => ({
          ...of,
          observedAverage: of.observedAverage - shift,
          fairAverage: of.fairAverage - shift,
        });
        expectSame({
          ...after,
          candidates: after.candidates.map(back),
          interviewers: after.interviewers.map(back),
          criteria: after.criteria.map(back),
        });
      }),
      { numRuns: 10, seed: 2 },
    );
  });

  test("of the ratings read upside down has every measure mirrored", () => {
    const after = fitted(
      rows.map((row) => ({ ...row, rating: row.rating === null ? null : 6 - row.rating })),
    );
    const back = (of: Measure) => ({
      ...of,
      measure: -of.measure,
      observedAverage: 6 - of.observedAverage,
      fairAverage: 6 - of.fairAverage,
    });
    expectSame({
      ...after,
      candidates: after.candidates.map(back),
      interviewers: after.interviewers.map(back),
      criteria: after.criteria.map(back),
      thresholds: after.thresholds.map((at) => -at).toReversed(),
    });
  });

  test("calls the one who gives a point less the harshest, by a positive measure", () => {
    const fit = fitted(
      rows.map((row) => ({
        ...row,
        rating:
          row.interviewer === "i2" && row.rating !== null
            ? Math.max(1, row.rating - 2)
            : row.rating,
      })),
    );
    const [harshest] = fit.interviewers.toSorted((a, b) => b.measure - a.measure);
    expect(harshest?.id).toBe("i2");
    expect(harshest?.measure).toBeGreaterThan(0);
  });

  test("tells the share done, up to all of it", () => {
    const shares: number[] = [];
    facetsFit(cellsOf(rows), (share) => shares.push(share));
    expect(shares.length).toBeGreaterThan(2);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });

  test("leaves its input as it was", () => {
    const cells = cellsOf(rows);
    const copy = structuredClone(cells);
    facetsFit(cells);
    expect(cells).toEqual(copy);
  });

  test("finds the planted severities in 100,000 ratings", () => {
    const random = seeded(10);
    const [size, people, each, width] = [5_000, 400, 4, 5];
    const severity = Array.from({ length: people }, () => 0.4 * normal(random));
    const interviewer = new Uint32Array(size * each);
    const ratings = new Float64Array(size * each * width);
    for (let card = 0; card < interviewer.length; card++) {
      const by = (Math.floor(random() * 100) + 100 * (card % each)) % people;
      interviewer[card] = by;
      const ability = Math.sin(1 + Math.floor(card / each));
      for (let k = 0; k < width; k++)
        ratings[card * width + k] = Math.max(
          1,
          Math.min(5, Math.round(3 + ability - (severity[by] ?? 0) + 0.8 * normal(random))),
        );
    }
    const fit = facetsFit({
      candidates: Array.from({ length: size }, (_, c) => `c${c}`),
      interviewers: severity.map((_, j) => `i${j}`),
      criteria: Array.from({ length: width }, (_, k) => `k${k}`),
      first: Uint32Array.from({ length: size + 1 }, (_, c) => c * each),
      interviewer,
      ratings,
    });
    if (isRefusal(fit)) throw new Error(fit.reason);
    expect(fit.interviewers).toHaveLength(people);
    expect(fit.iterations).toBeLessThan(15);
    const truth = fit.interviewers.map(({ id }) => severity[Number(id.slice(1))] ?? 0);
    const slope =
      fit.interviewers.reduce((sum, { measure }, j) => sum + measure * (truth[j] ?? 0), 0) /
      truth.reduce((sum, at) => sum + at * at, 0);
    const misses = fit.interviewers.map(({ measure }, j) => measure - slope * (truth[j] ?? 0));
    expect(Math.max(...misses.map(Math.abs))).toBeLessThan(1);
  });
});

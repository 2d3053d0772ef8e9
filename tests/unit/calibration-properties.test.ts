import fc from "fast-check";
import { expect, test } from "vitest";
import { type Cells, cardCount, type RatingRow } from "#app/domain/calibration/cells.ts";
import { ratingDesign } from "#app/domain/calibration/design.ts";
import { equations } from "#app/domain/calibration/equations.ts";
import { exactEvaluation } from "#app/domain/calibration/exact.ts";
import type { Interval } from "#app/domain/calibration/fit.ts";
import { fitModel } from "#app/domain/calibration/model.ts";
import { normal, seeded } from "#app/domain/calibration/random.ts";
import { isRefusal } from "#app/domain/calibration/refusal.ts";
import { calibrate, type Report } from "#app/domain/calibration/report.ts";
import { predictionErrors } from "#app/domain/calibration/uncertainty.ts";
import { cellsOf } from "#tests/support/rating-panels.ts";

/** Panels of some candidates with strength, interviewers with severity, and some cards unfinished. */
const panels = fc
  .record({
    seed: fc.nat(1_000_000),
    candidates: fc.integer({ min: 10, max: 16 }),
    interviewers: fc.integer({ min: 5, max: 12 }),
    criteria: fc.integer({ min: 1, max: 4 }),
    points: fc.integer({ min: 3, max: 10 }),
  })
  .map(({ seed, candidates, interviewers, criteria, points }) => {
    const random = seeded(seed);
    const of = (many: number) => Array.from({ length: many }, () => normal(random));
    const [strength, leniency, ease] = [of(candidates), of(interviewers), of(criteria)];
    const rows: RatingRow[] = [];
    for (const [c, strong] of strength.entries())
      for (const [i, lenient] of leniency.entries()) {
        if (random() < 0.4) continue;
        const impression = strong + 0.6 * lenient + 0.4 * normal(random);
        for (const [k, easy] of ease.entries()) {
          const opinion = (impression + 0.3 * easy + 0.6 * normal(random)) / 4 + 0.5;
          const rating = 1 + Math.max(0, Math.min(points - 1, Math.floor(opinion * points)));
          const names = { candidate: `C${c}`, interviewer: `I${i}`, criterion: `K${k}` };
          rows.push({ ...names, rating: random() < 0.1 ? null : rating });
        }
      }
    return rows;
  });

const models = fc.constantFrom("m1" as const, "m2" as const, "m3" as const);
/** The same panels each time: about one in eight hundred lies where the facets fit only just exists. */
const runs = { numRuns: 12, seed: 7 };

function reportOf(rows: readonly RatingRow[], model: "m1" | "m2" | "m3"): Report {
  // What tiny panels get by default takes a second each.
  const report = calibrate(cellsOf(rows), { model, estimator: "penalized" });
  if (isRefusal(report)) throw new Error(report.reason);
  return report;
}

type Names = (name: string) => string;
const same: Names = (name) => name;

/**
 * Everything a report says, by name and without the order of rows in it.
 */
function told(report: Report, shift = 0, named: Names = same) {
  const of = ([low, high]: Interval) => [low - shift, high - shift];
  const byName = <T extends { readonly id: string }, R>(list: readonly T[], what: (one: T) => R) =>
    Object.fromEntries(list.map((one) => [named(one.id), what(one)]));
  const { model, criteria, agreement, gates, effects, facets } = report;
  return {
    model: isRefusal(model)
      ? model
      : {
          ...model,
          fixed: Object.fromEntries(
            model.fixed.map((mean, at) => [criteria[at], mean === null ? mean : mean - shift]),
          ),
        },
    candidates: byName(report.candidates, ({ raw, calibrated, twoWay }) => ({
      raw: raw === null ? null : raw - shift,
      twoWay: twoWay === null ? null : twoWay - shift,
      calibrated: isRefusal(calibrated)
        ? calibrated
        : { ...calibrated, score: calibrated.score - shift, interval: of(calibrated.interval) },
    })),
    interviewers: byName(report.interviewers, ({ cards, severity }) => ({ cards, severity })),
    agreement: {
      overall: agreement.overall,
      byCriterion: Object.fromEntries(agreement.byCriterion.map((one, at) => [criteria[at], one])),
    },
    gates,
    effects: isRefusal(effects)
      ? effects
      : Object.fromEntries(
          effects.interviewers.map((one, at) => [named(report.interviewers[at]?.id ?? ""), one]),
        ),
    facets: isRefusal(facets)
      ? facets
      : byName(facets.interviewers, ({ measure, se, infit, outfit }) => ({
          measure,
          se,
          infit,
          outfit,
        })),
  };
}

/** Equal but for rounding: numbers to `digits`, everything else exactly. */
function expectSame(one: unknown, other: unknown, digits: number, path = ""): void {
  if (typeof one === "number" && typeof other === "number") {
    expect(Math.abs(one - other), path).toBeLessThan(10 ** -digits * Math.max(1, Math.abs(one)));
  } else if (typeof one === "object" && typeof other === "object" && one && other) {
    const [a, b] = [Object.entries(one), new Map(Object.entries(other))];
    expect([...b.keys()].sort(), path).toEqual(a.map(([key]) => key).sort());
    for (const [key, value] of a) expectSame(value, b.get(key), digits, `${path}.${key}`);
  } else expect(other, path).toEqual(one);
}

test("the order of rows changes nothing", () => {
  fc.assert(
    fc.property(panels, models, fc.nat(), (rows, model, seed) => {
      const random = seeded(seed);
      const shuffled = rows
        .map((row) => ({ row, place: random() }))
        .toSorted((a, b) => a.place - b.place)
        .map(({ row }) => row);
      expectSame(told(reportOf(rows, model)), told(reportOf(shuffled, model)), 5);
    }),
    runs,
  );
});

test("names change nothing but themselves", () => {
  const original: Names = (name) => name.replace(/^Somebody (.+) else$/, "$1");
  fc.assert(
    fc.property(panels, models, (rows, model) => {
      const renamed = rows.map((row) => ({
        ...row,
        candidate: `Somebody ${row.candidate} else`,
        interviewer: `Somebody ${row.interviewer} else`,
      }));
      expectSame(told(reportOf(rows, model)), told(reportOf(renamed, model), 0, original), 12);
    }),
    runs,
  );
});

test("another zero of the scale moves scores and means by as much, and nothing else", () => {
  const shifts = fc.constantFrom(-100, -1, 1, 1_000);
  fc.assert(
    fc.property(panels, models, shifts, (rows, model, shift) => {
      const moved = rows.map((row) => ({ ...row, rating: row.rating && row.rating + shift }));
      expectSame(told(reportOf(rows, model)), told(reportOf(moved, model), shift), 5);
    }),
    runs,
  );
});

const ratios = fc.record({
  candidate: fc.double({ min: 0.01, max: 10, noNaN: true }),
  interviewer: fc.double({ min: 0.01, max: 10, noNaN: true }),
  card: fc.double({ min: 0, max: 5, noNaN: true }),
});

/** Prediction error variances of candidates and interviewers, in units of the residual variance. */
function errorsOf(cells: Cells, of: { candidate: number; interviewer: number; card: number }) {
  const design = ratingDesign(cells);
  const system = equations(design, of);
  const at = exactEvaluation(system, design, true);
  if (at === null) throw new Error("The equations have no solution");
  return predictionErrors(system, at.inverse);
}

test("with the variance ratios fixed, a further card raises nobody's error: its candidate and interviewer lose none", () => {
  fc.assert(
    fc.property(panels, ratios, fc.nat(), (rows, of, choice) => {
      const more = cellsOf(rows);
      const cards = new Map<string, { candidate: string; interviewer: string }>();
      for (const row of rows)
        if (row.rating !== null) cards.set(`${row.candidate} ${row.interviewer}`, row);
      const added = [...cards.values()][choice % cards.size];
      const fewer = cellsOf(
        rows.map((row) =>
          row.candidate === added?.candidate && row.interviewer === added.interviewer
            ? { ...row, rating: null }
            : row,
        ),
      );
      expect(cardCount(fewer)).toBe(cardCount(more) - 1);
      const [before, after] = [errorsOf(fewer, of), errorsOf(more, of)];
      for (const facet of ["candidate", "interviewer"] as const)
        for (const [at, error] of after[facet].entries())
          expect(error).toBeLessThanOrEqual((before[facet][at] ?? 0) * (1 + 1e-9));
    }),
    { numRuns: 40, seed: 7 },
  );
});

/** Cards of a few people each among many interviewers who mix, as the stochastic path is for. */
function crowd(seed: number, interviewers: number): Cells {
  const random = seeded(seed);
  const of = (many: number) => Float64Array.from({ length: many }, () => normal(random));
  const [strength, leniency] = [of(5 * interviewers), of(interviewers)];
  const rows: RatingRow[] = [];
  for (const [c, strong] of strength.entries()) {
    const met = new Set<number>();
    while (met.size < 4) met.add(Math.floor(random() * interviewers));
    for (const i of met) {
      const impression = 3 + 0.7 * strong + 0.4 * (leniency[i] ?? 0) + 0.35 * normal(random);
      for (const criterion of ["K0", "K1"]) {
        const rating = Math.round(impression + 0.65 * normal(random));
        rows.push({ candidate: `C${c}`, interviewer: `I${i}`, criterion, rating });
      }
    }
  }
  return cellsOf(rows);
}

const crowds = fc.tuple(fc.nat(1_000_000), fc.integer({ min: 150, max: 300 }));

/** The largest difference, relative to the largest value. */
const furthest = (one: Float64Array, other: Float64Array) =>
  one.reduce((most, value, at) => Math.max(most, Math.abs(value - (other[at] ?? Number.NaN))), 0) /
  one.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

test("the stochastic path agrees with the exact one: variances and effects to 1e-3, errors to 5e-3", () => {
  fc.assert(
    fc.property(crowds, models, fc.nat(100), ([world, interviewers], model, seed) => {
      const cells = crowd(world, interviewers);
      const [exact, stochastic] = (["exact", "stochastic"] as const).map((path) => {
        const fit = fitModel(cells, { model, path, seed, estimator: "reml" });
        if (isRefusal(fit)) throw new Error(fit.reason);
        return fit;
      });
      if (!exact || !stochastic) throw new Error("Two paths give two fits");
      expect([exact.path, stochastic.path]).toEqual(["exact", "stochastic"]);
      for (const part of ["candidate", "interviewer", "card", "residual"] as const) {
        const [one, other] = [exact.variance[part] ?? 0, stochastic.variance[part] ?? 0];
        expect(Math.abs(one - other), part).toBeLessThanOrEqual(1e-3 * one);
      }
      for (const people of ["candidate", "interviewer"] as const) {
        expect(furthest(exact[people].blup, stochastic[people].blup)).toBeLessThan(1e-3);
        expect(furthest(exact[people].sd, stochastic[people].sd)).toBeLessThan(5e-3);
      }
    }),
    { numRuns: 4, seed: 7 },
  );
});

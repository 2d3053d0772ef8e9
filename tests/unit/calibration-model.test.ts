import tCdf from "@stdlib/stats-base-dists-t-cdf";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import type { Cells, RatingRow } from "#app/domain/calibration/cells.ts";
import { factor, inverse, solve } from "#app/domain/calibration/cholesky.ts";
import { ratingDesign, scoreDesign } from "#app/domain/calibration/design.ts";
import { equations } from "#app/domain/calibration/equations.ts";
import { ratioNames } from "#app/domain/calibration/evaluation.ts";
import { exactEvaluation } from "#app/domain/calibration/exact.ts";
import type { Fit, FitOptions, Ratios } from "#app/domain/calibration/fit.ts";
import { fitModel } from "#app/domain/calibration/model.ts";
import { probes } from "#app/domain/calibration/probes.ts";
import { normal, seeded } from "#app/domain/calibration/random.ts";
import { isRefusal } from "#app/domain/calibration/refusal.ts";
import { stochasticEvaluation } from "#app/domain/calibration/stochastic.ts";
import { studentCdf } from "#app/domain/calibration/student.ts";
import { cellsOf, reference, referenceRows } from "#tests/support/rating-panels.ts";

function fitted(cells: Cells, options: FitOptions): Fit {
  const fit = fitModel(cells, options);
  if (isRefusal(fit)) throw new Error(fit.reason);
  return fit;
}

type Plan = {
  readonly candidates: number;
  readonly interviewers: number;
  /** Whom a candidate meets. */
  readonly panel: (candidate: number, random: () => number) => readonly number[];
  readonly criteria?: number;
  /** Share of ratings that are missing. */
  readonly missing?: number;
};

/** Ratings on 1-5 simulated from the model. */
function simulated({ candidates, interviewers, panel, criteria = 3, missing = 0 }: Plan): Cells {
  const random = seeded(11);
  const leniency = Array.from({ length: interviewers }, () => 0.4 * normal(random));
  const rows: RatingRow[] = [];
  for (let c = 0; c < candidates; c++) {
    const strength = 0.7 * normal(random);
    for (const i of new Set(panel(c, random))) {
      const impression = 0.3 * normal(random);
      for (let k = 0; k < criteria; k++) {
        const score = 3 + strength + (leniency[i] ?? 0) + impression + 0.6 * normal(random);
        const rating = Math.max(1, Math.min(5, Math.round(score)));
        if (random() >= missing)
          rows.push({ candidate: `c${c}`, interviewer: `i${i}`, criterion: `k${k}`, rating });
      }
    }
  }
  return cellsOf(rows);
}

const anyOf = (interviewers: number, many: number) => (_: number, random: () => number) =>
  Array.from({ length: many }, () => Math.floor(random() * interviewers));

describe("a dense positive definite matrix", () => {
  test.each([1, 2, 3, 4, 5, 7, 8, 13, 61])("of %i rows is factored, solved and inverted", (n) => {
    const random = seeded(n);
    const a = new Float64Array(n * n);
    for (let i = 0; i < n; i++)
      for (let j = 0; j <= i; j++) {
        a[i * n + j] = random() - 0.5 + (i === j ? n : 0);
        a[j * n + i] = a[i * n + j] ?? 0;
      }
    const times = (x: Float64Array) =>
      Float64Array.from({ length: n }, (_, i) =>
        x.reduce((sum, value, j) => sum + (a[i * n + j] ?? 0) * value, 0),
      );
    const l = a.slice();
    expect(factor(l, n)).toBe(true);
    const x = Float64Array.from({ length: n }, () => random());
    const b = times(x);
    solve(l, n, b);
    for (const [i, value] of b.entries()) expect(value).toBeCloseTo(x[i] ?? Number.NaN, 12);
    const inverted = inverse(l, n);
    for (let j = 0; j < n; j++) {
      const column = times(inverted.filter((_, at) => at % n === j));
      for (const [i, value] of column.entries()) expect(value).toBeCloseTo(i === j ? 1 : 0, 12);
    }
  });

  test("is told from one that is not", () => {
    expect(factor(Float64Array.of(1, 2, 2, 1), 2)).toBe(false);
  });
});

test("Student's t distribution is that of the general function", () => {
  for (const freedom of [1, 2, 3, 4, 7, 8, 59, 60, 1001])
    for (const t of [-40, -2.5, -1, -0.01, 0, 0.3, 1.7, 6, 300])
      expect(studentCdf(t, freedom)).toBeCloseTo(tCdf(t, freedom), 13);
});

describe("the likelihood about some ratios", () => {
  const messy = simulated({
    ...{ candidates: 40, interviewers: 9, panel: anyOf(9, 4) },
    ...{ criteria: 4, missing: 0.3 },
  });
  const ratios: Ratios = { candidate: 0.9, interviewer: 0.3, card: 0.2 };

  test.each([
    ["restricted", true],
    ["whole", false],
  ])("has the slope that its values have, %s", (_, restricted) => {
    const design = ratingDesign(messy);
    const at = (where: Ratios) => {
      const found = exactEvaluation(equations(design, where), design, restricted);
      if (!found) throw new Error("The equations have no solution");
      return found;
    };
    const { gradient } = at(ratios);
    for (const name of ratioNames) {
      const step = 1e-5;
      const up = at({ ...ratios, [name]: ratios[name] + step }).value;
      const down = at({ ...ratios, [name]: ratios[name] - step }).value;
      expect(gradient[name]).toBeCloseTo((up - down) / (2 * step), 4);
    }
  });

  test("is the same by conjugate gradients where every direction is probed", () => {
    const design = ratingDesign(messy);
    const system = equations(design, ratios);
    const exact = exactEvaluation(system, design, true);
    const other = stochasticEvaluation(system, design, probes(design.interviewers, 1), true);
    for (const name of ratioNames)
      expect(other?.gradient[name]).toBeCloseTo(exact?.gradient[name] ?? Number.NaN, 5);
    expect(other?.noise).toBe(0);
  });

  test("is estimated with more noise where interviewers hardly mix", () => {
    const noise = (panel: Plan["panel"]) => {
      const { design } = scoreDesign(simulated({ candidates: 1200, interviewers: 300, panel }));
      const system = equations(design, { ...ratios, card: 0 });
      return stochasticEvaluation(system, design, probes(300, 1), true)?.noise ?? Number.NaN;
    };
    const ring = (c: number) => [0, 1, 2].map((k) => (Math.floor(c / 4) + k) % 300);
    expect(noise(ring)).toBeGreaterThan(3 * noise(anyOf(300, 3)));
  });
});

describe("the estimator", () => {
  test.each([
    [4, 40, "grid"],
    [5, 14, "grid"],
    [5, 15, "penalized"],
    [9, 40, "penalized"],
    [10, 29, "penalized"],
    [10, 30, "reml"],
  ] as const)("with %i interviewers and %i cards is %s", (interviewers, cards, estimator) => {
    // Each candidate meets one interviewer and the next one, until the cards are dealt.
    const pairs = Array.from({ length: cards }, (_, at) => ({
      candidate: Math.floor(at / 2),
      interviewer: (Math.floor(at / 2) + (at % 2)) % interviewers,
    }));
    const random = seeded(5);
    const cells = cellsOf(
      pairs.flatMap(({ candidate, interviewer }) =>
        ["a", "b"].map((criterion) => ({
          ...{ candidate: `c${candidate}`, interviewer: `i${interviewer}`, criterion },
          rating: 1 + Math.floor(4 * random()),
        })),
      ),
    );
    expect(fitted(cells, { model: "m3" }).estimator).toBe(estimator);
  });

  const list = z.array(z.number());
  const posterior = z.object({
    ...{ candidate_mean: list, candidate_q05: list, candidate_q95: list },
    ...{ leniency_mean: list, leniency_q05: list, leniency_q95: list },
    ...{
      post_mean_theta_c: z.number(),
      post_mean_theta_r: z.number(),
      post_mean_sigma2: z.number(),
    },
  });
  const expected = z.object({
    expected: z.object({
      grid_halfcauchy: posterior,
      chung_gamma2: z.object({ varcomp: z.record(z.string(), z.number()) }),
    }),
  });
  const cells = cellsOf(referenceRows("syn08_tiny"));
  const known = expected.parse(reference("small_sample_bayes")).expected;
  const close = (ours: Float64Array, theirs: readonly number[], add = 0) => {
    expect(ours).toHaveLength(theirs.length);
    for (const [at, value] of ours.entries()) expect(value + add).toBeCloseTo(theirs[at] ?? 0, 6);
  };

  test("on a tiny panel gives the means and ranges of the reference posterior", () => {
    const { candidate, interviewer, mean, start, variance, ...fit } = fitted(cells, {
      model: "m3",
    });
    const { grid_halfcauchy: theirs } = known;
    close(candidate.blup, theirs.candidate_mean, mean);
    close(candidate.low, theirs.candidate_q05);
    close(candidate.high, theirs.candidate_q95);
    close(interviewer.blup, theirs.leniency_mean);
    close(interviewer.low, theirs.leniency_q05);
    close(interviewer.high, theirs.leniency_q95);
    expect(Math.sqrt(start.candidate)).toBeCloseTo(theirs.post_mean_theta_c, 6);
    expect(Math.sqrt(start.interviewer)).toBeCloseTo(theirs.post_mean_theta_r, 6);
    expect(variance.residual).toBeCloseTo(theirs.post_mean_sigma2, 6);
    const { difference, probability } = fit.difference(4, 1);
    expect(difference).toBeCloseTo((candidate.blup[4] ?? 0) - (candidate.blup[1] ?? 0), 9);
    expect(probability).toBeGreaterThan(0.5);
    expect(probability + fit.difference(1, 4).probability).toBeCloseTo(1, 9);
  });

  test("with the penalty keeps both variances off 0, where blme has them", () => {
    const { variance } = fitted(cells, { model: "m3", estimator: "penalized" });
    const { varcomp } = known.chung_gamma2;
    // blme stops at a looser tolerance: at its point the penalised likelihood still rises.
    expect(variance.candidate).toBeCloseTo(varcomp.c ?? 0, 5);
    expect(variance.interviewer).toBeCloseTo(varcomp.r ?? 0, 3);
    expect(variance.residual).toBeCloseTo(varcomp.Residual ?? 0, 5);
  });
});

describe("a model", () => {
  test("refuses ratings that fit without any error", () => {
    const rows = ["a", "b", "c", "d", "e", "f"].flatMap((candidate, c) =>
      ["x", "y", "z"].map((interviewer, i) => ({
        ...{ candidate, interviewer, criterion: "k", rating: 1 + (c % 4) + i },
      })),
    );
    for (const model of ["m1", "m2", "m3"] as const)
      expect(fitModel(cellsOf(rows), { model, estimator: "reml" })).toEqual({
        reason:
          "Adjustment not estimable: the ratings fit without any error, so none can be measured.",
      });
  });

  test.each(["reml", "grid"] as const)(
    "has no variance of the card where no card holds two ratings (%s)",
    (estimator) => {
      const cells = simulated({
        ...{ candidates: 30, interviewers: 6, criteria: 1 },
        panel: anyOf(6, 3),
      });
      const { variance } = fitted(cells, { model: "m2", estimator });
      expect(variance.card).toBeNull();
      expect(variance.residual).toBeGreaterThan(0);
    },
  );

  test("begun where the last one ended ends there again, at once", () => {
    const cells = simulated({ candidates: 80, interviewers: 12, panel: anyOf(12, 4) });
    const cold = fitted(cells, { model: "m2" });
    let steps = 0;
    const warm = fitted(cells, { model: "m2", start: cold.start, onProgress: () => steps++ });
    expect(warm.variance.candidate).toBeCloseTo(cold.variance.candidate, 9);
    expect(steps).toBeLessThanOrEqual(2);
  });

  test("ends when whoever follows it throws", () => {
    const cells = simulated({ candidates: 80, interviewers: 12, panel: anyOf(12, 4) });
    const stop = () => {
      throw new Error("Stopped");
    };
    expect(() => fitModel(cells, { model: "m2", onProgress: stop })).toThrow("Stopped");
  });
});

import { afterAll, expect, test } from "vitest";
import * as z from "zod";
import type { Cells } from "#app/domain/calibration/cells.ts";
import type { Fit, FitOptions } from "#app/domain/calibration/fit.ts";
import { fitModel } from "#app/domain/calibration/model.ts";
import { isRefusal } from "#app/domain/calibration/refusal.ts";
import { cellsOf, reference, referenceRows } from "#tests/support/rating-panels.ts";

/**
 * Every figure that R (lme4 1.1-31) gives for the reference panels, beside ours. The largest error of
 * each kind of figure is printed at the end.
 */

const numbers = z.record(z.string(), z.number());
const lmer = z.object({
  fixef: numbers,
  varcomp: numbers,
  criterion: z.number(),
  blup_candidate: numbers.optional(),
  pev_sd_candidate: numbers.optional(),
  adjusted_candidate: numbers.optional(),
  se_adjusted_candidate: numbers.optional(),
  blup_interviewer: numbers.optional(),
  pev_sd_interviewer: numbers.optional(),
});
type Lmer = z.infer<typeof lmer>;

const words = z.array(z.string());
const panel = z.object({
  expected: z.object({ lmer: z.record(z.string(), z.union([lmer, z.string()])) }),
});

function fitted(cells: Cells, options: FitOptions): Fit {
  const fit = fitModel(cells, { estimator: "reml", path: "exact", ...options });
  if (isRefusal(fit)) throw new Error(fit.reason);
  return fit;
}

/** What is compared how: variances relative to their size, or to the whole where they are nothing. */
const tolerances = {
  "variance (relative)": 1e-5,
  "fixed mean": 1e-6,
  "likelihood criterion": 1e-6,
  "candidate effect": 1e-6,
  "candidate error": 1e-6,
  "calibrated score": 1e-6,
  "calibrated error": 1e-6,
  "interviewer effect": 1e-6,
  "interviewer error": 1e-6,
  "difference of two": 1e-6,
  "error of a difference": 1e-6,
  "P(A > B)": 1e-6,
} as const;
type Figure = keyof typeof tolerances;

const worst = new Map<Figure, { error: number; compared: number; where: string }>();

function compare(
  figure: Figure,
  where: string,
  ours: number | undefined,
  theirs: number,
  unit = 1,
) {
  const error = Math.abs((ours ?? Number.NaN) - theirs) / unit;
  const before = worst.get(figure) ?? { error: -1, compared: 0, where };
  const further = Number.isNaN(error) || error > before.error;
  worst.set(figure, {
    ...(further ? { error, where } : before),
    compared: before.compared + 1,
  });
  expect.soft(error, `${figure}, ${where}`).toBeLessThanOrEqual(tolerances[figure]);
}

function compareAll(
  figure: Figure,
  where: string,
  names: readonly string[],
  ours: (at: number) => number | undefined,
  theirs: Readonly<Record<string, number>> = {},
) {
  for (const [name, value] of Object.entries(theirs))
    compare(figure, `${where} ${name}`, ours(names.indexOf(name)), value);
}

/** The mean of each criterion from an intercept and contrasts that add up to zero. */
function criterionMeans(fixef: Lmer["fixef"], many: number): number[] {
  const intercept = fixef["(Intercept)"] ?? Number.NaN;
  const contrasts = Array.from({ length: many - 1 }, (_, at) => fixef[`dimension${at + 1}`] ?? 0);
  const last = -contrasts.reduce((sum, contrast) => sum + contrast, 0);
  return many === 1 ? [intercept] : [...contrasts, last].map((contrast) => intercept + contrast);
}

/** Half the width of a 90% interval of a normal, in standard deviations. */
const Z90 = 1.6448536269514722;

function compareFit(where: string, { candidates, interviewers }: Cells, fit: Fit, theirs: Lmer) {
  const whole = Object.values(theirs.varcomp).reduce((sum, variance) => sum + variance, 0);
  const { variance, candidate, interviewer } = fit;
  const ours = { ...variance, Residual: variance.residual, "candidate:interviewer": variance.card };
  for (const [name, value] of Object.entries(theirs.varcomp)) {
    const own = name in ours ? ours[name as keyof typeof ours] : null;
    compare(
      "variance (relative)",
      `${where} ${name}`,
      own ?? Number.NaN,
      value,
      value > 1e-6 * whole ? value : whole,
    );
  }
  compare("likelihood criterion", where, fit.criterionValue ?? Number.NaN, theirs.criterion);
  const halves = (at: number) =>
    ((candidate.high[at] ?? Number.NaN) - (candidate.low[at] ?? Number.NaN)) / (2 * Z90);
  compareAll(
    "candidate effect",
    where,
    candidates,
    (at) => candidate.blup[at],
    theirs.blup_candidate,
  );
  compareAll(
    "candidate error",
    where,
    candidates,
    (at) => candidate.sd[at],
    theirs.pev_sd_candidate,
  );
  compareAll(
    "calibrated score",
    where,
    candidates,
    (at) => fit.mean + (candidate.blup[at] ?? Number.NaN),
    theirs.adjusted_candidate,
  );
  compareAll("calibrated error", where, candidates, halves, theirs.se_adjusted_candidate);
  compareAll(
    "interviewer effect",
    where,
    interviewers,
    (at) => interviewer.blup[at],
    theirs.blup_interviewer,
  );
  compareAll(
    "interviewer error",
    where,
    interviewers,
    (at) => interviewer.sd[at],
    theirs.pev_sd_interviewer,
  );
}

const panels = [
  ...["syn01_mild", "syn02_moderate", "syn04_careless", "syn05_halo", "syn06_central"],
  ...["syn08_tiny", "syn09_disconnected", "syn11_confounded", "mfrm_guilford"],
];
const models = {
  m1_dimension_fixed: { model: "m1" },
  m1_dimension_fixed_ML: { model: "m1", estimator: "ml" },
  m2_plus_form_effect: { model: "m2" },
  m3_form_mean: { model: "m3" },
} as const satisfies Record<string, FitOptions>;

function panelOf(name: string) {
  const { expected } = panel.parse(reference(name));
  return { cells: cellsOf(referenceRows(name)), lmer: expected.lmer };
}

test.each(
  panels.flatMap((name) =>
    Object.entries(models).map(([key, options]) => [name, key, options] as const),
  ),
)("%s fits as lme4 does: %s", (name, key, options) => {
  const { cells, lmer: figures } = panelOf(name);
  const theirs = lmer.parse(figures[key]);
  const fit = fitted(cells, options);
  compareFit(`${name} ${key}`, cells, fit, theirs);
  const means = criterionMeans(theirs.fixef, options.model === "m3" ? 1 : cells.criteria.length);
  // Contrasts stand in the order of the sorted names.
  const sorted = [...cells.criteria].sort();
  for (const [at, mean] of means.entries()) {
    const own =
      options.model === "m3" ? fit.mean : fit.fixed[cells.criteria.indexOf(sorted[at] ?? "")];
    compare("fixed mean", `${name} ${key} ${at}`, own, mean);
  }
});

test.each(["REML", "ML"] as const)(
  "penicillin, one rating a card, fits as lme4 does: %s",
  (key) => {
    const file = z
      .object({
        data: z.object({ plate: words, sample: words, diameter: z.array(z.number()) }),
        expected: z.record(z.string(), lmer.extend({ blup_plate: numbers, blup_sample: numbers })),
      })
      .parse(reference("lmer_penicillin"));
    const { plate, sample, diameter } = file.data;
    const cells = cellsOf(
      diameter.map((rating, at) => ({
        ...{ candidate: plate[at] ?? "", interviewer: sample[at] ?? "", criterion: "diameter" },
        rating,
      })),
    );
    const theirs = lmer
      .extend({ blup_plate: numbers, blup_sample: numbers })
      .parse(file.expected[key]);
    const {
      plate: ofPlate = Number.NaN,
      sample: ofSample = Number.NaN,
      Residual = Number.NaN,
    } = theirs.varcomp;
    for (const model of ["m1", "m3"] as const) {
      const fit = fitted(cells, { model, estimator: key === "ML" ? "ml" : "reml" });
      compareFit(`penicillin ${key} ${model}`, cells, fit, {
        ...theirs,
        varcomp: { candidate: ofPlate, interviewer: ofSample, Residual },
        blup_candidate: theirs.blup_plate,
        blup_interviewer: theirs.blup_sample,
      });
      compare(
        "fixed mean",
        `penicillin ${key} ${model}`,
        fit.mean,
        theirs.fixef["(Intercept)"] ?? Number.NaN,
      );
    }
  },
);

test("Shrout and Fleiss's six targets and four judges fit as lme4 does", () => {
  const { data, expected } = z
    .object({
      data: z.object({ ratings: z.array(z.array(z.number())) }),
      expected: z.object({
        lmer: z.object({
          ...{
            intercept: z.number(),
            REMLcrit: z.number(),
            blup_candidate: numbers,
            blup_interviewer: numbers,
          },
          ...{ var_candidate: z.number(), var_interviewer: z.number(), var_residual: z.number() },
        }),
      }),
    })
    .parse(reference("icc_shrout_fleiss_1979"));
  const cells = cellsOf(
    data.ratings.flatMap((row, candidate) =>
      row.map((rating, interviewer) => ({
        ...{ candidate: `${candidate + 1}`, interviewer: `${interviewer + 1}`, criterion: "it" },
        rating,
      })),
    ),
  );
  const { lmer: theirs } = expected;
  const fit = fitted(cells, { model: "m3" });
  compareFit("shrout-fleiss", cells, fit, {
    ...{ fixef: {}, criterion: theirs.REMLcrit },
    varcomp: {
      ...{ candidate: theirs.var_candidate, interviewer: theirs.var_interviewer },
      Residual: theirs.var_residual,
    },
    ...{ blup_candidate: theirs.blup_candidate, blup_interviewer: theirs.blup_interviewer },
  });
  compare("fixed mean", "shrout-fleiss", fit.mean, theirs.intercept);
});

test("differences of two calibrated scores have the joint error", () => {
  const pair = z.object({
    ...{ a: z.string(), b: z.string() },
    ...{ diff: z.number(), se: z.number(), p_a_gt_b: z.number() },
  });
  const { pairs } = z
    .object({ expected: z.object({ pairs: z.array(pair) }) })
    .parse(reference("pairwise_posterior_syn02")).expected;
  const { cells } = panelOf("syn02_moderate");
  const fit = fitted(cells, { model: "m3" });
  expect(pairs.length).toBeGreaterThan(0);
  for (const { a, b, diff, se, p_a_gt_b } of pairs) {
    const ours = fit.difference(cells.candidates.indexOf(a), cells.candidates.indexOf(b));
    compare("difference of two", `${a} - ${b}`, ours.difference, diff);
    compare("error of a difference", `${a} - ${b}`, ours.sd, se);
    compare("P(A > B)", `${a} > ${b}`, ours.probability, p_a_gt_b);
  }
});

afterAll(() => {
  console.table(
    Object.fromEntries(
      [...worst].map(([figure, { error, compared, where }]) => [
        figure,
        { compared, "largest error": error.toExponential(1), allowed: tolerances[figure], where },
      ]),
    ),
  );
});

import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import * as z from "zod";
import type { Cells, RatingRow } from "#app/domain/calibration/cells.ts";
import { fitModel } from "#app/domain/calibration/model.ts";
import { benjaminiHochberg } from "#app/domain/calibration/multiplicity.ts";
import { panelCorrelations } from "#app/domain/calibration/panel-correlation.ts";
import { normal, seeded } from "#app/domain/calibration/random.ts";
import { type RaterEffects, raterEffects } from "#app/domain/calibration/rater-effects.ts";
import { effectNote } from "#app/domain/calibration/rater-notes.ts";
import { type RaterEffect, raterEffectNames } from "#app/domain/calibration/rater-readings.ts";
import { cardStatistics } from "#app/domain/calibration/rater-statistics.ts";
import { isRefusal, type Refusal, refuse } from "#app/domain/calibration/refusal.ts";
import { cellsOf, given, reference, referenceRows } from "#tests/support/rating-panels.ts";

const figures = z.object({
  expected: z.object({
    rater_stats: z.record(
      z.string(),
      z.object({ rest_cor: z.number(), rest_slope: z.number(), n_overlap: z.number() }),
    ),
    rater_stats_lmm: z.object({
      per_interviewer: z.record(z.string(), z.record(z.string(), z.number())),
    }),
  }),
});

function panelOf(name: string) {
  return { rows: referenceRows(name), ...figures.parse(reference(name)) };
}

const effectsIn = (cells: Cells): RaterEffects | Refusal =>
  raterEffects(cells, {
    m1: fitModel(cells, { model: "m1", estimator: "reml" }),
    m3: fitModel(cells, { model: "m3", estimator: "reml" }),
  });

const effectsOf = (rows: readonly RatingRow[]) => given(effectsIn(cellsOf(rows)));

/** "I05 erratic", without severity, of which every panel has some. */
function flagsIn(rows: readonly RatingRow[]): string[] {
  const cells = cellsOf(rows);
  return given(effectsIn(cells))
    .flags.filter(({ effect }) => effect !== "severity")
    .map(({ interviewer, effect }) => `${cells.interviewers[interviewer]} ${effect}`);
}

describe("the figures R gives", () => {
  const worst = new Map<string, number>();
  afterAll(() => console.table(Object.fromEntries(worst)));

  test.each([
    "syn01_mild",
    "syn02_moderate",
    "syn04_careless",
    "syn05_halo",
    "syn06_central",
    "syn08_tiny",
    "syn09_disconnected",
    "syn11_confounded",
  ])("are found for every interviewer of %s", (name) => {
    const { rows, expected } = panelOf(name);
    const cells = cellsOf(rows);
    const { interviewers } = effectsOf(rows);
    for (const [at, id] of cells.interviewers.entries()) {
      const residual = given(interviewers[at]?.residual);
      const cards = given(interviewers[at]?.withinCards);
      const panel = given(interviewers[at]?.panel);
      const ours = {
        n: residual.ratings,
        resid_ms: residual.meanSquare,
        resid_expected_cor: residual.expectedCorrelation,
        slope_on_expected: residual.slope,
        slope_se: residual.slopeError,
        within_form_var: cards.variance,
        within_form_ratio_to_others: cards.ratioToOthers,
        within_form_df: cards.freedom,
        within_form_p_lower: cards.ratioP,
        flat_forms: cards.flat,
        forms: cards.cards,
        flat_share_others: cards.othersFlatShare,
        flat_p_upper: cards.flatP,
        rest_cor: panel.correlation,
        rest_slope: panel.slope,
        n_overlap: panel.overlap,
      };
      const theirs: Record<string, number> = {
        ...expected.rater_stats_lmm.per_interviewer[id],
        ...expected.rater_stats[id],
      };
      expect(Object.keys(theirs).toSorted()).toEqual(Object.keys(ours).toSorted());
      for (const [figure, value] of Object.entries(ours)) {
        const error = Math.abs((value ?? Number.NaN) - (theirs[figure] ?? Number.NaN));
        expect(error, `${id} ${figure}`).toBeLessThan(1e-6);
        worst.set(figure, Math.max(worst.get(figure) ?? 0, error));
      }
    }
  });
});

describe("a planted interviewer", () => {
  test("who rates at random is erratic and follows the panel less than anybody", () => {
    const flags = flagsIn(panelOf("syn04_careless").rows);
    expect(flags).toContain("I05 erratic");
    expect(flags).toContain("I05 random");
    expect(flags.filter((flag) => !flag.endsWith("random"))).toEqual(["I05 erratic"]);
  });

  test("who gives one number to all criteria scores them alike", () => {
    const flags = flagsIn(panelOf("syn05_halo").rows);
    expect(flags.filter((flag) => !flag.startsWith("I07"))).toEqual([]);
    expect(flags).toContain("I07 halo");
  });

  test("who keeps to the middle uses little of the scale, which is not scoring criteria alike", () => {
    expect(flagsIn(panelOf("syn06_central").rows)).toEqual(["I03 central-tendency"]);
  });

  test("who keeps to one end of the scale is flagged for that instead of the middle", () => {
    const rows = panelOf("syn01_mild").rows.map((row) =>
      row.interviewer === "I03" ? { ...row, rating: row.rating >= 4 ? 5 : 4 } : row,
    );
    expect(flagsIn(rows)).toEqual(["I03 range-restriction"]);
  });

  test("none is found where none was planted", () => {
    expect(flagsIn(panelOf("syn01_mild").rows)).toEqual([]);
    expect(flagsIn(panelOf("syn02_moderate").rows)).toEqual([]);
  });

  test("who agrees with the panel on every candidate is not flagged", () => {
    const { rows } = panelOf("syn01_mild");
    const meanOf = (candidate: string, whose: (interviewer: string) => boolean) => {
      const given = rows.filter((row) => row.candidate === candidate && whose(row.interviewer));
      return given.reduce((sum, { rating }) => sum + rating, 0) / given.length;
    };
    const agreeing = rows.map((row) => {
      const others = meanOf(row.candidate, (interviewer) => interviewer !== "I04");
      const own = meanOf(row.candidate, (interviewer) => interviewer === "I04");
      return row.interviewer === "I04" ? { ...row, rating: row.rating + others - own } : row;
    });
    const at = cellsOf(agreeing).interviewers.indexOf("I04");
    const { panel, readings } = effectsOf(agreeing).interviewers[at] ?? {};
    expect(given(panel).correlation).toBeGreaterThan(0.95);
    expect(given(readings?.random).p).toBeGreaterThan(0.99);
    expect(flagsIn(agreeing)).toEqual([]);
  });
});

describe("reading halo", () => {
  test("leaves the erratic out, beside whom anybody would look alike", () => {
    const { rows } = panelOf("syn04_careless");
    const cells = cellsOf(rows);
    const careless = cells.interviewers.indexOf("I05");
    const { interviewers } = effectsOf(rows);
    const without = cellsOf(rows.filter((row) => row.interviewer !== "I05"));
    const expected = cardStatistics(without);
    for (const [at, id] of cells.interviewers.entries()) {
      const reading = interviewers[at]?.readings.halo;
      if (at === careless) expect(reading).toEqual(refuse(expect.stringContaining("erratic")));
      else {
        const { ratioToOthers } = given(expected[without.interviewers.indexOf(id)]);
        expect(given(reading).statistic).toBeCloseTo(ratioToOthers, 10);
      }
    }
  });

  test("takes one flat card among none for nothing", () => {
    const [flatCandidate, flatInterviewer] = ["C0", simulated({})[0]?.interviewer];
    const cells = cellsOf(
      simulated({}).map((row) => {
        const flat = row.candidate === flatCandidate && row.interviewer === flatInterviewer;
        return flat ? { ...row, rating: 3 } : row;
      }),
    );
    const own = given(cardStatistics(cells)[cells.interviewers.indexOf(flatInterviewer ?? "")]);
    expect(own).toMatchObject({ flat: 1, othersFlatShare: 0 });
    expect(own.flatP).toBeGreaterThan(0.05);
  });

  test("is refused where cards rate one criterion", () => {
    const { interviewers, flags } = effectsOf(simulated({ criteria: 1 }));
    for (const { readings } of interviewers)
      expect(readings.halo).toEqual(refuse("Cards rate one criterion only."));
    expect(flags.filter(({ effect }) => effect === "halo")).toEqual([]);
  });
});

/** 30 candidates met by four of eight interviewers drawn by lot, or as said; no steps on the scale. */
function simulated({
  candidates = 30,
  interviewers = 8,
  criteria = 3,
  panel = 4,
  seed = 7,
}): RatingRow[] {
  const random = seeded(seed);
  return Array.from({ length: candidates }, (_, c) => {
    const strength = normal(random);
    const left = Array.from({ length: interviewers }, (_, i) => i);
    return Array.from({ length: Math.min(panel, interviewers) }, () => {
      const [i = 0] = left.splice(Math.floor(random() * left.length), 1);
      return Array.from({ length: criteria }, (_, k) => ({
        candidate: `C${c}`,
        interviewer: `I${i}`,
        criterion: `K${k}`,
        rating: 3 + strength + 0.1 * k + 0.05 * i + 0.6 * normal(random),
      }));
    });
  }).flat(2);
}

describe("a panel that cannot tell", () => {
  const everyNumber = (effects: RaterEffects) =>
    effects.interviewers.flatMap(({ readings }) =>
      raterEffectNames.flatMap((effect) => {
        const reading = readings[effect];
        return isRefusal(reading) ? [] : [reading.statistic, reading.p, reading.adjusted];
      }),
    );

  test("is refused as a whole with one interviewer, two, or none", () => {
    for (const interviewers of [1, 2])
      expect(effectsIn(cellsOf(simulated({ interviewers, panel: interviewers })))).toEqual(
        refuse("Fewer than 3 interviewers have cards: nobody can be held against a panel."),
      );
    expect(effectsIn(cellsOf([]))).toEqual(refuse(expect.any(String)));
  });

  test("flags nobody where all ratings are the same", () => {
    const effects = effectsOf(simulated({}).map((row) => ({ ...row, rating: 3 })));
    expect(effects.flags).toEqual([]);
    for (const { readings } of effects.interviewers)
      for (const effect of raterEffectNames)
        expect(readings[effect]).toEqual(refuse(expect.any(String)));
  });

  test("flags nobody where all agree perfectly", () => {
    const byCandidate = simulated({}).map((row) => ({
      ...row,
      rating: Number(row.candidate.slice(1)) % 5,
    }));
    const effects = effectsOf(byCandidate);
    expect(effects.flags).toEqual([]);
    expect(everyNumber(effects).filter((value) => !Number.isFinite(value))).toEqual([]);
  });

  test("says nothing of an interviewer with fewer than five cards", () => {
    const { rows } = panelOf("syn05_halo");
    const kept = new Set(
      rows.flatMap((row) => (row.interviewer === "I07" ? [row.candidate] : [])).slice(0, 20),
    );
    const few = rows.filter((row) => row.interviewer !== "I07" || kept.has(row.candidate));
    const at = cellsOf(few).interviewers.indexOf("I07");
    const { interviewers, flags } = effectsOf(few);
    expect(interviewers[at]?.cards).toBe(4);
    for (const effect of raterEffectNames)
      expect(interviewers[at]?.readings[effect]).toEqual(refuse("Fewer than 5 counted cards."));
    expect(flags.filter(({ interviewer }) => interviewer === at)).toEqual([]);
  });

  test("compares nobody on candidates they met alone", () => {
    const alone = simulated({ panel: 1, candidates: 80 });
    const { interviewers } = effectsOf(alone);
    for (const { panel, readings } of interviewers) {
      expect(panel).toEqual(refuse(expect.stringContaining("the same candidates")));
      expect(readings.random).toEqual(panel);
      expect(isRefusal(readings.severity)).toBe(true);
      expect(isRefusal(readings.halo)).toBe(false);
    }
  });

  test("gives finite numbers or reasons with whatever is missing", () => {
    fc.assert(
      fc.property(
        fc.record({ seed: fc.nat(), kept: fc.double({ min: 0.02, max: 1, noNaN: true }) }),
        fc.integer({ min: 2, max: 5 }),
        fc.integer({ min: 3, max: 9 }),
        ({ seed, kept }, points, interviewers) => {
          const random = seeded(seed);
          const rows = simulated({ seed, interviewers }).map((row) => ({
            ...row,
            rating:
              random() < kept
                ? Math.max(1, Math.min(points, Math.round(row.rating ?? Number.NaN)))
                : null,
          }));
          const effects = effectsIn(cellsOf(rows));
          if (isRefusal(effects)) return;
          expect(everyNumber(effects).filter((value) => !Number.isFinite(value))).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("nothing changes but what must", () => {
  const careless = panelOf("syn04_careless").rows;
  const readingsBy = (rows: readonly RatingRow[], nameOf = (id: string) => id) => {
    const cells = cellsOf(rows);
    const { interviewers } = given(effectsIn(cells));
    return new Map(interviewers.map((one, at) => [nameOf(cells.interviewers[at] ?? ""), one]));
  };
  function expectSame(a: ReturnType<typeof readingsBy>, b: ReturnType<typeof readingsBy>) {
    expect([...a.keys()].toSorted()).toEqual([...b.keys()].toSorted());
    for (const [id, { readings }] of a)
      for (const effect of raterEffectNames) {
        const [one, other] = [readings[effect], b.get(id)?.readings[effect]];
        if (isRefusal(one)) expect(other, `${id} ${effect}`).toEqual(one);
        else {
          expect(given(other).statistic, `${id} ${effect}`).toBeCloseTo(one.statistic, 5);
          expect(given(other).p, `${id} ${effect}`).toBeCloseTo(one.p, 5);
          expect(given(other).flagged).toBe(one.flagged);
        }
      }
  }
  const before = readingsBy(careless);

  test("when rows stand in another order", () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const random = seeded(seed);
        const keyed = careless.map((row) => ({ row, key: random() }));
        const shuffled = keyed.toSorted((a, b) => a.key - b.key).map(({ row }) => row);
        expectSame(readingsBy(shuffled), before);
      }),
      { numRuns: 8 },
    );
  });

  test("when people have other names", () => {
    const renamed = careless.map((row) => ({
      ...row,
      candidate: `x${row.candidate}`,
      interviewer: `y${row.interviewer}`,
      criterion: `z${row.criterion}`,
    }));
    expectSame(
      readingsBy(renamed, (id) => id.slice(1)),
      before,
    );
  });

  test("when the scale starts elsewhere", () => {
    for (const shift of [-3, 2.5, 100])
      expectSame(
        readingsBy(careless.map((row) => ({ ...row, rating: row.rating + shift }))),
        before,
      );
  });

  test("but severity when the scale is stretched: it is in points", () => {
    const stretched = readingsBy(careless.map((row) => ({ ...row, rating: 2 * row.rating })));
    for (const [id, { readings }] of before) {
      for (const effect of ["erratic", "random", "halo", "central-tendency"] as const) {
        const one = readings[effect];
        if (!isRefusal(one))
          expect(given(stretched.get(id)?.readings[effect]).statistic).toBeCloseTo(
            one.statistic,
            5,
          );
      }
      expect(given(stretched.get(id)?.readings.severity).statistic).toBeGreaterThan(
        given(readings.severity).statistic,
      );
    }
  });
});

describe("leaving one out of many", () => {
  test("hardly differs from one fit with everybody", () => {
    const rows = simulated({ candidates: 1500, interviewers: 60, criteria: 2 });
    const cells = cellsOf(rows);
    const exact = panelCorrelations(cells, true);
    const near = panelCorrelations(cells, false);
    const worst = Math.max(
      ...exact.map((one, at) => Math.abs(given(one).correlation - given(near[at]).correlation)),
    );
    expect(worst).toBeLessThan(5e-3);
    expect(worst).toBeGreaterThan(0);
  });

  test("compares within groups that share no candidate", () => {
    const apart = (at: string, shift: number) =>
      simulated({ seed: 11 + shift }).map((row) => ({
        ...row,
        candidate: at + row.candidate,
        interviewer: row.interviewer === "I0" ? "I0" : at + row.interviewer,
        rating: (row.rating ?? 0) + (row.interviewer === "I0" ? 0 : shift),
      }));
    const near = [...apart("a", 0), ...apart("b", 0)];
    const far = [...apart("a", 0), ...apart("b", 0)].map((row) =>
      row.candidate.startsWith("b") && row.interviewer !== "I0"
        ? { ...row, rating: row.rating + 50 }
        : row,
    );
    const correlationOf = (rows: readonly RatingRow[]) =>
      given(panelCorrelations(cellsOf(rows))[0]).correlation;
    expect(correlationOf(far)).toBeCloseTo(correlationOf(near), 8);
  });
});

describe("Benjamini and Hochberg's adjustment", () => {
  test("gives the values R's p.adjust does", () => {
    const adjusted = benjaminiHochberg([0.01, 0.04, 0.03, 0.005, 0.9]);
    expect(adjusted).toEqual([0.025, 0.05, 0.05, 0.025, 0.9].map((p) => expect.closeTo(p, 12)));
    expect(benjaminiHochberg([])).toEqual([]);
  });

  test("lets a middling figure pass among few and not among many", () => {
    expect(benjaminiHochberg([0.02, 0.5, 0.9])[0]).toBeCloseTo(0.06, 12);
    expect(benjaminiHochberg([0.02, ...Array<number>(30).fill(0.7)])[0]).toBeGreaterThan(0.1);
  });
});

describe("a note", () => {
  const panels = ["syn02_moderate", "syn04_careless", "syn05_halo", "syn06_central"];
  const notes = panels.flatMap((name) => effectsOf(panelOf(name).rows).flags);

  test("says what was seen, with numbers, and what to look at, and blames nobody", () => {
    expect(new Set(notes.map(({ effect }) => effect))).toEqual(
      new Set<RaterEffect>(["severity", "erratic", "random", "central-tendency", "halo"]),
    );
    for (const { note } of notes) {
      expect(note).toMatch(/\d/);
      expect(note).toMatch(/Compare|Read|Talk|Look|look at/);
      expect(note).not.toMatch(/bias|wrong|bad|poor|fail|careless|NaN|null|undefined|Infinity/i);
    }
  });

  test("names alike criteria as such", () => {
    expect(notes.find(({ effect }) => effect === "halo")?.note).toBe(
      "Scores criteria alike: within a card ratings vary 0.16 times as much as on others' cards, and 17 of 17 cards have one number throughout (others' cards: 4%). It may be true of these candidates: look at whether each criterion has evidence of its own.",
    );
  });

  test("tells harsh from lenient", () => {
    const evidence = {
      cards: 12,
      residual: refuse(""),
      withinCards: refuse(""),
      panel: refuse(""),
      statistic: 0.97,
      typicalCorrelation: null,
    };
    expect(effectNote("severity", { ...evidence, severity: 0.4 })).toMatch(
      /^Scores 0\.40 points lower than the panel for the same candidates, over 12 cards\./,
    );
    expect(effectNote("severity", { ...evidence, severity: -0.4 })).toContain("0.40 points higher");
  });
});

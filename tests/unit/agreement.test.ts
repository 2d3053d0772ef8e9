import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Agreement, agreement, MINIMUM_COMPARED } from "#app/domain/calibration/agreement.ts";
import {
  agreementVerdict,
  agreementWords,
  FAIR,
  inOneSentence,
  STRONG,
} from "#app/domain/calibration/agreement-words.ts";
import { krippendorff } from "#app/domain/calibration/alpha.ts";
import type { Cells, RatingRow } from "#app/domain/calibration/cells.ts";
import { intraclassIntervals, tableMeanSquares } from "#app/domain/calibration/intraclass.ts";
import { normal, seeded } from "#app/domain/calibration/random.ts";
import { isRefusal, refuse } from "#app/domain/calibration/refusal.ts";
import { cellsOf, given, reference, referenceRows } from "#tests/support/rating-panels.ts";

type Table = readonly (readonly (number | null)[])[];

/** One row per candidate, one column per interviewer. */
const rowsOf = (table: Table, criterion = "craft"): RatingRow[] =>
  table.flatMap((row, c) =>
    row.map((rating, i) => ({ candidate: `c${c}`, interviewer: `i${i}`, criterion, rating })),
  );

const of = (table: Table) => agreement(cellsOf(rowsOf(table))).overall;

function simulated(name: string): Cells {
  return cellsOf(referenceRows(name));
}

const forms = ["A1", "C1", "Ak", "Ck"] as const;

/** Panels of 3 from 8 interviewers, variances .4 of candidates, .1 of interviewers, .5 of cards. */
function drawn(seed: number, candidates: number, points: (score: number) => number): RatingRow[] {
  const random = seeded(seed);
  const severity = Array.from({ length: 8 }, () => Math.sqrt(0.1) * normal(random));
  return Array.from({ length: candidates }, (_, c) => {
    const level = 3 + Math.sqrt(0.4) * normal(random);
    const first = Math.floor(8 * random());
    const step = random() < 0.5 ? 1 : 3;
    return [0, step, 2 * step].map((by) => {
      const i = (first + by) % 8;
      const score = level - (severity[i] ?? 0) + Math.sqrt(0.5) * normal(random);
      const who = { candidate: `c${c}`, interviewer: `i${i}`, criterion: "craft" };
      return { ...who, rating: points(score) };
    });
  }).flat();
}

const whole = (score: number) => Math.max(1, Math.min(5, Math.round(score)));

describe("agreement on a complete table", () => {
  const { data, expected } = reference("icc_shrout_fleiss_1979");
  const found = of(data.ratings);

  it("is Shrout and Fleiss's, whatever a small panel's adjustment is shrunk by", () => {
    const { A1, C1, Ak, Ck } = given(found.icc);
    const irr = expected.irr_icc;
    expect(A1).toBeCloseTo(irr["ICC(2,1)=ICC(A,1)"].value, 6);
    expect(C1).toBeCloseTo(irr["ICC(3,1)=ICC(C,1)"].value, 6);
    expect(Ak).toBeCloseTo(irr["ICC(2,k)=ICC(A,k)"].value, 6);
    expect(Ck).toBeCloseTo(irr["ICC(3,k)=ICC(C,k)"].value, 6);
    expect(given(found.alpha).interval).toBeCloseTo(0.1473, 4);
  });

  it("has the exact intervals of its analysis of variance", () => {
    const table = data.ratings.map((row: number[]) => Float64Array.from(row));
    const exact = given(intraclassIntervals(tableMeanSquares(table)));
    const intervals = given(found.iccInterval);
    for (const form of forms) {
      expect(intervals[form][0]).toBeCloseTo(exact[form][0], 11);
      expect(intervals[form][1]).toBeCloseTo(exact[form][1], 11);
    }
  });

  it("counts what it rests on", () => {
    expect(found).toMatchObject({
      ...{ candidates: 6, compared: 6, cards: 24, pairable: 24, panel: 4 },
    });
  });
});

describe("agreement on an incomplete panel", () => {
  it("takes its correlations from the model's variances and keeps every row", () => {
    const { data, expected } = reference("icc_shrout_fleiss_missing");
    const { icc, alpha, iccInterval, ...counts } = of(data.ratings);
    const { ICC2, ICC3 } = expected.psych_ICC_lmer;
    expect(given(icc).A1).toBeCloseTo(ICC2.value, 5);
    expect(given(icc).C1).toBeCloseTo(ICC3.value, 5);
    expect(given(alpha).interval).toBeCloseTo(expected.krippendorff_alpha.interval, 12);
    expect(counts).toMatchObject({ candidates: 6, compared: 6, cards: 21, pairable: 21 });
    expect(counts.panel).toBeCloseTo(6 / (3 / 3 + 3 / 4), 12);
    for (const form of forms) {
      expect(given(iccInterval)[form][0]).toBeLessThan(given(icc)[form]);
      expect(given(iccInterval)[form][1]).toBeGreaterThan(given(icc)[form]);
    }
  });

  it.each(["syn01_mild", "syn02_moderate", "syn05_halo", "syn09_disconnected", "syn11_confounded"])(
    "has the correlations of card means that lme4 has (%s)",
    (name) => {
      const { expected } = reference(name);
      const { candidate, interviewer, Residual } = expected.lmer.m3_form_mean.varcomp;
      const { overall } = agreement(simulated(name));
      const { A1, C1 } = given(overall.icc);
      expect(A1).toBeCloseTo(candidate / (candidate + interviewer + Residual), 5);
      expect(C1).toBeCloseTo(candidate / (candidate + Residual), 5);
    },
  );

  it("holds the true correlations about nine times out of ten", () => {
    const held = { A1: 0, C1: 0 };
    for (let run = 0; run < 60; run++) {
      const { A1, C1 } = given(
        ofRows(drawn(run, 24, (score) => Math.round(4 * score) / 4)).iccInterval,
      );
      if (A1[0] <= 0.4 && 0.4 <= A1[1]) held.A1++;
      if (C1[0] <= 4 / 9 && 4 / 9 <= C1[1]) held.C1++;
    }
    for (const form of ["A1", "C1"] as const) {
      expect(held[form]).toBeGreaterThanOrEqual(48);
      expect(held[form]).toBeLessThanOrEqual(59);
    }
  });

  const ofRows = (rows: readonly RatingRow[]) => agreement(cellsOf(rows)).overall;
});

describe("agreement by criterion", () => {
  const craft = rowsOf(
    [
      [4, 4, 3],
      [1, 2, 1],
      [3, 3, 3],
      [2, 2, 1],
      [4, 3, 4],
      [1, 1, 2],
    ],
    "craft",
  );
  const tact = rowsOf(
    [
      [1, 4, 2],
      [3, 1, 4],
      [2, 1, 4],
      [4, 2, 1],
      [1, 4, 3],
    ],
    "tact",
  );

  it("is what the criterion's ratings alone give", () => {
    const { byCriterion } = agreement(cellsOf([...craft, ...tact]));
    const alone = [craft, tact].map((rows) => agreement(cellsOf(rows)).overall);
    for (const [at, found] of byCriterion.entries()) {
      expect(found.alpha).toEqual(alone[at]?.alpha);
      expect(found.interval).toEqual(alone[at]?.interval);
      expect(found).toMatchObject({ cards: alone[at]?.cards, compared: alone[at]?.compared });
      const [icc, expected] = [found.icc, alone[at]?.icc];
      if (!expected || isRefusal(expected)) expect(icc).toEqual(expected);
      else for (const form of forms) expect(given(icc)[form]).toBeCloseTo(expected[form], 5);
    }
  });

  it("lets weights move the overall correlations and nothing else", () => {
    const cells = cellsOf([...craft, ...tact]);
    const [even, heavy] = [agreement(cells), agreement(cells, { weights: [9, 1] })];
    for (const [at, found] of heavy.byCriterion.entries()) {
      expect(found.alpha).toEqual(even.byCriterion[at]?.alpha);
      expect(agreementVerdict(found)).toBe(agreementVerdict(even.byCriterion[at] ?? found));
    }
    expect(heavy.overall.alpha).toEqual(even.overall.alpha);
    expect(given(heavy.overall.icc).C1).toBeGreaterThan(0.1 + given(even.overall.icc).C1);
  });

  it("says how far it is", () => {
    const shares: number[] = [];
    agreement(cellsOf([...craft, ...tact]), { onProgress: (share) => shares.push(share) });
    expect(shares.map((share) => share.toFixed(2))).toEqual(["0.33", "0.67", "1.00"]);
  });
});

describe("agreement that cannot be told", () => {
  it.each([
    [0, "No candidate was scored by two or more people; agreement needs 5."],
    [1, "Only 1 candidate was scored by two or more people; agreement needs 5."],
    [4, "Only 4 candidates were scored by two or more people; agreement needs 5."],
  ])("is refused for %i candidates compared", (compared, reason) => {
    const pairs = [
      [1, 2],
      [3, 3],
      [4, 4],
      [2, 1],
    ].slice(0, compared);
    const found = of([...pairs, [3, null], [null, 2], [4, null]]);
    expect(found.compared).toBe(compared);
    for (const value of [found.alpha, found.interval, found.icc, found.iccInterval])
      expect(value).toEqual({ reason });
  });

  it("is given from five candidates compared on", () => {
    const found = of([
      [1, 2],
      [3, 3],
      [4, 4],
      [2, 1],
      [1, 1],
    ]);
    expect(found.compared).toBe(MINIMUM_COMPARED);
    for (const value of [found.alpha, found.interval, found.icc, found.iccInterval])
      expect(isRefusal(value)).toBe(false);
  });

  it("is refused for nothing at all", () => {
    const { overall, byCriterion } = agreement(cellsOf([]));
    expect(overall).toMatchObject({ candidates: 0, cards: 0, pairable: 0, panel: null });
    expect(isRefusal(overall.alpha)).toBe(true);
    expect(byCriterion).toEqual([]);
  });

  it("is refused where everybody gave the same score", () => {
    const found = of([
      [3, 3],
      [3, 3],
      [3, 3],
      [3, 3],
      [3, 3],
    ]);
    for (const value of [found.alpha, found.interval, found.icc, found.iccInterval])
      expect(value).toEqual({ reason: "Everybody gave the same score." });
  });

  it("is 1 without ranges where panels agree perfectly", () => {
    const found = of([
      [1, 1],
      [2, 2],
      [4, 4],
      [3, 3],
      [1, 1],
    ]);
    expect(found.icc).toEqual({ A1: 1, C1: 1, Ak: 1, Ck: 1 });
    expect(isRefusal(found.interval) && isRefusal(found.iccInterval)).toBe(true);
  });

  it("has no correlation, and does have an alpha, where candidates do not differ", () => {
    const { overall } = agreement(simulated("syn08_tiny"));
    expect(overall.icc).toEqual({
      reason: "Candidates differ no more than chance would make them.",
    });
    expect(given(overall.alpha).ordinal).toBeLessThan(0);
  });

  it("tells ranking from scoring where interviewers differ by a constant alone", () => {
    const found = of([
      [1, 2, 3],
      [2, 3, 4],
      [3, 4, 5],
      [1, 2, 3],
      [2, 3, 4],
    ]);
    expect(given(found.icc).C1).toBeCloseTo(1, 12);
    expect(given(found.icc).A1).toBeLessThan(0.7);
    expect(given(found.alpha).ordinal).toBeLessThan(0.5);
    expect(found.iccInterval).toEqual({
      reason: "Cards leave no disagreement to make a range from.",
    });
  });

  it("has no correlation where each interviewer gives everybody one score", () => {
    const found = of([
      [1, 3],
      [1, 3],
      [1, 3],
      [1, 3],
      [1, 3],
    ]);
    expect(found.icc).toEqual({ reason: "Candidates differ no more than chance would make them." });
    expect(isRefusal(found.iccInterval)).toBe(true);
    expect(given(found.alpha).nominal).toBeCloseTo(-0.8, 12);
  });

  it("has no correlation in perfect disagreement", () => {
    const found = of([
      [1, 5],
      [5, 1],
      [1, 5],
      [5, 1],
      [1, 5],
      [5, 1],
    ]);
    expect(found.icc).toEqual({ reason: "Candidates differ no more than chance would make them." });
    expect(found.iccInterval).toEqual({
      reason: "Candidates do not differ, so there is no range.",
    });
    expect(agreementVerdict(found)).toBe("opposed");
  });
});

describe("agreement of any panel", () => {
  const seeds = fc.nat({ max: 10_000 });

  function near(a: Agreement, b: Agreement) {
    const { icc, iccInterval, alpha, interval, ...counts } = a;
    expect(b).toMatchObject(counts);
    const pairs: [object, object][] = [
      [given(alpha), given(b.alpha)],
      [given(interval), given(b.interval)],
    ];
    expect(isRefusal(b.icc)).toBe(isRefusal(icc));
    if (!isRefusal(icc)) pairs.push([icc, given(b.icc)]);
    for (const form of forms) pairs.push([given(iccInterval)[form], given(b.iccInterval)[form]]);
    for (const [one, other] of pairs)
      for (const [at, value] of Object.entries(one))
        expect(Object.entries(other).find(([name]) => name === at)?.[1]).toBeCloseTo(value, 5);
  }

  it("does not change with the order of rows or the names of people", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const rows = drawn(seed, 14, whole);
        const random = seeded(seed);
        const renamed = rows
          .map((row) => ({ row, key: random() }))
          .sort((a, b) => a.key - b.key)
          .map(({ row }) => ({
            ...row,
            candidate: `x${99 - Number(row.candidate.slice(1))}`,
            interviewer: `y${9 - Number(row.interviewer.slice(1))}`,
          }));
        near(agreement(cellsOf(rows)).overall, agreement(cellsOf(renamed)).overall);
      }),
      { numRuns: 25 },
    );
  });

  it("does not change when the scale starts elsewhere", () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: -20, max: 20 }), (seed, by) => {
        const rows = drawn(seed, 14, whole);
        const moved = rows.map((row) => ({ ...row, rating: (row.rating ?? 0) + by }));
        near(agreement(cellsOf(rows)).overall, agreement(cellsOf(moved)).overall);
      }),
      { numRuns: 25 },
    );
  });

  it("is the alpha of all criteria", () => {
    const cells = simulated("syn01_mild");
    const { alpha, interval } = krippendorff(cells, [...cells.criteria.keys()], 3);
    expect(agreement(cells, { seed: 3 }).overall).toMatchObject({ alpha, interval });
  });
});

type Facts = {
  readonly compared?: number;
  readonly ordinal?: number;
  readonly range?: readonly [number, number];
  readonly A1?: number;
  readonly C1?: number;
};

/** An agreement of the given ordinal alpha, in a short range about it unless one is given. */
function agreeing({ compared = 30, ordinal = 0.5, range, A1 = 0.4, C1 = 0.4 }: Facts): Agreement {
  return {
    ...{ candidates: 40, compared, cards: 90, pairable: 80, panel: 2.5 },
    alpha: { nominal: ordinal, ordinal, interval: ordinal },
    interval: range ?? [ordinal - 0.05, ordinal + 0.05],
    icc: { A1, C1, Ak: A1, Ck: C1 },
    iccInterval: refuse("Too few cards are left over for a range."),
  };
}

describe("the verdict on an agreement", () => {
  it.each<[string, Facts, string]>([
    ["just below enough candidates", { compared: 4, ordinal: 0.9 }, "few"],
    ["at enough candidates", { compared: 5, ordinal: 0.9 }, "strong"],
    ["at strong", { ordinal: STRONG }, "strong"],
    ["just below strong", { ordinal: STRONG - 0.0001 }, "fair"],
    ["at fair", { ordinal: FAIR }, "fair"],
    ["just below fair", { ordinal: FAIR - 0.0001 }, "weak"],
    ["with a range from weak to strong", { ordinal: 0.75, range: [0.6669, 0.8] }, "unsure"],
    ["with a range from fair to strong", { ordinal: 0.75, range: [0.667, 0.8] }, "fair"],
    ["with a range from weak to fair", { ordinal: 0.75, range: [0.6669, 0.7999] }, "fair"],
    ["strong with a range from weak", { ordinal: 0.85, range: [0.6, 0.95] }, "unsure"],
    ["with a range from none to fair", { ordinal: 0.4, range: [0, 0.667] }, "unsure"],
    ["with a range from none to weak", { ordinal: 0.4, range: [0, 0.6669] }, "chance"],
    ["with a range from weak to nearly fair", { ordinal: 0.4, range: [0.0001, 0.6669] }, "weak"],
    ["with a range up to 0", { ordinal: -0.2, range: [-0.4, 0] }, "chance"],
    ["with a range below 0", { ordinal: -0.2, range: [-0.4, -0.0001] }, "opposed"],
    ["ranking alike, not scoring alike", { ordinal: 0.2, C1: 0.5, A1: 0.3 }, "severity"],
    ["ranking not quite alike", { ordinal: 0.2, C1: 0.4999, A1: 0.2 }, "weak"],
    ["scoring nearly as it ranks", { ordinal: 0.2, C1: 0.5, A1: 0.3001 }, "weak"],
    ["below 0 for severity alone", { ordinal: -0.2, C1: 0.7, A1: 0.1 }, "severity"],
    ["strong whatever the severity", { ordinal: 0.8, C1: 0.9, A1: 0.6 }, "strong"],
    ["fair by alpha, and ranking alike", { ordinal: 0.7, C1: 0.9, A1: 0.6 }, "severity"],
  ])("%s", (_, facts, verdict) => {
    expect(agreementVerdict(agreeing(facts))).toBe(verdict);
  });

  it("does not need correlations", () => {
    const icc = refuse("Candidates differ no more than chance would make them.");
    expect(agreementVerdict({ ...agreeing({ ordinal: 0.5 }), icc })).toBe("weak");
  });

  it("is open where no range can be given, unless everybody agreed", () => {
    const interval = refuse("The scores vary too little between candidates for a range.");
    expect(agreementVerdict({ ...agreeing({ ordinal: 0.9 }), interval })).toBe("unsure");
    expect(agreementVerdict({ ...agreeing({ ordinal: 1 }), interval })).toBe("strong");
  });
});

describe("an agreement in words", () => {
  const on = (facts: Facts, scale: readonly [number, number] | null = [1, 4]) =>
    inOneSentence(agreementWords(agreeing(facts), { criterion: "stewardship", scale }));
  const same = { ...agreeing({}), alpha: refuse("Everybody gave the same score.") };

  it.each<[Facts, string]>([
    [
      { compared: 0 },
      "No candidate has been scored on stewardship by two people, too few to say how far panels agree: have two people score it for 5 candidates.",
    ],
    [
      { compared: 1 },
      "Only 1 candidate has been scored on stewardship by two people, too few to say how far panels agree: have two people score it for 4 more candidates.",
    ],
    [
      { compared: 4 },
      "Only 4 candidates have been scored on stewardship by two people, too few to say how far panels agree: have two people score it for 1 more candidate.",
    ],
    [
      { range: [-0.2, 0.9] },
      "It is too early to say how far panels agree about stewardship: have two people score it for more candidates before changing anything.",
    ],
    [{ ordinal: 0.9 }, "Panels agree about stewardship: keep its levels as they are written."],
    [
      { ordinal: 0.7 },
      "Panels mostly agree about stewardship: lean on it with care, and talk through the cards that differ most.",
    ],
    [{ ordinal: 0.4 }, "Panels disagree about stewardship: rewrite what a 3 looks like."],
    [
      { ordinal: 0.3, C1: 0.7, A1: 0.3 },
      "Panels agree who is stronger in stewardship, but some interviewers score it higher than others throughout: score the same answers together to settle what earns which score; its levels can stay as they are written.",
    ],
    [
      { ordinal: 0.02 },
      "Panels agree about stewardship no more than chance would make them: rewrite what a 3 looks like, and ask questions that show it.",
    ],
    [
      { ordinal: -0.3 },
      "Panels contradict each other about stewardship, one scoring high where another scores low: check that everybody reads the scale the same way round, then rewrite what each level looks like.",
    ],
  ])("%j", (facts, sentence) => {
    expect(on(facts)).toBe(sentence);
  });

  it("says that a criterion everybody scores the same separates nobody", () => {
    expect(inOneSentence(agreementWords(same, { criterion: "stewardship" }))).toBe(
      "Everybody scored stewardship the same for every candidate, so it does not tell candidates apart: ask for harder evidence of it, or leave it out.",
    );
  });

  it.each<[readonly [number, number] | null, string]>([
    [[1, 4], "a 3 looks like"],
    [[1, 5], "a 3 looks like"],
    [[1, 2], "a 2 looks like"],
    [[0, 10], "a 5 looks like"],
    [[6, 10], "an 8 looks like"],
    [null, "each level looks like"],
  ])("names the middle of the scale %j", (scale, level) => {
    expect(on({ ordinal: 0.4 }, scale)).toBe(
      `Panels disagree about stewardship: rewrite what ${level}.`,
    );
  });

  it("keeps what it means and what to do apart for the screen", () => {
    expect(
      agreementWords(agreeing({ ordinal: 0.4 }), { criterion: "craft", scale: [1, 4] }),
    ).toEqual({
      verdict: "weak",
      meaning: "Panels disagree about craft.",
      action: "Rewrite what a 3 looks like.",
    });
  });

  it.each<[Facts, string]>([
    [
      { compared: 3 },
      "Only 3 candidates have been scored by two people, too few to say how far panels agree: have two people score 2 more candidates.",
    ],
    [
      { range: [-0.2, 0.9] },
      "It is too early to say how far panels agree: have two people score more candidates before changing anything.",
    ],
    [{ ordinal: 0.9 }, "Panels agree: keep the rubric as it is written."],
    [
      { ordinal: 0.7 },
      "Panels mostly agree: lean on scores with care, and talk through the cards that differ most.",
    ],
    [{ ordinal: 0.4 }, "Panels disagree: start with the criterion they agree about least."],
    [
      { ordinal: 0.3, C1: 0.7, A1: 0.3 },
      "Panels agree who is stronger, but some interviewers score higher than others throughout: compare adjusted scores, and score the same answers together to settle what earns which score.",
    ],
    [
      { ordinal: 0.02 },
      "Panels agree no more than chance would make them: decide on evidence rather than scores, and start with the criterion they agree about least.",
    ],
    [
      { ordinal: -0.3 },
      "Panels contradict each other, one scoring high where another scores low: check that everybody reads the scale the same way round before using any score.",
    ],
  ])("overall: %j", (facts, sentence) => {
    expect(inOneSentence(agreementWords(agreeing(facts)))).toBe(sentence);
  });

  it("says overall that the same score for everybody separates nobody", () => {
    expect(inOneSentence(agreementWords(same))).toBe(
      "Everybody gave every candidate the same score, so scores do not tell candidates apart: ask for harder evidence, and look again at what each level asks for.",
    );
  });
});

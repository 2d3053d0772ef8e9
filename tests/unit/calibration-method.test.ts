import { describe, expect, test } from "vitest";
import { MINIMUM_COMPARED } from "#app/domain/calibration/agreement.ts";
import { FAIR, STRONG } from "#app/domain/calibration/agreement-words.ts";
import { krippendorff } from "#app/domain/calibration/alpha.ts";
import { checkAssignment, FLAG_P, FLAG_R } from "#app/domain/calibration/assignment.ts";
import { barDrift } from "#app/domain/calibration/bar-drift.ts";
import { cardCount } from "#app/domain/calibration/cells.ts";
import { connectedComponents } from "#app/domain/calibration/connectedness.ts";
import { interviewerDrift } from "#app/domain/calibration/drift.ts";
import { fitStatistics } from "#app/domain/calibration/facets-statistics.ts";
import { separationOf } from "#app/domain/calibration/facets-summary.ts";
import type { Fit } from "#app/domain/calibration/fit.ts";
import { intraclass, tableMeanSquares, varianceOf } from "#app/domain/calibration/intraclass.ts";
import { methodParts } from "#app/domain/calibration/method.ts";
import { MINIMUM_CARDS_TO_ADJUST } from "#app/domain/calibration/minimum-samples.ts";
import { fitModel } from "#app/domain/calibration/model.ts";
import { LEAST_OVERLAP, panelCorrelations } from "#app/domain/calibration/panel-correlation.ts";
import { movesOf } from "#app/domain/calibration/pattern-moves.ts";
import {
  MINIMUM_EDITORS,
  MINIMUM_LOOPS,
  MINIMUM_MOVES,
} from "#app/domain/calibration/pattern-statistics.ts";
import { severitySums } from "#app/domain/calibration/period-severity.ts";
import { exactBinomial, wilson } from "#app/domain/calibration/proportion.ts";
import { effectiveWeights, kendallTauB } from "#app/domain/calibration/rank-stability.ts";
import { LEAST_INTERVIEWERS } from "#app/domain/calibration/rater-effects.ts";
import { NOTABLE_SEVERITY } from "#app/domain/calibration/rater-readings.ts";
import { cardStatistics, residualStatistics } from "#app/domain/calibration/rater-statistics.ts";
import { isRefusal } from "#app/domain/calibration/refusal.ts";
import { FLAT_SCORES, MINIMUM_CARDS } from "#app/domain/calibration/summary.ts";
import { twoWayEffects, twoWayLayout } from "#app/domain/calibration/two-way.ts";
import { MINIMUM_DRILLS } from "#app/domain/drill-agreement.ts";
import { quadratic, weightedKappa } from "#app/domain/drill-kappa.ts";
import { ECHO, echoes, LEAST, SHINGLE } from "#app/domain/echo.ts";
import { LATE_HOURS } from "#app/domain/panel-flags-loop.ts";
import { mean, panelScore } from "#app/domain/score.ts";
import * as example from "#app/routes/_app.calibration_.method/examples.ts";
import { explanations } from "#app/routes/_app.calibration_.method/explanations.tsx";
import { cellsOf, given } from "#tests/support/rating-panels.ts";

const rounded = (value: number, digits = 2) => Number(value.toFixed(digits)) || 0;
const { table } = example;

const card = (candidate: string, interviewer: string, ratings: readonly number[]) =>
  ratings.map((rating, at) => ({ candidate, interviewer, criterion: `c${at}`, rating }));
const tableRows = table.rows.flatMap(({ candidate, scores }) =>
  scores.flatMap((score, at) => card(candidate, table.interviewers[at] ?? "", [score])),
);
const fitted = (rows = tableRows): Fit =>
  given(fitModel(cellsOf(rows), { model: "m3", estimator: "reml" }));
/** Of normal numbers, 19 in 20 lie below it. */
const REACH = 1.645;

test("the method page explains every part that a figure can lead to, in the order of its contents", () => {
  expect(Object.keys(explanations)).toEqual(Object.keys(methodParts));
});

test("the method page names the thresholds that are in force", () => {
  expect(example.least).toEqual({
    ...{ cards: MINIMUM_CARDS, cardsToAdjust: MINIMUM_CARDS_TO_ADJUST },
    ...{ interviewers: LEAST_INTERVIEWERS, compared: MINIMUM_COMPARED, overlap: LEAST_OVERLAP },
    ...{ drills: MINIMUM_DRILLS, flatScores: FLAT_SCORES, severity: NOTABLE_SEVERITY },
    ...{ strong: STRONG, fair: FAIR, chance: FLAG_P, correlation: FLAG_R },
    ...{ loops: MINIMUM_LOOPS, moves: MINIMUM_MOVES, editors: MINIMUM_EDITORS },
    ...{ lateHours: LATE_HOURS, shingle: SHINGLE, shingles: LEAST, echo: ECHO },
  });
});

describe("the examples of the method page", () => {
  test("patterns and decisions", () => {
    const { patterns } = example;
    const shown = (n: number, of: number) => {
      const { share, interval } = wilson(n, of);
      const [percentage, low, high] = [share, ...interval].map((part) => rounded(part * 100, 0));
      return { percentage, low, high };
    };
    const { low, high } = patterns;
    expect(shown(patterns.corroborated, patterns.both)).toMatchObject({ low, high });
    for (const { offers, of, ...said } of [patterns.with, patterns.without])
      expect(said).toEqual(shown(offers, of));
  });
  test("changes toward the others", () => {
    const { majority } = example;
    const at = (day: number) => new Date(Date.UTC(2026, 4, day));
    const scored = (score: number) => [{ criterion: "depth", score }];
    const others = majority.others.map((score, by) => ({
      interviewerId: `other ${by}`,
      versions: [{ sealedAt: at(1), ratings: scored(score), couldRead: [] }],
    }));
    const couldRead = others.map(({ interviewerId }) => interviewerId);
    const own = {
      interviewerId: "own",
      versions: [
        { sealedAt: at(1), ratings: scored(2), couldRead: [] },
        { sealedAt: at(2), ratings: scored(3), couldRead },
      ],
    };
    const centre = mean(majority.others) ?? 0;
    expect(movesOf([own, ...others])?.moves).toMatchObject({ toward: 1, away: 0, even: 0 });
    expect([centre, centre - 2, centre - 3].map((value) => rounded(Math.abs(value)))).toEqual([
      ...[majority.mean, majority.before, majority.after],
    ]);
    const { share, interval } = exactBinomial(majority.toward, majority.of);
    expect([share, ...interval].map((part) => rounded(part * 100, 0))).toEqual([
      ...[majority.percentage, majority.low, majority.high],
    ]);
  });
  test("two cards in the same words", () => {
    const { echo } = example;
    const texts = [echo.shorter, echo.longer].map((text, at) => ({
      ...{ cardId: `${at}`, interviewerId: `${at}`, texts: [text] },
    }));
    const [found] = echoes(texts);
    expect(found?.share).toBeCloseTo(echo.shared / echo.runs, 12);
    expect(rounded((found?.share ?? 0) * 100, 0)).toBe(echo.percentage);
  });
  test("the table and the three parts of its scores", () => {
    const rows = table.rows.map(({ scores }) => Float64Array.from(scores));
    const variance = varianceOf(tableMeanSquares(rows));
    const { candidate, interviewer, residual } = variance;
    expect(rounded(candidate)).toBe(table.variance.candidate);
    expect(rounded(interviewer)).toBe(table.variance.interviewer);
    expect(rounded(residual)).toBe(table.variance.rest);
    const fit = fitted();
    expect(rounded(fit.variance.candidate, 6)).toBe(table.variance.candidate);
    expect(rounded(fit.variance.interviewer, 6)).toBe(table.variance.interviewer);
    expect(rounded(fit.mean)).toBe(table.mean);
    for (const { scores, mean } of table.rows)
      expect(scores.reduce<number>((sum, score) => sum + score, 0) / 3).toBe(mean);
    for (const [at, mean] of table.means.entries())
      expect(rows.reduce((sum, row) => sum + (row[at] ?? 0), 0) / 6).toBe(mean);
  });

  test("panel score", () => {
    const { cards, weights, means, score, coverage } = example.panelScore;
    const criteria = Object.keys(weights);
    const read = panelScore(
      cards.map((scores) =>
        criteria.map((criterion) => ({
          criterion,
          score: new Map(Object.entries(scores)).get(criterion) ?? null,
        })),
      ),
      criteria,
      weights,
    );
    expect(rounded(read.score ?? 0, 1)).toBe(score);
    expect(read.coverage).toBe(coverage);
    expect(read.criteria.map(({ mean }) => mean)).toEqual([...Object.values(means), null]);
  });

  test("severity, by hand and fitted", () => {
    const { above, kept, points, reach, low, high } = example.severity;
    const { interviewer, rest } = table.variance;
    expect(rounded(interviewer / (interviewer + rest / table.rows.length))).toBe(kept);
    expect(table.means[0] - table.mean).toBe(above);
    expect(rounded(-above * kept)).toBe(points);
    const fit = fitted().interviewer;
    expect(rounded(0 - (fit.blup[0] ?? 0))).toBe(points);
    expect(rounded((fit.high[0] ?? 0) - (fit.blup[0] ?? 0), 1)).toBe(reach);
    expect([fit.high[0], fit.low[0]].map((end) => rounded(0 - (end ?? 0), 1))).toEqual([low, high]);
    const careful = given(fitModel(cellsOf(tableRows), { model: "m3" }));
    expect(rounded(0 - (careful.interviewer.blup[0] ?? 0))).toBe(example.carefulSeverity);
  });

  test("adjusted score, of a whole panel and of one card", () => {
    const { kept, score, below } = example.calibrated;
    const { candidate, interviewer, rest } = table.variance;
    expect(rounded(candidate / (candidate + rest / 3))).toBe(kept);
    expect(rounded(table.mean - kept * below)).toBe(score);
    const fit = fitted();
    expect(rounded(fit.mean + (fit.candidate.blup[0] ?? 0))).toBe(score);

    const { oneCard } = example;
    expect(rounded(oneCard.given - -0.4)).toBe(oneCard.evened);
    expect(interviewer).toBeGreaterThan(0);
    expect(rounded(candidate / (candidate + rest))).toBe(oneCard.kept);
    expect(rounded(table.mean + oneCard.kept * (oneCard.evened - table.mean))).toBe(oneCard.byHand);
    const beside = fitted([...tableRows, ...card("Gus", "Ben", [oneCard.given])]);
    expect(rounded(beside.mean + (beside.candidate.blup[6] ?? 0))).toBe(oneCard.score);
  });

  test("range of an adjusted score", () => {
    const { cards, panel, level, sum, root, reach, low, high } = example.interval;
    const { candidate, interviewer, rest } = table.variance;
    expect(rounded(candidate * (1 - example.calibrated.kept) * (5 / 6), 4)).toBe(cards);
    expect(rounded(interviewer / 3, 4)).toBe(panel);
    expect(rounded(rest / 18, 4)).toBe(level);
    expect(rounded(cards + panel + level, 3)).toBe(sum);
    expect(rounded(Math.sqrt(sum))).toBe(root);
    const fit = fitted();
    expect(rounded((fit.candidate.high[2] ?? 0) - fit.mean)).toBe(reach);
    expect([fit.candidate.low[2], fit.candidate.high[2]].map((end) => rounded(end ?? 0))).toEqual([
      low,
      high,
    ]);
  });

  test("who is ahead", () => {
    const { difference, variance, root, ratio, ahead } = example.pair;
    const found = fitted().difference(1, 2);
    expect(rounded(found.difference)).toBe(difference);
    expect(rounded(found.sd ** 2)).toBe(variance);
    expect(rounded(2 * table.variance.candidate * (1 - example.calibrated.kept))).toBe(variance);
    expect(rounded(found.sd)).toBe(root);
    expect(rounded(found.difference / found.sd)).toBe(ratio);
    expect(Math.round(100 * found.probability)).toBe(ahead);
  });

  test("range of an unadjusted score", () => {
    const { error, reach, low, high } = example.rawInterval;
    const found = Math.sqrt((table.variance.interviewer + table.variance.rest) / 3);
    expect(rounded(found)).toBe(error);
    expect(rounded(REACH * found)).toBe(reach);
    expect([3 - REACH * found, 3 + REACH * found].map((end) => rounded(end))).toEqual([low, high]);
  });

  test("order", () => {
    const { before, after, tau, moved, pairs, kept, swapped } = example.order;
    const ranks = before.map((name) => after.indexOf(name));
    const found = kendallTauB([0, 1, 2, 3], ranks);
    expect(rounded(Number(found))).toBe(tau);
    expect(rounded((kept - swapped) / pairs)).toBe(tau);
    expect(ranks.filter((rank, at) => rank !== at)).toHaveLength(moved);
  });

  test("linkage", () => {
    const cells = cellsOf(
      Object.entries(example.linkage.met).flatMap(([candidate, met]) =>
        met.flatMap((interviewer) => card(candidate, interviewer, [3])),
      ),
    );
    const islands = connectedComponents(cells).groups.map(({ interviewers }) =>
      [...interviewers].map((at) => cells.interviewers[at]),
    );
    expect(islands).toEqual(example.linkage.islands);
  });

  test("assignment", () => {
    const { strong, weak, panel, r } = example.assignment;
    const cells = cellsOf(
      [...strong, ...weak].flatMap(({ candidate, scores }) =>
        Object.entries(scores).flatMap(([interviewer, score]) =>
          card(candidate, interviewer, [score]),
        ),
      ),
    );
    const layout = twoWayLayout(cells, connectedComponents(cells));
    const effects = twoWayEffects(layout, Float64Array.from(cells.ratings));
    expect([...effects.panel].map((of) => rounded(of))).toEqual([
      ...strong.map(() => panel),
      ...weak.map(() => -panel),
    ]);
    const { candidate, interviewer, rest } = table.variance;
    const variance = { candidate, interviewer, residual: rest };
    const found = given(checkAssignment(layout, effects, variance));
    expect(rounded(found.r)).toBe(r);
    expect(found.p).toBeGreaterThan(0.2);
    expect(found.flagged).toBe(false);
  });

  test("alpha", () => {
    const { pairs, places, observed, expected, alpha } = example.alpha;
    const cells = cellsOf(
      pairs.flatMap(([a, b], at) => [
        ...card(`candidate ${at}`, "Ana", [a]),
        ...card(`candidate ${at}`, "Ben", [b]),
      ]),
    );
    expect(rounded(given(krippendorff(cells, [0], 1).alpha).ordinal)).toBe(alpha);
    const all = pairs.flat();
    for (const [score, place] of Object.entries(places)) {
      const below = all.filter((other) => other < Number(score)).length;
      const same = all.filter((other) => other === Number(score)).length;
      expect(below + (same + 1) / 2).toBe(place);
    }
    const square = (a: keyof typeof places, b: keyof typeof places) => (places[a] - places[b]) ** 2;
    expect(pairs.reduce((sum, [a, b]) => sum + square(a, b), 0) / 5).toBe(observed);
    const every = all.flatMap((a, at) => all.slice(at + 1).map((b) => square(a, b)));
    expect(rounded(every.reduce((sum, of) => sum + of, 0) / every.length)).toBe(expected);
    expect(rounded(1 - observed / expected)).toBe(alpha);
  });

  test("intraclass correlation", () => {
    const { candidate, interviewer, rest } = table.variance;
    const found = given(intraclass({ candidate, interviewer, residual: rest }, 3));
    expect(rounded(found.A1, 3)).toBe(example.icc.one);
    expect(rounded(found.C1)).toBe(example.icc.ranking);
    expect(rounded(found.Ak)).toBe(example.icc.panel);
    expect(rounded(found.Ck)).toBe(example.icc.panelRanking);
  });

  test("distribution", () => {
    const { scores, unseen, middle } = example.distribution;
    const threes = scores.filter((score) => score === 3).length;
    expect(Math.round((100 * threes) / (scores.length + unseen))).toBe(middle);
  });

  test("effective weight", () => {
    const entries = Object.entries(example.effectiveWeight);
    const profiles = [0, 1, 2].map((at) => ({
      id: String(at),
      scores: entries.map(([criterion, { scores }]) => ({ criterion, score: scores[at] ?? null })),
    }));
    const weights = Object.fromEntries(entries.map(([key, { weight }]) => [key, weight]));
    const found = given(effectiveWeights(profiles, weights));
    for (const [at, [criterion, { weight, spread, product, percentage }]] of entries.entries()) {
      const own = found[at];
      expect(own).toMatchObject({ criterion, nominal: weight, percentage });
      expect(rounded(own?.spread ?? -1)).toBe(spread);
      expect(rounded(own?.effective ?? -1)).toBe(product);
    }
  });

  test("drift and the bar over the same cards", () => {
    const quarters = [example.drift.before, example.drift.after];
    const cells = cellsOf(
      quarters.flatMap(({ own, other }, quarter) =>
        own.flatMap((score, at) => [
          ...card(`${quarter} ${at}`, "Ana", [score]),
          ...card(`${quarter} ${at}`, "Ben", [other[at] ?? 0]),
        ]),
      ),
    );
    const moments = Float64Array.from({ length: cardCount(cells) }, (_, at) =>
      Date.UTC(2026, at < cardCount(cells) / 2 ? 1 : 4, 1 + at),
    );
    const { candidate, interviewer, rest } = table.variance;
    const variance = { candidate, interviewer, card: null, residual: rest };
    const fit = { model: "m3" as const, variance };
    const options = { windows: { by: "quarter" as const } };
    const found = given(interviewerDrift(cells, moments, fit, options))[0];
    const change = given(found?.change);
    for (const { own, other, difference } of quarters) {
      const apart = own.reduce<number>((sum, score, at) => sum + score - (other[at] ?? 0), 0);
      expect(apart / own.length).toBe(difference);
    }
    expect(rounded(change.difference)).toBe(example.drift.change);
    expect([change.low, change.high].map((end) => rounded(end))).toEqual([
      example.drift.low,
      example.drift.high,
    ]);
    expect(change.flagged).toBe(false);

    const bar = given(barDrift([{ position: "p", cells, moments, fit }], options))[0];
    const scores = bar?.windows.map((window) => (isRefusal(window) ? null : rounded(window.score)));
    expect(scores).toEqual([example.bar.before, example.bar.after]);
    expect(rounded(given(bar?.change).difference)).toBe(example.bar.difference);
  });

  test("quarters by themselves", () => {
    const { own, others, apart, weights, sum, severity } = example.period;
    const rows = own.flatMap((score, at) => [
      ...card(`c${at}`, "Ana", [score]),
      ...(others[at] ?? []).flatMap((given, by) => card(`c${at}`, `Other ${by}`, [given])),
    ]);
    const cells = { ...cellsOf(rows), settledAt: Float64Array.of(0, 0) };
    const sums = severitySums(cells).find(({ id }) => id === "Ana");
    expect(sums?.candidates).toEqual([own.length]);
    expect(rounded(sums?.weight[0] ?? 0)).toBe(sum);
    expect(rounded((sums?.apart[0] ?? 0) / (sums?.weight[0] ?? 1))).toBe(severity);
    const each = others.map((given, at) => [
      rounded((mean(given) ?? 0) - (own[at] ?? 0)),
      rounded(given.length / (1 + given.length)),
    ]);
    expect(each).toEqual(apart.map((distance, at) => [distance, weights[at]]));
  });

  test("criteria scored alike", () => {
    const { own, others, flat, ownVariance, othersVariance, ratio } = example.alike;
    const cells = cellsOf([
      ...own.flatMap((ratings, at) => card(`a${at}`, "Ana", ratings)),
      ...others.flatMap((ratings, at) => card(`b${at}`, "Ben", ratings)),
    ]);
    const found = cardStatistics(cells);
    expect(given(found[0])).toMatchObject({ flat, cards: own.length, othersFlatShare: 0 });
    expect(rounded(given(found[0]).variance)).toBe(ownVariance);
    expect(rounded(given(found[1]).variance)).toBe(othersVariance);
    expect(rounded(given(found[0]).ratioToOthers)).toBe(ratio);
  });

  /** One interviewer's ratings, with what the model expects of each put in by hand. */
  const against = (expected: readonly number[], ratings: readonly number[], residual: number) => {
    const cells = cellsOf(ratings.flatMap((rating, at) => card(`c${at}`, "Ana", [rating])));
    const none = Float64Array.from(expected, () => 0);
    const effects = (blup: Float64Array) => ({ blup, sd: none, low: none, high: none });
    const fit: Fit = {
      ...fitted(),
      variance: { candidate: 1, interviewer: 0, card: null, residual },
      fixed: Float64Array.of(0),
      candidate: effects(Float64Array.from(expected)),
      interviewer: effects(Float64Array.of(0)),
    };
    return given(residualStatistics(cells, fit)[0]);
  };

  test("little of the scale, and far from what is expected", () => {
    const { little, uneven } = example;
    expect(rounded(against(little.expected, little.given, 0.3).slope)).toBe(little.slope);
    const found = against(uneven.expected, uneven.given, uneven.usual);
    expect(rounded(found.meanSquare)).toBe(uneven.times);
    const squares = uneven.given.map((score, at) => (score - (uneven.expected[at] ?? 0)) ** 2);
    expect(squares).toEqual(uneven.squares);
    expect(squares.reduce((sum, of) => sum + of, 0) / squares.length).toBe(uneven.mean);
  });

  test("hardly rising and falling with the panel", () => {
    const { own, others, correlation } = example.unrelated;
    const cells = cellsOf(
      own.flatMap((score, at) => [
        ...card(`c${at}`, "Ana", [score]),
        ...card(`c${at}`, "Ben", [others[at] ?? 0]),
      ]),
    );
    expect(rounded(given(panelCorrelations(cells)[0]).correlation)).toBe(correlation);
  });

  test("measures and fit in logits", () => {
    const { facets } = example;
    expect(rounded(Math.log(facets.share / (1 - facets.share)))).toBe(facets.logit);
    const codes = (of: (at: number) => number) => Uint32Array.from(facets.given, (_, at) => of(at));
    const found = fitStatistics(
      {
        names: ["a", "b", "c", "d", "Ana", "criterion"],
        start: [0, 4, 5, 6],
        element: [codes((at) => at), codes(() => 4), codes(() => 5)],
        card: codes((at) => at),
        step: Uint8Array.from(facets.given, (score) => score - 1),
        categories: [1, 2],
        leftOut: [],
      },
      Float64Array.of(0, 0, 0, 0, Math.log(3), 0),
      Float64Array.of(0),
    );
    expect(rounded(found.infit[4] ?? 0)).toBe(facets.infit);
    expect(rounded(found.outfit[4] ?? 0)).toBe(facets.infit);
    expect(rounded((found.se[4] ?? 0) ** -2)).toBe(facets.variance);
    expect(rounded(facets.squares / facets.variance)).toBe(facets.infit);
    const separation = separationOf(facets.sd, facets.error);
    expect(rounded(separation.adjusted)).toBe(facets.adjusted);
    expect(rounded(separation.separation)).toBe(facets.separation);
    expect(rounded(separation.strata, 1)).toBe(facets.strata);
    expect(rounded(separation.reliability)).toBe(facets.reliability);
  });

  test("drills", () => {
    const { own, key, exact, within, signed, observed, expected, kappa } = example.drills;
    const apart = own.map((score, at) => score - (key[at] ?? 0));
    expect(apart.filter((points) => points === 0)).toHaveLength(exact);
    expect(apart.filter((points) => Math.abs(points) <= 1)).toHaveLength(within);
    expect(apart.reduce((sum, points) => sum + points, 0) / own.length).toBe(signed);
    expect(apart.reduce((sum, points) => sum + points ** 2, 0) / own.length).toBe(observed);
    const every = own.flatMap((a) => key.map((b) => (a - b) ** 2));
    expect(rounded(every.reduce((sum, of) => sum + of, 0) / every.length)).toBe(expected);
    const pairs = own.map((score, at) => ({ own: score, key: key[at] ?? 0 }));
    expect(rounded(given(weightedKappa(pairs, quadratic(4))).value)).toBe(kappa);
    expect(rounded(1 - observed / expected)).toBe(kappa);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  impliedMeanSquares,
  intraclass,
  intraclassIntervals,
  type MeanSquares,
  oneWay,
  tableMeanSquares,
  varianceOf,
} from "#app/domain/calibration/intraclass.ts";
import { given, reference } from "#tests/support/rating-panels.ts";

const complete = reference("icc_shrout_fleiss_1979");
const missing = reference("icc_shrout_fleiss_missing");

const squaresOf = (table: readonly (readonly number[])[]) =>
  tableMeanSquares(table.map((row) => Float64Array.from(row)));

function valuesOf(squares: MeanSquares) {
  return given(intraclass(varianceOf(squares), squares.panel));
}

describe("the analysis of variance of a complete table", () => {
  it("has Shrout and Fleiss's mean squares and degrees of freedom", () => {
    const squares = squaresOf(complete.data.ratings);
    const { BMS, JMS, EMS, WMS, df } = complete.expected.anova;
    expect(squares.candidate).toBeCloseTo(BMS, 11);
    expect(squares.interviewer).toBeCloseTo(JMS, 11);
    expect(squares.residual).toBeCloseTo(EMS, 11);
    expect(oneWay(squares).residual).toBeCloseTo(WMS, 11);
    expect(squares.freedom).toEqual({ candidate: df.B, interviewer: df.J, residual: df.E });
    expect(oneWay(squares).freedom.residual).toBe(df.W);
  });

  it("stands for its variances", () => {
    const variance = varianceOf(squaresOf(complete.data.ratings));
    const { target, judge, residual } = complete.expected.variance_components_anova;
    expect(variance.candidate).toBeCloseTo(target, 12);
    expect(variance.interviewer).toBeCloseTo(judge, 12);
    expect(variance.residual).toBeCloseTo(residual, 12);
  });
});

describe("intraclass correlations", () => {
  const squares = squaresOf(complete.data.ratings);
  const { irr_icc: irr, psych_ICC: psych } = complete.expected;

  it("are all six of Shrout and Fleiss's", () => {
    const { A1, C1, Ak, Ck } = valuesOf(squares);
    const { C1: one, Ck: average } = valuesOf(oneWay(squares));
    expect(one).toBeCloseTo(irr["ICC(1,1)"].value, 12);
    expect(A1).toBeCloseTo(irr["ICC(2,1)=ICC(A,1)"].value, 12);
    expect(C1).toBeCloseTo(irr["ICC(3,1)=ICC(C,1)"].value, 12);
    expect(average).toBeCloseTo(irr["ICC(1,k)"].value, 12);
    expect(Ak).toBeCloseTo(irr["ICC(2,k)=ICC(A,k)"].value, 12);
    expect(Ck).toBeCloseTo(irr["ICC(3,k)=ICC(C,k)"].value, 12);
    expect([one, A1, C1, average, Ak, Ck].map((value) => value.toFixed(4))).toEqual([
      "0.1657",
      "0.2898",
      "0.7148",
      "0.4428",
      "0.6201",
      "0.9093",
    ]);
  });

  it("come from a mixed model's variances, also where cells are missing", () => {
    const { var_candidate, var_interviewer, var_residual } = missing.expected.lmer;
    const expected = missing.expected.psych_ICC_lmer;
    const { A1, C1, Ak, Ck } = given(
      intraclass(
        { candidate: var_candidate, interviewer: var_interviewer, residual: var_residual },
        4,
      ),
    );
    expect(A1).toBeCloseTo(expected.ICC2.value, 12);
    expect(C1).toBeCloseTo(expected.ICC3.value, 12);
    expect(Ak).toBeCloseTo(expected.ICC2k.value, 12);
    expect(Ck).toBeCloseTo(expected.ICC3k.value, 12);
  });

  it("have McGraw and Wong's intervals", () => {
    const { A1, C1, Ck } = given(intraclassIntervals(squares, 0.95));
    const { C1: one, Ck: average } = given(intraclassIntervals(oneWay(squares), 0.95));
    const published = [
      [one, irr["ICC(1,1)"]],
      [average, irr["ICC(1,k)"]],
      [A1, irr["ICC(2,1)=ICC(A,1)"]],
      [C1, irr["ICC(3,1)=ICC(C,1)"]],
      [Ck, irr["ICC(3,k)=ICC(C,k)"]],
    ] as const;
    for (const [[low, high], { lo95, hi95 }] of published) {
      expect(low).toBeCloseTo(lo95, 11);
      expect(high).toBeCloseTo(hi95, 11);
    }
  });

  it("step the bounds of A,1 up to A,k as psych does, where irr's differ", () => {
    const { A1, Ak } = given(intraclassIntervals(squares, 0.95));
    expect(Ak[0]).toBeCloseTo(psych.ICC2k.lo95, 11);
    expect(Ak[1]).toBeCloseTo(psych.ICC2k.hi95, 11);
    expect(Ak[0]).toBeCloseTo((4 * A1[0]) / (1 + 3 * A1[0]), 12);
    expect(irr["ICC(2,k)=ICC(A,k)"].lo95).toBeCloseTo(0.0394, 4);
  });

  it("have intervals that hold nine times out of ten unless asked otherwise", () => {
    const nine = given(intraclassIntervals(squares));
    expect(nine).toEqual(given(intraclassIntervals(squares, 0.9)));
    const wider = given(intraclassIntervals(squares, 0.95));
    for (const form of ["A1", "C1", "Ak", "Ck"] as const) {
      expect(nine[form][0]).toBeGreaterThan(wider[form][0]);
      expect(nine[form][1]).toBeLessThan(wider[form][1]);
    }
  });

  it("have the same intervals from a complete table's variances as from the table", () => {
    const { freedom, panel, met } = squares;
    const implied = impliedMeanSquares(varianceOf(squares), freedom, panel, met);
    const [from, of] = [given(intraclassIntervals(implied)), given(intraclassIntervals(squares))];
    for (const form of ["A1", "C1", "Ak", "Ck"] as const) {
      expect(from[form][0]).toBeCloseTo(of[form][0], 12);
      expect(from[form][1]).toBeCloseTo(of[form][1], 12);
    }
  });

  it("are refused where candidates do not differ, which is not a 0", () => {
    const reason = "Candidates differ no more than chance would make them.";
    expect(intraclass({ candidate: 0, interviewer: 0.4, residual: 0.6 }, 3)).toEqual({ reason });
    expect(intraclass({ candidate: 1e-12, interviewer: 0, residual: 1 }, 3)).toEqual({ reason });
  });

  it("are refused where nothing varies", () => {
    const nothing = { candidate: 0, interviewer: 0, residual: 0 };
    expect(intraclass(nothing, 3)).toEqual({ reason: "Everybody gave the same score." });
  });

  it("have no interval where no card is left over, or nothing disagrees", () => {
    const variance = { candidate: 1, interviewer: 0.2, residual: 0.5 };
    const freedom = { candidate: 4, interviewer: 4, residual: 0 };
    expect(intraclassIntervals(impliedMeanSquares(variance, freedom, 2, 2))).toEqual({
      reason: "Too few cards are left over for a range.",
    });
    expect(
      intraclassIntervals(
        squaresOf([
          [1, 1],
          [2, 2],
          [3, 3],
        ]),
      ),
    ).toEqual({
      reason: "Cards leave no disagreement to make a range from.",
    });
  });

  it("are refused where a bound would not be finite", () => {
    const table = [
      [1e100, 1],
      [2, 3],
      [4, 2],
    ];
    expect(intraclassIntervals(squaresOf(table))).toEqual({
      reason: "One score lies too far from all others for a range.",
    });
  });

  it("stay in their intervals, C at or above A and k at or above 1, for any variances", () => {
    const share = fc.double({ min: 0.001, max: 10, noNaN: true });
    const size = fc.integer({ min: 2, max: 30 });
    fc.assert(
      fc.property(share, share, share, size, size, (candidate, interviewer, residual, n, k) => {
        const variance = { candidate, interviewer, residual };
        const freedom = { candidate: n - 1, interviewer: k - 1, residual: (n - 1) * (k - 1) };
        const values = given(intraclass(variance, k));
        const intervals = given(intraclassIntervals(impliedMeanSquares(variance, freedom, k, n)));
        for (const form of ["A1", "C1", "Ak", "Ck"] as const) {
          expect(intervals[form][0]).toBeLessThanOrEqual(values[form] + 1e-9);
          expect(intervals[form][1]).toBeGreaterThanOrEqual(values[form] - 1e-9);
          expect(intervals[form][1]).toBeLessThanOrEqual(1);
        }
        expect(values.C1).toBeGreaterThanOrEqual(values.A1);
        expect(values.Ck).toBeGreaterThanOrEqual(values.Ak);
        expect(values.Ak).toBeGreaterThanOrEqual(values.A1);
        expect(values.Ck).toBeGreaterThanOrEqual(values.C1);
      }),
    );
  });
});

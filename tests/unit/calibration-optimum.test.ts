import { describe, expect, test } from "vitest";
import {
  type Cells,
  cellsFrom,
  columnsFrom,
  type RatingRow,
} from "#app/domain/calibration/cells.ts";
import { type Estimator, type ModelName, modelNames } from "#app/domain/calibration/fit.ts";
import { fitModel } from "#app/domain/calibration/model.ts";
import { normal, seeded } from "#app/domain/calibration/random.ts";
import { isRefusal } from "#app/domain/calibration/refusal.ts";

/** A small panel whose variances are nothing, little or much, with ratings missing. */
function panelOf(seed: number): Cells {
  const random = seeded(seed);
  const among = (...values: number[]) => values[Math.floor(random() * values.length)] ?? 0;
  const [candidates, interviewers] = [among(6, 12, 24), among(3, 7, 12)];
  const [criteria, top, missing] = [among(1, 2, 4), among(1, 5, 10), among(0, 0.1, 0.4)];
  const spread = () => (top / 5) * among(0, 0.2, 0.7, 1.5);
  const [strengths, leniencies, impressions] = [spread(), spread(), spread()];
  const noise = (top / 5) * among(0.2, 0.6, 1);
  const leniency = Array.from({ length: interviewers }, () => leniencies * normal(random));
  const rows: RatingRow[] = [];
  for (let c = 0; c < candidates; c++) {
    const strength = strengths * normal(random);
    for (const [i, of] of leniency.entries()) {
      if (random() > 3 / interviewers) continue;
      const impression = impressions * normal(random);
      for (let k = 0; k < criteria; k++) {
        const points = top / 2 + strength + of + impression + noise * normal(random);
        const rating = Math.max(0, Math.min(top, Math.round(points)));
        if (random() >= missing)
          rows.push({ candidate: `c${c}`, interviewer: `i${i}`, criterion: `k${k}`, rating });
      }
    }
  }
  const cells = cellsFrom(columnsFrom(rows));
  if (isRefusal(cells)) throw new Error(cells.reason);
  return cells;
}

const starts = [
  { candidate: 1, interviewer: 1, card: 1 },
  { candidate: 0.01, interviewer: 4, card: 0.01 },
  { candidate: 4, interviewer: 0.01, card: 4 },
  { candidate: 0, interviewer: 0, card: 0 },
];

/** The height at the end: minus twice the log likelihood and the penalty. */
function heightOf(
  cells: Cells,
  model: ModelName,
  estimator: Estimator,
  start?: (typeof starts)[0],
) {
  const fit = fitModel(cells, { model, estimator, ...(start && { start }) });
  if (isRefusal(fit)) return fit.reason;
  const { candidate, interviewer } = fit.start;
  const pull = estimator === "penalized" ? Math.log(candidate * interviewer) : 0;
  return (fit.criterionValue ?? 0) - pull;
}

describe.each(["reml", "ml", "penalized"] as const)("%s", (estimator) => {
  test.each(modelNames)("of %s ends at the same height wherever it starts", (model) => {
    for (let seed = 1; seed <= 60; seed++) {
      const cells = panelOf(seed);
      const own = heightOf(cells, model, estimator);
      if (typeof own === "string") continue;
      for (const start of starts) {
        const other = heightOf(cells, model, estimator, start);
        if (typeof other === "string") continue;
        expect(Math.abs(own - other), `panel ${seed}`).toBeLessThan(1e-6 * (1 + Math.abs(own)));
      }
    }
  });
});

import { cellsFrom } from "#app/domain/calibration/cells.ts";
import { type FindingsPart, findingsOf } from "#app/domain/calibration/find.ts";
import { isRefusal } from "#app/domain/calibration/refusal.ts";
import { answer, type Calculated, type Progress, type Task } from "#app/jobs/calibration-thread.ts";

/** What the thread that calibrates begins with: the position's weights say what a card scores. */

/** What it is doing, to be said of it. */
const phases: Record<FindingsPart, string> = {
  m1: "fitting the model",
  m3: "fitting the model",
  gates: "checking how panels were chosen",
  agreement: "measuring agreement",
  effects: "reading what sets interviewers apart",
  facets: "fitting the many-facet model",
  drift: "comparing quarters",
  quarters: "adding up quarters",
  candidates: "putting candidates in order",
};

answer(calibrated);

function calibrated(
  { columns, weights, points, start }: Task,
  tell: (progress: Progress) => void,
): Calculated {
  const cells = cellsFrom(columns);
  if (isRefusal(cells)) throw new Error(cells.reason);
  const found = findingsOf(cells, {
    ...{ points, start },
    weights: weights && columns.criteria.map((key) => weights[key] ?? 0),
    onProgress: (share, part) => tell({ phase: phases[part], share }),
  });
  if (isRefusal(found)) throw new Error(found.reason);
  return found;
}

import { cellsFrom } from "#app/domain/calibration/cells.ts";
import { isRefusal } from "#app/domain/calibration/refusal.ts";
import { calibrate, type Part } from "#app/domain/calibration/report.ts";
import { answer, type Calculated, type Progress, type Task } from "#app/jobs/calibration-thread.ts";

/** What the thread that calibrates begins with: the position's weights say what a card scores. */

/** What it is doing, to be said of it. */
const phases: Record<Part, string> = {
  m1: "fitting the model",
  m2: "fitting the model",
  m3: "fitting the model",
  gates: "checking how panels were chosen",
  agreement: "measuring agreement",
  effects: "reading what sets interviewers apart",
  facets: "fitting the many-facet model",
};

answer(calibrated);

function calibrated(
  { columns, weights, points, start }: Task,
  tell: (progress: Progress) => void,
): Calculated {
  const cells = cellsFrom(columns);
  if (isRefusal(cells)) throw new Error(cells.reason);
  const report = calibrate(cells, {
    model: weights ? "m3" : "m2",
    ...(weights && { weights: columns.criteria.map((key) => weights[key] ?? 0) }),
    scale: [1, points],
    ...(start && { start }),
    onProgress: (share, part) => tell({ phase: phases[part], share }),
  });
  if (isRefusal(report)) throw new Error(report.reason);
  const { start: next, ...rest } = report;
  return { report: rest, start: next };
}

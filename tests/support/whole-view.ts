import type { CalibrationFilters } from "#app/domain/calibration/filters.ts";
import { viewParts } from "#app/domain/calibration/parts.ts";
import type {
  CalibrationView,
  CandidatesFound,
  CriteriaFound,
  InterviewersFound,
} from "#app/domain/calibration/view.ts";
import type { Viewer } from "#app/domain/people.ts";
import type { Db } from "#db/client.server.ts";
import { getCalibrationView } from "#db/queries/calibration-view.server.ts";

export type WholeFindings = Omit<CandidatesFound, "part"> &
  Omit<InterviewersFound, "part"> &
  Omit<CriteriaFound, "part">;

export type WholeView = Omit<CalibrationView, "found"> & { readonly found: WholeFindings | null };

/** All parts of the calibration view at once, as nobody asks for them but a test. */
export async function wholeView(
  db: Db,
  viewer: Viewer,
  filters: CalibrationFilters,
): Promise<WholeView | null> {
  const [view, ...others] = await Promise.all(
    viewParts.map((part) => getCalibrationView(db, viewer, { ...filters, part })),
  );
  if (!view) return null;
  const found = [view, ...others].map((one) => one?.found ?? null);
  const [candidates, interviewers, criteria] = found;
  if (
    candidates?.part !== "candidates" ||
    interviewers?.part !== "interviewers" ||
    criteria?.part !== "criteria"
  )
    return { ...view, found: null };
  return { ...view, found: together(candidates, interviewers, criteria) };
}

const together = (
  candidates: CandidatesFound,
  interviewers: InterviewersFound,
  criteria: CriteriaFound,
): WholeFindings => ({ ...criteria, ...interviewers, ...candidates });

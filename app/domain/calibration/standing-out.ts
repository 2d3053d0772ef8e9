import type { InterviewerFinding, Standing } from "#app/domain/calibration/findings.ts";
import { alikeWords } from "#app/domain/calibration/profile-words.ts";
import { isRefusal } from "#app/domain/calibration/refusal.ts";
import type { InterviewerRow } from "#app/domain/calibration/view.ts";

type Flagged = Pick<InterviewerFinding, "flags" | "flat" | "othersFlat"> &
  Pick<InterviewerRow, "name" | "change">;

type Judged = Pick<InterviewerFinding, "severity" | "flags">;

/**
 * Which way somebody scores clearly apart from the panel for the same candidates; null where that is not
 * clear. Clear is what their ratings are flagged for (`raterEffects`): surely more than `NOTABLE_SEVERITY`
 * points, allowing for how many people are looked at. A range that merely leaves out 0 is not.
 */
export function clearSeverity({ severity, flags }: Judged): "lower" | "higher" | null {
  if (isRefusal(severity) || severity.points === 0) return null;
  const flagged = flags.some(
    ({ effect }) => effect === "severity" || effect === "range-restriction",
  );
  if (!flagged) return null;
  return severity.points > 0 ? "lower" : "higher";
}

/** How many of these interviewers stand out, and of how many anything is known. */
export function standingOf(rows: readonly Judged[]): Standing {
  const clear = rows.map(clearSeverity);
  return {
    known: rows.filter(({ severity }) => !isRefusal(severity)).length,
    lower: clear.filter((way) => way === "lower").length,
    higher: clear.filter((way) => way === "higher").length,
    alike: rows.filter(({ flags }) => flags.some(({ effect }) => effect === "halo")).length,
  };
}

/** What stands out in one interviewer's ratings, a sentence or two each; about ratings, never a person. */
export function standingOut(row: Flagged): string[] {
  const whose = { own: false, name: "They" } as const;
  const flagged = row.flags.map(({ effect, note }) => {
    const alike = effect === "halo" ? alikeWords(row, whose) : null;
    return alike === null || row.flat.cards === 0
      ? note
      : `${alike.replace(/^They scores /, "Scores ")} ${lastSentence(note)}`;
  });
  const moved = !isRefusal(row.change) && row.change.flagged ? [row.change.words] : [];
  return [...flagged, ...moved];
}

/** What to look at, which every note ends with. */
function lastSentence(note: string): string {
  const end = note.lastIndexOf(". ");
  return end < 0 ? "" : note.slice(end + 2);
}

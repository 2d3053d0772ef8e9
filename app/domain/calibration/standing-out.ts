import type { InterviewerFinding } from "#app/domain/calibration/findings.ts";
import { alikeWords } from "#app/domain/calibration/profile-words.ts";
import { isRefusal } from "#app/domain/calibration/refusal.ts";
import type { InterviewerRow } from "#app/domain/calibration/view.ts";

type Flagged = Pick<InterviewerFinding, "flags" | "flat" | "othersFlat"> &
  Pick<InterviewerRow, "name" | "change">;

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

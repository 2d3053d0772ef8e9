import type { CandidateFinding, FindingsSummary } from "#app/domain/calibration/findings.ts";
import { isRefusal } from "#app/domain/calibration/refusal.ts";
import type { Calibrated } from "#app/domain/calibration/report.ts";

/** Islands besides the largest may hold this share of the candidates before nobody is adjusted. */
const STRAYS = 0.1;

/** Whether adjusted scores are shown, and what is said instead of them or beside them. */
export type Adjustment =
  | { readonly shown: false; readonly why: string }
  | {
      readonly shown: true;
      /** Adjusted scores are shown on this island alone; null where everybody is linked. */
      readonly island: number | null;
      /** What to read beside them; null where every gate is open. */
      readonly caution: string | null;
      /** The two-way score stands beside, because panels seem to have been chosen by strength. */
      readonly twoWay: boolean;
    };

/**
 * What the gates allow. Nothing is adjusted where severity cannot be told from strength, or where panels
 * fall apart into islands without a bridge; a few candidates off the largest island (at most a tenth)
 * are left out instead. Where stronger candidates met other interviewers than chance would pair them
 * with, the two-way score, which compares interviewers only on candidates they share, stands beside.
 */
export function adjustmentOf({
  model,
  gates,
  islands,
}: Pick<FindingsSummary, "model" | "gates" | "islands">): Adjustment {
  if (isRefusal(model)) return { shown: false, why: model.reason };
  const all = islands.reduce((sum, { candidates }) => sum + candidates, 0);
  const off = all - (islands[0]?.candidates ?? 0);
  if (gates.disconnection !== null && off > STRAYS * all)
    return { shown: false, why: gates.disconnection };
  const twoWay = !isRefusal(gates.assignment) && gates.assignment.flagged;
  const words = isRefusal(gates.assignment) ? null : gates.assignment.words;
  const said = [gates.disconnection, words].filter((text) => text !== null);
  return {
    shown: true,
    island: gates.disconnection === null ? null : 1,
    caution: said.length > 0 ? said.join(" ") : null,
    twoWay,
  };
}

/** The adjusted score as far as it may be shown, else why not. */
export function shownScore(
  { calibrated, component }: Pick<CandidateFinding, "calibrated" | "component">,
  adjustment: Adjustment,
): Calibrated | { readonly reason: string } {
  if (!adjustment.shown) return { reason: adjustment.why };
  if (adjustment.island !== null && component !== null && component !== adjustment.island)
    return { reason: "No interviewer links them to the others." };
  return calibrated;
}

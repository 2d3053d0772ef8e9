import type { FindingsSummary, InterviewerFinding } from "#app/domain/calibration/findings.ts";
import { type PanelFlag, patternOfEffect } from "#app/domain/panel-flags.ts";

/**
 * What can be asked about how one interviewer scores over a position's settled loops, as the catalogue
 * names it: what their effects are flagged for, and that nobody shares candidates with them. `islands`
 * are those of the summary.
 */
export function raterFlags(
  { id, flags, component }: Pick<InterviewerFinding, "id" | "flags" | "component">,
  islands: FindingsSummary["islands"],
): PanelFlag[] {
  const about = { authors: [id], passage: null };
  const alone = islands.some((one) => one.number === component && one.interviewers === 1);
  return [
    ...flags.map(({ effect, note }) => ({
      ...{ ...about, pattern: patternOfEffect[effect], id: `${effect}-${id}`, evidence: note },
    })),
    ...(alone && islands.length > 1
      ? [
          {
            ...{ ...about, pattern: "unlinked-rater" as const, id: `unlinked-${id}` },
            evidence:
              "Shares no candidates with anybody: how severe these scores are cannot be told from who was met.",
          },
        ]
      : []),
  ];
}

import { MINIMUM_PEOPLE } from "#app/domain/drill-agreement.ts";
import { comparison } from "#app/domain/drill-comparison.ts";
import type { Db } from "#db/client.server.ts";
import { type DoneDrill, type DrillPage, rubricFor } from "#db/queries/drill.server.ts";

/** What somebody who scored a drill is shown: own, key and panel, with the words of that version. */
export async function comparedFor(db: Db, page: DrillPage, { own, others, number }: DoneDrill) {
  const { drill, attempt } = own;
  const rubric = await rubricFor(db, drill);
  const { criteria } = rubric;
  return {
    at: attempt.at,
    /** Where the drill was published anew since. */
    newer: page.number > number ? page.number : null,
    prompt: drill.prompt,
    difference: drill.difference,
    scale: rubric.scale,
    titles: Object.fromEntries(criteria.map(({ key, title }) => [key, title])),
    says: drill.answers.map(({ says }) => says),
    answers: comparison(
      own,
      others,
      criteria.map(({ key }) => key),
    ),
    panel: panelWords(others.length),
  };
}
export type ComparedDrill = Awaited<ReturnType<typeof comparedFor>>;

function panelWords(others: number): string {
  if (others >= MINIMUM_PEOPLE) return `The panel is the ${others} others who scored it.`;
  const sofar = ["nobody has", "one has", "two have"][others] ?? `${others} have`;
  return `The panel's scores appear once ${MINIMUM_PEOPLE} others have scored it; so far ${sofar}.`;
}

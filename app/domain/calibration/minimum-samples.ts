import { type Cells, cardCount } from "#app/domain/calibration/cells.ts";
import { type Components, connectedComponents } from "#app/domain/calibration/connectedness.ts";
import { type Refusal, refuse } from "#app/domain/calibration/refusal.ts";
import { MINIMUM_CARDS } from "#app/domain/calibration/summary.ts";

/** From this many cards on numbers are adjusted: three candidates, each met by the same two people. */
export const MINIMUM_CARDS_TO_ADJUST = 6;

/**
 * Why severity cannot be told from strength on any of these cards, so that nothing is adjusted; null
 * where it can be.
 */
export function adjustmentRefusal(
  cells: Cells,
  { groups }: Components = connectedComponents(cells),
): Refusal | null {
  const cards = cardCount(cells);
  const candidates = groups.reduce((sum, group) => sum + group.candidates.length, 0);
  const interviewers = groups.reduce((sum, group) => sum + group.interviewers.length, 0);
  const because = (reason: string) => refuse(`Adjustment not estimable: ${reason}`);
  if (cards === 0) return because("no card has a score.");
  if (interviewers === 1)
    return because(
      "one interviewer gave every card. A second one on the same candidates is needed.",
    );
  if (candidates === 1)
    return because("every card is about one candidate. Others met by the same people are needed.");
  if (groups.every((group) => group.interviewers.length === 1))
    return because("no two interviewers met the same candidate.");
  if (groups.every((group) => group.candidates.length === 1))
    return because("no interviewer met two candidates.");
  if (!shareACriterion(cells))
    return because(
      "no two interviewers scored the same criterion, so severity cannot be told from how hard a criterion is.",
    );
  if (cards < MINIMUM_CARDS_TO_ADJUST)
    return because(`${cards} of the ${MINIMUM_CARDS_TO_ADJUST} cards needed.`);
  return null;
}

function shareACriterion({ criteria, interviewer, ratings }: Cells): boolean {
  const by = new Int32Array(criteria.length).fill(-1);
  for (let card = 0; card < interviewer.length; card++)
    for (let k = 0; k < by.length; k++) {
      if (Number.isNaN(ratings[card * by.length + k]!)) continue;
      if (by[k] === -1) by[k] = interviewer[card]!;
      else if (by[k] !== interviewer[card]) return true;
    }
  return false;
}

/** How many cards each interviewer gave, by position in the names of the cells. */
export function cardsByInterviewer({ interviewers, interviewer }: Cells): Uint32Array {
  const cards = new Uint32Array(interviewers.length);
  for (const by of interviewer) cards[by]!++;
  return cards;
}

/** Why an interviewer's severity is not shown; null where it is. */
export function severityRefusal(cards: number): Refusal | null {
  if (cards >= MINIMUM_CARDS) return null;
  return refuse(`Not enough history: ${cards} of the ${MINIMUM_CARDS} cards needed.`);
}

/** What to say beside a candidate's calibrated score; null where it needs no word. */
export function candidateNote(cells: Cells, components: Components, c: number): string | null {
  const cards = cells.first[c + 1]! - cells.first[c]!;
  const group = components.groups[components.candidate[c]!];
  if (cards === 0 || group === undefined) return "No card has a score yet.";
  if (group.interviewers.length === 1)
    return "Nobody else met this interviewer's candidates: severity cannot be told from strength.";
  return cards === 1 ? "Calibrated from one card: another interviewer would tell more." : null;
}

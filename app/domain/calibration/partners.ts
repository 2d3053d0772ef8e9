import { type Cells, cardCount } from "#app/domain/calibration/cells.ts";

export type Partner = {
  /** By position in the names of the cells. */
  readonly interviewer: number;
  /** Candidates both have a card about. */
  readonly candidates: number;
};

/**
 * With whom each interviewer shares candidates, in the order of the interviewers: most candidates
 * first, then in the order of the cells, at most `most` of them. In time linear in the cards times the
 * size of a panel.
 */
export function partnersOf(cells: Cells, most: number): Partner[][] {
  const { first, interviewer } = cells;
  const { start, candidate } = candidatesByInterviewer(cells);
  const shared = new Uint32Array(cells.interviewers.length);
  // The last candidate, counted from one, that somebody was counted for.
  const counted = new Uint32Array(cells.interviewers.length);
  return cells.interviewers.map((_, i) => {
    const met: number[] = [];
    for (let at = start[i]!; at < start[i + 1]!; at++) {
      const c = candidate[at]!;
      for (let card = first[c]!; card < first[c + 1]!; card++) {
        const other = interviewer[card]!;
        if (other === i || counted[other] === c + 1) continue;
        counted[other] = c + 1;
        if (shared[other]!++ === 0) met.push(other);
      }
    }
    const partners = met
      .map((other) => ({ interviewer: other, candidates: shared[other]! }))
      .sort((a, b) => b.candidates - a.candidates || a.interviewer - b.interviewer);
    for (const other of met) {
      shared[other] = 0;
      counted[other] = 0;
    }
    return partners.slice(0, most);
  });
}

/** The candidates of interviewer `i`, each once, from `start[i]` up to, and without, `start[i + 1]`. */
function candidatesByInterviewer(cells: Cells) {
  const { first, interviewer } = cells;
  const start = new Uint32Array(cells.interviewers.length + 1);
  for (const i of interviewer) start[i + 1]!++;
  for (let i = 0; i < cells.interviewers.length; i++) start[i + 1]! += start[i]!;
  const next = start.slice();
  const candidate = new Uint32Array(cardCount(cells));
  for (let c = 0; c < cells.candidates.length; c++)
    for (let card = first[c]!; card < first[c + 1]!; card++)
      candidate[next[interviewer[card]!]!++] = c;
  // A second card about one candidate repeats it, which `counted` passes over.
  return { start, candidate };
}

import type { Cells } from "#app/domain/calibration/cells.ts";

/** Candidates and interviewers tied to one another by cards, by position in the names of the cells. */
export type Group = {
  readonly candidates: Uint32Array;
  readonly interviewers: Uint32Array;
};

export type Components = {
  /** Most candidates first, then most interviewers, then in the order of the cells. */
  readonly groups: readonly Group[];
  /** Position in `groups` by candidate, and by interviewer; -1 for whoever has no card. */
  readonly candidate: Int32Array;
  readonly interviewer: Int32Array;
};

/**
 * Which candidates and interviewers can be compared at all: two belong to one component where a chain
 * of cards leads from one to the other. Severities of two components differ by a number no card tells
 * (Weeks and Williams 1964, Technometrics 6:319). Union-find over interviewers, each candidate joining
 * its panel, in time linear in the cards.
 */
export function connectedComponents({
  candidates,
  interviewers,
  first,
  interviewer,
}: Pick<Cells, "candidates" | "interviewers" | "first" | "interviewer">): Components {
  const parent = Uint32Array.from(interviewers, (_, i) => i);
  const find = (from: number) => {
    let i = from;
    while (parent[i] !== i) {
      parent[i] = parent[parent[i]!]!;
      i = parent[i]!;
    }
    return i;
  };
  for (let c = 0; c < candidates.length; c++) {
    const start = first[c]!;
    for (let j = start + 1; j < first[c + 1]!; j++)
      if (interviewer[j] !== interviewer[j - 1])
        parent[find(interviewer[j]!)] = find(interviewer[start]!);
  }

  const byCandidate = new Int32Array(candidates.length).fill(-1);
  const byInterviewer = new Int32Array(interviewers.length).fill(-1);
  const numbers = new Int32Array(interviewers.length).fill(-1);
  let count = 0;
  for (let c = 0; c < candidates.length; c++) {
    if (first[c] === first[c + 1]) continue;
    const root = find(interviewer[first[c]!]!);
    if (numbers[root] === -1) numbers[root] = count++;
    byCandidate[c] = numbers[root]!;
  }
  for (let i = 0; i < interviewers.length; i++) byInterviewer[i] = numbers[find(i)]!;

  const ofCandidates = members(byCandidate, count);
  const ofInterviewers = members(byInterviewer, count);
  const found = ofCandidates.map((of, at) => ({
    at,
    group: { candidates: of, interviewers: ofInterviewers[at]! },
  }));
  found.sort(
    (a, b) =>
      b.group.candidates.length - a.group.candidates.length ||
      b.group.interviewers.length - a.group.interviewers.length ||
      a.at - b.at,
  );
  const place = new Int32Array(count);
  for (const [to, { at }] of found.entries()) place[at] = to;
  const placed = (number: number) => (number === -1 ? -1 : place[number]!);
  return {
    groups: found.map(({ group }) => group),
    candidate: byCandidate.map(placed),
    interviewer: byInterviewer.map(placed),
  };
}

/** Who has each number, in order; whoever has -1 is nowhere. */
function members(number: Int32Array, count: number): Uint32Array[] {
  const sizes = new Uint32Array(count);
  for (const of of number) if (of !== -1) sizes[of]!++;
  const lists = Array.from(sizes, (size) => new Uint32Array(size));
  sizes.fill(0);
  for (const [at, of] of number.entries()) if (of !== -1) lists[of]![sizes[of]!++] = at;
  return lists;
}

/** What a component is called: counted from one, null for whoever has no card. */
export const componentNumber = (position: number): number | null =>
  position === -1 ? null : position + 1;

const small = ["Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"];

/** Why candidates can be compared within components only; null where all can be compared. */
export function disconnection({ groups }: Components): string | null {
  if (groups.length < 2) return null;
  if (groups.every(({ interviewers }) => interviewers.length === 1))
    return "No two interviewers met the same candidate: compare candidates of one interviewer only.";
  const many = small[groups.length - 2] ?? `${groups.length}`;
  return `${many} groups of interviewers never met the same candidate: compare candidates within a group only. An interviewer who meets candidates of two groups joins them.`;
}

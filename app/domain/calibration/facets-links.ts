import type { Panel } from "#app/domain/calibration/facets-panel.ts";
import { originMeans } from "#app/domain/calibration/facets-summary.ts";
import { type Refusal, refuse } from "#app/domain/calibration/refusal.ts";

/**
 * Which measures may be compared. Elements of one facet with the same origin share a zero: for
 * candidates and interviewers the origin is the component of the panel they belong to, for criteria
 * those used in the same components.
 */
export type Origins = {
  readonly of: Uint32Array;
  /** For each component the origin of the criteria it uses. */
  readonly criteriaOf: Uint32Array;
  /** Components of the graph of candidates and interviewers. */
  readonly components: number;
  /** Groups of criteria that no component uses together. */
  readonly criterionGroups: number;
};

/**
 * Finds the origins, and refuses where even within a component severity and the difficulty of
 * criteria cannot be told apart, as when every interviewer keeps to a criterion of their own.
 *
 * Criteria on one card are linked. Between the groups `g` so made, every cycle of cards that closes in
 * the graph says something about the differences in difficulty; the design is sound when as many
 * directions stay undetermined as there are sets of criteria that no component joins.
 */
export function originsOf(panel: Panel): Origins | Refusal {
  const [candidate, interviewer, criterion] = panel.element;
  const people = panel.start[2]!;
  const components = new Sets(people);
  const linked = new Sets(panel.names.length);
  for (let row = 0; row < panel.step.length; row++) {
    components.join(candidate[row]!, interviewer[row]!);
    if (panel.card[row] === panel.card[row - 1]) linked.join(criterion[row]!, criterion[row - 1]!);
  }
  const groups = linked.numbered(people);
  const first = new Map<number, number>();
  for (let row = 0; row < panel.step.length; row++) {
    const component = components.find(candidate[row]!);
    linked.join(first.get(component) ?? criterion[row]!, criterion[row]!);
    first.set(component, criterion[row]!);
  }
  const sets = linked.numbered(people);
  if (groups.count > sets.count && groups.count - rankOfCycles(panel, groups) > sets.count)
    return refuse(
      "Some interviewers share no criterion with others: their severity and the difficulty of their criteria cannot be told apart.",
    );
  const { of, count } = components.numbered(0);
  const criteriaOf = new Uint32Array(count);
  for (const [top, used] of first) criteriaOf[of[top]!] = sets.of[used - people]!;
  return {
    of: Uint32Array.from([...of, ...sets.of]),
    criteriaOf,
    components: count,
    criterionGroups: sets.count,
  };
}

/**
 * The same model with every origin at zero: what is taken from interviewers, criteria and steps is
 * given to candidates. `values` are the effects by element and, after them, those of the steps.
 */
export function centred(panel: Panel, origins: Origins, values: Float64Array): Float64Array {
  const { of, criteriaOf } = origins;
  const [candidates, people, elements] = [panel.start[1]!, panel.start[2]!, panel.start[3]!];
  const severity = meansOf(candidates, people);
  const difficulty = meansOf(people, elements);
  const steps = values.subarray(elements);
  const step = steps.reduce((sum, value) => sum + value, 0) / steps.length;
  return values.map((value, i) => {
    if (i >= elements) return value - step;
    const origin = of[i]!;
    if (i >= people) return value - difficulty[origin]!;
    if (i >= candidates) return value - severity[origin]!;
    return value + severity[origin]! + difficulty[criteriaOf[origin]!]! + step;
  });

  function meansOf(from: number, to: number) {
    return originMeans(values.subarray(from, to), of.subarray(from, to));
  }
}

/** How many differences in difficulty the cycles of cards determine. */
function rankOfCycles(panel: Panel, { of: groupOf, count: groups }: Numbered): number {
  const [candidate, interviewer, criterion] = panel.element;
  const people = panel.start[2]!;
  const parent = Uint32Array.from({ length: people }, (_, at) => at);
  // Measure of a person minus that of their parent, as a sum of difficulties.
  const offset = Array.from({ length: people }, () => new Float64Array(groups));
  const size = new Uint32Array(people).fill(1);
  const basis: Float64Array[] = [];
  for (let row = 0; row < panel.step.length && basis.length < groups - 1; row++) {
    if (panel.card[row] === panel.card[row - 1]) continue;
    const [c, j] = [candidate[row]!, interviewer[row]!];
    const [top, other] = [settle(c), settle(j)];
    // Candidate minus interviewer is the difficulty of the group.
    const gap = offset[c]!.map((value, g) => value - offset[j]![g]!);
    gap[groupOf[criterion[row]! - people]!]! -= 1;
    if (top === other) extend(basis, gap);
    else {
      const [under, over] = size[other]! < size[top]! ? [other, top] : [top, other];
      parent[under] = over;
      size[over]! += size[under]!;
      offset[under] = under === other ? gap : gap.map((value) => -value);
    }
  }
  return basis.length;

  /** The top above a person, whose offset is then from it. */
  function settle(person: number): number {
    const above = parent[person]!;
    if (above === person) return person;
    const top = settle(above);
    if (top !== above) {
      const [own, rest] = [offset[person]!, offset[above]!];
      for (let g = 0; g < groups; g++) own[g]! += rest[g]!;
      parent[person] = top;
    }
    return top;
  }
}

/** Adds a vector to a basis in echelon form unless it depends on it. */
function extend(basis: Float64Array[], vector: Float64Array): void {
  for (const known of basis) {
    const lead = known.findIndex((value) => Math.abs(value) > 1e-9);
    const share = vector[lead]! / known[lead]!;
    if (share !== 0) for (let g = 0; g < known.length; g++) vector[g]! -= share * known[g]!;
  }
  if (vector.some((value) => Math.abs(value) > 1e-9)) basis.push(vector);
}

type Numbered = { readonly of: Uint32Array; readonly count: number };

/** Disjoint sets with path halving (Tarjan 1975, J. ACM 22:215). */
class Sets {
  private readonly parent: Uint32Array;

  constructor(size: number) {
    this.parent = Uint32Array.from({ length: size }, (_, at) => at);
  }

  find(at: number): number {
    const { parent } = this;
    let here = at;
    while (parent[here] !== here) {
      parent[here] = parent[parent[here]!]!;
      here = parent[here]!;
    }
    return here;
  }

  join(a: number, b: number): void {
    this.parent[this.find(a)] = this.find(b);
  }

  /** The sets of the elements from `start` on, numbered in the order they are met. */
  numbered(start: number): Numbered {
    const codes = new Map<number, number>();
    const of = this.parent.slice(start).map((_, at) => {
      const top = this.find(start + at);
      const code = codes.get(top) ?? codes.size;
      codes.set(top, code);
      return code;
    });
    return { of, count: codes.size };
  }
}

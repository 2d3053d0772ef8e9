import type { Cells } from "#app/domain/calibration/cells.ts";
import { type Refusal, refuse } from "#app/domain/calibration/refusal.ts";

/** Beyond this the fit would take too long for what it tells. */
export const MOST_FACETS_RATINGS = 500_000;
/** Each further category costs a threshold and a row of the information matrix. */
export const MOST_CATEGORIES = 20;
/** In points, from the lowest rating in use to the highest. */
export const WIDEST_SCALE = 100;

export const facets = ["candidate", "interviewer", "criterion"] as const;
export type Facet = (typeof facets)[number];

export type NamesByFacet = Readonly<Record<Facet, ReadonlySet<string>>>;

/** Somebody or something without a measure, and why. */
export type LeftOut = { readonly facet: Facet; readonly id: string; readonly reason: string };

/**
 * The ratings a fit rests on. Elements of all facets share one numbering: candidates first, then
 * interviewers, then criteria, only those that are left in.
 */
export type Panel = {
  readonly names: readonly string[];
  /** The elements of facet `f` are `start[f]` up to, and without, `start[f + 1]`. */
  readonly start: readonly number[];
  /** For each rating its candidate, interviewer and criterion, and its card. */
  readonly element: readonly [Uint32Array, Uint32Array, Uint32Array];
  readonly card: Uint32Array;
  /** Each rating as a position in `categories`. */
  readonly step: Uint8Array;
  /** Ratings in use, in points, ascending. */
  readonly categories: readonly number[];
  readonly leftOut: readonly LeftOut[];
};

type Observed = {
  /** One row of codes for each facet: positions in the names of the cells. */
  readonly codes: readonly [Uint32Array, Uint32Array, Uint32Array];
  readonly names: readonly (readonly string[])[];
  readonly card: Uint32Array;
  readonly points: Float64Array;
};

/**
 * Sets aside, again and again until nothing changes, everybody whose ratings are all the lowest or
 * all the highest in use (no finite measure explains them: Wright and Masters 1982) and interviewers
 * whose candidates met nobody else (nothing to compare them with). Those `apart` are left out before.
 */
export function panelOf(cells: Cells, apart: NamesByFacet): Panel | Refusal {
  let ratings = 0;
  for (const given of cells.ratings) if (!Number.isNaN(given)) ratings++;
  if (ratings === 0) return refuse("There are no ratings yet.");
  if (ratings > MOST_FACETS_RATINGS)
    return refuse(`More than ${MOST_FACETS_RATINGS} ratings: narrow the selection.`);
  const observed = observedIn(cells);
  const { codes, names, points } = observed;
  if (!points.every(Number.isInteger))
    return refuse("A rating is not a whole number; this model counts steps on a scale.");
  if (numberUsed(codes[0]) < 2)
    return refuse("There is one candidate only: nobody to compare with.");
  if (numberUsed(codes[1]) < 2)
    return refuse("There is one interviewer only: nobody to compare with.");
  if (points.every((given) => given === points[0]))
    return refuse("Every rating is the same: there is nothing to measure.");

  const reasons = facets.map((facet, at) => {
    const left = new Map<number, string>();
    for (const [code, id] of names[at]!.entries())
      if (apart[facet].has(id)) left.set(code, "Linked to the others too thinly to be compared.");
    return left;
  });
  const kept = new Uint8Array(points.length).fill(1);
  setAside(codes, kept, reasons);
  let changed = true;
  while (changed)
    changed = leaveOutExtremes(observed, kept, reasons) || leaveOutLonely(observed, kept, reasons);

  const rows = Uint32Array.from(points.keys()).filter((row) => kept[row] === 1);
  const categories = [...new Set(Array.from(rows, (row) => points[row]!))].sort((a, b) => a - b);
  if (
    rows.length === 0 ||
    codes.slice(0, 2).some((of) => numberUsed(rows.map((row) => of[row]!)) < 2)
  )
    return refuse("Too few people are left once those who cannot be compared are out.");
  if (categories.length > MOST_CATEGORIES || categories.at(-1)! - categories[0]! > WIDEST_SCALE)
    return refuse(
      `More than ${MOST_CATEGORIES} different ratings, or more than ${WIDEST_SCALE} points between them: use a shorter scale.`,
    );
  return numbered(observed, rows, categories, reasons);
}

function observedIn({ candidates, interviewers, criteria, ...cells }: Cells): Observed {
  const width = criteria.length;
  const at: number[] = [];
  for (let place = 0; place < cells.ratings.length; place++)
    if (!Number.isNaN(cells.ratings[place]!)) at.push(place);
  const candidateOf = new Uint32Array(cells.interviewer.length);
  for (let c = 0; c < candidates.length; c++)
    candidateOf.fill(c, cells.first[c]!, cells.first[c + 1]!);
  const card = Uint32Array.from(at, (place) => Math.floor(place / width));
  return {
    codes: [
      card.map((of) => candidateOf[of]!),
      card.map((of) => cells.interviewer[of]!),
      Uint32Array.from(at, (place) => place % width),
    ],
    names: [candidates, interviewers, criteria],
    card,
    points: Float64Array.from(at, (place) => cells.ratings[place]!),
  };
}

const numberUsed = (codes: Uint32Array) => new Set(codes).size;

/** True where somebody left; `kept` and `reasons` are brought up to date. */
function leaveOutExtremes(
  { codes, names, points }: Observed,
  kept: Uint8Array,
  reasons: readonly Map<number, string>[],
): boolean {
  let [lowest, highest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let row = 0; row < points.length; row++) {
    if (kept[row] === 0) continue;
    lowest = Math.min(lowest, points[row]!);
    highest = Math.max(highest, points[row]!);
  }
  const before = reasons.map((of) => of.size);
  for (const [facet, code] of codes.entries()) {
    const above = new Uint8Array(names[facet]!.length);
    const below = above.slice();
    const seen = above.slice();
    for (let row = 0; row < points.length; row++) {
      if (kept[row] === 0) continue;
      seen[code[row]!] = 1;
      if (points[row]! > lowest) above[code[row]!] = 1;
      if (points[row]! < highest) below[code[row]!] = 1;
    }
    for (let of = 0; of < seen.length; of++)
      if (seen[of] === 1 && (above[of] === 0 || below[of] === 0))
        reasons[facet]!.set(
          of,
          `Every rating left to compare is the ${above[of] === 0 ? "lowest" : "highest"} in use.`,
        );
  }
  if (reasons.every((of, facet) => of.size === before[facet])) return false;
  setAside(codes, kept, reasons);
  return true;
}

/** An interviewer alone in a group: severity and the candidates' strength cannot be told apart. */
function leaveOutLonely(
  { codes, names }: Observed,
  kept: Uint8Array,
  reasons: readonly Map<number, string>[],
): boolean {
  const [candidate, interviewer] = codes;
  const only = new Int32Array(names[0]!.length).fill(-1);
  const compared = new Uint8Array(names[1]!.length);
  for (let row = 0; row < kept.length; row++) {
    if (kept[row] === 0) continue;
    const [of, by] = [candidate[row]!, interviewer[row]!];
    if (only[of] === -1) only[of] = by;
    else if (only[of] !== by) compared[only[of]!] = compared[by] = 1;
  }
  const before = reasons.map((of) => of.size);
  for (let row = 0; row < kept.length; row++)
    if (kept[row] === 1 && compared[interviewer[row]!] === 0)
      reasons[1]!.set(interviewer[row]!, "Rated no candidate together with somebody else.");
  if (reasons.every((of, facet) => of.size === before[facet])) return false;
  setAside(codes, kept, reasons);
  return true;
}

function setAside(
  codes: Observed["codes"],
  kept: Uint8Array,
  reasons: readonly ReadonlyMap<number, string>[],
): void {
  for (let row = 0; row < kept.length; row++)
    if (codes.some((code, facet) => reasons[facet]!.has(code[row]!))) kept[row] = 0;
}

function numbered(
  observed: Observed,
  rows: Uint32Array,
  categories: readonly number[],
  reasons: readonly Map<number, string>[],
): Panel {
  const names: string[] = [];
  const start = [0];
  const leftOut: LeftOut[] = [];
  const element = observed.codes.map((code, at) => {
    const facet = facets[at]!;
    const of = observed.names[at]!;
    const had = new Set(code);
    const has = new Set(rows.map((row) => code[row]!));
    const number = new Uint32Array(of.length);
    for (const [old, id] of of.entries()) {
      if (has.has(old)) number[old] = names.push(id) - 1;
      else if (had.has(old)) {
        const reason = reasons[at]!.get(old) ?? "Only met people or criteria that are left out.";
        leftOut.push({ facet, id, reason });
      }
    }
    start.push(names.length);
    return rows.map((row) => number[code[row]!]!);
  });
  const position = new Map(categories.map((points, at) => [points, at]));
  return {
    names,
    start,
    element: [element[0]!, element[1]!, element[2]!],
    card: rows.map((row) => observed.card[row]!),
    step: Uint8Array.from(rows, (row) => position.get(observed.points[row]!)!),
    categories,
    leftOut,
  };
}

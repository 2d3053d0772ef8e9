import { type Refusal, refuse } from "#app/domain/calibration/refusal.ts";

/** Single precision holds whole points exactly, in half the memory. */
export type Points = Float32Array | Float64Array;

/**
 * Ratings in the order they came, one entry per rating in each array. Codes point into the names;
 * `rating` is NaN where the criterion was not observed.
 */
export type Columns = {
  readonly candidates: readonly string[];
  readonly interviewers: readonly string[];
  readonly criteria: readonly string[];
  readonly candidate: Uint32Array;
  readonly interviewer: Uint32Array;
  readonly criterion: Uint8Array;
  readonly rating: Points;
  /** Tells two cards of one interviewer about one candidate apart; without it they are one card. */
  readonly card?: Uint32Array;
  /** When each card was sealed, by its code in `card`: milliseconds since 1970. */
  readonly sealedAt?: Float64Array;
  /** When each candidate's loop was settled, likewise; NaN where nobody knows. */
  readonly settledAt?: Float64Array;
};

/**
 * Ratings by card, the cards by candidate. One card holds what one interviewer gave one candidate;
 * it has at least one observed rating. A candidate nobody rated has no cards.
 */
export type Cells = {
  readonly candidates: readonly string[];
  readonly interviewers: readonly string[];
  readonly criteria: readonly string[];
  /** The cards of candidate `c` are `first[c]` up to, and without, `first[c + 1]`. */
  readonly first: Uint32Array;
  /** The interviewer of each card. */
  readonly interviewer: Uint32Array;
  /** Card `j` on criterion `k` at `j * criteria.length + k`, in points; NaN where not observed. */
  readonly ratings: Points;
  /** When each card was sealed, in milliseconds since 1970; absent where the columns did not tell. */
  readonly sealedAt?: Float64Array;
  /** When each candidate's loop was settled, likewise. */
  readonly settledAt?: Float64Array;
};

/** `criterion` is kept in one byte, and sums over criteria stay short. */
export const MOST_CRITERIA = 255;

/**
 * Groups ratings into cards, in time linear in their number. Refuses a number that is not finite,
 * and two ratings of one criterion on one card.
 */
export function cellsFrom(columns: Columns): Cells | Refusal {
  const { candidates, interviewers, criteria, candidate, interviewer, criterion, rating } = columns;
  const width = criteria.length;
  if (width > MOST_CRITERIA) return refuse(`More than ${MOST_CRITERIA} criteria.`);
  const rowStart = new Uint32Array(candidates.length + 1);
  const keyOf = columns.card ?? interviewer;
  let sorted = true;
  let most = 0;
  for (let row = 0; row < rating.length; row++) {
    if (Math.abs(rating[row]!) === Number.POSITIVE_INFINITY)
      return refuse(`A rating of ${nameOf(row)} is not a finite number.`);
    if (row > 0 && candidate[row]! < candidate[row - 1]!) sorted = false;
    if (keyOf[row]! > most) most = keyOf[row]!;
    rowStart[candidate[row]! + 1]!++;
  }
  for (let c = 0; c < candidates.length; c++) rowStart[c + 1]! += rowStart[c]!;
  // Rows that come by candidate, as they do from the database, need no order of their own.
  const order = sorted ? null : sortedRows(candidate, rowStart);

  // Which card, counted from one, a key has with the candidate at hand.
  const cardOf = new Uint32Array(most + 1);
  const first = new Uint32Array(candidates.length + 1);
  let cards = 0;
  for (let c = 0; c < candidates.length; c++) {
    for (let at = rowStart[c]!; at < rowStart[c + 1]!; at++) {
      const row = order ? order[at]! : at;
      if (Number.isNaN(rating[row]!)) continue;
      const key = keyOf[row]!;
      if (cardOf[key]! <= first[c]!) cardOf[key] = ++cards;
    }
    first[c + 1] = cards;
  }
  // Told apart anew rather than kept for each row, which on ten million rows is memory that counts.
  cardOf.fill(0);
  const ofCard = new Uint32Array(cards);
  const ratings = pointsLike(rating, cards * width).fill(Number.NaN);
  const times = columns.card && columns.sealedAt;
  const sealedAt = times && new Float64Array(cards);
  let next = 0;
  for (let c = 0; c < candidates.length; c++)
    for (let at = rowStart[c]!; at < rowStart[c + 1]!; at++) {
      const row = order ? order[at]! : at;
      if (Number.isNaN(rating[row]!)) continue;
      const key = keyOf[row]!;
      if (cardOf[key]! <= first[c]!) cardOf[key] = ++next;
      const card = cardOf[key]! - 1;
      const place = card * width + criterion[row]!;
      if (!Number.isNaN(ratings[place]!)) return refuse(`${nameOf(row)} stands twice.`);
      ofCard[card] = interviewer[row]!;
      ratings[place] = rating[row]!;
      if (sealedAt) sealedAt[card] = times[key]!;
    }
  return {
    ...{ candidates, interviewers, criteria, first, interviewer: ofCard, ratings },
    ...(sealedAt && { sealedAt }),
    ...(columns.settledAt && { settledAt: columns.settledAt }),
  };

  function nameOf(row: number): string {
    const [by, of] = [interviewers[interviewer[row]!], candidates[candidate[row]!]];
    return `${by} for ${of} on ${criteria[criterion[row]!]}`;
  }
}

const pointsLike = (like: Points, length: number): Points =>
  like instanceof Float32Array ? new Float32Array(length) : new Float64Array(length);

/** Rows by candidate, each candidate's in the order they came. */
function sortedRows(candidate: Uint32Array, rowStart: Uint32Array): Uint32Array {
  const order = new Uint32Array(candidate.length);
  const next = rowStart.slice();
  for (let row = 0; row < candidate.length; row++) order[next[candidate[row]!]!++] = row;
  return order;
}

/** Gives names codes in the order they are first met. */
export function coded() {
  const names: string[] = [];
  const codes = new Map<string, number>();
  return {
    names,
    code(name: string): number {
      const known = codes.get(name);
      if (known !== undefined) return known;
      codes.set(name, names.length);
      return names.push(name) - 1;
    },
  };
}

export type RatingRow = {
  readonly candidate: string;
  readonly interviewer: string;
  readonly criterion: string;
  /** Points, or null where not observed. */
  readonly rating: number | null;
};

/** The columns of a list of ratings, names coded in the order they are first met. */
export function columnsFrom(rows: readonly RatingRow[]): Columns {
  const [candidates, interviewers, criteria] = [coded(), coded(), coded()];
  return {
    candidate: Uint32Array.from(rows, (row) => candidates.code(row.candidate)),
    interviewer: Uint32Array.from(rows, (row) => interviewers.code(row.interviewer)),
    criterion: Uint8Array.from(rows, (row) => criteria.code(row.criterion)),
    rating: Float64Array.from(rows, (row) => row.rating ?? Number.NaN),
    candidates: candidates.names,
    interviewers: interviewers.names,
    criteria: criteria.names,
  };
}

export const cardCount = ({ interviewer }: Cells): number => interviewer.length;

/**
 * A copy of only some cards. Everybody keeps their place in the names, so that results line up; those
 * left without a card simply have none.
 */
export function cardsWhere(cells: Cells, keep: (card: number) => boolean): Cells {
  const width = cells.criteria.length;
  const kept: number[] = [];
  const first = new Uint32Array(cells.first.length);
  for (let c = 0; c < cells.candidates.length; c++) {
    for (let card = cells.first[c]!; card < cells.first[c + 1]!; card++)
      if (keep(card)) kept.push(card);
    first[c + 1] = kept.length;
  }
  const ratings = pointsLike(cells.ratings, kept.length * width);
  for (const [at, card] of kept.entries())
    ratings.set(cells.ratings.subarray(card * width, (card + 1) * width), at * width);
  const interviewer = Uint32Array.from(kept, (card) => cells.interviewer[card]!);
  const copy = { ...cells, first, interviewer, ratings };
  const { sealedAt } = cells;
  return sealedAt
    ? { ...copy, sealedAt: Float64Array.from(kept, (card) => sealedAt[card]!) }
    : copy;
}

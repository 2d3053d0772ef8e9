import type { RoundKind } from "#app/domain/loop.ts";
import type { CardShape, Rating, Recommendation, SealedCard } from "#app/domain/scorecard.ts";
import {
  type Column,
  columns,
  optionalColumns,
  readRow,
  requiredColumns,
  rowRules,
  type TransferRow,
} from "#app/domain/transfer-row.ts";

/**
 * Ratings from elsewhere: a table of one row per candidate, interviewer and criterion becomes
 * sealed cards. Every row is read before anything is believed, so a file is taken whole or not.
 */

export type Problem = { readonly line: number; readonly column: string; readonly reason: string };

export type ImportedCard = {
  readonly interviewer: string;
  readonly round: RoundKind;
  readonly sealedAt: Date;
  readonly content: SealedCard;
};

export type ImportedCandidate = { readonly name: string; readonly cards: readonly ImportedCard[] };

export type Transfer =
  | {
      readonly ok: true;
      readonly candidates: readonly ImportedCandidate[];
      readonly cards: number;
      /** Ratings the file states; what a card leaves out becomes not asked. */
      readonly ratings: number;
    }
  /** The first problems, and how many there are in all. */
  | { readonly ok: false; readonly problems: readonly Problem[]; readonly total: number };

/** How many problems are worth showing. */
export const SHOWN = 50;

export type TransferReader = {
  /** Takes the next row of the table, the header first. */
  readonly read: (line: number, cells: readonly string[]) => void;
  readonly end: () => Transfer;
};

type Stated = { readonly line: number; readonly rating: Rating };
type OpenCard = {
  readonly interviewer: string;
  readonly round: RoundKind;
  readonly ratings: Map<string, Stated>;
  recommendation: { readonly line: number; readonly word: Recommendation } | null;
  sealedAt: Date | null;
};
type Cells = { readonly at: ReadonlyMap<Column, number>; readonly width: number };

/**
 * A reader for one file against one rubric. Columns come in any order; `now` stands in for a
 * missing `sealed_at`. A card is sealed when the last of its rows says, and its rows may not
 * contradict each other's recommendation.
 */
export function transferReader(
  shape: Pick<CardShape, "points" | "criteria">,
  now: Date,
): TransferReader {
  const rules = rowRules(shape, now);
  const candidates = new Map<string, Map<string, OpenCard>>();
  const problems: Problem[] = [];
  let total = 0;
  let ratings = 0;
  let header: Cells | null = null;
  const complain = (line: number, column: string, reason: string): null => {
    total += 1;
    if (problems.length < SHOWN) problems.push({ line, column, reason });
    return null;
  };

  function read(line: number, cells: readonly string[]): void {
    if (header === null) {
      header = readHeader(cells, (column, reason) => complain(line, column, reason));
      return;
    }
    const { at, width } = header;
    // Without the columns it needs, no row can be told right or wrong.
    if (requiredColumns.some((column) => !at.has(column))) return;
    if (cells.slice(width).some((cell) => cell !== ""))
      complain(line, "", `This row has more cells than the header has columns (${width}).`);
    const row = readRow(
      (column) => cells[at.get(column) ?? -1]?.trim() ?? "",
      rules,
      (column, reason) => complain(line, column, reason),
    );
    if (row) addRow(line, row);
  }

  function addRow(line: number, row: TransferRow): void {
    const { score, notObserved, evidence } = row;
    const card = cardOf(row);
    const earlier = card.ratings.get(row.criterion);
    if (earlier) {
      const what = `${row.interviewer} already rated ${row.candidate} on ${row.criterion} in this round`;
      complain(line, "criterion", `${what}, on line ${earlier.line}.`);
      return;
    }
    ratings += 1;
    const rating = { criterion: row.criterion, score, notObserved, confidence: null, evidence };
    card.ratings.set(row.criterion, { line, rating });
    if (row.sealedAt && (!card.sealedAt || row.sealedAt > card.sealedAt))
      card.sealedAt = row.sealedAt;
    const word = row.recommendation;
    if (word === null) return;
    card.recommendation ??= { line, word };
    if (card.recommendation.word !== word)
      complain(
        line,
        "recommendation",
        `Line ${card.recommendation.line} says ${card.recommendation.word} for the same card.`,
      );
  }

  function cardOf({ candidate, interviewer, round }: TransferRow): OpenCard {
    const cards = candidates.get(candidate) ?? new Map<string, OpenCard>();
    candidates.set(candidate, cards);
    const key = `${round}\n${interviewer}`;
    const fresh = { interviewer, round, ratings: new Map(), recommendation: null, sealedAt: null };
    const card = cards.get(key) ?? fresh;
    cards.set(key, card);
    return card;
  }

  const sealed = ({ interviewer, round, sealedAt, ...card }: OpenCard): ImportedCard => ({
    ...{ interviewer, round, sealedAt: sealedAt ?? now },
    content: {
      ratings: shape.criteria.map(({ key }) => card.ratings.get(key)?.rating ?? notAsked(key)),
      observations: [],
      probes: [],
      recommendation: card.recommendation?.word ?? null,
      level: null,
      summary: "",
    },
  });

  function end(): Transfer {
    if (header === null) complain(1, "", "The file is empty.");
    else if (total === 0 && ratings === 0) complain(1, "", "The file has a header but no ratings.");
    if (total > 0) return { ok: false, problems, total };
    const all = [...candidates].map(([name, cards]) => ({
      name,
      cards: [...cards.values()].map(sealed),
    }));
    return { ok: true, candidates: all, cards: all.flatMap((c) => c.cards).length, ratings };
  }

  return { read, end };
}

const notAsked = (criterion: string): Rating => ({
  ...{ criterion, score: null, notObserved: "not-asked", confidence: null, evidence: "" },
});

/** Where each known column stands; what is unknown, doubled or missing is complained about. */
function readHeader(
  cells: readonly string[],
  complain: (column: string, reason: string) => null,
): Cells {
  const at = new Map<Column, number>();
  cells.forEach((cell, index) => {
    const name = cell.trim().toLowerCase();
    // Spreadsheets leave empty columns at the right; `read` refuses a row that fills one.
    if (name === "") return;
    const column = columns.find((known) => known === name);
    if (column === undefined)
      complain(
        cell,
        `Unknown column. The columns are ${requiredColumns.join(", ")} and, if wanted, ${optionalColumns.join(", ")}.`,
      );
    else if (at.has(column)) complain(cell, "This column stands here twice.");
    else at.set(column, index);
  });
  for (const column of requiredColumns)
    if (!at.has(column)) complain(column, "The header lacks this column.");
  return { at, width: cells.findLastIndex((cell) => cell.trim() !== "") + 1 };
}

/** `line 12, rating: "6" is not …`, as a report shows it. */
export const problemWords = ({ line, column, reason }: Problem): string =>
  `line ${line}${column === "" ? "" : `, ${column}`}: ${reason}`;

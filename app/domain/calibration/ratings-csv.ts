import { type Columns, MOST_CRITERIA } from "#app/domain/calibration/cells.ts";
import { csvRecords } from "#app/domain/csv-records.ts";
import { type Problem, SHOWN } from "#app/domain/transfer.ts";

/**
 * The long table of ratings, `candidate,interviewer,criterion,rating`, straight into typed arrays: ten
 * million rows never stand in memory as objects. A file is taken whole or not at all.
 */

export type RatingsRead =
  | { readonly ok: true; readonly columns: Columns }
  /** The first problems by line, and how many there are in all. */
  | { readonly ok: false; readonly problems: readonly Problem[]; readonly total: number };

export type RatingsReader = {
  /** Takes the next piece of the text, cut anywhere. */
  readonly read: (text: string) => void;
  readonly end: () => RatingsRead;
};

const wanted = ["candidate", "interviewer", "criterion", "rating"] as const;
type Wanted = (typeof wanted)[number];

/** Beyond, single points would be lost in the rounding of their squares. */
const FURTHEST = 1e12;

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * A reader for one file as RFC 4180 has it: columns in any order, others beside them ignored, any line
 * end, blank lines skipped, names trimmed, an empty rating not observed.
 */
export function ratingsReader(): RatingsReader {
  const names = { candidate: naming(), interviewer: naming(), criterion: naming() };
  const rows = growing();
  const lines = lineNumbers();
  const problems: Problem[] = [];
  let total = 0;
  let header: Header | null = null;
  let headerSeen = false;
  const complain = (line: number, column: string, reason: string) => {
    total++;
    if (problems.length < SHOWN) problems.push({ line, column, reason });
  };
  const splitter = csvRecords(record, (line) =>
    complain(line, "", "This row has no end: a quotation mark may be left open."),
  );

  function record(cells: readonly string[], line: number): void {
    if (isBlank(cells)) return;
    if (headerSeen) {
      if (header !== null) row(cells, line, header);
      return;
    }
    headerSeen = true;
    header = headerOf(cells, (column, reason) => complain(line, column, reason));
  }

  function row(cells: readonly string[], line: number, { at, width }: Header): void {
    const before = total;
    if (cells.length < width) {
      complain(line, "", `This row has ${cells.length} cells, the header has ${width}.`);
      return;
    }
    if (cells.length > width && !isBlank(cells.slice(width)))
      complain(line, "", `This row has more cells than the header has columns (${width}).`);
    const rating = ratingOf(cells[at.rating]!);
    const what = rating === null ? "not a number" : "too far from 0";
    if (rating === null || Math.abs(rating) > FURTHEST)
      complain(line, "rating", `"${shortened(cells[at.rating]!)}" is ${what}.`);
    const codes = { candidate: 0, interviewer: 0, criterion: 0 };
    for (const column of ["candidate", "interviewer", "criterion"] as const) {
      const name = cells[at[column]]!.trim();
      if (name === "") complain(line, column, `The ${column}'s name is missing.`);
      else codes[column] = names[column].code(name);
    }
    if (codes.criterion >= MOST_CRITERIA)
      complain(line, "criterion", `There are more than ${MOST_CRITERIA} criteria.`);
    if (rating === null || total > before) return;
    lines.add(rows.size(), line);
    rows.add(codes.candidate, codes.interviewer, codes.criterion, rating);
  }

  return {
    read: splitter.read,
    end() {
      splitter.end();
      if (!headerSeen) complain(1, "", "The file is empty.");
      const columns = {
        candidates: names.candidate.names,
        interviewers: names.interviewer.names,
        criteria: names.criterion.names,
        ...rows.columns(),
      };
      const twice = repeated(columns);
      if (total + twice.length === 0) return { ok: true, columns };
      const more = twice.slice(0, SHOWN).map(([earlier, later]) => ({
        line: lines.of(later),
        column: "",
        reason: `${nameOf(columns, later)} already stands on line ${lines.of(earlier)}.`,
      }));
      const sorted = [...problems, ...more].toSorted((a, b) => a.line - b.line);
      return { ok: false, problems: sorted.slice(0, SHOWN), total: total + twice.length };
    },
  };
}

type Header = { readonly at: Readonly<Record<Wanted, number>>; readonly width: number };

function headerOf(
  cells: readonly string[],
  complain: (column: string, reason: string) => void,
): Header | null {
  const stated = cells.map((cell) => cell.trim().toLowerCase());
  const at = { candidate: -1, interviewer: -1, criterion: -1, rating: -1 };
  let usable = true;
  for (const column of wanted) {
    at[column] = stated.indexOf(column);
    const lacks = at[column] < 0;
    if (lacks) complain(column, "The header lacks this column.");
    else if (stated.lastIndexOf(column) > at[column])
      complain(column, "This column stands in the header twice.");
    usable &&= !lacks;
  }
  // Spreadsheets leave empty columns at the right.
  return usable ? { at, width: stated.findLastIndex((name) => name !== "") + 1 } : null;
}

const isBlank = (cells: readonly string[]) => cells.every((cell) => cell.trim() === "");

/** NaN where not observed, null for what is no finite number. */
function ratingOf(cell: string): number | null {
  if (cell.length === 1) {
    const digit = cell.charCodeAt(0) - 48;
    if (digit >= 0 && digit <= 9) return digit;
  }
  const text = cell.trim();
  if (text === "") return Number.NaN;
  const rating = decimal.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(rating) ? rating : null;
}

const shortened = (text: string) => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

const nameOf = (columns: Columns, row: number): string =>
  `${columns.interviewers[columns.interviewer[row]!]} for ${columns.candidates[columns.candidate[row]!]} on ${columns.criteria[columns.criterion[row]!]}`;

/** Gives names codes in the order they are first met. */
function naming() {
  const names: string[] = [];
  const codes = new Map<string, number>();
  let [last, lastCode] = ["", -1];
  return {
    names,
    code(name: string): number {
      if (name === last) return lastCode;
      let code = codes.get(name);
      if (code === undefined) {
        // A slice would keep the whole piece of text it was cut from.
        const copy = name.split("").join("");
        code = names.push(copy) - 1;
        codes.set(copy, code);
      }
      [last, lastCode] = [name, code];
      return code;
    },
  };
}

/** Rows in typed arrays that grow. */
function growing() {
  let candidate = new Uint32Array(1024);
  let interviewer = new Uint32Array(1024);
  let criterion = new Uint8Array(1024);
  let rating = new Float64Array(1024);
  let size = 0;
  const grow = (room: number) => {
    const old = { candidate, interviewer, criterion, rating };
    candidate = new Uint32Array(room);
    candidate.set(old.candidate);
    interviewer = new Uint32Array(room);
    interviewer.set(old.interviewer);
    criterion = new Uint8Array(room);
    criterion.set(old.criterion);
    rating = new Float64Array(room);
    rating.set(old.rating);
  };
  return {
    size: () => size,
    add(ofCandidate: number, byInterviewer: number, onCriterion: number, given: number): void {
      if (size === rating.length) grow(Math.ceil(size * 1.5));
      candidate[size] = ofCandidate;
      interviewer[size] = byInterviewer;
      criterion[size] = onCriterion;
      rating[size++] = given;
    },
    columns: () => ({
      candidate: candidate.subarray(0, size),
      interviewer: interviewer.subarray(0, size),
      criterion: criterion.subarray(0, size),
      rating: rating.subarray(0, size),
    }),
  };
}

/** The line of each row, kept only where it is not the next one after the row before. */
function lineNumbers() {
  const rows: number[] = [];
  const lines: number[] = [];
  let last = 0;
  return {
    add(row: number, line: number): void {
      if (row === 0 || line !== last + 1) {
        rows.push(row);
        lines.push(line);
      }
      last = line;
    },
    of(row: number): number {
      const at = rows.findLastIndex((start) => start <= row);
      return lines[at]! + row - rows[at]!;
    },
  };
}

/** Pairs of rows on the same candidate, interviewer and criterion, the later one ascending. */
function repeated(columns: Columns): [earlier: number, later: number][] {
  const { candidate, interviewer, criterion } = columns;
  const same = (a: number, b: number) =>
    candidate[a] === candidate[b] &&
    interviewer[a] === interviewer[b] &&
    criterion[a] === criterion[b];
  const inFile = Uint32Array.from(candidate, (_, row) => row);
  const byCriterion = ordered(inFile, criterion, columns.criteria.length);
  const byInterviewer = ordered(byCriterion, interviewer, columns.interviewers.length);
  const order = ordered(byInterviewer, candidate, columns.candidates.length);
  const pairs: [number, number][] = [];
  let first = 0;
  for (let at = 1; at < order.length; at++) {
    if (same(order[first]!, order[at]!)) pairs.push([order[first]!, order[at]!]);
    else first = at;
  }
  return pairs.sort((a, b) => a[1] - b[1]);
}

/** Rows by code, those of one code in the order they had. */
function ordered(rows: Uint32Array, codes: Uint32Array | Uint8Array, count: number): Uint32Array {
  const next = new Uint32Array(count + 1);
  for (let at = 0; at < rows.length; at++) next[codes[rows[at]!]! + 1]!++;
  for (let code = 0; code < count; code++) next[code + 1]! += next[code]!;
  const order = new Uint32Array(rows.length);
  for (let at = 0; at < rows.length; at++) order[next[codes[rows[at]!]!]!++] = rows[at]!;
  return order;
}

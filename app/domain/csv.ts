/** A cell: text people wrote, a number of ours, or nothing. */
export type Cell = string | number | null;

/** What a spreadsheet takes for a formula, or skips to find one behind. */
const formula = /^[=+\-@\t\r\n＝＋－＠]/;

/**
 * Rows as RFC 4180 has them, with a byte order mark for spreadsheets. Text that would run as a
 * formula gets an apostrophe before it, so that it stays the text it is; numbers are left alone.
 */
export const csvOf = (rows: readonly (readonly Cell[])[]): string =>
  `\uFEFF${rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;

function cell(value: Cell): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

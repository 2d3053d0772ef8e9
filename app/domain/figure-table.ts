import { type Cell, csvOf } from "#app/domain/csv.ts";
import type { Figure, FigureColumn } from "#app/domain/figure.ts";
import { numberWords } from "#app/domain/figure-axis.ts";

/** A cell as the page shows it; a dash for nothing. */
export function cellWords(cell: Cell, { digits, signed = false, share }: FigureColumn): string {
  if (cell === null) return "–";
  if (typeof cell === "string") return cell;
  if (share) return `${numberWords(cell * 100, { digits: digits ?? 0, signed })}%`;
  return numberWords(cell, digits === undefined ? { signed } : { digits, signed });
}

/** The figure's table as a file: numbers in full precision, shares from 0 to 1, nothing for a dash. */
export const figureCsv = ({ table }: Pick<Figure, "table">): string =>
  csvOf([
    table.columns.map(({ label, share }) => (share ? `${label} (0 to 1)` : label)),
    ...table.rows.map(({ cells }) => cells),
  ]);

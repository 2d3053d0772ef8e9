import { readFileSync } from "node:fs";
import * as z from "zod";
import {
  type Cells,
  cellsFrom,
  columnsFrom,
  type RatingRow,
} from "#app/domain/calibration/cells.ts";
import { isRefusal, type Refusal } from "#app/domain/calibration/refusal.ts";

/** What was answered; a reason in its place fails the test with it. */
export function given<T extends object>(value: T | Refusal | undefined): T {
  if (value === undefined) throw new Error("Nothing there");
  if (isRefusal(value)) throw new Error(value.reason);
  return value;
}

export const cellsOf = (rows: readonly RatingRow[]): Cells => given(cellsFrom(columnsFrom(rows)));

/** A file of data and expected numbers from other programs; each test knows its shape. */
export const reference = (name: string) =>
  JSON.parse(readFileSync(`tests/reference/${name}.json`, "utf8"));

const words = z.array(z.string());
const panel = z.object({
  ...{ candidate: words, interviewer: words, dimension: words },
  rating: z.array(z.number()),
});

/** The ratings of a reference panel. */
export function referenceRows(name: string): (RatingRow & { readonly rating: number })[] {
  const { candidate, interviewer, dimension, rating } = panel.parse(reference(name).data);
  return rating.map((value, at) => ({
    candidate: candidate[at] ?? "",
    interviewer: interviewer[at] ?? "",
    criterion: dimension[at] ?? "",
    rating: value,
  }));
}

import { describe, expect, test } from "vitest";
import { columnName } from "#app/routes/_app.loops.$loopId_.debrief/column-name.ts";

const named = (...names: string[]) =>
  names.map((name, at) => ({ interviewer: { id: String(at), name }, kind: "panel" as const }));
const headings = (cards: ReturnType<typeof named>) => cards.map((card) => columnName(card, cards));

describe("the head of a column of scores", () => {
  test("is a first name", () => {
    expect(headings(named("Ana Ferreira", "Priya"))).toEqual(["Ana", "Priya"]);
  });
  test("is the whole name of people who share the first", () => {
    expect(headings(named("Ana Ferreira", "Ben Okoro", "Ana Ruiz"))).toEqual([
      "Ana Ferreira",
      "Ben",
      "Ana Ruiz",
    ]);
  });
  test("keeps the number of somebody whose name is hidden, also of a single one", () => {
    expect(headings(named("Ana Ferreira", "Interviewer 2"))).toEqual(["Ana", "Interviewer 2"]);
  });
  test("says whose card never counts", () => {
    const [card] = named("Ana Ferreira");
    expect(card && columnName({ ...card, kind: "shadow" }, [])).toBe("Ana (shadow)");
  });
});

import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { PATIENCE } from "#tests/support/patience.ts";
import { crossValidated, figuresAt, type Verdict } from "#tests/training/cross-validate.ts";
import { neverRead, ownNotes, referenceNotes, unreadFolds } from "#tests/training/notes.ts";
import { THRESHOLD, trainedWeights } from "#tests/training/weights.ts";

const [own, reference] = [ownNotes(), referenceNotes()];

let verdicts: Verdict[] = [];
let weights = "";
beforeAll(() => {
  verdicts = crossValidated(own, reference, unreadFolds);
  weights = trainedWeights(own, reference);
}, 10 * PATIENCE);

test("the weights are what the labelled notes give", () => {
  expect(readFileSync("app/domain/suggestion/weights.json", "utf8")).toBe(weights);
});

test("on notes that no weight was fitted to and nobody read, suggestions are right and worth having", () => {
  expect(verdicts.every(({ note }) => neverRead(note))).toBe(true);
  const { precision, recall } = figuresAt(verdicts, THRESHOLD);
  expect(precision).toBeGreaterThanOrEqual(0.87);
  expect(recall).toBeGreaterThanOrEqual(0.45);
});

test("no note stands in the training twice, or in both sets", () => {
  const notes = [...own, ...reference].map(({ note }) => note);
  expect(notes.filter((note, at) => notes.indexOf(note) !== at)).toEqual([]);
});

import { readModel } from "#app/domain/suggestion/model.ts";
import { patternKeys } from "#app/domain/suggestion/patterns.ts";
import { surenessOf } from "#app/domain/suggestion/suggestion.ts";
import { type Example, exampleOf, fit } from "#tests/training/fit.ts";
import { foldOf, type LabelledNote } from "#tests/training/notes.ts";

/** How sure a model that never saw a note is of a pattern in it, and whether it is there. */
export type Verdict = {
  readonly note: LabelledNote;
  readonly key: string;
  readonly sureness: number;
  readonly there: boolean;
};

/** Reference notes count as two of our own: they are what unseen notes are like. */
export const REFERENCE_WEIGHT = 2;

const foldsOf = (notes: readonly LabelledNote[]): number[] =>
  [...new Set(notes.map(foldOf))].sort((a, b) => a - b);

/** Each note of some folds judged by a model fitted to our own notes and all other folds. */
export function crossValidated(
  own: readonly LabelledNote[],
  reference: readonly LabelledNote[],
  folds: readonly number[] = foldsOf(reference),
): Verdict[] {
  return folds.flatMap((fold) =>
    judged(
      examplesOf(
        own,
        reference.filter((note) => foldOf(note) !== fold),
      ),
      reference.filter((note) => foldOf(note) === fold),
    ),
  );
}

export const examplesOf = (
  own: readonly LabelledNote[],
  reference: readonly LabelledNote[],
): Example[] => [
  ...own.map((note) => exampleOf(note, 1)),
  ...reference.map((note) => exampleOf(note, REFERENCE_WEIGHT)),
];

export function judged(training: readonly Example[], notes: readonly LabelledNote[]): Verdict[] {
  const model = readModel(fit(training));
  return notes.flatMap((note) =>
    surenessOf(model, note.note).map((sureness, of) => {
      const key = patternKeys[of] ?? "";
      return { note, key, sureness, there: note.tags.includes(key) };
    }),
  );
}

export type Figures = {
  readonly precision: number;
  readonly recall: number;
  readonly given: number;
};

export function figuresAt(verdicts: readonly Verdict[], threshold: number): Figures {
  const given = verdicts.filter(({ sureness }) => sureness >= threshold);
  const right = given.filter(({ there }) => there).length;
  const there = verdicts.filter((one) => one.there).length;
  return {
    precision: given.length === 0 ? 1 : right / given.length,
    recall: there === 0 ? 1 : right / there,
    given: given.length,
  };
}

const STEP = 0.005;

/** Before so many are suggested, one that is wrong moves precision too far to mean anything. */
const ENOUGH = 30;

/** The lowest threshold, in steps, from which on precision stays at a floor or above. */
export function thresholdFor(verdicts: readonly Verdict[], floor: number): number {
  let threshold = 1 - STEP;
  for (;;) {
    const next = Number((threshold - STEP).toFixed(3));
    const { precision, given } = figuresAt(verdicts, next);
    if (next < STEP || (given > ENOUGH && precision < floor)) return threshold;
    threshold = next;
  }
}

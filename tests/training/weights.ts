import { examplesOf } from "#tests/training/cross-validate.ts";
import { fit } from "#tests/training/fit.ts";
import type { LabelledNote } from "#tests/training/notes.ts";

/** Somewhat above what cross-validation gives for a precision of 0.88; see the README. */
export const THRESHOLD = 0.27;

/** The contents of app/domain/suggestion/weights.json, fitted to all notes. */
export const trainedWeights = (
  own: readonly LabelledNote[],
  reference: readonly LabelledNote[],
): string =>
  `${JSON.stringify({ threshold: THRESHOLD, ...fit(examplesOf(own, reference)) }, null, 2)}\n`;

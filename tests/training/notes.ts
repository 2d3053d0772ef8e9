import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

export type LabelledNote = {
  readonly id: string;
  readonly note: string;
  readonly tags: readonly string[];
};

const root = join(import.meta.dirname, "..");

const notesIn = (file: string): LabelledNote[] =>
  readFileSync(join(root, file), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as LabelledNote);

/** Written for the training, by the labelling brief that the README of this folder repeats. */
export const ownNotes = (): LabelledNote[] => notesIn("training/notes.jsonl");

/** Written and labelled by others. */
export const referenceNotes = (): LabelledNote[] => notesIn("reference/notes.jsonl");

export const FOLDS = 5;

/** From 1: by the name alone, so that a note stays in its fold whatever is added. */
export const foldOf = ({ id }: LabelledNote): number =>
  (Number.parseInt(createHash("sha256").update(id).digest("hex").slice(0, 8), 16) % FOLDS) + 1;

/** The folds that nobody read while the features were made. */
export const unreadFolds: readonly number[] = [3, 4, 5];
export const neverRead = (note: LabelledNote): boolean => unreadFolds.includes(foldOf(note));

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ownNotes, referenceNotes } from "#tests/training/notes.ts";
import { trainedWeights } from "#tests/training/weights.ts";

/** `npx tsx tests/training/fit-weights.ts` writes app/domain/suggestion/weights.json anew. */
const file = join(import.meta.dirname, "../../app/domain/suggestion/weights.json");
writeFileSync(file, trainedWeights(ownNotes(), referenceNotes()));

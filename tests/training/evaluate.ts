import { fileURLToPath } from "node:url";
import { patternKeys } from "#app/domain/suggestion/patterns.ts";
import {
  crossValidated,
  examplesOf,
  type Figures,
  figuresAt,
  judged,
  thresholdFor,
  type Verdict,
} from "#tests/training/cross-validate.ts";
import {
  FOLDS,
  foldOf,
  type LabelledNote,
  neverRead,
  ownNotes,
  referenceNotes,
} from "#tests/training/notes.ts";
import { THRESHOLD } from "#tests/training/weights.ts";

/** `npm run bench -- suggestions`: what suggestions are worth on notes that no weight was fitted to. */

/** Above the 0.85 that is wanted, since a threshold flatters the notes that it was chosen on. */
export const PRECISION_FLOOR = 0.88;

type Row = readonly [string, Figures & { readonly there: number }];

const rowOf = (name: string, verdicts: readonly Verdict[], threshold: number): Row => [
  name,
  {
    ...figuresAt(verdicts, threshold),
    there: verdicts.filter(({ there }) => there).length,
  },
];

const percent = (share: number) => `${(100 * share).toFixed(0)} %`.padStart(5);

const printed = ([name, { precision, recall, given, there }]: Row): string =>
  `${name.padEnd(34)} precision ${given === 0 ? "    –" : percent(precision)}  recall ${percent(recall)}  suggested ${String(given).padStart(3)}  there ${String(there).padStart(3)}`;

/** A verdict past its own fold's threshold, which was chosen on the other folds alone. */
function nested(own: readonly LabelledNote[], reference: readonly LabelledNote[]): Verdict[] {
  return Array.from({ length: FOLDS }, (_, at) => at + 1).flatMap((fold) => {
    const others = reference.filter((note) => foldOf(note) !== fold);
    const threshold = thresholdFor(crossValidated(own, others), PRECISION_FLOOR);
    const unseen = reference.filter((note) => foldOf(note) === fold);
    return judged(examplesOf(own, others), unseen).map((verdict) => ({
      ...verdict,
      sureness: verdict.sureness >= threshold ? 1 : 0,
    }));
  });
}

export async function benchSuggestions(): Promise<void> {
  const [own, reference] = [ownNotes(), referenceNotes()];
  const unseen = nested(own, reference);
  const verdicts = crossValidated(own, reference);
  const threshold = THRESHOLD;
  const rows: Row[] = [
    rowOf("threshold of the other folds", unseen, 1),
    rowOf(
      "  of them never read",
      unseen.filter(({ note }) => neverRead(note)),
      1,
    ),
    rowOf(`the threshold that ships, ${threshold}`, verdicts, threshold),
    rowOf(
      "  of them never read",
      verdicts.filter(({ note }) => neverRead(note)),
      threshold,
    ),
    ...patternKeys.map((of) =>
      rowOf(
        `  ${of}`,
        verdicts.filter(({ key }) => key === of),
        threshold,
      ),
    ),
  ];
  console.log(rows.map(printed).join("\n"));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await benchSuggestions();

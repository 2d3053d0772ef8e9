import { type Sentence, sentencesOf } from "#app/domain/notes-language/sentences.ts";
import { type Feature, featuresOf } from "#app/domain/suggestion/features.ts";
import {
  confidences,
  knownOf,
  type Model,
  type Reading,
  read,
  readModel,
} from "#app/domain/suggestion/model.ts";
import { patternKeys, patternReadings } from "#app/domain/suggestion/patterns.ts";
import written from "#app/domain/suggestion/weights.json";

/** An anti-pattern that a note seems to say the candidate showed, with what made it so. */
export type TagSuggestion = {
  readonly key: string;
  /** In plain words, for the note's author. */
  readonly because: string;
  readonly sentence: string;
  /** The sentence, in UTF-16 units of the note. */
  readonly start: number;
  readonly end: number;
  readonly words: readonly { readonly start: number; readonly end: number }[];
};

let loaded: Model | undefined;
const ours = (): Model => {
  loaded ??= readModel(written);
  return loaded;
};

/** The anti-patterns that a note asserts of the candidate, at most once each, as the catalogue lists them. */
export function suggestedTags(note: string): TagSuggestion[] {
  const surest = readings(ours(), note);
  return patternKeys.flatMap((key, of) => {
    const one = surest[of];
    if (!one || one.confidence < written.threshold) return [];
    const told = whatMadeIt(one, of);
    return told ? [{ key, ...wordsOn(note, key, told) }] : [];
  });
}

/** How sure a model is of each pattern, as the catalogue lists them; for choosing a threshold. */
export const surenessOf = (model: Model, note: string): number[] => {
  const surest = readings(model, note);
  return patternKeys.map((_, of) => surest[of]?.confidence ?? 0);
};

/** Notes are a few sentences on one moment; a longer text is read as so many in a row at a time. */
const TOGETHER = 5;

type Stretch = { readonly sentences: readonly Sentence[]; readonly reading: Reading };
type Found = Stretch & { readonly confidence: number };

/** For each pattern the stretch of the note that speaks of it most clearly. */
function readings(model: Model, note: string): Found[] {
  const sentences = sentencesOf(note).map((sentence) => ({
    sentence,
    features: knownOf(model, featuresOf(sentence)),
  }));
  const surest: Found[] = [];
  for (let from = 0; from === 0 || from + TOGETHER <= sentences.length; from += 1) {
    const stretch = sentences.slice(from, from + TOGETHER);
    const reading = read(
      model,
      stretch.flatMap(({ features }) => features),
    );
    confidences(reading.likelihoods).forEach((confidence, of) => {
      if (confidence > (surest[of]?.confidence ?? 0))
        surest[of] = { sentences: stretch.map(({ sentence }) => sentence), reading, confidence };
    });
  }
  return surest;
}

type Told = { readonly sentence: Sentence; readonly words: readonly Feature[] };

/** The sentence that did most for a pattern, and those of its words that did most in it. */
function whatMadeIt({ sentences, reading }: Found, of: number): Told | null {
  const shares = reading.shares(of).filter(({ share }) => share > 0);
  const told = sentences
    .map((sentence) => {
      const own = shares.filter(
        ({ feature }) => feature.start >= sentence.start && feature.end <= sentence.end,
      );
      return { sentence, own, sum: own.reduce((sum, { share }) => sum + share, 0) };
    })
    .sort((a, b) => b.sum - a.sum || a.sentence.start - b.sentence.start)
    .at(0);
  if (!told || told.own.length === 0) return null;
  return { sentence: told.sentence, words: clearest(told.own) };
}

const SHOWN = 3;

/** By word, since a word is part of several features; little words only beside another. */
function clearest(own: readonly { feature: Feature; share: number }[]): Feature[] {
  const spans = new Map<string, { feature: Feature; share: number }>();
  for (const { feature, share } of own) {
    const span = `${feature.start}-${feature.end}`;
    spans.set(span, { feature, share: share + (spans.get(span)?.share ?? 0) });
  }
  const byShare = [...spans.values()].sort(
    (a, b) => b.share - a.share || a.feature.start - b.feature.start,
  );
  const chosen: Feature[] = [];
  for (const { feature } of byShare) {
    if (chosen.length === SHOWN) break;
    if (chosen.every(({ start, end }) => feature.end <= start || end <= feature.start))
      chosen.push(feature);
  }
  return chosen.sort((a, b) => a.start - b.start);
}

function wordsOn(
  note: string,
  key: keyof typeof patternReadings,
  { sentence, words }: Told,
): Omit<TagSuggestion, "key"> {
  const spans = words.map(({ start, end }) => ({ start, end }));
  const quoted = spans.map(
    ({ start, end }) => `"${note.slice(start, end).replaceAll(/\s+/g, " ")}"`,
  );
  const said =
    quoted.length > 1 ? `${quoted.slice(0, -1).join(", ")} and ${quoted.at(-1)}` : quoted[0];
  const because = `${said} ${quoted.length > 1 ? "read" : "reads"} as ${patternReadings[key]}`;
  return {
    because,
    sentence: sentence.text,
    start: sentence.start,
    end: sentence.end,
    words: spans,
  };
}

import { type Clause, clausesOf } from "#app/domain/notes-language/clauses.ts";
import { isNegated, isNegation } from "#app/domain/notes-language/negation.ts";
import type { Sentence } from "#app/domain/notes-language/sentences.ts";
import type { Word } from "#app/domain/notes-language/words.ts";
import { conceptsByWords, longestPhrase } from "#app/domain/suggestion/concepts.ts";

/** Something a sentence says, by a name that the weights know, and the words that say it. */
export type Feature = {
  readonly name: string;
  /** In UTF-16 units of the text. */
  readonly start: number;
  readonly end: number;
};

/** How much each kind of feature counts beside a word by itself. */
export const kindWeight = (name: string): number => (/^[nq]:|_/.test(name) ? 0.6 : 1);

/**
 * The features of a sentence: its words and pairs of them by their stems, words in quotes (q:) and
 * in clauses that deny something (n:), and the concepts it names (c:), each with whether it is
 * denied or stands in a clause that denies something, and with whom its clause speaks of.
 */
export function featuresOf(sentence: Sentence): Feature[] {
  return [
    ...wordFeatures(sentence.words),
    ...clausesOf(sentence).flatMap((clause) => clauseFeatures(clause)),
  ];
}

function wordFeatures(words: readonly Word[]): Feature[] {
  const stems = words.map(stemOf);
  return words.flatMap((word, at) => {
    const stem = stems[at] ?? "";
    const single = { name: stem, start: word.start, end: word.end };
    return [
      single,
      ...(word.quoted ? [{ ...single, name: `q:${stem}` }] : []),
      ...pair(words[at - 1], word, `${stems[at - 1]}_${stem}`),
      ...pair(words[at - 2], word, `${stems[at - 2]}_*_${stem}`),
    ];
  });
}

const pair = (first: Word | undefined, last: Word, name: string): Feature[] =>
  first ? [{ name, start: first.start, end: last.end }] : [];

function clauseFeatures({ words, subject }: Clause): Feature[] {
  const denies = words.some(isNegation);
  const denied = denies
    ? words.map((word) => ({ name: `n:${stemOf(word)}`, start: word.start, end: word.end }))
    : [];
  const concepts = words.flatMap((first, at) =>
    conceptsAt(words, at).flatMap(({ concept, last }) => {
      const span = { start: first.start, end: last.end };
      const names = [
        `c:${concept}`,
        `c:${isNegated(words, at) ? "!" : "+"}${concept}`,
        `c:${subject}:${concept}`,
        ...(denies ? [`c:~${concept}`] : []),
      ];
      return names.map((name) => ({ name, ...span }));
    }),
  );
  return [...denied, ...concepts];
}

type Named = { readonly concept: string; readonly last: Word };

function conceptsAt(words: readonly Word[], at: number): Named[] {
  const found: Named[] = [];
  let key = "";
  for (const word of words.slice(at, at + longestPhrase)) {
    key = key === "" ? word.lemma : `${key} ${word.lemma}`;
    for (const concept of conceptsByWords.get(key) ?? []) found.push({ concept, last: word });
  }
  return found;
}

const ending = /(?:ations?|ments?|ly|ness|ers?|ive|al|able)$/;

/** Coarser than a lemma: "choice" and "choose" stay apart, "justify" and "justification" do not. */
function stemOf({ lemma, text }: Word): string {
  if (/^\p{N}/u.test(text)) return "#";
  const stem = lemma.replace(ending, (tail) => (lemma.length - tail.length < 4 ? tail : ""));
  return stem
    .replace(/e$/, "")
    .replace(/(.)\1$/, "$1")
    .replace(/y$/, "i");
}

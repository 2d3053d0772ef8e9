import type { Word } from "#app/domain/notes-language/words.ts";

const cues = new Set(
  "not no never none nobody nothing neither nor without zero hardly barely scarcely rarely seldom nowhere lack missing absent nil nope sans minus instead".split(
    " ",
  ),
);

/** Verbs that say that what follows did not happen. */
const refusals = new Set(
  "refuse decline avoid fail omit skip forget resist stop lack miss reject neglect deny".split(" "),
);

/** After these a negation no longer holds. */
const ends = new Set("but though although however yet because since until till".split(" "));

/** "not just agree", "not only": what follows did happen, or is only the lesser part. */
const lessening = new Set("only just merely simply".split(" "));

const REACH = 7;

export const isNegation = (word: Word): boolean => cues.has(word.lemma);

/**
 * Whether the word at a place is said not to be so, by a negation before it in the same clause or
 * within a few words. Two negations cancel each other.
 */
export function isNegated(words: readonly Word[], at: number): boolean {
  let negations = 0;
  for (let back = at - 1; back >= 0 && at - back <= REACH; back -= 1) {
    const word = words[back];
    if (!word || ends.has(word.text)) break;
    const lessened = lessening.has(words[back + 1]?.text ?? "") && back + 1 < at;
    if ((isNegation(word) && !lessened) || refusals.has(word.lemma)) negations += 1;
  }
  return negations % 2 === 1;
}

const hypothetical = new Set(
  "would could might may if worry worried expect expected hope hoped fear feared brace braced assume suspect wonder wondered ought should almost nearly".split(
    " ",
  ),
);

/** Whether a clause speaks of what might be, was hoped or feared, and not of what was seen. */
export const isHypothetical = (words: readonly Word[]): boolean =>
  words.some(({ text, quoted }) => !quoted && hypothetical.has(text));

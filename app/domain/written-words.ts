export type WrittenWord = {
  /** In lower case. */
  readonly word: string;
  /** In UTF-16 units of the text. */
  readonly start: number;
  readonly end: number;
};

/** Scripts that put no space between words count by their signs. */
export const spaceless =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const aWord = /[\p{L}\p{N}\p{M}]+/gu;
const aWordOrSign = new RegExp(
  `${spaceless.source}|(?:(?!${spaceless.source})[\\p{L}\\p{N}\\p{M}])+`,
  "gu",
);

/** The words of a text in any script, without its punctuation. */
export function writtenWords(text: string): WrittenWord[] {
  // Most texts have spaces, and a pattern that asks at every letter takes five times as long.
  const found = text.matchAll(spaceless.test(text) ? aWordOrSign : aWord);
  return Array.from(found, ({ 0: word, index }) => ({
    ...{ word: word.toLowerCase(), start: index, end: index + word.length },
  }));
}

import type { Question } from "#app/domain/question.ts";

/** What a search of the question bank asks for; what is left out does not narrow it. */
export type QuestionSearch = {
  readonly words: readonly string[];
  readonly dimension?: string | undefined;
  readonly level?: string | undefined;
  readonly round?: string | undefined;
};

/** A stretch of text, and whether one of the searched words stands there. */
export type Stretch = { readonly text: string; readonly found: boolean };

/** The words of a typed search, each once. */
export const searchWords = (typed: string): string[] => [
  ...new Set(typed.toLowerCase().split(/\s+/).filter(Boolean)),
];

const literal = (word: string) => word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");

/** A word as it is searched for: in one number it finds the other as well. */
function patternOf(word: string): string {
  const [, stem] = /^(.*[^aeiou])(?:y|ies)$/u.exec(word) ?? [];
  if (stem !== undefined && stem.length > 1) return `${literal(stem)}(?:y|ies)`;
  const [, one] = /^(.{2,}[^s])s$/u.exec(word) ?? [];
  return one === undefined ? literal(word) : `${literal(one)}s?`;
}

const finder = (word: string) => new RegExp(patternOf(word), "iu");

const textsOf = ({ topic, ask, why, strong, weak, followUps }: Question) => [
  ...[topic, ask, why, ...strong, ...weak, ...followUps],
];

/** The questions that say every word, wherever they say it, and belong to what was chosen. */
export function searchQuestions(
  questions: readonly Question[],
  { words, dimension, level, round }: QuestionSearch,
): Question[] {
  const wanted = words.map(finder);
  return questions.filter(
    (question) =>
      (!dimension || question.dimensions.includes(dimension)) &&
      (!level || question.levels.some((one) => one === level)) &&
      (!round || question.rounds.some((one) => one === round)) &&
      wanted.every((word) => textsOf(question).some((text) => word.test(text))),
  );
}

/** Whether a word is found only in what is folded away below a question's topic and words. */
export function foundInside({ topic, ask }: Question, words: readonly string[]): boolean {
  return words.some((word) => {
    const wanted = finder(word);
    return !wanted.test(topic) && !wanted.test(ask);
  });
}

/** A text in stretches: joined they spell it again. Where words overlap, the longest is shown. */
export function highlighted(text: string, words: readonly string[]): Stretch[] {
  if (words.length === 0 || text === "") return [{ text, found: false }];
  const longestFirst = words.toSorted((a, b) => b.length - a.length).map(patternOf);
  const parts = text.split(new RegExp(`(${longestFirst.join("|")})`, "iu"));
  return parts
    .map((part, at) => ({ text: part, found: at % 2 === 1 }))
    .filter((part) => part.text !== "");
}

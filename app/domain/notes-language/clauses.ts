import type { Sentence } from "#app/domain/notes-language/sentences.ts";
import type { Word } from "#app/domain/notes-language/words.ts";

/** Whom a clause is about: its author, the candidate, or somebody else. */
export type Subject = "author" | "candidate" | "other";

export type Clause = {
  readonly start: number;
  readonly end: number;
  readonly words: readonly Word[];
  /** The word that ties it to the clause before, such as "but"; null where only a mark does. */
  readonly opening: string | null;
  readonly subject: Subject;
};

const conjunctions = new Set(
  "but though although however yet whereas while until till unless except because since so then instead when whenever where after before once if and or nor which who that".split(
    " ",
  ),
);

/** Joins parts of a clause as often as clauses: opens one only where a new subject follows. */
const weak = new Set("and or so then that which who where since".split(" "));

const authors = new Set(["i", "we", "my", "our", "us", "myself", "interviewer"]);
const candidates = new Set([
  ...["he", "she", "they", "his", "her", "hers", "their", "theirs", "candidate", "himself"],
  ...["herself", "themselves", "themself"],
]);
const others = new Set(
  "colleague colleagues coworker teammate teammates predecessor boss manager intern architect vendor team teams customer customers user users panelist shadow yesterday previous earlier last".split(
    " ",
  ),
);
const outside =
  /\b(?:previous|other|earlier|last|yesterday's|prior|next|another|this morning's) (?:candidates?|interview(?:ee)?s?|one|chap|guy|person|cand)\b/;

/** The clauses of a sentence, in order; together they hold every word of it. */
export function clausesOf(sentence: Sentence): Clause[] {
  const clauses: Clause[] = [];
  let words: Word[] = [];
  const close = () => {
    if (words.length > 0) clauses.push(clauseOf(sentence, words, clauses.at(-1)));
    words = [];
  };
  sentence.words.forEach((word, at) => {
    const before = sentence.words[at - 1];
    const gap = before ? gapBefore(sentence, before, word) : "";
    if (before && (parts(gap, words) || joins(word, sentence.words[at + 1], gap))) close();
    words.push(word);
  });
  close();
  return clauses;
}

const gapBefore = ({ text, start }: Sentence, before: Word, word: Word): string =>
  text.slice(before.end - start, word.start - start);

/** A comma splits only what is long enough to be a clause; the others always do. */
const parts = (gap: string, words: readonly Word[]): boolean =>
  /[;:?!…()–—]|\s-+\s|\.\.|\.\s|\.$/u.test(gap) || (gap.includes(",") && words.length > 2);

const opensSubject = (word: Word | undefined): boolean =>
  word !== undefined && (authors.has(word.text) || candidates.has(word.text));

function joins(word: Word, next: Word | undefined, gap: string): boolean {
  if (word.quoted || !conjunctions.has(word.text)) return false;
  return weak.has(word.text) ? gap.includes(",") || opensSubject(next) : true;
}

function clauseOf(sentence: Sentence, words: readonly Word[], before: Clause | undefined): Clause {
  const start = words[0]?.start ?? sentence.start;
  const end = words.at(-1)?.end ?? sentence.end;
  const first = words[0]?.text ?? "";
  const opening = conjunctions.has(first) ? first : null;
  const inherited = before && words.length < 4 ? before.subject : "candidate";
  return { start, end, words, opening, subject: subjectOf(words) ?? inherited };
}

/** By the first word that can be a subject; null where none is. What is quoted, the speaker says. */
function subjectOf(words: readonly Word[]): Subject | null {
  const own = words.filter(({ quoted }) => !quoted);
  if (outside.test(own.map(({ text }) => text).join(" "))) return "other";
  for (const { text } of own) {
    if (authors.has(text)) return "author";
    if (candidates.has(text)) return "candidate";
    if (others.has(text)) return "other";
  }
  return null;
}

import { type Sentence, sentencesOf } from "#app/domain/notes-language/sentences.ts";
import { age } from "#app/domain/protected/age.ts";
import { disability } from "#app/domain/protected/disability.ts";
import { family } from "#app/domain/protected/family.ts";
import { type Compiled, compiled } from "#app/domain/protected/frame.ts";
import { gender } from "#app/domain/protected/gender.ts";
import { orientation } from "#app/domain/protected/orientation.ts";
import { origin } from "#app/domain/protected/origin.ts";
import { politics } from "#app/domain/protected/politics.ts";
import { religion } from "#app/domain/protected/religion.ts";
import { type Span, spansIn } from "#app/domain/protected/spans.ts";
import { vagueFit } from "#app/domain/protected/vague-fit.ts";

/** What must not count in hiring, and a reason that is none. */
export const protectedTopics = [
  "age",
  "family",
  "religion",
  "origin",
  "gender",
  "disability",
  "orientation",
  "politics",
  "vague-fit",
] as const;
export type ProtectedTopic = (typeof protectedTopics)[number];

type Words = {
  readonly title: string;
  /** Why it is risky to have it in a card. */
  readonly why: string;
  /** How to write the part that belongs to the job. */
  readonly instead: string;
};

export const protectedTopicWords: Record<ProtectedTopic, Words> = {
  age: {
    title: "Age",
    why: "How old somebody is, or seems, says nothing of how they do the work, and colours what is read after it.",
    instead: "Say what they know, have done or did in the round, without years or stage of life.",
  },
  family: {
    title: "Family",
    why: "Children, pregnancy and partners are private, and guesses about time and travel made from them are often wrong.",
    instead: "Name what the job asks, such as on-call or travel, and what they said they can do.",
  },
  religion: {
    title: "Religion",
    why: "What somebody believes or wears for it has no part in the decision, and a reader cannot unread it.",
    instead:
      "Keep what was said or built in the round; leave the days off and dates to the recruiter.",
  },
  origin: {
    title: "Origin",
    why: "Where somebody is from, their accent or looks invite a judgement that has nothing to do with the work.",
    instead: "Say which answer was clear or unclear and what you asked again, not how it sounded.",
  },
  gender: {
    title: "Gender",
    why: "Looks, and words that are kept for one gender, make the same behaviour count differently.",
    instead: "Describe what they did and said, in words you would use of anybody.",
  },
  disability: {
    title: "Disability or health",
    why: "Health is private, and a condition is easily taken for the reason of what was seen.",
    instead:
      "Write what they showed in the time there was; if the round was cut short, say only that.",
  },
  orientation: {
    title: "Orientation",
    why: "Whom somebody loves is private and has no part in what they can do.",
    instead: "Leave it out, and keep the sentence about their work.",
  },
  politics: {
    title: "Politics",
    why: "Votes, parties and unions are each person's own, and agreeing with them is not a skill.",
    instead:
      "Keep what they did with people or decisions at work, without the conviction behind it.",
  },
  "vague-fit": {
    title: "Fit without a reason",
    why: "A feeling about fit mostly says who resembles us, and nobody can check it.",
    instead: "Name the behaviour that made the feeling, with the moment it was seen.",
  },
};

export type ProtectedHint = {
  readonly key: ProtectedTopic;
  /** In plain words, with those of the text. */
  readonly because: string;
  /** Where the sentence stands, in UTF-16 units of the text. */
  readonly sentence: string;
  readonly start: number;
  readonly end: number;
  readonly words: readonly Span[];
  readonly instead: string;
};

const says: Record<ProtectedTopic, string> = {
  age: "speaks of age",
  family: "speaks of family",
  religion: "speaks of religion",
  origin: "speaks of origin",
  gender: "speaks of gender or looks",
  disability: "speaks of disability or health",
  orientation: "speaks of orientation",
  politics: "speaks of politics",
  "vague-fit": "gives a feeling for a reason",
};

const topics: Record<ProtectedTopic, Compiled> = {
  age: compiled(age),
  family: compiled(family),
  religion: compiled(religion),
  origin: compiled(origin),
  gender: compiled(gender),
  disability: compiled(disability),
  orientation: compiled(orientation),
  politics: compiled(politics),
  "vague-fit": compiled(vagueFit),
};

/**
 * Where a text touches a protected topic, whoever it is about: at most one hint a topic, on its
 * clearest mention. Found by frames of words, not understood: a hint is a question to the author.
 */
export const protectedHints = (text: string): ProtectedHint[] => {
  const all = protectedMentions(text);
  return all.filter(({ key }, at) => all.findIndex((one) => one.key === key) === at);
};

/** Every sentence that touches a protected topic, once for each topic, the clearest mention first. */
export function protectedMentions(text: string): ProtectedHint[] {
  const sentences = sentencesOf(text);
  const read = plainly(sentences);
  const found = protectedTopics.map((key) => ({ key, ...spansIn(read, topics[key]) }));
  return found.flatMap(({ key, plain, ofPeople }) => {
    const wider = found
      .filter((other) => within[key]?.includes(other.key))
      .flatMap((other) => other.plain);
    const isOwn = (span: Span) => !wider.some((one) => holds(one, span));
    const own = [...plain.filter(isOwn), ...ofPeople.filter(isOwn)];
    const touched = own.flatMap(
      (span) => sentences.find(({ start, end }) => start <= span.start && span.end <= end) ?? [],
    );
    return [...new Set(touched)].map((sentence) => hintOf(key, sentence, own));
  });
}

/**
 * In lower case with plain apostrophes, each character in its place, and a sentence a line: no
 * frame reaches over the end of one.
 */
function plainly(sentences: readonly Sentence[]): string {
  let read = "";
  for (const { start, text: own } of sentences) read = read.padEnd(start, "\n") + lower(own);
  return read;
}

const lower = (text: string): string =>
  text.replace(/[’‘ʼ]/g, "'").replace(/\p{Lu}/gu, (letter) => {
    const small = letter.toLowerCase();
    return small.length === letter.length ? small : letter;
  });

/** "His husband" is no second hint on family, "could be my dad" speaks of age alone. */
const within: Partial<Record<ProtectedTopic, readonly ProtectedTopic[]>> = {
  family: ["age", "orientation", "vague-fit"],
  gender: ["orientation", "religion", "family"],
  origin: ["politics"],
};

/** Whether one reaches over the other's beginning and is not the same. */
const holds = (one: Span, other: Span): boolean =>
  one.start <= other.start &&
  other.start < one.end &&
  (one.start < other.start || other.end < one.end);

/** The first and longest of those that overlap. */
function apart(spans: readonly Span[]): Span[] {
  const sorted = spans.toSorted((a, b) => a.start - b.start || b.end - a.end);
  return sorted.filter((span, at) => sorted.slice(0, at).every((one) => one.end <= span.start));
}

function hintOf(key: ProtectedTopic, sentence: Sentence, spans: readonly Span[]): ProtectedHint {
  const { start, end, text } = sentence;
  const words = apart(spans.filter((span) => start <= span.start && span.end <= end));
  const quoted = words.map(
    (word) => `"${text.slice(word.start - start, word.end - start).trim()}"`,
  );
  return {
    key,
    because: `${[...new Set(quoted)].slice(0, 2).join(" and ")} ${says[key]}`,
    sentence: text,
    start,
    end,
    words,
    instead: protectedTopicWords[key].instead,
  };
}

import * as z from "zod/mini";
import { text } from "#app/domain/authored-text.ts";
import { type Level, levelBeyond, levels } from "#app/domain/level.ts";
import { roundKinds } from "#app/domain/loop.ts";
import type { RubricContent } from "#app/domain/rubric.ts";
import type { NotObserved } from "#app/domain/scorecard.ts";

/** How long an answer is: about a minute of speech, so that two are read in three minutes. */
export const ANSWER_WORDS = { least: 90, most: 180 } as const;

/** How many criteria one answer can show: fewer tell little, more are not to be heard in a minute. */
export const KEYED_CRITERIA = { least: 3, most: 5 } as const;

const key = (what: string) =>
  text(what, 60).check(
    z.regex(/^[A-Za-z][A-Za-z0-9-]*$/, `${what} may hold a-z, 0-9 and hyphens.`),
  );
const level = z.enum(levels, `A level is one of ${levels.join(", ")}.`);
const whole = (what: string) =>
  z
    .number(`${what} is a whole number.`)
    .check(z.int(`${what} is a whole number.`), z.gte(1, `${what} is at least 1.`));

const KeyedScore = z.strictObject({
  criterion: key("A criterion"),
  score: whole("A score").check(z.lte(10, "A score is at most 10.")),
  reason: text("A reason", 500),
});
/** What the key says of one criterion, with the words of the answer that it rests on. */
export type KeyedScore = z.infer<typeof KeyedScore>;

const KeyedPattern = z.strictObject({
  pattern: key("A pattern"),
  quote: text("A quote", 300),
});

const DrillAnswer = z.strictObject({
  says: text("An answer", 4_000),
  /** The level the answer shows. */
  level,
  /** Criteria that are not here were not asked: the prompt did not let one see them. */
  scores: z
    .array(KeyedScore, "`scores` is a list.")
    .check(z.minLength(1, "`scores` must not be empty.")),
  patterns: z.optional(z.array(KeyedPattern, "`patterns` is a list.")),
});
export type DrillAnswer = z.infer<typeof DrillAnswer>;

/** A prompt with two answers to it and the key to both. It does not say which of them is the better. */
export const Drill = z.strictObject({
  key: text("A drill's key", 60).check(
    z.regex(/^[a-z][a-z0-9-]*$/, "A drill's key may hold a-z, 0-9 and hyphens."),
  ),
  title: text("`title`", 80),
  round: z.enum(roundKinds, `A round is one of ${roundKinds.join(", ")}.`),
  /** The version whose words the key was made with: another version may ask for other scores. */
  rubric: z.strictObject({
    slug: text("The rubric's slug", 60),
    version: whole("The rubric's version"),
  }),
  /** The level of the position: its anchors are what the scores mean. */
  level,
  prompt: text("`prompt`", 1_000),
  answers: z.tuple([DrillAnswer, DrillAnswer], "A drill has two answers."),
  /** What sets the two apart; told after scoring. */
  difference: text("`difference`", 800),
});
export type Drill = z.infer<typeof Drill>;

/** What one says of one criterion of one answer. Exactly one of the two is null, as on a card. */
export type DrillRating = {
  readonly criterion: string;
  readonly score: number | null;
  readonly notObserved: NotObserved | null;
};

/** One answer as somebody scored it. */
export type DrillScoring = {
  readonly level: Level;
  readonly ratings: readonly DrillRating[];
};

/** One person's scores for both answers of a drill, in the order in which the drill has them. */
export type Attempt = {
  /** The drill's key. */
  readonly drill: string;
  readonly person: string;
  readonly at: Date;
  readonly scorings: readonly [DrillScoring, DrillScoring];
};

/** An attempt together with the drill as it was then. */
export type Scored = { readonly drill: Drill; readonly attempt: Attempt };

/** The criteria that the key scores, in its order. The others of the rubric count as not asked. */
export const keyedCriteria = ({ answers }: Pick<Drill, "answers">): string[] =>
  answers[0].scores.map(({ criterion }) => criterion);

/** How many words a text has: what stands between spaces and holds a letter or a digit. */
export const wordCount = (said: string): number =>
  said.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

/** Something drills say that does not fit together, with the place that says it. */
export type DrillProblem = {
  readonly path: readonly (string | number)[];
  readonly reason: string;
};

/** What drills may name: rubric versions with their criteria, levels, scale and patterns. */
export type DrillKnown = {
  readonly rubrics: readonly Pick<
    RubricContent,
    "slug" | "version" | "criteria" | "levels" | "scale" | "patterns"
  >[];
};

/**
 * What the shape of a drill cannot say: keys that stand twice or name nothing, scores beyond the scale,
 * answers keyed on different criteria or of the wrong length, and quotes that their answer does not hold.
 * Quotation marks in a reason quote the answer.
 */
export function drillProblems(drills: readonly Drill[], known: DrillKnown): DrillProblem[] {
  return drills.flatMap((drill, at) => [
    ...(drills.findIndex(({ key }) => key === drill.key) < at
      ? [{ path: [at, "key"], reason: `Two drills share the key ${drill.key}.` }]
      : []),
    ...problemsOf(drill, known).map(({ path, reason }) => ({ path: [at, ...path], reason })),
  ]);
}

function problemsOf(drill: Drill, { rubrics }: DrillKnown): DrillProblem[] {
  const { slug, version } = drill.rubric;
  const rubric = rubrics.find((one) => one.slug === slug && one.version === version);
  if (!rubric)
    return [{ path: ["rubric"], reason: `There is no version ${version} of a rubric ${slug}.` }];
  const beyond = (level: Level, path: DrillProblem["path"]): DrillProblem[] =>
    rubric.levels.includes(level) ? [] : [{ path, reason: levelBeyond(level, rubric.levels) }];
  const [first, second] = drill.answers;
  const both = sameCriteria(first, second)
    ? []
    : ["Both answers are scored on the same criteria, in the same order."];
  const twice = spaced(first.says) === spaced(second.says) ? ["Both answers are the same."] : [];
  return [
    ...beyond(drill.level, ["level"]),
    ...drill.answers.flatMap((answer, at) => [
      ...beyond(answer.level, ["answers", at, "level"]),
      ...answerProblems(answer, rubric).map(({ path, reason }) => ({
        path: ["answers", at, ...path],
        reason,
      })),
    ]),
    ...both.map((reason) => ({ path: ["answers", 1, "scores"], reason })),
    ...twice.map((reason) => ({ path: ["answers", 1, "says"], reason })),
  ];
}

function answerProblems(
  answer: DrillAnswer,
  { criteria, scale, patterns }: DrillKnown["rubrics"][number],
): DrillProblem[] {
  const words = wordCount(answer.says);
  const { least, most } = ANSWER_WORDS;
  const keyed = answer.scores.map(({ criterion }) => criterion);
  const at = (path: DrillProblem["path"], reason: string | false): DrillProblem[] =>
    reason === false ? [] : [{ path, reason }];
  const foreign = (text: string) =>
    quotesIn(text).find((quote) => !spaced(answer.says).includes(spaced(quote)));
  const said = (path: DrillProblem["path"], quote: string | undefined) =>
    at(path, quote !== undefined && `The answer does not say “${quote}”.`);
  return [
    ...at(
      ["says"],
      (words < least || words > most) &&
        `An answer has ${least} to ${most} words, this one has ${words}.`,
    ),
    ...at(
      ["scores"],
      (keyed.length < KEYED_CRITERIA.least || keyed.length > KEYED_CRITERIA.most) &&
        `An answer is scored on ${KEYED_CRITERIA.least} to ${KEYED_CRITERIA.most} criteria, this one on ${keyed.length}.`,
    ),
    ...answer.scores.flatMap(({ criterion, score, reason }, place) => [
      ...at(
        ["scores", place, "criterion"],
        !criteria.some(({ key }) => key === criterion) &&
          `The rubric has no criterion ${criterion}.`,
      ),
      ...at(
        ["scores", place, "criterion"],
        keyed.indexOf(criterion) < place && `The criterion ${criterion} stands here twice.`,
      ),
      ...at(
        ["scores", place, "score"],
        score > scale.length && `The scale runs from 1 to ${scale.length}.`,
      ),
      ...said(["scores", place, "reason"], foreign(reason)),
    ]),
    ...(answer.patterns ?? []).flatMap(({ pattern, quote }, place) => [
      ...at(
        ["patterns", place, "pattern"],
        !patterns.some(({ key }) => key === pattern) && `The rubric has no pattern ${pattern}.`,
      ),
      ...said(
        ["patterns", place, "quote"],
        spaced(answer.says).includes(spaced(quote)) ? undefined : quote,
      ),
    ]),
  ];
}

const sameCriteria = (one: DrillAnswer, other: DrillAnswer) =>
  one.scores.length === other.scores.length &&
  one.scores.every(({ criterion }, at) => criterion === other.scores[at]?.criterion);

/** Without regard to case, spaces and the kind of quotation marks and apostrophes. */
const spaced = (said: string) =>
  said.toLowerCase().replace(/[’‘]/gu, "'").replace(/[“”]/gu, '"').replace(/\s+/gu, " ").trim();

const quotesIn = (reason: string): string[] =>
  [...reason.matchAll(/["“]([^"“”]+)["”]/gu)].map(([, quote = ""]) => quote.replace(/[.,;]$/u, ""));

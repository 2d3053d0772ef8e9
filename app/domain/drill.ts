import * as z from "zod/mini";
import { text } from "#app/domain/authored-text.ts";
import { type Level, levels } from "#app/domain/level.ts";
import { roundKinds } from "#app/domain/loop.ts";
import type { NotObserved } from "#app/domain/scorecard.ts";

/** Where a drill's prompt or answer is written, so that two strangers read for about a minute each. */
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

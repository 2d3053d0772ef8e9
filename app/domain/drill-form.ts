import * as z from "zod/mini";
import type { DrillScoring } from "#app/domain/drill.ts";
import type { AnswerName } from "#app/domain/drill-names.ts";
import { QualificationRule } from "#app/domain/drill-qualification.ts";
import type { Level } from "#app/domain/level.ts";
import { invariant } from "#app/domain/result.ts";
import { notObserved } from "#app/domain/scorecard.ts";

/** What a drill asks to be scored: the criteria of its rubric, on that rubric's scale. */
export type DrillShape = {
  readonly points: number;
  readonly criteria: readonly { readonly key: string; readonly title: string }[];
  readonly levels: readonly Level[];
};

const scoring = ({ criteria, points, levels }: DrillShape) => {
  const choices = Array.from({ length: points }, (_, at) => String(at + 1));
  const rating = (title: string) =>
    z.enum([...notObserved, ...choices], `Choose a score for ${title}, or why there is none.`);
  const ratings = z.object(
    Object.fromEntries(criteria.map(({ key, title }) => [key, rating(title)])),
  );
  const level = "Choose the level that this answer shows.";
  // A form sends nothing of what is not chosen.
  return z.prefault(
    z.object({
      level: z
        .string(level)
        .check(z.refine((word) => levels.some((known) => known === word), level)),
      ratings: z.prefault(ratings, {}),
    }),
    { level: "" },
  );
};

/** The number a page was filled from. */
const shown = z.coerce.number("Reload the page, then try again.").check(z.int(), z.gte(0));

/** One person's scores for both answers, with the key of the form and the version it showed. */
export const ScoringForm = (shape: DrillShape) =>
  z.object({
    id: z.uuid(),
    version: shown,
    first: scoring(shape),
    second: scoring(shape),
  });
export type ScoringForm = z.infer<ReturnType<typeof ScoringForm>>;

/** The form's answers as an attempt keeps them, criteria in the order of the shape. */
export const scoringsOf = (
  { first, second }: Pick<ScoringForm, AnswerName>,
  { criteria, levels }: DrillShape,
): readonly [DrillScoring, DrillScoring] => {
  const levelOf = (word: string): Level => {
    const level = levels.find((known) => known === word);
    invariant(level, "a checked form names one of the rubric's levels");
    return level;
  };
  const of = ({ level, ratings }: ScoringForm["first"]): DrillScoring => ({
    level: levelOf(level),
    ratings: criteria.map(({ key: criterion }) => {
      const said = ratings[criterion];
      const unseen = notObserved.find((word) => word === said);
      return unseen
        ? { criterion, score: null, notObserved: unseen }
        : { criterion, score: Number(said), notObserved: null };
    }),
  });
  return [of(first), of(second)];
};

/** Why something about drills was done. */
export const DrillReason = z
  .string("Say why.")
  .check(z.trim(), z.minLength(1, "Say why."), z.maxLength(500, "Keep this under 500 characters."));

/** The rule to qualify by, why it is set, and the number of the one the form was filled from. */
export const RuleForm = z.extend(QualificationRule, { reason: DrillReason, version: shown });

/** Why a drill is retired, and which version of it was looked at. */
export const RetireForm = z.object({
  reason: DrillReason,
  version: shown,
});

/** The next version of a drill is begun: under which id, and from which version. */
export const RewriteForm = z.object({ id: z.uuid(), version: shown });

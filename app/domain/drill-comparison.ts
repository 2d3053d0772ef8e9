import type { Drill, DrillAnswer, DrillRating, DrillScoring, Scored } from "#app/domain/drill.ts";
import { firstAttempts, grouped, MINIMUM_PEOPLE } from "#app/domain/drill-agreement.ts";
import { type Level, stepsAbove } from "#app/domain/level.ts";
import { mean } from "#app/domain/score.ts";
import type { NotObserved } from "#app/domain/scorecard.ts";

/** One criterion of one answer: own, key and panel side by side. */
export type ComparedCriterion = {
  readonly criterion: string;
  /** Null where it was left out altogether. */
  readonly own: Pick<DrillRating, "score" | "notObserved"> | null;
  /** Null where the prompt does not show the criterion: not asked. */
  readonly key: { readonly score: number; readonly reason: string } | null;
  /** The others' mean; null below `MINIMUM_PEOPLE` of them. */
  readonly panel: { readonly mean: number; readonly people: number } | null;
  /** Own score minus the key's, in points; null where either is missing. */
  readonly difference: number | null;
  readonly words: string;
};

export type ComparedAnswer = {
  readonly level: {
    readonly own: Level;
    readonly key: Level;
    /** How many levels own is above the key's; null between engineers and managers. */
    readonly steps: number | null;
    /** What the others said, most often first; null below `MINIMUM_PEOPLE` of them. */
    readonly panel: readonly { readonly level: Level; readonly people: number }[] | null;
  };
  readonly criteria: readonly ComparedCriterion[];
  readonly patterns: NonNullable<DrillAnswer["patterns"]>;
};

/**
 * A person's scores beside the key's and the panel's, in the order of `criteria`, the rubric's. `others`
 * are other people's attempts at the same drill; their first ones count. Nobody's own scores can be read
 * off the panel's: a mean is given from `MINIMUM_PEOPLE` people on. Only to be shown to whoever has
 * scored the drill.
 */
export function comparison(
  own: Scored,
  others: readonly Scored[],
  criteria: readonly string[],
): readonly [ComparedAnswer, ComparedAnswer] {
  const { drill, attempt } = own;
  const panel = firstAttempts(
    others.filter(
      (other) => other.attempt.drill === attempt.drill && other.attempt.person !== attempt.person,
    ),
  );
  const compared = (at: 0 | 1) =>
    comparedAnswer(
      drill.answers[at],
      attempt.scorings[at],
      panel.map((other) => other.attempt.scorings[at]),
      criteria,
    );
  return [compared(0), compared(1)];
}

function comparedAnswer(
  answer: DrillAnswer,
  own: DrillScoring,
  panel: readonly DrillScoring[],
  criteria: readonly string[],
): ComparedAnswer {
  return {
    level: {
      own: own.level,
      key: answer.level,
      steps: stepsAbove(own.level, answer.level),
      panel: panel.length < MINIMUM_PEOPLE ? null : levelsOf(panel),
    },
    criteria: criteria.map((criterion) => {
      const rating = own.ratings.find((one) => one.criterion === criterion) ?? null;
      const keyed = answer.scores.find((one) => one.criterion === criterion);
      const key = keyed ? { score: keyed.score, reason: keyed.reason } : null;
      const given = rating && { score: rating.score, notObserved: rating.notObserved };
      const difference = given?.score == null || key === null ? null : given.score - key.score;
      return {
        ...{ criterion, own: given, key, difference },
        panel: panelOn(panel, criterion),
        words: differenceWords(given, key),
      };
    }),
    patterns: answer.patterns ?? [],
  };
}

function panelOn(panel: readonly DrillScoring[], criterion: string): ComparedCriterion["panel"] {
  const scores = panel.flatMap(({ ratings }) =>
    ratings.flatMap((one) =>
      one.criterion === criterion && one.score !== null ? [one.score] : [],
    ),
  );
  const centre = mean(scores);
  return centre === null || scores.length < MINIMUM_PEOPLE
    ? null
    : { mean: centre, people: scores.length };
}

const levelsOf = (panel: readonly DrillScoring[]) =>
  [...grouped(panel, ({ level }) => level)]
    .map(([level, own]) => ({ level, people: own.length }))
    .toSorted((a, b) => b.people - a.people || (stepsAbove(a.level, b.level) ?? 0));

/** How an own score stands to the key's, in a few words. */
export function differenceWords(
  own: { readonly score: number | null; readonly notObserved: NotObserved | null } | null,
  key: { readonly score: number } | null,
): string {
  const given = own?.score ?? null;
  if (key === null)
    return given === null ? "Not asked" : "The prompt does not show this; you gave a score";
  if (given === null) return "No score beside the key's";
  const points = Math.abs(given - key.score);
  if (points === 0) return "Same as the key";
  return `${points} ${points === 1 ? "point" : "points"} ${given < key.score ? "lower" : "higher"} than the key`;
}

/** Which of two answers is at the higher level by the key: 0 or 1, or null where neither is. */
export function higherAnswer({ answers }: Pick<Drill, "answers">): 0 | 1 | null {
  const steps = stepsAbove(answers[0].level, answers[1].level);
  if (steps === null || steps === 0) return null;
  return steps > 0 ? 0 : 1;
}

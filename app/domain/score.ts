/** A rating as scores read it; null means not asked or no signal. */
export type Scored = { readonly criterion: string; readonly score: number | null };
/** Relative weights by criterion key; only their proportions matter. */
export type Weights = Readonly<Record<string, number>>;

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

/** Arithmetic mean, or null of no values. */
export const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : sum(values) / values.length;

/** Sample standard deviation (n - 1), or null of fewer than two values. */
export function standardDeviation(values: readonly number[]): number | null {
  const centre = mean(values);
  if (centre === null || values.length < 2) return null;
  return Math.sqrt(sum(values.map((v) => (v - centre) ** 2)) / (values.length - 1));
}

export type WeightedScore = {
  /** Weighted mean on the rubric's scale; null where no weighted criterion was observed. */
  readonly score: number | null;
  /** Share of the total weight that was observed, 0 to 1. */
  readonly coverage: number;
};

/** Weighted mean over the criteria that have a value; the others leave the denominator. */
export function weightedScore(
  values: readonly { readonly criterion: string; readonly score: number | null }[],
  weights: Weights,
): WeightedScore {
  const total = sum(Object.values(weights));
  const seen = values.flatMap(({ criterion, score }) =>
    score === null ? [] : [{ score, weight: weights[criterion] ?? 0 }],
  );
  const observed = sum(seen.map((v) => v.weight));
  return {
    score: observed > 0 ? sum(seen.map((v) => v.score * v.weight)) / observed : null,
    coverage: total > 0 ? observed / total : 0,
  };
}

export type CriterionScore = {
  readonly criterion: string;
  /** Mean over the counted cards that observed the criterion; null where none did. */
  readonly mean: number | null;
  /** How many counted cards observed it. */
  readonly n: number;
  /** Highest minus lowest, in scale points; null where nobody observed it. */
  readonly spread: number | null;
  /** Sample standard deviation; null below two cards. */
  readonly sd: number | null;
};

export type PanelScore = WeightedScore & { readonly criteria: readonly CriterionScore[] };

/**
 * The panel's score: per criterion the mean over the given (counted) cards, then the weighted mean
 * over the criteria somebody observed. The caller passes counted cards only (`isCounted`).
 */
export function panelScore(
  cards: readonly (readonly Scored[])[],
  criteria: readonly string[],
  weights: Weights,
): PanelScore {
  const perCriterion = criteria.map((criterion): CriterionScore => {
    const scores = cards.flatMap((ratings) => {
      const score = ratings.find((r) => r.criterion === criterion)?.score ?? null;
      return score === null ? [] : [score];
    });
    return {
      criterion,
      mean: mean(scores),
      n: scores.length,
      spread: scores.length === 0 ? null : Math.max(...scores) - Math.min(...scores),
      sd: standardDeviation(scores),
    };
  });
  const overall = weightedScore(
    perCriterion.map(({ criterion, mean }) => ({ criterion, score: mean })),
    weights,
  );
  return { ...overall, criteria: perCriterion };
}

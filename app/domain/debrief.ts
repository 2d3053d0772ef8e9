import * as z from "zod/mini";
import type { ReadableCard } from "#app/domain/access.ts";
import { type Level, levels } from "#app/domain/level.ts";
import { type PanelScore, panelScore, type Weights } from "#app/domain/score.ts";
import { isCounted, type Rating, type SealedCard } from "#app/domain/scorecard.ts";

/** `not-recorded` stands on imported loops whose outcome the file did not tell. */
export const outcomes = ["offer", "no-offer", "not-recorded"] as const;
export type Outcome = (typeof outcomes)[number];

export const outcomeWords: Record<Outcome, string> = {
  offer: "Offer",
  "no-offer": "No offer",
  "not-recorded": "Not recorded",
};

/** What the committee records; the level is the one demonstrated, whatever the position's. */
export const DecisionForm = z.object({
  outcome: z.enum(["offer", "no-offer"], "Choose an outcome."),
  level: z.enum(levels, "Choose the level they demonstrated."),
  reasons: z
    .string("Write the reasons.")
    .check(
      z.trim(),
      z.minLength(20, "Write the reasons, a sentence at least: people will read them in a year."),
      z.maxLength(5000, "Keep the reasons under 5,000 characters."),
    ),
  dissent: z._default(
    z.string().check(z.trim(), z.maxLength(5000, "Keep the dissent under 5,000 characters.")),
    "",
  ),
});
export type DecisionForm = z.infer<typeof DecisionForm>;

export type MatrixCell = { readonly cardId: string; readonly rating: Rating | null };
export type MatrixRow = {
  readonly criterion: string;
  readonly weight: number;
  readonly cells: readonly MatrixCell[];
  readonly mean: number | null;
  readonly n: number;
  readonly spread: number | null;
  readonly sd: number | null;
};
export type Matrix = {
  /** Criteria, the most disputed first. */
  readonly rows: readonly MatrixRow[];
  readonly total: number | null;
  readonly coverage: number;
  /** The cards the numbers rest on. */
  readonly counted: readonly string[];
};

/**
 * Criteria by cards, ordered by disagreement: widest spread first, then larger standard deviation,
 * then heavier weight, then the rubric's order. Every readable card has a column; only counted
 * ones (not shadow, not abstaining) enter means, spread and total.
 */
export function scoreMatrix(
  cards: readonly ReadableCard<SealedCard>[],
  criteria: readonly string[],
  weights: Weights,
): Matrix {
  const counted = cards.filter((card) =>
    isCounted({ kind: card.kind, state: "sealed", recommendation: card.content.recommendation }),
  );
  const panel: PanelScore = panelScore(
    counted.map((card) => card.content.ratings),
    criteria,
    weights,
  );
  const rows = panel.criteria.map(
    (row): MatrixRow => ({
      ...row,
      weight: weights[row.criterion] ?? 0,
      cells: cards.map((card) => ({
        cardId: card.cardId,
        rating: card.content.ratings.find((r) => r.criterion === row.criterion) ?? null,
      })),
    }),
  );
  const disputed = rows.toSorted(
    (a, b) =>
      (b.spread ?? -1) - (a.spread ?? -1) || (b.sd ?? -1) - (a.sd ?? -1) || b.weight - a.weight,
  );
  return {
    rows: disputed,
    total: panel.score,
    coverage: panel.coverage,
    counted: counted.map((card) => card.cardId),
  };
}

/** How often each level was named as demonstrated, highest level first; abstentions are left out. */
export function levelCounts(
  cards: readonly { readonly level: Level | null }[],
): { level: Level; n: number }[] {
  return levels
    .toReversed()
    .map((level) => ({ level, n: cards.filter((card) => card.level === level).length }))
    .filter(({ n }) => n > 0);
}

import type { ReadableCard } from "#app/domain/access.ts";
import type { Cell } from "#app/domain/csv.ts";
import type { SealedCard } from "#app/domain/scorecard.ts";

const unseen = { "not-asked": "not asked", "no-signal": "no signal" } as const;

/** One row for a criterion, and two columns for an interviewer: the score and its evidence. */
export function scoreRows({
  criteria,
  weights,
  cards,
}: {
  readonly criteria: readonly { readonly key: string; readonly title: string }[];
  readonly weights: Readonly<Record<string, number>>;
  readonly cards: readonly ReadableCard<SealedCard>[];
}): Cell[][] {
  const head = cards.flatMap(({ interviewer, kind }) => {
    const who = kind === "shadow" ? `${interviewer.name} (shadow, not counted)` : interviewer.name;
    return [who, `${who}: evidence`];
  });
  const rows = criteria.map(({ key, title }): Cell[] => [
    title,
    weights[key] ?? 0,
    ...cards.flatMap(({ content }): Cell[] => {
      const rating = content.ratings.find(({ criterion }) => criterion === key);
      if (!rating) return [null, null];
      const score = rating.notObserved ? unseen[rating.notObserved] : rating.score;
      return [score, rating.evidence];
    }),
  ]);
  return [["Criterion", "Weight in percent", ...head], ...rows];
}

import type { OwnCard } from "#db/queries/card.server.ts";

/** Only what the form shows: the anchors of the position's level, not every level's. */
export function forWriting({ rubric, ...card }: OwnCard) {
  return {
    ...card,
    levels: rubric.levels,
    scale: rubric.scale,
    criteria: rubric.criteria.map(({ key, title, question, anchors }) => ({
      key,
      title,
      question,
      anchors: anchors[card.position.level] ?? {},
      weight: card.weights[key] ?? 0,
      focus: card.round.focus.includes(key),
    })),
    patterns: rubric.patterns.map(({ key, title, seen }) => ({ key, title, seen })),
  };
}
export type WritingCard = ReturnType<typeof forWriting>;

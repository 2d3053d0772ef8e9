import type { EndedDraft, OwnCard } from "#db/queries/card.server.ts";

/** Only what the form shows: the anchors of the position's level, not every level's. */
export function forWriting({ rubric, ...card }: OwnCard, kitFolded: boolean) {
  const guided = card.round.focus.length > 0;
  return {
    ...card,
    kitFolded,
    rubric: { slug: rubric.slug, version: rubric.version },
    levels: rubric.levels,
    scale: rubric.scale,
    criteria: rubric.criteria.map(({ key, title, question, anchors }) => ({
      key,
      title,
      question,
      anchors: anchors[card.position.level] ?? {},
      weight: card.weights[key] ?? 0,
      focus: card.round.focus.includes(key),
      /** Where the round has a focus, other criteria are folded at first. */
      opens: !guided || card.round.focus.includes(key),
    })),
    patterns: rubric.patterns.map(({ key, title, seen, levels }) => ({
      ...{ key, title, seen },
      weighs: levels.includes(card.position.level),
    })),
  };
}
export type WritingCard = ReturnType<typeof forWriting>;

/** What its author wrote on a card that ended before it was sealed: theirs alone, to read and copy. */
export function forReading({ rubric, draft, probes, ...card }: EndedDraft) {
  return {
    ...card,
    criteria: rubric.criteria.map(({ key, title }) => ({
      key,
      title,
      evidence: draft.ratings[key]?.evidence ?? "",
    })),
    replies: probes.map(({ probe, title }) => ({
      title,
      quote: draft.probes[probe]?.quote ?? "",
    })),
    quotes: draft.observations.map(({ quote }) => quote),
    summary: draft.summary,
    notes: draft.notes,
  };
}
export type EndedCardShown = ReturnType<typeof forReading>;

type Sheet = Omit<WritingCard, "draft" | "revision" | "savedAt" | "reopened" | "kitFolded">;

/** The round on paper: its kit and a blank card, with nothing of what was typed. */
export function forPrint(own: OwnCard): Sheet {
  const { draft: _, revision, savedAt, reopened, kitFolded, ...sheet } = forWriting(own, false);
  return sheet;
}
export type PrintedCard = Sheet;

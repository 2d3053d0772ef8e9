import type { Level } from "#app/domain/level.ts";
import { type OwnText, ownTexts } from "#app/domain/mirror.ts";
import type { Pattern } from "#app/domain/rubric.ts";
import type { Draft } from "#app/domain/scorecard.ts";
import { suggestedTags } from "#app/domain/suggestion/suggestion.ts";
import { LONGEST } from "#app/domain/text-length.ts";

/** A pattern that the author's own words may speak of, for them to take or leave. */
export type SuggestedPattern = {
  readonly pattern: string;
  readonly title: string;
  /** Which words made it. */
  readonly because: string;
  /** The sentence, which becomes the quote where the suggestion is taken. */
  readonly quote: string;
  readonly place: OwnText["place"];
};

/**
 * Patterns that the card's own texts speak of and the card does not hold yet, each once, from the
 * first text that does. Moments already quoted suggest nothing, nor does a pattern that the rubric
 * does not have or that does not weigh at the position's level. For the author alone.
 */
export function suggestedPatterns(
  draft: Draft,
  {
    criteria,
    patterns,
    level,
  }: {
    readonly criteria: readonly { readonly key: string; readonly title: string }[];
    readonly patterns: readonly Pick<Pattern, "key" | "title" | "levels">[];
    readonly level: Level;
  },
): SuggestedPattern[] {
  const held = draft.observations.map(({ pattern }) => pattern);
  const found = ownTexts({ ...draft, observations: [], probes: {} }, criteria).flatMap(
    ({ place, text }) => suggestedTags(text).map((tag) => ({ ...tag, place })),
  );
  return patterns.flatMap(({ key, title, levels }): SuggestedPattern[] => {
    const first = found.find((tag) => tag.key === key);
    if (!first || held.includes(key) || !levels.includes(level)) return [];
    const { because, place, sentence } = first;
    return [{ pattern: key, title, because, place, quote: sentence.slice(0, LONGEST.quote) }];
  });
}

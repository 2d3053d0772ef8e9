import { levels } from "#app/domain/level.ts";
import type { Pattern, PatternField, RubricPattern } from "#app/domain/rubric.ts";
import { isWorded, patternFields, patternTexts } from "#app/domain/rubric-pattern.ts";

/** A pattern in a rubric's own words as somebody types it, whole or not. */
export type PatternDraft = {
  /** Names it while it is written: the key of one that has been published or is the catalogue's. */
  id: string;
  /** What cards know it by; empty on one that was added, until it is published. */
  key: string;
  title: string;
  seen: string;
  better: string;
  levels: string[];
  probe: string;
  counts: string;
  notEnough: string;
  counter: string;
};

const texts = ["id", "key", ...patternTexts] as const;
type PatternText = (typeof texts)[number];

export const isPatternText = (field: string | undefined): field is PatternText =>
  texts.some((known) => known === field);

export const blankPattern = (id: string): PatternDraft => ({
  ...{ id, key: "", title: "", seen: "", better: "", levels: [] },
  ...{ probe: "", counts: "", notEnough: "", counter: "" },
});

/** A pattern to be worded anew, beginning with the words it has. */
export const patternDraft = ({
  key,
  title,
  seen,
  better,
  levels,
  ...how
}: Pattern): PatternDraft => ({
  ...{ id: key, key, title, seen, better, levels: [...levels] },
  ...{ probe: how.probe, counts: how.counts, notEnough: how.notEnough, counter: how.counter },
});

/** The patterns a version words itself. What it leaves to the catalogue is said in the words in force. */
export const wordedDrafts = (
  patterns: readonly RubricPattern[],
  catalogue: readonly Pattern[],
): PatternDraft[] =>
  patterns.filter(isWorded).map(({ stated = [], ...pattern }) => {
    const inForce = catalogue.find(({ key }) => key === pattern.key) ?? pattern;
    const own = Object.fromEntries(stated.map((field) => [field, pattern[field]]));
    return patternDraft({ ...inForce, ...own });
  });

/** Whether a field says otherwise than the catalogue. What was emptied is left to the catalogue. */
export function differsFrom(known: Pattern, pattern: PatternDraft, field: PatternField): boolean {
  if (field === "levels") return chosenLevels(pattern).join() !== inOrder(known.levels).join();
  const typed = pattern[field].trim();
  return typed !== "" && typed !== known[field].trim();
}

const inOrder = (of: readonly string[]) => levels.filter((level) => of.includes(level));
export const chosenLevels = ({ levels: chosen }: Pick<PatternDraft, "levels">) => inOrder(chosen);

/** What the rubric states of a pattern: of one in the catalogue what differs, of its own everything. */
export function statedOf(
  pattern: PatternDraft,
  catalogue: readonly Pattern[],
): Pick<Pattern, PatternField> | Partial<Pick<Pattern, PatternField>> {
  const known = catalogue.find(({ key }) => key === pattern.key);
  const all = { ...pattern, levels: chosenLevels(pattern) };
  return Object.fromEntries(
    patternFields
      .filter((field) => !known || differsFrom(known, pattern, field))
      .map((field) => [field, all[field]]),
  );
}

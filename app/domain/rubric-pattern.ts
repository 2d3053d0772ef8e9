import type { OfferedPattern, Pattern, PatternField, RubricPattern } from "#app/domain/rubric.ts";

/** What a pattern says besides its key, in the order of a file. */
export const patternFields = [
  "title",
  "seen",
  "better",
  "levels",
  "probe",
  "counts",
  "notEnough",
  "counter",
] as const satisfies readonly PatternField[];

/** Of these, all but the levels. */
export const patternTexts = [
  "title",
  "seen",
  "better",
  "probe",
  "counts",
  "notEnough",
  "counter",
] as const satisfies readonly PatternField[];

/** What each is called on a page. */
export const patternLabels: Record<PatternField, string> = {
  title: "Title",
  seen: "What is seen",
  better: "Better",
  levels: "Weighs at",
  probe: "How to probe",
  counts: "Counts as seen",
  notEnough: "Not enough",
  counter: "Argues against it",
};

/**
 * An offered pattern with what the rubric states of it over the catalogue's words, or what it says
 * too little of to be whole. What is stated stays so where the catalogue comes to say the same.
 */
export function wholePattern(
  { key, ...own }: OfferedPattern,
  catalogue: readonly Pattern[],
):
  | { readonly whole: RubricPattern }
  | { readonly missing: readonly PatternField[]; readonly stated: readonly PatternField[] } {
  const stated = patternFields.filter((field) => own[field] !== undefined);
  const words = { ...catalogue.find((known) => known.key === key), ...own, key };
  if (!isWhole(words))
    return { missing: patternFields.filter((field) => words[field] === undefined), stated };
  return { whole: stated.length === 0 ? words : { ...words, stated } };
}

const isWhole = (words: OfferedPattern): words is Pattern =>
  patternFields.every((field) => words[field] !== undefined);

/** A version's pattern as its file offers it: what is the catalogue's is left to the catalogue. */
export const offeredEntry = (pattern: RubricPattern): string | Partial<Pattern> =>
  isWorded(pattern)
    ? {
        key: pattern.key,
        ...Object.fromEntries((pattern.stated ?? []).map((field) => [field, pattern[field]])),
      }
    : pattern.key;

/** Whether a version says of a pattern what the catalogue does not: words of its own, or all of them. */
export const isWorded = ({ stated }: Pick<RubricPattern, "stated">): boolean =>
  stated !== undefined && stated.length > 0;

/** Whose words a version's pattern has: the catalogue's, the catalogue's with other ones, or its own. */
export type Wording = "catalogue" | "reworded" | "own";
export function wordingOf({ stated = [] }: Pick<RubricPattern, "stated">): Wording {
  if (stated.length === 0) return "catalogue";
  return stated.length < patternFields.length ? "reworded" : "own";
}

export const wordingWords: Record<Exclude<Wording, "catalogue">, string> = {
  reworded: "Reworded here",
  own: "This rubric's own",
};

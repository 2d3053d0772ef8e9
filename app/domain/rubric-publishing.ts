import * as z from "zod/mini";
import { levels } from "#app/domain/level.ts";
import { fail, ok, type Result } from "#app/domain/result.ts";
import { isReservedKey, type Pattern, Rubric, type RubricContent } from "#app/domain/rubric.ts";
import type { CriterionDraft, RubricDraft } from "#app/domain/rubric-draft.ts";
import { wholePattern } from "#app/domain/rubric-pattern.ts";
import { statedOf } from "#app/domain/rubric-pattern-draft.ts";

/** A key made of a title's letters and digits that none of the others has; without any, the word. */
function keyOf(title: string, word: string, taken: ReadonlySet<string>): string {
  const plain = title
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^[^a-z]+|-+$/g, "")
    .slice(0, 50)
    .replace(/-$/, "");
  const stem = plain || word;
  if (!taken.has(stem) && !isReservedKey(stem)) return stem;
  let number = 2;
  while (taken.has(`${stem}-${number}`)) number += 1;
  return `${stem}-${number}`;
}

/** The criteria or patterns with a key each: one that was added is named after its title. */
function keyed<T extends { readonly key: string; readonly title: string }>(
  all: readonly T[],
  word: string,
  others: readonly string[] = [],
): T[] {
  const taken = new Set([...others, ...all.map(({ key }) => key)]);
  return all.map((one) => {
    if (one.key !== "") return one;
    const key = keyOf(one.title, word, taken);
    taken.add(key);
    return { ...one, key };
  });
}

/** What the draft offers on the card, in its order: as a file would, and where in the form it is worded. */
function offeredPatterns({ patterns, worded }: RubricDraft, catalogue: readonly Pattern[]) {
  const known = catalogue.map(({ key }) => key);
  const all = keyed(worded, "pattern", [...known, ...patterns]);
  return patterns.map((id) => {
    const at = all.findIndex((pattern) => pattern.id === id);
    const pattern = all[at];
    return pattern
      ? { at, key: pattern.key, own: statedOf(pattern, catalogue) }
      : { at: null, key: id, own: {} };
  });
}

/** The texts of the levels and points that the draft covers, the empty ones left out. */
const anchorsOf = ({ anchors }: CriterionDraft, draft: RubricDraft) =>
  Object.fromEntries(
    draft.levels.map((level) => [
      level,
      Object.fromEntries(
        draft.scale.flatMap((_, at) => {
          const text = anchors[level]?.[String(at + 1)] ?? "";
          return text.trim() === "" ? [] : [[String(at + 1), text]];
        }),
      ),
    ]),
  );

/** The draft as the version it would be published as, or the messages by form field. */
export function publishable(
  draft: RubricDraft,
  as: { readonly slug: string; readonly version: number },
  catalogue: readonly Pattern[],
): Result<RubricContent> {
  const offered = offeredPatterns(draft, catalogue);
  const rubric = Rubric.safeParse({
    ...as,
    title: draft.title,
    summary: draft.summary,
    levels: draft.levels,
    scale: draft.scale,
    criteria: keyed(draft.criteria, "criterion").map((criterion) => ({
      key: criterion.key,
      title: criterion.title,
      question: criterion.question,
      ...(criterion.raise.trim() === "" ? {} : { raise: criterion.raise }),
      weight: wholeNumber(criterion.weight),
      anchors: anchorsOf(criterion, draft),
    })),
    patterns: offered.map(({ key, own }) => ({ key, ...own })),
  });
  const fields: Record<string, string> = {};
  for (const { path, message } of rubric.error?.issues ?? [])
    for (const name of fieldsOf(path, draft, offered)) fields[name] ??= message;
  const titles = offered.map(({ key, own }) => {
    const { title = catalogue.find((known) => known.key === key)?.title }: Partial<Pattern> = own;
    return title?.trim().toLowerCase();
  });
  for (const [place, { at }] of offered.entries())
    if (at !== null && titles.some((title, other) => title === titles[place] && other !== place))
      fields[`worded.${at}.title`] ??= "Another pattern of this rubric has this title.";
  if (offered.some(({ at, key }) => at === null && catalogue.every((known) => known.key !== key)))
    fields.patterns ??= "One of these patterns is no longer in the catalogue. Choose again.";
  const count = Object.keys(fields).length;
  if (rubric.success && count === 0)
    return ok({ ...rubric.data, patterns: wholePatterns(rubric.data.patterns, catalogue) });
  const these = count === 1 ? "One thing needs" : `${count} things need`;
  return fail("invalid", `${these} a look before this version can be published.`, fields);
}

const wholePatterns = (offered: Rubric["patterns"], catalogue: readonly Pattern[]) =>
  offered.flatMap((pattern) => {
    const read = wholePattern(pattern, catalogue);
    return "whole" in read ? [read.whole] : [];
  });

/**
 * The draft as a version's content, however much of it is missing: to be looked at and compared,
 * never to be published.
 */
export const asContent = (
  draft: RubricDraft,
  as: { readonly slug: string; readonly version: number },
  catalogue: readonly Pattern[],
): RubricContent => ({
  ...as,
  title: draft.title.trim(),
  summary: draft.summary.trim(),
  levels: levels.filter((level) => draft.levels.includes(level)),
  scale: draft.scale.map((word) => word.trim()),
  criteria: keyed(draft.criteria, "criterion").map((criterion) => ({
    key: criterion.key,
    title: criterion.title.trim() || "Untitled",
    question: criterion.question.trim(),
    ...(criterion.raise.trim() === "" ? {} : { raise: criterion.raise.trim() }),
    weight: wholeNumber(criterion.weight) || 0,
    anchors: anchorsOf(criterion, draft),
  })),
  patterns: wholePatterns(
    offeredPatterns(draft, catalogue).map(({ key, own }) => ({ key, ...trimmed(own) })),
    catalogue,
  ),
});

const trimmed = ({ title, ...own }: Partial<Pattern>): Partial<Pattern> => ({
  ...Object.fromEntries(
    Object.entries(own).map(([field, said]) => [
      field,
      typeof said === "string" ? said.trim() : said,
    ]),
  ),
  ...(title === undefined ? {} : { title: title.trim() || "Untitled" }),
});

/** Digits as a person writes them; anything else is no number. */
const wholeNumber = (text: string) => (/^\s*-?\d{1,6}\s*$/.test(text) ? Number(text) : Number.NaN);

/** Where a message of the schema stands in the form: what is said of a level, at its empty ends. */
function fieldsOf(
  path: readonly PropertyKey[],
  draft: RubricDraft,
  offered: readonly { readonly at: number | null }[],
): string[] {
  const name = path.join(".");
  const [head, at, part, level] = path;
  if (head === "patterns") {
    const worded = offered[Number(at)]?.at ?? null;
    const field = part === "key" || part === undefined ? "title" : String(part);
    return [worded === null ? "patterns" : `worded.${worded}.${field}`];
  }
  if (head !== "criteria" || at === undefined) return [name];
  if (part === "key") return [`criteria.${String(at)}.title`];
  if (part !== "anchors" || path.length !== 4) return [name];
  const texts = draft.criteria[Number(at)]?.anchors[String(level)] ?? {};
  return ["1", String(draft.scale.length)]
    .filter((end) => (texts[end] ?? "").trim() === "")
    .map((end) => `${name}.${end}`);
}

/** A new rubric as it is begun from another one: what it is called, here and in addresses. */
export const NewRubric = z.object({ title: Rubric.shape.title, slug: Rubric.shape.slug });
export type NewRubric = z.infer<typeof NewRubric>;

const whole = z.coerce.number().check(z.int(), z.gte(1));

/** A draft as a page showed it. */
export const ShownDraft = z.object({ id: z.uuid(), revision: whole });

/** Publishing a draft: what was looked at, as which version, and what to tell whoever reads that. */
export const PublishForm = z.object({
  ...ShownDraft.shape,
  version: whole,
  note: z
    .string("Say what changed.")
    .check(
      z.trim(),
      z.minLength(1, "Say what changed, for whoever reads this version in a year."),
      z.maxLength(500, "Keep the note under 500 characters."),
    ),
});
export type PublishForm = z.infer<typeof PublishForm>;

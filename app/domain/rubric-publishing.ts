import * as z from "zod/mini";
import { levels } from "#app/domain/level.ts";
import { fail, ok, type Result } from "#app/domain/result.ts";
import { isReservedKey, type Pattern, Rubric, type RubricContent } from "#app/domain/rubric.ts";
import type { CriterionDraft, RubricDraft } from "#app/domain/rubric-draft.ts";

/** A key made of a title's letters and digits that none of the others has. */
function keyOf(title: string, taken: ReadonlySet<string>): string {
  const plain = title
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^[^a-z]+|-+$/g, "")
    .slice(0, 50)
    .replace(/-$/, "");
  const stem = plain || "criterion";
  if (!taken.has(stem) && !isReservedKey(stem)) return stem;
  let number = 2;
  while (taken.has(`${stem}-${number}`)) number += 1;
  return `${stem}-${number}`;
}

/** The criteria with a key each: one that was added is named after its title. */
function keyed(criteria: readonly CriterionDraft[]): CriterionDraft[] {
  const taken = new Set(criteria.map(({ key }) => key));
  return criteria.map((criterion) => {
    if (criterion.key !== "") return criterion;
    const key = keyOf(criterion.title, taken);
    taken.add(key);
    return { ...criterion, key };
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

/** The draft as the rubric it would be published as, or the messages by form field. */
export function publishable(
  draft: RubricDraft,
  as: { readonly slug: string; readonly version: number },
): Result<Rubric> {
  const rubric = Rubric.safeParse({
    ...as,
    title: draft.title,
    summary: draft.summary,
    levels: draft.levels,
    scale: draft.scale,
    criteria: keyed(draft.criteria).map((criterion) => ({
      key: criterion.key,
      title: criterion.title,
      question: criterion.question,
      ...(criterion.raise.trim() === "" ? {} : { raise: criterion.raise }),
      weight: wholeNumber(criterion.weight),
      anchors: anchorsOf(criterion, draft),
    })),
    patterns: draft.patterns,
  });
  if (rubric.success) return ok(rubric.data);
  const fields: Record<string, string> = {};
  for (const { path, message } of rubric.error.issues)
    for (const name of fieldsOf(path, draft)) fields[name] ??= message;
  const count = Object.keys(fields).length;
  const these = count === 1 ? "One thing needs" : `${count} things need`;
  return fail("invalid", `${these} a look before this version can be published.`, fields);
}

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
  criteria: keyed(draft.criteria).map((criterion) => ({
    key: criterion.key,
    title: criterion.title.trim() || "Untitled",
    question: criterion.question.trim(),
    ...(criterion.raise.trim() === "" ? {} : { raise: criterion.raise.trim() }),
    weight: wholeNumber(criterion.weight) || 0,
    anchors: anchorsOf(criterion, draft),
  })),
  patterns: draft.patterns.flatMap((key) => catalogue.find((known) => known.key === key) ?? []),
});

/** Digits as a person writes them; anything else is no number. */
const wholeNumber = (text: string) => (/^\s*-?\d{1,6}\s*$/.test(text) ? Number(text) : Number.NaN);

/** Where a message of the schema stands in the form: what is said of a level, at its empty ends. */
function fieldsOf(path: readonly PropertyKey[], draft: RubricDraft): string[] {
  const name = path.join(".");
  const [head, at, part, level] = path;
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

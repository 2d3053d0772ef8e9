import { levels } from "#app/domain/level.ts";
import type { RubricContent } from "#app/domain/rubric.ts";

/**
 * A rubric's next version as somebody types it: every text as it stands, whole or not. The same
 * shape is posted, kept and shown again; `publishable` says what must be true before it is published.
 */
export type RubricDraft = {
  title: string;
  summary: string;
  levels: string[];
  scale: string[];
  criteria: CriterionDraft[];
  patterns: string[];
};

export type CriterionDraft = {
  /** Names it while it is moved about; no part of what is published. */
  id: string;
  /** What cards and weights know it by; empty on one that was added, until it is published. */
  key: string;
  title: string;
  question: string;
  raise: string;
  weight: string;
  /** By level, then by scale point. Levels and points that were taken away keep their texts. */
  anchors: Record<string, Record<string, string>>;
};

const blank: Omit<CriterionDraft, "id"> = {
  key: "",
  title: "",
  question: "",
  raise: "",
  weight: "0",
  anchors: {},
};

/** A draft that says what the version says. */
export const draftOf = (content: Omit<RubricContent, "slug" | "version">): RubricDraft => ({
  title: content.title,
  summary: content.summary,
  levels: [...content.levels],
  scale: [...content.scale],
  criteria: content.criteria.map(({ anchors, weight, raise = "", ...criterion }) => ({
    ...criterion,
    id: criterion.key,
    raise,
    weight: String(weight),
    anchors: Object.fromEntries(
      Object.entries(anchors).map(([level, texts]) => [level, { ...texts }]),
    ),
  })),
  patterns: content.patterns.map(({ key }) => key),
});

const texts = ["title", "summary"] as const;
const criterionTexts = ["id", "key", "title", "question", "raise", "weight"] as const;
const oneOf = <const T extends string>(names: readonly T[], name: string | undefined) =>
  names.find((known) => known === name);
const point = (text: string | undefined) =>
  text !== undefined && /^([1-9]|10)$/.test(text) ? text : undefined;

/**
 * The draft that a form holds, from its fields in their order. Whatever was typed is kept; fields
 * of other names are passed over.
 */
export function draftFrom(fields: Iterable<readonly [string, string]>): RubricDraft {
  const draft: RubricDraft = {
    ...{ title: "", summary: "", levels: [], scale: [], criteria: [], patterns: [] },
  };
  const scale = new Map<number, string>();
  const criteria = new Map<number, CriterionDraft>();
  for (const [name, typed] of fields) {
    const value = typed.replaceAll("\r\n", "\n");
    const [head, at = "", field, level, at2] = name.split(".");
    const text = oneOf(texts, name);
    if (text) draft[text] = value;
    else if (name === "levels") draft.levels.push(value);
    else if (name === "patterns") draft.patterns.push(value);
    else if (!/^\d{1,3}$/.test(at)) continue;
    else if (head === "scale") scale.set(Number(at), value);
    else if (head === "criteria") {
      const criterion = criteria.get(Number(at)) ?? { id: "", ...structuredClone(blank) };
      criteria.set(Number(at), criterion);
      const own = oneOf(criterionTexts, field);
      const of = field === "anchors" ? oneOf(levels, level) : undefined;
      const on = point(at2);
      if (own) criterion[own] = value;
      else if (of && on) criterion.anchors[of] = { ...criterion.anchors[of], [on]: value };
    }
  }
  draft.levels = levels.filter((known) => draft.levels.includes(known));
  draft.scale = inOrder(scale);
  draft.criteria = inOrder(criteria).map((criterion, at) => ({
    ...criterion,
    id: criterion.id || criterion.key || `criterion-${at}`,
  }));
  return draft;
}

const inOrder = <T>(numbered: ReadonlyMap<number, T>): T[] =>
  [...numbered].toSorted(([a], [b]) => a - b).map(([, item]) => item);

/** How many of a criterion's anchors are still empty, of those the draft covers. */
export const emptyAnchors = (
  { anchors }: CriterionDraft,
  { levels: wanted, scale }: Pick<RubricDraft, "levels" | "scale">,
): number =>
  wanted
    .flatMap((level) => scale.map((_, at) => anchors[level]?.[String(at + 1)] ?? ""))
    .filter((text) => text.trim() === "").length;

/** What the weights add to, as far as they are numbers. */
export const weightTotal = (weights: readonly string[]): number =>
  weights.reduce((total, weight) => total + (Number(weight) || 0), 0);

/** What a button of the form does to the draft besides saving it. */
export type Arrangement =
  | { readonly to: "add"; readonly id: string }
  | { readonly to: "remove" | "up" | "down"; readonly at: number }
  | { readonly to: "more-points" | "fewer-points" };

/** The draft with its criteria or its scale rearranged; where that cannot be, as it was. */
export function arranged(draft: RubricDraft, how: Arrangement): RubricDraft {
  const { criteria, scale } = draft;
  switch (how.to) {
    case "add":
      return { ...draft, criteria: [...criteria, { id: how.id, ...structuredClone(blank) }] };
    case "remove":
      return { ...draft, criteria: criteria.filter((_, at) => at !== how.at) };
    case "up":
    case "down": {
      const other = how.at + (how.to === "up" ? -1 : 1);
      const [one, two] = [criteria[how.at], criteria[other]];
      if (!one || !two) return draft;
      return { ...draft, criteria: criteria.with(how.at, two).with(other, one) };
    }
    case "more-points":
      return scale.length < 10 ? { ...draft, scale: [...scale, ""] } : draft;
    case "fewer-points":
      return scale.length > 2 ? { ...draft, scale: scale.slice(0, -1) } : draft;
  }
}

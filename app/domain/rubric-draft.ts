import { levels } from "#app/domain/level.ts";
import type { Pattern, RubricContent } from "#app/domain/rubric.ts";
import {
  blankPattern,
  isPatternText,
  type PatternDraft,
  patternDraft,
  wordedDrafts,
} from "#app/domain/rubric-pattern-draft.ts";

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
  /** The patterns that the card offers: the catalogue's by their keys, others by their ids. */
  patterns: string[];
  /** Patterns in words of the rubric's own, offered or not. */
  worded: PatternDraft[];
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

/** A draft that says what the version says. What is the catalogue's of its patterns follows that one. */
export const draftOf = (
  content: Omit<RubricContent, "slug" | "version">,
  catalogue: readonly Pattern[],
): RubricDraft => ({
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
  worded: wordedDrafts(content.patterns, catalogue),
});

type Kept = Omit<RubricDraft, "worded"> & { readonly worded?: PatternDraft[] };

/** A draft as it was kept; one from before rubrics worded patterns holds none. */
export const keptDraft = (kept: Kept): RubricDraft => ({ worded: [], ...kept });

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
    worded: [],
  };
  const scale = new Map<number, string>();
  const criteria = new Map<number, CriterionDraft>();
  const worded = new Map<number, PatternDraft>();
  for (const [name, typed] of fields) {
    const value = typed.replaceAll("\r\n", "\n");
    const [head, at = "", field, level, at2] = name.split(".");
    const text = oneOf(texts, name);
    if (text) draft[text] = value;
    else if (name === "levels") draft.levels.push(value);
    else if (name === "patterns") draft.patterns.push(value);
    else if (!/^\d{1,3}$/.test(at)) continue;
    else if (head === "scale") scale.set(Number(at), value);
    else if (head === "worded") {
      const pattern = worded.get(Number(at)) ?? blankPattern("");
      worded.set(Number(at), pattern);
      if (field === "levels") pattern.levels.push(value);
      else if (isPatternText(field)) pattern[field] = value;
    } else if (head === "criteria") {
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
  draft.worded = inOrder(worded).map((pattern, at) => ({
    ...pattern,
    id: pattern.id || pattern.key || `pattern-${at}`,
    levels: levels.filter((known) => pattern.levels.includes(known)),
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
  | { readonly to: "more-points" | "fewer-points" }
  | { readonly to: "reword"; readonly pattern: Pattern }
  | { readonly to: "add-pattern"; readonly id: string }
  | { readonly to: "remove-pattern" | "catalogue-words"; readonly at: number };

/** The draft with its criteria, scale or patterns rearranged; where that cannot be, as it was. */
export function arranged(draft: RubricDraft, how: Arrangement): RubricDraft {
  const { criteria, scale, patterns, worded } = draft;
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
    case "reword": {
      const { key } = how.pattern;
      if (worded.some(({ id }) => id === key)) return draft;
      return {
        ...draft,
        patterns: patterns.includes(key) ? patterns : [...patterns, key],
        worded: [...worded, patternDraft(how.pattern)],
      };
    }
    case "add-pattern":
      return {
        ...draft,
        patterns: [...patterns, how.id],
        worded: [...worded, { ...blankPattern(how.id), levels: [...draft.levels] }],
      };
    case "remove-pattern": {
      const gone = worded[how.at]?.id;
      return {
        ...draft,
        patterns: patterns.filter((id) => id !== gone),
        worded: worded.filter((_, at) => at !== how.at),
      };
    }
    case "catalogue-words":
      return { ...draft, worded: worded.filter((_, at) => at !== how.at) };
  }
}

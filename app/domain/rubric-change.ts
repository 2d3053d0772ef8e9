import { type Level, levels } from "#app/domain/level.ts";
import type { Criterion, RubricContent, RubricPattern } from "#app/domain/rubric.ts";
import { patternTexts, type Wording, wordingOf } from "#app/domain/rubric-pattern.ts";
import {
  changes,
  isChanged,
  type Piece,
  type Stated,
  stated,
  wordChanges,
} from "#app/domain/text-change.ts";

/** What one version of a rubric says otherwise than another. Only what differs stands in it. */
export type RubricChange = {
  readonly texts: readonly TextChange<"title" | "summary">[];
  readonly levels: readonly Piece[] | null;
  /** The words of points, from 1. */
  readonly scale: readonly (TextChange<"word"> & { readonly point: number })[];
  /** In the order of the newer version, then those it left out. */
  readonly criteria: readonly CriterionChange[];
  readonly patterns: readonly PatternChange[];
  /** How many of the above differ, each text, weight and place counted; what came or went counts once. */
  readonly differences: number;
};

export type TextChange<Field extends string> = {
  readonly field: Field;
  readonly pieces: readonly Piece[];
};

/** `kept` where it stands among the same neighbours as before. */
export type Standing = "added" | "removed" | "moved" | "kept";

export type CriterionChange = {
  readonly key: string;
  /** As the newer version calls it, where it has it. */
  readonly title: string;
  readonly standing: Standing;
  /** Its places, from 1; null where a version does not have it. */
  readonly place: { readonly before: number | null; readonly after: number | null };
  readonly weight: Stated<number | null>;
  readonly texts: readonly TextChange<"title" | "question" | "raise">[];
  readonly anchors: readonly (TextChange<"anchor"> & {
    readonly level: Level;
    readonly point: number;
  })[];
  readonly differences: number;
};

export type PatternChange = {
  readonly key: string;
  readonly title: string;
  readonly standing: Standing;
  /** Whose words it has, in the newer version where that has it. */
  readonly wording: Wording;
  readonly texts: readonly TextChange<(typeof patternTexts)[number]>[];
  readonly levels: readonly Piece[] | null;
  readonly differences: number;
};

/** The difference of two versions of one rubric, or of two rubrics. */
export function rubricChange(before: RubricContent, after: RubricContent): RubricChange {
  const texts = textChanges(["title", "summary"], before, after);
  const levelsChanged = listChange(before.levels, after.levels);
  const scale = Array.from(
    { length: Math.max(before.scale.length, after.scale.length) },
    (_, at) => ({ point: at + 1, ...textChange("word", before.scale[at], after.scale[at]) }),
  ).filter(differs);
  const criteria = paired(before.criteria, after.criteria)
    .map((pair) => criterionChange(pair))
    .filter((change) => change.differences > 0);
  const patterns = paired(before.patterns, after.patterns)
    .map((pair) => patternChange(pair))
    .filter((change) => change.differences > 0);
  const within = [...criteria, ...patterns].reduce((sum, change) => sum + change.differences, 0);
  return {
    ...{ texts, levels: levelsChanged, scale, criteria, patterns },
    differences: texts.length + (levelsChanged ? 1 : 0) + scale.length + within,
  };
}

function criterionChange({ key, was, is, standing, place }: Pair<Criterion>): CriterionChange {
  const texts = textChanges(["title", "question", "raise"], was, is);
  const points = (one: Criterion | null, level: Level) => Object.keys(one?.anchors[level] ?? {});
  const anchors = levels.flatMap((level) =>
    [...new Set([...points(was, level), ...points(is, level)])]
      .toSorted((a, b) => Number(a) - Number(b))
      .map((point) => ({
        ...{ level, point: Number(point) },
        ...textChange("anchor", was?.anchors[level]?.[point], is?.anchors[level]?.[point]),
      }))
      .filter(differs),
  );
  const weight = stated(was?.weight ?? null, is?.weight ?? null);
  const inside = texts.length + anchors.length + (weight.changed ? 1 : 0);
  return {
    ...{ key, title: (is ?? was)?.title ?? key, standing, place, weight, texts, anchors },
    differences: counted(standing, inside),
  };
}

function patternChange({ key, was, is, standing }: Pair<RubricPattern>): PatternChange {
  const texts = textChanges(patternTexts, was, is);
  const levelsChanged = listChange(was?.levels ?? [], is?.levels ?? []);
  const inside = texts.length + (levelsChanged ? 1 : 0);
  return {
    ...{ key, title: (is ?? was)?.title ?? key, standing, texts, levels: levelsChanged },
    wording: wordingOf(is ?? was ?? {}),
    differences: counted(standing, inside),
  };
}

const counted = (standing: Standing, inside: number) =>
  ({ added: 1, removed: 1, moved: inside + 1, kept: inside })[standing];

type Pair<T> = {
  readonly key: string;
  readonly was: T | null;
  readonly is: T | null;
  readonly standing: Standing;
  readonly place: { readonly before: number | null; readonly after: number | null };
};

/**
 * The newer list's items with what they were, then those that are gone. Of the items that changed
 * their order the fewest count as moved: those outside the longest run that kept it.
 */
function paired<T extends { readonly key: string }>(
  before: readonly T[],
  after: readonly T[],
): Pair<T>[] {
  const keys = (list: readonly T[]) => list.map(({ key }) => key);
  const shifted = new Set(
    changes(keys(before), keys(after)).flatMap(({ kind, text }) => (kind === "same" ? [] : [text])),
  );
  const placeIn = (list: readonly T[], key: string) => {
    const at = list.findIndex((one) => one.key === key);
    return at < 0 ? null : at + 1;
  };
  return [...new Set([...keys(after), ...keys(before)])].map((key) => {
    const place = { before: placeIn(before, key), after: placeIn(after, key) };
    const was = before.find((one) => one.key === key) ?? null;
    const is = after.find((one) => one.key === key) ?? null;
    const standing = !was ? "added" : !is ? "removed" : shifted.has(key) ? "moved" : "kept";
    return { key, was, is, standing, place };
  });
}

const differs = ({ pieces }: { readonly pieces: readonly Piece[] }) => isChanged(pieces);

const textChange = <Field extends string>(field: Field, before = "", after = "") => ({
  field,
  pieces: wordChanges(before, after),
});

const textChanges = <Field extends string>(
  fields: readonly Field[],
  before: { readonly [F in Field]?: string | undefined } | null,
  after: { readonly [F in Field]?: string | undefined } | null,
): TextChange<Field>[] =>
  fields.map((field) => textChange(field, before?.[field], after?.[field])).filter(differs);

/** Of a list of words; null where both are the same. */
function listChange(before: readonly string[], after: readonly string[]): readonly Piece[] | null {
  const pieces = changes(before, after);
  return isChanged(pieces) ? pieces : null;
}

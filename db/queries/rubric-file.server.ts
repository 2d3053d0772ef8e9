import { Document, isScalar, isSeq, Scalar, visit } from "yaml";
import * as z from "zod/mini";
import { type Level, levels } from "#app/domain/level.ts";
import {
  type Criterion,
  OfferedPattern,
  Pattern,
  Rubric,
  type RubricContent,
} from "#app/domain/rubric.ts";
import { offeredEntry, wholePattern } from "#app/domain/rubric-pattern.ts";
import { type FileError, type Parsed, type Path, readYaml } from "#db/queries/yaml-file.server.ts";

const rubricName = /^(?<slug>.+)\.v(?<version>\d+)\.ya?ml$/;
export const isRubricFile = (name: string): boolean => rubricName.test(name);

/**
 * A rubric file, whole: what it leaves unsaid of its patterns is the catalogue's. Every error of the file is
 * reported, each with its line. A name that says slug and version must say those that stand inside;
 * a text that was pasted has no such name.
 */
export function parseRubricFile(
  name: string,
  text: string,
  patterns: readonly Pattern[],
): Parsed<RubricContent> {
  const source = readYaml(name, text);
  if (!source.ok) return source;
  const { check, lineOf } = source.value;
  const { value, errors } = check(Rubric);
  const incomplete = unknownPatterns(source.value.content, patterns).map(
    ({ at, reason }): FileError => ({ file: name, line: lineOf(["patterns", at]), reason }),
  );
  const misnamed = value && isRubricFile(name) ? nameErrors(name, value, lineOf) : [];
  const all = [...errors, ...incomplete, ...misnamed].toSorted((a, b) => a.line - b.line);
  if (!value || all.length > 0) return { ok: false, errors: all };
  const whole = value.patterns.flatMap((offered) => {
    const read = wholePattern(offered, patterns);
    return "whole" in read ? [read.whole] : [];
  });
  return { ok: true, value: { ...value, patterns: whole } };
}

/** Patterns that are neither the catalogue's nor whole, told beside whatever else is wrong. */
function unknownPatterns(content: unknown, catalogue: readonly Pattern[]) {
  const file = z.safeParse(z.object({ patterns: z.array(z.unknown()) }), content);
  const entries = file.success ? file.data.patterns : [];
  return entries.flatMap((entry, at) => {
    const offered = OfferedPattern.safeParse(entry);
    const read = offered.success ? wholePattern(offered.data, catalogue) : null;
    if (!offered.success || !read || "whole" in read) return [];
    const unknown = `The catalogue has no pattern ${offered.data.key}`;
    const reason =
      read.stated.length === 0
        ? `${unknown}.`
        : `${unknown}, so this one is the rubric's own and needs ${listed(read.missing)} too.`;
    return [{ at, reason }];
  });
}

const listed = (names: readonly string[]) =>
  [names.slice(0, -1).join(", "), names.at(-1)].filter(Boolean).join(" and ");

/** The anti-pattern catalogue. */
export function parsePatternFile(name: string, text: string): Parsed<readonly Pattern[]> {
  const source = readYaml(name, text);
  if (!source.ok) return source;
  const { value, errors } = source.value.check(z.array(Pattern, "A catalogue is a list."));
  const seen = new Set<string>();
  const twice = (value ?? []).flatMap(({ key }, at) => {
    const again = seen.has(key);
    seen.add(key);
    const line = source.value.lineOf([at, "key"]);
    return again ? [{ file: name, line, reason: `Two patterns share the key ${key}.` }] : [];
  });
  const all = [...errors, ...twice];
  return value && all.length === 0 ? { ok: true, value } : { ok: false, errors: all };
}

function nameErrors(file: string, rubric: Rubric, lineOf: (path: Path) => number): FileError[] {
  const { slug, version } = rubricName.exec(file)?.groups ?? {};
  const error = (field: "slug" | "version"): FileError => ({
    file,
    line: lineOf([field]),
    reason: `The file's name and its ${field} ${rubric[field]} differ: call it ${rubric.slug}.v${rubric.version}.yaml.`,
  });
  return [
    ...(slug === rubric.slug ? [] : [error("slug")]),
    ...(version === String(rubric.version) ? [] : [error("version")]),
  ];
}

/** What no line of plain text can hold. */
const unprintable = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\uFEFF]/u;

/**
 * A rubric as its file, in the one form that every file of the library has: fields in their order,
 * each text on one line and quoted only where YAML needs it. Reading it gives the same rubric.
 */
export function rubricYaml({ criteria, patterns, ...rubric }: RubricContent): string {
  const { slug, version, title, summary, scale } = rubric;
  const document = new Document({
    ...{ slug, version, title, summary, levels: rubric.levels, scale },
    criteria: criteria.map(({ anchors, raise, ...criterion }) => ({
      key: criterion.key,
      title: criterion.title,
      question: criterion.question,
      ...(raise === undefined ? {} : { raise }),
      weight: criterion.weight,
      anchors: anchorsInOrder(anchors, rubric.levels),
    })),
    patterns: patterns.map(offeredEntry),
  });
  visit(document, {
    Pair: (_, { key, value }) => {
      const listed = isScalar(key) && (key.value === "levels" || key.value === "scale");
      if (listed && isSeq(value)) value.flow = true;
    },
    Scalar: (_, node) => {
      if (typeof node.value === "string" && unprintable.test(node.value))
        node.type = Scalar.QUOTE_DOUBLE;
    },
  });
  return document.toString({
    ...{ lineWidth: 0, flowCollectionPadding: false },
    doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
  });
}

/** The rubric's own levels first; points are numbers, from the lowest. */
function anchorsInOrder(anchors: Criterion["anchors"], own: readonly Level[]) {
  const order = [...own, ...levels.filter((level) => !own.includes(level))];
  return new Map(
    order.flatMap((level) => {
      const texts = Object.entries(anchors[level] ?? {}).map(
        ([point, text]) => [Number(point), text] as const,
      );
      return anchors[level] ? [[level, new Map(texts.toSorted(([a], [b]) => a - b))]] : [];
    }),
  );
}

import { Document, isSeq, Scalar, visit } from "yaml";
import * as z from "zod/mini";
import { type Level, levels } from "#app/domain/level.ts";
import { type Criterion, Pattern, Rubric, type RubricContent } from "#app/domain/rubric.ts";
import { type FileError, type Parsed, type Path, readYaml } from "#db/queries/yaml-file.server.ts";

const rubricName = /^(?<slug>.+)\.v(?<version>\d+)\.ya?ml$/;
export const isRubricFile = (name: string): boolean => rubricName.test(name);

/**
 * A rubric file, whole: its patterns are filled in from the catalogue. Every error of the file is
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
  const known = new Map(patterns.map((pattern) => [pattern.key, pattern]));
  const { value, errors } = check(Rubric);
  const chosen = z.safeParse(z.object({ patterns: z.array(z.string()) }), source.value.content);
  const keys = chosen.success ? chosen.data.patterns : [];
  const unknown = keys.flatMap((key, at) =>
    known.has(key)
      ? []
      : [
          {
            file: name,
            line: lineOf(["patterns", at]),
            reason: `The catalogue has no pattern ${key}.`,
          },
        ],
  );
  const misnamed = value && isRubricFile(name) ? nameErrors(name, value, lineOf) : [];
  const all = [...errors, ...unknown, ...misnamed].toSorted((a, b) => a.line - b.line);
  if (!value || all.length > 0) return { ok: false, errors: all };
  const whole = value.patterns.flatMap((key) => known.get(key) ?? []);
  return { ok: true, value: { ...value, patterns: whole } };
}

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
    patterns: patterns.map(({ key }) => key),
  });
  for (const field of ["levels", "scale"]) {
    const list = document.get(field);
    if (isSeq(list)) list.flow = true;
  }
  visit(document, {
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

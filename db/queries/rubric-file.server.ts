import { isMap, isScalar, isSeq, LineCounter, type ParsedNode, parseDocument } from "yaml";
import * as z from "zod/mini";
import { Pattern, Rubric, type RubricContent } from "#app/domain/rubric.ts";

/** What is wrong with a file, and where. Lines count from 1. */
export type FileError = { readonly file: string; readonly line: number; readonly reason: string };
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly errors: readonly FileError[] };

export const fileErrorWords = ({ file, line, reason }: FileError): string =>
  `${file} line ${line}: ${reason}`;

const rubricName = /^(?<slug>.+)\.v(?<version>\d+)\.ya?ml$/;
export const isRubricFile = (name: string): boolean => rubricName.test(name);

/**
 * A rubric file, whole: its patterns are filled in from the catalogue. Every error of the file is
 * reported, each with its line; the file's name must say the slug and version that stand inside.
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
  const misnamed = value ? nameErrors(name, value, lineOf) : [];
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

type Path = readonly PropertyKey[];

/** The text as plain values, with a way to check them and to find the line of each. */
function readYaml(file: string, text: string) {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  const lineAt = (offset: number) => Math.max(1, counter.linePos(offset).line);
  const error = (line: number, reason: string): FileError => ({ file, line, reason });
  const failed = (errors: FileError[]) => ({ ok: false as const, errors });
  if (document.errors.length > 0)
    return failed(
      document.errors.map(({ pos, message }) => error(lineAt(pos[0]), firstLine(message))),
    );
  let content: unknown;
  try {
    content = document.toJS();
  } catch (cause) {
    return failed([error(1, cause instanceof Error ? cause.message : String(cause))]);
  }
  const lineOf = (path: Path) => lineAt(offsetOf(document.contents, path));
  const check = <T>(schema: z.ZodMiniType<T>): { value: T | null; errors: FileError[] } => {
    const parsed = z.safeParse(schema, content);
    if (parsed.success) return { value: parsed.data, errors: [] };
    const places = parsed.error.issues.flatMap(placesOf);
    return { value: null, errors: places.map(({ path, reason }) => error(lineOf(path), reason)) };
  };
  return { ok: true as const, value: { content, lineOf, check } };
}

/** The parser's sentence without its place, which stands before it. */
const firstLine = (message: string) =>
  `${(message.split("\n")[0] ?? message).replace(/(?: at line \d+, column \d+)?[.:]?$/, "")}.`;

/** Where the node at the path starts; of a path that leads nowhere, its last node that is there. */
function offsetOf(node: ParsedNode | null, path: Path): number {
  const [step, ...rest] = path;
  const start = node?.range[0] ?? 0;
  if (step === undefined) return start;
  if (isSeq<ParsedNode>(node)) {
    const item = node.items[Number(step)];
    return item ? offsetOf(item, rest) : start;
  }
  if (!isMap<ParsedNode, ParsedNode | null>(node)) return start;
  const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
  if (!pair) return start;
  return rest.length > 0 && pair.value ? offsetOf(pair.value, rest) : pair.key.range[0];
}

type Place = { readonly path: Path; readonly reason: string };

/** zod/mini speaks no language of its own: what our schemas leave unsaid is said here. */
function placesOf(issue: z.core.$ZodIssue): Place[] {
  const { path, message } = issue;
  const name = String(path.at(-1) ?? "The file");
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => ({ path: [...path, key], reason: `Unknown field ${key}.` }));
    case "invalid_key":
    case "invalid_element":
      return issue.issues.map((inner) => ({
        path: issue.code === "invalid_key" ? path : [...path, ...inner.path],
        reason: inner.message,
      }));
    case "invalid_type":
      return [
        {
          path,
          reason:
            message === "Invalid input"
              ? `${name} is missing or is not ${article(issue.expected)}.`
              : message,
        },
      ];
    default:
      return [{ path, reason: message }];
  }
}

const kinds: Readonly<Record<string, string>> = {
  array: "a list",
  object: "a mapping",
  record: "a mapping",
};
const article = (expected: string) => kinds[expected] ?? `a ${expected}`;

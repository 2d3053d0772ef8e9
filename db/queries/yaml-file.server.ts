import {
  type CST,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type ParsedNode,
  Parser,
  parseDocument,
} from "yaml";
import * as z from "zod/mini";

/** What is wrong with a file, and where. Lines count from 1. */
export type FileError = { readonly file: string; readonly line: number; readonly reason: string };
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly errors: readonly FileError[] };

export const fileErrorWords = ({ file, line, reason }: FileError): string =>
  `${file} line ${line}: ${reason}`;

export type Path = readonly PropertyKey[];

/** The text as plain values, with a way to check them and to find the line of each. */
export function readYaml(file: string, text: string) {
  const error = (line: number, reason: string): FileError => ({ file, line, reason });
  const failed = (errors: FileError[]) => ({ ok: false as const, errors });
  const beyond = beyondMeasure(text);
  if (beyond) return failed([error(beyond.line, beyond.reason)]);
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  const lineAt = (offset: number) => Math.max(1, counter.linePos(offset).line);
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

/**
 * No file of ours comes near. Deeper ones take more stack than the process has, which ends it; of
 * wider ones every key is compared with every other.
 */
const DEEPEST = 20;
const WIDEST = 200;

/** Where a text nests deeper, or has more fields in one place, than can be read; else null. */
function beyondMeasure(text: string): Omit<FileError, "file"> | null {
  const counter = new LineCounter();
  const open: (readonly [token: CST.Token, depth: number])[] = [];
  for (const token of new Parser(counter.addNewLine).parse(text)) open.push([token, 0]);
  const refused = ({ offset }: { readonly offset: number }, reason: string) => ({
    ...{ line: Math.max(1, counter.linePos(offset).line), reason },
  });
  for (let next = open.pop(); next; next = open.pop()) {
    const [token, depth] = next;
    if (token.type === "document") {
      if (token.value) open.push([token.value, depth]);
      continue;
    }
    if (!("items" in token)) continue;
    if (depth === DEEPEST) return refused(token, `This nests more than ${DEEPEST} levels deep.`);
    if (token.type !== "block-seq" && token.items.length > WIDEST)
      return refused(token, `There are more than ${WIDEST} entries in one place.`);
    for (const { key, value } of token.items) {
      if (key) open.push([key, depth + 1]);
      if (value) open.push([value, depth + 1]);
    }
  }
  return null;
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
          reason: message.startsWith("Invalid input")
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

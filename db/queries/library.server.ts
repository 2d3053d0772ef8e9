import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { desc, eq, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { canonicalJson } from "#app/domain/audit.ts";
import { type Bank, bankProblems, Kit, type Library, Question } from "#app/domain/question.ts";
import { invariant } from "#app/domain/result.ts";
import type { Pattern, RubricContent } from "#app/domain/rubric.ts";
import type { Db, Tx } from "#db/client.server.ts";
import { type Change, changed, unchanged } from "#db/queries/change.server.ts";
import { type FileError, type Parsed, readYaml } from "#db/queries/yaml-file.server.ts";
import { library } from "#db/schema.server.ts";

export const QUESTIONS = "questions.yaml";
export const KITS = "kits.yaml";

/** What the files may name: the folder's rubrics and its catalogue. */
type Known = {
  readonly rubrics: readonly Pick<RubricContent, "criteria">[];
  readonly patterns: readonly Pick<Pattern, "key">[];
};

/** The question bank and the kits of a folder; empty where it does not have both. */
export async function readBank(folder: string, known: Known): Promise<Parsed<Bank>> {
  const names = await readdir(folder);
  if (!names.includes(QUESTIONS) || !names.includes(KITS))
    return { ok: true, value: { questions: [], kits: [] } };
  const [questions, kits] = await Promise.all([
    readFile(join(folder, QUESTIONS), "utf8"),
    readFile(join(folder, KITS), "utf8"),
  ]);
  return parseBank({ questions, kits }, known);
}

/** The texts of both files. Every error of each is reported, then what does not fit together. */
export function parseBank(
  texts: { readonly questions: string; readonly kits: string },
  { rubrics, patterns }: Known,
): Parsed<Bank> {
  const questions = readList(QUESTIONS, texts.questions, z.array(Question, "A bank is a list."));
  const kits = readList(KITS, texts.kits, z.array(Kit, "Kits are a list."));
  if (!questions.ok || !kits.ok) {
    const errors = [questions, kits].flatMap((read) => (read.ok ? [] : read.errors));
    return { ok: false, errors };
  }
  const value = { questions: questions.value.list, kits: kits.value.list };
  const problems = bankProblems(value, {
    criteria: new Set(rubrics.flatMap(({ criteria }) => criteria.map(({ key }) => key))),
    patterns: new Set(patterns.map(({ key }) => key)),
  });
  const read = { questions: questions.value, kits: kits.value };
  const errors = problems.map(({ file, path, reason }): FileError => {
    const { name, lineOf } = read[file];
    return { file: name, line: lineOf(path), reason };
  });
  return errors.length > 0 ? { ok: false, errors } : { ok: true, value };
}

function readList<T>(name: string, text: string, schema: z.ZodMiniType<T[]>) {
  const source = readYaml(name, text);
  if (!source.ok) return source;
  const { lineOf } = source.value;
  const { value, errors } = source.value.check(schema);
  if (!value) return { ok: false as const, errors };
  return { ok: true as const, value: { name, list: value, lineOf } };
}

/** Writes the library under the next number where it differs from the one in force; answers with its number. */
export async function publishLibrary(tx: Tx, content: Library): Promise<Change<number>> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('evenhand library'))`);
  const hash = createHash("sha256").update(canonicalJson(content)).digest("hex");
  const [last] = await tx
    .select({ number: library.number, hash: library.hash })
    .from(library)
    .orderBy(desc(library.number))
    .limit(1);
  if (last?.hash === hash) return unchanged(last.number);
  const number = (last?.number ?? 0) + 1;
  await tx.insert(library).values({ number, content, hash });
  const counts = {
    questions: content.questions.length,
    kits: content.kits.length,
    patterns: content.patterns.length,
  };
  const facts = { number, hash, ...counts };
  return changed(number, { action: "library.published", subject: "library", facts });
}

/** Names the library in force, in a query that asks for something else; null before the first. */
export const libraryHash = sql<
  string | null
>`(select ${library.hash} from ${library} order by ${library.number} desc limit 1)`;

const NONE: Library = { questions: [], kits: [], patterns: [] };
let kept: { readonly hash: string; readonly content: Library } | null = null;

/** The library that `libraryHash` named: each process reads it once. */
export async function libraryOf(db: Db, hash: string | null): Promise<Library> {
  if (hash === null) return NONE;
  if (kept?.hash === hash) return kept.content;
  const [row] = await db
    .select({ content: library.content })
    .from(library)
    .where(eq(library.hash, hash))
    .limit(1);
  invariant(row, `a library with the hash ${hash} is published`);
  kept = { hash, content: row.content };
  return row.content;
}

/** The library in force, empty before the first. */
export async function currentLibrary(db: Db): Promise<Library> {
  const [row] = await db
    .select({ hash: library.hash })
    .from(library)
    .orderBy(desc(library.number))
    .limit(1);
  return libraryOf(db, row?.hash ?? null);
}

import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { and, asc, desc, eq, sql } from "drizzle-orm";
import { type AuditEvent, canonicalJson } from "#app/domain/audit.ts";
import { fail, invariant, type Result } from "#app/domain/result.ts";
import type { Level, Pattern, RubricContent } from "#app/domain/rubric.ts";
import type { Db, Tx } from "#db/client.server.ts";
import { type Change, change, changed, unchanged } from "#db/queries/change.server.ts";
import {
  fileErrorWords,
  isRubricFile,
  type Parsed,
  parsePatternFile,
  parseRubricFile,
} from "#db/queries/rubric-file.server.ts";
import { criterion, pattern, rubricVersion } from "#db/schema.server.ts";

/** Names such as `staff-backend.v1`, by what became of them. */
export type Publication = {
  readonly published: readonly string[];
  readonly unchanged: readonly string[];
};

export const CATALOGUE = "anti-patterns.yaml";

/** Publishes what is new in a folder of rubric files, or nothing where one of them is refused. */
export async function publishRubrics(db: Db, folder: string): Promise<Result<Publication>> {
  const library = await readLibrary(folder);
  if (!library.ok) return fail("invalid", library.errors.map(fileErrorWords).join("\n"));
  return change(db, null, (tx) => publish(tx, library.value));
}

/** Every rubric of a folder with the catalogue's patterns filled in. Reads all before it answers. */
export async function readLibrary(folder: string): Promise<Parsed<readonly RubricContent[]>> {
  const catalogue = await readCatalogue(folder);
  // With a broken catalogue every key would seem unknown, so its own errors come first, alone.
  if (!catalogue.ok) return catalogue;
  const names = (await readdir(folder)).filter(isRubricFile).toSorted();
  const rubrics = await Promise.all(
    names.map(async (name) =>
      parseRubricFile(name, await readFile(join(folder, name), "utf8"), catalogue.value),
    ),
  );
  const errors = rubrics.flatMap((rubric) => (rubric.ok ? [] : rubric.errors));
  if (errors.length > 0) return { ok: false, errors };
  return { ok: true, value: rubrics.flatMap((rubric) => (rubric.ok ? [rubric.value] : [])) };
}

/** The catalogue of a folder; a folder without one offers no patterns. */
export async function readCatalogue(folder: string): Promise<Parsed<readonly Pattern[]>> {
  if (!(await readdir(folder)).includes(CATALOGUE)) return { ok: true, value: [] };
  return parsePatternFile(CATALOGUE, await readFile(join(folder, CATALOGUE), "utf8"));
}

const nameOf = ({ slug, version }: RubricContent) => `${slug}.v${version}`;

/** Over the rubric and its patterns' keys: the catalogue's wording may improve, a version's may not. */
const hashOf = ({ patterns, ...rubric }: RubricContent) =>
  createHash("sha256")
    .update(canonicalJson({ ...rubric, patterns: patterns.map(({ key }) => key) }))
    .digest("hex");

/** Writes the versions that are missing. One process at a time: several may start at once. */
export async function publish(
  tx: Tx,
  rubrics: readonly RubricContent[],
): Promise<Change<Publication>> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('evenhand rubrics'))`);
  const stored = await tx
    .select({
      slug: rubricVersion.slug,
      number: rubricVersion.number,
      hash: rubricVersion.hash,
    })
    .from(rubricVersion);
  const hashes = new Map(stored.map((row) => [`${row.slug}.v${row.number}`, row.hash]));
  const edited = rubrics.filter((rubric) => {
    const hash = hashes.get(nameOf(rubric));
    return hash !== undefined && hash !== hashOf(rubric);
  });
  if (edited.length > 0) return fail("conflict", edited.map(editedWords).join("\n"));
  const fresh = rubrics.filter((rubric) => !hashes.has(nameOf(rubric)));
  const events: AuditEvent[] = [];
  for (const rubric of fresh) events.push(await insertVersion(tx, rubric));
  const publication = {
    published: fresh.map(nameOf),
    unchanged: rubrics.filter((rubric) => hashes.has(nameOf(rubric))).map(nameOf),
  };
  const [first, ...others] = events;
  return first ? changed(publication, first, ...others) : unchanged(publication);
}

const editedWords = ({ slug, version }: RubricContent) =>
  `${slug}.v${version}.yaml: version ${version} is published and cannot change; save it as ${slug}.v${version + 1}.yaml with version: ${version + 1}.`;

async function insertVersion(tx: Tx, content: RubricContent): Promise<AuditEvent> {
  const { slug, version: number, title } = content;
  const points = content.scale.length;
  const hash = hashOf(content);
  const [row] = await tx
    .insert(rubricVersion)
    .values({ slug, number, title, points, content, hash })
    .returning({ id: rubricVersion.id });
  invariant(row, "an inserted rubric version has a key");
  const rubricVersionId = row.id;
  await tx
    .insert(criterion)
    .values(
      content.criteria.map(({ key }, ordinal) => ({ rubricVersionId, key, ordinal, points })),
    );
  if (content.patterns.length > 0)
    await tx.insert(pattern).values(content.patterns.map(({ key }) => ({ rubricVersionId, key })));
  return { action: "rubric.published", subject: rubricVersionId, facts: { slug, number, hash } };
}

export type RubricVersion = {
  readonly id: string;
  readonly slug: string;
  readonly number: number;
  readonly title: string;
  readonly publishedAt: Date;
  readonly content: RubricContent;
};

const listed = {
  id: rubricVersion.id,
  slug: rubricVersion.slug,
  number: rubricVersion.number,
  title: rubricVersion.title,
  publishedAt: rubricVersion.publishedAt,
};
const whole = { ...listed, content: rubricVersion.content };

/** All published versions by slug, the newest of each first. */
export const listRubrics = (db: Db): Promise<Omit<RubricVersion, "content">[]> =>
  db
    .select(listed)
    .from(rubricVersion)
    .orderBy(asc(rubricVersion.slug), desc(rubricVersion.number));

/** One version of a rubric, the newest where no number is given, or null. */
export async function getRubric(
  db: Db,
  slug: string,
  number?: number,
): Promise<RubricVersion | null> {
  const numbered = number === undefined ? undefined : eq(rubricVersion.number, number);
  const [row] = await db
    .select(whole)
    .from(rubricVersion)
    .where(and(eq(rubricVersion.slug, slug), numbered))
    .orderBy(desc(rubricVersion.number))
    .limit(1);
  return row ?? null;
}

const kept = new Map<string, RubricContent>();

/** A published version never changes, so each process reads it once. */
export async function rubricContent(db: Db, id: string): Promise<RubricContent> {
  const known = kept.get(id);
  if (known) return known;
  const [row] = await db
    .select({ content: rubricVersion.content })
    .from(rubricVersion)
    .where(eq(rubricVersion.id, id));
  invariant(row, `rubric version ${id} is published`);
  kept.set(id, row.content);
  return row.content;
}

/** A rubric as a list shows it: its newest version, without anchors. */
export type RubricOutline = {
  readonly slug: string;
  readonly title: string;
  readonly levels: readonly Level[];
  readonly criteria: number;
  /** Numbers of all its versions, the newest first. */
  readonly versions: readonly number[];
  readonly publishedAt: Date;
};

export async function listRubricOutlines(db: Db): Promise<RubricOutline[]> {
  const rows = await db
    .select({
      slug: rubricVersion.slug,
      title: rubricVersion.title,
      number: rubricVersion.number,
      levels: sql<Level[]>`${rubricVersion.content}->'levels'`,
      criteria: sql<number>`jsonb_array_length(${rubricVersion.content}->'criteria')`,
      publishedAt: rubricVersion.publishedAt,
    })
    .from(rubricVersion)
    .orderBy(asc(rubricVersion.slug), desc(rubricVersion.number));
  const numbers = (slug: string) =>
    rows.filter((row) => row.slug === slug).map((row) => row.number);
  return rows
    .filter((row, at) => rows[at - 1]?.slug !== row.slug)
    .map(({ number: _, ...row }) => ({ ...row, versions: numbers(row.slug) }));
}

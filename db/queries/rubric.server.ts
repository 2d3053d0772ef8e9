import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { and, asc, desc, eq, sql } from "drizzle-orm";
import { type AuditEvent, canonicalJson } from "#app/domain/audit.ts";
import type { Drill } from "#app/domain/drill.ts";
import type { Level } from "#app/domain/level.ts";
import type { Library } from "#app/domain/question.ts";
import { fail, invariant, type Result } from "#app/domain/result.ts";
import type { Pattern, RubricContent, RubricPattern } from "#app/domain/rubric.ts";
import { isWorded, offeredEntry } from "#app/domain/rubric-pattern.ts";
import type { Db, Tx } from "#db/client.server.ts";
import { type Change, change, changed, unchanged } from "#db/queries/change.server.ts";
import { publishDrills, readDrills } from "#db/queries/drill-file.server.ts";
import { publishLibrary, readBank } from "#db/queries/library.server.ts";
import { isRubricFile, parsePatternFile, parseRubricFile } from "#db/queries/rubric-file.server.ts";
import { fileErrorWords, type Parsed } from "#db/queries/yaml-file.server.ts";
import { criterion, pattern, person, rubricVersion } from "#db/schema.server.ts";

/** Names such as `staff-backend.v1` and `library.v1`, by what became of them. */
export type Publication = {
  readonly published: readonly string[];
  readonly unchanged: readonly string[];
  /** What to do about each file whose version somebody published in the app with other words. */
  readonly taken: readonly string[];
};

export const CATALOGUE = "anti-patterns.yaml";

/**
 * Publishes what is new in a folder of rubric files with its question bank, kits, catalogue and
 * drills, or nothing where one of them is refused.
 */
export async function publishRubrics(db: Db, folder: string): Promise<Result<Publication>> {
  const read = await readFolder(folder);
  if (!read.ok) return fail("invalid", read.errors.map(fileErrorWords).join("\n"));
  const { rubrics, library, drills } = read.value;
  return change(db, null, async (tx) => {
    const done = await publish(tx, rubrics);
    if (!done.ok) return done;
    const beside = await publishBeside(tx, library, drills);
    if (!beside.ok) return beside;
    const value = {
      ...done.value,
      published: [...done.value.published, ...beside.published],
      unchanged: [...done.value.unchanged, ...beside.unchanged],
    };
    const [first, ...others] = [...beside.events, ...("events" in done ? done.events : [])];
    return first ? changed(value, first, ...others) : unchanged(value);
  });
}

/** What stands beside the rubrics: the library, where the folder has one, and the drills. */
async function publishBeside(tx: Tx, library: Library | null, drills: readonly Drill[]) {
  const written = library ? await publishLibrary(tx, library) : null;
  if (written && !written.ok) return written;
  const fresh = written !== null && "events" in written;
  const names = written ? [`library.v${written.value}`] : [];
  const trained = await publishDrills(tx, drills);
  return {
    ok: true as const,
    published: [...(fresh ? names : []), ...trained.published],
    unchanged: [...(fresh ? [] : names), ...trained.unchanged],
    events: [...(fresh ? written.events : []), ...trained.events],
  };
}

type Folder = {
  readonly rubrics: readonly RubricContent[];
  /** Null where the folder holds rubrics alone. */
  readonly library: Library | null;
  readonly drills: readonly Drill[];
};

/**
 * Every rubric of a folder with the catalogue's patterns filled in, and its library. Reads all
 * before it answers; what others rest on comes first, alone: without it every key would seem unknown.
 */
async function readFolder(folder: string): Promise<Parsed<Folder>> {
  const catalogue = await readCatalogue(folder);
  if (!catalogue.ok) return catalogue;
  const patterns = catalogue.value;
  const names = (await readdir(folder)).filter(isRubricFile).toSorted();
  const files = await Promise.all(
    names.map(async (name) =>
      parseRubricFile(name, await readFile(join(folder, name), "utf8"), patterns),
    ),
  );
  const errors = files.flatMap((file) => (file.ok ? [] : file.errors));
  if (errors.length > 0) return { ok: false, errors };
  const rubrics = files.flatMap((file) => (file.ok ? [file.value] : []));
  const bank = await readBank(folder, { rubrics, patterns });
  if (!bank.ok) return bank;
  const drills = await readDrills(folder, { rubrics });
  if (!drills.ok) return drills;
  const bare = patterns.length + bank.value.questions.length + bank.value.kits.length === 0;
  const library = bare ? null : { ...bank.value, patterns };
  return { ok: true, value: { rubrics, library, drills: drills.value } };
}

/** The catalogue of a folder; a folder without one offers no patterns. */
export async function readCatalogue(folder: string): Promise<Parsed<readonly Pattern[]>> {
  if (!(await readdir(folder)).includes(CATALOGUE)) return { ok: true, value: [] };
  return parsePatternFile(CATALOGUE, await readFile(join(folder, CATALOGUE), "utf8"));
}

const nameOf = ({ slug, version }: RubricContent) => `${slug}.v${version}`;

/**
 * Over what the rubric itself states: of the catalogue's patterns the keys alone, since the
 * catalogue's wording may improve, but a version's may not.
 */
export const hashOf = ({ patterns, ...rubric }: RubricContent) =>
  createHash("sha256")
    .update(canonicalJson({ ...rubric, patterns: patterns.map(offeredEntry) }))
    .digest("hex");

/** Writes the versions that are missing. One process at a time: several may start at once. */
export async function publish(
  tx: Tx,
  rubrics: readonly RubricContent[],
): Promise<Change<Publication>> {
  await lockRubrics(tx);
  const stored = await tx
    .select({
      slug: rubricVersion.slug,
      number: rubricVersion.number,
      hash: rubricVersion.hash,
      publishedById: rubricVersion.publishedById,
    })
    .from(rubricVersion);
  const storedAs = new Map(stored.map((row) => [`${row.slug}.v${row.number}`, row]));
  const numbers = [...stored, ...rubrics.map(({ slug, version: number }) => ({ slug, number }))];
  const free = (slug: string) =>
    Math.max(...numbers.filter((row) => row.slug === slug).map((row) => row.number)) + 1;
  const differing = rubrics.flatMap((rubric) => {
    const row = storedAs.get(nameOf(rubric));
    return row && row.hash !== hashOf(rubric)
      ? [{ rubric, inApp: row.publishedById !== null }]
      : [];
  });
  const edited = differing.filter(({ inApp }) => !inApp);
  if (edited.length > 0)
    return fail(
      "conflict",
      edited.map(({ rubric }) => editedWords(rubric, free(rubric.slug))).join("\n"),
    );
  const fresh = rubrics.filter((rubric) => !storedAs.has(nameOf(rubric)));
  const events: AuditEvent[] = [];
  for (const rubric of fresh) events.push((await insertVersion(tx, rubric)).event);
  const left = new Set([...fresh, ...differing.map(({ rubric }) => rubric)]);
  const publication = {
    published: fresh.map(nameOf),
    unchanged: rubrics.filter((rubric) => !left.has(rubric)).map(nameOf),
    taken: differing.map(({ rubric }) => takenWords(rubric, free(rubric.slug))),
  };
  const [first, ...others] = events;
  return first ? changed(publication, first, ...others) : unchanged(publication);
}

/** Whoever publishes a version holds this, so that two never take one number. */
export const lockRubrics = (tx: Tx) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtext('evenhand rubrics'))`);

const editedWords = ({ slug, version }: RubricContent, free: number) =>
  `${slug}.v${version}.yaml: version ${version} is published and cannot change; save it as ${slug}.v${free}.yaml with version: ${free}.`;
const takenWords = ({ slug, version }: RubricContent, free: number) =>
  `${slug}.v${version}.yaml: version ${version} was published in the app with other words, so this file was left out; save it as ${slug}.v${free}.yaml with version: ${free}, or put the version downloaded from the app in its place.`;

/** Writes a version with the rows that cards refer to; the caller holds `lockRubrics`. */
export async function insertVersion(
  tx: Tx,
  content: RubricContent,
  by: { readonly publishedById: string; readonly note: string } | null = null,
): Promise<{ readonly id: string; readonly event: AuditEvent }> {
  const { slug, version: number, title } = content;
  const points = content.scale.length;
  const hash = hashOf(content);
  const [row] = await tx
    .insert(rubricVersion)
    .values({ slug, number, title, points, content, hash, ...by })
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
  const facts = { slug, number, hash };
  return {
    id: rubricVersionId,
    event: { action: "rubric.published", subject: rubricVersionId, facts },
  };
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

/** A version as a rubric's history tells it. */
export type VersionEntry = {
  readonly number: number;
  readonly publishedAt: Date;
  /** What changed, in the words of whoever published it; may be empty. */
  readonly note: string;
  /** Null where it was published from a file. */
  readonly by: string | null;
};

/** All versions of a rubric, the newest first. */
export const listVersions = (db: Db, slug: string): Promise<VersionEntry[]> =>
  db
    .select({
      number: rubricVersion.number,
      publishedAt: rubricVersion.publishedAt,
      note: rubricVersion.note,
      by: person.name,
    })
    .from(rubricVersion)
    .leftJoin(person, eq(person.id, rubricVersion.publishedById))
    .where(eq(rubricVersion.slug, slug))
    .orderBy(desc(rubricVersion.number));

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

/** What the rubrics' newest versions call their criteria, by key; the first by slug where they differ. */
export async function criterionTitles(db: Db): Promise<Record<string, string>> {
  const versions = await listRubrics(db);
  const newest = versions.filter(({ slug }, at) => versions[at - 1]?.slug !== slug);
  const contents = await Promise.all(newest.map(({ id }) => rubricContent(db, id)));
  const titles: Record<string, string> = {};
  for (const { key, title } of contents.flatMap(({ criteria }) => criteria)) titles[key] ??= title;
  return titles;
}

/** A pattern in a rubric's own words, as its newest version has it. */
export type WordedPattern = {
  readonly rubric: { readonly slug: string; readonly title: string };
  readonly pattern: RubricPattern;
};

/** What the rubrics' newest versions word themselves, by slug, in the order of each. */
export async function listWordedPatterns(db: Db): Promise<WordedPattern[]> {
  const rows = await db
    .selectDistinctOn([rubricVersion.slug], {
      rubric: { slug: rubricVersion.slug, title: rubricVersion.title },
      patterns: sql<RubricPattern[]>`${rubricVersion.content} -> 'patterns'`,
    })
    .from(rubricVersion)
    .orderBy(asc(rubricVersion.slug), desc(rubricVersion.number));
  return rows.flatMap(({ rubric, patterns }) =>
    patterns.filter(isWorded).map((pattern) => ({ rubric, pattern })),
  );
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

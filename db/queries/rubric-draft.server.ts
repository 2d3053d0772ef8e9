import { createHash } from "node:crypto";
import { asc, desc, eq, sql } from "drizzle-orm";
import { canEditRubrics } from "#app/domain/access.ts";
import { type AuditEvent, canonicalJson } from "#app/domain/audit.ts";
import type { Viewer } from "#app/domain/people.ts";
import { absent, fail, invariant, type Result } from "#app/domain/result.ts";
import type { Pattern, RubricContent, RubricPattern } from "#app/domain/rubric.ts";
import { draftOf, keptDraft, type RubricDraft } from "#app/domain/rubric-draft.ts";
import { isWorded } from "#app/domain/rubric-pattern.ts";
import { type NewRubric, type PublishForm, publishable } from "#app/domain/rubric-publishing.ts";
import { formatTime } from "#app/domain/time.ts";
import type { Db, Tx } from "#db/client.server.ts";
import { type Change, change, changed, keptPrivate, unchanged } from "#db/queries/change.server.ts";
import { currentLibrary } from "#db/queries/library.server.ts";
import {
  getRubric,
  hashOf,
  insertVersion,
  lockRubrics,
  type RubricVersion,
} from "#db/queries/rubric.server.ts";
import { leadsOnly } from "#db/queries/weight-set.server.ts";
import { person, rubricDraft, rubricVersion } from "#db/schema.server.ts";

/** A draft that is under way, as every lead may see it. */
export type RubricDraftRow = {
  readonly slug: string;
  readonly title: string;
  /** Who saved it last, and when. */
  readonly by: string;
  readonly savedAt: Date;
  readonly begunAt: Date;
};

const listedDraft = {
  slug: rubricDraft.slug,
  title: sql<string>`${rubricDraft.content} ->> 'title'`,
  by: person.name,
  savedAt: rubricDraft.savedAt,
  begunAt: rubricDraft.createdAt,
};

/** The drafts under way, for leads; to everybody else there are none. */
export async function listRubricDrafts(db: Db, viewer: Viewer): Promise<RubricDraftRow[]> {
  if (!canEditRubrics(viewer).allowed) return [];
  return db
    .select(listedDraft)
    .from(rubricDraft)
    .innerJoin(person, eq(person.id, rubricDraft.authorId))
    .orderBy(asc(rubricDraft.slug));
}

export type HeldDraft = RubricDraftRow & {
  readonly id: string;
  readonly byId: string;
  readonly content: RubricDraft;
  readonly revision: number;
  /** The version it is compared with, and the newest there is; null on a rubric that has none yet. */
  readonly base: Version | null;
  readonly newest: Version | null;
};
type Version = Pick<RubricVersion, "id" | "number" | "publishedAt">;

/** A rubric's draft, or null where there is none or the viewer edits no rubrics. */
export async function getRubricDraft(
  db: Db,
  viewer: Viewer,
  slug: string,
): Promise<HeldDraft | null> {
  if (!canEditRubrics(viewer).allowed) return null;
  const [row] = await db
    .select({
      ...listedDraft,
      id: rubricDraft.id,
      byId: rubricDraft.authorId,
      content: rubricDraft.content,
      revision: rubricDraft.revision,
      baseId: rubricDraft.baseId,
    })
    .from(rubricDraft)
    .innerJoin(person, eq(person.id, rubricDraft.authorId))
    .where(eq(rubricDraft.slug, slug));
  if (!row) return null;
  const { baseId, ...held } = row;
  const versions = await versionsOf(db, slug);
  const base = versions.find((version) => version.id === baseId) ?? null;
  return { ...held, content: keptDraft(held.content), base, newest: versions[0] ?? null };
}

const versionsOf = (db: Db, slug: string) =>
  db
    .select({
      id: rubricVersion.id,
      number: rubricVersion.number,
      publishedAt: rubricVersion.publishedAt,
      hash: rubricVersion.hash,
      note: rubricVersion.note,
      byId: rubricVersion.publishedById,
      by: person.name,
    })
    .from(rubricVersion)
    .leftJoin(person, eq(person.id, rubricVersion.publishedById))
    .where(eq(rubricVersion.slug, slug))
    .orderBy(desc(rubricVersion.number));

/**
 * Every pattern that a rubric can offer: those of the library in the words in force, and of what was
 * published before those that it has left out. What a rubric words itself is for that rubric alone.
 */
export async function listCatalogue(db: Db): Promise<Pattern[]> {
  const [rows, { patterns: inForce }] = await Promise.all([
    db
      .select({ patterns: sql<RubricPattern[]>`${rubricVersion.content} -> 'patterns'` })
      .from(rubricVersion)
      .orderBy(asc(rubricVersion.publishedAt), asc(rubricVersion.id)),
    currentLibrary(db),
  ]);
  const published = rows.flatMap(({ patterns }) => patterns).filter((one) => !isWorded(one));
  const all: Pattern[] = [...published, ...inForce];
  const newest = new Map(all.map((one) => [one.key, one]));
  return [...newest.values()].toSorted((a, b) => a.title.localeCompare(b.title, "en"));
}

/** Who works on a draft of this rubric, and where it is. */
export const underWay = ({ by, savedAt }: RubricDraftRow, timeZone: string): string =>
  `${by} has a draft of this rubric, last saved on ${formatTime(savedAt, "moment", timeZone)}. Publish or discard it first.`;

/** The first save of a draft; nothing where the rubric has one already. */
async function insertDraft(
  tx: Tx,
  viewer: Viewer,
  slug: string,
  content: RubricDraft,
  base: Version | null,
): Promise<AuditEvent | null> {
  const [row] = await tx
    .insert(rubricDraft)
    .values({ slug, content, baseId: base?.id ?? null, authorId: viewer.id })
    .onConflictDoNothing({ target: rubricDraft.slug })
    .returning({ id: rubricDraft.id });
  if (!row) return null;
  const facts = { slug, base: base?.number ?? null };
  return { action: "rubric.draft-begun", subject: row.id, facts };
}

type Begun = { readonly slug: string };

/** Begins a rubric's next version from its newest one. A rubric has one draft: it is opened again. */
export const beginDraft = (db: Db, viewer: Viewer, slug: string): Promise<Result<Begun>> =>
  change(db, viewer, async (tx): Promise<Change<Begun>> => {
    if (!canEditRubrics(viewer).allowed) return leadsOnly();
    const newest = await getRubric(tx, slug);
    if (!newest) return absent();
    const content = draftOf(newest.content, await listCatalogue(tx));
    const begun = await insertDraft(tx, viewer, slug, content, newest);
    return begun ? changed({ slug }, begun) : unchanged({ slug });
  });

/** Begins a new rubric as a copy of another one's newest version. */
export const copyRubric = (
  db: Db,
  viewer: Viewer,
  from: string,
  { slug, title }: NewRubric,
): Promise<Result<Begun>> =>
  change(db, viewer, async (tx): Promise<Change<Begun>> => {
    if (!canEditRubrics(viewer).allowed) return leadsOnly();
    const source = await getRubric(tx, from);
    if (!source) return absent();
    const taken = fail("invalid", "One thing needs a look.", {
      slug: "There is a rubric of that name. Choose another.",
    });
    if (await getRubric(tx, slug)) return taken;
    const content = { ...draftOf(source.content, await listCatalogue(tx)), title };
    const begun = await insertDraft(tx, viewer, slug, content, null);
    if (begun) return changed({ slug }, begun);
    const held = await getRubricDraft(tx, viewer, slug);
    return held && same(held.content, content) ? unchanged({ slug }) : taken;
  });

/** What a file turned out to be: a draft to look at, or a version that is published already. */
export type Imported = Begun & { readonly published: number | null };

/**
 * Begins a draft from a rubric file: the next version of the rubric it names, or the first one of a
 * new rubric. The number in the file counts for nothing. A file that says what a published version
 * says begins none.
 */
export const importRubric = (
  db: Db,
  viewer: Viewer,
  content: RubricContent,
  timeZone: string,
): Promise<Result<Imported>> =>
  change(db, viewer, async (tx): Promise<Change<Imported>> => {
    if (!canEditRubrics(viewer).allowed) return leadsOnly();
    const { slug } = content;
    const versions = await versionsOf(tx, slug);
    const published = versions.find(({ number, hash }) => hash === hashAs(content, number));
    if (published) return unchanged({ slug, published: published.number });
    const typed = draftOf(content, await listCatalogue(tx));
    const begun = await insertDraft(tx, viewer, slug, typed, versions[0] ?? null);
    if (begun) return changed({ slug, published: null }, begun);
    const held = await getRubricDraft(tx, viewer, slug);
    invariant(held, "a draft stands where none could be begun");
    return same(held.content, typed)
      ? unchanged({ slug, published: null })
      : fail("conflict", underWay(held, timeZone));
  });

const hashAs = (content: RubricContent, version: number) => hashOf({ ...content, version });
const same = (one: RubricDraft, other: RubricDraft) => canonicalJson(one) === canonicalJson(other);

async function lockDraft(tx: Tx, slug: string) {
  const [row] = await tx.select().from(rubricDraft).where(eq(rubricDraft.slug, slug)).for("update");
  return row ? { ...row, content: keptDraft(row.content) } : null;
}

const noDraft = () =>
  fail("conflict", "This draft was published or discarded in the meantime. Nothing was saved.");
const newerDraft = () =>
  fail(
    "conflict",
    "A newer draft of this rubric was saved elsewhere. Nothing was overwritten; where they differ, both are below.",
  );

type Saved = { readonly revision: number; readonly savedAt: Date };
/** The draft as a page showed it. Where another was begun since, its revisions are others. */
type Shown = { readonly id: string; readonly revision: number };
type DraftWrite = Shown & { readonly draft: RubricDraft };

/** Keeps what was typed. A save from an older revision is a conflict and writes nothing. */
export const saveRubricDraft = (
  db: Db,
  viewer: Viewer,
  slug: string,
  { id, revision, draft }: DraftWrite,
): Promise<Result<Saved>> =>
  change(db, viewer, async (tx): Promise<Change<Saved>> => {
    if (!canEditRubrics(viewer).allowed) return leadsOnly();
    const held = await lockDraft(tx, slug);
    if (!held) return noDraft();
    if (held.id === id && same(held.content, draft))
      return unchanged({ revision: held.revision, savedAt: held.savedAt });
    if (held.id !== id || held.revision !== revision) return newerDraft();
    const saved = { revision: revision + 1, savedAt: new Date() };
    await tx
      .update(rubricDraft)
      .set({ ...saved, content: draft, authorId: viewer.id })
      .where(eq(rubricDraft.id, held.id));
    return keptPrivate(saved);
  });

/** Ends a draft unpublished. Where it is gone already there is nothing to end. */
export const discardDraft = (
  db: Db,
  viewer: Viewer,
  slug: string,
  { id, revision }: Shown,
): Promise<Result<Begun>> =>
  change(db, viewer, async (tx): Promise<Change<Begun>> => {
    if (!canEditRubrics(viewer).allowed) return leadsOnly();
    const held = await lockDraft(tx, slug);
    if (held?.id !== id) return unchanged({ slug });
    if (held.revision !== revision) return newerDraft();
    await tx.delete(rubricDraft).where(eq(rubricDraft.id, held.id));
    const discarded = { action: "rubric.draft-discarded" as const, subject: held.id };
    return changed({ slug }, { ...discarded, facts: { slug } });
  });

/** Sets a draft against the newest version: what it changes is then told from that one. */
export const rebaseDraft = (db: Db, viewer: Viewer, slug: string): Promise<Result<Begun>> =>
  change(db, viewer, async (tx): Promise<Change<Begun>> => {
    if (!canEditRubrics(viewer).allowed) return leadsOnly();
    const held = await lockDraft(tx, slug);
    if (!held) return noDraft();
    const newest = await getRubric(tx, slug);
    if (!newest || held.baseId === newest.id) return unchanged({ slug });
    await tx.update(rubricDraft).set({ baseId: newest.id }).where(eq(rubricDraft.id, held.id));
    const rebased = { action: "rubric.draft-rebased" as const, subject: held.id };
    return changed({ slug }, { ...rebased, facts: { slug, base: newest.number } });
  });

type Published = { readonly slug: string; readonly number: number };

/**
 * Publishes the draft that was looked at as the rubric's next version, with the note that says what
 * changed. Sent again after it was published, it is no change.
 */
export const publishDraft = (
  db: Db,
  viewer: Viewer,
  slug: string,
  { id, revision, version, note }: PublishForm,
): Promise<Result<Published>> =>
  change(db, viewer, async (tx): Promise<Change<Published>> => {
    if (!canEditRubrics(viewer).allowed) return leadsOnly();
    await lockRubrics(tx);
    const held = await lockDraft(tx, slug);
    const versions = await versionsOf(tx, slug);
    const [newest] = versions;
    if (held?.id !== id) {
      const before = versions.find(({ number }) => number === version);
      return before?.byId === viewer.id && before.note === note
        ? unchanged({ slug, number: version })
        : noDraft();
    }
    if (held.revision !== revision) return newerDraft();
    if (newest && newest.id !== held.baseId) return overtaken(newest);
    if ((newest?.number ?? 0) + 1 !== version) return lookAgain();
    const read = publishable(held.content, { slug, version }, await listCatalogue(tx));
    if (!read.ok) return read;
    const content = read.value;
    if (newest && newest.hash === hashAs(content, newest.number))
      return fail(
        "invalid",
        `This draft says what version ${newest.number} says. Nothing was published.`,
      );
    const { event } = await insertVersion(tx, content, { publishedById: viewer.id, note });
    await tx.delete(rubricDraft).where(eq(rubricDraft.id, held.id));
    const facts = { ...event.facts, note: createHash("sha256").update(note).digest("hex") };
    return changed({ slug, number: content.version }, { ...event, facts });
  });

const lookAgain = () =>
  fail(
    "conflict",
    "A newer version was published after you opened this page, and the draft was set against it. What it changes there is shown above; look at it, then publish.",
  );

const overtaken = ({ number, by }: { readonly number: number; readonly by: string | null }) =>
  fail(
    "conflict",
    `${by ?? "The installation"} published version ${number} after this draft was begun. Your draft is kept. Set it against version ${number} above, look at what it would change there, then publish.`,
  );

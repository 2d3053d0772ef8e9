import { and, eq, sql } from "drizzle-orm";
import { describe, expect } from "vitest";
import type { RubricContent } from "#app/domain/rubric.ts";
import { arranged, draftOf, type RubricDraft } from "#app/domain/rubric-draft.ts";
import { patternFields } from "#app/domain/rubric-pattern.ts";
import type { Db } from "#db/client.server.ts";
import { change } from "#db/queries/change.server.ts";
import { currentLibrary, publishLibrary } from "#db/queries/library.server.ts";
import { getRubric, hashOf, listWordedPatterns } from "#db/queries/rubric.server.ts";
import {
  beginDraft,
  copyRubric,
  discardDraft,
  getRubricDraft,
  importRubric,
  listCatalogue,
  listRubricDrafts,
  publishDraft,
  rebaseDraft,
  saveRubricDraft,
} from "#db/queries/rubric-draft.server.ts";
import { parseRubricFile, rubricYaml } from "#db/queries/rubric-file.server.ts";
import * as schema from "#db/schema.server.ts";
import { test } from "#tests/support/database.ts";
import * as make from "#tests/support/factory.ts";

const slug = "staff-backend";
const lead = (db: Db, name = "Lea Berg") => make.person(db, { name, permissions: ["lead"] });
const actions = async (db: Db) =>
  (await db.select().from(schema.auditEvent).orderBy(schema.auditEvent.sequence))
    .map((event) => event.action)
    .filter((action) => action.startsWith("rubric."));

/** A draft by Lea of the newest version, with a sharper title and a note. */
async function begun(db: Db) {
  const lea = await lead(db);
  await db.delete(schema.auditEvent);
  await beginDraft(db, lea, slug);
  const held = await getRubricDraft(db, lea, slug);
  if (!held) throw new Error("Expected a draft");
  const draft: RubricDraft = {
    ...held.content,
    title: "Staff backend engineer, sharper",
  };
  const { id } = held;
  const publish = { id, revision: 1, version: 2, note: "The title says more." };
  return { lea, held, id, draft, publish };
}

describe("a rubric's draft", () => {
  test("begins as the newest version, and is one however often it is begun", async ({ db }) => {
    const { lea, held } = await begun(db);
    const max = await lead(db, "Max Orr");
    const newest = await getRubric(db, slug);
    expect(held.content).toEqual(newest && draftOf(newest.content, await listCatalogue(db)));
    expect(held).toMatchObject({ revision: 1, by: "Lea Berg", base: { number: 1 } });
    expect(await beginDraft(db, max, slug)).toEqual({ ok: true, value: { slug } });
    expect(await getRubricDraft(db, max, slug)).toEqual(held);
    expect(await actions(db)).toEqual(["rubric.draft-begun"]);
    expect(await listRubricDrafts(db, lea)).toMatchObject([{ slug, by: "Lea Berg" }]);
  });

  test("is for leads alone, and of a rubric that is there", async ({ db }) => {
    const { lea, id, draft, publish } = await begun(db);
    const coco = await make.person(db, {
      name: "Coco",
      permissions: ["interviewer", "committee", "admin"],
    });
    expect(await getRubricDraft(db, coco, slug)).toBeNull();
    expect(await listRubricDrafts(db, coco)).toEqual([]);
    const refused = { ok: false, failure: { kind: "refused" } };
    const content = (await getRubric(db, slug))?.content;
    if (!content) throw new Error("Expected a rubric");
    const write = { id, revision: 1, draft };
    expect(await beginDraft(db, coco, slug)).toMatchObject(refused);
    expect(await saveRubricDraft(db, coco, slug, write)).toMatchObject(refused);
    expect(await publishDraft(db, coco, slug, { ...publish, note: "x" })).toMatchObject(refused);
    expect(await discardDraft(db, coco, slug, { id, revision: 1 })).toMatchObject(refused);
    expect(await rebaseDraft(db, coco, slug)).toMatchObject(refused);
    expect(await importRubric(db, coco, content, "UTC")).toMatchObject(refused);
    expect(await copyRubric(db, coco, slug, { slug: "a", title: "A" })).toMatchObject(refused);
    expect(await beginDraft(db, lea, "nothing")).toMatchObject({ failure: { kind: "absent" } });
  });

  test("keeps what was typed, whole or not, and records no save", async ({ db }) => {
    const { lea, held, id, draft } = await begun(db);
    const odd = { ...draft, title: "", scale: ["One"] };
    const saved = await saveRubricDraft(db, lea, slug, { id, revision: 1, draft: odd });
    expect(saved).toMatchObject({ ok: true, value: { revision: 2 } });
    expect((await getRubricDraft(db, lea, slug))?.content).toEqual(odd);
    const again = await saveRubricDraft(db, lea, slug, { id, revision: 1, draft: odd });
    expect(again).toMatchObject({ ok: true, value: { revision: 2 } });
    expect(held.revision).toBe(1);
    expect(await actions(db)).toEqual(["rubric.draft-begun"]);
  });

  test("refuses a save that follows an older one, and keeps the newer", async ({ db }) => {
    const { lea, id, draft, publish } = await begun(db);
    const max = await lead(db, "Max Orr");
    const newer = { ...draft, title: "By Max" };
    await saveRubricDraft(db, max, slug, { id, revision: 1, draft: newer });
    expect(await saveRubricDraft(db, lea, slug, { id, revision: 1, draft })).toMatchObject({
      ok: false,
      failure: { kind: "conflict" },
    });
    expect(await getRubricDraft(db, lea, slug)).toMatchObject({ by: "Max Orr", content: newer });
    expect(await discardDraft(db, lea, slug, { id, revision: 1 })).toMatchObject({
      failure: { kind: "conflict" },
    });
    expect(await publishDraft(db, lea, slug, { ...publish, note: "x" })).toMatchObject({
      failure: { kind: "conflict" },
    });
  });

  test("is discarded once, and said to be gone to whoever still types", async ({ db }) => {
    const { lea, id, draft } = await begun(db);
    expect(await discardDraft(db, lea, slug, { id, revision: 1 })).toMatchObject({ ok: true });
    expect(await discardDraft(db, lea, slug, { id, revision: 1 })).toMatchObject({ ok: true });
    expect(await getRubricDraft(db, lea, slug)).toBeNull();
    expect(await actions(db)).toEqual(["rubric.draft-begun", "rubric.draft-discarded"]);
    expect(await saveRubricDraft(db, lea, slug, { id, revision: 1, draft })).toMatchObject({
      failure: { kind: "conflict" },
    });
  });
});

/** A draft that Lea saved with a sharper title. */
async function saved(db: Db, change: Partial<RubricDraft> = {}) {
  const { lea, id, draft, publish } = await begun(db);
  const typed = { ...draft, ...change };
  await saveRubricDraft(db, lea, slug, { id, revision: 1, draft: typed });
  return { lea, id, draft: typed, looked: { ...publish, revision: 2 } };
}

describe("publishing a draft", () => {
  test("makes the next version, by its author and with the note, and ends the draft", async ({
    db,
  }) => {
    const { lea, draft, looked } = await saved(db);
    const answer = { ok: true, value: { slug, number: 2 } };
    expect(await publishDraft(db, lea, slug, looked)).toEqual(answer);
    const [row] = await db
      .select()
      .from(schema.rubricVersion)
      .where(and(eq(schema.rubricVersion.slug, slug), eq(schema.rubricVersion.number, 2)));
    expect(row).toMatchObject({
      ...{ slug, title: draft.title, note: "The title says more.", publishedById: lea.id },
    });
    const before = await getRubric(db, slug, 1);
    expect(row?.content).toEqual({ ...before?.content, version: 2, title: draft.title });
    expect(await getRubricDraft(db, lea, slug)).toBeNull();
    const events = await db.select().from(schema.auditEvent);
    const published = events.find((event) => event.action === "rubric.published");
    expect(published).toMatchObject({ actorId: lea.id, subject: row?.id, facts: { number: 2 } });
    expect(published?.facts.note).toMatch(/^[0-9a-f]{64}$/);
    expect(await publishDraft(db, lea, slug, looked)).toEqual(answer);
    expect(await db.$count(schema.rubricVersion, eq(schema.rubricVersion.slug, slug))).toBe(2);
    expect(await publishDraft(db, lea, slug, { ...looked, note: "More." })).toMatchObject({
      failure: { kind: "conflict" },
    });
  });

  test("asks for what the schema asks, at the fields it is asked of", async ({ db }) => {
    const { lea, looked } = await saved(db, { summary: "", patterns: ["made-up"] });
    const refused = await publishDraft(db, lea, slug, looked);
    expect(refused).toMatchObject({ ok: false, failure: { kind: "invalid" } });
    if (!refused.ok)
      expect(Object.keys(refused.failure.fields ?? {})).toEqual(["summary", "patterns"]);
    expect(await getRubricDraft(db, lea, slug)).toMatchObject({ revision: 2 });
  });

  test("offers no pattern that the catalogue lacks", async ({ db }) => {
    const { lea, looked } = await saved(db, { patterns: ["made-up"] });
    const refused = await publishDraft(db, lea, slug, looked);
    expect(refused).toMatchObject({ ok: false, failure: { kind: "invalid" } });
    if (!refused.ok) expect(Object.keys(refused.failure.fields ?? {})).toEqual(["patterns"]);
  });

  test("what the newest version says already publishes nothing", async ({ db }) => {
    const { lea, publish } = await begun(db);
    const refused = await publishDraft(db, lea, slug, publish);
    expect(refused).toMatchObject({ ok: false, failure: { kind: "invalid" } });
    if (!refused.ok) expect(refused.failure.message).toContain("version 1");
  });

  test("publishes only what was looked at", async ({ db }) => {
    const { lea, id, draft, looked } = await saved(db);
    await saveRubricDraft(db, lea, slug, {
      id,
      revision: 2,
      draft: { ...draft, summary: "Later." },
    });
    expect(await publishDraft(db, lea, slug, looked)).toMatchObject({
      failure: { kind: "conflict" },
    });
  });

  test("is of the draft that was looked at, not of another that took its place", async ({ db }) => {
    const { lea, id, draft, publish } = await begun(db);
    const max = await lead(db, "Max Orr");
    const { content } = await make.rubric(db);
    await discardDraft(db, max, slug, publish);
    await importRubric(db, max, { ...content, title: "By Max" }, "UTC");
    const gone = { failure: { kind: "conflict" } };
    expect(await publishDraft(db, lea, slug, publish)).toMatchObject(gone);
    expect(await saveRubricDraft(db, lea, slug, { id, revision: 1, draft })).toMatchObject(gone);
    expect(await discardDraft(db, lea, slug, publish)).toMatchObject({ ok: true });
    expect(await getRubricDraft(db, lea, slug)).toMatchObject({
      ...{ by: "Max Orr", revision: 1, content: { title: "By Max" } },
    });
  });

  test("sent again after another draft was begun is no change, and leaves that one", async ({
    db,
  }) => {
    const { lea, draft, publish } = await begun(db);
    const { content } = await make.rubric(db);
    await discardDraft(db, lea, slug, publish);
    await importRubric(db, lea, { ...content, title: draft.title }, "UTC");
    const first = await getRubricDraft(db, lea, slug);
    if (!first) throw new Error("Expected a draft");
    const sent = { ...publish, id: first.id };
    const answer = { ok: true, value: { slug, number: 2 } };
    expect(await publishDraft(db, lea, slug, sent)).toEqual(answer);
    await importRubric(db, lea, { ...content, title: "Not looked at yet" }, "UTC");
    expect(await publishDraft(db, lea, slug, sent)).toEqual(answer);
    expect(await getRubricDraft(db, lea, slug)).toMatchObject({
      content: { title: "Not looked at yet" },
    });
  });

  test("waits where a newer version came between, until it is set against that one", async ({
    db,
  }) => {
    const { lea, looked } = await saved(db);
    await make.nextVersion(db, (content) => ({ ...content, summary: "Published meanwhile." }));
    const refused = await publishDraft(db, lea, slug, looked);
    expect(refused).toMatchObject({ ok: false, failure: { kind: "conflict" } });
    if (!refused.ok) expect(refused.failure.message).toContain("published version 2");
    expect(await rebaseDraft(db, lea, slug)).toMatchObject({ ok: true });
    expect(await rebaseDraft(db, lea, slug)).toMatchObject({ ok: true });
    expect(await getRubricDraft(db, lea, slug)).toMatchObject({ base: { number: 2 }, revision: 2 });
    expect(await publishDraft(db, lea, slug, looked)).toMatchObject({
      failure: { kind: "conflict", message: expect.stringContaining("set against it") },
    });
    const again = { ...looked, version: 3 };
    expect(await publishDraft(db, lea, slug, again)).toMatchObject({ value: { number: 3 } });
    expect(await actions(db)).toEqual([
      ...["rubric.draft-begun", "rubric.draft-rebased", "rubric.published"],
    ]);
  });

  test("keeps a reworded and an added pattern whole, and for that rubric alone", async ({ db }) => {
    const { lea, id, draft, publish } = await begun(db);
    const before = await listCatalogue(db);
    const [first] = before;
    if (!first) throw new Error("Expected a pattern");
    const { key: _, levels, ...words } = first;
    const typed = {
      ...arranged(draft, { to: "reword", pattern: first }),
      patterns: [first.key, "fresh"],
    };
    const added = { ...words, levels: ["staff"], id: "fresh", key: "", title: "Talks over" };
    const worded = [...typed.worded.map((one) => ({ ...one, seen: "Mine." })), added];
    const written = { ...typed, worded };
    await saveRubricDraft(db, lea, slug, { id, revision: 1, draft: written });
    expect((await getRubricDraft(db, lea, slug))?.content).toEqual(written);
    await publishDraft(db, lea, slug, { ...publish, revision: 2 });
    const newest = await getRubric(db, slug);
    expect(newest?.content.patterns).toEqual([
      { ...first, levels, seen: "Mine.", stated: ["seen"] },
      {
        ...{ ...words, levels: ["staff"], key: "talks-over", title: "Talks over" },
        stated: [...patternFields],
      },
    ]);
    const rows = await db
      .select({ key: schema.pattern.key })
      .from(schema.pattern)
      .where(eq(schema.pattern.rubricVersionId, newest?.id ?? ""));
    expect(rows.map(({ key }) => key).toSorted()).toEqual([first.key, "talks-over"].toSorted());
    expect(await listCatalogue(db)).toEqual(before);
    expect((await listWordedPatterns(db)).filter(({ rubric }) => rubric.slug === slug)).toEqual(
      newest?.content.patterns.map((pattern) => ({
        ...{ rubric: { slug, title: newest.title }, pattern },
      })),
    );
    await beginDraft(db, lea, slug);
    const next = await getRubricDraft(db, lea, slug);
    expect(next?.content.worded).toMatchObject([{ seen: "Mine." }, { key: "talks-over" }]);
    const shown = { id: next?.id ?? "", revision: 1, version: 3, note: "The same." };
    expect(await publishDraft(db, lea, slug, shown)).toMatchObject({
      failure: { message: expect.stringContaining("says what version 2 says") },
    });
  });

  test("is kept from a draft of before rubrics worded patterns", async ({ db }) => {
    const { lea, id, draft, publish } = await begun(db);
    const { worded: _, ...older } = draft;
    await db
      .update(schema.rubricDraft)
      .set({ content: sql`${JSON.stringify(older)}::text::jsonb` })
      .where(eq(schema.rubricDraft.id, id));
    expect((await getRubricDraft(db, lea, slug))?.content).toEqual(draft);
    expect(await publishDraft(db, lea, slug, publish)).toMatchObject({ ok: true });
  });

  test("a new rubric, copied from another, makes its first version", async ({ db }) => {
    const { lea } = await begun(db);
    const named = { slug: "payments", title: "Payments engineer" };
    expect(await copyRubric(db, lea, slug, named)).toMatchObject({ value: { slug: "payments" } });
    expect(await copyRubric(db, lea, slug, named)).toMatchObject({ ok: true });
    expect(await copyRubric(db, lea, slug, { ...named, title: "Other" })).toMatchObject({
      failure: { fields: { slug: "There is a rubric of that name. Choose another." } },
    });
    const taken = await copyRubric(db, lea, slug, { ...named, slug: "engineering-manager" });
    expect(taken).toMatchObject({ ok: false, failure: { kind: "invalid" } });
    expect(await getRubricDraft(db, lea, "payments")).toMatchObject({ base: null, newest: null });
    const copied = await getRubricDraft(db, lea, "payments");
    if (!copied) throw new Error("Expected a draft");
    const { id, revision } = copied;
    const note = "From the backend rubric.";
    await publishDraft(db, lea, "payments", { id, revision, version: 1, note });
    expect(await getRubric(db, "payments")).toMatchObject({
      ...{ number: 1, title: "Payments engineer" },
    });
  });
});

describe("a rubric file that is brought in", () => {
  const other = (content: RubricContent, slug: string) => ({ ...content, slug, version: 7 });

  test("of a new rubric begins its first version, whatever number it says", async ({ db }) => {
    const { lea } = await begun(db);
    const { content } = await make.rubric(db);
    const file = other(content, "brought-in");
    const answer = { ok: true, value: { slug: "brought-in", published: null } };
    expect(await importRubric(db, lea, file, "UTC")).toEqual(answer);
    expect(await importRubric(db, lea, file, "UTC")).toEqual(answer);
    expect(await getRubricDraft(db, lea, "brought-in")).toMatchObject({
      ...{ base: null, content: draftOf(content, await listCatalogue(db)) },
    });
  });

  test("of a rubric that is there begins its next version", async ({ db }) => {
    const lea = await lead(db);
    const { content } = await make.rubric(db);
    const file = { ...content, version: 9, title: "Brought in" };
    await importRubric(db, lea, file, "UTC");
    expect(await getRubricDraft(db, lea, slug)).toMatchObject({
      base: { number: 1 },
      content: { title: "Brought in" },
    });
  });

  test("is refused while somebody has a draft, and says whose", async ({ db }) => {
    const { lea } = await begun(db);
    const max = await lead(db, "Max Orr");
    const { content } = await make.rubric(db);
    const refused = await importRubric(db, max, { ...content, title: "By Max" }, "UTC");
    expect(refused).toMatchObject({ ok: false, failure: { kind: "conflict" } });
    if (!refused.ok) expect(refused.failure.message).toMatch(/^Lea Berg has a draft/);
    expect(await getRubricDraft(db, lea, slug)).toMatchObject({ by: "Lea Berg" });
  });

  test("that says what a version says begins nothing, and tells which", async ({ db }) => {
    const lea = await lead(db);
    const { content } = await make.rubric(db);
    await make.nextVersion(db, (now) => ({ ...now, title: "Newer" }));
    const answer = await importRubric(db, lea, { ...content, version: 4 }, "UTC");
    expect(answer).toEqual({ ok: true, value: { slug, published: 1 } });
    expect(await getRubricDraft(db, lea, slug)).toBeNull();
  });

  test("is every rubric's own file, word for word and with the same hash", async ({ db }) => {
    const lea = await lead(db);
    const catalogue = await listCatalogue(db);
    const rows = await db.select().from(schema.rubricVersion);
    expect(rows.length).toBeGreaterThan(1);
    for (const { content, hash, number, slug } of rows) {
      const text = rubricYaml(content);
      const read = parseRubricFile("pasted", text, catalogue);
      if (!read.ok) throw new Error(JSON.stringify(read.errors));
      expect(hashOf(read.value)).toBe(hash);
      expect(rubricYaml(read.value)).toBe(text);
      expect(await importRubric(db, lea, read.value, "UTC")).toEqual({
        ok: true,
        value: { slug, published: number },
      });
    }
  });
});

test("the catalogue has each pattern once: in the library's words, else as it was published last", async ({
  db,
}) => {
  const before = await listCatalogue(db);
  const inForce = await currentLibrary(db);
  const [first] = before;
  if (!first) throw new Error("Expected a pattern");
  expect(new Set(before.map(({ key }) => key)).size).toBe(before.length);
  const old = { ...first, key: "old-habit", title: "A habit of old" };
  for (const probe of ["Ask it.", "Ask it anew."])
    await make.nextVersion(db, (content) => ({
      ...content,
      patterns: [
        { ...first, probe: "Out of date." },
        { ...old, probe },
      ],
    }));
  const added = { ...first, key: "new-habit", title: "A new habit" };
  const patterns = inForce.patterns.map((one) =>
    one.key === first.key ? { ...one, probe: "In force." } : one,
  );
  await change(db, null, (tx) =>
    publishLibrary(tx, { ...inForce, patterns: [...patterns, added] }),
  );
  const after = await listCatalogue(db);
  const probe = (key: string) => after.find((one) => one.key === key)?.probe;
  expect(after).toHaveLength(before.length + 2);
  expect(probe(first.key)).toBe("In force.");
  expect(probe("old-habit")).toBe("Ask it anew.");
  expect(probe("new-habit")).toBe(first.probe);
});

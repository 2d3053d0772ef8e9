import { describe, expect } from "vitest";
import { draftOf, type RubricDraft } from "#app/domain/rubric-draft.ts";
import * as position from "#app/routes/_app.positions.$positionId/route.tsx";
import * as edit from "#app/routes/_app.rubrics.$slug_.edit/route.tsx";
import * as autosave from "#app/routes/_app.rubrics.$slug_.edit_.draft/route.ts";
import * as preview from "#app/routes/_app.rubrics.$slug_.edit_.preview/route.tsx";
import * as imports from "#app/routes/_app.rubrics.import/route.tsx";
import type { Db } from "#db/client.server.ts";
import { getRubricDraft, listCatalogue } from "#db/queries/rubric-draft.server.ts";
import { rubricYaml } from "#db/queries/rubric-file.server.ts";
import * as make from "#tests/support/factory.ts";
import { test } from "#tests/support/route.ts";

const slug = "staff-backend";
const at = { url: `/rubrics/${slug}/edit`, params: { slug } };
const lead = (db: Db, name = "Lea Berg") => make.person(db, { name, permissions: ["lead"] });

/** What the form posts of a draft. */
function fieldsOf(draft: RubricDraft): Record<string, string | string[]> {
  const form: Record<string, string | string[]> = {
    ...{ title: draft.title, summary: draft.summary },
    ...{ levels: draft.levels, patterns: draft.patterns },
  };
  for (const [place, pattern] of draft.worded.entries())
    for (const [name, said] of Object.entries(pattern)) form[`worded.${place}.${name}`] = said;
  for (const [place, word] of draft.scale.entries()) form[`scale.${place}`] = word;
  for (const [place, { anchors, ...criterion }] of draft.criteria.entries()) {
    for (const [name, text] of Object.entries(criterion)) form[`criteria.${place}.${name}`] = text;
    for (const [level, points] of Object.entries(anchors))
      for (const [on, text] of Object.entries(points))
        form[`criteria.${place}.anchors.${level}.${on}`] = text;
  }
  return form;
}

/** What the form of a draft posts before anything is typed. */
async function draftFields(db: Db, lea: Awaited<ReturnType<typeof lead>>) {
  const { content } = await make.rubric(db);
  const held = await getRubricDraft(db, lea, slug);
  if (!held) throw new Error("Expected a draft");
  return {
    ...fieldsOf(draftOf(content, await listCatalogue(db))),
    id: held.id,
    revision: String(held.revision),
  };
}

describe("the editor of a rubric", () => {
  test("does not exist for whoever is no lead", async ({ db, call }) => {
    const coco = await make.person(db, { name: "Coco", permissions: ["committee", "admin"] });
    expect((await call(edit.loader, { ...at, as: coco })).status).toBe(404);
    expect((await call(preview.loader, { ...at, as: coco })).status).toBe(404);
    expect((await call(imports.loader, { ...at, as: coco })).status).toBe(404);
  });

  test("offers to begin, and shows the draft once it is begun", async ({ db, call }) => {
    const lea = await lead(db);
    const before = await call(edit.loader, { ...at, as: lea });
    expect(before.data).toMatchObject({ state: "none", number: 1 });
    const begun = await call(edit.action, { ...at, as: lea, form: { intent: "begin" } });
    expect(begun.headers.get("Location")).toBe(at.url);
    const { data } = await call(edit.loader, { ...at, as: lea });
    expect(data).toMatchObject({ state: "draft", version: 2, own: true, base: { number: 1 } });
    const max = await lead(db, "Max Orr");
    const told = await call(edit.loader, { ...at, as: max });
    expect(told.data).toMatchObject({ state: "draft", by: "Lea Berg", own: false });
  });

  test("adds, moves and removes criteria by buttons, with everything typed kept", async ({
    db,
    call,
  }) => {
    const lea = await lead(db);
    await call(edit.action, { ...at, as: lea, form: { intent: "begin" } });
    const typed = { ...(await draftFields(db, lea)), title: "Sharper", "criteria.0.weight": "2x" };
    const post = async (form: Record<string, string>) => {
      const held = await getRubricDraft(db, lea, slug);
      const fields = held && held.revision > 1 ? { id: held.id, ...fieldsOf(held.content) } : typed;
      const revision = String(held?.revision);
      return call(edit.action, { ...at, as: lea, form: { ...fields, ...form, revision } });
    };
    const keys = async () => {
      const held = await getRubricDraft(db, lea, slug);
      expect(held?.content).toMatchObject({ title: "Sharper" });
      expect(held?.content.criteria.some(({ weight }) => weight === "2x")).toBe(true);
      return held?.content.criteria.map(({ key }) => key);
    };
    const [first = "", second = "", ...rest] = (await make.rubric(db)).content.criteria.map(
      ({ key }) => key,
    );
    const added = await post({ intent: "add" });
    expect(added.headers.get("Location")).toMatch(/#criterion-[0-9a-f-]{36}$/);
    expect(await keys()).toEqual([first, second, ...rest, ""]);
    await post({ down: "0" });
    expect(await keys()).toEqual([second, first, ...rest, ""]);
    await post({ remove: String(rest.length + 2) });
    expect(await keys()).toEqual([second, first, ...rest]);
    await post({ up: "1" });
    expect(await keys()).toEqual([first, second, ...rest]);
  });

  test("says what is missing at its field, where the address asks", async ({ db, call }) => {
    const lea = await lead(db);
    await call(edit.action, { ...at, as: lea, form: { intent: "begin" } });
    const form = { ...(await draftFields(db, lea)), "criteria.0.anchors.staff.1": "" };
    const saved = await call(edit.action, { ...at, as: lea, form });
    expect(saved.status).toBe(302);
    const plain = await call(edit.loader, { ...at, as: lea });
    expect(plain.data).toMatchObject({ fields: {} });
    const { data } = await call(edit.loader, { ...at, url: `${at.url}?check`, as: lea });
    expect(data.state === "draft" && Object.keys(data.fields)).toEqual([
      "criteria.0.anchors.staff.1",
    ]);
  });

  test("rewords, adds and hides patterns by buttons, and says at its field what is missing", async ({
    db,
    call,
  }) => {
    const lea = await lead(db);
    await call(edit.action, { ...at, as: lea, form: { intent: "begin" } });
    const held = async () => {
      const draft = await getRubricDraft(db, lea, slug);
      if (!draft) throw new Error("Expected a draft");
      return draft;
    };
    const post = async (form: Record<string, string | string[]>) => {
      const { id, revision, content } = await held();
      const fields = { ...fieldsOf(content), id, revision: String(revision), ...form };
      return (await call(edit.action, { ...at, as: lea, form: fields })).headers.get("Location");
    };
    const checked = async () => {
      const { data } = await call(edit.loader, { ...at, url: `${at.url}?check`, as: lea });
      return data.state === "draft" ? data.fields : {};
    };
    const key = "scope-creep";
    const others = (await held()).content.patterns.filter((one) => one !== key);
    const known = (await listCatalogue(db)).find((one) => one.key === key);

    await post({ patterns: others });
    expect((await held()).content.patterns).not.toContain(key);
    expect(await post({ reword: key, title: "Typed beside" })).toBe(`${at.url}#pattern-${key}`);
    const { content } = await held();
    expect(content).toMatchObject({ title: "Typed beside", patterns: [...others, key] });
    expect(content.worded).toMatchObject([{ id: key, key, seen: known?.seen }]);
    expect(await post({ reword: "made-up" })).toBe(at.url);

    const anchor = await post({ intent: "add-pattern", "worded.0.seen": "The plan grew." });
    const [, added] = (await held()).content.worded;
    expect(anchor).toBe(`${at.url}#pattern-${added?.id}`);
    expect(added).toMatchObject({ key: "", levels: content.levels });
    await post({ "worded.1.title": "Talks over", "worded.1.levels": [], "worded.0.title": " " });
    expect(Object.keys(await checked())).toEqual([
      ...["worded.1.seen", "worded.1.better", "worded.1.levels", "worded.1.probe"],
      ...["worded.1.counts", "worded.1.notEnough", "worded.1.counter"],
    ]);
    const { data } = await call(preview.loader, { ...at, url: `${at.url}/preview`, as: lea });
    expect(data.problems).toBe(7);
    expect(data.content.patterns.slice(-2)).toMatchObject([
      { ...{ key, title: known?.title, seen: "The plan grew." }, stated: ["seen"] },
      { key: "talks-over", title: "Talks over", seen: "" },
    ]);

    expect(await post({ "remove-pattern": "1" })).toBe(`${at.url}#patterns`);
    expect(await checked()).toEqual({});
    expect(await post({ "catalogue-words": "0" })).toBe(`${at.url}#pattern-${key}`);
    expect((await held()).content).toMatchObject({ patterns: [...others, key], worded: [] });
  });

  test("gives back patterns that were typed into a draft that is gone", async ({ db, call }) => {
    const lea = await lead(db);
    await call(edit.action, { ...at, as: lea, form: { intent: "begin" } });
    const form = {
      ...(await draftFields(db, lea)),
      ...{ patterns: ["org-blind", "fresh"], "worded.0.id": "fresh" },
      "worded.0.title": "Talks over",
    };
    await call(edit.action, { ...at, as: lea, form: { ...form, intent: "discard" } });
    const answer = await call(edit.action, { ...at, as: lea, form });
    const lost = "lost" in answer.data ? answer.data.lost : "";
    expect(lost).toContain("  - org-blind\n  - key: talks-over\n    title: Talks over\n");
  });

  test("lays a newer draft beside what was typed, and keeps both", async ({ db, call }) => {
    const lea = await lead(db);
    const max = await lead(db, "Max Orr");
    await call(edit.action, { ...at, as: lea, form: { intent: "begin" } });
    const fields = await draftFields(db, lea);
    await call(edit.action, { ...at, as: max, form: { ...fields, title: "By Max" } });
    const answer = await call(edit.action, {
      ...{ ...at, as: lea, form: { ...fields, title: "By Lea" } },
    });
    expect(answer.status).toBe(409);
    expect(answer.data).toMatchObject({
      typed: { title: "By Lea" },
      newer: {
        ...{ revision: 2, by: "Max Orr" },
        differences: [{ what: "Title", mine: "By Lea", theirs: "By Max" }],
      },
    });
    expect((await getRubricDraft(db, lea, slug))?.content.title).toBe("By Max");
  });

  test("gives back as a file what was typed into a draft that is gone", async ({ db, call }) => {
    const lea = await lead(db);
    await call(edit.action, { ...at, as: lea, form: { intent: "begin" } });
    const form = { ...(await draftFields(db, lea)), title: "Typed late" };
    await call(edit.action, { ...at, as: lea, form: { ...form, intent: "discard" } });
    const answer = await call(edit.action, { ...at, as: lea, form });
    expect(answer.status).toBe(409);
    expect("lost" in answer.data && answer.data.lost).toContain("title: Typed late");
  });

  test("saves by itself, and answers in JSON whatever becomes of it", async ({ db, call }) => {
    const lea = await lead(db);
    await call(edit.action, { ...at, as: lea, form: { intent: "begin" } });
    const fields = await draftFields(db, lea);
    const post = async (form: Record<string, string>, as: typeof lea | null = lea) => {
      const answer = await call(autosave.action, { ...at, as, form: { ...fields, ...form } });
      return { status: answer.status, body: JSON.parse(String(answer.data)) };
    };
    expect(await post({ revision: "1", title: "One" })).toMatchObject({
      ...{ status: 200, body: { state: "saved", revision: 2 } },
    });
    expect(await post({ revision: "1", title: "Two" })).toMatchObject({
      ...{ status: 409, body: { state: "conflict", newer: { revision: 2 } } },
    });
    expect(await post({ revision: "2" }, null)).toMatchObject({
      ...{ status: 401, body: { state: "signed-out" } },
    });
    const coco = await make.person(db, { name: "Coco", permissions: ["committee"] });
    expect(await post({ revision: "2" }, coco)).toMatchObject({
      ...{ status: 403, body: { state: "refused" } },
    });
  });

  test("begins a new rubric from one, or says why its word cannot be taken", async ({
    db,
    call,
  }) => {
    const lea = await lead(db);
    const copy = (form: Record<string, string>) =>
      call(edit.action, { ...at, as: lea, form: { intent: "copy", ...form } });
    const refused = await copy({ title: "Payments", slug: "Pay ments" });
    expect(refused.status).toBe(422);
    expect(refused.data).toMatchObject({ failure: { fields: { slug: expect.any(String) } } });
    expect((await copy({ title: "Payments", slug: "import" })).status).toBe(422);
    const made = await copy({ title: "Payments", slug: "payments" });
    expect(made.headers.get("Location")).toBe("/rubrics/payments/edit");
  });
});

describe("the preview of a draft", () => {
  test("shows one level's anchors and what changes, and publishes with a note", async ({
    db,
    call,
  }) => {
    const lea = await lead(db);
    await call(edit.action, { ...at, as: lea, form: { intent: "begin" } });
    const typed = { ...(await draftFields(db, lea)), title: "Sharper" };
    await call(edit.action, { ...at, as: lea, form: { ...typed, intent: "review" } });
    const there = { ...at, url: `${at.url}/preview?level=principal`, as: lea };
    const { data } = await call(preview.loader, there);
    expect(data).toMatchObject({ level: "principal", problems: 0, revision: 2 });
    expect(data.change).toMatchObject({ differences: 1, texts: [{ field: "title" }] });
    const shown = { id: typed.id, revision: "2", version: "2" };
    const bare = await call(preview.action, { ...there, form: { ...shown, note: " " } });
    expect(bare.status).toBe(422);
    expect(bare.data).toMatchObject({ failure: { fields: { note: expect.any(String) } } });
    const form = { ...shown, note: "A sharper title." };
    const done = await call(preview.action, { ...there, form });
    expect(done.headers.get("Location")).toBe(`/rubrics/${slug}?version=2`);
    expect((await call(preview.loader, there)).status).toBe(404);
  });
});

describe("a rubric that is brought in", () => {
  const there = { url: "/rubrics/import" };

  test("opens a draft to look at", async ({ db, call }) => {
    const lea = await lead(db);
    const { content } = await make.rubric(db);
    const text = rubricYaml({ ...content, slug: "brought-in", version: 4 });
    const answer = await call(imports.action, { ...there, as: lea, form: { text } });
    expect(answer.headers.get("Location")).toBe("/rubrics/brought-in/edit/preview");
  });

  test("and is damaged says on which lines, and nothing typed is lost", async ({ db, call }) => {
    const lea = await lead(db);
    const { content } = await make.rubric(db);
    const text = rubricYaml({ ...content, slug: "brought-in" })
      .replace(/weight: \d+/, "weight: heavy")
      .replace("levels: [senior", "levels: [seniour");
    const answer = await call(imports.action, { ...there, as: lea, form: { text } });
    expect(answer.status).toBe(422);
    const lines = text.split("\n");
    expect(answer.data).toMatchObject({ text, failure: { kind: "invalid" } });
    expect(answer.data.errors.map(({ source }) => source.trim())).toContain("weight: heavy");
    for (const { line, source } of answer.data.errors) expect(lines[line - 1]).toBe(source);
    expect(await getRubricDraft(db, lea, "brought-in")).toBeNull();
  });

  test("and is published already says as which version", async ({ db, call }) => {
    const lea = await lead(db);
    const { content } = await make.rubric(db);
    const form = { text: rubricYaml(content) };
    const answer = await call(imports.action, { ...there, as: lea, form });
    expect(answer.data).toMatchObject({ failure: null, published: { slug, number: 1 } });
  });

  test("as a file is read as it was saved, instead of what stands in the box", async ({
    db,
    call,
  }) => {
    const lea = await lead(db);
    const { content } = await make.rubric(db);
    const text = rubricYaml({ ...content, slug: "brought-in", summary: "Für alle." });
    const bytes = Buffer.from(`\uFEFF${text.replaceAll("\n", "\r\n")}`, "utf16le");
    const files = { file: new File([bytes], "brought-in.yaml") };
    const form = { text: "slug: other" };
    const answer = await call(imports.action, { ...there, as: lea, form, files });
    expect(answer.headers.get("Location")).toBe("/rubrics/brought-in/edit/preview");
    expect(await getRubricDraft(db, lea, "brought-in")).toMatchObject({
      content: { summary: "Für alle." },
    });
  });

  test("as a damaged file comes back as text, with the lines that need a look", async ({
    db,
    call,
  }) => {
    const lea = await lead(db);
    const files = { file: new File(["slug: 1"], "damaged.yaml") };
    const { status, data } = await call(imports.action, { ...there, as: lea, files });
    expect(status).toBe(422);
    expect(data.text).toBe("slug: 1");
    expect(data.errors[0]).toMatchObject({ line: 1, source: "slug: 1" });
  });

  test("as a file that is no text says so, and keeps what was typed", async ({ db, call }) => {
    const lea = await lead(db);
    const files = { file: new File([new Uint8Array([0x66, 0xfc, 0x72])], "rubric.yaml") };
    const form = { text: "slug: typed" };
    const { status, data } = await call(imports.action, { ...there, as: lea, form, files });
    expect(status).toBe(422);
    expect(data.text).toBe("slug: typed");
    expect(data.failure?.message).toContain("no plain text in UTF-8");
  });

  test("is at most 200 KB, and something", async ({ db, call }) => {
    const lea = await lead(db);
    const tooMuch = await call(imports.action, {
      ...{ ...there, as: lea, form: { text: "x".repeat(204_001) } },
    });
    expect(tooMuch.status).toBe(422);
    expect(tooMuch.data.failure?.message).toContain("205 KB");
    const nothing = await call(imports.action, { ...there, as: lea, form: { text: " " } });
    expect(nothing.data.failure?.message).toContain("Choose a file, or paste its text");
  });
});

test("a position's page shows the move to a newer version, and makes it once", async ({
  db,
  call,
}) => {
  const lea = await lead(db);
  const { id } = await make.position(db);
  const there = { url: `/positions/${id}`, params: { positionId: id }, as: lea };
  expect((await call(position.loader, there)).data.move).toBeNull();
  const newer = await make.nextVersion(db, (content) => ({ ...content, title: "Sharper" }));
  expect((await call(position.loader, there)).data.move).toMatchObject({ to: { number: 2 } });
  const form = { intent: "move", version: "1", set: "1", rubricVersionId: newer.id };
  expect((await call(position.action, { ...there, form })).status).toBe(302);
  expect((await call(position.action, { ...there, form })).status).toBe(302);
  const { data } = await call(position.loader, there);
  expect(data.move).toBeNull();
  expect(data.position).toMatchObject({ rubric: { number: 2 }, version: 2 });
});

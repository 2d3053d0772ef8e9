import { readFileSync } from "node:fs";
import { describe, expect } from "vitest";
import type { RubricContent } from "#app/domain/rubric.ts";
import * as listPage from "#app/routes/_app.rubrics._index/route.tsx";
import * as rubricPage from "#app/routes/_app.rubrics.$slug/route.tsx";
import * as comparePage from "#app/routes/_app.rubrics.$slug_.compare/route.tsx";
import * as yamlPage from "#app/routes/_app.rubrics.$slug_.yaml/route.ts";
import * as patternsPage from "#app/routes/_app.rubrics.patterns/route.tsx";
import * as questionsPage from "#app/routes/_app.rubrics.questions/route.tsx";
import type { Db } from "#db/client.server.ts";
import { change, changed } from "#db/queries/change.server.ts";
import { currentLibrary, publishLibrary } from "#db/queries/library.server.ts";
import { getRubric, insertVersion } from "#db/queries/rubric.server.ts";
import { parseRubricFile } from "#db/queries/rubric-file.server.ts";
import * as make from "#tests/support/factory.ts";
import { kit, question } from "#tests/support/library.ts";
import { test } from "#tests/support/route.ts";

const slug = "staff-backend";
const params = { slug };

/** A second version, published by a lead in the app. */
async function secondVersion(db: Db, edit: (content: RubricContent) => Partial<RubricContent>) {
  const lea = await make.person(db, { name: "Lea", permissions: ["lead"] });
  const { content } = await make.rubric(db);
  const by = { publishedById: lea.id, note: "Said more plainly." };
  await change(db, lea, async (tx) => {
    const next = { ...content, ...edit(content), version: content.version + 1 };
    const { id, event } = await insertVersion(tx, next, by);
    return changed(id, event);
  });
  return { lea, content };
}

describe("a rubric's page", () => {
  test("tells its versions, with who published them and why, to anybody signed in", async ({
    db,
    call,
  }) => {
    const { lea } = await secondVersion(db, () => ({ title: "Backend" }));
    const ana = await make.person(db, { name: "Ana" });
    const asked = { url: `/rubrics/${slug}`, params };
    const { data } = await call(rubricPage.loader, { ...asked, as: ana });
    expect(data).toMatchObject({ number: 2, title: "Backend", mayEdit: false });
    expect(data.versions).toMatchObject([
      { number: 2, note: "Said more plainly.", by: "Lea" },
      { number: 1, note: "", by: null },
    ]);
    expect((await call(rubricPage.loader, { ...asked, as: lea })).data.mayEdit).toBe(true);
    const list = await call(listPage.loader, { url: "/rubrics", as: lea });
    expect(list.data.mayEdit).toBe(true);
    expect((await call(rubricPage.loader, asked)).status).toBe(302);
  });

  test("shows one level, or all of them side by side", async ({ db, call }) => {
    const as = await make.person(db, { name: "Ana" });
    const { content } = await make.rubric(db);
    const shown = async (query: string) =>
      (await call(rubricPage.loader, { url: `/rubrics/${slug}${query}`, params, as })).data;
    expect((await shown("?level=all")).level).toBeNull();
    expect((await shown("?level=all")).criteria).toEqual(content.criteria);
    expect((await shown("")).level).toBe(content.levels[0]);
    expect((await shown("?level=director")).level).toBe(content.levels[0]);
  });
});

test("a version downloads as the file that gives it again", async ({ db, call }) => {
  const { content } = await secondVersion(db, () => ({ title: "Backend: the second" }));
  const as = await make.person(db, { name: "Ana" });
  const url = `/rubrics/${slug}/yaml`;
  const newest = await call(yamlPage.loader, { url, params, as });
  expect(newest.headers.get("Content-Disposition")).toContain('filename="staff-backend.v2.yaml"');
  expect(newest.headers.get("Content-Type")).toBe("application/yaml; charset=utf-8");
  const text = String(newest.data);
  const read = parseRubricFile("staff-backend.v2.yaml", text, content.patterns);
  expect(read.ok && read.value).toEqual((await getRubric(db, slug))?.content);
  const first = await call(yamlPage.loader, { url: `${url}?version=1`, params, as });
  expect(String(first.data)).toContain("\nversion: 1\n");
  expect((await call(yamlPage.loader, { url: `${url}?version=9`, params, as })).status).toBe(404);
  const nowhere = { url: "/rubrics/none/yaml", params: { slug: "none" }, as };
  expect((await call(yamlPage.loader, nowhere)).status).toBe(404);
  expect((await call(yamlPage.loader, { url, params })).status).toBe(302);
});

test("a version with patterns of its own downloads as the file that gives it again", async ({
  db,
  call,
}) => {
  const slug = "engineering-manager";
  const { content } = await make.rubric(db, slug);
  const as = await make.person(db, { name: "Ana" });
  const asked = { url: `/rubrics/${slug}/yaml`, params: { slug }, as };
  const text = String((await call(yamlPage.loader, asked)).data);
  expect(text).toBe(readFileSync(`rubrics/${slug}.v${content.version}.yaml`, "utf8"));
  const read = parseRubricFile("text", text, (await currentLibrary(db)).patterns);
  expect(read.ok && read.value).toEqual(content);
});

test("the catalogue tells which rubrics reword a pattern, and which have some of their own", async ({
  db,
  call,
}) => {
  const as = await make.person(db, { name: "Ana" });
  const { data } = await call(patternsPage.loader, { url: "/rubrics/patterns", as });
  const rubric = { slug: "engineering-manager", title: "Engineering manager" };
  const reworded = data.patterns.filter(({ rewordedIn }) => rewordedIn.length > 0);
  expect(reworded).toMatchObject([{ pattern: { key: "solo-narrative" }, rewordedIn: [rubric] }]);
  expect(reworded[0]?.pattern).not.toHaveProperty("stated");
  expect(data.own).toMatchObject([{ rubric, pattern: { key: "takes-over" } }]);
});

describe("comparing two versions", () => {
  test("takes the newest and the one before unless told otherwise, in either direction", async ({
    db,
    call,
  }) => {
    await secondVersion(db, ({ criteria }) => ({
      title: "Backend",
      criteria: criteria.toReversed(),
    }));
    const as = await make.person(db, { name: "Ana" });
    const between = async (query: string) =>
      (await call(comparePage.loader, { url: `/rubrics/${slug}/compare${query}`, params, as }))
        .data;
    const there = await between("");
    expect(there).toMatchObject({ from: 1, to: 2, title: "Backend" });
    expect(there.change.differences).toBe(1 + there.change.criteria.length);
    expect(there.change.criteria).toHaveLength(4);
    expect(await between("?from=2&to=1")).toMatchObject({ from: 2, to: 1 });
    expect(await between("?from=7&to=x")).toMatchObject({ from: 1, to: 2 });
    expect((await between("?from=2&to=2")).change.differences).toBe(0);
  });

  test("of a rubric with one version finds nothing to compare", async ({ db, call }) => {
    const as = await make.person(db, { name: "Ana" });
    const { data } = await call(comparePage.loader, { url: "/", params, as });
    expect(data).toMatchObject({ from: 1, to: 1, change: { differences: 0 } });
    const none = { url: "/", params: { slug: "none" }, as };
    expect((await call(comparePage.loader, none)).status).toBe(404);
  });
});

describe("the question bank", () => {
  const bank = async (db: Db) => {
    const { patterns } = await currentLibrary(db);
    const many = Array.from({ length: 25 }, (_, at) => question(`many-${at}`, { topic: "Many" }));
    const one = question("one", {
      dimensions: ["verification"],
      levels: ["principal"],
      rounds: ["review"],
      weak: ["Calls it a wombat."],
    });
    await change(db, null, (tx) =>
      publishLibrary(tx, {
        questions: [...many, one],
        kits: [kit({ questions: ["one"] })],
        patterns,
      }),
    );
    return make.person(db, { name: "Ana" });
  };

  test("is searched by words and narrowed by what was chosen", async ({ db, call }) => {
    const as = await bank(db);
    const asked = async (query: string) =>
      (await call(questionsPage.loader, { url: `/rubrics/questions${query}`, as })).data;
    expect(await asked("")).toMatchObject({
      total: 26,
      all: 26,
      titles: { verification: "Verification" },
    });
    expect((await asked("")).dimensions).toEqual(["failure-mode-instinct", "verification"]);
    for (const query of [
      "?q=WOMBAT",
      "?dimension=verification",
      "?level=principal",
      "?round=review",
    ])
      expect(await asked(query), query).toMatchObject({ total: 1, rows: [{ key: "one" }] });
    expect(await asked("?q=wombat&round=design")).toMatchObject({ total: 0, all: 26, rows: [] });
  });

  test("comes in pages, and a page past its end leads to the first", async ({ db, call }) => {
    const as = await bank(db);
    const page = (query: string) =>
      call(questionsPage.loader, { url: `/rubrics/questions${query}`, as });
    expect((await page("?q=many")).data.rows).toHaveLength(20);
    expect((await page("?q=many&page=2")).data.rows).toHaveLength(5);
    const past = await page("?q=many&page=3");
    expect([past.status, past.headers.get("location")]).toEqual([302, "/rubrics/questions?q=many"]);
  });

  test("and the catalogue are read by anybody signed in, and by nobody else", async ({
    db,
    call,
  }) => {
    const as = await bank(db);
    const { data } = await call(patternsPage.loader, { url: "/rubrics/patterns", as });
    expect(data.patterns).toHaveLength(22);
    expect((await call(patternsPage.loader, { url: "/rubrics/patterns" })).status).toBe(302);
    expect((await call(questionsPage.loader, { url: "/rubrics/questions" })).status).toBe(302);
  });
});

import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { describe, expect, inject } from "vitest";
import { changed, change as changing } from "#db/queries/change.server.ts";
import { getRubric, insertVersion } from "#db/queries/rubric.server.ts";
import { test as browserTest, expectAccessible, signIn } from "#tests/support/browser.ts";
import { type Served, serveDemonstration } from "#tests/support/server.ts";

const ana = "ana@evenhand.example";
const lea = "lea@evenhand.example";

/** The demonstration with a second version of its rubric, whose first criterion went to the end. */
const test = browserTest.extend<{ server: Served }>({
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads a fixture's needs from its pattern
    async ({}, use) => {
      const server = await serveDemonstration(inject("demonstration"), (db) =>
        changing(db, null, async (tx) => {
          const first = await getRubric(tx, "staff-backend", 1);
          if (!first) throw new Error("the demonstration has the rubric");
          const [one, ...others] = first.content.criteria;
          const criteria = one ? [...others, { ...one, title: "Weighing options" }] : others;
          const content = { ...first.content, version: 2, title: "Staff backend", criteria };
          const { id, event } = await insertVersion(tx, content);
          return changed(id, event);
        }),
      );
      await use(server);
      await server.stop();
    },
    { scope: "file" },
  ],
});

const headings = (page: Page, level: number) =>
  page.getByRole("heading", { level }).allInnerTexts();

test("an interviewer browses a rubric, its levels beside each other, and takes its file", async ({
  page,
}) => {
  await signIn(page, ana);
  await page.goto("/rubrics");
  expect(await page.getByRole("link", { name: "Import a rubric" }).count()).toBe(0);
  await page.getByRole("link", { name: "Staff systems engineer" }).click();
  await page.getByRole("heading", { level: 1, name: "Staff systems engineer" }).waitFor();
  expect(await page.getByRole("link", { name: "Edit", exact: true }).count()).toBe(0);
  await page.getByRole("link", { name: "Side by side" }).click();
  const table = page.getByRole("table", { name: "Operability at each level" });
  await table.waitFor();
  expect(await table.getByRole("columnheader").allInnerTexts()).toEqual([
    ...["Senior", "Staff", "Principal"],
  ]);
  await page.getByRole("link", { name: "Principal", exact: true }).click();
  await page.getByRole("table", { name: "What each point of Operability looks like" }).waitFor();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download" }).click(),
  ]);
  expect(file.suggestedFilename()).toBe("staff-systems.v1.yaml");
  expect(readFileSync(await file.path(), "utf8")).toBe(
    readFileSync("rubrics/staff-systems.v1.yaml", "utf8"),
  );
});

test("two versions are told apart word by word", async ({ page }) => {
  await signIn(page, lea);
  await page.goto("/rubrics/staff-backend");
  await page.getByRole("link", { name: "Edit", exact: true }).waitFor();
  await page.getByRole("link", { name: "What changed since version 1" }).click();
  await page.getByRole("heading", { level: 1, name: "What changed in Staff backend" }).waitFor();
  const main = page.locator("main");
  expect(await main.innerText()).toContain("3 things differ.");
  expect(await main.locator("del").allInnerTexts()).toEqual(["engineer", "Trade-off reasoning"]);
  expect(await main.locator("ins").allInnerTexts()).toEqual(["Weighing options"]);
  await page.getByText("Moved from place 1 to 5").waitFor();
  await page.getByLabel("To").selectOption("1");
  await page.getByRole("button", { name: "Compare" }).click();
  await page.getByText("This is one version, twice").waitFor();
});

describe.each([true, false])("with JavaScript: %s, the question bank", (javaScriptEnabled) => {
  test("is searched, narrowed and folded open", async ({ visit }) => {
    const page = await visit({ javaScriptEnabled });
    await signIn(page, ana);
    await page.goto("/rubrics");
    await page.getByRole("link", { name: "Question bank" }).click();
    await page.getByRole("heading", { level: 1, name: "Question bank" }).waitFor();
    const status = page.getByRole("status");
    const all = Number.parseInt(await status.innerText(), 10);
    expect(all).toBeGreaterThanOrEqual(60);

    await page.getByRole("searchbox", { name: "Search questions" }).fill("tenant");
    await page.getByRole("button", { name: "Search" }).click();
    await page.getByText(`of ${all} questions`).waitFor();
    const found = Number.parseInt(await status.innerText(), 10);
    expect(found).toBeLessThan(all);
    expect(await headings(page, 2)).toHaveLength(found);
    expect((await page.locator("mark").first().innerText()).toLowerCase()).toBe("tenant");

    const entry = page.locator("details", { has: page.getByText("Multi-tenant design") });
    const weak = entry.getByText("Weak answers");
    if (!(await weak.isVisible())) await entry.locator("summary").click();
    await weak.waitFor();

    await page.getByLabel("Any round").selectOption({ label: "Code review" });
    await page.getByRole("button", { name: "Search" }).click();
    await page.getByText("No question says this").waitFor();
    await page.getByRole("link", { name: "Show all questions" }).click();
    await page.getByText(`${all} questions`, { exact: true }).waitFor();
    await page.getByRole("link", { name: "Next" }).click();
    await page.getByText(`21–40 of ${all}`).waitFor();
  });
});

test("a pattern of the catalogue folds open", async ({ page }) => {
  await signIn(page, ana);
  await page.goto("/rubrics/patterns");
  const titles = await headings(page, 2);
  expect(titles).toHaveLength(23);
  expect(titles.at(-1)).toBe("Of one rubric alone");
  const entry = page.locator("#agrees-with-everything");
  await entry.locator("summary").click();
  await entry.getByText("Argues against it").waitFor();
});

describe.each(["light", "dark"] as const)("on a phone, in %s colours", (colorScheme) => {
  test("the library is accessible and as wide as the screen", async ({ visit }) => {
    const page = await visit({ viewport: { width: 360, height: 740 }, colorScheme });
    await signIn(page, lea);
    for (const path of [
      "/rubrics",
      "/rubrics/staff-backend",
      "/rubrics/staff-backend?level=all",
      "/rubrics/staff-backend/compare",
      "/rubrics/senior-engineer/compare",
      "/rubrics/questions?q=retries",
      "/rubrics/questions?q=nobody+asks+this",
      "/rubrics/patterns",
    ]) {
      expect((await page.goto(path))?.status(), path).toBe(200);
      await page.locator("main details").evaluateAll((folds) => {
        for (const fold of folds) fold.setAttribute("open", "");
      });
      await expectAccessible(page);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide, `${path} is wider than the screen`).toBeLessThanOrEqual(360);
    }
  });
});

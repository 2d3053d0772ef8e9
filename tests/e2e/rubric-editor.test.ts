import type { Page } from "playwright-core";
import { describe, expect } from "vitest";
import { expectAccessible, signIn, test } from "#tests/support/browser.ts";

const lea = "lea@evenhand.example";
const heading = (page: Page, name: string | RegExp, level = 1) =>
  page.getByRole("heading", { level, name });
const criterion = (page: Page, name: string) =>
  page.getByRole("listitem").filter({ has: heading(page, name, 3) });

async function begin(page: Page, slug: string) {
  await page.goto(`/rubrics/${slug}/edit`);
  await page.getByRole("button", { name: /^Begin version/ }).click();
  await heading(page, "Criteria", 2).waitFor();
}

test("a lead edits a rubric, looks at it as a card, publishes it, and moves a position to it", async ({
  visit,
}) => {
  const page = await visit();
  await signIn(page, lea);
  await begin(page, "staff-backend");

  const first = criterion(page, "Trade-off reasoning");
  await first.locator("summary").click();
  await first.getByLabel("Weight in percent").fill("30");
  await page.getByText("Weights 105%, 5 too many").waitFor();
  await first
    .getByRole("textbox", { name: "Trade-off reasoning, Staff, 2 Below" })
    .fill("Compared options inside one service and never named another team's cost.");
  await page.getByText(/^Saved \d/).waitFor();

  await page.getByRole("button", { name: "Add a criterion" }).click();
  const added = criterion(page, "New criterion");
  await added.getByLabel("Title").waitFor();
  expect(
    await added.getByLabel("Title").evaluate((field) => field === document.activeElement),
  ).toBe(true);
  await page.keyboard.type("Care for others");
  await heading(page, "Care for others", 3).waitFor();
  await page.getByRole("button", { name: "Move up: Care for others" }).click();
  const titles = page.getByRole("heading", { level: 3 });
  await expect
    .poll(() => titles.allInnerTexts())
    .toEqual([
      ...["Trade-off reasoning", "Failure-mode instinct", "Verification"],
      ...["Stewardship", "Care for others", "Leverage"],
    ]);
  expect(await first.getByLabel("Weight in percent").isVisible()).toBe(true);

  await page.getByRole("button", { name: "Preview and publish" }).click();
  await heading(page, "As a card", 2).waitFor();
  await expectAccessible(page);
  await page.getByLabel("What changed, and why").fill("Staff anchors told apart.");
  await page.getByRole("button", { name: "Publish version 2" }).click();
  await page.getByRole("link", { name: "Show them in the draft" }).click();
  await page.getByText(/things need a look$/).waitFor();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Remove: Care for others" }).click();
  await heading(page, "Care for others", 3).waitFor({ state: "detached" });
  await first.locator("summary").click();
  await first.getByLabel("Weight in percent").fill("25");
  await page.getByText("Weights 100%").waitFor();

  await page.getByRole("button", { name: "Preview and publish" }).click();
  await heading(page, "As a card", 2).waitFor();
  await page.getByRole("link", { name: "Staff", exact: true }).click();
  await page.getByText("never named another team's cost").first().waitFor();
  await page.getByLabel("What changed, and why").fill("Staff anchors told apart.");
  await page.getByRole("button", { name: "Publish version 2" }).click();
  await page.getByText(/^Version 2, published/).waitFor();

  await page.goto("/positions");
  await page
    .getByRole("main")
    .getByRole("link", { name: /backend/i })
    .first()
    .click();
  await heading(page, "Version 2 of this rubric is out", 2).waitFor();
  await page.getByText("Staff anchors told apart.").waitFor();
  await page.getByText("The weights stay as they are.").waitFor();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Move to version 2" }).click();
  await heading(page, "Version 2 of this rubric is out", 2).waitFor({ state: "detached" });
  await page.getByRole("link", { name: /, version 2$/ }).waitFor();
  await page.getByText(/Carried over to .*, version 2\./).waitFor();
});

test("two leads in one draft: the second save is refused with both texts, and hers is kept on her word", async ({
  visit,
}) => {
  const page = await visit();
  await signIn(page, lea);
  await begin(page, "senior-engineer");
  const other = await visit();
  await signIn(other, lea);
  await other.goto("/rubrics/senior-engineer/edit");
  await other.getByLabel("Summary").fill("Summed up elsewhere.");
  await other.getByText(/^Saved \d/).waitFor();
  await page.getByLabel("Summary").fill("Summed up here.");
  await page.getByText(/after you opened it$/).waitFor();
  await page.getByText("Summed up elsewhere.").waitFor();
  await page.getByRole("button", { name: "Save mine in its place" }).click();
  await page.getByText(/^Saved \d/).waitFor();
  await other.reload();
  expect(await other.getByLabel("Summary").inputValue()).toBe("Summed up here.");
});

test("what is typed while a button's answer is on its way is saved after it, in one draft", async ({
  visit,
}) => {
  const page = await visit();
  await page.clock.install();
  await signIn(page, lea);
  await begin(page, "principal-engineer");
  let answered = () => {};
  let release = () => {};
  const onTheServer = new Promise<void>((resolve) => {
    answered = resolve;
  });
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/edit.data*", async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    const response = await route.fetch({ maxRedirects: 0 });
    answered();
    await gate;
    await route.fulfill({ response });
  });
  await page.getByRole("button", { name: "Add a criterion" }).dblclick();
  await onTheServer;
  await page.getByLabel("Summary").fill("Typed meanwhile.");
  await page.clock.runFor(2_000);
  release();
  await criterion(page, "New criterion").getByLabel("Title").waitFor();
  await page.getByText(/^Saved \d/).waitFor();
  expect(await page.getByText(/after you opened it$/).count()).toBe(0);
  await page.reload();
  expect(await page.getByLabel("Summary").inputValue()).toBe("Typed meanwhile.");
  expect(await criterion(page, "New criterion").count()).toBe(1);
});

test("a damaged file is told by line with its text kept, and read once it is mended", async ({
  visit,
}) => {
  const page = await visit();
  await signIn(page, lea);
  const answer = await page.request.get("/rubrics/principal-engineer/yaml");
  const text = await answer.text();
  const renamed = text.replace("slug: principal-engineer", "slug: brought-in");
  const damaged = renamed.replace(/weight: \d+/, "weight: heavy");
  await page.goto("/rubrics/import");
  await page.getByLabel("File").setInputFiles({
    ...{ name: "rubric.yaml", mimeType: "application/yaml", buffer: Buffer.from(damaged) },
  });
  await page.getByRole("button", { name: "Read it" }).click();
  const problems = page.getByRole("list", { name: "What needs a look" });
  await problems.getByText("weight: heavy").waitFor();
  await expectAccessible(page);
  const area = page.getByLabel("Or its text");
  expect(await area.inputValue()).toBe(damaged);

  await page.getByLabel("File").setInputFiles([]);
  await area.fill(text);
  await page.getByRole("button", { name: "Read it" }).click();
  await page.getByText("This is published already").waitFor();

  await area.fill(renamed);
  await page.getByRole("button", { name: "Read it" }).click();
  await page.getByText("Draft of version 1").waitFor();
  await page.getByLabel("What changed, and why").fill("Brought in from a file.");
  await page.getByRole("button", { name: "Publish version 1" }).click();
  await page.getByText(/^Version 1, published/).waitFor();
  const round = await page.request.get("/rubrics/brought-in/yaml");
  expect(await round.text()).toBe(renamed);
});

test("without JavaScript a draft is begun, changed by buttons, mended at its fields and published", async ({
  visit,
}) => {
  const page = await visit({ javaScriptEnabled: false });
  await signIn(page, lea);
  await begin(page, "engineering-manager");
  const first = page
    .locator("main ol > li")
    .filter({ has: page.locator("summary") })
    .first();
  await first.locator("summary").click();
  const title = await first.getByLabel("Title").inputValue();
  await first.getByLabel("Question").fill("");
  await page.getByLabel("Summary").fill("Typed without scripts.");
  await page.getByRole("button", { name: `Move down: ${title}` }).click();
  expect(await page.getByLabel("Summary").inputValue()).toBe("Typed without scripts.");
  expect(await page.getByRole("heading", { level: 3 }).nth(1).innerText()).toBe(title);
  await page.getByRole("button", { name: "Preview and publish" }).click();
  await page.getByRole("link", { name: "Show them in the draft" }).click();
  const second = criterion(page, title);
  await second.getByText("A criterion's question must not be empty.").waitFor();
  await second.getByLabel("Question").fill("Do they?");
  await page.getByRole("button", { name: "Preview and publish" }).click();
  await page.getByLabel("What changed, and why").fill("A shorter question.");
  await page.getByRole("button", { name: /^Publish version/ }).click();
  await page.getByText(/^Version 3, published/).waitFor();
});

describe.each(["light", "dark"] as const)("on a phone, in %s colours", (colorScheme) => {
  test("every screen of the editor is accessible and as wide as the screen", async ({ visit }) => {
    const page = await visit({ viewport: { width: 360, height: 740 }, colorScheme });
    await signIn(page, lea);
    const slug = "staff-systems";
    await page.goto(`/rubrics/${slug}/edit`);
    const start = page.getByRole("button", { name: /^Begin version/ });
    if (colorScheme === "light") {
      await expectAccessible(page);
      await start.click();
    }
    await page.locator("main summary").first().click();
    await page.getByRole("textbox", { name: /, 1 / }).first().waitFor();
    for (const path of [null, `/rubrics/${slug}/edit/preview`, "/rubrics/import"]) {
      if (path) await page.goto(path);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await expectAccessible(page);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width, path ?? "the editor").toBe(360);
    }
  });
});

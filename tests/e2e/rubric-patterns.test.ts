import type { Page } from "playwright-core";
import { describe, expect } from "vitest";
import { expectAccessible, signIn, test } from "#tests/support/browser.ts";

const lea = "lea@evenhand.example";
const heading = (page: Page, name: string | RegExp, level = 1) =>
  page.getByRole("heading", { level, name });
const saved = (page: Page) => page.getByText(/^Saved \d/).waitFor();
const pattern = (page: Page, title: string) =>
  page.locator("#patterns > li").filter({ hasText: title });

async function begin(page: Page, slug: string) {
  await page.goto(`/rubrics/${slug}/edit`);
  await page.getByRole("button", { name: /^Begin version/ }).click();
  await heading(page, "Patterns to watch for", 2).waitFor();
}

const words = {
  "What is seen": "Speaks while somebody else does.",
  Better: "Waits, and asks the other to go on.",
  "How to probe": "Pause in the middle of a sentence.",
  "Counts as seen": "Two sentences cut off.",
  "Not enough": "One, with an apology.",
  "Argues against it": "Came back to what somebody else had begun to say.",
};

test("a lead rewords a pattern, adds one, hides one, and an interviewer has them on the card", async ({
  visit,
}) => {
  const page = await visit();
  await signIn(page, lea);
  await begin(page, "staff-backend");

  await page.getByRole("button", { name: "Reword: Single solution" }).click();
  const reworded = pattern(page, "Single solution");
  const seen = reworded.getByLabel("What is seen");
  await seen.waitFor();
  expect(await seen.inputValue()).toBe(
    "Presents one approach and, asked for another, cannot describe one.",
  );
  await seen.fill("Had one approach, and called the others wrong without describing one.");
  await reworded.getByText("In the catalogue: Presents one approach").waitFor();
  await reworded.getByRole("checkbox", { name: "Senior", exact: true }).uncheck();
  await saved(page);

  await page.getByRole("button", { name: "Add a pattern" }).click();
  await page.getByRole("button", { name: "Remove: New pattern" }).waitFor();
  await page.keyboard.type("Talks over people");
  const added = pattern(page, "Talks over people");
  await saved(page);
  await page.getByRole("button", { name: "Preview and publish" }).click();
  await page.getByRole("link", { name: "Show them in the draft" }).click();
  await page.getByText(/^6 things need a look$/).waitFor();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Talks over people: How to probe must" }).click();
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute("name")))
    .toBe("worded.1.probe");
  for (const [label, text] of Object.entries(words)) await added.getByLabel(label).fill(text);
  await page.getByRole("checkbox", { name: "Unverified claims" }).uncheck();
  await saved(page);

  await page.getByRole("button", { name: "Preview and publish" }).click();
  await heading(page, "As a card", 2).waitFor();
  expect(await page.getByText("This rubric's own", { exact: true }).count()).toBe(2);
  await expectAccessible(page);
  await page.getByLabel("What changed, and why").fill("Patterns for our pairing round.");
  await page.getByRole("button", { name: "Publish version 2" }).click();
  await page.getByText(/^Version 2, published/).waitFor();
  await page.getByText("Reworded here").waitFor();
  await page.goto("/rubrics/patterns");
  await page.getByText(/^Reworded in .*Staff backend engineer/).waitFor();
  await page.getByText(/^Offered by Staff backend engineer/).waitFor();
  await expectAccessible(page);

  await page.goto("/positions");
  await page.getByRole("link", { name: "Senior backend engineer, Search" }).click();
  await page.getByRole("button", { name: "Move to version 2" }).click();
  await page.getByRole("link", { name: /, version 2$/ }).waitFor();

  const card = await visit();
  await signIn(card, "ana@evenhand.example");
  await card.getByRole("link", { name: /Ngozi Anyanwu/ }).click();
  await card.waitForURL(/\/cards\//);
  await card.getByRole("button", { name: "Add a pattern you saw" }).click();
  const choice = card.getByLabel("Pattern", { exact: true });
  const options = await choice.locator("option").allInnerTexts();
  expect(options).toContain("Talks over people");
  expect(options).not.toContain("Unverified claims");
  await choice.selectOption({ label: "Talks over people" });
  await card.getByText(words["What is seen"], { exact: true }).waitFor();
  const apart = choice.locator("optgroup[label='Not weighed at Senior'] option");
  expect(await apart.allInnerTexts()).toContain("Single solution");
  await choice.selectOption({ label: "Single solution" });
  await card.getByText(/called the others wrong.* Not weighed at Senior/).waitFor();
  await expectAccessible(card);
});

test("without JavaScript a pattern is reworded, given back, added and removed, with all typed kept", async ({
  visit,
}) => {
  const page = await visit({ javaScriptEnabled: false });
  await signIn(page, lea);
  await begin(page, "principal-engineer");
  await page.getByLabel("Summary").fill("Typed without scripts.");
  await page.getByRole("button", { name: "Reword: Scope creep" }).click();
  const reworded = pattern(page, "Scope creep");
  const unfold = (item: typeof reworded) => item.locator("details:not([open]) > summary").click();
  await unfold(reworded);
  await reworded.getByLabel("What is seen").fill("The plan grew.");
  await page.getByRole("button", { name: "Add a pattern" }).click();
  expect(await page.getByLabel("Summary").inputValue()).toBe("Typed without scripts.");
  const added = pattern(page, "New pattern");
  await added.getByLabel("Title").fill("Talks over people");
  await unfold(reworded);
  expect(await reworded.getByLabel("What is seen").inputValue()).toBe("The plan grew.");
  await page.getByRole("button", { name: "Back to the catalogue's words: Scope creep" }).click();
  await page.getByRole("button", { name: "Reword: Scope creep" }).waitFor();
  await unfold(pattern(page, "Talks over people"));
  await page.getByRole("button", { name: "Remove: Talks over people" }).click();
  expect(await page.getByText("Talks over people").count()).toBe(0);
  expect(await page.getByLabel("Summary").inputValue()).toBe("Typed without scripts.");
});

describe.each(["light", "dark"] as const)("on a phone, in %s colours", (colorScheme) => {
  test("a reworded and an added pattern are accessible and as wide as the screen", async ({
    visit,
  }) => {
    const page = await visit({ viewport: { width: 360, height: 740 }, colorScheme });
    await signIn(page, lea);
    const slug = colorScheme === "light" ? "staff-systems" : "senior-engineer";
    await begin(page, slug);
    await page.getByRole("button", { name: "Reword: Scope creep" }).click();
    await pattern(page, "Scope creep").getByLabel("Better").fill("A".repeat(80));
    await page.getByRole("button", { name: "Add a pattern" }).click();
    await page.getByRole("button", { name: "Remove: New pattern" }).waitFor();
    await page.keyboard.type("Unbreakable".repeat(7));
    await saved(page);
    for (const path of [`/rubrics/${slug}/edit?check`, `/rubrics/${slug}/edit/preview`]) {
      await page.goto(path);
      await heading(page, "Patterns to watch for", 2).waitFor();
      await expectAccessible(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBe(360);
    }
  });
});

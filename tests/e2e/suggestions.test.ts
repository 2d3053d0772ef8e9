import type { Page } from "playwright-core";
import { describe, expect } from "vitest";
import { expectAccessible, signIn, test } from "#tests/support/browser.ts";

const sentence = "One approach only, and no alternative even when I asked for one twice.";
const risky = "Must be near sixty, so I wonder about the pace.";

async function writeNotes(page: Page, candidate: RegExp, text: string): Promise<string> {
  await signIn(page, "ana@evenhand.example");
  await page.getByRole("link", { name: candidate }).first().click();
  await page.waitForURL(/\/cards\//);
  const path = new URL(page.url()).pathname;
  await page.getByLabel("Summary").fill(text);
  await page
    .getByRole("button", { name: /Review and seal|Save draft/ })
    .first()
    .waitFor();
  return path;
}
const toReview = async (page: Page, path: string) => {
  await page.getByText(/^Saved \d\d:\d\d$/).waitFor();
  await page.goto(`${path}/review`);
  await page.getByRole("heading", { name: /^Review your card on / }).waitFor();
};
const section = (page: Page, name: string) =>
  page.locator("section").filter({ has: page.getByRole("heading", { name, exact: true }) });
const suggestions = (page: Page) => section(page, "Patterns your words may speak of");
const sealing = (page: Page) => section(page, "What will be sealed");
const add = (page: Page) =>
  page.getByRole("button", { name: /^Add it with this quote.*Single solution/ });

describe("patterns that the author's own words may speak of", () => {
  test("say which words made them, and join the card with one click, the sentence as quote", async ({
    visit,
  }) => {
    const page = await visit();
    const path = await writeNotes(page, /Rafael Etxeberria/, `${sentence} Friendly throughout.`);
    await toReview(page, path);
    const shown = await suggestions(page).innerText();
    expect(shown).toContain("Single solution");
    expect(shown).toContain(sentence);
    expect(shown).toMatch(/"One approach only"|"alternative"/);
    const added = sealing(page).getByText("Single solution pattern seen");
    expect(await added.count()).toBe(0);
    await add(page).click();
    await added.waitFor();
    expect(await suggestions(page).count()).toBe(0);
    expect(await sealing(page).innerText()).toContain(sentence);
    await page.goto(path);
    expect(await page.getByLabel("The moment, quoted").last().inputValue()).toBe(sentence);
  });

  test("put aside once, are not suggested again, and come back when asked for", async ({
    visit,
  }) => {
    const page = await visit();
    const path = await writeNotes(page, /Ngozi Anyanwu/, sentence);
    await toReview(page, path);
    await page.getByRole("button", { name: /^Put aside.*Single solution/ }).click();
    await page.getByText("One hint put aside.").waitFor();
    await page.goto(path);
    await page.getByLabel("Summary").fill(`${sentence} It was so throughout.`);
    await toReview(page, path);
    expect(await suggestions(page).count()).toBe(0);
    await page.getByRole("button", { name: "Show it again" }).click();
    await suggestions(page).waitFor();
  });
});

test("a protected topic is named with its words, and put aside with a reason only", async ({
  visit,
}) => {
  const page = await visit();
  const path = await writeNotes(page, /Saoirse Gallagher/, risky);
  await toReview(page, path);
  const hint = page.locator("#hints > li").filter({ hasText: "speaks of age" });
  const text = await hint.innerText();
  expect(text).toContain("near sixty");
  expect(text).toContain("without years or stage of life");
  await hint.getByText("It belongs to the job").click();
  await hint.getByRole("button", { name: "Put aside" }).click();
  await hint.getByText("Say in a few words why it belongs on the card.").waitFor();
  await hint
    .getByLabel("Why it belongs on the card")
    .fill("The role mentors people close to retirement.");
  await hint.getByRole("button", { name: "Put aside" }).click();
  await page.getByText(/put aside\./).waitFor();
  expect(await hint.count()).toBe(0);
  await page.reload();
  await page.getByText(/put aside\./).waitFor();
  expect(await hint.count()).toBe(0);
});

test("without JavaScript a suggestion is taken too", async ({ visit }) => {
  const page = await visit({ javaScriptEnabled: false });
  const path = await writeNotes(page, /Saoirse Gallagher/, `${sentence} Nothing else.`);
  await page.getByRole("button", { name: "Save draft" }).click();
  await page.goto(`${path}/review`);
  await add(page).click();
  expect(await sealing(page).innerText()).toContain(sentence);
});

const looks = (["light", "dark"] as const).flatMap((colorScheme) =>
  [360, 1440].map((width) => ({ colorScheme, viewport: { width, height: 800 } })),
);
test.for(looks)(
  "suggestions are accessible and as wide as their screen: $colorScheme, $viewport.width px",
  async (look, { visit }) => {
    const page = await visit(look);
    const text = `No timeouts, no retries, and nothing about what breaks. ${risky} ${look.viewport.width} ${look.colorScheme}`;
    const path = await writeNotes(page, /Rafael Etxeberria/, text);
    await toReview(page, path);
    await suggestions(page).waitFor();
    await page.locator("#hints details").evaluateAll((folds) => {
      for (const fold of folds) (fold as HTMLDetailsElement).open = true;
    });
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      look.viewport.width,
    );
  },
);

import type { Page } from "playwright-core";
import { describe, expect } from "vitest";
import { expectAccessible, signIn, test } from "#tests/support/browser.ts";

const sentence = "The store came out again as soon as the real load was named.";

/** The debrief of the demonstration, in which one pattern is contested. */
async function openDebrief(page: Page): Promise<string> {
  await signIn(page, "cora@evenhand.example");
  await page.goto("/loops");
  await page
    .getByRole("link", { name: /Noam Feldstein/ })
    .first()
    .click();
  await page.waitForURL(/\/loops\/[^/]+$/);
  const path = `${new URL(page.url()).pathname}/debrief`;
  await page.goto(path);
  await patterns(page).waitFor();
  return path;
}
const patterns = (page: Page) =>
  page
    .locator("section")
    .filter({ has: page.getByRole("heading", { name: "Patterns", exact: true }) });
const contested = (page: Page) => page.locator("#pattern-complexity-showcase");

describe("the ledger", () => {
  test("asks about the contested pattern, and keeps the committee's sentence with it", async ({
    visit,
  }) => {
    const page = await visit();
    const path = await openDebrief(page);
    const text = await contested(page).innerText();
    expect(text).toContain("Contested");
    expect(text).toContain("Samira Haddad, sealed");
    expect(text).toContain("Priya Raghunathan, evidence against it, sealed");
    await page.getByText("One pattern is contested.").waitFor();

    await contested(page).getByLabel("In a sentence").fill("Short");
    await contested(page).getByRole("button", { name: "Keep the conclusion" }).click();
    await contested(page).getByText("Choose what the committee found.").waitFor();
    expect(await contested(page).getByLabel("In a sentence").inputValue()).toBe("Short");
    const focused = page.locator(":focus");
    await expect.poll(() => focused.getAttribute("name")).toBe("conclusion");

    await contested(page).getByRole("radio", { name: "It does not hold" }).check({ force: true });
    await contested(page).getByLabel("In a sentence").fill(sentence);
    await contested(page).getByRole("button", { name: "Keep the conclusion" }).click();
    await contested(page).getByText(sentence).waitFor();
    await expect.poll(() => focused.innerText()).toBe("Conclude anew");
    expect(await page.getByText("One pattern is contested.").count()).toBe(0);
    await page.goto(path);
    expect(await contested(page).innerText()).toContain("Cora Whitfield");
  });

  test("shows the states apart, each by its own address", async ({ visit }) => {
    const page = await visit();
    await openDebrief(page);
    const shown = () => patterns(page).locator("li[id^=pattern-]").count();
    const all = await shown();
    await patterns(page)
      .getByRole("link", { name: /^Corroborated/ })
      .click();
    await page.waitForURL(/patterns=corroborated/);
    await expect.poll(shown).toBe(1);
    expect(await patterns(page).innerText()).toContain(
      "Two interviewers saw it, each sealed before either could read the other.",
    );
    await patterns(page).getByRole("link", { name: /^All/ }).click();
    await expect.poll(shown).toBe(all);
  });

  test("is read by those who sealed, and concluded by the committee alone", async ({ visit }) => {
    const cora = await visit();
    const path = await openDebrief(cora);
    const lea = await visit();
    await signIn(lea, "lea@evenhand.example");
    await lea.goto(path);
    await patterns(lea).waitFor();
    expect(await lea.getByRole("button", { name: "Keep the conclusion" }).count()).toBe(0);
  });
});

const looks = (["light", "dark"] as const).flatMap((colorScheme) =>
  [360, 1440].map((width) => ({ colorScheme, viewport: { width, height: 800 } })),
);
test.for(looks)(
  "the ledger is accessible and as wide as its screen: $colorScheme, $viewport.width px",
  async (look, { visit }) => {
    const page = await visit(look);
    await openDebrief(page);
    await patterns(page).evaluate((section) => {
      for (const fold of section.querySelectorAll("details")) fold.open = true;
    });
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      look.viewport.width,
    );
  },
);

test("without JavaScript the committee concludes too", async ({ visit }) => {
  const page = await visit({ javaScriptEnabled: false });
  await openDebrief(page);
  const other = page.locator("#pattern-solo-narrative");
  await other.getByText("What the committee concludes").click();
  await other.getByText("It holds").click();
  await other.getByLabel("In a sentence").fill("Nobody else was named, even when asked.");
  await other.getByRole("button", { name: "Keep the conclusion" }).click();
  expect(await other.innerText()).toContain("Nobody else was named, even when asked.");
});

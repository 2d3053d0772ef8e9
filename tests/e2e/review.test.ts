import type { Page } from "playwright-core";
import { describe, expect } from "vitest";
import { expectAccessible, signIn, test, type Visit } from "#tests/support/browser.ts";

const rated: readonly (readonly [string, string, string])[] = [
  ["tradeoff-reasoning", "3", ""],
  ["leverage", "not-asked", ""],
  ["failure-mode-instinct", "3", ""],
  ["verification", "3", ""],
  ["stewardship", "4", "They left the parser better than it was."],
];
const unfold = (page: Page, place: string) =>
  page.locator(`#${place}`).evaluate((field) => {
    for (let at = field.closest("details"); at; at = at.parentElement?.closest("details") ?? null)
      at.open = true;
  });
const atField = (page: Page, place: string) => page.locator(`#${place}`);
const radio = (page: Page, name: string) => page.getByRole("radio", { name, exact: true });

/** A card that could be sealed, and that the mirror has much to say about. */
async function writeCard(page: Page) {
  for (const [key, score, evidence] of rated) {
    await unfold(page, `criterion-${key}-evidence`);
    await page.locator(`#criterion-${key} input[value="${score}"]`).check();
    await page.locator(`#criterion-${key}-evidence`).fill(evidence);
  }
  await radio(page, "Strong no").check();
  await radio(page, "Senior").check();
  await page.getByLabel("Summary").fill("Careful with other people's code.");
  await unfold(page, "notes");
  await page.locator("#notes").fill("12' asked for the budget\n20' who owns this");
}
async function openCard(page: Page, candidate: RegExp): Promise<string> {
  await signIn(page, "ana@evenhand.example");
  await page.getByRole("link", { name: candidate }).first().click();
  await page.waitForURL(/\/cards\//);
  await page.getByRole("button", { name: "Review and seal" }).waitFor();
  return new URL(page.url()).pathname;
}
const review = async (page: Page) => {
  await page.getByRole("button", { name: "Review and seal" }).click();
  await page.getByRole("heading", { name: /^Review your card on / }).waitFor();
};
const hints = (page: Page) => page.locator("#hints > li");
const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth);

describe("the review", () => {
  test("leads from each hint to its field, and back to where one was writing", async ({
    visit,
  }) => {
    const page = await visit();
    const card = await openCard(page, /Rafael Etxeberria/);
    await writeCard(page);
    await review(page);
    const links = hints(page).getByRole("link", { name: /^Go to: / });
    const places = await links.evaluateAll((found) =>
      found.map((link) => link.getAttribute("href")),
    );
    expect(places.map((to) => to?.replace(`${card}#`, ""))).toEqual(
      expect.arrayContaining([
        "recommendation",
        "level",
        "criterion-stewardship-evidence",
        "notes",
      ]),
    );
    for (const [at, to] of places.entries()) {
      await links.nth(at).click();
      await page.getByRole("button", { name: "Review and seal" }).waitFor();
      const place = to?.split("#")[1] ?? "";
      const focused = page.locator(`#${place}:focus, #${place} :focus`);
      await focused.waitFor();
      expect(await focused.evaluate((field) => field.closest("details")?.open ?? true)).toBe(true);
      await review(page);
    }
    await page.getByRole("link", { name: "Keep writing" }).click();
    await atField(page, "notes").waitFor();
    expect(await atField(page, "summary").inputValue()).toBe("Careful with other people's code.");
  });

  test("is opened, read and sealed with the keyboard alone", async ({ visit }) => {
    const page = await visit();
    const card = await openCard(page, /Ngozi Anyanwu/);
    await writeCard(page);
    await atField(page, "criterion-verification-evidence").focus();
    await page.keyboard.press("Control+Enter");
    await page.getByRole("button", { name: "Seal it" }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`${card}/review`);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("main");
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(/^Go to: /);
    const keep = page.getByRole("link", { name: "Keep writing" });
    await keep.focus();
    await page.keyboard.press("Enter");
    await page.locator("#criterion-verification-evidence:focus").waitFor();
    await page.keyboard.press("Control+Enter");
    await page.getByRole("button", { name: "Seal it" }).waitFor();
    await page.keyboard.press("Control+Enter");
    await page.getByRole("heading", { name: "Your sealed card" }).waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByRole("button", { name: "Review and seal" }).waitFor();
  });

  test("puts hints aside one by one, wherever they are read, until they say something new", async ({
    visit,
  }) => {
    const page = await visit();
    const card = await openCard(page, /Rafael Etxeberria/);
    await writeCard(page);
    await review(page);
    const notes = hints(page).filter({ hasText: "of your notes" });
    const many = await hints(page).count();
    await notes.getByRole("button", { name: /^Put aside/ }).click();
    await page.getByText("One hint put aside.").waitFor();
    expect(await hints(page).count()).toBe(many - 1);
    // The focus moved on to a hint that is still there.
    expect(await page.locator("#hints :focus").count()).toBe(1);
    await page.reload();
    await page.getByText("One hint put aside.").waitFor();
    expect(await notes.count()).toBe(0);

    // Another browser of the same person knows of it.
    const phone = await visit({ javaScriptEnabled: false });
    await signIn(phone, "ana@evenhand.example");
    await phone.goto(`${card}/review`);
    expect(await hints(phone).count()).toBe(many - 1);
    await phone.getByRole("button", { name: "Show it again" }).click();
    expect(await hints(phone).filter({ hasText: "of your notes" }).count()).toBe(1);
    await hints(phone)
      .filter({ hasText: "of your notes" })
      .getByRole("button", { name: /^Put aside/ })
      .click();

    await page.getByRole("link", { name: "Keep writing" }).click();
    await atField(page, "notes").fill("12' asked for the budget");
    await review(page);
    await notes.waitFor();
    expect(await notes.innerText()).toContain("1 line of your notes");
    for (let left = await hints(page).count(); left > 0; left--) {
      await hints(page)
        .first()
        .getByRole("button", { name: /^Put aside/ })
        .click();
      await expect.poll(() => hints(page).count()).toBe(left - 1);
    }
    await page.getByRole("button", { name: "Show them again" }).click();
    await hints(page).first().waitFor();
    expect(await hints(page).count()).toBe(many);
  });

  test("refuses to seal what was changed elsewhere since, and shows what it says now", async ({
    visit,
  }) => {
    const page = await visit();
    const card = await openCard(page, /Rafael Etxeberria/);
    await writeCard(page);
    await review(page);
    const phone = await visit({ javaScriptEnabled: false });
    await signIn(phone, "ana@evenhand.example");
    await phone.goto(card);
    await phone.getByLabel("Summary").fill("Typed on the phone.");
    await phone.getByRole("button", { name: "Save draft" }).click();
    await page.getByRole("button", { name: "Seal it" }).click();
    await page.getByText(/changed elsewhere after you opened this page/).waitFor();
    await page.getByText("Typed on the phone.").waitFor();
    expect(new URL(page.url()).pathname).toBe(`${card}/review`);
    await page.getByRole("link", { name: "Keep writing" }).click();
    await page.getByRole("button", { name: "Review and seal" }).waitFor();
    expect(await page.getByLabel("Summary").inputValue()).toBe("Typed on the phone.");
  });

  test("says what is missing before a card can be sealed, with the way there", async ({
    visit,
  }) => {
    const page = await visit();
    const card = await openCard(page, /Rafael Etxeberria/);
    await writeCard(page);
    await page.locator("#summary").fill("");
    await page.getByRole("button", { name: "Review and seal" }).click();
    await page.getByText("One thing before you can seal").waitFor();
    expect(new URL(page.url()).pathname).toBe(card);
    await page.getByText(/^Saved \d\d:\d\d$/).waitFor();
    await page.goto(`${card}/review`);
    await page.getByText("One thing before you can seal").waitFor();
    expect(await page.getByRole("button", { name: "Seal it" }).count()).toBe(0);
    await page.getByRole("link", { name: "Summary" }).click();
    await page.locator("#summary:focus").waitFor();
  });
});

const looks = (["light", "dark"] as const).flatMap((colorScheme) => [
  { colorScheme, javaScriptEnabled: true, viewport: { width: 360, height: 740 } },
  { colorScheme, javaScriptEnabled: true, viewport: { width: 1440, height: 900 } },
]);
test.for(looks)(
  "the review is accessible and as wide as its screen: $colorScheme, $viewport.width px",
  async (look, { visit }: { visit: Visit }) => {
    const page = await visit(look);
    await openCard(page, /Rafael Etxeberria/);
    await writeCard(page);
    await review(page);
    await hints(page).first().waitFor();
    await expectAccessible(page);
    expect(await fits(page)).toBeLessThanOrEqual(look.viewport.width);
    for (const button of await page.getByRole("button", { name: /^Put aside/ }).all())
      expect((await button.boundingBox())?.height ?? 0).toBeGreaterThanOrEqual(
        look.viewport.width < 640 ? 44 : 24,
      );
  },
);

test("without JavaScript the review says the same, leads to each field, and seals", async ({
  visit,
}) => {
  const page = await visit({ javaScriptEnabled: false });
  const card = await openCard(page, /Rafael Etxeberria/);
  for (const [key, score, evidence] of rated) {
    const folded = page.locator(`#criterion-${key} > details:not([open]) > summary`);
    if (await folded.count()) await folded.first().click();
    await page.locator(`#criterion-${key} input[value="${score}"]`).check();
    await page.locator(`#criterion-${key}-evidence`).fill(evidence);
  }
  await radio(page, "Strong no").check();
  await radio(page, "Senior").check();
  await page.getByLabel("Summary").fill("");
  await page.getByRole("button", { name: "Review and seal" }).click();
  expect(await page.getByRole("alert").innerText()).toMatch(/One thing is missing/);
  await page.getByLabel("Summary").fill("Careful with other people's code.");
  await page.getByRole("button", { name: "Review and seal" }).click();
  expect(new URL(page.url()).pathname).toBe(`${card}/review`);
  const links = hints(page).getByRole("link", { name: /^Go to: / });
  const places = await links.evaluateAll((found) => found.map((link) => link.getAttribute("href")));
  expect(places).toContain(`${card}#criterion-stewardship-evidence`);
  for (const to of places) {
    await page.locator(`#hints a[href="${to}"]`).click();
    const place = to?.split("#")[1] ?? "";
    expect(await atField(page, place).isVisible()).toBe(true);
    expect(await page.locator(`#${place}:focus, li#${place}:target`).count()).toBe(1);
    await page.goto(`${card}/review`);
  }
  await page.getByRole("link", { name: "Keep writing" }).click();
  expect(new URL(page.url()).pathname).toBe(card);
  await page.getByRole("button", { name: "Review and seal" }).click();
  await page.getByRole("button", { name: "Seal it" }).click();
  expect(await page.locator("h1").innerText()).toBe("Your sealed card");
  await page.getByRole("button", { name: "Undo" }).click();
  expect(await page.getByLabel("Summary").inputValue()).toBe("Careful with other people's code.");
});

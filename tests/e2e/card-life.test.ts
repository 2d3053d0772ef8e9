import type { Page } from "playwright-core";
import { expect } from "vitest";
import { expectAccessible, signIn, test } from "#tests/support/browser.ts";

const phone = { viewport: { width: 360, height: 740 }, colorScheme: "dark" } as const;
const others = ["Trade-off reasoning", "Failure-mode instinct", "Stewardship", "Leverage"];

/** Criteria beyond the round's focus are folded at first. */
const rate = async (page: Page, criterion: string, score: string) => {
  const field = page.locator(`[data-stop="${criterion}"]`);
  await field.waitFor();
  const folded = field.locator(":scope > details:not([open]) > summary");
  if ((await folded.count()) > 0) await folded.click();
  await field.getByRole("radio", { name: new RegExp(`^${score}`) }).check();
};
const seal = async (page: Page) => {
  await page.getByRole("button", { name: "Review and seal" }).click();
  await page.getByRole("button", { name: "Seal it" }).click();
  await page.getByRole("heading", { name: "Your sealed card" }).waitFor();
};
const fits = async (page: Page) =>
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);

test("a card is sealed, taken back, sealed, asked for, reopened by a lead and sealed again beside its first version", async ({
  visit,
}) => {
  const ana = await visit(phone);
  await signIn(ana, "ana@evenhand.example");
  await ana.getByRole("link", { name: /Saoirse Gallagher/ }).click();
  await ana.waitForURL(/\/cards\//);
  const card = new URL(ana.url()).pathname;
  await fits(ana);
  for (const criterion of others) await rate(ana, criterion, "3 Meets");
  await rate(ana, "Verification", "2 Below");
  await ana
    .getByLabel("Evidence for Verification")
    .fill("Wrote no test until I asked. Then one for the easy case.");
  await ana.getByRole("radio", { name: "Yes", exact: true }).check();
  await ana.getByRole("radio", { name: "Staff", exact: true }).check();
  await ana.getByLabel("Summary").fill("Sealed too early");
  await seal(ana);

  await ana.getByText(/^\d+ seconds left$/).waitFor();
  await fits(ana);
  await ana.getByRole("button", { name: "Undo" }).click();
  await ana.getByRole("button", { name: "Review and seal" }).waitFor();
  expect(await ana.getByLabel("Summary").inputValue()).toBe("Sealed too early");
  await ana.getByLabel("Summary").fill("A solid staff engineer who tests late.");
  await seal(ana);
  expect(await ana.locator("main").innerText()).toContain("Version 2, sealed");

  // Somebody reads it, so the seal stands: Undo is gone, and asking is the way.
  const lea = await visit();
  await signIn(lea, "lea@evenhand.example");
  expect((await lea.goto(card))?.status()).toBe(200);
  expect(await lea.locator("main").innerText()).not.toContain("Sealed too early");
  await ana.getByRole("button", { name: "Undo" }).click();
  await ana.getByText(/A card has been read since you sealed/).waitFor();
  await ana.getByText("Ask to reopen this card").click();
  await ana.getByLabel("Reason").fill("I had missed the property tests.");
  await ana.getByRole("button", { name: "Ask a lead" }).click();
  await ana.getByText("You asked for this card back.").waitFor();
  await expectAccessible(ana);

  await lea.goto("/");
  await expectAccessible(lea);
  await lea.getByRole("link", { name: /Ana Ferreira asks to reopen/ }).click();
  await lea.getByRole("heading", { name: "Ana Ferreira's card" }).waitFor();
  expect(await lea.locator("main").innerText()).toContain("I had missed the property tests.");
  await expectAccessible(lea);
  await lea.getByRole("button", { name: "Reopen the card" }).click();
  await lea.waitForURL(/\/loops\//);
  expect((await lea.goto(card))?.status()).toBe(403);

  await ana.goto("/");
  const owed = ana.getByRole("link", { name: /Saoirse Gallagher/ });
  expect(await owed.innerText()).toContain("Reopened");
  await owed.click();
  await ana.getByText(/Lea Brandt reopened this card/).waitFor();
  await ana.getByRole("link", { name: "The sealed version before it" }).click();
  await ana.getByRole("link", { name: "Write the next version" }).click();
  await ana.getByRole("button", { name: "Review and seal" }).waitFor();
  await expectAccessible(ana);
  await rate(ana, "Verification", "3 Meets");
  await ana
    .getByLabel("Evidence for Verification")
    .fill("Wrote property tests when I asked. Then one for the easy case.");
  await seal(ana);
  const both = await ana.locator("main").innerText();
  expect(both).toContain("Why it was sealed again: I had missed the property tests.");
  expect(both).toContain("One thing differs.");
  await fits(ana);
  await expectAccessible(ana);

  await lea.goto(card);
  const changed = lea.getByRole("listitem").filter({ hasText: "Verification" });
  expect(await changed.innerText()).toContain("Changed");
  expect(await changed.locator("del").allInnerTexts()).toEqual(
    expect.arrayContaining([expect.stringContaining("no test until")]),
  );
  expect(await changed.locator("ins").allInnerTexts()).toEqual(
    expect.arrayContaining([expect.stringContaining("property tests when")]),
  );
  await lea.getByRole("link", { name: "Open the debrief" }).click();
  await lea.getByText("Sealed again: I had missed the property tests.").waitFor();
});

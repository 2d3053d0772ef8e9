import type { Page } from "playwright-core";
import { expect } from "vitest";
import { expectAccessible, signIn, test } from "#tests/support/browser.ts";
import { keptIn, openCard, savedOn, storedSummary, summaryOf } from "#tests/support/card-page.ts";
import { PATIENCE } from "#tests/support/patience.ts";

const phone = { viewport: { width: 360, height: 740 }, colorScheme: "dark" } as const;

const recommendation = (page: Page, value: "yes" | "no" | "strong-yes") =>
  page.locator(`input[name=recommendation][value=${value}]`);
const recommend = (page: Page, value: "yes" | "no" | "strong-yes") =>
  recommendation(page, value).check({ force: true });

test("two tabs that write at different places come together by themselves", async ({ visit }) => {
  const one = await visit();
  await signIn(one, "ana@evenhand.example");
  const card = await openCard(one, /Saoirse Gallagher/);
  await summaryOf(one).fill("First line.\nSecond line.\nThird line.");
  await savedOn(one);
  const two = await one.context().newPage();
  await two.goto(card);
  await summaryOf(two).fill("First line.\nSecond line.\nThird line, from the second tab.");
  await expect.poll(() => storedSummary(two.context(), card)).toContain("second tab");
  await recommend(one, "yes");
  await summaryOf(one).fill("First line, from the first tab.\nSecond line.\nThird line.");
  const both = "First line, from the first tab.\nSecond line.\nThird line, from the second tab.";
  await expect.poll(() => summaryOf(one).inputValue()).toBe(both);
  await savedOn(one);
  expect(await storedSummary(one.context(), card)).toBe(both);
  await two.reload();
  expect(await recommendation(two, "yes").isChecked()).toBe(true);
  await expect.poll(() => keptIn(one)).toEqual([]);
});

test("two devices that write the same field show both, and what is chosen is saved", async ({
  visit,
}) => {
  const one = await visit(phone);
  await signIn(one, "ana@evenhand.example");
  const card = await openCard(one, /Rafael Etxeberria/);
  const two = await visit();
  await signIn(two, "ana@evenhand.example");
  await two.goto(card);
  await summaryOf(two).fill("Measures first.");
  await recommend(two, "strong-yes");
  await expect.poll(() => storedSummary(two.context(), card)).toBe("Measures first.");
  await recommend(one, "no");
  await summaryOf(one).fill("Guesses first.");
  const apart = one.getByRole("alert").filter({ hasText: "A newer version was saved at" });
  await apart.waitFor();
  expect(await apart.innerText()).toMatch(/2 fields say something else in each/);
  expect(await apart.locator("mark").allInnerTexts()).toEqual(
    expect.arrayContaining(["Guesses", "Measures"]),
  );
  await expectAccessible(one);
  expect(await one.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  expect(await storedSummary(one.context(), card)).toBe("Measures first.");

  await apart.getByRole("button", { name: "Take the other for Recommendation" }).click();
  await apart.getByText("Chosen: Strong yes").waitFor();
  await apart.getByRole("button", { name: "Keep both for Summary" }).click();
  const result = apart.getByLabel(/^What it will say/);
  expect(await result.inputValue()).toBe("Guesses first.\n\nMeasures first.");
  await result.fill("Guesses first, then measures.");
  await apart.getByRole("button", { name: "Save it like this" }).click();
  await apart.waitFor({ state: "detached" });
  await savedOn(one);
  expect(await storedSummary(one.context(), card)).toBe("Guesses first, then measures.");
  expect(await recommendation(one, "strong-yes").isChecked()).toBe(true);
});

test("what was kept without a network meets what another device saved meanwhile", async ({
  browser,
  server,
}) => {
  const context = await browser.newContext({ baseURL: server.url });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  await signIn(page, "priya.raghunathan@evenhand.example");
  const card = await openCard(page, /Ngozi Anyanwu/);
  await context.setOffline(true);
  await summaryOf(page).fill("On the train.");
  await page.getByText(/No connection. Kept in this browser/).waitFor();
  await page.close();
  const device = await browser.newContext({ baseURL: server.url });
  const other = await device.newPage();
  await signIn(other, "priya.raghunathan@evenhand.example");
  await other.goto(card);
  await recommend(other, "yes");
  await summaryOf(other).fill("At the desk.");
  await expect.poll(() => storedSummary(device, card)).toBe("At the desk.");
  await context.setOffline(false);

  for (const visit of ["first", "second"]) {
    // Closed without a choice, it asks again: neither text is given up.
    const page = await context.newPage();
    await page.goto(card);
    await page.getByText("A newer version was saved at").waitFor();
    expect(await recommendation(page, "yes").isChecked()).toBe(true);
    expect(await summaryOf(page).inputValue()).toBe("On the train.");
    expect(await storedSummary(context, card)).toBe("At the desk.");
    if (visit === "second") {
      await page.getByRole("button", { name: "Keep both for Summary" }).click();
      await page.getByRole("button", { name: "Save it like this" }).click();
      await expect.poll(() => storedSummary(context, card)).toBe("On the train.\n\nAt the desk.");
      await expect.poll(() => keptIn(page)).toEqual([]);
    }
    await page.close();
  }
  await device.close();
  await context.close();
});

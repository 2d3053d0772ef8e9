import type { Page } from "playwright-core";
import { expect } from "vitest";
import { signIn, test } from "#tests/support/browser.ts";
import { keptIn, openCard, savedOn, storedSummary, summaryOf } from "#tests/support/card-page.ts";

/** As if the session had run out: the browser keeps everything else. */
const endSession = (page: Page) => page.context().clearCookies({ name: /session/ });

test("a session that ends while one writes keeps the text, which is saved once its author is back", async ({
  visit,
}) => {
  const page = await visit();
  await signIn(page, "ana@evenhand.example");
  const card = await openCard(page, /Saoirse Gallagher/);
  await endSession(page);
  await summaryOf(page).fill("Typed after the session.");
  await page.getByText("You were signed out.").waitFor();
  await page.getByText("Your text is kept in this browser.").waitFor();
  const elsewhere = await page.context().newPage();
  await signIn(elsewhere, "ana@evenhand.example");
  await page.bringToFront();
  await savedOn(page);
  expect(await storedSummary(page.context(), card)).toBe("Typed after the session.");
  await elsewhere.close();

  // The same by way of the sign-in page, which leads back to the card.
  await endSession(page);
  await summaryOf(page).fill("Typed after the second one.");
  await page.getByText("Your text is kept in this browser.").waitFor();
  await page.reload();
  await page.getByLabel("E-mail").fill("ana@evenhand.example");
  await page.getByLabel("Password").fill("evenhand-demo");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL(card);
  await page.getByText(/^Restored what you typed at/).waitFor();
  await savedOn(page);
  expect(await storedSummary(page.context(), card)).toBe("Typed after the second one.");
});

test("somebody else who signs in meanwhile neither saves nor sees it, and its author finds it again", async ({
  visit,
}) => {
  const page = await visit();
  await signIn(page, "ana@evenhand.example");
  const card = await openCard(page, /Rafael Etxeberria/);
  await endSession(page);
  await summaryOf(page).fill("What Ana wrote.");
  await page.getByText("Your text is kept in this browser.").waitFor();
  const other = await page.context().newPage();
  await signIn(other, "oskar.lindqvist@evenhand.example");
  await page.bringToFront();
  await page.getByRole("heading", { name: "Somebody else is signed in here now" }).waitFor();
  expect(await summaryOf(page).isVisible()).toBe(false);
  expect(await page.locator("body").innerText()).not.toMatch(/What Ana wrote|Etxeberria/);
  expect((await other.goto(card))?.status()).toBe(404);
  expect(await other.locator("body").innerText()).not.toContain("What Ana wrote");
  expect(await keptIn(other)).toEqual(["What Ana wrote."]);

  await other.goto("/");
  await other.getByRole("button", { name: "Sign out" }).click();
  await other.waitForURL(/\/sign-in/);
  await signIn(other, "ana@evenhand.example");
  await page.bringToFront();
  await savedOn(page);
  expect(await summaryOf(page).inputValue()).toBe("What Ana wrote.");
  expect(await storedSummary(page.context(), card)).toBe("What Ana wrote.");
});

test("whoever signs out leaves no text in the browser, whatever their other tabs still show", async ({
  browser,
  server,
}) => {
  const context = await browser.newContext({ baseURL: server.url });
  const page = await context.newPage();
  await signIn(page, "mateo.quiroga@evenhand.example");
  await openCard(page, /Rafael Etxeberria/);
  await page.route("**/draft", (route) => route.fulfill({ status: 503, body: "Later" }));
  await summaryOf(page).fill("Not sent yet.");
  await expect.poll(() => keptIn(page)).toEqual(["Not sent yet."]);
  const other = await page.context().newPage();
  await other.goto("/");
  await other.getByRole("button", { name: "Sign out" }).click();
  await other.waitForURL(/\/sign-in/);
  await expect.poll(() => keptIn(other)).toEqual([]);
  await summaryOf(page).pressSequentially(" And more.");
  await page.getByText(/Leave this page open/).waitFor();
  expect(await keptIn(other)).toEqual([]);
  expect(await other.evaluate(() => document.cookie)).not.toContain("left=");
  await context.close();
});

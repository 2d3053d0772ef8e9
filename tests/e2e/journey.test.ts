import type { Page } from "playwright-core";
import { expect } from "vitest";
import { expectAccessible, signIn, test } from "#tests/support/browser.ts";

const phone = { viewport: { width: 360, height: 740 }, colorScheme: "dark" } as const;
const criteria = [
  "Trade-off reasoning",
  "Failure-mode instinct",
  "Verification",
  "Stewardship",
  "Leverage",
];

const heading = (page: Page) => page.getByRole("heading", { level: 1 }).innerText();
const status = async (page: Page, path: string) => (await page.goto(path))?.status();

/** Criteria beyond the round's focus are folded at first. */
const rate = async (page: Page, criterion: string, score: string) => {
  const field = page.locator(`[data-stop="${criterion}"]`);
  await field.waitFor();
  const folded = field.locator(":scope > details:not([open]) > summary");
  if ((await folded.count()) > 0) await folded.click();
  await field.getByRole("radio", { name: new RegExp(`^${score}`) }).check();
};

async function fillCard(page: Page) {
  for (const criterion of criteria) {
    await rate(page, criterion, "3 Meets");
    await page
      .getByLabel(`Evidence for ${criterion}`)
      .fill(`Asked about ${criterion}: “I would measure first.”`);
  }
  await page.getByRole("button", { name: "Add a pattern you saw" }).click();
  await page.getByLabel("Pattern", { exact: true }).selectOption({ label: "Scope creep" });
  await page.getByLabel("The moment, quoted").fill("14' “Let us also rewrite billing.”");
  await page.getByRole("radio", { name: "Yes", exact: true }).check();
  await page.getByRole("radio", { name: "Staff", exact: true }).check();
  await page.getByLabel("Summary").fill("Measures before moving. I would work with them.");
}

test("an interviewer writes a card on a phone, is blind until it is sealed, and the committee decides", async ({
  visit,
}) => {
  const page = await visit(phone);
  await signIn(page, "ana@evenhand.example");
  await expectAccessible(page);

  await page.getByRole("link", { name: /Saoirse Gallagher/ }).click();
  await page.waitForURL(/\/cards\//);
  const cardPath = new URL(page.url()).pathname;
  await expectAccessible(page);
  await page.getByRole("link", { name: "Loop", exact: true }).click();
  await page.waitForURL(/\/loops\//);
  const loopPath = new URL(page.url()).pathname;

  // Blind: the debrief is locked, and says who is in without a value.
  expect(await status(page, `${loopPath}/debrief`)).toBe(403);
  const locked = await page.locator("main").innerText();
  expect(locked).toContain("Locked until you seal your own card.");
  expect(locked).toMatch(/have sealed, you have not/);
  expect(locked).not.toMatch(/Weighted total|Strong yes|Meets/);

  // And so is another's card, at the address a committee member knows.
  const reader = await visit();
  await signIn(reader, "cora@evenhand.example");
  await reader.goto(`${loopPath}/debrief`);
  const row = reader.getByRole("listitem").filter({ hasText: "Kwame Asante" });
  const theirs = (await row.getByRole("link", { name: "card" }).getAttribute("href")) ?? "";
  expect(await status(page, theirs)).toBe(403);
  expect(await page.locator("main").innerText()).toContain("Locked until you seal your own card.");

  await page.goto(cardPath);
  await fillCard(page);
  await page.getByText(/^Saved \d\d:\d\d$/).waitFor();
  await page.reload();
  expect(await page.getByLabel("Summary").inputValue()).toBe(
    "Measures before moving. I would work with them.",
  );
  await page.getByRole("button", { name: "Review and seal" }).click();
  await page.getByRole("button", { name: "Seal it" }).click();
  await page.getByRole("heading", { name: "Your sealed card" }).waitFor();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Open the debrief" }).click();
  await page.waitForURL(`**${loopPath}/debrief`);

  // Read: every sealed card, with evidence. The address changes before the page is drawn.
  await page.getByText("Weighted total").waitFor();
  const open = await page.locator("main").innerText();
  expect(open).toContain("Weighted total");
  expect(open).toContain("Measures before moving.");
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);

  // Another's whole card, which answered 403 while hers was owed.
  const others = await page.goto(theirs);
  expect(others?.status()).toBe(200);
  expect(await heading(page)).toBe("Kwame Asante's card");

  const committee = await visit();
  await signIn(committee, "cora@evenhand.example");
  await committee.getByRole("link", { name: /Saoirse Gallagher/ }).click();
  await committee.getByText("Weighted total").waitFor();
  await expectAccessible(committee);
  await committee.getByRole("button", { name: "Record the decision" }).click();
  await committee.getByText("Choose an outcome.").waitFor();
  await committee.getByText("Offer", { exact: true }).click();
  await committee.getByLabel("Level demonstrated").selectOption("senior");
  await committee
    .getByLabel("Reasons")
    .fill("Strong senior, not staff: owns one system well and proves it.");
  await committee.getByLabel("Dissent").fill("One of three would have said staff.");
  await committee.getByRole("button", { name: "Record the decision" }).click();
  await committee.getByRole("heading", { name: /^Offer/ }).waitFor();
  expect(await committee.locator("main").innerText()).toContain("Strong senior, not staff");
});

test("another's card is refused before one has sealed, and to a stranger it does not exist", async ({
  visit,
}) => {
  const page = await visit();
  await signIn(page, "ana@evenhand.example");
  await page.getByRole("link", { name: /Rafael Etxeberria/ }).click();
  await page.waitForURL(/\/cards\//);
  const own = new URL(page.url()).pathname;
  const colleague = await visit();
  await signIn(colleague, "mateo.quiroga@evenhand.example");
  await colleague.getByRole("link", { name: /Rafael Etxeberria/ }).click();
  await colleague.waitForURL(/\/cards\//);
  expect(await status(colleague, own)).toBe(403);
  expect(await heading(colleague)).toBe("Ana Ferreira's card");
  const stranger = await visit();
  await signIn(stranger, "oskar.lindqvist@evenhand.example");
  expect(await status(stranger, own)).toBe(404);
  const admin = await visit();
  await signIn(admin, "adam@evenhand.example");
  expect(await status(admin, own)).toBe(404);
});

test("whoever declares a conflict finds nothing of the candidate at any earlier address", async ({
  visit,
}) => {
  const page = await visit(phone);
  await signIn(page, "priya.raghunathan@evenhand.example");
  await page.getByRole("link", { name: /Ngozi Anyanwu/ }).click();
  await page.waitForURL(/\/cards\//);
  const card = new URL(page.url()).pathname;
  await page.getByRole("link", { name: "Loop", exact: true }).click();
  await page.waitForURL(/\/loops\/[0-9a-f-]+$/);
  const loop = new URL(page.url()).pathname;
  await page.getByText("I have a conflict of interest").click();
  await expectAccessible(page);
  await page.getByLabel("Reason").fill("Ngozi is my cousin.");
  await page.getByRole("button", { name: "Declare it and leave" }).click();
  await page.getByText("Your conflict of interest is recorded").waitFor();
  await expectAccessible(page);
  expect(await page.locator("main").innerText()).not.toContain("Ngozi");
  for (const path of [loop, `${loop}/debrief`, card]) {
    expect(await status(page, path)).toBe(404);
    expect(await page.locator("body").innerText()).not.toContain("Ngozi");
  }
  await page.goto("/");
  expect(await page.locator("main").innerText()).not.toContain("Ngozi");

  const lead = await visit();
  await signIn(lead, "lea@evenhand.example");
  await lead.goto(loop);
  expect(await lead.locator("main").innerText()).toContain("Conflict of interest");
  await lead.goto(`${loop}?do=override`);
  await expectAccessible(lead);
  expect(await lead.getByLabel("Who may read").innerText()).not.toContain("Priya");
});

test("a card is filled, refused, corrected and sealed without JavaScript", async ({ visit }) => {
  const page = await visit({ javaScriptEnabled: false });
  await signIn(page, "ana@evenhand.example");
  await page
    .getByRole("link", { name: /Ngozi Anyanwu/ })
    .first()
    .click();
  await page.getByLabel("Summary").fill("Kept without a script.");
  await page.getByRole("button", { name: "Save draft" }).click();
  expect(await page.getByLabel("Summary").inputValue()).toBe("Kept without a script.");
  await page.getByRole("button", { name: "Review and seal" }).click();
  expect(await page.getByRole("alert").innerText()).toMatch(/things are missing/);
  expect(await page.getByLabel("Summary").inputValue()).toBe("Kept without a script.");
  for (const criterion of criteria) await rate(page, criterion, "2 Below");
  await page.getByLabel("Pattern", { exact: true }).selectOption({ label: "Scope creep" });
  await page.getByLabel("The moment, quoted").fill("“Billing too.”");
  await page.getByRole("radio", { name: "No", exact: true }).check();
  await page.getByRole("radio", { name: "Senior", exact: true }).check();
  await page.getByRole("button", { name: "Review and seal" }).click();
  expect(await heading(page)).toMatch(/^Review your card on /);
  await page.getByRole("button", { name: "Seal it" }).click();
  expect(await heading(page)).toBe("Your sealed card");
  await page.getByRole("button", { name: "Undo" }).click();
  expect(await page.getByLabel("Summary").inputValue()).toBe("Kept without a script.");
  await page.getByRole("button", { name: "Review and seal" }).click();
  await page.getByRole("button", { name: "Seal it" }).click();
  await page.getByRole("link", { name: "Open the debrief" }).click();
  expect(new URL(page.url()).pathname).toMatch(/\/debrief$/);
  expect(await page.locator("main").innerText()).toContain("Kept without a script.");
});

test("leaving a card at once, or without a connection, loses no word", async ({
  browser,
  server,
}) => {
  const context = await browser.newContext({ baseURL: server.url });
  const page = await context.newPage();
  await signIn(page, "ana@evenhand.example");
  await page.getByRole("link", { name: /Rafael Etxeberria/ }).click();
  await page.waitForURL(/\/cards\//);
  const card = page.url();
  await page.getByLabel("Summary").fill("Typed, and left within the pause.");
  await page.getByRole("link", { name: "Rubrics" }).click();
  await page.waitForURL(/\/rubrics$/);
  await page.goto(card);
  expect(await page.getByLabel("Summary").inputValue()).toBe("Typed, and left within the pause.");
  await context.setOffline(true);
  await page.getByLabel("Summary").fill("Typed without a connection.");
  const dismissed = page.waitForEvent("dialog").then((asked) => asked.dismiss());
  await page.getByRole("link", { name: "Rubrics" }).click();
  await dismissed;
  expect(page.url()).toBe(card);
  await page.getByText(/No connection/).waitFor();
  await context.setOffline(false);
  await page.getByText(/^Saved \d\d:\d\d$/).waitFor();
  await page.reload();
  expect(await page.getByLabel("Summary").inputValue()).toBe("Typed without a connection.");
  await context.close();
});

test("without JavaScript, a save from an older page shows both texts and overwrites nothing", async ({
  visit,
}) => {
  const page = await visit({ javaScriptEnabled: false });
  await signIn(page, "mateo.quiroga@evenhand.example");
  await page.getByRole("link", { name: /Rafael Etxeberria/ }).click();
  const older = await page.context().newPage();
  await older.goto(page.url());
  await page.getByLabel("Summary").fill("The newer text.");
  await page.getByRole("button", { name: "Save draft" }).click();
  await older.getByLabel("Summary").fill("The older text.");
  await older.getByRole("button", { name: "Save draft" }).click();
  const both = older.getByRole("alert").filter({ hasText: "A newer version was saved at" });
  expect(await both.innerText()).toMatch(/The older text\.[\s\S]*The newer text\./);
  await page.reload();
  expect(await page.getByLabel("Summary").inputValue()).toBe("The newer text.");
});

test("a session that ended loses nothing that was typed", async ({ visit }) => {
  const page = await visit();
  await signIn(page, "cora@evenhand.example");
  await page.goto("/loops?state=debrief");
  await page.locator("main tbody a, main li a").first().click();
  await page.waitForURL(/\/loops\/[^/]+/);
  await page.goto(`${page.url().replace(/\/debrief$/, "")}/debrief`);
  await page.getByLabel("Reasons").fill("Typed before the session ended.");
  await page.context().clearCookies();
  await page.getByRole("button", { name: "Record the decision" }).click();
  await page.getByText("What you typed is kept and goes with you.").waitFor();
  await page.getByLabel("E-mail").fill("cora@evenhand.example");
  await page.getByLabel("Password").fill("evenhand-demo");
  await page.getByRole("button", { name: "Sign in and continue" }).click();
  await page.getByRole("button", { name: "Send it now" }).click();
  await page.getByText("Choose an outcome.").waitFor();
  expect(await page.getByLabel("Reasons").inputValue()).toBe("Typed before the session ended.");
});

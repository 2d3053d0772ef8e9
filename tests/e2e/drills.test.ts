import type { Page } from "playwright-core";
import { describe, expect } from "vitest";
import { expectAccessible, signIn, test } from "#tests/support/browser.ts";

const ana = "ana@evenhand.example";
const lea = "lea@evenhand.example";
const farid = "farid.nazari@evenhand.example";

/** Chooses the same point for every criterion of both answers, and a level for each. */
async function scoreThroughout(page: Page, score: string) {
  for (const name of ["first", "second"]) {
    await page.locator(`input[name="${name}.level"][value="senior"]`).check({ force: true });
    const points = page.locator(`input[name^="${name}.ratings."][value="${score}"]`);
    for (const point of await points.all()) await point.check({ force: true });
  }
}

/** The address of a drill that the signed-in person has not scored. */
async function unscored(page: Page): Promise<string> {
  await page.goto("/drills");
  const open = page.getByRole("listitem").filter({ hasText: "Not scored yet" });
  return (await open.first().getByRole("link").getAttribute("href")) ?? "";
}

test("an interviewer scores a drill, is told what is missing, and then sees the key", async ({
  visit,
}) => {
  const page = await visit();
  await signIn(page, ana);
  await page.getByRole("link", { name: "Drills", exact: true }).first().click();
  await page.getByText(/of your scores are the key's/).waitFor();
  await page.getByRole("link", { name: "Next drill" }).click();
  await page.getByRole("heading", { name: "Answer A" }).waitFor();
  expect(await page.content()).not.toContain("What sets the two apart");
  await scoreThroughout(page, "3");
  await page.locator('input[name="second.ratings.verification"][value="not-asked"]').check();
  await page.getByRole("button", { name: "Send both and see the key" }).click();
  await page.getByRole("heading", { name: "What sets the two apart" }).waitFor();
  expect(await page.locator("main").innerText()).toContain("Key");
  await page.reload();
  expect(await page.getByRole("button", { name: /Send both/ }).count()).toBe(0);
});

test("on a phone one answer is scored after the other, and what is chosen outlasts a reload", async ({
  visit,
}) => {
  const page = await visit({ viewport: { width: 360, height: 740 } });
  await signIn(page, "samira.haddad@evenhand.example");
  await page.goto(await unscored(page));
  const [first, second] = [
    page.getByRole("region", { name: "Answer A" }),
    page.getByRole("region", { name: "Answer B" }),
  ];
  expect(await second.isVisible()).toBe(false);
  await first.getByRole("radio", { name: "Senior" }).check({ force: true });
  await page.getByText("1 of 6 chosen").waitFor();
  await page.getByRole("button", { name: "On to Answer B" }).click();
  await second.getByRole("radio", { name: "Staff" }).check({ force: true });
  expect(await first.isVisible()).toBe(false);
  await page.reload();
  await page.getByText("1 of 6 chosen").waitFor();
  expect(await first.getByRole("radio", { name: "Senior" }).isChecked()).toBe(true);

  // Refused, it shows the answer with the first thing to put right, and leads there.
  await page.getByRole("button", { name: "On to Answer B" }).click();
  await page.getByRole("button", { name: "Send both" }).click();
  await page.getByText(/things need a look/).waitFor();
  expect(await first.isVisible()).toBe(true);
  const focused = page.locator('input[name^="first.ratings."]:focus');
  await focused.waitFor();
  expect(await page.locator('input[name="second.level"][value="staff"]').isChecked()).toBe(true);
  await expectAccessible(page);
});

test("without JavaScript nothing chosen is lost when something is missing", async ({ visit }) => {
  const page = await visit({ javaScriptEnabled: false });
  await signIn(page, "zanele.mokoena@evenhand.example");
  await page.goto(await unscored(page));
  await page.locator('input[name="first.level"][value="senior"]').check({ force: true });
  await page.getByRole("button", { name: "Send both and see the key" }).click();
  await page.getByText(/things need a look/).waitFor();
  expect(await page.locator('input[name="first.level"][value="senior"]').isChecked()).toBe(true);
  await scoreThroughout(page, "2");
  await page.getByRole("button", { name: "Send both and see the key" }).click();
  await page.getByRole("heading", { name: "What sets the two apart" }).waitFor();
});

test("a lead makes a drill of two past cards, another one sends it back, and words are replaced", async ({
  visit,
}) => {
  const page = await visit();
  await signIn(page, lea);
  await page.goto("/drills/own");
  await page.locator('main a[href*="?loop="]').first().click();
  await page.getByRole("heading", { name: /^Cards about/ }).waitFor();
  await page.locator('input[name="firstCard"]').first().check();
  await page.locator('input[name="secondCard"]').nth(1).check();
  await page.getByRole("button", { name: "Begin the drill" }).click();
  await page.getByLabel("Title").waitFor();
  await page.getByLabel("Title").fill("Release of a ledger");
  await page.getByLabel("What was asked").fill("Ask Lea Brandt how a ledger is released.");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: "Release of a ledger" }).waitFor();
  await page.getByRole("button", { name: /hand over/ }).click();
  await page.getByText(/before this drill can go on/).waitFor();
  await page
    .getByText(/still open/)
    .first()
    .waitFor();
  const address = page.url();

  const other = await visit();
  await signIn(other, farid);
  await other.goto(address);
  expect(await other.getByLabel("Title").inputValue()).toBe("Release of a ledger");
  const stranger = await visit();
  await signIn(stranger, ana);
  expect((await stranger.goto(address))?.status()).toBe(404);
});

test("a lead sets the rule, and everybody reads it", async ({ visit }) => {
  const page = await visit();
  await signIn(page, lea);
  await page.goto("/drills/progress");
  await page.getByText("Set another rule").click();
  await page.getByLabel("Drills", { exact: true }).fill("6");
  await page.getByLabel("Why").fill("Four drills said too little.");
  await page.getByRole("button", { name: "Set this rule" }).click();
  await page.getByText(/^To qualify: 6 drills/).waitFor();
  const reader = await visit();
  await signIn(reader, ana);
  await reader.goto("/drills");
  await reader.getByText(/^To qualify: 6 drills/).waitFor();
});

describe.each(["light", "dark"] as const)("on a phone, in %s colours", (colorScheme) => {
  test("every screen of the drills is accessible and as wide as the screen", async ({ visit }) => {
    const page = await visit({ viewport: { width: 360, height: 740 }, colorScheme });
    await signIn(page, lea);
    await page.goto("/drills/own");
    const loop = (await page.locator('main a[href*="?loop="]').first().getAttribute("href")) ?? "";
    const paths = ["/drills", "/drills/progress", "/drills/own", loop];
    for (const path of [...paths, await unscored(page)]) {
      await page.goto(path);
      await expectAccessible(page);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide, `${path} is wider than the screen`).toBeLessThanOrEqual(360);
    }
  });
});

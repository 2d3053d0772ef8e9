import type { Page } from "playwright-core";
import { describe, expect } from "vitest";
import { expectAccessible, signIn, test } from "#tests/support/browser.ts";

const lea = "lea@evenhand.example";
const cora = "cora@evenhand.example";
const ana = "ana@evenhand.example";

/** The address of a list's first entry. */
async function firstOf(page: Page, list: string, query = ""): Promise<string> {
  await page.goto(`${list}${query}`);
  const links = page.locator(`main a[href^="${list}/"]:not([href$="/new"])`);
  return (await links.first().getAttribute("href")) ?? "";
}

async function expectSound(page: Page, path: string, status = 200) {
  expect((await page.goto(path))?.status(), path).toBe(status);
  await expectAccessible(page);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide, `${page.url()} is wider than the screen`).toBeLessThanOrEqual(360);
}

describe.each(["light", "dark"] as const)("on a phone, in %s colours", (colorScheme) => {
  const phone = { viewport: { width: 360, height: 740 }, colorScheme };

  test("every screen of a lead is accessible and as wide as the screen", async ({ visit }) => {
    const page = await visit(phone);
    await expectSound(page, "/sign-in");
    await signIn(page, lea);
    const loop = await firstOf(page, "/loops", "?state=interviewing");
    const paths = [
      "/",
      "/loops",
      "/loops?q=nobody+is+called+this",
      loop,
      `${loop}?do=add-round`,
      "/loops/new",
      "/positions",
      "/positions/new",
      await firstOf(page, "/positions"),
      "/candidates",
      "/candidates/new",
      await firstOf(page, "/candidates"),
    ];
    for (const path of paths) await expectSound(page, path);
    await expectSound(page, "/nothing/here", 404);
  });

  test("every screen of the committee is accessible and as wide as the screen", async ({
    visit,
  }) => {
    const page = await visit(phone);
    await signIn(page, cora);
    const paths = ["/", "/loops", "/calibration", "/rubrics", "/rubrics/staff-backend"];
    for (const path of paths) await expectSound(page, path);
  });
});

test("a lead sets up a position and a loop, gives Ana a card, moves it and cancels the round", async ({
  visit,
}) => {
  const page = await visit();
  await signIn(page, lea);

  await page.goto("/positions/new");
  await page.getByLabel("Title").fill("Ledger engineer");
  await page.getByLabel("Rubric").selectOption("Staff backend engineer, version 1");
  await page.getByLabel("Level", { exact: true }).selectOption("staff");
  const weight = page.locator('input[name="weights.verification"]');
  const right = await weight.inputValue();
  await weight.fill(String(Number(right) + 7));
  await page.getByLabel("Why these weights").fill("Ledgers must balance.");
  await page.getByRole("button", { name: "Create position" }).click();
  await page.getByRole("alert").waitFor();
  await page.getByText("The weights add to 107, they must add to 100.").waitFor();
  expect(await page.getByLabel("Title").inputValue()).toBe("Ledger engineer");
  expect(await page.getByLabel("Level", { exact: true }).inputValue()).toBe("staff");
  expect(await weight.inputValue()).toBe(String(Number(right) + 7));
  expect(await page.getByLabel("Why these weights").inputValue()).toBe("Ledgers must balance.");
  await weight.fill(right);
  await page.getByRole("button", { name: "Create position" }).click();
  await page.getByRole("heading", { level: 1, name: "Ledger engineer" }).waitFor();

  await page.goto("/candidates/new");
  await page.getByLabel("Name").fill("Zoë Quill");
  await page.getByRole("button", { name: "Save candidate" }).click();
  await page.getByRole("heading", { level: 1, name: "Zoë Quill" }).waitFor();
  await page.getByRole("link", { name: "New loop" }).first().click();
  await page.getByLabel("Position").selectOption({ label: "Ledger engineer · Staff" });
  await page.getByRole("button", { name: "Open loop" }).click();
  await page.getByLabel(/^Starts/).fill("2030-05-06T10:30");
  await page.getByRole("button", { name: "Add round" }).click();

  await page.getByRole("link", { name: "Assign somebody" }).click();
  await page.getByLabel("Interviewer", { exact: true }).selectOption({ label: "Ana Ferreira" });
  await page.getByRole("button", { name: "Assign", exact: true }).click();
  const change = page.getByLabel("Change Ana Ferreira's card");
  await change.waitFor();

  const interviewer = await visit();
  await signIn(interviewer, ana);
  const owed = interviewer.getByRole("link", { name: /Zoë Quill.*Ledger engineer/s });
  await owed.waitFor();

  await change.click();
  await page.getByRole("link", { name: "Give it to somebody else" }).click();
  await page.getByLabel(/^Who takes the card/).selectOption({ label: "Yuki Hayashida" });
  await page.getByRole("button", { name: "Reassign" }).click();
  await page.getByLabel("Change Yuki Hayashida's card").waitFor();
  await interviewer.reload();
  await interviewer.getByRole("heading", { level: 1, name: "My queue" }).waitFor();
  expect(await owed.count()).toBe(0);

  await page.getByText("Cancel round", { exact: true }).click();
  await page.getByRole("textbox", { name: "Reason" }).fill("The candidate was ill.");
  await page.getByRole("button", { name: "Cancel this round" }).click();
  await page.getByText("Cancelled", { exact: true }).waitFor();
  expect(await page.locator("main").innerText()).toContain("The candidate was ill.");
});

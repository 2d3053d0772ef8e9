import type { Page } from "playwright-core";
import { describe, expect } from "vitest";
import { expectAccessible, signIn, test } from "#tests/support/browser.ts";
import { PATIENCE } from "#tests/support/patience.ts";

const lea = "lea@evenhand.example";
const ana = "ana@evenhand.example";
const cora = "cora@evenhand.example";
const adam = "adam@evenhand.example";

/** The address of somebody's profile, found as an administrator finds people. */
async function profileOf(page: Page, name: string): Promise<string> {
  await page.goto(`/admin/people?q=${encodeURIComponent(name)}`);
  const href = await page.getByRole("link", { name, exact: true }).getAttribute("href");
  return `/calibration/people/${href?.split("/").at(-1)}`;
}

/** Opens a profile once the demonstration's first calculation is done. */
async function opened(page: Page, path: string) {
  await expect
    .poll(
      async () => {
        await page.goto(path);
        return page.locator("main").innerText();
      },
      { timeout: PATIENCE, interval: 1000 },
    )
    .toContain("Calculated");
}

const narrow = { width: 360, height: 740 };
const widthOf = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth);

test("a lead reads how Tomasz scores: severity in words, what could help, and files of it", async ({
  visit,
}) => {
  const admin = await visit();
  await signIn(admin, adam);
  const path = await profileOf(admin, "Tomasz Wieczorek");
  // Administrators look after people and read no scores by that.
  expect((await admin.goto(path))?.status()).toBe(404);

  const page = await visit();
  await signIn(page, lea);
  await opened(page, path);
  await page.getByRole("heading", { level: 1, name: "Tomasz Wieczorek" }).waitFor();
  const main = page.locator("main");
  expect(await main.innerText()).toMatch(
    /Tomasz Wieczorek scores about 0\.\d points lower than the panel for the same candidates \(0\.\d+ to [01]\.\d\), over \d+ cards\./,
  );
  await page.getByRole("heading", { name: "What could help" }).waitFor();
  await page.getByText("Scores lie below the panel's").waitFor();
  const csv = page.getByRole("link", { name: "CSV of Scores by criterion" });
  const [file] = await Promise.all([page.waitForEvent("download"), csv.click()]);
  expect(file.suggestedFilename()).toBe("Scores by criterion Tomasz Wieczorek.csv");
  await expectAccessible(page);

  await main.getByRole("link", { name: "How it is worked out" }).first().click();
  await page.waitForURL(/\/calibration\/method#severity$/);
  await page.getByRole("heading", { level: 2, name: "Severity" }).waitFor();
  const contents = page.getByRole("navigation", { name: "Contents" });
  for (const name of ["How far panels agree", "Agreement in drills", "Range"]) {
    await contents.getByRole("link", { name, exact: true }).last().click();
    const heading = page.getByRole("heading", { level: 2, name, exact: true });
    const top = () => heading.evaluate((element) => element.getBoundingClientRect().top);
    await expect.poll(top).toBeLessThan(200);
    await expect.poll(top).toBeGreaterThan(0);
  }
});

test("Ana opens her own page from the navigation, and nobody else's", async ({ visit }) => {
  const admin = await visit();
  await signIn(admin, adam);
  const tomasz = await profileOf(admin, "Tomasz Wieczorek");

  const page = await visit();
  await signIn(page, ana);
  await page.getByRole("link", { name: "How you score" }).click();
  await page.getByRole("heading", { level: 1, name: "How you score" }).waitFor();
  await opened(page, new URL(page.url()).pathname);
  expect(await page.locator("main").innerText()).toMatch(/You score about/);
  expect(await page.locator("main").getByRole("link", { name: "Calibration" }).count()).toBe(0);
  await expectAccessible(page);
  expect((await page.goto(tomasz))?.status()).toBe(404);
  expect((await page.goto(`${tomasz}/severity.csv`))?.status()).toBe(404);
  expect(await page.locator("body").innerText()).not.toContain("Tomasz");
});

test("too few cards of a position say how many are needed, and no number", async ({ visit }) => {
  const admin = await visit();
  await signIn(admin, adam);
  const kwame = await profileOf(admin, "Kwame Asante");
  const own = await profileOf(admin, "Cora Whitfield");
  const page = await visit();
  await signIn(page, cora);
  await opened(page, kwame);
  await page.getByRole("link", { name: /^Principal engineer, Infrastructure.* 4 cards$/ }).click();
  await page.getByText("Not enough history: 4 of the 5 cards needed").waitFor();
  expect(await page.locator("figure").count()).toBe(0);
  const { search } = new URL(page.url());
  expect((await page.goto(`${kwame}/severity.csv${search}`))?.status()).toBe(404);
  await page.goto(own);
  await page.getByText("Nothing to show yet").waitFor();
});

describe.each(["light", "dark"] as const)("on a phone, in %s colours", (colorScheme) => {
  test("profile and method are accessible and as wide as the screen", async ({ visit }) => {
    const page = await visit({ viewport: narrow, colorScheme });
    await signIn(page, ana);
    await page.getByText("Menu", { exact: true }).click();
    await page.getByRole("link", { name: "How you score" }).click();
    await page.getByRole("heading", { level: 1, name: "How you score" }).waitFor();
    await opened(page, new URL(page.url()).pathname);
    await expectAccessible(page);
    expect(await widthOf(page)).toBeLessThanOrEqual(narrow.width);
    await page.goto("/calibration/method");
    await expectAccessible(page);
    expect(await widthOf(page)).toBeLessThanOrEqual(narrow.width);
  });
});

test("without JavaScript the page stands as it is, and prints with its figures", async ({
  visit,
}) => {
  const page = await visit({ javaScriptEnabled: false });
  await signIn(page, ana);
  await page.getByRole("link", { name: "How you score" }).click();
  await opened(page, new URL(page.url()).pathname);
  await page.emulateMedia({ media: "print" });
  expect(await page.locator("figure svg[width='100%']").first().isVisible()).toBe(true);
  expect(await page.getByRole("navigation", { name: "Main" }).isVisible()).toBe(false);
  await page.emulateMedia({ media: "screen" });
  await page.goto("/calibration/method#alpha");
  await page.getByRole("heading", { level: 2, name: "How far panels agree" }).waitFor();
});

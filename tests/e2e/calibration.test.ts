import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { describe, expect } from "vitest";
import { expectAccessible, signIn, test } from "#tests/support/browser.ts";
import { PATIENCE } from "#tests/support/patience.ts";

const lea = "lea@evenhand.example";
const cora = "cora@evenhand.example";

/** Opens the view once the demonstration's positions are all calculated. */
async function openView(page: Page, email: string) {
  await signIn(page, email);
  await expect
    .poll(
      async () => {
        await page.goto("/calibration");
        return page.getByLabel("Position").locator("option").allInnerTexts();
      },
      { timeout: 2 * PATIENCE, interval: 1000 },
    )
    .not.toContainEqual(expect.stringMatching(/\(0\)$/));
  await page.goto("/calibration");
}

const section = (page: Page, title: string) =>
  page
    .locator("main section")
    .filter({ has: page.getByRole("heading", { level: 2, name: title }) });
const widthOf = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth);
const names = (page: Page) => section(page, "Candidates").locator("ol > li a").allInnerTexts();

/** How many candidates the list has on all its pages: "20 of 48 candidates". */
async function total(page: Page): Promise<number> {
  const caption = await section(page, "Candidates").locator("figcaption").innerText();
  return Number(/(\d+) candidates/.exec(caption)?.[1]);
}

/** Name and words of everybody who stands out in the position shown. */
async function standingOut(page: Page): Promise<string[]> {
  const list = page.getByRole("heading", { name: "What stands out" }).locator("..").locator("li");
  return (await list.allInnerTexts()).map((text) => text.replaceAll(/\s+/g, " "));
}

test("the committee finds the severe, lenient and flat interviewers of the demonstration, and nobody else", async ({
  visit,
}) => {
  const page = await visit();
  await openView(page, cora);
  const options = page.getByLabel("Position").locator("option");
  const positions = await options.evaluateAll((all) => all.map((one) => one.getAttribute("value")));
  expect(positions).toHaveLength(4);
  const said: string[] = [];
  for (const position of positions) {
    await page.goto(`/calibration?position=${position}&part=interviewers`);
    said.push(...(await standingOut(page)));
  }
  const about = (name: string) => said.filter((text) => text.startsWith(name)).join(" ");
  for (const severe of ["Tomasz Wieczorek", "Ingrid Solheim"])
    expect(about(severe)).toMatch(/Scores 0\.\d\d points lower than the panel/);
  for (const lenient of ["Kwame Asante", "Chiara Bellandi"])
    expect(about(lenient)).toMatch(/Scores 0\.\d\d points higher than the panel/);
  expect(about("Declan O'Rourke")).toMatch(
    /Scores criteria alike on \d+ of \d+ cards; the panel does on \d+ of \d+/,
  );
  const planted =
    /^(Tomasz Wieczorek|Ingrid Solheim|Kwame Asante|Chiara Bellandi|Declan O'Rourke) /;
  expect(said.filter((text) => !planted.test(text))).toEqual([]);
  expect(said.join(" ")).not.toMatch(/bias/i);
});

test("a lead orders candidates either way, holds two against each other, and goes back", async ({
  visit,
}) => {
  const page = await visit();
  await openView(page, lea);
  const headline = section(page, "What these numbers are worth").getByRole("listitem");
  expect(await headline.count()).toBeGreaterThanOrEqual(3);
  const adjusted = await names(page);
  await page.getByRole("link", { name: "Raw", exact: true }).click();
  await page.waitForURL(/order=raw/);
  await expect.poll(() => names(page)).not.toEqual(adjusted);
  await page.goBack();
  await expect.poll(() => names(page)).toEqual(adjusted);

  const [first = "", second = "", third = ""] = adjusted;
  await page.getByRole("checkbox", { name: `Compare ${first}` }).check();
  await page.getByRole("checkbox", { name: `Compare ${second}` }).check();
  const pair = page.getByRole("region", { name: `${first} and ${second}` });
  await pair.getByText(/(Cannot be told apart: |is ahead: )/).waitFor();
  await pair.getByText(/nine times out of ten the true difference lies between/).waitFor();
  await pair.getByRole("heading", { name: "What would change the order" }).waitFor();
  // A third one takes the place of the first.
  await page.getByRole("checkbox", { name: `Compare ${third}` }).check();
  await page.getByRole("region", { name: `${second} and ${third}` }).waitFor();
  expect(await page.getByRole("checkbox", { name: `Compare ${first}` }).isChecked()).toBe(false);
  await page.goBack();
  await pair.waitFor();
  expect(await page.getByRole("checkbox", { name: `Compare ${first}` }).isChecked()).toBe(true);
  await expectAccessible(page);
});

test("filters stand in the address, say what they narrow, and Back widens again", async ({
  visit,
}) => {
  const page = await visit();
  await openView(page, lea);
  const all = await names(page);
  const everybody = await total(page);
  await page.getByLabel("Level shown").selectOption("senior");
  await page.waitForURL(/level=senior/);
  await page.getByText(/whose decision recorded the level Senior/).waitFor();
  expect(await total(page)).toBeLessThan(everybody);
  await page.getByLabel("Met by").selectOption({ label: "Tomasz Wieczorek" });
  await page.waitForURL(/met=/);
  await page.getByText(/those Tomasz Wieczorek met/).waitFor();
  await page.goBack();
  await page.goBack();
  await expect.poll(() => names(page)).toEqual(all);
  await page.goto("/calibration?quarter=1999-q1&level=wizard");
  await page.getByText(/names something that is not here/).waitFor();
});

test("the figures come as files that hold what the page shows", async ({ visit }) => {
  const page = await visit();
  await openView(page, lea);
  const load = async (name: string) => {
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name, exact: true }).click(),
    ]);
    return readFileSync(await file.path(), "utf8");
  };
  const svg = await load("SVG of Candidates");
  expect(svg).toMatch(/^<\?xml [^>]*>\s*<svg /);
  for (const name of (await names(page)).slice(0, 3)) expect(svg).toContain(name);
  await page.getByRole("link", { name: "Interviewers", exact: true }).click();
  const csv = await load("CSV of Severity");
  expect(csv.split("\r\n")[0]).toContain("Interviewer,Against the panel,Low,High,Cards");
  expect(csv).toMatch(/\r\nTomasz Wieczorek,-0\.\d{4,},/);
  expect((await page.request.get("/calibration/nothing.csv")).status()).toBe(404);
  const interviewer = await visit();
  await signIn(interviewer, "ana@evenhand.example");
  expect((await interviewer.request.get("/calibration/severity.csv")).status()).toBe(404);
});

test("two positions, and two stretches of time, stand side by side", async ({ visit }) => {
  const page = await visit();
  await openView(page, lea);
  await page.getByRole("link", { name: "Compare two selections" }).click();
  await page.getByRole("heading", { level: 1, name: "Compare two selections" }).waitFor();
  const other = page.getByRole("group", { name: "Second" }).getByLabel("Position");
  await other.selectOption({ label: "Senior backend engineer, Search, Senior" });
  await page.waitForURL(/b\.position=/);
  const table = page.getByRole("region", { name: "Both selections side by side" });
  await table.getByRole("columnheader", { name: "Senior backend engineer, Search" }).waitFor();
  await expectAccessible(page);
  const first = page.getByRole("group", { name: "First" }).getByLabel("Settled until");
  await first.selectOption({ index: 3 });
  await page.waitForURL(/a\.until=/);
  await page.getByRole("heading", { name: "Mean score by criterion" }).waitFor();
});

test("a stretch of time has its own severity and agreement, beside another one's", async ({
  visit,
}) => {
  const page = await visit();
  await openView(page, lea);
  const quarters = await page
    .getByLabel("Settled from")
    .locator("option")
    .evaluateAll((options) => options.map((option) => option.getAttribute("value")));
  const [since, before] = quarters.slice(3, 5);
  await page.goto(`/calibration/compare?a.until=${before}&b.from=${since}`);
  await page.getByRole("heading", { name: "Severity of the same interviewers" }).waitFor();
  await page
    .getByText(/^0\.\d\d lower and 0\.\d\d lower · (not )?clear$/)
    .first()
    .waitFor();
  await page.getByRole("heading", { name: "How far panels agree" }).waitFor();
  await expectAccessible(page);
  await page.goto(`/calibration?part=interviewers&from=${since}`);
  await page.getByText(/^Severity is that of loops settled since Q\d \d{4}/).waitFor();
  await page
    .getByText(/^0\.\d\d lower, (not )?clear · \d+ candidates$/)
    .first()
    .waitFor();
  await expectAccessible(page);
  await page.goto(`/calibration?part=criteria&from=${since}`);
  await page.getByText(/of loops settled since Q\d \d{4}, scored by two or more/).waitFor();
});

test("everything is there without JavaScript", async ({ visit }) => {
  const warm = await visit();
  await openView(warm, lea);
  const page = await visit({ javaScriptEnabled: false });
  await signIn(page, lea);
  await page.goto("/calibration");
  const [first = "", second = ""] = await names(page);
  await page.getByRole("checkbox", { name: `Compare ${first}` }).check();
  await page.getByRole("checkbox", { name: `Compare ${second}` }).check();
  await page.getByRole("button", { name: "Compare the two ticked" }).click();
  await page.getByRole("region", { name: `${first} and ${second}` }).waitFor();
  await page.getByLabel("Level shown").selectOption("senior");
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await page.waitForURL(/level=senior/);
  await page.getByText("Show the table").first().click();
  await page.getByRole("region", { name: "Table: Candidates" }).waitFor();
  await page.getByText("Hide the table").click();
  await page.getByText("Show the table").waitFor();
  expect(await page.getByRole("region", { name: "Table: Candidates" }).count()).toBe(0);
  await page.getByRole("link", { name: "Interviewers", exact: true }).click();
  const severity = section(page, "Interviewers").locator("ol > li").first();
  expect(await severity.locator("svg circle").count()).toBe(1);
  await page.getByRole("link", { name: "Criteria", exact: true }).click();
  await page.getByRole("heading", { name: "How far panels agree" }).waitFor();
  expect(new URL(page.url()).searchParams.get("level")).toBe("senior");
});

describe.each(["light", "dark"] as const)("in %s colours", (colorScheme) => {
  test("the view is accessible, as wide as a phone, and whole on paper", async ({ visit }) => {
    const page = await visit({ viewport: { width: 360, height: 740 }, colorScheme });
    await openView(page, cora);
    for (const path of [
      "/calibration?table=all",
      "/calibration?part=interviewers&table=all",
      "/calibration?part=criteria&table=all",
      "/calibration/compare",
    ]) {
      await page.goto(path);
      for (const fold of await page.locator("summary").all())
        if (await fold.isVisible()) await fold.click();
      await expectAccessible(page);
      expect(await widthOf(page), `${path} is wider than the screen`).toBeLessThanOrEqual(360);
    }
    await page.goto("/calibration?part=interviewers");
    await page.getByRole("link", { name: "Show the table: Severity" }).click();
    await page.getByRole("region", { name: "Table: Severity" }).waitFor();
    await page.emulateMedia({ media: "print" });
    expect(await page.getByRole("form", { name: "Selection" }).isVisible()).toBe(false);
    expect(await page.getByRole("region", { name: "Table: Severity" }).isVisible()).toBe(true);
  });
});

import { execFile } from "node:child_process";
import { cpSync, readFileSync, rmSync } from "node:fs";
import { promisify } from "node:util";
import { parse } from "csv-parse/sync";
import type { Page } from "playwright-core";
import { expect, inject } from "vitest";
import * as z from "zod";
import { calibrate } from "#app/domain/calibration/report.ts";
import { test as base, expectAccessible, signIn } from "#tests/support/browser.ts";
import { cellsOf, given, reference } from "#tests/support/rating-panels.ts";
import { type Served, serve, temporaryFolder } from "#tests/support/server.ts";

/** Guilford's seven junior scientists and three senior ones, imported as anybody would import them. */
const FILE = "tests/reference/guilford-1954.csv";
const RUBRIC = "tests/reference/guilford-creativity.v1.yaml";
const TITLE = "Scientific creativity";
const INTERVIEWERS = ["Avogadro", "Brahe", "Cavendish"];

const Rows = z.array(
  z.object({
    ...{ candidate: z.string(), interviewer: z.string(), criterion: z.string() },
    rating: z.coerce.number(),
  }),
);
const expected = given(
  calibrate(cellsOf(Rows.parse(parse(readFileSync(FILE), { columns: true }))), {
    ...{ model: "m3", scale: [1, 9] },
    weights: [20, 20, 20, 20, 20],
  }),
);
const { judge } = reference("mfrm_guilford").expected.jmle.fit;

const test = base.extend<{ server: Served }>({
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads a fixture's needs from its pattern
    async ({}, use) => {
      const folder = temporaryFolder();
      cpSync(inject("demonstration"), folder, { recursive: true });
      const words = ["db/import.ts", FILE, "--rubric", RUBRIC, "--position", TITLE];
      await promisify(execFile)(process.execPath, ["--import", "tsx", ...words], {
        env: { ...process.env, EVENHAND_DATA: folder, DATABASE_URL: "" },
      });
      const server = await serve({ EVENHAND_DATA: folder });
      await use(server);
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: "file" },
  ],
});

/** The calibration of the imported panel, as soon as the app has calculated it. */
async function openPanel(page: Page): Promise<void> {
  await signIn(page, "lea@evenhand.example");
  await page.goto("/calibration");
  const position = page.getByLabel("Position");
  const named = position.locator("option", { hasText: TITLE });
  await position.selectOption((await named.getAttribute("value")) ?? "");
  await page.waitForURL(/position=/);
  // The page follows the calculation by itself.
  await page.getByText("Every settled loop is in it.").waitFor({ timeout: 60_000 });
}

/** A figure's table by its rows' first cells, then by its columns. */
async function tableOf(page: Page, title: string): Promise<Map<string, Map<string, string>>> {
  const table = page.getByRole("region", { name: `Table: ${title}`, includeHidden: true });
  const columns = await table.locator("thead th").allTextContents();
  const rows = await table.locator("tbody tr").all();
  return new Map(
    await Promise.all(
      rows.map(async (row) => {
        const cells = await row.locator("th, td").allTextContents();
        const named = new Map(columns.map((column, at) => [column, cells[at] ?? ""]));
        return [cells[0] ?? "", named] as const;
      }),
    ),
  );
}

/** As it is shown: two digits, a real minus, a plus where it is told from one. */
const shown = (value: number, signed = false) =>
  `${value < 0 ? "−" : signed && value > 0 ? "+" : ""}${Math.abs(value).toFixed(2)}`;

test("severities and candidates of the reference panel are the domain's, to the digits shown", async ({
  page,
}) => {
  await openPanel(page);
  const panel = page.url();
  await page.goto(`${panel}&part=interviewers&table=severity`);
  const severities = await tableOf(page, "Severity");
  expect([...severities.keys()].toSorted()).toEqual(INTERVIEWERS);
  for (const { id, cards, severity } of expected.interviewers) {
    const { points, interval } = given(severity);
    const row = severities.get(id);
    // Turned round: who scores lower than the panel stands below 0.
    expect(row?.get("Against the panel"), id).toBe(shown(-points, true));
    expect(row?.get("Low"), id).toBe(shown(-interval[1], true));
    expect(row?.get("High"), id).toBe(shown(-interval[0], true));
    expect(row?.get("Cards"), id).toBe(String(cards));
  }
  expect(await page.getByText("Nobody scores clearly lower or higher").count()).toBe(1);
  await expectAccessible(page);
  await page.goto(`${panel}&table=candidates`);
  const candidates = await tableOf(page, "Candidates");
  expect(candidates.size).toBe(7);
  for (const { id, raw, calibrated } of expected.candidates) {
    expect(candidates.get(id)?.get("Raw"), id).toBe(shown(raw ?? Number.NaN));
    expect(candidates.get(id)?.get("Adjusted (advisory)"), id).toBe(shown(given(calibrated).score));
  }
  await expectAccessible(page);
});

test("many-facet measures on each interviewer's page are those of the published programs", async ({
  page,
}) => {
  await openPanel(page);
  const panel = page.url();
  // The programs float the judges; here candidates float, a shift of all judges by one constant.
  const mean = judge.measure.reduce((sum: number, one: number) => sum + one, 0) / 3;
  for (const [at, name] of judge.element.entries()) {
    await page.goto(`${panel}&part=interviewers&table=severity`);
    const table = page.getByRole("region", { name: "Table: Severity", includeHidden: true });
    const profile = await table
      .getByText(name, { exact: true })
      .locator("xpath=ancestor-or-self::a");
    await page.goto((await profile.getAttribute("href")) ?? "");
    await page.getByText("For those who know many-facet models").click();
    const figures = new Map<string, string>();
    const terms = page.locator("details", { hasText: "many-facet" }).locator("dt");
    for (const term of await terms.all())
      figures.set(
        await term.innerText(),
        await term.locator("xpath=following-sibling::dd[1]").innerText(),
      );
    const measure = shown(judge.measure[at] - mean);
    expect(figures.get("Severity, logits"), name).toBe(
      `${measure} (standard error ${shown(judge.se[at])})`,
    );
    expect(figures.get("Infit mean square"), name).toBe(shown(judge.infit_mnsq[at]));
    expect(figures.get("Outfit mean square"), name).toBe(shown(judge.outfit_mnsq[at]));
  }
});

import type { Page } from "playwright-core";
import { expect } from "vitest";
import { expectAccessible, signIn, test, type Visit } from "#tests/support/browser.ts";
import { present } from "#tests/support/card-page.ts";

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true } as const;

async function openCard(visit: Visit, candidate: RegExp, options?: Parameters<Visit>[0]) {
  const page = await visit(options);
  await signIn(page, "ana@evenhand.example");
  await page.getByRole("link", { name: candidate }).first().click();
  await page.waitForURL(/\/cards\//);
  if (options?.javaScriptEnabled !== false) await present(page);
  return page;
}

/** Presses keys one after the other, counts them, and never finds the focus gone. */
function keysOf(page: Page) {
  let presses = 0;
  return {
    press: async (...keys: readonly string[]) => {
      for (const key of keys) {
        await page.keyboard.press(key);
        presses++;
        expect(await focused(page), `after ${key}`).not.toBe("BODY");
      }
    },
    presses: () => presses,
  };
}
const focused = (page: Page) => page.evaluate(() => document.activeElement?.tagName ?? "BODY");
const focusedName = (page: Page) =>
  page.evaluate(() => document.activeElement?.getAttribute("name") ?? "");
const current = (page: Page) => page.locator("[data-current]").getAttribute("data-stop");
const said = (page: Page) => page.locator("main [role=status]").first().textContent();

test("a whole card is filled, reviewed and sealed without the mouse in at most forty key presses", async ({
  visit,
}) => {
  const page = await openCard(visit, /Saoirse Gallagher/);
  const { press, presses } = keysOf(page);
  const criteria = await page.locator("li[data-stop]").count();
  expect(criteria).toBe(5);
  for (let at = 0; at < criteria; at++) {
    const title = await current(page);
    await press("3");
    expect(await said(page)).toMatch(new RegExp(`^${title}: 3, Meets\\. \\w`));
    expect(await page.locator("[data-current] input:checked").getAttribute("value")).toBe("3");
    await press("e");
    await page.keyboard.insertText(`On ${title}: “I would measure first.”`);
    await press("Escape", "j");
  }
  for (let at = 0; at < (await page.locator("[data-stop].probe").count()); at++) await press("j");
  expect(await current(page)).toBe("Recommendation");
  await press("3", "j");
  expect(await said(page)).toMatch(/^Level demonstrated/);
  await press("2", "j", "e");
  await page.keyboard.insertText("Measures before moving. I would work with them.");
  await press("Control+Enter");
  const seal = page.getByRole("button", { name: /^Seal/ });
  await seal.waitFor();
  await seal.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Your sealed card" }).waitFor();
  expect(presses() + 1).toBeLessThanOrEqual(40);
  const sealed = await page.locator("main").innerText();
  expect(sealed).toContain("Measures before moving.");
  expect(sealed).toContain("On Verification: “I would measure first.”");
  expect(sealed.match(/I would measure first/g)).toHaveLength(5);
});

test("keys step through the card, rate and unrate, and leave what is typed alone", async ({
  visit,
}) => {
  const page = await openCard(visit, /Ngozi Anyanwu/);
  const { press } = keysOf(page);
  const [first = "", second = ""] = await page
    .locator("[data-stop]")
    .evaluateAll((stops) => stops.map((stop) => stop.getAttribute("data-stop") ?? ""));
  const score = (title: string) =>
    page.locator(`[data-stop="${title}"] input:checked`).getAttribute("value");
  expect(await current(page)).toBe(first);
  await press("j");
  expect(await current(page)).toBe(second);
  await press("k", "k");
  expect(await current(page)).toBe(first);
  await press("n");
  expect(await score(first)).toBe("not-asked");
  expect(await said(page)).toBe(`${first}: Not asked.`);
  await press("s");
  expect(await score(first)).toBe("no-signal");
  await press("9");
  expect(await score(first)).toBe("no-signal");
  await press("4");
  expect(await score(first)).toBe("4");
  await press("Control+2", "Alt+2", "Shift+J");
  expect(await score(first)).toBe("4");
  expect(await current(page)).toBe(first);

  // What is typed stays text, and the arrow keys stay the browser's.
  await press("e");
  await page.keyboard.type("1 is just an example? nas");
  expect(await page.locator("[data-current] textarea").inputValue()).toBe(
    "1 is just an example? nas",
  );
  expect(await score(first)).toBe("4");
  await press("Escape");
  expect(await current(page)).toBe(first);
  await press("4", "ArrowLeft");
  expect(await score(first)).toBe("3");

  await press("a");
  expect(await focusedName(page)).toMatch(/^observations\.\d+\.pattern$/);
  await page.keyboard.type("Scope");
  await press("Tab", "Tab", "Tab");
  await page.keyboard.type("“Billing too.”");
  await press("Escape");
  expect(await current(page)).toBe(first);
  await page.getByRole("button", { name: "Remove" }).click();
  expect(await focused(page)).toBe("BUTTON");

  // Off the screen's edge nothing is rated: the stop comes into view, clear of the bar.
  await press("j", "j", "j");
  const bar = (await page.locator("[data-bar]").boundingBox())?.y ?? 0;
  const place = (await page.locator("[data-current]").boundingBox())?.y ?? -1;
  expect(place).toBeGreaterThanOrEqual(0);
  expect(place).toBeLessThan(bar);
});

test("the map lists the keys, gives the focus back, and turns single keys off for good", async ({
  visit,
}) => {
  const page = await openCard(visit, /Ngozi Anyanwu/);
  await page.keyboard.press("?");
  const map = page.getByRole("dialog", { name: "Keyboard" });
  await map.waitFor();
  await expectAccessible(page);
  expect(await map.innerText()).toMatch(/1 to 4[\s\S]*Not asked[\s\S]*No signal/);
  await page.keyboard.press("1");
  expect(await page.locator("[data-current] input[value='1']").isChecked()).toBe(false);
  await map.getByLabel("Single keys are on").uncheck();
  await page.keyboard.press("Escape");
  await map.waitFor({ state: "detached" });
  expect(await focused(page)).not.toBe("BODY");
  await page.keyboard.press("1");
  await page.reload();
  await present(page);
  await page.keyboard.press("1");
  await page.keyboard.press("?");
  await page.getByRole("button", { name: "Keyboard" }).click();
  await map.waitFor();
  expect(await page.locator("[data-current] input[value='1']").isChecked()).toBe(false);
  await map.getByLabel("Single keys are on").check();
  await map.getByRole("button", { name: "Close" }).click();
  await page.keyboard.press("1");
  expect(await page.locator("[data-current] input[value='1']").isChecked()).toBe(true);
  await page.getByText(/^Saved \d\d:\d\d$/).waitFor();

  // Nor is the very first key lost, which is what brings the listening.
  await page.reload({ waitUntil: "networkidle" });
  await page.keyboard.press("2");
  await page.locator("[data-current] input[value='2']:checked").waitFor({ state: "attached" });
});

test("each score is announced with its anchor, and the levels stand side by side on request", async ({
  visit,
}) => {
  const page = await openCard(visit, /Rafael Etxeberria/, {
    viewport: { width: 1440, height: 900 },
  });
  const score = page.getByRole("group", { name: "Verification" }).getByLabel("3 Meets");
  await page.locator("#criterion-verification summary").click();
  const told = await score.getAttribute("aria-describedby");
  const anchor = await page.locator(`#${told}`).innerText();
  expect(anchor.length).toBeGreaterThan(40);

  const colour = () =>
    page.locator(`#${told}`).evaluate((element) => getComputedStyle(element).color);
  const before = await colour();
  await score.hover();
  expect(await colour()).not.toBe(before);

  const compare = page.getByRole("link", { name: "Compare levels of Verification" });
  await page.route("**/levels", (route) => route.fulfill({ status: 404 }));
  await compare.click();
  await page.getByText("The levels did not load.").waitFor();
  await page.unroute("**/levels");
  await page.getByRole("link", { name: "Hide the levels of Verification" }).click();
  await compare.click();
  const levels = page.getByRole("table", { name: "Verification at each level" });
  await levels.waitFor();
  expect(await levels.getByRole("columnheader").allInnerTexts()).toEqual([
    "Senior",
    "Staff\nthis position",
    "Principal",
  ]);
  expect(await levels.getByRole("row").nth(3).innerText()).toContain(anchor);
  await expectAccessible(page);
});

test("a criterion out of focus is folded, shows its score, posts what it holds and opens for a fault", async ({
  visit,
}) => {
  const page = await openCard(visit, /Rafael Etxeberria/);
  const folded = page.locator("#criterion-leverage");
  const fold = folded.locator("summary");
  const open = () => folded.locator("details").evaluate((one: HTMLDetailsElement) => one.open);
  expect(await open()).toBe(false);
  expect(await fold.innerText()).toMatch(/Leverage[\s\S]*weight 15%[\s\S]*Not rated/);
  await page.getByRole("button", { name: "Review and seal" }).click();
  await page.getByText("Rate Leverage, or mark it not asked or no signal.").first().waitFor();
  expect(await open()).toBe(true);

  await folded.getByLabel("2 Below").check();
  await fold.click();
  expect(await fold.innerText()).toMatch(/2/);
  await page.getByLabel("Summary").fill("Folded, and still a part of the card.");
  await page.getByText(/^Saved \d\d:\d\d$/).waitFor();
  await page.reload();
  expect(await open()).toBe(true);
  expect(await folded.getByLabel("2 Below").isChecked()).toBe(true);
});

test("the kit lies beside the card on a desk, stays folded when folded, and leads to its probes", async ({
  visit,
}) => {
  const page = await openCard(visit, /Rafael Etxeberria/);
  const kit = page.getByRole("complementary", { name: "Design for an unfamiliar place" });
  expect(await kit.isVisible()).toBe(true);
  await kit.locator("details").nth(1).locator("summary").click();
  await kit.getByText("Strong answers").first().waitFor();
  await kit
    .getByRole("link", { name: /^Write down what came of it/ })
    .first()
    .click();
  expect(await current(page)).toBe("The silent minute");

  await page.getByRole("button", { name: "Hide the kit" }).click();
  expect(await kit.isVisible()).toBe(false);
  expect(await focused(page)).toBe("BUTTON");
  await page.reload();
  expect(await kit.isVisible()).toBe(false);
  await page.getByRole("button", { name: "Show the kit" }).click();
  expect(await kit.isVisible()).toBe(true);
  expect(await focused(page)).toBe("H2");
});

test("on a phone the kit opens over the card, which keeps its place and its text", async ({
  visit,
}) => {
  const page = await openCard(visit, /Rafael Etxeberria/, phone);
  const kit = page.locator("#kit");
  expect(await kit.isVisible()).toBe(false);
  expect(await page.locator(".keycap").first().isVisible()).toBe(false);
  await page.getByLabel("Summary").scrollIntoViewIfNeeded();
  const scrolled = () => page.evaluate(() => window.scrollY);
  const place = await scrolled();
  const opener = page.getByRole("link", { name: "Kit", exact: true });
  await opener.tap();
  await kit.waitFor();
  await expectAccessible(page);
  // Nothing beneath takes a key while the kit covers it.
  await page.keyboard.press("3");
  expect(await page.locator("[data-current] input[value='1']").isChecked()).toBe(false);
  await page.keyboard.press("Escape");
  await kit.waitFor({ state: "hidden" });
  expect(await scrolled()).toBe(place);
  expect(await focused(page)).toBe("A");
  await opener.tap();
  await kit
    .getByRole("link", { name: /^Write down what came of it/ })
    .first()
    .tap();
  await kit.waitFor({ state: "hidden" });
  expect(await current(page)).toBe("The silent minute");
  const small = await page.evaluate(() =>
    [...document.querySelectorAll("main button, main summary, main label:has(input), main select")]
      .filter((one) => one.getClientRects().length > 0)
      .filter((one) => one.getBoundingClientRect().height < 44)
      .map((one) => one.textContent),
  );
  expect(small).toEqual([]);
});

test("the sheet holds the kit and a blank card, and nothing of what was typed", async ({
  visit,
}) => {
  const page = await openCard(visit, /Rafael Etxeberria/);
  await page.getByRole("link", { name: "Print" }).click();
  await page.getByRole("heading", { name: "Card", exact: true }).waitFor();
  await expectAccessible(page);
  const sheet = await page.locator("main").innerText();
  expect(sheet).toContain("Time plan");
  expect(sheet).toContain("Strong: ");
  expect(sheet).toContain("Not asked");
  expect(sheet).not.toContain("Compared Postgres and DynamoDB");
  await page.emulateMedia({ media: "print" });
  expect(await page.getByRole("navigation", { name: "Main" }).isVisible()).toBe(false);
  expect(await page.getByRole("button", { name: "Print" }).isVisible()).toBe(false);
});

test.for([
  { viewport: { width: 1440, height: 900 }, colorScheme: "light" },
  { viewport: { width: 1440, height: 900 }, colorScheme: "dark" },
  { viewport: { width: 720, height: 450 }, colorScheme: "light" },
  { viewport: { width: 360, height: 740 }, colorScheme: "dark" },
  { viewport: { width: 320, height: 640 }, colorScheme: "light" },
] as const)(
  "the card is accessible and scrolls one way at $viewport.width, $colorScheme",
  async (options, { visit }) => {
    const page = await openCard(visit, /Rafael Etxeberria/, options);
    for (const fold of await page.locator("li[data-stop] > details:not([open]) > summary").all())
      await fold.click();
    await page.keyboard.press("3");
    await expectAccessible(page);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(options.viewport.width);
  },
);

test("with forced colours the chosen score, the marked criterion and the focus are told by lines", async ({
  visit,
}) => {
  const page = await openCard(visit, /Rafael Etxeberria/, {
    forcedColors: "active",
    reducedMotion: "reduce",
  });
  await page.keyboard.press("2");
  const border = (value: string) =>
    page
      .locator(`[data-current] .point:has([value="${value}"])`)
      .evaluate((point) => parseFloat(getComputedStyle(point).borderTopWidth));
  expect(await border("2")).toBeGreaterThan(await border("3"));
  const styles = await page.locator("[data-current]").evaluate((stop) => {
    const chosen = stop.querySelector(".point:has(:checked)");
    const tone = stop.querySelector(".point .tone");
    return {
      mark: getComputedStyle(stop).borderLeftWidth,
      focus: chosen && getComputedStyle(chosen).outlineStyle,
      tone: tone && getComputedStyle(tone).backgroundColor,
    };
  });
  expect(styles).toEqual({ mark: "4px", focus: "solid", tone: "rgb(178, 67, 30)" });
});

test("without JavaScript folds, kit, levels and sheet are there, and nothing that needs a script", async ({
  visit,
}) => {
  const page = await openCard(visit, /Rafael Etxeberria/, {
    ...phone,
    javaScriptEnabled: false,
  });
  expect(await page.getByRole("button", { name: "Keyboard" }).isVisible()).toBe(false);
  expect(await page.getByRole("button", { name: /^Add/ }).count()).toBe(0);
  expect(await page.locator("#kit").isVisible()).toBe(true);
  const fold = page.locator("#criterion-verification > details");
  if ((await fold.getAttribute("open")) === null) await fold.locator("summary").click();
  await page.getByRole("group", { name: "Verification" }).getByLabel("3 Meets").check();
  await fold.locator("summary").click();
  await page.getByRole("button", { name: "Save draft" }).click();
  expect(
    await page.getByRole("group", { name: "Verification" }).getByLabel("3 Meets").isChecked(),
  ).toBe(true);
  const card = page.url();
  await page.getByRole("link", { name: "Compare levels of Verification" }).click();
  expect(page.url()).toMatch(/\/rubrics\/staff-backend\?version=1&level=all#verification$/);
  expect(await page.locator("#verification").isVisible()).toBe(true);
  await page.goto(card);
  await page.getByRole("link", { name: "Print" }).click();
  expect(await page.locator("main").innerText()).toContain("Evidence, with the minute:");
});

import type { Page } from "playwright-core";
import { describe, expect } from "vitest";
import { expectAccessible, signIn, test, type Visit } from "#tests/support/browser.ts";

const phone = { viewport: { width: 360, height: 740 } } as const;
const notesOn = (page: Page) => page.getByLabel("Notes", { exact: true });
const evidenceOn = (page: Page, criterion: string) => page.getByLabel(`Evidence for ${criterion}`);
const stamp = (page: Page, minute: number) =>
  page.getByRole("button", { name: `${minute}' the minute, into your notes` });
const saved = (page: Page) => page.getByText(/^Saved \d\d:\d\d$/).waitFor();

/** Ana's card on one of her candidates, as it is so many minutes into its round. */
async function cardAt(
  visit: Visit,
  minute: number,
  options: Parameters<Visit>[0] = {},
  candidate = /Saoirse Gallagher/,
): Promise<Page> {
  const page = await visit(options);
  await signIn(page, "ana@evenhand.example");
  await page.getByRole("link", { name: candidate }).click();
  await page.waitForURL(/\/cards\//);
  const starts = await page.locator("main header time").first().getAttribute("datetime");
  await page.clock.install({ time: Date.parse(starts ?? "") + minute * 60_000 });
  await page.reload();
  await unfoldNotes(page);
  return page;
}

/** In the demonstration's own time the round may be over, and empty notes folded. */
async function unfoldNotes(page: Page) {
  if (!(await notesOn(page).isVisible()))
    await page.getByRole("heading", { name: "Notes" }).click();
}

test("a key writes the minute and another a quote, and what was typed is taken back as typing is", async ({
  visit,
}) => {
  const page = await cardAt(visit, 12.5);
  const notes = notesOn(page);
  await stamp(page, 12).waitFor();
  await notes.fill("");
  await notes.focus();
  await page.keyboard.press("Alt+m");
  await page.keyboard.type("drew the ledger");
  await page.keyboard.press("Alt+q");
  await page.keyboard.type("I would bound it");
  expect(await notes.inputValue()).toBe("12' drew the ledger\n12' “I would bound it”");
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");

  // Time goes on, and the button says so by itself.
  await page.clock.fastForward(21 * 60_000);
  await stamp(page, 33).click();
  await page.keyboard.type("owner named");
  expect(await notes.inputValue()).toBe(
    "12' drew the ledger\n12' “I would bound it”\n33' owner named",
  );
  await notes.press("Shift+Home");
  await page.keyboard.press("Alt+q");
  expect(await notes.inputValue()).toContain("\n“33' owner named”");
  await page.keyboard.press("Control+z");
  expect(await notes.inputValue()).toContain("\n33' owner named");

  // Evidence has the same helps, and so has a moment that is quoted.
  await evidenceOn(page, "Leverage").focus();
  await page.keyboard.press("Alt+q");
  await page.keyboard.type("They asked me");
  expect(await evidenceOn(page, "Leverage").inputValue()).toBe("33' “They asked me”");
  await page.getByRole("button", { name: "Add a pattern you saw" }).click();
  await page.getByRole("button", { name: "33' the minute, into the moment" }).click();
  expect(await page.getByLabel("The moment, quoted").inputValue()).toBe("33' ");
  await saved(page);
  await page.reload();
  expect(await notesOn(page).inputValue()).toContain("33' owner named");
});

test.for([-5, 91])(
  "%i minutes into a round of an hour there is no minute to write",
  async (minute, { visit }) => {
    const page = await cardAt(visit, minute);
    await page.getByRole("button", { name: "Quote, in your notes" }).waitFor();
    await notesOn(page).fill("");
    await notesOn(page).focus();
    await page.keyboard.press("Alt+q");
    expect(await notesOn(page).inputValue()).toBe("“”");
    expect(await page.getByRole("button", { name: /the minute/ }).count()).toBe(0);
  },
);

test("lines of the notes are dragged or keyed onto a criterion, and taken back", async ({
  visit,
}) => {
  const page = await cardAt(visit, 50, { viewport: { width: 1280, height: 900 } });
  await evidenceOn(page, "Trade-off reasoning").fill("Measured first.");
  await evidenceOn(page, "Leverage").fill("");
  await notesOn(page).fill("3' one\n\n12' “two”\n20' three");
  await page.getByRole("button", { name: "Sort notes" }).click();
  await page.getByRole("heading", { name: "Sort your notes" }).waitFor();
  await expectAccessible(page);
  const lines = page.getByRole("list", { name: "Lines of your notes" }).getByRole("listitem");
  const target = (criterion: string) =>
    page.getByRole("list", { name: "Criteria" }).locator(":scope > li", { hasText: criterion });
  expect(await lines.count()).toBe(3);

  await lines.nth(1).dragTo(target("Leverage"));
  await page.getByText("Put on Leverage: 12' “two”").waitFor();
  expect(await evidenceOn(page, "Leverage").inputValue()).toBe("12' “two”");
  expect(await notesOn(page).inputValue()).toBe("3' one\n\n20' three");

  await page.getByRole("button", { name: "Put on a criterion: 20' three" }).focus();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("m");
  await page.getByRole("group", { name: "Put on" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("group", { name: "Put on" }).waitFor({ state: "detached" });
  await page.keyboard.press("Enter");
  await page.getByRole("group", { name: "Put on" }).waitFor();
  await expectAccessible(page);
  await page.keyboard.press("1");
  await page.getByText("Put on Trade-off reasoning: 3' one").waitFor();
  expect(await evidenceOn(page, "Trade-off reasoning").inputValue()).toBe(
    "Measured first.\n3' one",
  );

  await page.keyboard.press("Control+z");
  await page.getByText("Back in your notes: 3' one").waitFor();
  expect(await evidenceOn(page, "Trade-off reasoning").inputValue()).toBe("Measured first.");
  await target("Leverage").getByRole("button", { name: /^Undo/ }).click();
  expect(await notesOn(page).inputValue()).toBe("3' one\n\n12' “two”\n20' three");
  expect(await evidenceOn(page, "Leverage").inputValue()).toBe("");

  await lines.nth(2).dragTo(target("Leverage"));
  await page.getByText("Put on Leverage: 20' three").waitFor();
  await page.getByRole("button", { name: "Done" }).click();
  await page.getByRole("heading", { name: "Sort your notes" }).waitFor({ state: "detached" });
  await saved(page);
  await page.reload();
  expect(await evidenceOn(page, "Leverage").inputValue()).toBe("20' three");
});

describe.each(["light", "dark"] as const)("on a phone, in %s", (colorScheme) => {
  test("notes are taken and sorted by thumb, within the width", async ({ visit }) => {
    const page = await cardAt(visit, 7, { ...phone, colorScheme, hasTouch: true });
    const fits = async () =>
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
        360,
      );
    await notesOn(page).fill("");
    await evidenceOn(page, "Leverage").fill("");
    await stamp(page, 7).tap();
    await page.keyboard.type(`asked for ${"averylongwordwithoutanyspace".repeat(4)}`);
    await page.getByText("How to format").tap();
    await fits();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Sort notes" }).tap();
    await page.getByRole("button", { name: /^Put on a criterion/ }).tap();
    await fits();
    await expectAccessible(page);
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Leverage", exact: true }).tap();
    await page.getByText("No line is left in your notes.").waitFor();
    await fits();
    expect(await dialog.evaluate((box) => box.scrollWidth <= box.clientWidth)).toBe(true);
    await dialog.getByRole("button", { name: "Done" }).tap();
    expect(await evidenceOn(page, "Leverage").inputValue()).toMatch(/7' asked for avery\w+$/);
    await evidenceOn(page, "Leverage").fill("");
    await saved(page);
  });
});

test("an extreme asks for its quoted moment at once, and a long text says what it costs", async ({
  visit,
}) => {
  const page = await cardAt(visit, 12);
  const evidence = evidenceOn(page, "Leverage");
  const leverage = page.getByRole("group", { name: "Leverage" });
  await evidence.fill("");
  await leverage.getByRole("radio", { name: /^4/ }).check();
  const wanted = leverage.getByText("The lowest and highest scores need a quoted moment");
  await wanted.waitFor();
  await expectAccessible(page);
  await evidence.fill("“They now decide it without me.”");
  await wanted.waitFor({ state: "detached" });

  await evidence.fill("x".repeat(19_000));
  await leverage.getByText("1,000 characters left of 20,000.").waitFor();
  await evidence.fill("x".repeat(20_001));
  await leverage.getByText(/1 character longer than the 20,000 that can be sealed/).waitFor();
  await saved(page);
  await page.reload();
  expect(await evidenceOn(page, "Leverage").inputValue()).toHaveLength(20_001);

  // Beyond what is kept at all nothing is cut: the save says what is too long, and where.
  await unfoldNotes(page);
  await notesOn(page).fill("x".repeat(100_001));
  await page.getByRole("button", { name: /longer than the 100,000 characters/ }).click();
  expect(await notesOn(page).evaluate((field) => field === document.activeElement)).toBe(true);
  expect(await notesOn(page).inputValue()).toHaveLength(100_001);
  await notesOn(page).fill("");
  await evidenceOn(page, "Leverage").fill("");
  await saved(page);
});

test("without JavaScript notes are a plain text that is kept, with nothing that does not work", async ({
  visit,
}) => {
  const page = await visit({ javaScriptEnabled: false });
  await signIn(page, "ana@evenhand.example");
  await page.getByRole("link", { name: /Saoirse Gallagher/ }).click();
  await page.waitForURL(/\/cards\//);
  await unfoldNotes(page);
  await notesOn(page).fill("typed by hand\n12' and stamped");
  expect(await page.getByRole("button", { name: /Sort notes|Quote, in/ }).count()).toBe(0);
  await page.getByRole("button", { name: "Save draft" }).click();
  await page.waitForURL(/\/cards\//);
  expect(await notesOn(page).inputValue()).toBe("typed by hand\n12' and stamped");
});

test("a sealed card shows evidence as it was set, and its notes to its author alone", async ({
  visit,
}) => {
  const page = await cardAt(visit, 50, {}, /Rafael Etxeberria/);
  const card = new URL(page.url()).pathname;
  await notesOn(page).fill("- hesitated at the **ledger**");
  for (const criterion of await page.locator("li[data-stop]").all()) {
    const fold = criterion.locator("summary").first();
    if (!(await criterion.locator("textarea").isVisible())) await fold.click();
    await criterion.getByRole("radio", { name: /^3/ }).check();
    await criterion.locator("textarea").fill("12' said:\n> I would **measure** first");
  }
  await page.getByRole("radio", { name: "Yes", exact: true }).check();
  await page.getByRole("radio", { name: "Staff", exact: true }).check();
  await page.getByLabel("Summary").fill("Measures *before* moving.");
  await saved(page);
  await page.getByRole("button", { name: "Review and seal" }).click();
  await page.getByRole("button", { name: "Seal it" }).click();
  await page.getByRole("heading", { name: "Your sealed card" }).waitFor();
  await page.locator("blockquote strong", { hasText: "measure" }).first().waitFor();
  expect(await page.locator("dd em").innerText()).toBe("before");
  await page.getByText("Your notes (only you)").click();
  await page.getByText("hesitated at the").waitFor();
  expect(await page.getByRole("listitem").locator("strong", { hasText: "ledger" }).count()).toBe(1);
  await expectAccessible(page);

  const lea = await visit();
  await signIn(lea, "lea@evenhand.example");
  await lea.goto(card);
  await lea.locator("blockquote strong", { hasText: "measure" }).first().waitFor();
  expect(await lea.content()).not.toMatch(/hesitated|Your notes/);
});

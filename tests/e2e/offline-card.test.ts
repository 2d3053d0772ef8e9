import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { expectAccessible, signIn, test } from "#tests/support/browser.ts";

const phone = { viewport: { width: 360, height: 740 } } as const;

const fits = async (page: Page) =>
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);

/** Opens somebody's card and from there the page that fills it offline. */
async function open(page: Page, candidate: string): Promise<string> {
  await signIn(page, "ana@evenhand.example");
  await page.getByRole("link", { name: new RegExp(candidate) }).click();
  await page.waitForURL(/\/cards\//);
  const card = new URL(page.url()).pathname;
  await page.getByRole("link", { name: "Fill it offline" }).click();
  await page.getByRole("heading", { name: "Fill it offline" }).waitFor();
  return card;
}

async function download(page: Page): Promise<string> {
  const coming = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download the card" }).click();
  const file = await coming;
  expect(file.suggestedFilename()).toMatch(/^Card .+\.txt$/);
  return readFile(await file.path(), "utf8");
}

const upload = async (page: Page, text: string) => {
  const buffer = Buffer.from(text);
  await page
    .getByLabel("The filled-in file")
    .setInputFiles({ name: "card.txt", mimeType: "text/plain", buffer });
  await page.getByRole("button", { name: "Upload" }).click();
};

/** As one would with an editor: every score, one text, the verdict. */
const filled = (file: string) =>
  file
    .replaceAll(/^Score:.*$/gm, "Score: 3 Meets")
    .replace(
      /^(== Verification .*\n(?:#\|.*\n)*(?:Score|Confidence):.*\n.*\n)Evidence:.*$/m,
      "$1Evidence:\nWrote the test first.\n\nThen the code.",
    )
    .replace(/^Recommendation:.*$/m, "Recommendation: yes")
    .replace(/^Level:.*$/m, "Level: staff")
    .replace(/^Summary:.*$/m, "Summary:\nFilled in on a train.");

test("without scripts, on a phone, a card is taken along, brought back damaged, mended and sealed", async ({
  visit,
}) => {
  const ana = await visit({ ...phone, javaScriptEnabled: false });
  const card = await open(ana, "Saoirse Gallagher");
  await fits(ana);
  const file = filled((await download(ana)).replaceAll("\r\n", "\n"));

  const damaged = file.replace("Score: 3 Meets", "Score: great");
  await upload(ana, damaged);
  const line = damaged.split("\n").indexOf("Score: great") + 1;
  await ana.getByText(`Line ${line}`).waitFor();
  const said = await ana.getByRole("alert").innerText();
  expect(said).toContain("One line needs a look. Nothing on the card was changed.");
  expect(said).toContain("Score: great");
  await fits(ana);
  const box = ana.getByLabel("Your text, to mend and send again");
  expect(await box.inputValue()).toBe(damaged);
  await box.fill((await box.inputValue()).replace("Score: great", "Score: 3"));
  await ana.getByRole("button", { name: "Send it again" }).click();

  await ana.getByText(/^Saved: \d+ fields on the card now say/).waitFor();
  await fits(ana);
  await ana.getByRole("link", { name: "Look it over and seal it" }).click();
  await ana.waitForURL(new RegExp(`${card}$`));
  expect(await ana.getByLabel("Summary").inputValue()).toBe("Filled in on a train.");
  await ana.getByRole("button", { name: "Review and seal" }).click();
  await ana.getByRole("button", { name: "Seal it" }).click();
  await ana.getByRole("heading", { name: "Your sealed card" }).waitFor();
  expect(await ana.locator("main").innerText()).toContain("Then the code.");

  await ana.goto(`${card}/file`);
  await ana.getByRole("heading", { name: "Your sealed card" }).waitFor();
});

test("with scripts, a line is found in the box, and what both changed is chosen; clear to every reader", async ({
  visit,
}) => {
  const ana = await visit();
  const card = await open(ana, "Ngozi Anyanwu");
  await expectAccessible(ana);
  const file = filled((await download(ana)).replaceAll("\r\n", "\n"));

  await upload(ana, file.replace("Recommendation: yes", "Recommendation: hire\nwhy not"));
  await ana.getByText("2 lines need a look.").waitFor();
  await expectAccessible(ana);
  await ana
    .getByRole("link", { name: /^Line / })
    .first()
    .click();
  const chosen = await ana
    .getByLabel("Your text, to mend and send again")
    .evaluate((box: HTMLTextAreaElement) => box.value.slice(box.selectionStart, box.selectionEnd));
  expect(chosen).toBe("Recommendation: hire");

  // Meanwhile the card goes on in another tab.
  const other = await ana.context().newPage();
  await other.goto(card);
  await other.getByLabel("Summary").fill("Typed at the desk.");
  await other
    .getByText(/^Saved/)
    .first()
    .waitFor();
  await other.close();

  await upload(ana, file);
  await ana.getByText(/The card was changed after you took the file/).waitFor();
  for (const colorScheme of ["dark", "light"] as const) {
    await ana.emulateMedia({ colorScheme });
    await expectAccessible(ana);
  }
  await ana.getByRole("radio", { name: "Both, one after the other" }).check();
  await ana.getByRole("button", { name: "Save it like this" }).click();
  await ana.getByText(/^Saved: /).waitFor();
  await ana.emulateMedia({ colorScheme: "dark" });
  await expectAccessible(ana);
  await ana.getByRole("link", { name: "Look it over and seal it" }).click();
  await ana.getByRole("button", { name: "Review and seal" }).waitFor();
  expect(await ana.getByLabel("Summary").inputValue()).toBe(
    "Filled in on a train.\n\nTyped at the desk.",
  );
});

import type { Page } from "playwright-core";
import { describe, expect } from "vitest";
import { expectAccessible, signIn, test, type Visit } from "#tests/support/browser.ts";
import { present, savedOn } from "#tests/support/card-page.ts";

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true } as const;

async function openCard(visit: Visit, candidate: RegExp, options?: Parameters<Visit>[0]) {
  const page = await visit(options);
  await signIn(page, "ana@evenhand.example");
  await page.getByRole("link", { name: candidate }).first().click();
  await page.waitForURL(/\/cards\//);
  return page;
}

const probe = (page: Page, title: string) => page.getByRole("group", { name: title });
const answer = (page: Page, title: string, word: string) =>
  probe(page, title).getByRole("radio", { name: word });
const words = (page: Page, title: string) =>
  page.getByLabel(`What they said or did to ${title}`, { exact: true });

describe("planted probes", () => {
  test("are answered by mouse and by key, survive a reload, and are sealed with their words", async ({
    visit,
  }) => {
    const page = await openCard(visit, /Saoirse Gallagher/, {
      viewport: { width: 1280, height: 900 },
    });
    await present(page);
    const hint = "The planted wrong hint";
    expect(await words(page, hint).isVisible()).toBe(false);

    const kit = page.locator("#kit");
    await kit.getByRole("link", { name: /came of it.*The planted wrong hint/ }).click();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("probe-exactly-once");
    await page.keyboard.press("1");
    expect(await answer(page, hint, "Took it").isChecked()).toBe(true);
    expect(await page.locator("main [role=status]").first().textContent()).toMatch(
      /^The planted wrong hint: Took it\./,
    );
    await page.keyboard.press("e");
    await page.keyboard.insertText("22': “Yes, exactly once.”");
    await page.keyboard.press("Escape");
    await page.keyboard.press("j");
    await page.keyboard.press("n");
    expect(await answer(page, "Up and down", "Not asked").isChecked()).toBe(true);
    expect(await words(page, "Up and down").isVisible()).toBe(false);
    await answer(page, "Where a number comes from", "Refused without a reason").check({
      force: true,
    });
    expect(await words(page, "Where a number comes from").isVisible()).toBe(true);
    await savedOn(page);
    await expectAccessible(page);

    await page.reload();
    expect(await answer(page, hint, "Took it").isChecked()).toBe(true);
    expect(await words(page, hint).inputValue()).toBe("22': “Yes, exactly once.”");

    // Ratings first, then the words that a refusal needs.
    await present(page);
    for (const criterion of await page.locator("li[data-stop]").all()) {
      const folded = criterion.locator(":scope > details:not([open]) > summary");
      if ((await folded.count()) > 0) await folded.click();
      await criterion.getByRole("radio", { name: /^3 / }).check();
    }
    await page.getByRole("radio", { name: "Yes", exact: true }).check();
    await page.getByRole("radio", { name: "Staff", exact: true }).check();
    await page.getByLabel("Summary").fill("Took the hint, and gave no source.");
    await page.getByRole("button", { name: "Review and seal" }).click();
    await page
      .getByRole("button", { name: "Where a number comes from: Quote what they said or did." })
      .click();
    expect(await page.evaluate(() => document.activeElement?.getAttribute("name"))).toBe(
      "probes.source-of-a-number.quote",
    );
    await page.keyboard.insertText("“I won't go into that.”");
    await page.getByRole("button", { name: "Review and seal" }).click();
    const seal = page.getByRole("button", { name: "Seal it" });
    await seal.waitFor();
    expect(await page.locator("main").innerText()).toContain(`${hint} probe, took it`);
    await seal.click();
    await page.getByRole("heading", { name: "Your sealed card" }).waitFor();
    await expectAccessible(page);
    const section = page.locator("section").filter({
      has: page.getByRole("heading", { name: "Planted probes" }),
    });
    expect((await section.innerText()).split("\n").filter(Boolean)).toEqual([
      "Planted probes",
      `${hint} Took it`,
      "22': “Yes, exactly once.”",
      "Up and down Not asked",
      "Where a number comes from Refused without a reason",
      "“I won't go into that.”",
    ]);
  });

  test("on a phone open from the kit, fit the screen, and ask for words only where there are any", async ({
    visit,
  }) => {
    const page = await openCard(visit, /Rafael Etxeberria/, { ...phone, colorScheme: "dark" });
    await page.getByRole("link", { name: "Kit", exact: true }).tap();
    const kit = page.locator("#kit");
    await kit.waitFor();
    await kit.getByRole("link", { name: /came of it.*The missing requirement/ }).tap();
    await kit.waitFor({ state: "hidden" });
    const missing = "The missing requirement";
    expect(await words(page, missing).isVisible()).toBe(false);
    await answer(page, missing, "Engaged").check({ force: true });
    await words(page, missing).fill("7': “Who may correct it?”");
    await answer(page, missing, "Not asked").check({ force: true });
    expect(await words(page, missing).isVisible()).toBe(true);
    await words(page, missing).fill("");
    await page.getByLabel("Summary").focus();
    expect(await words(page, missing).isVisible()).toBe(false);
    const size = await probe(page, missing).evaluate((field) => ({
      page: document.documentElement.scrollWidth,
      choices: [...field.querySelectorAll("label:has(input)")].map(
        (label) => label.getBoundingClientRect().height,
      ),
    }));
    expect(size.page).toBeLessThanOrEqual(360);
    expect(Math.min(...size.choices)).toBeGreaterThanOrEqual(44);
    await expectAccessible(page);
    await savedOn(page);
  });

  test("without JavaScript always have their words at hand, and are saved by the form", async ({
    visit,
  }) => {
    const page = await openCard(visit, /Rafael Etxeberria/, { javaScriptEnabled: false });
    const title = "A closed question";
    expect(await words(page, title).isVisible()).toBe(true);
    await answer(page, title, "Took it").check({ force: true });
    await words(page, title).fill("“It depends on what a record is.”");
    await page.getByRole("button", { name: "Save draft" }).click();
    expect(await answer(page, title, "Took it").isChecked()).toBe(true);
    expect(await words(page, title).inputValue()).toBe("“It depends on what a record is.”");
  });

  test("answered apart on two devices are put side by side", async ({ visit }) => {
    const one = await openCard(visit, /Ngozi Anyanwu/);
    const other = await openCard(visit, /Ngozi Anyanwu/);
    const title = "Without that part";
    await answer(one, title, "Engaged").check({ force: true });
    await savedOn(one);
    await answer(other, title, "Took it").check({ force: true });
    const apart = other.getByRole("alert").filter({ hasText: "A newer version was saved" });
    await apart.waitFor();
    expect(await apart.innerText()).toContain(`${title}, what happened`);
    await apart.getByRole("button", { name: `Take the other for ${title}` }).click();
    await apart.getByRole("button", { name: "Save it like this" }).click();
    await savedOn(other);
    expect(await answer(other, title, "Engaged").isChecked()).toBe(true);
  });
});

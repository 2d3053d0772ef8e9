import { describe, expect } from "vitest";
import { expectAccessible, signIn, test } from "#tests/support/browser.ts";

const adam = "adam@evenhand.example";

test("an administrator changes what Kwame may do, then disables him, and his open browser is out at its next click", async ({
  visit,
}) => {
  const kwame = await visit();
  await signIn(kwame, "kwame.asante@evenhand.example");
  const places = kwame.getByRole("navigation", { name: "Main" });
  await places.getByRole("link", { name: "Loops" }).waitFor();
  expect(await places.getByRole("link", { name: "Candidates" }).count()).toBe(0);

  const page = await visit();
  await signIn(page, adam);
  await page.getByRole("link", { name: "People" }).click();
  await page.getByRole("searchbox").fill("kwame");
  await page.getByRole("button", { name: "Search" }).click();
  await page.getByRole("link", { name: "Kwame Asante" }).click();
  await page.getByRole("heading", { level: 1, name: "Kwame Asante" }).waitFor();
  await page.getByRole("checkbox", { name: /^Recruiting lead/ }).check();
  await page.getByLabel("Name", { exact: true }).fill("Kwame B. Asante");
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.getByRole("heading", { level: 1, name: "Kwame B. Asante" }).waitFor();

  await kwame.reload();
  await places.getByRole("link", { name: "Candidates" }).click();
  await kwame.getByRole("heading", { level: 1, name: "Candidates" }).waitFor();

  await page.getByText("Disable this account").click();
  await page.getByRole("button", { name: "Disable and sign out" }).click();
  await page.getByRole("button", { name: "Enable this account" }).waitFor();
  await places.getByRole("link", { name: "Loops" }).click();
  await kwame.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
  expect(await kwame.locator("body").innerText()).not.toContain("Candidates");
});

test("two browsers of one person: one signs the other out and changes the password", async ({
  visit,
}) => {
  const samira = "samira.haddad@evenhand.example";
  const phone = await visit({ userAgent: "Mozilla/5.0 (iPhone) Version/18.0 Safari/604.1" });
  await signIn(phone, samira);
  const page = await visit({ userAgent: "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0" });
  await signIn(page, samira);
  await page.getByRole("link", { name: "Samira Haddad, your account" }).click();
  await page.getByRole("heading", { level: 1, name: "Your account" }).waitFor();
  const sessions = page.getByRole("listitem").filter({ hasText: "last used" });
  expect(await sessions.count()).toBe(2);
  expect(await sessions.first().innerText()).toMatch(/Firefox on Windows\s+This one/);
  await page.getByRole("button", { name: "Sign out Safari on iPhone" }).click();
  await page.getByText("Safari on iPhone").waitFor({ state: "detached" });
  await phone.getByRole("link", { name: "Loops" }).first().click();
  await phone.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();

  await page.getByLabel("Current password").fill("evenhand-demo");
  await page.getByLabel("New password").fill("samira haddad");
  await page.getByRole("button", { name: "Change password" }).click();
  await page.getByText("mostly your own name").waitFor();
  await page.getByLabel("New password").fill("quiet otter on a bicycle");
  await page.getByRole("button", { name: "Change password" }).click();
  await page.getByText("Your password is changed").waitFor();
  expect(await page.getByLabel("Current password").inputValue()).toBe("");
});

describe.each(["light", "dark"] as const)("on a phone, in %s colours", (colorScheme) => {
  test("every screen about people is accessible and as wide as the screen", async ({ visit }) => {
    const page = await visit({ viewport: { width: 360, height: 740 }, colorScheme });
    await signIn(page, adam);
    await page.goto("/admin/people/invite");
    await page
      .getByLabel("Name", { exact: true })
      .fill(`Wolfeschlegelsteinhausenbergerdorff-${colorScheme}`);
    await page
      .getByLabel("E-mail")
      .fill(`${"long-address-".repeat(4)}${colorScheme}@evenhand.example`);
    await page.getByRole("button", { name: "Send invitation" }).click();
    await page.getByText(/^The invitation is on its way/).waitFor();
    const paths = [
      page.url(),
      "/admin/people?q=nobody+is+called+this",
      "/admin/people/invite",
      (await page.getByRole("link", { name: "Ana Ferreira" }).getAttribute("href")) ?? "",
      "/account",
    ];
    for (const path of paths) {
      await page.goto(path);
      await page.getByText("Menu").click();
      await page.getByRole("link", { name: "Adam Novák, your account" }).waitFor();
      await expectAccessible(page);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide, `${page.url()} is wider than the screen`).toBeLessThanOrEqual(360);
    }
  });
});

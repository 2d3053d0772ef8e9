import axe, { type Result } from "axe-core";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { test as base, inject } from "vitest";
import { DEMO_PASSWORD } from "#db/seed.ts";
import { PATIENCE } from "#tests/support/patience.ts";
import { launchChromium } from "./chromium.ts";
import { type Served, serveDemonstration } from "./server.ts";

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}

export type Visit = (options?: Parameters<Browser["newContext"]>[0]) => Promise<Page>;

/**
 * `test` with a page of the served demonstration. An error in any of its consoles, thrown or
 * logged, fails the test. `visit` opens another browser: other cookies, or no JavaScript.
 */
export const test = base.extend<{ server: Served; browser: Browser; visit: Visit; page: Page }>({
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads a fixture's needs from its pattern
    async ({}, use) => {
      const server = await serveDemonstration(inject("demonstration"));
      await use(server);
      await server.stop();
    },
    { scope: "file" },
  ],
  browser: [
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads a fixture's needs from its pattern
    async ({}, use) => {
      const browser = await launchChromium();
      await use(browser);
      await browser.close();
    },
    { scope: "file" },
  ],
  visit: async ({ browser, server }, use) => {
    const contexts: BrowserContext[] = [];
    const errors: string[] = [];
    await use(async (options) => {
      const context = await browser.newContext({ baseURL: server.url, ...options });
      context.setDefaultTimeout(PATIENCE);
      context.on("console", (message) => {
        if (message.type() === "error" && !isRefusal(message.text()))
          errors.push(`${message.text()} (${message.location().url})`);
      });
      context.on("weberror", (error) => errors.push(String(error.error())));
      contexts.push(context);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
    if (errors.length > 0) throw new Error(`The console held errors:\n${errors.join("\n")}`);
  },
  page: async ({ visit }, use) => use(await visit()),
});

/** Chromium writes an error for every refused form (4xx); those are answers, not defects. */
const isRefusal = (text: string) =>
  /^Failed to load resource: the server responded with a status of 4\d\d/.test(text);

/** Signs in as one of the demonstration's people and waits for their first page. */
export async function signIn(page: Page, email: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(DEMO_PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => url.pathname !== "/sign-in");
}

/** Fails with what axe finds against WCAG 2.2 AA, and where. */
export async function expectAccessible(page: Page): Promise<void> {
  // Evaluated by the debugger and not by a script element, so the page's own policy stays in force.
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    window.axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }),
  );
  if (violations.length > 0)
    throw new Error(`${page.url()} is not accessible:\n${violations.map(inWords).join("\n")}`);
}

const inWords = ({ id, help, nodes }: Result) =>
  `${id}: ${help}\n${nodes.map((node) => `  ${node.target.join(" ")}: ${node.html.slice(0, 160)}`).join("\n")}`;

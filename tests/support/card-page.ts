import type { BrowserContext, Page } from "playwright-core";
import { expect } from "vitest";

/** A card being written, as its author and its tests see it. */

export const summaryOf = (page: Page) => page.getByLabel("Summary", { exact: true });
export const savedOn = (page: Page) => page.getByText(/^Saved \d\d:\d\d$/).waitFor();

/** From the queue to a card that is still to be written; returns its address. */
export async function openCard(page: Page, candidate: RegExp): Promise<string> {
  await page.getByRole("link", { name: candidate }).click();
  await page.waitForURL(/\/cards\//);
  await page.getByText(/^(Nothing to save yet|Saved \d\d:\d\d)$/).waitFor();
  return page.url();
}

/** The summary that the server shows to whoever opens the card anew; for texts without markup. */
export async function storedSummary(context: BrowserContext, card: string): Promise<string> {
  const cookies = (await context.cookies()).map(({ name, value }) => `${name}=${value}`);
  const page = await fetch(card, { headers: { cookie: cookies.join("; ") } });
  const [, text] = /<textarea id="summary"[^>]*>([^<]*)</.exec(await page.text()) ?? [];
  if (text === undefined) throw new Error(`${card} answers ${page.status} without a summary`);
  return text;
}

/** The summaries that this browser keeps because the server does not hold them. */
export const keptIn = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const settled = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const known = await indexedDB.databases();
    if (!known.some(({ name }) => name === "evenhand")) return [];
    const database = await settled(indexedDB.open("evenhand"));
    const kept: { mine: { summary: string } }[] = await settled(
      database.transaction("kept").objectStore("kept").getAll(),
    );
    database.close();
    return kept.map(({ mine }) => mine.summary);
  });

/** Somebody is there: what listens to keys comes with the first sign of it. */
export async function present(page: Page): Promise<void> {
  let at = 0;
  const moves = async () => {
    await page.mouse.move(5, 5 + (at++ % 9));
    return page.locator("[data-current]").count();
  };
  await expect.poll(moves).toBe(1);
}

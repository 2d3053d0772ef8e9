import { cpSync, rmSync } from "node:fs";
import postgres from "postgres";
import { expect, inject } from "vitest";
import { signIn, test } from "#tests/support/browser.ts";
import { keptIn, openCard, savedOn, storedSummary, summaryOf } from "#tests/support/card-page.ts";
import { PATIENCE } from "#tests/support/patience.ts";
import { freePort, serve, temporaryFolder } from "#tests/support/server.ts";

declare global {
  interface Window {
    /** The summary at each moment at which the page called it saved. */
    acknowledged: string[];
  }
}

const url = process.env.TEST_DATABASE_URL;

/** Where a server may be killed: a copy of the demonstration, or a database of its own on Postgres. */
async function doomed() {
  const folder = temporaryFolder();
  const remove = () => rmSync(folder, { recursive: true, force: true });
  if (!url) {
    cpSync(inject("demonstration"), folder, { recursive: true });
    return { env: { EVENHAND_DATA: folder }, remove };
  }
  const name = `evenhand_killed_${process.pid}_${Date.now()}`;
  const admin = postgres(url, { max: 1, onnotice: () => {} });
  await admin.unsafe(`create database ${name}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  return {
    env: { EVENHAND_DATA: folder, DATABASE_URL: own.href },
    remove: async () => {
      remove();
      await admin.unsafe(`drop database ${name} with (force)`);
      await admin.end();
    },
  };
}

/** The same every time: which moments a kill falls into is no matter of luck. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

test.for([3, 7])(
  "a server killed between keystrokes, ten times over, has every character it acknowledged (%i)",
  { timeout: 15 * PATIENCE },
  async (seed, { browser }) => {
    const random = randomFrom(seed);
    const { env, remove } = await doomed();
    const port = await freePort();
    let server = await serve(env, port);
    const context = await browser.newContext({ baseURL: server.url });
    context.setDefaultTimeout(PATIENCE);
    // While the database is looked at, the page must not mend what may be missing in it.
    let looking = false;
    await context.route("**/draft", (route) =>
      looking ? route.abort("connectionrefused") : route.continue(),
    );
    const page = await context.newPage();
    await signIn(page, "ana@evenhand.example");
    const card = await openCard(page, /Saoirse Gallagher/);
    await page.evaluate(() => {
      window.acknowledged = [];
      const bar = document.querySelector("[data-bar]");
      const field = document.querySelector<HTMLTextAreaElement>("#summary");
      if (!bar || !field) throw new Error("Expected a card");
      new MutationObserver(() => {
        if (/Saved \d\d:\d\d/.test(bar.textContent ?? "")) window.acknowledged.push(field.value);
      }).observe(bar, { childList: true, subtree: true, characterData: true });
    });
    await summaryOf(page).focus();
    let typed = "";
    const type = async (length: number) => {
      const words = Array.from({ length }, () => "etaoin shrdlu"[Math.floor(random() * 13)]);
      typed += words.join("");
      await page.keyboard.type(words.join(""), { delay: 12 });
    };
    const behind: boolean[] = [];
    for (let kill = 0; kill < 10; kill++) {
      await type(10 + Math.floor(random() * 120));
      if (kill % 3 === 0) await savedOn(page);
      await type(Math.floor(random() * 60));
      server.kill("SIGKILL");
      await type(15);
      await server.ended;
      looking = true;
      server = await serve(env, port);
      const stored = await storedSummary(context, card);
      const acknowledged = await page.evaluate(() => window.acknowledged.at(-1) ?? "");
      expect(stored.slice(0, acknowledged.length)).toBe(acknowledged);
      expect(typed.slice(0, stored.length)).toBe(stored);
      behind.push(stored !== typed);
      looking = false;
      await page.evaluate(() => window.dispatchEvent(new Event("online")));
    }
    await savedOn(page);
    expect(await summaryOf(page).inputValue()).toBe(typed);
    expect(await storedSummary(context, card)).toBe(typed);
    expect(await page.evaluate(() => window.acknowledged.length)).toBeGreaterThan(4);
    expect(behind).toContain(true);
    await context.close();
    await server.stop();
    await remove();
  },
);

test("a minute without a network is kept in the browser, comes back with the next tab, and is saved", async ({
  browser,
  server,
}) => {
  const context = await browser.newContext({ baseURL: server.url });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  await page.clock.install();
  await signIn(page, "ana@evenhand.example");
  const card = await openCard(page, /Rafael Etxeberria/);
  let typed = "Before the tunnel.";
  await summaryOf(page).fill(typed);
  await savedOn(page);
  expect(await keptIn(page)).toEqual([]);
  await context.setOffline(true);
  for (let second = 5; second <= 60; second += 5) {
    await summaryOf(page).pressSequentially(` After ${second} seconds.`);
    typed += ` After ${second} seconds.`;
    await page.clock.runFor(5_000);
  }
  await page
    .getByText(/^No connection\. Kept in this browser since \d\d:\d\d; sent when it returns\.$/)
    .waitFor();
  expect(await keptIn(page)).toEqual([typed]);
  await page.close();
  await context.setOffline(false);
  expect(await storedSummary(context, card)).toBe("Before the tunnel.");

  const next = await context.newPage();
  await next.goto(card);
  await next.getByText(/^Restored what you typed at \d\d:\d\d\.$/).waitFor();
  await savedOn(next);
  expect(await summaryOf(next).inputValue()).toBe(typed);
  expect(await storedSummary(context, card)).toBe(typed);
  await expect.poll(() => keptIn(next)).toEqual([]);

  // And a tab that stays open sends by itself.
  await context.setOffline(true);
  await summaryOf(next).fill("In the next tunnel.");
  await next.getByText(/No connection/).waitFor();
  await context.setOffline(false);
  await savedOn(next);
  expect(await storedSummary(context, card)).toBe("In the next tunnel.");
  await context.close();
});

test("a browser that keeps nothing says so, and loses nothing while its page stays open", async ({
  browser,
  server,
}) => {
  const context = await browser.newContext({ baseURL: server.url });
  context.setDefaultTimeout(PATIENCE);
  await context.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("Not here", "SecurityError");
    };
  });
  const page = await context.newPage();
  await signIn(page, "priya.raghunathan@evenhand.example");
  const card = await openCard(page, /Ngozi Anyanwu/);
  await context.setOffline(true);
  await summaryOf(page).fill("On this page alone.");
  await page
    .getByText("No connection. Leave this page open: sent when it returns.", { exact: true })
    .waitFor();
  await context.setOffline(false);
  await savedOn(page);
  expect(await storedSummary(context, card)).toBe("On this page alone.");
  await context.close();
});

test("what is typed before the page has woken up is saved like everything else", async ({
  browser,
  server,
}) => {
  const context = await browser.newContext({ baseURL: server.url });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  await signIn(page, "ana@evenhand.example");
  const card = await openCard(page, /Saoirse Gallagher/);
  let wake = () => {};
  const asleep = new Promise<void>((resolve) => {
    wake = resolve;
  });
  await page.route("**/assets/*.js", async (route) => {
    await asleep;
    await route.continue();
  });
  await page.goto(card, { waitUntil: "commit" });
  await summaryOf(page).pressSequentially("Typed on a slow network.");
  wake();
  await savedOn(page);
  expect(await summaryOf(page).inputValue()).toBe("Typed on a slow network.");
  expect(await storedSummary(context, card)).toBe("Typed on a slow network.");
  await context.close();
});

test("a key pressed at the moment React begins is typed, and the page wakes up all the same", async ({
  visit,
}) => {
  const page = await visit();
  await signIn(page, "ana@evenhand.example");
  const card = await openCard(page, /Saoirse Gallagher/);
  await page.addInitScript(() => {
    const listen = Document.prototype.addEventListener;
    Document.prototype.addEventListener = function (
      this: Document,
      ...given: Parameters<typeof listen>
    ) {
      listen.apply(this, given);
      if (given[0] !== "keydown") return;
      // React listens just before it draws for the first time.
      Document.prototype.addEventListener = listen;
      const press = new KeyboardEvent("keydown", { key: "x", bubbles: true });
      queueMicrotask(() => document.querySelector("#summary")?.dispatchEvent(press));
    } as typeof listen;
  });
  await page.goto(card);
  await summaryOf(page).pressSequentially(" Typed in haste.");
  // The page as the server wrote it says "Saved" of the draft before this one.
  await expect.poll(() => storedSummary(page.context(), card)).toContain(" Typed in haste.");
});

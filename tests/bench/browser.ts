import type { CDPSession } from "playwright-core";
import { launchChromium } from "#tests/support/chromium.ts";

type Browser = Awaited<ReturnType<typeof launchChromium>>;

const phone = { viewport: { width: 390, height: 844 } };

/** 1.6 Mbit/s and 150 ms there and back. */
const slow4g = {
  offline: false,
  latency: 150,
  downloadThroughput: 1_600_000 / 8,
  uploadThroughput: 750_000 / 8,
};

/** The card page: cold visits, the largest paint on a slow network, and how long rating takes. */
export async function browse(server: string, path: string, cookie: string) {
  const browser = await launchChromium();
  try {
    const visits = await fiveVisits(browser, server, path, cookie);
    const slow: number[] = [];
    for (let run = 0; run < 5; run++) slow.push(await firstLook(browser, server, path, cookie));
    return {
      slow: slow.toSorted((a, b) => a - b)[2] ?? Number.NaN,
      rating: await ratings(browser, server, path, cookie),
      ...visits,
    };
  } finally {
    await browser.close();
  }
}

/** Cold visits at a quarter of the CPU, by path. */
export async function visited(server: string, paths: readonly string[], cookie: string) {
  const browser = await launchChromium();
  try {
    const visits: Visit[] = [];
    for (const path of paths) visits.push(await fiveVisits(browser, server, path, cookie));
    return visits;
  } finally {
    await browser.close();
  }
}

/** The median of five, figure by figure. */
async function fiveVisits(browser: Browser, server: string, path: string, cookie: string) {
  const runs: Visit[] = [];
  for (let run = 0; run < 5; run++) runs.push(await visit(browser, server, path, cookie));
  const median = (pick: (run: Visit) => number) =>
    runs.map(pick).toSorted((a, b) => a - b)[2] ?? Number.NaN;
  return {
    bytes: median((run) => run.bytes),
    scripts: runs[0]?.scripts ?? [],
    scriptBytes: median((run) => run.scriptBytes),
    first: median((run) => run.first),
    largest: median((run) => run.largest),
    blocking: median((run) => run.blocking),
  };
}

export type Visit = {
  /** Of scripts and styles on the wire. */
  readonly bytes: number;
  /** Addresses of the scripts that were loaded, and their bytes on the wire. */
  readonly scripts: readonly string[];
  readonly scriptBytes: number;
  readonly first: number;
  readonly largest: number;
  readonly blocking: number;
};

async function visit(
  browser: Browser,
  server: string,
  path: string,
  cookie: string,
): Promise<Visit> {
  const { context, page, devtools } = await throttled(browser, server, cookie);
  const code = new Map<string, string | null>();
  let bytes = 0;
  let scriptBytes = 0;
  devtools.on("Network.responseReceived", ({ requestId, response }) => {
    if (/javascript/.test(response.mimeType)) code.set(requestId, response.url);
    else if (/css/.test(response.mimeType)) code.set(requestId, null);
  });
  devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const script = code.get(requestId);
    if (script === undefined) return;
    bytes += encodedDataLength;
    if (script !== null) scriptBytes += encodedDataLength;
  });
  await page.addInitScript(() => {
    const seen = { largest: 0, blocking: 0 };
    Object.assign(window, { seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.largest = entry.startTime;
    }).observe({ type: "largest-contentful-paint", buffered: true });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.blocking += Math.max(0, entry.duration - 50);
    }).observe({ type: "longtask", buffered: true });
  });
  await page.goto(server + path, { waitUntil: "networkidle" });
  const paints = await page.evaluate(() => ({
    first: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN,
    ...(window as unknown as { seen: { largest: number; blocking: number } }).seen,
  }));
  await context.close();
  const scripts = [...code.values()].filter((script) => script !== null);
  return { bytes, scripts, scriptBytes, ...paints };
}

/** A page with cold caches on a quarter of the CPU. */
async function throttled(browser: Browser, server: string, cookie: string) {
  const context = await browser.newContext(phone);
  const [name = "", value = ""] = cookie.split("=");
  await context.addCookies([{ name, value, url: server }]);
  const page = await context.newPage();
  const devtools: CDPSession = await context.newCDPSession(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await devtools.send("Network.enable");
  return { context, page, devtools };
}

type Looked = { readonly looked: { largest: number } };

/** The largest paint on a slow 4G phone; milliseconds. */
async function firstLook(browser: Browser, server: string, path: string, cookie: string) {
  const { context, page, devtools } = await throttled(browser, server, cookie);
  await devtools.send("Network.emulateNetworkConditions", slow4g);
  await page.addInitScript(() => {
    const looked = { largest: 0 };
    Object.assign(window, { looked });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) looked.largest = entry.startTime;
    }).observe({ type: "largest-contentful-paint", buffered: true });
  });
  await page.goto(server + path, { waitUntil: "networkidle" });
  const { largest } = await page.evaluate(() => (window as unknown as Looked).looked);
  await context.close();
  return largest;
}

type Rated = { readonly rated: Map<number, number> };

/**
 * Interaction latency of rating, from the touch or the key to the next paint, at the 95th
 * percentile; milliseconds. Browsers count it in steps of eight.
 */
async function ratings(browser: Browser, server: string, path: string, cookie: string) {
  const { context, page } = await throttled(browser, server, cookie);
  await page.goto(server + path, { waitUntil: "networkidle" });
  await page.evaluate(() => {
    const rated = new Map<number, number>();
    Object.assign(window, { rated });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { interactionId = 0, duration } = entry as PerformanceEntry & {
          interactionId?: number;
        };
        if (interactionId > 0)
          rated.set(interactionId, Math.max(duration, rated.get(interactionId) ?? 0));
      }
    }).observe({ type: "event", durationThreshold: 16, buffered: true } as PerformanceObserverInit);
  });
  const points = page.locator("li[data-stop] > details[open] .point");
  for (let round = 0; round < 4; round++) {
    const shown = await points.count();
    for (let at = 0; at < shown; at++) await points.nth((at * 7 + round) % shown).click();
    for (const key of ["1", "2", "3", "4"]) await page.keyboard.press(key);
  }
  const durations = await page.evaluate(() => [...(window as unknown as Rated).rated.values()]);
  await context.close();
  if (durations.length < 20) throw new Error(`Only ${durations.length} interactions were timed`);
  const sorted = durations.toSorted((a, b) => a - b);
  return sorted[Math.floor(0.95 * sorted.length)] ?? Number.NaN;
}

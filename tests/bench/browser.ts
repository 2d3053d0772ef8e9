import { launchChromium } from "#tests/support/chromium.ts";

/** A cold visit at a quarter of the CPU: bytes of scripts and styles on the wire, and paints. */
export async function browse(server: string, path: string, cookie: string) {
  const browser = await launchChromium();
  try {
    const runs: Visit[] = [];
    for (let run = 0; run < 5; run++) runs.push(await visit(browser, server, path, cookie));
    const median = (pick: (run: Visit) => number) =>
      runs.map(pick).toSorted((a, b) => a - b)[2] ?? Number.NaN;
    return {
      bytes: median((run) => run.bytes),
      first: median((run) => run.first),
      largest: median((run) => run.largest),
      blocking: median((run) => run.blocking),
    };
  } finally {
    await browser.close();
  }
}

type Visit = {
  readonly bytes: number;
  readonly first: number;
  readonly largest: number;
  readonly blocking: number;
};

async function visit(
  browser: Awaited<ReturnType<typeof launchChromium>>,
  server: string,
  path: string,
  cookie: string,
): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const [name = "", value = ""] = cookie.split("=");
  await context.addCookies([{ name, value, url: server }]);
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await devtools.send("Network.enable");
  const code = new Set<string>();
  let bytes = 0;
  devtools.on("Network.responseReceived", ({ requestId, response }) => {
    if (/javascript|css/.test(response.mimeType)) code.add(requestId);
  });
  devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (code.has(requestId)) bytes += encodedDataLength;
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
  return { bytes, ...paints };
}

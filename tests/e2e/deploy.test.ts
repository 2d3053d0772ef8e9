import {
  cpSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, inject } from "vitest";
import { signIn, test } from "#tests/support/browser.ts";
import { openCard, savedOn, storedSummary, summaryOf } from "#tests/support/card-page.ts";
import { PATIENCE } from "#tests/support/patience.ts";
import { freePort, serve, temporaryFolder } from "#tests/support/server.ts";

/** The project as it was installed somewhere, with the build it has now. */
function installed(): string {
  const folder = temporaryFolder();
  const parts = ["app", "db", "rubrics", "migrations", "public", "build"];
  for (const part of [...parts, "package.json", "tsconfig.json"])
    cpSync(part, join(folder, part), { recursive: true });
  symlinkSync(join(process.cwd(), "node_modules"), join(folder, "node_modules"));
  return folder;
}

/** Puts another build in the place of this one: every file with a hash in its name gets another. */
function deployAnother(folder: string): void {
  const build = join(folder, "build");
  const assets = join(build, "client", "assets");
  const hashes = new Set<string>();
  for (const name of readdirSync(assets)) {
    if (/\.(br|gz)$/.test(name)) rmSync(join(assets, name));
    else hashes.add(/-([\w-]{8})\.\w+$/.exec(name)?.[1] ?? "");
  }
  hashes.delete("");
  const renewed = (text: string) =>
    [...hashes].reduce((all, hash) => all.replaceAll(hash, another(hash)), text);
  for (const name of readdirSync(build, { recursive: true, encoding: "utf8" })) {
    const file = join(build, name);
    if (!/\.(js|css|json)$/.test(name)) continue;
    writeFileSync(file, renewed(readFileSync(file, "utf8")));
    renameSync(file, join(build, renewed(name)));
  }
}

const another = (hash: string) => [...hash].reverse().join("");

test("a deploy while one writes loses nothing, though the page's own files are gone", {
  timeout: 10 * PATIENCE,
}, async ({ browser }) => {
  const data = temporaryFolder();
  cpSync(inject("demonstration"), data, { recursive: true });
  const folder = installed();
  const port = await freePort();
  const env = { EVENHAND_DATA: data };
  let server = await serve(env, port, folder);
  const context = await browser.newContext({ baseURL: server.url });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  const gone: string[] = [];
  page.on("response", (response) => {
    if (response.status() === 404) gone.push(new URL(response.url()).pathname);
  });
  await signIn(page, "ana@evenhand.example");
  const card = await openCard(page, /Saoirse Gallagher/);
  await summaryOf(page).fill("Before the deploy.");
  await savedOn(page);
  await server.stop();
  await summaryOf(page).fill("During the deploy.");
  deployAnother(folder);
  server = await serve(env, port, folder);
  await expect.poll(() => storedSummary(context, card)).toBe("During the deploy.");
  await savedOn(page);

  // What the page has not loaded yet is gone. A version from elsewhere has to wait for a reload.
  const elsewhere = await context.newPage();
  await elsewhere.goto(card);
  await summaryOf(elsewhere).fill("On the new build.");
  await expect.poll(() => storedSummary(context, card)).toBe("On the new build.");
  await elsewhere.close();
  await summaryOf(page).fill("On the old build.");
  await page.getByText("This card was also changed elsewhere.").waitFor();
  expect(await summaryOf(page).inputValue()).toBe("On the old build.");
  expect(gone.length).toBeGreaterThan(0);
  await page.getByRole("button", { name: "Reload" }).click();
  await page.getByText("A newer version was saved at").waitFor();
  expect(await summaryOf(page).inputValue()).toBe("On the old build.");
  await page.getByRole("button", { name: "Keep both for Summary" }).click();
  await page.getByRole("button", { name: "Save it like this" }).click();
  const both = "On the old build.\n\nOn the new build.";
  await expect.poll(() => storedSummary(context, card)).toBe(both);
  await page.reload();
  expect(await summaryOf(page).inputValue()).toBe(both);
  await context.close();
  await server.stop();
  for (const used of [data, folder]) rmSync(used, { recursive: true, force: true });
});

test("leaving an old page for one whose code is gone saves first", {
  timeout: 10 * PATIENCE,
}, async ({ browser }) => {
  const data = temporaryFolder();
  cpSync(inject("demonstration"), data, { recursive: true });
  const folder = installed();
  const port = await freePort();
  let server = await serve({ EVENHAND_DATA: data }, port, folder);
  const context = await browser.newContext({ baseURL: server.url });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  await signIn(page, "ana@evenhand.example");
  const card = await openCard(page, /Saoirse Gallagher/);
  await server.stop();
  deployAnother(folder);
  server = await serve({ EVENHAND_DATA: data }, port, folder);
  await summaryOf(page).fill("Typed, and left for a page of the new build.");
  await page.getByRole("link", { name: "Rubrics" }).click();
  await expect
    .poll(() => storedSummary(context, card))
    .toBe("Typed, and left for a page of the new build.");
  await context.close();
  await server.stop();
  for (const used of [data, folder]) rmSync(used, { recursive: true, force: true });
});

test("a file that a deploy takes from under the server ends its answer, and not the server", async () => {
  const data = temporaryFolder();
  cpSync(inject("demonstration"), data, { recursive: true });
  const folder = installed();
  const server = await serve({ EVENHAND_DATA: data }, await freePort(), folder);
  const assets = join(folder, "build", "client", "assets");
  const [name = ""] = readdirSync(assets).filter((file) => file.endsWith(".js"));
  rmSync(join(assets, name));
  const plain = { headers: { "Accept-Encoding": "identity" } };
  const taken = fetch(`${server.url}/assets/${name}`, plain).then((answer) => answer.text());
  await expect(taken).rejects.toThrow();
  expect(await (await fetch(`${server.url}/healthz`)).text()).toBe("ok");
  await server.stop();
  for (const used of [data, folder]) rmSync(used, { recursive: true, force: true });
});

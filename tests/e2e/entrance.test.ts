import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { test as base, expect, inject } from "vitest";
import { callbackOf } from "#app/http/sign-on.server.ts";
import { expectAccessible } from "#tests/support/browser.ts";
import { launchChromium } from "#tests/support/chromium.ts";
import {
  client,
  type IdentityProvider,
  startIdentityProvider,
} from "#tests/support/identity-provider.ts";
import { PATIENCE } from "#tests/support/patience.ts";
import { freePort, serve } from "#tests/support/server.ts";

type World = { readonly url: string; readonly provider: IdentityProvider };

/** The app beside a real OpenID provider, in a browser that holds our own policy against both. */
const test = base.extend<{ world: World; browser: Browser }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads a fixture's needs from its pattern
  world: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), "evenhand-entrance-"));
    cpSync(inject("demonstration"), folder, { recursive: true });
    const port = await freePort();
    const provider = await startIdentityProvider(callbackOf(`http://localhost:${port}`));
    const server = await serve(
      {
        ...{ EVENHAND_DATA: folder, OIDC_NAME: "Example Inc", OIDC_ISSUER: provider.issuer },
        ...{ OIDC_CLIENT_ID: client.id, OIDC_CLIENT_SECRET: client.secret },
      },
      port,
    );
    await use({ url: server.url, provider });
    await server.stop();
    await provider.stop();
    rmSync(folder, { recursive: true, force: true });
  },
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads a fixture's needs from its pattern
  browser: async ({}, use) => {
    const browser = await launchChromium();
    await use(browser);
    await browser.close();
  },
});

test("people come in by their organisation, by a mailed link and by an invitation", async ({
  world: { url, provider },
  browser,
}) => {
  const visit = async () => {
    const context = await browser.newContext({ baseURL: url });
    context.setDefaultTimeout(PATIENCE);
    return context.newPage();
  };

  provider.signInAs({ sub: "sol", email: "sol@example.com", email_verified: true, name: "Sol" });
  const sol = await visit();
  await sol.goto("/sign-in?to=/rubrics");
  await expectAccessible(sol);
  await sol.getByRole("link", { name: "Continue with Example Inc" }).click();
  await sol.waitForURL(`${url}/rubrics`);

  const adam = await visit();
  await adam.goto("/sign-in");
  await adam.getByLabel("E-mail").fill("adam@evenhand.example");
  await adam.getByRole("button", { name: "E-mail me a link instead" }).click();
  await adam.getByRole("heading", { name: "Look in your mail" }).waitFor();
  await expectAccessible(adam);
  await adam.getByRole("link", { name: "Open its link" }).click();
  await adam.getByRole("heading", { name: "Sign in by your link" }).waitFor();
  await expectAccessible(adam);
  await adam.getByRole("button", { name: "Sign in" }).click();
  await adam.waitForURL(`${url}/`);

  await adam.goto("/admin/people/invite");
  await adam.getByLabel("Name").fill("Nia New");
  await adam.getByLabel("E-mail").fill("nia@example.com");
  await adam.getByRole("button", { name: /invit/i }).click();
  const link = await adam.getByRole("link", { name: "Open its link" }).getAttribute("href");
  expect(link).toContain(`${url}/join/`);
  const nia = await visit();
  await nia.goto(link ?? "");
  await expectAccessible(nia);
  await nia.getByLabel("Password").fill("quiet otter on a bicycle");
  await nia.getByRole("button", { name: "Join" }).click();
  await nia.waitForURL(`${url}/`);
  await nia.goto(link ?? "");
  await nia.getByText("used already").waitFor();
}, 120_000);

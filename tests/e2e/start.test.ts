import { execFile } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { connect } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { eq } from "drizzle-orm";
import { test as base, expect, inject } from "vitest";
import { connectPglite } from "#db/client.server.ts";
import * as schema from "#db/schema.server.ts";
import { position } from "#tests/support/factory.ts";
import {
  freePort,
  serve,
  serveDemonstration,
  start,
  temporaryFolder,
} from "#tests/support/server.ts";

const test = base.extend<{ folder: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads a fixture's needs from its pattern
  folder: async ({}, use) => {
    const folder = temporaryFolder();
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
});

async function failure(env: Record<string, string>) {
  const started = start(env);
  const code = await started.ended;
  return { code, ...started.said };
}

test("a taken port is named before anything is touched", async ({ folder }) => {
  const port = await freePort();
  const other = createServer().listen(port);
  const { code, err } = await failure({ EVENHAND_DATA: folder, PORT: String(port) });
  other.close();
  expect(code).toBe(1);
  expect(err).toBe(
    `Port ${port} is taken: stop what is using it, or start on another one with PORT=${port + 1}.\n`,
  );
  expect(readdirSync(folder)).toEqual([]);
});

test("a database that does not answer is named without its password", async ({ folder }) => {
  const port = await freePort();
  const { code, err } = await failure({
    EVENHAND_DATA: folder,
    PORT: String(await freePort()),
    DATABASE_URL: `postgres://ana:secret@127.0.0.1:${port}/evenhand`,
  });
  expect(code).toBe(1);
  expect(err).toBe(
    `No Postgres answers at 127.0.0.1:${port}/evenhand: start it or correct DATABASE_URL, or unset DATABASE_URL to use the embedded database.\n`,
  );
});

test("an address that is none is refused", async ({ folder }) => {
  const { code, err } = await failure({
    EVENHAND_DATA: folder,
    PORT: String(await freePort()),
    DATABASE_URL: "localhost/evenhand",
  });
  expect(code).toBe(1);
  expect(err).toBe(
    "DATABASE_URL is not a Postgres address: write it as postgres://user:password@host:5432/database.\n",
  );
});

test("one folder serves one process, and a killed one leaves it free", async ({ folder }) => {
  const first = await serve({ EVENHAND_DATA: folder, EVENHAND_SEED: "off" });
  const second = await failure({ EVENHAND_DATA: folder, PORT: String(await freePort()) });
  expect(second.code).toBe(1);
  expect(second.err).toMatch(
    /^Process \d+ already uses the data in \S+: stop it first, give this one another folder with EVENHAND_DATA, or set DATABASE_URL to run several on one Postgres\.\n$/,
  );
  expect((await fetch(`${first.url}/healthz`)).status).toBe(200);
  first.kill("SIGKILL");
  await first.ended;
  expect(existsSync(join(folder, "lock"))).toBe(true);
  const third = await serve({ EVENHAND_DATA: folder, EVENHAND_SEED: "off" });
  expect(await third.stop()).toBe(0);
  expect(existsSync(join(folder, "lock"))).toBe(false);
});

test("sign-ins are offered where the demonstration is, and nowhere else", async ({ folder }) => {
  const offer = "Sign in as, with the password";
  const bare = await serve({ EVENHAND_DATA: folder, EVENHAND_SEED: "off" });
  await bare.stop();
  expect(bare.said.out).not.toContain(offer);
  const database = await connectPglite(join(folder, "pglite"));
  await position(database.db, { title: "Ours" });
  await database.close();
  const ours = await serve({ EVENHAND_DATA: folder });
  await ours.stop();
  expect(ours.said.out).not.toContain(offer);
  const copy = join(folder, "demonstration");
  cpSync(inject("demonstration"), copy, { recursive: true });
  const again = await serve({ EVENHAND_DATA: copy });
  await again.stop();
  expect(again.said.out).toContain(offer);
});

test("a rubric file whose version was published in the app is left out, and both start and command say so", async ({
  folder,
}) => {
  const data = join(folder, "data");
  cpSync(inject("demonstration"), data, { recursive: true });
  const { db, close } = await connectPglite(join(data, "pglite"));
  const [lea] = await db.select().from(schema.person).limit(1);
  await db
    .update(schema.rubricVersion)
    .set({ publishedById: lea?.id, hash: "of other words" })
    .where(eq(schema.rubricVersion.slug, "staff-systems"));
  await close();
  const sentence =
    "staff-systems.v1.yaml: version 1 was published in the app with other words, so this file was left out; save it as staff-systems.v2.yaml with version: 2";
  const { said, stop } = await serve({ EVENHAND_DATA: data });
  await stop();
  expect(said.out).toContain(sentence);
  const command = ["--import", "tsx", "db/publish.ts"];
  const publishing = promisify(execFile)(process.execPath, command, {
    env: { ...process.env, DATABASE_URL: "", EVENHAND_DATA: data },
  });
  await expect(publishing).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining(sentence),
  });
});

test("being told to stop finishes the request under way", async () => {
  const server = await serveDemonstration(inject("demonstration"));
  const address = new URL(server.url);
  const spare = connect(Number(address.port), address.hostname);
  const asking = connect(Number(address.port), address.hostname);
  await Promise.all([once(spare, "connect"), once(asking, "connect")]);
  const body = "email=&password=";
  asking.write(
    `POST /sign-in HTTP/1.1\r\nHost: ${address.host}\r\nOrigin: ${server.url}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\nExpect: 100-continue\r\n\r\n`,
  );
  await once(asking, "data");
  const stopped = server.stop();
  await once(spare, "close");
  asking.write(body);
  const [answer] = await once(asking, "data");
  expect(String(answer)).toMatch(/^HTTP\/1\.1 422/);
  expect(await stopped).toBe(0);
});

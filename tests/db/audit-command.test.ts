import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connectPglite, type Db } from "#db/client.server.ts";
import { migrateToLatest } from "#db/migrate.ts";
import { getReceipt } from "#db/queries/receipt.server.ts";
import { publishRubrics } from "#db/queries/rubric.server.ts";
import { PATIENCE } from "#tests/support/patience.ts";
import { recordedLoop } from "#tests/support/recorded.ts";

/** The command as people run it, on an embedded database of its own. */

const folder = mkdtempSync(join(tmpdir(), "evenhand-"));
const receipt = join(folder, "receipt.json");
const forged = join(folder, "forged.json");

async function withDatabase<T>(use: (db: Db) => Promise<T>): Promise<T> {
  const connection = await connectPglite(join(folder, "pglite"));
  await migrateToLatest(connection);
  return use(connection.db).finally(connection.close);
}

beforeAll(async () => {
  await withDatabase(async (db) => {
    await publishRubrics(db, "rubrics");
    const { loop, cora } = await recordedLoop(db);
    const made = await getReceipt(db, cora, loop.id);
    const text = JSON.stringify(made.ok ? made.value : null);
    writeFileSync(receipt, text);
    writeFileSync(forged, text.replace('"reader":false', '"reader":true'));
  });
}, 2 * PATIENCE);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the command says and its exit code. */
const verify = (...args: string[]) =>
  new Promise<{ code: number; said: string }>((resolve) => {
    const { DATABASE_URL: _, ...inherited } = process.env;
    const env = { ...inherited, EVENHAND_DATA: folder };
    execFile(
      process.execPath,
      ["--import", "tsx", "db/audit.ts", ...args],
      { env },
      (error, out, err) => resolve({ code: error ? Number(error.code) : 0, said: out + err }),
    );
  });

test(
  "a good record holds, with what was checked and its newest link",
  async () => {
    const { code, said } = await verify();
    expect(said).toMatch(
      /^The record holds\. Checked \d+ events, 2 sealed cards and 1 decision\.\nNewest link: event \d+, [0-9a-f]{64}\n$/,
    );
    expect(code).toBe(0);
  },
  2 * PATIENCE,
);

test(
  "a receipt holds by itself, and is part of the database's record",
  async () => {
    const alone = await verify(receipt);
    expect(alone.said).toContain("Nobody could read another's card before sealing their own.");
    expect(alone.code).toBe(0);
    const both = await verify(receipt, "--against-database");
    expect(both.said).toContain("This database's record has the same link.");
    expect(both.code).toBe(0);
  },
  2 * PATIENCE,
);

test(
  "a forged receipt, none at all or a wrong call is refused in a sentence",
  async () => {
    const { code, said } = await verify(forged);
    expect(said).toMatch(
      /forged\.json does not hold\. event \d+: it is not what was recorded\.\n$/,
    );
    expect(code).toBe(1);
    const absent = await verify(join(folder, "nothing.json"));
    expect(absent).toEqual({ code: 1, said: `${join(folder, "nothing.json")} cannot be read.\n` });
    expect(await verify("--against-database")).toMatchObject({
      code: 1,
      said: expect.stringContaining("Usage: npm run audit:verify"),
    });
  },
  2 * PATIENCE,
);

test(
  "a broken record is named by its first broken event",
  async () => {
    await withDatabase((db) => db.execute(sql`update card_version set summary = 'Better.'`));
    const { code, said } = await verify();
    expect(said).toMatch(
      /^The record is broken\. event \d+: version 1 of card [0-9a-f-]+ is not what was sealed\.\nChecked /,
    );
    expect(code).toBe(1);
  },
  2 * PATIENCE,
);

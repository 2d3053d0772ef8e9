import { readFileSync } from "node:fs";
import { TransactionRollbackError } from "drizzle-orm";
import postgres from "postgres";
import { test as base, inject } from "vitest";
import { type Connection, connectPglite, connectPostgres, type Db } from "#db/client.server.ts";
import { databaseOn } from "./image.ts";

/**
 * `test` with a migrated database that holds the published rubrics and nothing else. Each test runs
 * inside a transaction that is rolled back, so inside one test the clock of `now()` stands still.
 */
export const test = base.extend<{ connection: Connection; db: Db; shared: Db }>({
  connection: [
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads a fixture's needs from its pattern
    async ({}, use) => withConnection("", 2, use),
    { scope: "worker" },
  ],
  /** A database of the test's own, not rolled back, which several connections may write at once. */
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads a fixture's needs from its pattern
  shared: async ({}, use) => withConnection("_shared", 8, ({ db }) => use(db)),
  db: async ({ connection }, use) => {
    try {
      await connection.db.transaction(async (tx) => {
        await use(tx);
        tx.rollback();
      });
    } catch (error) {
      if (!(error instanceof TransactionRollbackError)) throw error;
    }
  },
});

async function withConnection(
  suffix: string,
  pool: number,
  use: (connection: Connection) => Promise<void>,
) {
  const image = inject("image");
  if ("file" in image) {
    const connection = await connectPglite(undefined, new Blob([readFileSync(image.file)]));
    await use(connection);
    await connection.close();
    return;
  }
  const { server, template } = image;
  const name = `${template}_${process.env.VITEST_POOL_ID ?? process.pid}${suffix}`;
  const admin = postgres(server, { max: 1, onnotice: () => {} });
  await admin.unsafe(`drop database if exists ${name} with (force)`);
  await admin.unsafe(`create database ${name} template ${template}`);
  const connection = connectPostgres(databaseOn(server, name), pool);
  await use(connection);
  await connection.close();
  await admin.unsafe(`drop database if exists ${name} with (force)`);
  await admin.end();
}

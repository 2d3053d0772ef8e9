import { eq, sql } from "drizzle-orm";
import { expect } from "vitest";
import type { Db } from "#db/client.server.ts";
import { countTry, forgetTries, pruneTries, WINDOW_MS } from "#db/queries/rate-limit.server.ts";
import { rateLimit, verification } from "#db/schema.server.ts";
import { test } from "#tests/support/database.ts";

const account = { key: "sign-in:ana:10.0.0.1", most: 3 };
const network = { key: "sign-in:10.0.0.1", most: 5 };

/** Moves every window so far back that this many milliseconds of it are left. */
const leave = (db: Db, ms: number) =>
  db.update(rateLimit).set({
    lastRequest: sql`(extract(epoch from clock_timestamp()) * 1000)::bigint - ${WINDOW_MS - ms}`,
  });

test("tries are let through up to the limit, then told how long to wait", async ({ db }) => {
  const waits = [];
  for (let n = 0; n < 4; n++) waits.push(await countTry(db, [account]));
  expect(waits.slice(0, 3)).toEqual([null, null, null]);
  expect(waits[3]).toBeGreaterThan(890);
  expect(waits[3]).toBeLessThanOrEqual(900);
});

test("trying on does not make the wait longer, and it ends", async ({ db }) => {
  for (let n = 0; n < 4; n++) await countTry(db, [account]);
  await leave(db, 60_000);
  const wait = await countTry(db, [account]);
  expect(wait).toBeGreaterThan(55);
  expect(wait).toBeLessThanOrEqual(60);
  await leave(db, 0);
  expect(await countTry(db, [account])).toBeNull();
  const [row] = await db.select().from(rateLimit);
  expect(row?.count).toBe(1);
});

test("an address is limited by itself and by its network", async ({ db }) => {
  for (let n = 0; n < 5; n++)
    expect(await countTry(db, [{ key: `sign-in:${n}`, most: 3 }, network])).toBeNull();
  expect(await countTry(db, [{ key: "sign-in:6", most: 3 }, network])).not.toBeNull();
  expect(await countTry(db, [account])).toBeNull();
});

test("a success forgets the tries of its address, not those of the network", async ({ db }) => {
  for (let n = 0; n < 3; n++) await countTry(db, [account, network]);
  await forgetTries(db, account.key);
  expect(await countTry(db, [account, network])).toBeNull();
  const [row] = await db.select().from(rateLimit).where(eq(rateLimit.key, network.key));
  expect(row?.count).toBe(4);
});

test("of many tries at the same moment exactly the allowed number pass", async ({ shared }) => {
  const limit = { key: "race", most: 10 };
  const other = { key: "another", most: 1_000 };
  const waits = await Promise.all(
    Array.from({ length: 40 }, (_, n) =>
      countTry(shared, n % 2 === 0 ? [limit, other] : [other, limit]),
    ),
  );
  expect(waits.filter((wait) => wait === null)).toHaveLength(10);
});

test("what no longer counts is removed", async ({ db }) => {
  await countTry(db, [account]);
  await leave(db, 0);
  await countTry(db, [network]);
  const link = { identifier: "link", value: "{}" };
  await db.insert(verification).values([
    { ...link, expiresAt: new Date(Date.now() - 60_000) },
    { ...link, expiresAt: new Date(Date.now() + 3_600_000) },
  ]);
  await pruneTries(db);
  expect(await db.select({ key: rateLimit.key }).from(rateLimit)).toEqual([{ key: network.key }]);
  expect(await db.select().from(verification)).toHaveLength(1);
});

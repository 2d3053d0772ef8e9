import { eq, sql } from "drizzle-orm";
import { expect } from "vitest";
import { postgresOf } from "#db/client.server.ts";
import { person } from "#db/schema.server.ts";
import { test } from "#tests/support/database.ts";

test("a server parses a statement the first time it is asked, and no more", async ({ db }) => {
  const ask = () => db.select({ asked: person.name }).from(person).where(eq(person.email, "ana"));
  await ask();
  await ask();
  const [kept] = await db
    .select({ statements: sql<number>`count(*)::int` })
    .from(sql`pg_prepared_statements`)
    .where(sql`statement = ${ask().toSQL().sql}`);
  // In process there is no server between, and nothing is kept.
  expect(kept?.statements).toBe(postgresOf(db) ? 1 : 0);
});

import { verifyPassword } from "better-auth/crypto";
import { eq } from "drizzle-orm";
import { expect } from "vitest";
import { createFirstAdministrator } from "#db/queries/first-administrator.server.ts";
import { account, auditEvent, person } from "#db/schema.server.ts";
import { test } from "#tests/support/database.ts";
import * as make from "#tests/support/factory.ts";

const ada = { name: "Ada Admin", email: "ada@example.com" };

test("the first administrator signs in with the password told, and is in the record", async ({
  db,
}) => {
  const made = await createFirstAdministrator(db, ada);
  if (!made.ok) throw new Error(made.failure.message);
  const [row] = await db.select().from(person).where(eq(person.email, ada.email));
  expect(row).toMatchObject({ name: "Ada Admin", permissions: ["admin"], disabledAt: null });
  const [kept] = await db
    .select()
    .from(account)
    .where(eq(account.userId, row?.id ?? ""));
  const { password } = made.value;
  expect(await verifyPassword({ hash: kept?.password ?? "", password })).toBe(true);
  const [event] = await db
    .select()
    .from(auditEvent)
    .where(eq(auditEvent.subject, row?.id ?? ""));
  expect(event).toMatchObject({ action: "person.joined", actorId: null });
  expect(JSON.stringify(event)).not.toContain(password);
});

test("where somebody administers, a second one is refused and nothing is written", async ({
  db,
}) => {
  await make.person(db, { name: "Adam", permissions: ["admin"] });
  expect(await createFirstAdministrator(db, ada)).toMatchObject({
    failure: { kind: "refused", message: expect.stringMatching(/^Somebody administers/) },
  });
  expect(await db.$count(person, eq(person.email, ada.email))).toBe(0);
});

test("an address with an account is refused, since its owner chose another password", async ({
  db,
}) => {
  await make.person(db, { name: "Ada" });
  const taken = { name: "Ada", email: "ada@example.com" };
  expect((await createFirstAdministrator(db, taken)).ok).toBe(false);
});

import { eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { describe, expect } from "vitest";
import type { Db } from "#db/client.server.ts";
import { endOtherSessions, endSession, listOwnSessions } from "#db/queries/session.server.ts";
import { auditEvent, session } from "#db/schema.server.ts";
import { test } from "#tests/support/database.ts";
import * as make from "#tests/support/factory.ts";

async function signIn(db: Db, { id: userId }: { readonly id: string }, changes = {}) {
  const id = uuidv7();
  const expiresAt = new Date(Date.now() + 3_600_000);
  await db.insert(session).values({ id, userId, token: id, expiresAt, ...changes });
  return id;
}
const left = async (db: Db) => (await db.select({ id: session.id }).from(session)).map((s) => s.id);
const events = async (db: Db, { id }: { readonly id: string }) =>
  (
    await db
      .select()
      .from(auditEvent)
      .where(eq(auditEvent.subject, id))
      .orderBy(auditEvent.sequence)
  ).map((event) => [event.actorId, event.action, event.facts]);

describe("a person's own sessions", () => {
  test("are listed without others' and without expired ones, the last used first", async ({
    db,
  }) => {
    const ana = await make.person(db, { name: "Ana" });
    await signIn(db, await make.person(db, { name: "Ben" }));
    await signIn(db, ana, { expiresAt: new Date(Date.now() - 1000) });
    const old = await signIn(db, ana, { updatedAt: new Date(0), userAgent: "curl" });
    const young = await signIn(db, ana, { ipAddress: "10.0.0.7" });
    const listed = await listOwnSessions(db, ana);
    expect(listed.map(({ id }) => id)).toEqual([young, old]);
    expect(listed.map((s) => [s.address, s.userAgent])).toEqual([
      ["10.0.0.7", null],
      [null, "curl"],
    ]);
    expect(JSON.stringify(listed)).not.toContain("token");
  });

  test("end one by one; ending one again is no change", async ({ db }) => {
    const ana = await make.person(db, { name: "Ana" });
    const [kept, ended] = [await signIn(db, ana), await signIn(db, ana)];
    expect(await endSession(db, ana, ended)).toEqual({ ok: true, value: { id: ended } });
    expect(await endSession(db, ana, ended)).toEqual({ ok: true, value: { id: ended } });
    expect(await left(db)).toEqual([kept]);
    expect(await events(db, ana)).toEqual([[ana.id, "person.signed-out", { session: ended }]]);
  });

  test("are nobody else's to end: another's is absent, and so is one they ended themself", async ({
    db,
  }) => {
    const ana = await make.person(db, { name: "Ana" });
    const ben = await make.person(db, { name: "Ben", permissions: ["admin", "lead"] });
    const [hers, ended] = [await signIn(db, ana), await signIn(db, ana)];
    await endSession(db, ana, ended);
    for (const id of [hers, ended, uuidv7()])
      expect(await endSession(db, ben, id)).toMatchObject({
        ok: false,
        failure: { kind: "absent" },
      });
    expect(await left(db)).toEqual([hers]);
    expect(await events(db, ben)).toEqual([]);
  });

  test("end everywhere but here, and others' stay", async ({ db }) => {
    const ana = await make.person(db, { name: "Ana" });
    const his = await signIn(db, await make.person(db, { name: "Ben" }));
    const here = await signIn(db, ana);
    await signIn(db, ana);
    await signIn(db, ana);
    expect(await endOtherSessions(db, ana, here)).toEqual({ ok: true, value: { sessions: 2 } });
    expect(await endOtherSessions(db, ana, here)).toEqual({ ok: true, value: { sessions: 0 } });
    expect((await left(db)).toSorted()).toEqual([his, here].toSorted());
    expect(await events(db, ana)).toEqual([[ana.id, "person.signed-out", { sessions: 2 }]]);
  });
});

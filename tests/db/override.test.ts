import { eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { describe, expect } from "vitest";
import type { Db } from "#db/client.server.ts";
import { getLoop, listLoops } from "#db/queries/loop.server.ts";
import { endOverride, grantOverride, listOverridable } from "#db/queries/override.server.ts";
import { getPanel } from "#db/queries/panel.server.ts";
import { auditEvent, revealOverride } from "#db/schema.server.ts";
import { test } from "#tests/support/database.ts";
import * as make from "#tests/support/factory.ts";

const reason = "Stands in for the panel lead.";
const every = { q: "", state: "", position: "", mine: false, page: 1 };

async function world(db: Db, state: "interviewing" | "decided" = "interviewing") {
  const lea = await make.person(db, { name: "Lea Berg", permissions: ["lead"] });
  const ana = await make.person(db, { name: "Ana Ruiz" });
  const ben = await make.person(db, { name: "Ben Okri" });
  const dee = await make.person(db, { name: "Dee Rao" });
  const owed = state === "decided" ? "sealed" : "assigned";
  const interviewers = [
    { of: ana, state: owed },
    { of: ben, state: "sealed" },
  ] as const;
  const { id: loopId } = await make.loopWith(db, { interviewers, state });
  const grant = (personId: string, by = lea) =>
    grantOverride(db, by, { id: uuidv7(), loopId, personId, reason });
  return { lea, ana, ben, dee, loopId, grant };
}

describe("an override", () => {
  test("is told to whoever was let in, as long as they owe a card", async ({ db }) => {
    const { ana, ben, loopId, grant } = await world(db);
    const told = async (to: typeof ana) => (await getLoop(db, to, loopId))?.letIn;
    expect(await told(ana)).toBe(false);
    await grant(ana.id);
    await grant(ben.id);
    expect([await told(ana), await told(ben)]).toEqual([true, false]);
  });

  test("lets somebody who owes a card read, and the debrief tells everybody", async ({ db }) => {
    const { lea, ana, ben, loopId, grant } = await world(db);
    expect((await getPanel(db, ana, loopId))?.view.status).toBe("locked");
    expect(await grant(ana.id)).toMatchObject({ ok: true });
    for (const viewer of [ana, ben, lea]) {
      const panel = await getPanel(db, viewer, loopId);
      expect(panel?.view.status).toBe("open");
      expect(panel?.overrides).toMatchObject([
        { person: "Ana Ruiz", by: "Lea Berg", reason, endedAt: null },
      ]);
    }
    const [event] = await db
      .select()
      .from(auditEvent)
      .where(eq(auditEvent.loopId, loopId))
      .orderBy(auditEvent.sequence);
    expect(event).toMatchObject({
      ...{ action: "override.granted", loopId, facts: { personId: ana.id, reason } },
    });
  });

  test("shows the loop to somebody without a card, for as long as it lasts", async ({ db }) => {
    const { lea, dee, loopId, grant } = await world(db);
    expect(await getLoop(db, dee, loopId)).toBeNull();
    const granted = await grant(dee.id);
    expect((await listLoops(db, dee, every)).total).toBe(1);
    expect((await getPanel(db, dee, loopId))?.view.status).toBe("open");
    const id = granted.ok ? granted.value.id : "";
    expect(await endOverride(db, lea, { id, loopId })).toMatchObject({ ok: true });
    expect(await endOverride(db, lea, { id, loopId })).toMatchObject({ ok: true });
    expect(await getLoop(db, dee, loopId)).toBeNull();
    expect((await listLoops(db, dee, every)).total).toBe(0);
    expect((await getPanel(db, lea, loopId))?.overrides).toMatchObject([{ person: "Dee Rao" }]);
    expect((await getPanel(db, lea, loopId))?.overrides[0]?.endedAt).toBeInstanceOf(Date);
    const events = await db
      .select()
      .from(auditEvent)
      .where(eq(auditEvent.loopId, loopId))
      .orderBy(auditEvent.sequence);
    expect(events.map((e) => e.action)).toEqual(["override.granted", "override.ended"]);
  });

  test("is a lead's to grant, for others, on a loop that runs", async ({ db }) => {
    const { lea, ana, ben, loopId, grant } = await world(db);
    expect(await grant(ana.id, ben)).toMatchObject({ failure: { kind: "refused" } });
    expect(await grant(lea.id)).toMatchObject({
      failure: { fields: { personId: "Another lead has to let you read before your turn." } },
    });
    expect(
      await grantOverride(db, ana, { id: uuidv7(), loopId, personId: ben.id, reason }),
    ).toMatchObject({ ok: false });
    expect(await db.$count(revealOverride)).toBe(0);
  });

  test("is refused once the loop is decided", async ({ db }) => {
    const { ana, grant } = await world(db, "decided");
    expect(await grant(ana.id)).toMatchObject({ failure: { message: "This loop is closed." } });
  });

  test("sent twice is one; under a used key with another person it is a conflict", async ({
    db,
  }) => {
    const { lea, ana, dee, loopId } = await world(db);
    const form = { id: uuidv7(), loopId, personId: ana.id, reason };
    await grantOverride(db, lea, form);
    expect(await grantOverride(db, lea, form)).toMatchObject({ ok: true });
    expect(await grantOverride(db, lea, { ...form, personId: dee.id })).toMatchObject({
      failure: { kind: "conflict" },
    });
    expect(await grantOverride(db, lea, { ...form, id: uuidv7() })).toMatchObject({
      failure: { fields: { personId: expect.stringContaining("already") } },
    });
    expect(await db.$count(revealOverride)).toBe(1);
  });

  test("is offered for everybody but the lead themself, those kept out and those who have one", async ({
    db,
  }) => {
    const { lea, ana, dee, loopId, grant } = await world(db);
    const names = async () => (await listOverridable(db, lea, loopId)).map((p) => p.name);
    expect(await names()).toEqual(["Ana Ruiz", "Ben Okri", "Dee Rao"]);
    await grant(dee.id);
    expect(await names()).toEqual(["Ana Ruiz", "Ben Okri"]);
    expect(await listOverridable(db, ana, loopId)).toEqual([]);
  });
});

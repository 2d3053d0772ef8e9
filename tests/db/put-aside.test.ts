import { describe, expect } from "vitest";
import type { Db } from "#db/client.server.ts";
import { listPutAside, markOf, putHintAside, putHintsBack } from "#db/queries/put-aside.server.ts";
import { auditEvent, putAside } from "#db/schema.server.ts";
import { test } from "#tests/support/database.ts";
import { loopWith, person } from "#tests/support/factory.ts";

async function world(db: Db) {
  const ana = await person(db, { name: "Ana" });
  const ben = await person(db, { name: "Ben" });
  const lea = await person(db, { name: "Lea", permissions: ["lead"] });
  const loop = await loopWith(db, { interviewers: [ana, { of: ben, state: "sealed" }] });
  const [cardId = "", sealed = ""] = loop.cardIds;
  return { ana, ben, lea, cardId, sealed };
}
const aside = { hint: "protected-age Summary: “near sixty” speaks of age.", reason: "" };

describe("a hint put aside", () => {
  test("is kept as a mark, once, without a copy of its words and apart from the record", async ({
    db,
  }) => {
    const { ana, cardId } = await world(db);
    const events = await db.$count(auditEvent);
    for (const reason of ["The role is for retired engineers.", "Said again."])
      expect(await putHintAside(db, ana, { cardId, ...aside, reason })).toMatchObject({ ok: true });
    const rows = await db.select().from(putAside);
    expect(rows).toMatchObject([{ cardId, reason: "The role is for retired engineers." }]);
    expect(JSON.stringify(rows)).not.toContain("sixty");
    expect(await listPutAside(db, cardId)).toEqual(
      new Map([[markOf(cardId, aside.hint), "The role is for retired engineers."]]),
    );
    expect(await db.$count(auditEvent)).toBe(events);
  });
  test("comes back when its author asks for all of them", async ({ db }) => {
    const { ana, cardId } = await world(db);
    await putHintAside(db, ana, { cardId, ...aside });
    expect(await putHintsBack(db, ana, cardId)).toMatchObject({ ok: true });
    expect(await listPutAside(db, cardId)).toEqual(new Map());
  });
  test("is its author's alone, and of a card they still write", async ({ db }) => {
    const { ana, ben, lea, cardId, sealed } = await world(db);
    await putHintAside(db, ana, { cardId, ...aside });
    for (const other of [ben, lea]) {
      expect(await putHintAside(db, other, { cardId, ...aside, hint: "other" })).toMatchObject({
        failure: { kind: "absent" },
      });
      expect(await putHintsBack(db, other, cardId)).toMatchObject({ failure: { kind: "absent" } });
    }
    expect((await listPutAside(db, cardId)).size).toBe(1);
    expect(await putHintAside(db, ben, { cardId: sealed, ...aside })).toMatchObject({
      failure: { kind: "refused" },
    });
  });
});

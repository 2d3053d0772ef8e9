import { eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { describe, expect } from "vitest";
import * as candidatePage from "#app/routes/_app.candidates.$candidateId/route.tsx";
import * as cardPage from "#app/routes/_app.cards.$cardId/route.tsx";
import { action as saveDraft } from "#app/routes/_app.cards.$cardId.draft/route.ts";
import * as loopList from "#app/routes/_app.loops._index/route.tsx";
import * as loopPage from "#app/routes/_app.loops.$loopId/route.tsx";
import * as debriefPage from "#app/routes/_app.loops.$loopId_.debrief/route.tsx";
import type { Db } from "#db/client.server.ts";
import { card, conflict, loop, position, revealOverride } from "#db/schema.server.ts";
import * as make from "#tests/support/factory.ts";
import { test } from "#tests/support/route.ts";

const reason = "We worked together until last year.";
const lead = (db: Db, name = "Lea Berg") =>
  make.person(db, { name, permissions: ["interviewer", "lead", "committee"] });

describe("declaring a conflict of interest", () => {
  test("leads away, and from then on every address of the loop answers 404", async ({
    db,
    call,
  }) => {
    const lea = await lead(db);
    const ben = await make.person(db, { name: "Ben Okri" });
    const {
      id: loopId,
      cardIds,
      roundIds,
      candidateId,
    } = await make.loopWith(db, {
      interviewers: [lea, { of: ben, state: "sealed" }],
    });
    const [own = "", bens = ""] = cardIds;
    const asLea = { url: "/x", as: lea };
    const form = { intent: "declare-conflict", id: uuidv7(), reason };
    const at = { ...asLea, params: { loopId } };
    const declared = await call(loopPage.action, { ...at, form });
    expect(declared.status).toBe(302);
    expect(declared.headers.get("location")).toBe("/loops?conflict=declared");
    const again = await call(loopPage.action, { ...at, form });
    expect(again.status).toBe(302);

    const reads = [
      () => call(loopPage.loader, at),
      () => call(debriefPage.loader, at),
      () => call(cardPage.loader, { ...asLea, params: { cardId: own } }),
      () => call(cardPage.loader, { ...asLea, params: { cardId: bens } }),
      () => call(candidatePage.loader, { ...asLea, params: { candidateId } }),
    ];
    for (const read of reads) expect((await read()).status).toBe(404);

    const [roundId = ""] = roundIds;
    const posts = [
      () => call(loopPage.action, { ...at, form: { ...form, id: uuidv7() } }),
      () => call(loopPage.action, { ...at, form: { intent: "withdraw-loop", reason } }),
      () =>
        call(loopPage.action, {
          ...at,
          form: { intent: "assign", id: uuidv7(), roundId, interviewerId: ben.id, kind: "panel" },
        }),
      () => call(debriefPage.action, { ...at, form: { intent: "open" } }),
      () =>
        call(cardPage.action, {
          ...asLea,
          params: { cardId: own },
          form: { intent: "save", revision: "0" },
        }),
      () =>
        call(saveDraft, {
          ...asLea,
          params: { cardId: own },
          form: { intent: "save", revision: "0" },
        }),
      () =>
        call(candidatePage.action, {
          ...asLea,
          params: { candidateId },
          form: { intent: "edit", name: "New", version: "1" },
        }),
      () =>
        call(candidatePage.action, {
          ...asLea,
          params: { candidateId },
          form: { intent: "record-conflict", id: uuidv7(), personId: ben.id, kind: "self", reason },
        }),
      () =>
        call(candidatePage.action, {
          ...asLea,
          params: { candidateId },
          form: { intent: "lift-conflict", id: form.id },
        }),
    ];
    for (const [nth, post] of posts.entries())
      expect((await post()).status, `post ${nth}`).toBe(404);
    const list = await call(loopList.loader, { url: "/loops?conflict=declared", as: lea });
    expect(list.data).toMatchObject({ total: 0, positions: [], left: true });
  });

  test("asks for a reason, and keeps what stands there", async ({ db, call }) => {
    const ana = await make.person(db, { name: "Ana Ruiz" });
    const { id: loopId } = await make.loopWith(db, { interviewers: [ana] });
    const form = { intent: "declare-conflict", id: uuidv7(), reason: " " };
    const at = { url: "/x", as: ana, params: { loopId } };
    const refused = await call(loopPage.action, { ...at, form });
    expect(refused.status).toBe(422);
    expect(refused.data).toMatchObject({ failure: { fields: { reason: "Write a reason." } } });
    expect(await db.$count(conflict)).toBe(0);
  });
});

describe("a candidate's page", () => {
  test("lets a lead keep a colleague out and in again", async ({ db, call }) => {
    const lea = await lead(db);
    const ana = await make.person(db, { name: "Ana Ruiz" });
    const { id: loopId, candidateId } = await make.loopWith(db, { interviewers: [ana] });
    const at = { url: "/x?do=conflict", as: lea, params: { candidateId } };
    const open = await call(candidatePage.loader, at);
    expect(open.data.people?.map((p) => p.name)).toEqual(["Ana Ruiz", "Lea Berg"]);
    const id = uuidv7();
    const form = { intent: "record-conflict", id, personId: ana.id, kind: "self", reason };
    expect((await call(candidatePage.action, { ...at, form })).status).toBe(302);
    const asAna = { url: "/x", as: ana, params: { loopId } };
    expect((await call(loopPage.loader, asAna)).status).toBe(404);
    const shown = await call(candidatePage.loader, at);
    expect(shown.data.candidate.conflicts).toMatchObject([
      { person: "Ana Ruiz", kind: "self", reason, by: "Lea Berg" },
    ]);
    expect(shown.data.people?.map((p) => p.name)).toEqual(["Lea Berg"]);
    const lifted = await call(candidatePage.action, {
      ...at,
      form: { intent: "lift-conflict", id },
    });
    expect(lifted.status).toBe(302);
    expect((await call(loopPage.loader, asAna)).status).toBe(200);
  });
});

describe("a loop's page", () => {
  test("grants and ends an override, and changes a mentor", async ({ db, call }) => {
    const lea = await lead(db);
    const ana = await make.person(db, { name: "Ana Ruiz" });
    const sam = await make.person(db, { name: "Sam Ito" });
    const { id: loopId, cardIds } = await make.loopWith(db, {
      interviewers: [ana, { of: sam, kind: "shadow" }],
    });
    const at = { url: "/x?do=override", as: lea, params: { loopId } };
    const offered = await call(loopPage.loader, at);
    expect(offered.data.people.map((p) => p.name)).toEqual(["Ana Ruiz", "Sam Ito"]);
    const id = uuidv7();
    const grant = { intent: "grant-override", id, personId: ana.id, reason: "Stands in" };
    const asAna = { ...at, as: ana };
    expect((await call(loopPage.action, { ...asAna, form: grant })).status).toBe(403);
    expect((await call(loopPage.action, { ...at, form: grant })).status).toBe(302);
    const own = { ...grant, id: uuidv7(), personId: lea.id };
    expect((await call(loopPage.action, { ...at, form: own })).status).toBe(422);
    expect(
      (await call(loopPage.action, { ...at, form: { intent: "end-override", id } })).status,
    ).toBe(302);
    const [row] = await db.select().from(revealOverride);
    expect(row?.endedAt).not.toBeNull();

    const [, shadow = ""] = cardIds;
    const mentor = { intent: "mentor", cardId: shadow, mentorId: ana.id };
    expect((await call(loopPage.action, { ...at, form: mentor })).status).toBe(302);
    const [trainee] = await db.select().from(card).where(eq(card.id, shadow));
    expect(trainee?.mentorId).toBe(ana.id);
    expect((await call(loopPage.action, { ...at, form: { ...mentor, mentorId: "" } })).status).toBe(
      302,
    );
    const asked = { ...mentor, mentorId: lea.id };
    expect((await call(loopPage.action, { ...at, form: asked })).status).toBe(422);
  });

  test("says its own rule beside what its position says now", async ({ db, call }) => {
    const lea = await lead(db);
    const { id: loopId, position: of } = await make.loopWith(db, { interviewers: [] });
    await db
      .update(position)
      .set({ revealRule: "open", hidesNames: true })
      .where(eq(position.id, of.id));
    const { data } = await call(loopPage.loader, { url: "/x", as: lea, params: { loopId } });
    expect(data.loop).toMatchObject({
      ...{ rule: "after-own", hidesNames: false },
      positionNow: { rule: "open", hidesNames: true },
    });
    expect(await db.$count(loop, eq(loop.revealRule, "after-own"))).toBe(1);
  });
});

import { eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { describe, expect } from "vitest";
import * as candidateList from "#app/routes/_app.candidates._index/route.tsx";
import * as candidatePage from "#app/routes/_app.candidates.$candidateId/route.tsx";
import * as newCandidate from "#app/routes/_app.candidates.new/route.tsx";
import * as loopList from "#app/routes/_app.loops._index/route.tsx";
import { arrangeLoop } from "#app/routes/_app.loops.$loopId/commands.server.ts";
import * as loopPage from "#app/routes/_app.loops.$loopId/route.tsx";
import * as newLoop from "#app/routes/_app.loops.new/route.tsx";
import * as positionList from "#app/routes/_app.positions._index/route.tsx";
import * as positionPage from "#app/routes/_app.positions.$positionId/route.tsx";
import * as newPosition from "#app/routes/_app.positions.new/route.tsx";
import * as rubricList from "#app/routes/_app.rubrics._index/route.tsx";
import * as rubricPage from "#app/routes/_app.rubrics.$slug/route.tsx";
import type { Db } from "#db/client.server.ts";
import { candidate, card, loop, position, round, weightSet } from "#db/schema.server.ts";
import * as make from "#tests/support/factory.ts";
import { test } from "#tests/support/route.ts";

const lead = (db: Db) => make.person(db, { name: "Lea Berg", permissions: ["lead"] });

/** The new position form as the browser would post it, with the rubric's default weights. */
async function positionForm(db: Db, changes: Record<string, string> = {}) {
  const { id: rubricVersionId, content } = await make.rubric(db);
  const weights = content.criteria.map((c) => [`weights.${c.key}`, String(c.weight)] as const);
  return {
    id: uuidv7(),
    title: "Payments engineer",
    level: "staff",
    rubricVersionId,
    revealRule: "after-own",
    reason: "The defaults.",
    ...Object.fromEntries(weights),
    ...changes,
  };
}

describe("what only leads set up", () => {
  test("is absent for an interviewer and for the committee", async ({ db, call }) => {
    const cora = await make.person(db, { name: "Cora", permissions: ["interviewer", "committee"] });
    const { id: positionId } = await make.position(db);
    const { id: candidateId } = await make.candidate(db);
    const asked = [
      await call(positionList.loader, { url: "/positions", as: cora }),
      await call(newPosition.loader, { url: "/positions/new", as: cora }),
      await call(positionPage.loader, { url: "/positions/x", as: cora, params: { positionId } }),
      await call(candidateList.loader, { url: "/candidates", as: cora }),
      await call(newCandidate.loader, { url: "/candidates/new", as: cora }),
      await call(candidatePage.loader, { url: "/candidates/x", as: cora, params: { candidateId } }),
      await call(newLoop.loader, { url: "/loops/new", as: cora }),
    ];
    expect(asked.map((answer) => answer.status)).toEqual(Array(7).fill(404));
  });

  test("is refused with 403 where an interviewer posts it all the same", async ({ db, call }) => {
    const ana = await make.person(db, { name: "Ana" });
    const form = await positionForm(db);
    expect((await call(newPosition.action, { url: "/positions/new", as: ana, form })).status).toBe(
      403,
    );
    const named = { id: uuidv7(), name: "Zoë" };
    const other = await call(newCandidate.action, { url: "/candidates/new", as: ana, form: named });
    expect(other.status).toBe(403);
    expect(await db.$count(position)).toBe(0);
    expect(await db.$count(candidate)).toBe(0);
  });

  test("sends whoever is not signed in to sign in and back", async ({ call }) => {
    const answer = await call(positionList.loader, { url: "/positions?q=pay" });
    expect(answer.headers.get("location")).toBe("/sign-in?to=%2Fpositions%3Fq%3Dpay");
  });
});

describe("the new position form", () => {
  test("makes the position and leads to it", async ({ db, call }) => {
    const form = await positionForm(db);
    const as = await lead(db);
    const made = await call(newPosition.action, { url: "/positions/new", as, form });
    expect(made.headers.get("location")).toBe(`/positions/${form.id}`);
    const again = await call(newPosition.action, { url: "/positions/new", as, form });
    expect(again.headers.get("location")).toBe(`/positions/${form.id}`);
    expect(await db.$count(position)).toBe(1);
  });

  test("comes back whole, with every message at once, where something is wrong", async ({
    db,
    call,
  }) => {
    const form = await positionForm(db, { title: " ", "weights.verification": "25" });
    const { status, data } = await call(newPosition.action, {
      url: "/positions/new",
      as: await lead(db),
      form,
    });
    expect(status).toBe(422);
    expect(data.failure?.fields).toEqual({
      title: "Write a title.",
      weights: "The weights add to 105, they must add to 100.",
    });
    expect(data.values).toMatchObject({ reason: "The defaults.", weights: { verification: "25" } });
  });
});

describe("the weights form", () => {
  test("filled from an older set answers 409 and keeps what was typed", async ({ db, call }) => {
    const as = await lead(db);
    const { id: positionId, rubric } = await make.position(db);
    const post = (first: number, version: string) => {
      const percents = rubric.criteria.map((c, at) => {
        const shift = at === 0 ? -first : at === 1 ? first : 0;
        return [`weights.${c.key}`, String(c.weight + shift)] as const;
      });
      const form = { intent: "weigh", version, reason: "Tuned", ...Object.fromEntries(percents) };
      return call(positionPage.action, { url: "/positions/x", as, form, params: { positionId } });
    };
    expect((await post(5, "1")).status).toBe(302);
    const late = await post(10, "1");
    expect(late.status).toBe(409);
    expect(late.data.failure.message).toContain("Lea Berg saved weight set 2");
    expect(late.data.values).toMatchObject({ reason: "Tuned" });
    expect(await db.$count(weightSet)).toBe(2);
  });
});

describe("the new loop form", () => {
  test("opens a loop with a candidate entered in it, once", async ({ db, call }) => {
    const as = await lead(db);
    const { id: positionId } = await make.position(db);
    const form = {
      id: uuidv7(),
      newCandidateId: uuidv7(),
      candidateId: "",
      name: "Zoë",
      positionId,
    };
    const made = await call(newLoop.action, { url: "/loops/new", as, form });
    expect(made.headers.get("location")).toBe(`/loops/${form.id}`);
    await call(newLoop.action, { url: "/loops/new", as, form });
    expect(await db.$count(loop)).toBe(1);
    expect(await db.$count(candidate)).toBe(1);
  });

  test("asks for one candidate, neither none nor two", async ({ db, call }) => {
    const as = await lead(db);
    const { id: positionId } = await make.position(db);
    const { id: candidateId } = await make.candidate(db);
    const keys = { id: uuidv7(), newCandidateId: uuidv7(), positionId };
    const ask = (form: Record<string, string>) =>
      call(newLoop.action, { url: "/loops/new", as, form: { ...keys, ...form } });
    const none = await ask({ candidateId: "", name: "" });
    expect(none.data.failure.fields?.candidateId).toContain("Choose a candidate");
    const two = await ask({ candidateId, name: "Zoë" });
    expect(two.data.failure.fields?.name).toContain("one candidate");
    expect(await db.$count(loop)).toBe(0);
  });

  test("keeps what was chosen while a candidate is searched for", async ({ db, call }) => {
    const { id: positionId } = await make.position(db);
    const { id } = await make.candidate(db, { name: "Zoë Quill" });
    await make.candidate(db, { name: "Ana Ruiz" });
    const url = `/loops/new?q=quill&positionId=${positionId}&candidateId=`;
    const { data } = await call(newLoop.loader, { url, as: await lead(db) });
    expect(data.candidates).toEqual([{ id, name: "Zoë Quill", email: null }]);
    expect(data.chosen).toMatchObject({ positionId, candidateId: id });
  });
});

describe("a loop's page", () => {
  test("does not exist for a stranger, reading or posting", async ({ db, call }) => {
    const ana = await make.person(db, { name: "Ana" });
    const { id: loopId } = await make.loopWith(db, { interviewers: [] });
    const asked = { url: "/loops/x", as: ana, params: { loopId } };
    expect((await call(loopPage.loader, asked)).status).toBe(404);
    const form = { intent: "withdraw-loop", reason: "So", version: "1" };
    expect((await call(loopPage.action, { ...asked, form })).status).toBe(404);
  });

  test("refuses an interviewer of the loop who posts a lead's command", async ({ db, call }) => {
    const ana = await make.person(db, { name: "Ana" });
    const { id: loopId } = await make.loopWith(db, { interviewers: [ana] });
    const form = { intent: "withdraw-loop", reason: "So", version: "1" };
    const refused = await call(loopPage.action, {
      url: "/loops/x",
      as: ana,
      params: { loopId },
      form,
    });
    expect(refused.status).toBe(403);
    const [row] = await db.select().from(loop).where(eq(loop.id, loopId));
    expect(row?.state).toBe("interviewing");
  });

  test("takes a round's time on the clock of whoever plans it", async ({ db }) => {
    const lea = await lead(db);
    const { id: loopId } = await make.loopWith(db, { interviewers: [] });
    const form = {
      intent: "add-round",
      id: uuidv7(),
      kind: "design",
      startsAt: "2026-07-01T09:30",
      minutes: "45",
      focus: ["verification", "leverage"],
    };
    await arrangeLoop(db, lea, loopId, form, "Europe/Madrid");
    const [row] = await db.select().from(round).where(eq(round.id, form.id));
    expect(row?.startsAt.toISOString()).toBe("2026-07-01T07:30:00.000Z");
    expect(row?.focus).toEqual(["verification", "leverage"]);
  });

  test("asks for a reason before it cancels a round", async ({ db, call }) => {
    const as = await lead(db);
    const ana = await make.person(db, { name: "Ana" });
    const made = await make.loopWith(db, { interviewers: [ana] });
    const form = {
      intent: "cancel-round",
      roundId: made.roundIds[0] ?? "",
      version: "1",
      reason: " ",
    };
    const asked = { url: "/loops/x", as, form, params: { loopId: made.id } };
    const refused = await call(loopPage.action, asked);
    expect(refused.status).toBe(422);
    expect(refused.data.failure.fields?.reason).toBe("Write a reason.");
    expect(await db.$count(card, eq(card.state, "assigned"))).toBe(1);
  });

  test("names people to assign only to whoever may assign", async ({ db, call }) => {
    const ana = await make.person(db, { name: "Ana" });
    const made = await make.loopWith(db, { interviewers: [ana] });
    const url = `/loops/x?do=assign&round=${made.roundIds[0]}`;
    const people = async (as: { id: string }) =>
      (await call(loopPage.loader, { url, as, params: { loopId: made.id } })).data.people;
    expect(await people(await lead(db))).toEqual([{ id: ana.id, name: "Ana" }]);
    expect(await people(ana)).toEqual([]);
  });
});

describe("the list of loops", () => {
  test("leads from a page past its end to the first", async ({ db, call }) => {
    await make.loopWith(db, { interviewers: [] });
    const url = "/loops?state=interviewing&page=9";
    const answer = await call(loopList.loader, { url, as: await lead(db) });
    expect(answer.headers.get("location")).toBe("/loops?state=interviewing");
  });
});

describe("a rubric's page", () => {
  test("is open to everyone signed in and shows the anchors of the level asked for", async ({
    db,
    call,
  }) => {
    const as = await make.person(db, { name: "Ana" });
    const { content } = await make.rubric(db);
    const params = { slug: "staff-backend" };
    const { data } = await call(rubricPage.loader, {
      url: "/rubrics/staff-backend?level=principal",
      as,
      params,
    });
    expect(data.level).toBe("principal");
    expect(data.criteria[0]?.anchors).toEqual({
      principal: content.criteria[0]?.anchors.principal,
    });
    const list = await call(rubricList.loader, { url: "/rubrics", as });
    expect(list.data.rubrics.map((rubric) => rubric.slug)).toContain("staff-backend");
  });

  test("is absent for a slug or a version nobody published", async ({ db, call }) => {
    const as = await make.person(db, { name: "Ana" });
    const statusOf = async (slug: string, query = "") =>
      (await call(rubricPage.loader, { url: `/rubrics/x${query}`, as, params: { slug } })).status;
    expect(await statusOf("nothing")).toBe(404);
    expect(await statusOf("staff-backend", "?version=99")).toBe(404);
  });
});

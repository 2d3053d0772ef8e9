import { eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { describe, expect } from "vitest";
import { loader as home } from "#app/routes/_app/route.tsx";
import * as calibrationPage from "#app/routes/_app.calibration/route.tsx";
import * as candidateList from "#app/routes/_app.candidates._index/route.tsx";
import * as candidatePage from "#app/routes/_app.candidates.$candidateId/route.tsx";
import * as newCandidate from "#app/routes/_app.candidates.new/route.tsx";
import * as loopList from "#app/routes/_app.loops._index/route.tsx";
import * as loopPage from "#app/routes/_app.loops.$loopId/route.tsx";
import * as newLoop from "#app/routes/_app.loops.new/route.tsx";
import * as positionList from "#app/routes/_app.positions._index/route.tsx";
import * as positionPage from "#app/routes/_app.positions.$positionId/route.tsx";
import * as rubricPage from "#app/routes/_app.rubrics.$slug/route.tsx";
import { action as signIn } from "#app/routes/sign-in/route.tsx";
import { action as signOut } from "#app/routes/sign-out/route.tsx";
import type { Db } from "#db/client.server.ts";
import { candidate, round } from "#db/schema.server.ts";
import * as make from "#tests/support/factory.ts";
import { test } from "#tests/support/route.ts";

const lead = (db: Db) => make.person(db, { name: "Lea Berg", permissions: ["lead", "committee"] });
const OUT_OF_DATE = "This page is out of date. Reload it, then try again.";

describe("a character that Postgres refuses", () => {
  test("is left out of what is searched for", async ({ db, call }) => {
    const as = await lead(db);
    await make.loopWith(db, { interviewers: [] });
    const query = "?q=Cle%00o&position=%00&state=%00&owner=%00";
    const loops = await call(loopList.loader, { url: `/loops${query}`, as });
    expect(loops.data.rows).toHaveLength(1);
    const candidates = await call(candidateList.loader, { url: `/candidates${query}`, as });
    expect(candidates.data.rows).toHaveLength(1);
    expect((await call(positionList.loader, { url: `/positions${query}`, as })).status).toBe(200);
    const url = "/loops/new?q=%00&candidateId=%00&positionId=%00&name=%00";
    expect((await call(newLoop.loader, { url, as })).status).toBe(200);
    const long = `/loops?q=${encodeURIComponent(`${"x".repeat(99)}😀`)}`;
    expect((await call(loopList.loader, { url: long, as })).status).toBe(200);
    const raw = "/calibration?position=%00&from=%00&level=%00&round=%00&page=%00";
    expect((await call(calibrationPage.loader, { url: raw, as })).status).toBe(200);
  });

  test("is left out of what is posted, half a character too", async ({ db, call }) => {
    const form = { id: uuidv7(), name: "Zo\0ë", headline: "Half \ud83d a smile" };
    const as = await lead(db);
    const saved = await call(newCandidate.action, { url: "/candidates/new", as, form });
    expect(saved.status).toBe(302);
    const [row] = await db.select().from(candidate).where(eq(candidate.id, form.id));
    expect(row).toMatchObject({ name: "Zoë", headline: "Half \ufffd a smile" });
  });

  test("names no rubric", async ({ db, call }) => {
    const asked = { url: "/rubrics/x", as: await lead(db), params: { slug: "staff\0backend" } };
    expect((await call(rubricPage.loader, asked)).status).toBe(404);
  });
});

describe("an address with a made-up key", () => {
  test("leads nowhere, reading or posting", async ({ db, call }) => {
    const as = await lead(db);
    for (const made of ["x", "\0", "00000000-0000-0000-0000-00000000000g", undefined]) {
      const asked = {
        url: "/x",
        as,
        params: { loopId: made, positionId: made, candidateId: made },
      };
      const form = { intent: "edit", name: "Zoë", version: "1" };
      const answers = [
        await call(loopPage.loader, asked),
        await call(positionPage.loader, asked),
        await call(candidatePage.loader, asked),
        await call(loopPage.action, { ...asked, form }),
        await call(positionPage.action, { ...asked, form }),
        await call(candidatePage.action, { ...asked, form }),
      ];
      expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(404));
    }
  });
});

describe("a command nobody offers", () => {
  test("says that the page is out of date", async ({ db, call }) => {
    const as = await lead(db);
    const { id: loopId, position } = await make.loopWith(db, { interviewers: [] });
    const forms: Record<string, string | string[]>[] = [
      { intent: "explode" },
      { version: "1" },
      { intent: ["close", "close"] },
    ];
    for (const form of forms) {
      const loop = await call(loopPage.action, { url: "/loops/x", as, form, params: { loopId } });
      const params = { positionId: position.id };
      const one = await call(positionPage.action, { url: "/positions/x", as, form, params });
      expect([loop.status, one.status]).toEqual([422, 422]);
      expect(loop.data.failure.message).toBe(OUT_OF_DATE);
      expect(one.data.failure.message).toBe(OUT_OF_DATE);
    }
  });

  test("or a key the form should have carried, says so too", async ({ db, call }) => {
    const as = await lead(db);
    const { id: loopId } = await make.loopWith(db, { interviewers: [] });
    const form = { intent: "cancel-round", roundId: "x", version: "x", reason: "Ill" };
    const refused = await call(loopPage.action, { url: "/loops/x", as, form, params: { loopId } });
    expect(refused.status).toBe(422);
    expect(refused.data.failure.message).toBe(OUT_OF_DATE);
  });
});

describe("a round's start", () => {
  test.for([
    "+012026-01-01T00:00",
    "abc 1",
    "",
    "2026-02-30T10:00",
    "2026-07-01",
    "2026-07-01T24:00",
    "2026-07-01T10:60",
    "1999-12-31T23:59",
    "2101-01-01T00:00",
    "2026-07-01T10:00 or so",
  ])("cannot be %j", async (startsAt, { db, call }) => {
    const as = await lead(db);
    const { id: loopId } = await make.loopWith(db, { interviewers: [] });
    const form = { intent: "add-round", id: uuidv7(), kind: "design", startsAt, minutes: "45" };
    const refused = await call(loopPage.action, { url: "/loops/x", as, form, params: { loopId } });
    expect(refused.status).toBe(422);
    expect(refused.data.failure.fields?.startsAt).toMatch(/^Choose a date/);
    expect(await db.$count(round)).toBe(0);
  });

  test("may carry seconds, as some browsers send them", async ({ db, call }) => {
    const as = await lead(db);
    const { id: loopId } = await make.loopWith(db, { interviewers: [] });
    const startsAt = "2028-02-29T10:15:00";
    const form = { intent: "add-round", id: uuidv7(), kind: "design", startsAt, minutes: "45" };
    expect(
      (await call(loopPage.action, { url: "/loops/x", as, form, params: { loopId } })).status,
    ).toBe(302);
    const [row] = await db.select().from(round);
    expect(row?.startsAt.toISOString()).toBe("2028-02-29T10:15:00.000Z");
  });
});

describe("a cookie that cannot be read", () => {
  const headers = { cookie: "evenhand.session_token=%E0%A4%A; tz=%E0%A4%A" };
  test("is no session", async ({ call }) => {
    const seen = await call(home, { url: "/loops", headers });
    expect([seen.status, seen.headers.get("location")]).toEqual([302, "/sign-in?to=%2Floops"]);
  });
  test("does not keep anybody from signing in or out", async ({ call }) => {
    const form = { email: "no@example.com", password: "x" };
    expect((await call(signIn, { url: "/sign-in", form, headers })).status).toBe(403);
    const out = await call(signOut, { url: "/sign-out", form: {}, headers });
    expect([out.status, out.headers.get("location")]).toEqual([302, "/sign-in"]);
  });
});

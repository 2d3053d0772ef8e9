import { describe, expect } from "vitest";
import { loader } from "#app/routes/_app.calibration/route.tsx";
import { importRatings } from "#db/import.ts";
import { candidate, loopWith, person, position } from "#tests/support/factory.ts";
import { test } from "#tests/support/route.ts";

const url = "/calibration";

describe("GET /calibration", () => {
  test("sends whoever is not signed in to sign in and back", async ({ call }) => {
    const answer = await call(loader, { url: `${url}?page=2` });
    expect(answer.status).toBe(302);
    expect(answer.headers.get("Location")).toBe(
      `/sign-in?to=${encodeURIComponent(`${url}?page=2`)}`,
    );
  });

  test("is not there for an interviewer or an administrator", async ({ db, call }) => {
    await position(db);
    for (const permission of ["interviewer", "admin"] as const) {
      const viewer = await person(db, { name: `A ${permission}`, permissions: [permission] });
      expect((await call(loader, { url, as: viewer })).status).toBe(404);
    }
  });

  test("shows the committee a settled loop, and nothing of a running one", async ({ db, call }) => {
    const cora = await person(db, { name: "Cora", permissions: ["committee"] });
    const [ana, ben] = [await person(db, { name: "Ana" }), await person(db, { name: "Ben" })];
    const of = await position(db);
    const sealed = (who: typeof ana, score: number) =>
      ({ of: who, state: "sealed", says: { score } }) as const;
    const settled = await loopWith(db, {
      position: of,
      state: "decided",
      candidateId: (await candidate(db, { name: "Cleo" })).id,
      interviewers: [sealed(ana, 2), sealed(ben, 4)],
    });
    await loopWith(db, { position: of, state: "debrief", interviewers: [sealed(ana, 1)] });
    const { data, status } = await call(loader, { url, as: cora });
    expect(status).toBe(200);
    expect(data.candidates.rows).toMatchObject([
      { loopId: settled.id, candidate: "Cleo", score: 3, coverage: 1, cards: 2, outcome: "offer" },
    ]);
    expect(data).toMatchObject({ cards: 2, ratings: 2 * of.rubric.criteria.length, loops: 1 });
    expect(data.interviewers).toMatchObject([
      { name: "Ana", cards: 1, history: { enough: false } },
      { name: "Ben", cards: 1, history: { enough: false } },
    ]);
  });

  test("ignores a broken address, names what it ignored, and shows the rest", async ({
    db,
    call,
  }) => {
    const lea = await person(db, { name: "Lea", permissions: ["lead"] });
    const of = await position(db, { title: "Storage" });
    const broken = `${url}?position=${of.id}&quarter=2026-q9&round=lunch&met=ana&page=-1&x=%00`;
    const { data, status } = await call(loader, { url: broken, as: lea });
    expect(status).toBe(200);
    expect(data.chosen?.title).toBe("Storage");
    expect(data.ignored).toEqual(["quarter", "round", "met", "page"]);
  });

  test("shows 30 candidates at a time, and the last page for one beyond it", async ({
    db,
    call,
  }) => {
    const lea = await person(db, { name: "Lea", permissions: ["lead"] });
    const ana = await person(db, { name: "Ana" });
    const of = await position(db);
    for (let at = 0; at < 31; at += 1)
      await loopWith(db, {
        position: of,
        state: "decided",
        interviewers: [{ of: ana, state: "sealed", says: { score: at === 30 ? 1 : 3 } }],
      });
    const first = (await call(loader, { url, as: lea })).data.candidates;
    expect([first.rows.length, first.total, first.lowest?.score]).toEqual([30, 31, 1]);
    const last = (await call(loader, { url: `${url}?page=9`, as: lea })).data.candidates;
    expect([last.page, last.rows.map(({ score }) => score)]).toEqual([2, [1]]);
  });

  test("shows an imported panel of three interviewers and seven candidates", async ({
    db,
    call,
  }) => {
    const lea = await person(db, { name: "Lea", permissions: ["lead"] });
    const file = "tests/reference/guilford-1954.csv";
    const rubric = "tests/reference/guilford-creativity.v1.yaml";
    await importRatings(db, { file, rubric, position: "Creativity" }, new Date("2026-01-05"));
    const { data } = await call(loader, { url, as: lea });
    expect(data.chosen).toMatchObject({ title: "Creativity", settled: 7 });
    expect([data.candidates.total, data.cards, data.ratings]).toEqual([7, 21, 105]);
    expect(data.interviewers.every(({ history }) => history.enough)).toBe(true);
    expect(data.candidates.highest?.score).toBeCloseTo(94 / 15, 12);
  });
});

import { eq } from "drizzle-orm";
import { expect } from "vitest";
import type { Viewer } from "#app/domain/people.ts";
import type { Db } from "#db/client.server.ts";
import { drillAttempt, drillVersion } from "#db/schema.server.ts";
import * as make from "#tests/support/factory.ts";
import { type Ask, test } from "#tests/support/probing.ts";

const path = "/drills/feature-flags";

/** The form of a drill with one score throughout. */
async function scores(db: Db, score: string) {
  const { content } = await make.rubric(db);
  const ratings = content.criteria.flatMap(({ key }) => [
    [`first.ratings.${key}`, score],
    [`second.ratings.${key}`, score],
  ]);
  return {
    ...{ intent: "score", id: crypto.randomUUID(), version: "1" },
    ...{ "first.level": "senior", "second.level": "staff", ...Object.fromEntries(ratings) },
  };
}

const asked = async (ask: Ask, as: Viewer, where = path) => (await ask({ path: where, as })).text;

test("a drill's page holds the key only after it was scored, and the panel from three others on", async ({
  db,
  ask,
}) => {
  const ana = await make.person(db, { name: "Ana" });
  const [row] = await db.select().from(drillVersion).where(eq(drillVersion.key, "feature-flags"));
  const difference = row?.content.difference.slice(0, 40) ?? "";
  const others = ["Ben", "Cy", "Dee"];
  for (const name of others) {
    const other = await make.person(db, { name });
    await ask({ path, as: other, form: await scores(db, "2") });
  }
  const before = await asked(ask, ana);
  expect(before).toContain("Answer A");
  expect(before).not.toContain(difference);
  expect(await asked(ask, ana, `${path}.data`)).not.toContain(difference);
  const sent = await ask({ path, as: ana, form: await scores(db, "3") });
  expect([sent.status, sent.headers]).toEqual([302, expect.stringContaining(path)]);
  const after = await asked(ask, ana);
  expect(after).toContain(difference);
  expect(after).toContain("The panel is the 3 others who scored it.");
});

test("a form that lacks something comes back with what was chosen, and writes nothing", async ({
  db,
  ask,
}) => {
  const ana = await make.person(db, { name: "Ana" });
  const { "second.level": _, ...form } = await scores(db, "3");
  const answer = await ask({ path, as: ana, form });
  expect(answer.status).toBe(422);
  expect(answer.text).toContain("Choose the level that this answer shows.");
  expect(answer.text.match(/checked=""/g)?.length).toBe(11);
  expect(await db.select().from(drillAttempt)).toEqual([]);
  const empty = await ask({ path, as: ana, form: { intent: "score", version: "1", id: form.id } });
  expect(empty.status).toBe(422);
});

test("another tab's different scores are refused, and those that stand are shown", async ({
  db,
  ask,
}) => {
  const ana = await make.person(db, { name: "Ana" });
  await ask({ path, as: ana, form: await scores(db, "3") });
  const answer = await ask({ path, as: ana, form: await scores(db, "1") });
  expect(answer.status).toBe(409);
  expect(answer.text).toContain("Those stand; nothing was changed.");
});

test("figures are files: one's own drift for oneself, what people miss for leads", async ({
  db,
  ask,
}) => {
  const lea = await make.person(db, { name: "Lea", permissions: ["lead", "interviewer"] });
  const ana = await make.person(db, { name: "Ana" });
  const ben = await make.person(db, { name: "Ben" });
  for (const as of [lea, ana, ben])
    for (const key of ["feature-flags", "url-shortener", "rate-limiter"])
      await ask({ path: `/drills/${key}`, as, form: await scores(db, "3") });
  const file = async (as: Viewer, name: string) => ask({ path: `/drills/figures/${name}`, as });
  expect(await asked(ask, ana, "/drills")).toContain("/drills/figures/drill-drift.csv");
  const [header, row = ""] = (await file(ana, "drill-drift.csv")).text.split("\r\n");
  expect(header).toBe("Quarter,Drills,Difference,From,To,Note");
  expect(row).toMatch(/^Q\d \d{4},3,-?\d\.\d{4,},-?\d\.\d{4,},-?\d\.\d{4,},$/);
  const drift = await file(ana, "drill-drift.svg");
  expect(drift.headers).toContain("attachment");
  expect(drift.text).toContain("Drills, Ana. Taken on");
  expect(await asked(ask, lea, "/drills/progress")).toContain("/drills/figures/drill-criteria.svg");
  expect((await file(lea, "drill-criteria.csv")).text).toMatch(/\r\nTrade-off reasoning,3,\d+,/);
  expect((await file(lea, "drill-criteria.svg")).text).toContain("Trade-off reasoning");
  for (const name of ["drill-criteria.csv", "drill-drift.pdf", "nothing.csv", "drill-drift"])
    expect((await file(ana, name)).status, name).toBe(404);
});

test("a lead begins a drill's next version from its page, and nobody else is offered to", async ({
  db,
  ask,
}) => {
  const lea = await make.person(db, { name: "Lea", permissions: ["lead"] });
  const ana = await make.person(db, { name: "Ana" });
  const interviewers = [{ of: ana, state: "sealed" as const }];
  const { id: loopId } = await make.loopWith(db, { interviewers, state: "decided" });
  await db.update(drillVersion).set({ loopId }).where(eq(drillVersion.key, "feature-flags"));
  expect(await asked(ask, ana)).not.toContain("next version");
  expect(await asked(ask, lea, "/drills/rate-limiter")).not.toContain("next version");
  expect(await asked(ask, lea)).toContain("Write its next version");
  const id = crypto.randomUUID();
  const begun = await ask({ path, as: lea, form: { intent: "rewrite", id, version: "1" } });
  expect([begun.status, begun.headers]).toEqual([
    302,
    expect.stringContaining(`/drills/own/${id}`),
  ]);
  expect(await asked(ask, lea, `/drills/own/${id}`)).toContain("its next version");
  expect(await asked(ask, lea)).toContain(`href="/drills/own/${id}"`);
  const form = { intent: "rewrite", id, version: "1" };
  expect((await ask({ path, as: ana, form })).status).toBe(403);
});

test("the pages answer those they are for", async ({ db, ask }) => {
  const ana = await make.person(db, { name: "Ana" });
  const lea = await make.person(db, { name: "Lea", permissions: ["lead"] });
  const adam = await make.person(db, { name: "Adam", permissions: ["admin"] });
  const interviewers = [{ of: ana, state: "sealed" as const }];
  const loop = await make.loopWith(db, { interviewers, state: "decided" });
  const status = async (as: Viewer, where: string) => (await ask({ path: where, as })).status;
  for (const where of ["/drills/progress", "/drills/own", `/drills/own?loop=${loop.id}`]) {
    expect(await status(lea, where), where).toBe(200);
    expect(await status(ana, where), where).toBe(404);
  }
  expect(await status(ana, "/drills")).toBe(200);
  expect(await status(adam, "/drills")).toBe(404);
  expect(await status(ana, "/drills/nothing")).toBe(404);
  const id = crypto.randomUUID();
  const form = { id, loopId: loop.id, firstCard: loop.cardIds[0] ?? "", secondCard: "" };
  const begun = await ask({ path: "/drills/own?index", as: lea, form });
  expect([begun.status, begun.headers]).toEqual([302, expect.stringContaining(id)]);
  expect(await asked(ask, lea, `/drills/own/${id}`)).toContain("Words that may identify somebody");
  expect(await status(ana, `/drills/own/${id}`)).toBe(404);
});

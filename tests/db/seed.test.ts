import { verifyPassword } from "better-auth/crypto";
import { eq, ne, sql } from "drizzle-orm";
import { describe, expect } from "vitest";
import { isRefusal } from "#app/domain/calibration/refusal.ts";
import { candidateFlags, ledgerCards, sightingsOf } from "#app/domain/ledger.ts";
import { draftFrom } from "#app/domain/scorecard.ts";
import { Sealable } from "#app/domain/sealing.ts";
import type { Db } from "#db/client.server.ts";
import { getProfile } from "#db/queries/calibration-profile.server.ts";
import { shapeOf } from "#db/queries/card.server.ts";
import { getPanel } from "#db/queries/panel.server.ts";
import { getRubric } from "#db/queries/rubric.server.ts";
import { sealHash } from "#db/queries/seal.server.ts";
import {
  account,
  auditEvent,
  candidate,
  card,
  cardVersion,
  loop,
  observation,
  person,
  position,
  probeReply,
  rating,
} from "#db/schema.server.ts";
import { evidence } from "#db/seed/evidence.ts";
import { quotes } from "#db/seed/quotes.ts";
import { summaries } from "#db/seed/summaries.ts";
import { DEMO_PASSWORD, demoAccounts, seed } from "#db/seed.ts";
import { calibrated } from "#tests/support/calibrated.ts";
import { test } from "#tests/support/database.ts";

const now = new Date("2026-11-21T10:17:00Z");

const idOf = async (db: Db, email: string) =>
  (await db.select().from(person).where(eq(person.email, email)))[0]?.id ?? "";

describe("the demonstration", () => {
  test("holds 108 settled loops and six in flight, one for each moment", async ({ db }) => {
    expect(await seed(db, now)).toEqual({ seeded: true, accounts: demoAccounts });
    const states = await db
      .select({ state: loop.state, n: sql<number>`count(*)::int` })
      .from(loop)
      .groupBy(loop.state)
      .orderBy(loop.state);
    expect(Object.fromEntries(states.map(({ state, n }) => [state, n]))).toEqual({
      ...{ decided: 108, planned: 1, interviewing: 3, debrief: 1, withdrawn: 1 },
    });
  });

  test("changes nothing where it has been written, or where a position exists", async ({ db }) => {
    await seed(db, now);
    expect(await seed(db, now)).toEqual({ seeded: false, accounts: demoAccounts });
    expect(await db.select().from(person)).toHaveLength(19);
  });

  test("stays away from an installation in use", async ({ db }) => {
    const rubric = await getRubric(db, "staff-backend");
    const rubricVersionId = rubric?.id ?? "";
    await db.insert(position).values({ title: "Ours", level: "staff", rubricVersionId });
    expect(await seed(db, now)).toEqual({ seeded: false, accounts: [] });
    expect(await db.select().from(person)).toHaveLength(0);
  });

  test("offers to sign in only as people who still can", async ({ db }) => {
    await seed(db, now);
    const [ana, ...others] = demoAccounts;
    await db
      .update(person)
      .set({ disabledAt: now })
      .where(eq(person.email, ana?.email ?? ""));
    expect((await seed(db, now)).accounts).toEqual(others);
  });

  test("is the same for the same moment", async ({ db }) => {
    class Undo extends Error {}
    const written: unknown[] = [];
    for (const _ of [1, 2])
      await db
        .transaction(async (tx) => {
          await seed(tx, now);
          written.push([
            await tx.select().from(card).orderBy(card.id),
            await tx.select().from(rating).orderBy(rating.cardVersionId, rating.criterion),
            await tx.select().from(observation).orderBy(observation.id),
            await tx.select().from(probeReply).orderBy(probeReply.cardVersionId, probeReply.probe),
            await tx.select().from(candidate).orderBy(candidate.id),
          ]);
          throw new Undo();
        })
        .catch((error) => {
          if (!(error instanceof Undo)) throw error;
        });
    expect(written[0]).toEqual(written[1]);
  });

  test("lets its people sign in with the password it names", async ({ db }) => {
    await seed(db, now);
    expect(demoAccounts.map(({ email }) => email)).toEqual(
      ["ana", "lea", "cora", "adam"].map((name) => `${name}@evenhand.example`),
    );
    const ana = await idOf(db, "ana@evenhand.example");
    const [signIn] = await db.select().from(account).where(eq(account.userId, ana));
    expect(signIn).toMatchObject({ providerId: "credential", accountId: ana });
    const hash = signIn?.password ?? "";
    expect(await verifyPassword({ hash, password: DEMO_PASSWORD })).toBe(true);
  });

  test("leaves Ana an overdue card, a half-written one due soon and one to come", async ({
    db,
  }) => {
    await seed(db, now);
    const ana = await idOf(db, "ana@evenhand.example");
    const owed = await db
      .select({ state: card.state, dueAt: card.dueAt })
      .from(card)
      .where(sql`${card.interviewerId} = ${ana} and ${card.state} in ('assigned', 'draft')`)
      .orderBy(card.dueAt);
    expect(owed.map(({ state }) => state)).toEqual(["assigned", "draft", "assigned"]);
    const hours = owed.map(({ dueAt }) => (dueAt.getTime() - now.getTime()) / 3_600_000);
    expect(hours[0]).toBeLessThan(0);
    expect(hours[1]).toBeGreaterThan(0);
    expect(hours[1]).toBeLessThan(12);
    expect(hours[2]).toBeGreaterThan(48);
  });
});

/** Every sealed version as it would be read back. */
async function sealedCards(db: Db) {
  const ratings = await db.select().from(rating);
  const observations = await db.select().from(observation).orderBy(observation.ordinal);
  const probes = await db.select().from(probeReply).orderBy(probeReply.ordinal);
  const versions = await db.select().from(cardVersion);
  return versions.map((version) => ({
    version,
    content: {
      ratings: ratings.filter((r) => r.cardVersionId === version.id),
      observations: observations
        .filter((o) => o.cardVersionId === version.id)
        .map(({ pattern, stance, quote }) => ({ pattern, stance, quote })),
      probes: probes
        .filter((p) => p.cardVersionId === version.id)
        .map(({ cardVersionId: _, ordinal: _place, ...reply }) => reply),
      recommendation: version.recommendation,
      level: version.level,
      summary: version.summary,
    },
  }));
}

describe("its cards", () => {
  test("could have been sealed as they stand, and their hashes fit", async ({ db }) => {
    await seed(db, now);
    const rubric = await getRubric(db, "staff-backend");
    if (!rubric) throw new Error("no rubric");
    const sealable = Sealable(shapeOf(rubric.content, []));
    for (const { version, content } of await sealedCards(db)) {
      const ratings = content.ratings.map(
        ({ criterion, score, notObserved, confidence, evidence }) => ({
          ...{ criterion, score, notObserved, confidence, evidence },
        }),
      );
      const said = { ...content, ratings };
      expect(sealable.safeParse(draftFrom(said)).error?.issues).toBeUndefined();
      expect(sealHash(said)).toBe(version.hash);
      expect(version.sealedAt.getTime()).toBeLessThan(now.getTime());
    }
  });

  test("differ in severity where their authors do", async ({ db }) => {
    await seed(db, now);
    const rows = await db
      .select({
        name: person.name,
        mean: sql<number>`avg(${rating.score})::float8`,
      })
      .from(rating)
      .innerJoin(cardVersion, eq(cardVersion.id, rating.cardVersionId))
      .innerJoin(card, eq(card.id, cardVersion.cardId))
      .innerJoin(person, eq(person.id, card.interviewerId))
      .groupBy(person.name)
      .orderBy(sql`2`);
    const names = rows.map(({ name }) => name);
    expect(names).toHaveLength(14);
    expect(names.slice(0, 2).toSorted()).toEqual(["Ingrid Solheim", "Tomasz Wieczorek"]);
    expect(names.slice(-2).toSorted()).toEqual(["Chiara Bellandi", "Kwame Asante"]);
    const cards = await db
      .select({ values: sql<number>`count(distinct ${rating.score})::int` })
      .from(rating)
      .innerJoin(cardVersion, eq(cardVersion.id, rating.cardVersionId))
      .innerJoin(card, eq(card.id, cardVersion.cardId))
      .innerJoin(person, eq(person.id, card.interviewerId))
      .where(eq(person.name, "Declan O'Rourke"))
      .groupBy(card.id);
    expect(new Set(cards.map(({ values }) => values))).toEqual(new Set([1]));
  });

  test("link all interviewers of a position through the candidates they met", async ({ db }) => {
    await seed(db, now);
    const met = await db
      .select({ place: loop.positionId, loop: loop.id, interviewer: card.interviewerId })
      .from(card)
      .innerJoin(loop, eq(loop.id, card.loopId))
      .where(eq(loop.state, "decided"));
    for (const place of new Set(met.map((m) => m.place))) {
      const own = met.filter((m) => m.place === place);
      const reached = new Set([own[0]?.interviewer]);
      for (let before = 0; before < reached.size; ) {
        before = reached.size;
        const loops = new Set(own.filter((m) => reached.has(m.interviewer)).map((m) => m.loop));
        for (const m of own) if (loops.has(m.loop)) reached.add(m.interviewer);
      }
      expect(reached).toEqual(new Set(own.map((m) => m.interviewer)));
    }
  });
});

test("the loop in debrief disagrees and shows a flag of each kind", async ({ db }) => {
  await seed(db, now);
  const [open] = await db.select().from(loop).where(eq(loop.state, "debrief"));
  const [cora] = await db.select().from(person).where(eq(person.email, "cora@evenhand.example"));
  if (!open || !cora) throw new Error("no debrief");
  const panel = await getPanel(db, cora, open.id);
  const cards = panel?.view.cards.flatMap((own) => (own.readable ? [own] : [])) ?? [];
  expect(cards).toHaveLength(5);
  const words = cards.map((own) => own.content.recommendation);
  expect(words).toContain("strong-yes");
  expect(words).toContain("strong-no");
  const sightings = sightingsOf(ledgerCards(cards, () => []));
  const flags = candidateFlags(sightings, { patterns: [], level: "staff" });
  const states = flags.map(({ pattern, state }) => `${pattern} ${state}`);
  expect(states.toSorted()).toEqual([
    "agrees-with-everything single",
    "complexity-showcase contested",
    "no-failure-modes corroborated",
    "solo-narrative single",
  ]);
});

test("what came of probes stands on cards in flight and of the past, and feeds their flags", async ({
  db,
}) => {
  await seed(db, now);
  const replies = await db
    .select({
      loopId: card.loopId,
      state: loop.state,
      probe: probeReply.probe,
      answer: probeReply.answer,
      quote: probeReply.quote,
    })
    .from(probeReply)
    .innerJoin(cardVersion, eq(cardVersion.id, probeReply.cardVersionId))
    .innerJoin(card, eq(card.id, cardVersion.cardId))
    .innerJoin(loop, eq(loop.id, card.loopId));
  const past = replies.filter(({ state }) => state === "decided");
  expect(new Set(past.map(({ loopId }) => loopId)).size).toBeGreaterThan(15);
  expect(new Set(replies.map(({ answer }) => answer)).size).toBe(4);
  const said = replies.flatMap(({ quote }) => (quote === "" ? [] : [quote]));
  expect(new Set(said).size).toBe(said.length);
  const inFlight = replies.filter(({ state }) => state !== "decided");
  expect(new Set(inFlight.map(({ loopId }) => loopId)).size).toBe(2);

  const waiting = inFlight.find(({ state }) => state === "interviewing")?.loopId ?? "";
  const [lea] = await db.select().from(person).where(eq(person.email, "cora@evenhand.example"));
  if (!lea) throw new Error("no committee");
  const panel = await getPanel(db, lea, waiting);
  const cards = panel?.view.cards.flatMap((own) => (own.readable ? [own] : [])) ?? [];
  const flags = candidateFlags(sightingsOf(ledgerCards(cards, () => [])), {
    ...{ patterns: [], level: "staff" },
  });
  expect(flags.map(({ pattern, state }) => `${pattern} ${state}`)).toContain(
    "agrees-with-everything contested",
  );
});

test("has interviewers with enough cards in a quarter to draw how their scoring moves", async ({
  db,
}) => {
  await seed(db, now);
  const payments = "Staff backend engineer, Payments";
  const [of] = await db
    .select({ positionId: position.id, rubricVersionId: position.rubricVersionId })
    .from(position)
    .where(eq(position.title, payments));
  if (!of) throw new Error(`no ${payments}`);
  await calibrated(db, of);
  for (const email of ["tomasz.wieczorek@evenhand.example", "ana@evenhand.example"]) {
    const id = await idOf(db, email);
    const viewer = { id, name: "", email, permissions: ["interviewer" as const] };
    const profile = await getProfile(db, viewer, id, { position: of.positionId });
    const drift = profile?.found?.finding.drift;
    if (!drift || isRefusal(drift)) throw new Error(`no drift of ${email}`);
    const told = drift.windows.filter((window) => !isRefusal(window));
    expect(told.length).toBeGreaterThanOrEqual(3);
    expect(drift.change).toMatchObject({ flagged: false });
  }
});

test("the record tells who was assigned and who sealed, in order", async ({ db }) => {
  await seed(db, now);
  const events = await db.select().from(auditEvent).orderBy(auditEvent.sequence);
  const seeded = events.filter((event) => !event.action.endsWith(".published"));
  const times = seeded.map((event) => event.at.getTime());
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  const actions = new Set(seeded.map((event) => event.action));
  const expected = ["card.assigned", "card.sealed", "loop.moved", "debrief.opened"];
  for (const action of [...expected, "loop.withdrawn"]) expect(actions).toContain(action);
});

test("the material is rich enough not to repeat itself", async ({ db }) => {
  for (const bands of Object.values(evidence))
    for (const texts of [bands.low, bands.high]) expect(new Set(texts).size).toBeGreaterThan(11);
  expect(Object.values(summaries).flat().length).toBeGreaterThan(24);
  expect(Object.values(quotes).every(({ seen }) => seen.length > 0)).toBe(true);
  expect(Object.keys(quotes)).toHaveLength(22);
  expect(Object.values(quotes).filter(({ counter }) => counter.length > 0).length).toBeGreaterThan(
    7,
  );
  await seed(db, now);
  const written = await db
    .select({ text: rating.evidence })
    .from(rating)
    .where(ne(rating.evidence, ""));
  expect(written.filter(({ text }) => /\{\w+\}/.test(text))).toEqual([]);
  expect(new Set(written.map(({ text }) => text)).size).toBeGreaterThan(500);
});

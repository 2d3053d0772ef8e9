import { asc, eq } from "drizzle-orm";
import { expect } from "vitest";
import { EVERYBODY } from "#app/domain/calibration/findings.ts";
import type { RoundKind } from "#app/domain/loop.ts";
import type { Db } from "#db/client.server.ts";
import { readTallies } from "#db/queries/calibration-tallies.server.ts";
import {
  insertSettledLoops,
  type SettledCard,
  type SettledLoop,
} from "#db/queries/settled.server.ts";
import { card, cardVersion } from "#db/schema.server.ts";
import { test } from "#tests/support/database.ts";
import {
  candidate,
  person,
  position,
  sealedCard,
  type TestPosition,
} from "#tests/support/factory.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

type Card = {
  readonly by: { readonly id: string };
  readonly score?: number;
  /** After the round's end. */
  readonly hours: number;
  /** The first criterion, where it was not observed. */
  readonly first?: "not-asked" | "no-signal";
  readonly kind?: "shadow";
};
type Round = { readonly kind: RoundKind; readonly cards: readonly Card[] };

async function settle(
  db: Db,
  of: TestPosition,
  decided: string,
  rounds: readonly Round[],
  importKey: string | null = null,
): Promise<void> {
  const decidedAt = new Date(decided);
  const ended = new Date(decidedAt.getTime() - 20 * DAY);
  const loop: SettledLoop = {
    ...{ candidateId: (await candidate(db)).id, positionId: of.id, ownerId: null, importKey },
    ...{ rubricVersionId: of.rubricVersionId, points: of.rubric.scale.length },
    ...{ revealRule: "after-own", createdAt: new Date(ended.getTime() - DAY) },
    rounds: rounds.map(({ kind, cards }) => ({
      ...{ kind, focus: [], minutes: 60, startsAt: new Date(ended.getTime() - HOUR) },
      cards: cards.map(({ by, hours, first, score = 3, kind }): SettledCard => {
        const content = sealedCard(of.rubric, { score });
        const ratings = content.ratings.map((own, at) =>
          at === 0 && first ? { ...own, score: null, notObserved: first } : own,
        );
        return {
          kind: kind ?? "panel",
          ...{ interviewerId: by.id, assignedAt: new Date(ended.getTime() - DAY) },
          dueAt: new Date(ended.getTime() + DAY),
          sealedAt: new Date(ended.getTime() + hours * HOUR),
          content: { ...content, ratings },
        };
      }),
    })),
    debrief: { openedById: null, openedAt: decidedAt },
    decision: {
      ...{ outcome: "offer", level: "staff", reasons: "Clear.", dissent: "", decidedById: null },
      ...{ weightSetId: of.weightSetId, decidedAt },
    },
  };
  await db.transaction((tx) => insertSettledLoops(tx, [loop]));
}

type Entry = { readonly id: string } & Readonly<Record<string, unknown>>;

async function listsOf(db: Db, of: TestPosition) {
  const pieces = await readTallies(
    db,
    { positionId: of.id, rubricVersionId: of.rubricVersionId },
    { points: of.rubric.scale.length },
  );
  const lists = new Map<string, Entry[]>();
  for (const { list, from, entries } of pieces) {
    const known = lists.get(list) ?? [];
    expect(from).toBe(known.length);
    lists.set(list, [...known, ...JSON.parse(entries)]);
  }
  return (list: string, id: string) => {
    const found = lists.get(list)?.find((entry) => entry.id === id);
    if (!found) return null;
    const { id: _, ...rest } = found;
    return rest;
  };
}

const people = (db: Db, ...names: string[]) =>
  Promise.all(names.map((name) => person(db, { name })));

test("answers are counted by person, quarter, kind of round and criterion, with everybody's sums", async ({
  db,
}) => {
  const of = await position(db);
  const [ana, ben, tom] = await people(db, "Ana", "Ben", "Tom");
  if (!ana || !ben || !tom) throw new Error("Nobody");
  const others = await people(db, "Cy", "Di", "Ed", "Flo", "Gus");
  // The last moment of a quarter in UTC, and the first of the next one.
  await settle(db, of, "2026-03-31T23:59:59Z", [
    { kind: "design", cards: [{ by: ana, hours: 1, score: 4, first: "not-asked" }] },
    { kind: "refactor", cards: [{ by: ben, hours: 1, score: 2 }] },
    { kind: "refactor", cards: [{ by: tom, hours: 1, kind: "shadow" }] },
  ]);
  await settle(db, of, "2026-04-01T00:00:00Z", [
    { kind: "design", cards: [{ by: ana, hours: 1, score: 4, first: "no-signal" }] },
    ...others.map((by) => ({ kind: "design" as const, cards: [{ by, hours: 1, score: 1 }] })),
  ]);
  const criteria = of.rubric.criteria.map((_, at) => at);
  const [, ...rest] = criteria;
  const read = await listsOf(db, of);
  const each = (quarter: string, kind: string, among: number[], answer: number, n: number) =>
    among.map((k) => [quarter, kind, k, answer, n]);
  expect(read("tallies", ana.id)).toEqual({
    cells: [
      ...[["2026-q1", "design", 0, 0, 1], ...each("2026-q1", "design", rest, 4, 1)],
      ...[["2026-q2", "design", 0, -1, 1], ...each("2026-q2", "design", rest, 4, 1)],
    ],
  });
  expect(read("answers", ana.id)).toEqual({ counts: [1, 1, 0, 0, 0, 2 * rest.length] });
  expect(read("answers", ben.id)).toEqual({ counts: [0, 0, 0, criteria.length, 0, 0] });
  expect(read("tallies", tom.id)).toBeNull();
  const sums = new Map<string, number>();
  for (const { id } of [ana, ben, ...others]) {
    const { cells } = read("tallies", id) as { cells: [string, string, number, number, number][] };
    for (const [quarter, kind, k, answer, n] of cells) {
      const cell = [quarter, kind, k, answer].join();
      sums.set(cell, (sums.get(cell) ?? 0) + n);
    }
  }
  const { cells: all } = read("tallies", EVERYBODY) as { cells: (string | number)[][] };
  expect(all.map((cell) => cell.join()).toSorted()).toEqual(
    [...sums].map(([cell, n]) => `${cell},${n}`).toSorted(),
  );
});

test("a card is late by its first seal that stood, and hours are counted from the round's end", async ({
  db,
}) => {
  const of = await position(db);
  const [ana, ben, ida] = await people(db, "Ana", "Ben", "Ida");
  if (!ana || !ben || !ida) throw new Error("Nobody");
  for (const [at, hours] of [1, 3, 24, 25].entries())
    await settle(db, of, `2026-05-0${at + 1}T12:00:00Z`, [
      { kind: "design", cards: [{ by: ana, hours }] },
    ]);
  await settle(db, of, "2026-05-10T12:00:00Z", [
    { kind: "design", cards: [{ by: ben, hours: 30 }] },
  ]);
  await settle(
    db,
    of,
    "2026-05-11T12:00:00Z",
    [{ kind: "design", cards: [{ by: ida, hours: 30 }] }],
    "a file",
  );
  const punctual = async (id: string) => (await listsOf(db, of))("punctuality", id);
  expect(await punctual(ana.id)).toEqual({ cards: 4, late: 1, hours: 13.5 });
  expect(await punctual(ben.id)).toEqual({ cards: 1, late: 1, hours: 30 });
  expect(await punctual(ida.id)).toBeNull();

  // Reopened and sealed again: due anew, and late the first time all the same.
  const [bens] = await db
    .select({ id: card.id, dueAt: card.dueAt, sealedAt: card.sealedAt })
    .from(card)
    .where(eq(card.interviewerId, ben.id))
    .orderBy(asc(card.id));
  if (!bens?.sealedAt) throw new Error("No card");
  const later = new Date(bens.dueAt.getTime() + 9 * DAY);
  const [first] = await db
    .select()
    .from(cardVersion)
    .where(eq(cardVersion.cardId, bens.id))
    .orderBy(asc(cardVersion.number));
  if (!first) throw new Error("No version");
  const { id: _, ...version } = first;
  await db
    .insert(cardVersion)
    .values({ ...version, number: 2, reason: "A slip.", sealedAt: later });
  await db
    .update(card)
    .set({ sealedNumber: 2, sealedAt: later, dueAt: later, reopenReason: "A slip." })
    .where(eq(card.id, bens.id));
  expect(await punctual(ben.id)).toEqual({ cards: 1, late: 1, hours: 30 });
  await db.update(cardVersion).set({ undoneAt: later }).where(eq(cardVersion.id, first.id));
  expect(await punctual(ben.id)).toEqual({ cards: 1, late: 1, hours: 24 + 9 * 24 });
});

import { and, eq, sql } from "drizzle-orm";
import { describe, expect } from "vitest";
import { type Columns, cellsFrom } from "#app/domain/calibration/cells.ts";
import { seeded } from "#app/domain/calibration/random.ts";
import { isRefusal } from "#app/domain/calibration/refusal.ts";
import { invariant } from "#app/domain/result.ts";
import type { Db } from "#db/client.server.ts";
import { importRatings } from "#db/import.ts";
import {
  dataVersion,
  listHiddenLoops,
  listScopes,
  streamColumns,
} from "#db/queries/calibration-cells.server.ts";
import { decide } from "#db/queries/decision.server.ts";
import { insertSettledLoops, type SettledLoop } from "#db/queries/settled.server.ts";
import {
  candidate as candidateTable,
  card,
  cardVersion,
  conflict,
  decision,
  loop,
  position as positionTable,
  rating,
  weightSet,
} from "#db/schema.server.ts";
import { test } from "#tests/support/database.ts";
import {
  candidate,
  loopWith,
  nextVersion,
  person,
  position,
  type TestPosition,
} from "#tests/support/factory.ts";

const scopeOf = ({ id, rubricVersionId }: TestPosition) => ({ positionId: id, rubricVersionId });

const people = (db: Db, ...names: string[]) =>
  Promise.all(names.map((name) => person(db, { name })));

const sealed = { state: "sealed" } as const;
const score = (n: number) => ({ says: { score: n } });

/** `loop interviewer criterion score` of each entry, in the order of the entries. */
const entries = (columns: Columns): string[] =>
  Array.from(columns.rating, (given, at) =>
    [
      columns.candidates[columns.candidate[at] ?? -1],
      columns.interviewers[columns.interviewer[at] ?? -1],
      columns.criteria[columns.criterion[at] ?? -1],
      given,
    ].join(" "),
  );

/** The same asked for with one row a rating. */
async function counted(db: Db): Promise<string[]> {
  const rows = await db
    .select({
      loop: loop.id,
      by: card.interviewerId,
      criterion: rating.criterion,
      score: rating.score,
    })
    .from(rating)
    .innerJoin(cardVersion, eq(cardVersion.id, rating.cardVersionId))
    .innerJoin(
      card,
      and(eq(card.id, cardVersion.cardId), eq(card.sealedNumber, cardVersion.number)),
    )
    .innerJoin(loop, eq(loop.id, card.loopId))
    .where(sql`${rating.score} is not null`);
  return rows.map(({ loop, by, criterion, score }) => [loop, by, criterion, score].join(" "));
}

describe("the ratings of a scope", () => {
  test("are those of counted cards on settled loops, and no others", async ({ db }) => {
    const of = await position(db);
    const [ana, ben, cy] = await people(db, "Ana", "Ben", "Cy");
    invariant(ana && ben && cy, "three people");
    const settled = await loopWith(db, {
      position: of,
      state: "decided",
      interviewers: [
        { of: ana, ...sealed, ...score(4) },
        { of: ben, ...sealed, ...score(2), kind: "lead" },
        { of: cy, ...sealed, ...score(1), kind: "shadow" },
        { of: ana, ...sealed, says: { score: 1, recommendation: "no-decision" } },
        { of: cy, state: "withdrawn" },
        { of: ben, state: "did-not-happen" },
      ],
    });
    for (const state of ["interviewing", "debrief", "reopened", "withdrawn"] as const)
      await loopWith(db, { position: of, state, interviewers: [{ of: ana, ...sealed }] });
    const elsewhere = await position(db, { title: "Elsewhere" });
    await loopWith(db, {
      position: elsewhere,
      state: "decided",
      interviewers: [{ of: cy, ...sealed }],
    });
    const columns = await streamColumns(db, scopeOf(of));
    const keys = of.rubric.criteria.map(({ key }) => key);
    expect(columns.criteria).toEqual(keys);
    expect(columns.candidates).toEqual([settled.id]);
    expect(entries(columns).toSorted()).toEqual(
      keys
        .flatMap((key) => [`${settled.id} ${ana.id} ${key} 4`, `${settled.id} ${ben.id} ${key} 2`])
        .toSorted(),
    );
  });

  test("are those of one rubric version", async ({ db }) => {
    const of = await position(db);
    const [ana] = await people(db, "Ana");
    invariant(ana, "a person");
    const interviewers = [{ of: ana, ...sealed }];
    const older = await loopWith(db, { position: of, state: "decided", interviewers });
    const version = await nextVersion(db, (content) => content);
    await db.update(positionTable).set({ rubricVersionId: version.id });
    const [set] = await db
      .insert(weightSet)
      .values({ positionId: of.id, rubricVersionId: version.id, number: 2, reason: "Moved." })
      .returning();
    invariant(set, "a weight set");
    const moved = { ...of, rubricVersionId: version.id, weightSetId: set.id };
    const newer = await loopWith(db, { position: moved, state: "decided", interviewers });
    expect((await streamColumns(db, scopeOf(of))).candidates).toEqual([older.id]);
    expect((await streamColumns(db, scopeOf(moved))).candidates).toEqual([newer.id]);
    expect(await listScopes(db)).toEqual(
      [scopeOf(of), scopeOf(moved)]
        .toSorted((a, b) => (a.rubricVersionId < b.rubricVersionId ? -1 : 1))
        .map((scope) => ({ ...scope, loops: 1 })),
    );
  });

  test("are those of the version of a card that counts", async ({ db }) => {
    const of = await position(db);
    const [ana] = await people(db, "Ana");
    invariant(ana, "a person");
    const { cardIds } = await loopWith(db, {
      position: of,
      state: "decided",
      interviewers: [{ of: ana, ...sealed, ...score(4) }],
    });
    const [cardId] = cardIds;
    invariant(cardId, "a card");
    await sealAgain(db, of, cardId, 1);
    const columns = await streamColumns(db, scopeOf(of));
    expect(new Set(columns.rating)).toEqual(new Set([1]));
    expect(columns.rating).toHaveLength(of.rubric.criteria.length);
  });

  test("leave out what was not observed, and keep a loop of which nothing was", async ({ db }) => {
    const of = await position(db);
    const [ana, ben] = await people(db, "Ana", "Ben");
    invariant(ana && ben, "two people");
    const blank = await loopWith(db, {
      position: of,
      state: "decided",
      interviewers: [{ of: ana, ...sealed }],
    });
    const unseen = { score: null, notObserved: "not-asked" } as const;
    await db.update(rating).set(unseen);
    const seen = await loopWith(db, {
      position: of,
      state: "decided",
      interviewers: [{ of: ben, ...sealed, ...score(3) }],
    });
    const [first] = of.rubric.criteria;
    invariant(first, "a criterion");
    await db.update(rating).set(unseen).where(eq(rating.criterion, first.key));
    const columns = await streamColumns(db, scopeOf(of));
    expect(columns.candidates.toSorted()).toEqual([blank.id, seen.id].toSorted());
    expect(entries(columns)).toEqual(
      of.rubric.criteria.slice(1).map(({ key }) => `${seen.id} ${ben.id} ${key} 3`),
    );
  });

  test("tell two cards of one interviewer on one loop apart, each with its time", async ({
    db,
  }) => {
    const of = await position(db);
    const [ana, ben] = await people(db, "Ana", "Ben");
    invariant(ana && ben, "two people");
    await loopWith(db, {
      position: of,
      state: "decided",
      interviewers: [
        { of: ana, ...sealed, ...score(4) },
        { of: ben, ...sealed, ...score(3) },
        { of: ana, ...sealed, ...score(2) },
      ],
    });
    const cells = cellsFrom(await streamColumns(db, scopeOf(of)));
    invariant(!isRefusal(cells), "no rating stands twice");
    invariant(cells.sealedAt && cells.settledAt, "the times came along");
    const width = cells.criteria.length;
    const noon = Date.parse("2026-03-02T12:00:00Z");
    expect(
      Array.from(cells.sealedAt, (at, place) => [
        cells.interviewers[cells.interviewer[place] ?? -1],
        cells.ratings[place * width],
        (at - noon) / 3_600_000,
      ]).toSorted(([, , a], [, , b]) => Number(a) - Number(b)),
    ).toEqual([
      [ana.id, 4, 1],
      [ben.id, 3, 2],
      [ana.id, 2, 3],
    ]);
    expect([...cells.settledAt]).toEqual([noon]);
  });

  test("of a scope without settled loops are none", async ({ db }) => {
    const of = await position(db);
    const columns = await streamColumns(db, scopeOf(of));
    expect(columns.candidates).toEqual([]);
    expect(columns.rating).toHaveLength(0);
    expect(columns.criteria).toHaveLength(of.rubric.criteria.length);
    expect(await listScopes(db)).toEqual([]);
  });
});

/** A sealed card's second version, which says one score throughout. */
async function sealAgain(db: Db, of: TestPosition, cardId: string, given: number) {
  const values = { cardId, rubricVersionId: of.rubricVersionId, number: 2, reason: "A slip." };
  const said = { recommendation: "no", summary: "", hash: "second" } as const;
  const [row] = await db
    .insert(cardVersion)
    .values({ ...values, ...said })
    .returning();
  invariant(row, "a version");
  await db.insert(rating).values(
    of.rubric.criteria.map(({ key }) => ({
      cardVersionId: row.id,
      rubricVersionId: of.rubricVersionId,
      criterion: key,
      points: of.rubric.scale.length,
      score: given,
    })),
  );
  await db.update(card).set({ sealedNumber: 2 }).where(eq(card.id, cardId));
}

/** More loops than are read at a time, on the widest rubric and the longest scale there are. */
async function manyLoops(db: Db, loops: number) {
  const scale = Array.from({ length: 10 }, (_, at) => `Point ${at + 1}`);
  const version = await nextVersion(db, (content) => ({
    ...content,
    scale,
    criteria: Array.from({ length: 12 }, (_, at) => {
      const from = content.criteria[at % content.criteria.length];
      invariant(from, "a criterion");
      return { ...from, key: `criterion-${at}`, weight: at < 8 ? 8 : 9 };
    }),
  }));
  const of = await position(db);
  const interviewers = await people(db, "Ana", "Ben", "Cy", "Dee", "Eli");
  const at = new Date("2026-03-02T12:00:00Z");
  const random = seeded(7);
  const drawn = (n: number) => Math.floor(random() * n);
  const rows = await db
    .insert(candidateTable)
    .values(Array.from({ length: loops }, (_, n) => ({ name: `Candidate ${n}` })))
    .returning();
  const settled = rows.map(
    ({ id: candidateId }): SettledLoop => ({
      ...{ candidateId, positionId: of.id, rubricVersionId: version.id, points: 10 },
      ...{ revealRule: "after-own", ownerId: null, importKey: null, createdAt: at },
      rounds: interviewers.slice(drawn(2), 3 + drawn(3)).map(({ id: interviewerId }) => ({
        ...{ kind: "design", focus: [], startsAt: at, minutes: 60 },
        cards: [
          {
            ...{ interviewerId, kind: "panel", assignedAt: at, dueAt: at, sealedAt: at },
            content: {
              ratings: version.content.criteria.map(({ key }) => {
                const given = drawn(11);
                const unseen = given === 0;
                const said = { confidence: null, evidence: "" };
                return {
                  ...{ criterion: key, score: unseen ? null : given, ...said },
                  notObserved: unseen ? ("no-signal" as const) : null,
                };
              }),
              ...{ observations: [], probes: [], recommendation: "yes", level: null, summary: "" },
            },
          },
        ],
      })),
      debrief: { openedById: null, openedAt: at },
      decision: {
        ...{ outcome: "offer", level: "staff", reasons: "They agreed.", dissent: "" },
        ...{ weightSetId: of.weightSetId, decidedById: null, decidedAt: at },
      },
    }),
  );
  await db.transaction((tx) => insertSettledLoops(tx, settled));
  return scopeOf(of);
}

const LOOPS = 300;

describe("a long stream", () => {
  test("brings every rating of the longest scale and the widest rubric, in an order that stays", async ({
    db,
  }) => {
    const scope = await manyLoops(db, LOOPS);
    const told: number[] = [];
    const columns = await streamColumns(db, scope, { onProgress: (n) => told.push(n) });
    expect(entries(columns).toSorted()).toEqual((await counted(db)).toSorted());
    expect(columns.candidates).toHaveLength(LOOPS);
    expect(new Set(columns.rating).size).toBe(10);
    expect(told.at(-1)).toBe(columns.rating.length);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(told.length).toBeGreaterThan(1);
    expect(await streamColumns(db, scope)).toEqual(columns);
  });

  test("ends with the reason it was stopped for, and leaves the database ready", async ({ db }) => {
    const scope = await manyLoops(db, LOOPS);
    const stop = new AbortController();
    const onProgress = () => stop.abort(new Error("Somebody stopped it."));
    await expect(streamColumns(db, scope, { signal: stop.signal, onProgress })).rejects.toThrow(
      "Somebody stopped it.",
    );
    await expect(streamColumns(db, scope, { signal: stop.signal })).rejects.toThrow("stopped");
    expect((await streamColumns(db, scope)).candidates).toHaveLength(LOOPS);
  });
});

describe("the data version", () => {
  test("stays while nothing settled changes, whatever happens elsewhere", async ({ db }) => {
    const of = await position(db);
    const [ana] = await people(db, "Ana");
    invariant(ana, "a person");
    await loopWith(db, { position: of, state: "decided", interviewers: [{ of: ana, ...sealed }] });
    const before = await dataVersion(db, scopeOf(of));
    const interviewers = [{ of: ana, ...sealed }];
    await loopWith(db, { position: of, state: "debrief", interviewers });
    const other = await position(db, { title: "Elsewhere" });
    await loopWith(db, { position: other, state: "decided", interviewers });
    await db.update(positionTable).set({ title: "Another title" });
    expect(await dataVersion(db, scopeOf(of))).toBe(before);
  });

  test("is another one after each change, and never an earlier one", async ({ db }) => {
    const of = await position(db);
    const [ana, cora] = await people(db, "Ana", "Cora");
    invariant(ana && cora, "two people");
    const committee = { ...cora, permissions: ["committee"] as const };
    const interviewers = [{ of: ana, ...sealed, ...score(4) }];
    const seen: string[] = [];
    const look = async () => seen.push(await dataVersion(db, scopeOf(of)));
    await look();
    const first = await loopWith(db, { position: of, state: "decided", interviewers });
    await look();
    await loopWith(db, { position: of, state: "decided", interviewers });
    await look();
    await db.update(loop).set({ state: "reopened", settledAt: null }).where(eq(loop.id, first.id));
    await look();
    await sealAgain(db, of, first.cardIds[0] ?? "", 2);
    const decided = await decide(db, committee, {
      ...{ loopId: first.id, seen: 1, outcome: "no-offer", level: "staff" },
      ...{ reasons: "Read again.", dissent: "" },
    });
    expect(decided).toMatchObject({ ok: true });
    await look();
    await db
      .insert(weightSet)
      .values({ ...scopeOf(of), number: 2, reason: "Verification matters more." });
    await look();
    await db.insert(decision).values({
      ...{ loopId: first.id, number: 9, outcome: "offer", level: "staff", reasons: "Corrected." },
      ...{ rubricVersionId: of.rubricVersionId, weightSetId: of.weightSetId },
    });
    await look();
    expect(new Set(seen).size).toBe(seen.length);
  });

  test("is another one where as many loops settled at other times", async ({ db }) => {
    const of = await position(db);
    const [ana] = await people(db, "Ana");
    invariant(ana, "a person");
    const interviewers = [{ of: ana, ...sealed }];
    const first = await loopWith(db, { position: of, state: "decided", interviewers });
    const second = await loopWith(db, { position: of, state: "reopened", interviewers });
    const before = await dataVersion(db, scopeOf(of));
    const [held] = await db.select().from(loop).where(eq(loop.id, first.id));
    const settledAt = held?.settledAt ?? null;
    await db.update(loop).set({ state: "reopened", settledAt: null }).where(eq(loop.id, first.id));
    await db.update(loop).set({ state: "decided", settledAt }).where(eq(loop.id, second.id));
    expect(await dataVersion(db, scopeOf(of))).not.toBe(before);
  });

  test("follows an import", async ({ db }) => {
    const file = "tests/reference/guilford-1954.csv";
    const rubric = "tests/reference/guilford-creativity.v1.yaml";
    const at = new Date("2026-01-05T09:00:00Z");
    const done = await importRatings(db, { file, rubric, position: "Creativity" }, at);
    invariant(done.ok, "the file is imported");
    const [scope] = await listScopes(db);
    invariant(scope, "a scope");
    expect(scope.loops).toBe(7);
    const before = await dataVersion(db, scope);
    const again = await importRatings(db, { file, rubric, position: "Creativity" }, at);
    invariant(again.ok, "the file is read again");
    expect(await dataVersion(db, scope)).toBe(before);
    const { candidates, interviewers, rating } = await streamColumns(db, scope);
    expect([candidates.length, interviewers.length, rating.length]).toEqual([7, 3, 105]);
    // The published sum of all ratings.
    expect(Array.from(rating).reduce((sum, given) => sum + given, 0)).toBe(508);
  });
});

describe("the loops a viewer is kept from", () => {
  test("are in the stream all the same, and told apart for whoever shows it", async ({ db }) => {
    const of = await position(db);
    const [ana, cora, lee] = await people(db, "Ana", "Cora", "Lee");
    invariant(ana && cora && lee, "three people");
    const own = await candidate(db, { name: "Cora herself", email: cora.email });
    const known = await candidate(db, { name: "A friend" });
    const settle = (candidateId: string) =>
      loopWith(db, {
        ...{ position: of, state: "decided", candidateId },
        interviewers: [{ of: ana, ...sealed }],
      });
    const loops = [
      await settle(own.id),
      await settle(known.id),
      await settle((await candidate(db)).id),
    ];
    await db.insert(conflict).values({
      ...{ candidateId: known.id, personId: cora.id, recordedById: cora.id },
      ...{ kind: "interest", reason: "We studied together." },
    });
    expect((await streamColumns(db, scopeOf(of))).candidates).toHaveLength(3);
    expect(await listHiddenLoops(db, cora, scopeOf(of))).toEqual(
      new Set(loops.slice(0, 2).map(({ id }) => id)),
    );
    expect(await listHiddenLoops(db, lee, scopeOf(of))).toEqual(new Set());
  });

  test("are those reopened since too, whoever asks: cards may be owed there again", async ({
    db,
  }) => {
    const of = await position(db);
    const [ana, lee] = await people(db, "Ana", "Lee");
    invariant(ana && lee, "two people");
    const settled = () =>
      loopWith(db, { position: of, state: "decided", interviewers: [{ of: ana, ...sealed }] });
    const [kept, reopened] = [await settled(), await settled()];
    await loopWith(db, { position: of, state: "debrief", interviewers: [{ of: ana, ...sealed }] });
    for (const state of ["reopened", "debrief"] as const) {
      await db.update(loop).set({ state, settledAt: null }).where(eq(loop.id, reopened.id));
      expect(await listHiddenLoops(db, lee, scopeOf(of))).toEqual(new Set([reopened.id]));
    }
    expect((await streamColumns(db, scopeOf(of))).candidates).toEqual([kept.id]);
  });
});

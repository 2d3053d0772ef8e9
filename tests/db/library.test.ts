import { cpSync, mkdtempSync, readdirSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { asc, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect } from "vitest";
import type { Db } from "#db/client.server.ts";
import { getOwnCard } from "#db/queries/card.server.ts";
import { change } from "#db/queries/change.server.ts";
import { currentLibrary, publishLibrary } from "#db/queries/library.server.ts";
import { publishRubrics } from "#db/queries/rubric.server.ts";
import { isRubricFile } from "#db/queries/rubric-file.server.ts";
import * as schema from "#db/schema.server.ts";
import { test } from "#tests/support/database.ts";
import { loopWith, person } from "#tests/support/factory.ts";
import { kit, kitsFile, question, questionsFile } from "#tests/support/library.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "library-"));
  cpSync("rubrics", folder, { recursive: true });
  for (const name of readdirSync(folder))
    if (/^(questions|kits|drills)\.yaml$/.test(name)) unlinkSync(join(folder, name));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (questions: string, kits = kitsFile) => {
  writeFileSync(join(folder, "questions.yaml"), questions);
  writeFileSync(join(folder, "kits.yaml"), kits);
};
const empty = (db: Db) => db.delete(schema.library);
const numbers = async (db: Db) =>
  (await db.select().from(schema.library).orderBy(asc(schema.library.number))).map(
    ({ number }) => number,
  );
const recorded = (db: Db) =>
  db.select().from(schema.auditEvent).where(eq(schema.auditEvent.action, "library.published"));

describe("publishing the question bank", () => {
  test("writes it once, and again only when it says something else", async ({ db }) => {
    await empty(db);
    const before = (await recorded(db)).length;
    write(questionsFile);
    const first = await publishRubrics(db, folder);
    expect(first.ok && first.value.published).toEqual(["library.v1"]);
    const { patterns, ...bank } = await currentLibrary(db);
    expect(bank).toEqual({ questions: [question("full-queue")], kits: [kit()] });
    expect(patterns).toHaveLength(22);
    write(`# A remark.\n${questionsFile}`);
    const again = await publishRubrics(db, folder);
    expect(again.ok && again.value.published).toEqual([]);
    expect(again.ok && again.value.unchanged).toContain("library.v1");
    expect((await recorded(db)).slice(before)).toMatchObject([
      { actorId: null, facts: { number: 1, questions: 1, kits: 1, patterns: 22 } },
    ]);

    write(questionsFile.replace("queue is full", "queue is empty"));
    expect((await publishRubrics(db, folder)).ok).toBe(true);
    expect(await numbers(db)).toEqual([1, 2]);
    expect((await currentLibrary(db)).questions[0]?.ask).toBe(
      "What happens when the queue is empty?",
    );
    // What was said before can be said again: the newest is in force, not the first of its words.
    write(questionsFile);
    await publishRubrics(db, folder);
    expect(await numbers(db)).toEqual([1, 2, 3]);
    expect((await currentLibrary(db)).questions[0]?.ask).toBe(
      "What happens when the queue is full?",
    );
    expect((await recorded(db)).length).toBe(before + 3);
  });

  test("is part of publishing the rubrics: with a broken file none of it is written", async ({
    db,
  }) => {
    await empty(db);
    const versions = (await db.select().from(schema.rubricVersion)).length;
    write(questionsFile.replace("topic: Failure", "topic: 7"));
    const rubric = `slug: pairing
version: 1
title: Pairing
summary: How somebody works with another.
levels: [senior]
scale: [Below, Meets]
criteria:
  - { key: pace, title: Pace, question: Do they?, weight: 100, anchors: { senior: { 1: No., 2: Yes. } } }
patterns: []
`;
    writeFileSync(join(folder, "pairing.v1.yaml"), rubric);
    const broken = await publishRubrics(db, folder);
    expect(broken).toMatchObject({
      ok: false,
      failure: { message: "questions.yaml line 2: `topic` must be text." },
    });
    expect(await numbers(db)).toEqual([]);
    expect(await db.select().from(schema.rubricVersion)).toHaveLength(versions);
    write(questionsFile.replace("[failure-mode-instinct]", "[pace]"));
    expect((await publishRubrics(db, folder)).ok).toBe(true);
  });

  test("leaves the bank empty where a folder lacks one of its files", async ({ db }) => {
    await empty(db);
    writeFileSync(join(folder, "questions.yaml"), questionsFile);
    expect((await publishRubrics(db, folder)).ok).toBe(true);
    expect(await currentLibrary(db)).toMatchObject({ questions: [], kits: [] });
    await empty(db);
    unlinkSync(join(folder, "anti-patterns.yaml"));
    for (const name of readdirSync(folder).filter(isRubricFile)) unlinkSync(join(folder, name));
    expect((await publishRubrics(db, folder)).ok).toBe(true);
    expect(await currentLibrary(db)).toEqual({ questions: [], kits: [], patterns: [] });
    expect(await numbers(db)).toEqual([]);
  });
});

test("a card comes with the kit of its round, that of the library in force", async ({ db }) => {
  await empty(db);
  const ana = await person(db, { name: "Ana" });
  const loop = await loopWith(db, { interviewers: [ana] });
  const [cardId = ""] = loop.cardIds;
  const kitOf = async () => (await getOwnCard(db, ana, cardId))?.kit;
  expect(await kitOf()).toBeNull();
  const [round] = await db.select().from(schema.round).where(eq(schema.round.loopId, loop.id));
  if (!round) throw new Error("a loop has a round");
  const publish = (title: string) =>
    change(db, null, (tx) =>
      publishLibrary(tx, {
        questions: [question("full-queue"), question("other", { dimensions: ["scope"] })],
        kits: [kit({ round: round.kind, title, questions: ["other", "full-queue"] })],
        patterns: [],
      }),
    );
  await publish("First");
  expect(await kitOf()).toMatchObject({ title: "First", questions: [{ key: "full-queue" }] });
  await publish("Second");
  expect(await kitOf()).toMatchObject({ title: "Second" });
});

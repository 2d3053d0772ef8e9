import { and, eq, gt, lte } from "drizzle-orm";
import fc from "fast-check";
import { expect } from "vitest";
import { readableIds, relationTo } from "#app/domain/access.ts";
import { followChain } from "#app/domain/audit.ts";
import type { RevealRule } from "#app/domain/loop.ts";
import type { Permission, Viewer } from "#app/domain/people.ts";
import type { Db } from "#db/client.server.ts";
import { getPanel, panelFacts } from "#db/queries/panel.server.ts";
import { sha256 } from "#db/queries/seal.server.ts";
import * as schema from "#db/schema.server.ts";
import { type Cast, type Command, carryOut, command, type Done } from "#tests/support/commands.ts";
import { loopWith, person, position, type TestLoop } from "#tests/support/factory.ts";
import { mayRead } from "#tests/support/reading-rule.ts";
import { type Snapshot, snapshotOf } from "#tests/support/snapshot.ts";

const STEPS = 40;
/** Sequences per test file, two of which run side by side; fewer where they were run before. */
const RUNS = process.env.TEST_DATABASE_URL ? 25 : 250;

/**
 * Plays random sequences of commands by random people, each on a loop of its own, and holds what
 * must be true after every command. A failure prints the seed and the path that replay it:
 * `SEQUENCE_SEED=… SEQUENCE_PATH=…`.
 */
export async function playSequences(db: Db, rules: readonly RevealRule[]): Promise<void> {
  const people = await cast(db);
  const sequence = fc.record({
    rule: fc.constantFrom(...rules),
    steps: fc.array(command, { minLength: STEPS, maxLength: STEPS }),
  });
  const { SEQUENCE_SEED, SEQUENCE_RUNS, SEQUENCE_PATH } = process.env;
  await fc.assert(
    fc.asyncProperty(sequence, ({ rule, steps }) => play(db, people, rule, steps)),
    {
      seed: Number(SEQUENCE_SEED ?? 20_261_121),
      numRuns: Number(SEQUENCE_RUNS ?? RUNS),
      // Who only wants to know whether a promise breaks needs no shortest way to break it.
      endOnFailure: process.env.MUTATION !== undefined,
      ...(SEQUENCE_PATH ? { path: SEQUENCE_PATH } : {}),
    },
  );
}

async function cast(db: Db): Promise<Cast> {
  const of = (name: string, ...permissions: Permission[]) =>
    person(db, { name, permissions: ["interviewer", ...permissions] });
  return {
    ana: await of("Ana"),
    ben: await of("Ben"),
    sid: await of("Sid"),
    coco: await of("Coco", "committee"),
    lee: await of("Lee", "lead"),
    sam: await of("Sam"),
    carla: await of("Carla", "committee"),
    lea: await of("Lea", "lead"),
  };
}

async function play(db: Db, people: Cast, rule: RevealRule, steps: readonly Command[]) {
  const { ana, ben, sid, coco, lee, lea } = people;
  const loop = await loopWith(db, {
    interviewers: [ana, ben, { of: sid, kind: "shadow" }, ana, coco, lee],
    state: "planned",
    position: await position(db, { revealRule: rule }),
    owner: lea,
  });
  const shadows = and(eq(schema.card.loopId, loop.id), eq(schema.card.kind, "shadow"));
  await db.update(schema.card).set({ mentorId: ben.id }).where(shadows);
  const began = await snapshotOf(db, loop);
  let before = began;
  for (const [at, step] of steps.entries()) {
    const done = await carryOut(db, people, loop, before, step);
    const after = await snapshotOf(db, loop);
    const said = `Step ${at}, ${step.what} by ${done.by.name}`;
    await holdsRecord(db, before, after, done, said);
    holdsVersions(before, after, said);
    expect(after.loop.revealRule, `${said}: a loop keeps the rule it began with`).toBe(rule);
    if (after.whole !== before.whole) {
      await holdsReading(db, people, loop, after, said);
      const reader = Object.values(people)[at % 8];
      if (reader) await holdsPanel(db, reader, loop, after, said);
    }
    before = after;
  }
  await holdsChain(db, began, before);
}

/** A refused command changed nothing; one that changed something recorded it, by whoever did it. */
async function holdsRecord(
  db: Db,
  before: Snapshot,
  after: Snapshot,
  { by, answer }: Done,
  said: string,
) {
  if (!answer.ok) {
    expect(after, `${said}: refused, and yet something changed`).toEqual(before);
    return;
  }
  const changed = after.whole !== before.whole;
  expect(
    after.sequence > before.sequence,
    `${said}: a change has its event, no change has none`,
  ).toBe(changed);
  if (!changed) return;
  const { sequence, actorId } = schema.auditEvent;
  const between = and(gt(sequence, before.sequence), lte(sequence, after.sequence));
  const events = await db.select({ actorId }).from(schema.auditEvent).where(between);
  expect(events, `${said}: every event is there, by whoever did it`).toEqual(
    Array(after.sequence - before.sequence).fill({ actorId: by.id }),
  );
}

/** Versions only grow: each stays as it was sealed, and can at most be taken back, once. */
function holdsVersions(before: Snapshot, after: Snapshot, said: string) {
  for (const { id, said: content, undoneAt } of before.versions) {
    const now = after.versions.find((version) => version.id === id);
    expect(now?.said, `${said}: a sealed version was changed or lost`).toBe(content);
    if (undoneAt !== null)
      expect(now?.undoneAt, `${said}: an undone version was undone again`).toBe(undoneAt);
  }
}

/** Nobody may read before their right, nor is kept from it: everybody, by the rule in plain words. */
async function holdsReading(db: Db, people: Cast, loop: TestLoop, state: Snapshot, said: string) {
  const [row] = await db
    .select({ facts: panelFacts })
    .from(schema.loop)
    .innerJoin(schema.position, eq(schema.position.id, schema.loop.positionId))
    .where(eq(schema.loop.id, loop.id));
  if (!row) throw new Error("The loop is gone");
  for (const viewer of Object.values(people)) {
    const readable = readableIds(relationTo(viewer, row.facts), row.facts.cards);
    expect(readable.toSorted(), `${said}: what ${viewer.name} may read`).toEqual(
      rightsOf(viewer, state),
    );
  }
}

const rightsOf = (viewer: Viewer, state: Snapshot): string[] =>
  state.cards
    .filter((card) => mayRead(viewer, card, state))
    .map(({ id }) => id)
    .toSorted();

/** What one person is given when they read the panel, contents and all. */
async function holdsPanel(db: Db, viewer: Viewer, loop: TestLoop, state: Snapshot, said: string) {
  const view = (await getPanel(db, viewer, loop.id))?.view;
  const cards = view ? [...view.cards, ...(view.status === "locked" ? view.yours : [])] : [];
  const given = cards.flatMap((card) => (card.readable && card.content ? [card.cardId] : []));
  expect(given.toSorted(), `${said}: what ${viewer.name} reads`).toEqual(rightsOf(viewer, state));
  const numbers = cards.flatMap((card) =>
    card.readable ? [[card.cardId, card.content.number] as const] : [],
  );
  for (const [cardId, number] of numbers)
    expect(state.cards.find(({ id }) => id === cardId)?.sealedNumber).toBe(number);
}

/** The events of one sequence follow each other from where it began to where the record stands now. */
async function holdsChain(db: Db, began: Snapshot, ended: Snapshot) {
  const events = await db
    .select()
    .from(schema.auditEvent)
    .where(gt(schema.auditEvent.sequence, began.sequence))
    .orderBy(schema.auditEvent.sequence);
  const links = events.map(({ hash, ...event }) => ({ ...event, hash: hash ?? "" }));
  const { sequence, hash } = ended;
  expect(followChain(began, links, sha256)).toEqual({ holds: true, head: { sequence, hash } });
}

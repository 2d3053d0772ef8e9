import { hashPassword } from "better-auth/crypto";
import type { AuditEvent } from "#app/domain/audit.ts";
import type { Library } from "#app/domain/question.ts";
import { invariant } from "#app/domain/result.ts";
import type { Tx } from "#db/client.server.ts";
import { append, type Entry } from "#db/queries/record.server.ts";
import type { RubricVersion } from "#db/queries/rubric.server.ts";
import type { NewId } from "#db/queries/seal.server.ts";
import { account, person, position, weight, weightSet } from "#db/schema.server.ts";
import { DEMO_PASSWORD, people } from "#db/seed/people.ts";
import { type DemoPosition, type LoopPlace, positions } from "#db/seed/positions.ts";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** What everything in the demo is made with. */
export type Making = {
  readonly tx: Tx;
  readonly now: Date;
  readonly newId: NewId;
  readonly rubric: RubricVersion;
  readonly library: Library;
  readonly idOf: (name: string) => string;
  /** Notes an event for the record; all are written at the end, in the order they happened. */
  readonly note: (at: Date, actor: string | null, event: AuditEvent) => void;
};

/** People with their sign-ins; answers with their keys by name. */
export async function insertPeople(
  tx: Tx,
  now: Date,
  newId: NewId,
): Promise<ReadonlyMap<string, string>> {
  const joined = new Date(now.getTime() - 600 * DAY);
  const times = { createdAt: joined, updatedAt: joined };
  const rows = people.map(({ permissions, ...rest }) => ({
    ...{ id: newId(joined), ...rest, permissions: [...permissions], emailVerified: true, ...times },
  }));
  await tx.insert(person).values(rows);
  const password = await hashPassword(DEMO_PASSWORD);
  await tx.insert(account).values(
    rows.map(({ id }) => ({
      ...{ id: newId(joined), userId: id, accountId: id, providerId: "credential", password },
      ...times,
    })),
  );
  return new Map(rows.map(({ name, id }) => [name, id]));
}

/** A position with all its weight sets; `placeAt` names the set in force at a moment. */
export type Placed = { readonly position: DemoPosition; readonly placeAt: (at: Date) => LoopPlace };

export async function insertPositions(making: Making): Promise<Placed[]> {
  const placed: Placed[] = [];
  for (const demo of positions) placed.push(await insertPosition(making, demo));
  return placed;
}

async function insertPosition(making: Making, demo: DemoPosition): Promise<Placed> {
  const { tx, now, newId, rubric, note } = making;
  const { title, level } = demo;
  const sets = demo.weights.map((set) => ({
    ...set,
    createdAt: new Date(now.getTime() - set.daysAgo * DAY),
  }));
  const createdAt = sets[0]?.createdAt ?? now;
  const positionId = newId(createdAt);
  const rubricVersionId = rubric.id;
  await tx.insert(position).values({ id: positionId, title, level, rubricVersionId, createdAt });
  const facts = { title, level, rubric: rubric.slug, revealRule: "after-own" };
  note(createdAt, "Lea Brandt", { action: "position.created", subject: positionId, facts });
  const known: { at: Date; place: LoopPlace }[] = [];
  for (const [index, set] of sets.entries()) {
    const weights = Object.fromEntries(
      rubric.content.criteria.map(({ key }, at) => [key, set.percents[at] ?? 0]),
    );
    const weightSetId = await insertWeights(making, positionId, index + 1, { ...set, weights });
    const points = rubric.content.scale.length;
    const place = { position: demo, positionId, rubricVersionId, points, weights, weightSetId };
    known.push({ at: set.createdAt, place });
  }
  const placeAt = (at: Date) => {
    const found = known.findLast((set) => set.at <= at) ?? known[0];
    invariant(found, "a demo position has weights");
    return found.place;
  };
  return { position: demo, placeAt };
}

async function insertWeights(
  { tx, newId, rubric, idOf, note }: Making,
  positionId: string,
  number: number,
  set: { createdAt: Date; reason: string; weights: Readonly<Record<string, number>> },
): Promise<string> {
  const { createdAt, reason, weights } = set;
  const id = newId(createdAt);
  const rubricVersionId = rubric.id;
  const authorId = idOf("Lea Brandt");
  await tx
    .insert(weightSet)
    .values({ id, positionId, rubricVersionId, number, reason, authorId, createdAt });
  const entries = Object.entries(weights);
  await tx.insert(weight).values(
    entries.map(([criterion, percent]) => ({
      weightSetId: id,
      rubricVersionId,
      criterion,
      percent,
    })),
  );
  const words = entries.map(([criterion, percent]) => `${criterion} ${percent}`);
  const facts = { number, reason, weights: words };
  note(createdAt, "Lea Brandt", { action: "position.weighted", subject: positionId, facts });
  return id;
}

/** An event of the demo's past, with the key of whoever caused it. */
export type Noted = Entry;

/** Writes the record in the order of time; what happened at one moment stays in the order noted. */
export async function insertRecord(tx: Tx, noted: readonly Noted[], newId: NewId): Promise<void> {
  await append(
    tx,
    noted.toSorted((a, b) => a.at.getTime() - b.at.getTime()),
    newId,
  );
}

import { and, asc, desc, eq, or, sql } from "drizzle-orm";
import type { Level } from "#app/domain/level.ts";
import type { RevealRule } from "#app/domain/loop.ts";
import { fail, invariant } from "#app/domain/result.ts";
import type { RubricContent } from "#app/domain/rubric.ts";
import { toPercentages } from "#app/domain/weights.ts";
import type { Tx } from "#db/client.server.ts";
import { type Change, unchanged } from "#db/queries/change.server.ts";
import { person, position, weight, weightSet } from "#db/schema.server.ts";

/** Where an import goes: the position with its weights, and the people; created where missing. */

export type Place = {
  readonly positionId: string;
  readonly revealRule: RevealRule;
  readonly weightSetId: string;
};
type Wanted = { readonly title: string; readonly level: Level };
type PublishedRubric = { readonly id: string; readonly content: RubricContent };

/** The position of that title with its newest weights for the rubric. */
export async function placeOf(
  tx: Tx,
  wanted: Wanted,
  rubric: PublishedRubric,
): Promise<Change<Place>> {
  const named = await tx
    .select()
    .from(position)
    .where(eq(position.title, wanted.title))
    .orderBy(asc(position.createdAt), asc(position.id));
  const found = named.find((row) => row.rubricVersionId === rubric.id);
  if (named.length > 0 && !found)
    return fail(
      "conflict",
      `The position ${wanted.title} is scored with another rubric than ${rubric.content.slug} version ${rubric.content.version}: name that rubric, or another position.`,
    );
  const row = found ?? (await createPosition(tx, wanted, rubric));
  const [weights] = await tx
    .select({ id: weightSet.id })
    .from(weightSet)
    .where(and(eq(weightSet.positionId, row.id), eq(weightSet.rubricVersionId, rubric.id)))
    .orderBy(desc(weightSet.number))
    .limit(1);
  const weightSetId = weights?.id ?? (await createWeights(tx, row.id, rubric));
  return unchanged({ positionId: row.id, revealRule: row.revealRule, weightSetId });
}

async function createPosition(tx: Tx, wanted: Wanted, rubric: PublishedRubric) {
  const [row] = await tx
    .insert(position)
    .values({ ...wanted, rubricVersionId: rubric.id })
    .returning();
  invariant(row, "an inserted position comes back");
  return row;
}

async function createWeights(tx: Tx, positionId: string, rubric: PublishedRubric) {
  const set = { positionId, rubricVersionId: rubric.id };
  const [row] = await tx
    .insert(weightSet)
    .values({
      ...set,
      number: sql`(select coalesce(max(number), 0) + 1 from ${weightSet} where ${weightSet.positionId} = ${positionId})`,
      reason: "Imported",
    })
    .returning({ id: weightSet.id });
  invariant(row, "an inserted weight set has a key");
  const percents = toPercentages(
    Object.fromEntries(rubric.content.criteria.map((c) => [c.key, c.weight])),
  );
  await tx.insert(weight).values(
    rubric.content.criteria.map(({ key }) => ({
      ...{ weightSetId: row.id, rubricVersionId: rubric.id, criterion: key },
      percent: percents?.[key] ?? 0,
    })),
  );
  return row.id;
}

/** The interviewers' rows by name: known people keep theirs, the others get one without a sign-in. */
export async function peopleOf(
  tx: Tx,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const people = new Map<string, string>();
  for (const name of [...new Set(names)].toSorted())
    people.set(name, await personNamed(tx, name, [...people.values()]));
  return people;
}

async function personNamed(tx: Tx, name: string, taken: readonly string[]): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    const email = addressOf(name, attempt);
    const [found] = await tx
      .select({ id: person.id })
      .from(person)
      .where(or(eq(person.name, name), eq(person.email, email)))
      .orderBy(desc(eq(person.name, name)), asc(person.createdAt), asc(person.id))
      .limit(1);
    // Two names of one file are two people, even where their addresses would be the same.
    if (found && taken.includes(found.id)) continue;
    if (found) return found.id;
    const [row] = await tx
      .insert(person)
      .values({ name, email, permissions: ["interviewer"] })
      .returning({ id: person.id });
    invariant(row, "an inserted person has a key");
    return row.id;
  }
}

/** `Tycho Brahe` becomes `tycho-brahe@imported.invalid`, which no mail ever reaches. */
function addressOf(name: string, attempt: number): string {
  const words = name.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? ["interviewer"];
  return `${words.join("-")}${attempt === 1 ? "" : `-${attempt}`}@imported.invalid`;
}

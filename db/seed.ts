import { fileURLToPath } from "node:url";
import { and, inArray, isNull, sql } from "drizzle-orm";
import { invariant } from "#app/domain/result.ts";
import type { Db, Tx } from "#db/client.server.ts";
import { Refusal, runCommand } from "#db/command.ts";
import { migrateToLatest } from "#db/migrate.ts";
import { currentLibrary } from "#db/queries/library.server.ts";
import { getRubric, publishRubrics } from "#db/queries/rubric.server.ts";
import { insertSettledLoops } from "#db/queries/settled.server.ts";
import { candidate, person, position } from "#db/schema.server.ts";
import { settledCandidates } from "#db/seed/candidates.ts";
import { cardWriter } from "#db/seed/cards.ts";
import { insertDrillAttempts } from "#db/seed/drills.ts";
import { insertFlights } from "#db/seed/in-flight.ts";
import { loopMaker } from "#db/seed/loops.ts";
import { pastOf } from "#db/seed/past.ts";
import { DEMO_PASSWORD, demoAccounts, dutyOfPerson, people } from "#db/seed/people.ts";
import { probesOfThePast } from "#db/seed/probes.ts";
import { between, idsFrom, mulberry32, type Random, shuffled } from "#db/seed/random.ts";
import {
  DAY,
  HOUR,
  insertPeople,
  insertPositions,
  insertRecord,
  type Making,
  type Noted,
  type Placed,
} from "#db/seed/setting.ts";
import { type Words, wordsFrom } from "#db/seed/words.ts";

export { DEMO_PASSWORD, demoAccounts };

export type Seeding = {
  readonly seeded: boolean;
  /** Who of the demonstration can sign in, whichever start wrote it; none in other installations. */
  readonly accounts: typeof demoAccounts;
};

const RUBRIC = "staff-backend";

/**
 * Fills an empty installation with an invented organisation: people, positions, settled loops of
 * the last year and a half, and some in flight around `now`. Where a position or one of its people
 * exists it changes nothing. Random numbers come from a fixed seed: the same `now` gives the same
 * rows, password hashes aside. Expects the rubrics to be published.
 */
export const seed = (db: Db, now: Date): Promise<Seeding> =>
  db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('evenhand seed'))`);
    if (await isInUse(tx)) return { seeded: false, accounts: await accountsIn(tx) };
    const rubric = await getRubric(tx, RUBRIC, 1);
    invariant(rubric, `rubric ${RUBRIC} version 1 is published before the demo is written`);
    // With these draws calibration finds every severe, lenient and flat interviewer, and nobody else.
    const random = mulberry32(20_260_161);
    const newId = idsFrom(mulberry32(5_881));
    const ids = await insertPeople(tx, now, newId);
    const idOf = (name: string) => ids.get(name) ?? "";
    const noted: Noted[] = [];
    const note: Making["note"] = (at, actor, event) =>
      noted.push({ at, actorId: actor === null ? null : idOf(actor), event });
    const library = await currentLibrary(tx);
    const making = { tx, now, newId, rubric, library, idOf, note };
    const places = await insertPositions(making);
    const words = wordsFrom(random);
    noted.push(...(await insertHistory(making, places, random, words)));
    await insertFlights(making, places, cardWriter(random, words, rubric.content.criteria));
    await insertDrillAttempts(making);
    await insertRecord(tx, noted, newId);
    return { seeded: true, accounts: demoAccounts };
  });

async function accountsIn(tx: Tx): Promise<typeof demoAccounts> {
  const emails = demoAccounts.map(({ email }) => email);
  const there = await tx
    .select({ email: person.email })
    .from(person)
    .where(and(inArray(person.email, emails), isNull(person.disabledAt)));
  return demoAccounts.filter(({ email }) => there.some((known) => known.email === email));
}

async function isInUse(tx: Tx): Promise<boolean> {
  const emails = people.map(({ email }) => email);
  const ours = tx.select({ id: person.id }).from(person).where(inArray(person.email, emails));
  const found = await tx.select({ id: position.id }).from(position).limit(1);
  return found.length > 0 || (await ours.limit(1)).length > 0;
}

/** How far back the settled loops reach, and how recent the latest is. */
const OLDEST = 535;
const LATEST = 34;

async function insertHistory(
  making: Making,
  places: readonly Placed[],
  random: Random,
  words: Words,
): Promise<Noted[]> {
  const { tx, now, newId, rubric, library, idOf } = making;
  const probesOn = probesOfThePast(mulberry32(7_309), library, rubric.content.patterns);
  const maker = loopMaker(random, words, rubric.content.criteria, idOf, probesOn);
  const order = shuffled(
    random,
    places.flatMap((placed) => Array.from({ length: placed.position.loops }, () => placed)),
  );
  const committee = named("committee", idOf);
  const leads = named("lead", idOf);
  const candidates: (typeof candidate.$inferInsert)[] = [];
  const loops = order.flatMap((placed, at) => {
    const known = settledCandidates[at];
    if (!known) return [];
    const share = at / (order.length - 1);
    const daysAgo = OLDEST - share * (OLDEST - LATEST) - between(random, 0, 3);
    const createdAt = new Date(now.getTime() - daysAgo * DAY - between(random, 0, 8) * HOUR);
    const id = newId(createdAt);
    candidates.push({ id, ...known, createdAt });
    const ownerId = leads[at % leads.length]?.id ?? "";
    return [maker(placed.placeAt(createdAt), id, createdAt, { ownerId, committee })];
  });
  await tx.insert(candidate).values(candidates);
  const written = await insertSettledLoops(tx, loops, newId);
  const dutyOf = (id: string) => dutyOfPerson(people.find(({ name }) => idOf(name) === id));
  return written.flatMap((loop) => pastOf(loop, dutyOf));
}

const named = (permission: "committee" | "lead", idOf: (name: string) => string) =>
  people
    .filter(({ permissions }) => permissions.includes(permission))
    .map(({ name }) => ({ name, id: idOf(name) }));

if (process.argv[1] === fileURLToPath(import.meta.url))
  await runCommand(async (connection) => {
    await migrateToLatest(connection);
    const rubrics = fileURLToPath(new URL("../rubrics", import.meta.url));
    const published = await publishRubrics(connection.db, rubrics);
    if (!published.ok) throw new Refusal(published.failure.message);
    const { seeded } = await seed(connection.db, new Date());
    if (!seeded) return "Nothing changed: this installation is in use already.";
    const who = demoAccounts.map(({ email, what }) => `${email} (${what})`).join(", ");
    return `The demonstration is ready: sign in as ${who} with the password ${DEMO_PASSWORD}.`;
  });

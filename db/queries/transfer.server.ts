import { createHash } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import type { Level } from "#app/domain/level.ts";
import { fail } from "#app/domain/result.ts";
import type { RubricContent } from "#app/domain/rubric.ts";
import type { ImportedCandidate, ImportedCard } from "#app/domain/transfer.ts";
import type { Tx } from "#db/client.server.ts";
import { type Change, unchanged } from "#db/queries/change.server.ts";
import { importHash, sealHash } from "#db/queries/seal.server.ts";
import {
  insertSettledLoops,
  type SettledLoop,
  type WrittenLoop,
} from "#db/queries/settled.server.ts";
import { type Place, peopleOf, placeOf } from "#db/queries/transfer-target.server.ts";
import { candidate, card, cardVersion, loop, round } from "#db/schema.server.ts";

export type TransferRequest = {
  /** The file's name, for the record. */
  readonly file: string;
  readonly position: { readonly title: string; readonly level: Level };
  readonly rubric: { readonly id: string; readonly content: RubricContent };
  readonly candidates: readonly ImportedCandidate[];
};

export type Transferred = {
  readonly loops: number;
  readonly cards: number;
  readonly interviewers: number;
  /** Loops of the file that an earlier import had written. */
  readonly known: number;
};

/**
 * Writes a file's cards as settled loops of a position, which is created where it is missing.
 * Loops that are there already are left alone; if the file says otherwise of one, it is refused.
 */
export async function transfer(tx: Tx, request: TransferRequest): Promise<Change<Transferred>> {
  // Two imports at once would both find the position and the people missing.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('evenhand import'))`);
  const place = await placeOf(tx, request.position, request.rubric);
  if (!place.ok) return place;
  const people = await peopleOf(
    tx,
    request.candidates.flatMap((c) => c.cards.map((own) => own.interviewer)),
  );
  const known = await knownLoops(tx, place.value.positionId);
  const keyOf = ({ name }: ImportedCandidate) => importKey(place.value.positionId, name);
  const rewritten = request.candidates.filter((c) => {
    const stored = known.get(keyOf(c));
    return stored !== undefined && stored !== printOf(c.cards, people);
  });
  if (rewritten.length > 0) return fail("conflict", rewrittenWords(rewritten));
  const fresh = request.candidates.filter((c) => !known.has(keyOf(c)));
  const counts = {
    loops: fresh.length,
    cards: fresh.flatMap((c) => c.cards).length,
    interviewers: new Set(fresh.flatMap((c) => c.cards.map((own) => own.interviewer))).size,
    known: request.candidates.length - fresh.length,
  };
  const loops = await loopsOf(tx, request, place.value, fresh, people);
  const written = await insertSettledLoops(tx, loops);
  const [first, ...rest] = written.map((loop) => imported(request.file, loop));
  return first ? { ok: true, value: counts, events: [first, ...rest] } : unchanged(counts);
}

/** One event for a loop, with one hash over all its cards: nobody here saw them being written. */
const imported = (file: string, { loopId, cards, settled, decisionHash }: WrittenLoop) => ({
  action: "loop.imported" as const,
  subject: loopId,
  loopId,
  facts: {
    ...{ file, positionId: settled.positionId, candidateId: settled.candidateId },
    ...{ cards: cards.length, hash: importHash(cards), decisionHash },
  },
});

const importKey = (positionId: string, name: string) =>
  createHash("sha256").update(`${positionId}\n${name}`).digest("hex");

/** One text per set of cards, equal only where interviewers, rounds and contents are. */
const printed = (cards: readonly (readonly [string, string, string])[]) =>
  cards
    .map((parts) => parts.join(" "))
    .toSorted()
    .join("\n");

const printOf = (cards: readonly ImportedCard[], people: ReadonlyMap<string, string>) =>
  printed(
    cards.map((own) => [people.get(own.interviewer) ?? "", own.round, sealHash(own.content)]),
  );

/** What earlier imports wrote for the position: the print of each loop's cards by its key. */
async function knownLoops(tx: Tx, positionId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await tx
    .select({
      key: loop.importKey,
      interviewerId: card.interviewerId,
      round: round.kind,
      hash: cardVersion.hash,
    })
    .from(loop)
    .innerJoin(card, eq(card.loopId, loop.id))
    .innerJoin(round, eq(round.id, card.roundId))
    .innerJoin(cardVersion, and(eq(cardVersion.cardId, card.id), eq(cardVersion.number, 1)))
    .where(and(eq(loop.positionId, positionId), sql`${loop.importKey} is not null`));
  const cards = grouped(rows, (row) => row.key ?? "");
  return new Map(
    [...cards].map(([key, own]) => [
      key,
      printed(own.map((row) => [row.interviewerId, row.round, row.hash])),
    ]),
  );
}

function rewrittenWords(loops: readonly ImportedCandidate[]): string {
  const names = loops.slice(0, 5).map((c) => c.name);
  const rest = loops.length - names.length;
  const who = rest > 0 ? `${names.join(", ")} and ${rest} more` : names.join(", ");
  return `The file's ratings of ${who} differ from those imported before. Sealed cards are never rewritten, so nothing was imported: take those rows out, or import them for another position.`;
}

/** Creates the candidates and describes their loops, each settled when its last card was sealed. */
async function loopsOf(
  tx: Tx,
  { file, rubric }: TransferRequest,
  { positionId, revealRule, weightSetId }: Place,
  fresh: readonly ImportedCandidate[],
  people: ReadonlyMap<string, string>,
): Promise<SettledLoop[]> {
  const ids = await createCandidates(tx, fresh);
  return fresh.map(({ name, cards }, at): SettledLoop => {
    const times = cards.map((own) => own.sealedAt.getTime());
    const [first, last] = [new Date(Math.min(...times)), new Date(Math.max(...times))];
    return {
      ...{
        positionId,
        revealRule,
        rubricVersionId: rubric.id,
        points: rubric.content.scale.length,
      },
      ...{ candidateId: ids[at] ?? "", ownerId: null, importKey: importKey(positionId, name) },
      createdAt: first,
      rounds: roundsOf(cards, people, first),
      debrief: { openedById: null, openedAt: last },
      decision: {
        ...{ outcome: "not-recorded", level: null, dissent: "", decidedById: null, weightSetId },
        reasons: `Imported from ${file}.`,
        decidedAt: last,
      },
    };
  });
}

function roundsOf(
  cards: readonly ImportedCard[],
  people: ReadonlyMap<string, string>,
  assignedAt: Date,
): SettledLoop["rounds"] {
  return [...grouped(cards, (own) => own.round)].map(([kind, held]) => ({
    ...{ kind, focus: [], minutes: 60 },
    startsAt: new Date(Math.min(...held.map((own) => own.sealedAt.getTime()))),
    cards: held.map(({ interviewer, sealedAt, content }) => ({
      interviewerId: people.get(interviewer) ?? "",
      ...{ kind: "panel", assignedAt, dueAt: sealedAt, sealedAt, content },
    })),
  }));
}

function grouped<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

const BATCH = 1000;

async function createCandidates(tx: Tx, fresh: readonly ImportedCandidate[]): Promise<string[]> {
  const ids: string[] = [];
  for (let at = 0; at < fresh.length; at += BATCH) {
    const names = fresh.slice(at, at + BATCH).map(({ name }) => ({ name }));
    const rows = await tx.insert(candidate).values(names).returning({ id: candidate.id });
    ids.push(...rows.map((row) => row.id));
  }
  return ids;
}

import type { AuditEvent } from "#app/domain/audit.ts";
import type { LoopState, RoundKind } from "#app/domain/loop.ts";
import { probesFor } from "#app/domain/question.ts";
import { fitDraft, type SealedCard } from "#app/domain/scorecard.ts";
import { shapeOf } from "#db/queries/card.server.ts";
import {
  addVersion,
  insertVersions,
  noVersions,
  sealHash,
  type VersionRows,
} from "#db/queries/seal.server.ts";
import {
  candidate,
  card,
  conflict,
  debrief,
  draft,
  loop,
  revealOverride,
  round,
} from "#db/schema.server.ts";
import type { cardWriter } from "#db/seed/cards.ts";
import { type Flight, type FlightCard, type FlightRound, flights } from "#db/seed/flights.ts";
import { focusOf } from "#db/seed/impressions.ts";
import { dutyOfPerson, people } from "#db/seed/people.ts";
import type { LoopPlace } from "#db/seed/positions.ts";
import { repliesOn } from "#db/seed/probes.ts";
import { DAY, HOUR, type Making, MINUTE, type Placed } from "#db/seed/setting.ts";

type Writer = ReturnType<typeof cardWriter>;
type LoopNote = (at: Date, actor: string | null, event: Omit<AuditEvent, "loopId">) => void;

const OWNER = "Lea Brandt";

/** Writes the loops in flight, with the record of how each came to where it is. */
export async function insertFlights(making: Making, places: readonly Placed[], write: Writer) {
  for (const flight of flights) {
    const placed = places.find(({ position }) => position.title === flight.position);
    if (placed) await insertFlight(making, flight, placed.placeAt(making.now), write);
  }
}

async function insertFlight(making: Making, flight: Flight, place: LoopPlace, write: Writer) {
  const { tx, newId, idOf } = making;
  const { positionId, rubricVersionId } = place;
  const at = clockOf(making.now);
  const createdAt = at(flight.createdAt);
  const [loopId, candidateId] = [newId(createdAt), newId(createdAt)];
  const note: LoopNote = (when, actor, event) => making.note(when, actor, { ...event, loopId });
  await tx.insert(candidate).values({ id: candidateId, ...flight.candidate, createdAt });
  await tx.insert(loop).values({
    ...{ id: loopId, candidateId, positionId, rubricVersionId, createdAt },
    ...{ revealRule: "after-own", state: flight.state, ownerId: idOf(OWNER) },
    withdrawReason: flight.withdrawn?.reason ?? null,
  });
  making.note(createdAt, OWNER, { action: "candidate.created", subject: candidateId, facts: {} });
  const facts = { candidateId, positionId, revealRule: "after-own", hidesNames: false };
  note(createdAt, OWNER, { action: "loop.created", subject: loopId, facts });
  if (flight.withdrawn) {
    const { reason } = flight.withdrawn;
    note(at(flight.withdrawn.at), OWNER, {
      action: "loop.withdrawn",
      subject: loopId,
      facts: { reason },
    });
  }
  const versions = noVersions();
  const one: OneLoop = { making, flight, place, loopId, createdAt, at, note, versions, write };
  for (const planned of flight.rounds) await insertRound(one, planned);
  await insertVersions(tx, versions);
  noteMoves(one);
  await insertOverride(one);
  await insertConflict(one, candidateId);
  if (flight.state === "debrief") await openDebrief(one);
}

type OneLoop = {
  readonly making: Making;
  readonly flight: Flight;
  readonly place: LoopPlace;
  readonly loopId: string;
  readonly createdAt: Date;
  readonly at: (hours: number) => Date;
  readonly note: LoopNote;
  readonly versions: VersionRows;
  readonly write: Writer;
};

async function insertRound(one: OneLoop, { kind, minutes, ...planned }: FlightRound) {
  const { making, loopId, createdAt, at, note } = one;
  const id = making.newId(createdAt);
  const startsAt = at(planned.startsAt);
  const focus = [...focusOf[kind]];
  await making.tx.insert(round).values({ id, loopId, kind, focus, startsAt, minutes, createdAt });
  const facts = { kind, startsAt: startsAt.toISOString(), minutes, focus };
  note(later(createdAt, 20), OWNER, { action: "round.added", subject: id, facts });
  const dueAt = new Date(startsAt.getTime() + minutes * MINUTE + DAY);
  for (const own of planned.cards) await insertCard(one, { id, kind, dueAt }, own);
}

/** A round as its cards need it: they are due some time after it. */
type Held = { readonly id: string; readonly kind: RoundKind; readonly dueAt: Date };

async function insertCard(one: OneLoop, held: Held, own: FlightCard) {
  const { id: roundId, dueAt } = held;
  const { making, flight, place, loopId, createdAt, at, note } = one;
  const { tx, newId, idOf } = making;
  const { rubricVersionId } = place;
  const assignedAt = later(createdAt, 40);
  const id = newId(assignedAt);
  const interviewerId = idOf(own.who);
  const mentorId = own.mentor ? idOf(own.mentor) : null;
  const { kind, state } = own;
  const reason = flight.withdrawn?.reason ?? null;
  await tx.insert(card).values({
    ...{ id, loopId, roundId, rubricVersionId, interviewerId, kind, state, dueAt, assignedAt },
    mentorId,
    ...(own.state === "sealed" ? { sealedNumber: 1, sealedAt: at(own.sealedAt) } : {}),
    endReason: state === "withdrawn" ? reason : null,
  });
  const duty = dutyOfPerson(people.find(({ name }) => name === own.who));
  const given = { interviewerId, roundId, kind, mentorId, reader: duty !== "none", duty };
  note(assignedAt, OWNER, { action: "card.assigned", subject: id, facts: given });
  if (own.state === "sealed") sealCard(one, id, held.kind, own);
  if (own.state === "draft") await insertDraft(one, id, held.kind, own);
  if (own.state === "withdrawn" && flight.withdrawn)
    note(at(flight.withdrawn.at), OWNER, {
      action: "card.ended",
      subject: id,
      facts: { state, reason },
    });
}

async function insertOverride({ making, flight, loopId, at, note }: OneLoop) {
  if (!flight.override) return;
  const { who, reason } = flight.override;
  const grantedAt = at(flight.override.at);
  const id = making.newId(grantedAt);
  const [personId, grantedById] = [making.idOf(who), making.idOf(OWNER)];
  const values = { id, loopId, personId, grantedById, reason, grantedAt };
  await making.tx.insert(revealOverride).values(values);
  note(grantedAt, OWNER, { action: "override.granted", subject: id, facts: { personId, reason } });
}

async function insertConflict({ making, flight, at }: OneLoop, candidateId: string) {
  if (!flight.conflict) return;
  const { who, reason } = flight.conflict;
  const recordedAt = at(flight.conflict.at);
  const id = making.newId(recordedAt);
  const personId = making.idOf(who);
  const kind = "interest" as const;
  const values = { id, candidateId, personId, kind, reason, recordedById: personId, recordedAt };
  await making.tx.insert(conflict).values(values);
  const facts = { candidateId, personId, kind };
  making.note(recordedAt, who, { action: "conflict.recorded", subject: id, facts });
}

const probesOf = ({ library, rubric }: Making, kind: RoundKind) =>
  probesFor(library, kind, rubric.content.patterns);

function sealCard(
  one: OneLoop,
  cardId: string,
  kind: RoundKind,
  own: Extract<FlightCard, { state: "sealed" }>,
) {
  const { making, place, at, note, versions, write } = one;
  const { rubricVersionId, points, position, weights } = place;
  const { criteria } = making.rubric.content;
  const marks = Object.fromEntries(
    criteria.map(({ key }, index) => [key, own.marks[index] ?? "not-asked"]),
  );
  const content: SealedCard = write({
    ...{ ...own, position, weights, marks },
    probes: repliesOn(probesOf(making, kind), own.probes),
  });
  const sealedAt = at(own.sealedAt);
  addVersion(versions, { cardId, rubricVersionId, points, sealedAt }, content, making.newId);
  const facts = { number: 1, hash: sealHash(content), sealedAt: sealedAt.toISOString() };
  note(sealedAt, own.who, { action: "card.sealed", subject: cardId, facts });
}

async function insertDraft(
  { making, at, note }: OneLoop,
  cardId: string,
  kind: RoundKind,
  own: Extract<FlightCard, { state: "draft" }>,
) {
  const savedAt = at(own.savedAt);
  const content = fitDraft(own.draft, shapeOf(making.rubric.content, probesOf(making, kind)));
  await making.tx.insert(draft).values({ cardId, content, revision: 1, savedAt });
  note(savedAt, own.who, { action: "card.saved", subject: cardId, facts: {} });
}

/** The flight's sealed cards, the first one first. */
const sealedIn = ({ rounds }: Flight) =>
  rounds
    .flatMap(({ cards }) => cards.flatMap((own) => (own.state === "sealed" ? [own] : [])))
    .toSorted((a, b) => a.sealedAt - b.sealedAt);

/** Each state the loop went through: with its first card, with its last, or as the candidate left. */
function noteMoves({ flight, loopId, at, note }: OneLoop) {
  const move = (hours: number, who: string, from: LoopState, to: LoopState) =>
    note(at(hours), who, { action: "loop.moved", subject: loopId, facts: { from, to } });
  const sealed = sealedIn(flight);
  const [first, last] = [sealed[0], sealed.at(-1)];
  if (first) move(first.sealedAt, first.who, "planned", "interviewing");
  if (last && flight.state === "debrief") move(last.sealedAt, last.who, "interviewing", "debrief");
  if (flight.withdrawn)
    move(flight.withdrawn.at, OWNER, first ? "interviewing" : "planned", "withdrawn");
}

async function openDebrief({ making, flight, loopId, at, note }: OneLoop) {
  const last = sealedIn(flight).at(-1);
  if (!last) return;
  const openedAt = at(last.sealedAt);
  await making.tx.insert(debrief).values({ id: making.newId(openedAt), loopId, openedAt });
  note(openedAt, last.who, { action: "debrief.opened", subject: loopId, facts: {} });
}

const later = (from: Date, minutes: number) => new Date(from.getTime() + minutes * MINUTE);

/** Hours from now as moments, on the half hour. */
const clockOf = (now: Date) => {
  const half = Math.floor(now.getTime() / (HOUR / 2)) * (HOUR / 2);
  return (hours: number) => new Date(half + hours * HOUR);
};

import {
  type CardFacts,
  canReadCard,
  couldHaveRead,
  type LoopFacts,
  type Relation,
  relationTo,
  type SealRecord,
} from "#app/domain/access.ts";
import type { RecordedEvent } from "#app/domain/audit.ts";
import { type CardKind, cardKinds, type RevealRule, revealRules } from "#app/domain/loop.ts";
import type { Permission } from "#app/domain/people.ts";
import { type CardState, cardStates } from "#app/domain/scorecard.ts";

/** What a loop's events prove of who had sealed before they could read. */
export type Independence = {
  /** Null on an imported loop, and where the loop began before the record. */
  readonly rule: RevealRule | null;
  readonly imported: boolean;
  readonly seals: readonly Seal[];
  readonly readings: readonly Reading[];
};

/** One sealed version, and whose cards its author could have read before sealing it. */
export type Seal = {
  readonly cardId: string;
  readonly personId: string;
  readonly kind: CardKind;
  readonly number: number;
  readonly hash: string;
  readonly sealedAt: Date;
  /** Taken back by its author within a minute, before anybody had read it. */
  readonly undone: boolean;
  readonly couldHaveRead: readonly string[];
};

/** From when one of the panel could read a sealed version of another's. */
export type Reading = {
  readonly personId: string;
  readonly authorId: string;
  readonly cardId: string;
  readonly number: number;
  readonly from: Date;
};

type Held = CardFacts & {
  readonly assignedAt: Date;
  readonly reader: boolean | null;
  readonly number: number;
  readonly sealedAt: Date | null;
};

type Duty = Relation["duty"];
const duties: Record<Duty, readonly Permission[]> = {
  none: [],
  committee: ["committee"],
  lead: ["lead"],
};

/**
 * Follows a loop's events in their order, and asks `access` after each who may read what. People
 * who read every loop and were never on this panel are not listed: they sealed nothing here.
 */
export function independenceOf(events: readonly RecordedEvent[]): Independence {
  const loop = replay();
  for (const event of events) loop.follow(event);
  return loop.told();
}

/** Whether nobody could read another's card before sealing their own, or who could, in sentences. */
export function independenceWords(
  {
    imported,
    seals,
  }: {
    readonly imported: boolean;
    readonly seals: readonly Pick<Seal, "personId" | "number" | "undone" | "couldHaveRead">[];
  },
  nameOf: (personId: string) => string,
): string[] {
  if (imported)
    return [
      "These cards were imported: the record does not tell who could read what before sealing.",
    ];
  const standing = seals.filter(({ undone }) => !undone);
  if (standing.length === 0) return ["No card has been sealed yet."];
  const told = standing
    .filter(({ couldHaveRead }) => couldHaveRead.length > 0)
    .map(({ personId, number, couldHaveRead }) => {
      const own = number > 1 ? `version ${number} of their own` : "their own";
      const others = new Intl.ListFormat("en").format(
        couldHaveRead.map((id) => `${nameOf(id)}'s card`),
      );
      return `${nameOf(personId)} could read ${others} before sealing ${own}.`;
    });
  return told.length > 0 ? told : ["Nobody could read another's card before sealing their own."];
}

function replay() {
  const cards = new Map<string, Held>();
  const overrides = new Map<string, { personId: string; at: Date; ended: boolean }>();
  const duty = new Map<string, Duty>();
  const seals: Omit<Seal, "couldHaveRead">[] = [];
  const records = new Map<Omit<Seal, "couldHaveRead">, SealRecord>();
  let readings: readonly Reading[] = [];
  let rule: RevealRule | null = null;
  let imported = false;
  let debriefOpened = false;

  const facts = (): LoopFacts => ({
    ...{ rule: rule ?? "after-own", state: "interviewing", debriefOpened, barred: [] },
    ...{ hidesNames: false, freshSeal: false, cards: [...cards.values()] },
    overrides: [...overrides.values()].filter((o) => !o.ended).map((o) => o.personId),
  });

  function follow(event: RecordedEvent): void {
    const { action, subject, facts: told, at } = event;
    const card = cards.get(subject);
    if (action === "loop.created") rule = among(revealRules, told.revealRule);
    if (action === "loop.imported") imported = true;
    if (action === "card.assigned" || action === "card.reassigned") give(event);
    if (action === "card.mentored" && card)
      cards.set(subject, { ...card, mentorId: text(told.mentorId) });
    if (action === "card.sealed" && card) seal(event, card);
    if (action === "card.unsealed" && card) unseal(event, card);
    if (action === "card.reopened" && card) cards.set(subject, { ...card, state: "reopened" });
    if (action === "card.kept" && card) cards.set(subject, { ...card, state: "sealed" });
    if (action === "card.ended" && card)
      cards.set(subject, { ...card, state: among(cardStates, told.state) ?? "withdrawn" });
    if (action === "override.granted")
      overrides.set(subject, { personId: text(told.personId) ?? "", at, ended: false });
    const override = overrides.get(subject);
    if (action === "override.ended" && override)
      overrides.set(subject, { ...override, ended: true });
    if (action === "debrief.opened") debriefOpened = true;
    if (action === "debrief.undone") debriefOpened = false;
    readNow(at);
  }

  function give({ subject, facts: told, at }: RecordedEvent): void {
    const id = text(told.interviewerId) ?? "";
    const given = among(["none", "committee", "lead"] as const, told.duty) ?? "none";
    duty.set(id, given);
    // Whoever reads every loop could read what had been sealed since it was.
    if (given !== "none")
      for (const card of cards.values())
        if (card.state === "sealed" && card.kind !== "shadow") note(id, card, card.sealedAt ?? at);
    cards.set(subject, {
      ...{ cardId: subject, interviewer: { id, name: "" }, state: "assigned" },
      ...{ kind: among(cardKinds, told.kind) ?? "panel", mentorId: text(told.mentorId) },
      ...{ assignedAt: at, number: 0, sealedAt: null },
      reader: typeof told.reader === "boolean" ? told.reader : null,
    });
  }

  function seal({ facts: told, at }: RecordedEvent, card: Held): void {
    const number = Number(told.number);
    const sealedAt = typeof told.sealedAt === "string" ? new Date(told.sealedAt) : at;
    const { cardId, kind, interviewer, reader, assignedAt } = card;
    const personId = interviewer.id;
    const made = { cardId, personId, kind, number, hash: text(told.hash) ?? "", sealedAt };
    const again = seals.some((own) => own.cardId === cardId && !own.undone);
    const one = { ...made, undone: false };
    seals.push(one);
    records.set(one, { interviewer, reader, assignedAt, sealedAt, again });
    cards.set(cardId, { ...card, state: "sealed", number, sealedAt });
  }

  function unseal({ facts: told }: RecordedEvent, card: Held): void {
    const at = seals.findLastIndex(
      (own) => own.cardId === card.cardId && own.number === told.number,
    );
    const taken = seals[at];
    if (taken) seals[at] = { ...taken, undone: true };
    // It could be taken back because nobody had read it, nor its author anything since.
    const since = taken?.sealedAt.getTime() ?? 0;
    readings = readings.filter(
      ({ cardId, number, personId, from }) =>
        !(cardId === card.cardId && number === told.number) &&
        !(personId === card.interviewer.id && from.getTime() >= since),
    );
    cards.set(card.cardId, { ...card, state: "reopened" satisfies CardState });
  }

  /** Notes who can read what now and could not before. */
  function readNow(at: Date): void {
    const people = new Set([
      ...[...cards.values()].flatMap(({ interviewer, mentorId }) => [
        interviewer.id,
        mentorId ?? "",
      ]),
      ...[...overrides.values()].map(({ personId }) => personId),
    ]);
    const now = facts();
    for (const id of people) {
      const relation = relationTo({ id, permissions: duties[duty.get(id) ?? "none"] }, now);
      for (const card of cards.values())
        if (canReadCard(relation, card).allowed) note(id, card, at);
    }
  }

  function note(personId: string, { cardId, number, interviewer }: Held, from: Date): void {
    const known = readings.some(
      (r) => r.personId === personId && r.cardId === cardId && r.number === number,
    );
    if (!known && interviewer.id !== personId && personId !== "")
      readings = [...readings, { personId, authorId: interviewer.id, cardId, number, from }];
  }

  function told(): Independence {
    const kept = [...records].filter(([seal]) => seals.includes(seal));
    const counted = kept.filter(([{ kind }]) => kind !== "shadow").map(([, record]) => record);
    const terms = { rule: rule ?? "after-own", overrides: [...overrides.values()] };
    return {
      ...{ rule, imported, readings },
      seals: seals.map((seal) => {
        const record = records.get(seal);
        const all = record && !counted.includes(record) ? [...counted, record] : counted;
        const could = record ? couldHaveRead(record, all, terms) : [];
        return { ...seal, couldHaveRead: [...new Set(could)] };
      }),
    };
  }

  return { follow, told };
}

const text = (fact: RecordedEvent["facts"][string] | undefined): string | null =>
  typeof fact === "string" ? fact : null;

const among = <T extends string>(
  words: readonly T[],
  fact: RecordedEvent["facts"][string] | undefined,
): T | null => words.find((word) => word === fact) ?? null;

import type { RoundKind } from "#app/domain/loop.ts";
import type { SettledCard, SettledLoop, SettledRound } from "#db/queries/settled.server.ts";
import { cardWriter, type Titled } from "#db/seed/cards.ts";
import { type Candidate, focusOf, impressionsFrom } from "#db/seed/impressions.ts";
import type { DemoPosition, LoopPlace } from "#db/seed/positions.ts";
import type { probesOfThePast } from "#db/seed/probes.ts";
import { between, pick, type Random, shuffled } from "#db/seed/random.ts";
import { decider } from "#db/seed/verdicts.ts";
import type { Words } from "#db/seed/words.ts";

const kinds: readonly RoundKind[] = [
  ...(["productionize", "refactor", "review", "design", "deep-dive", "behavioural"] as const),
];

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export type LoopMaker = (
  place: LoopPlace,
  candidateId: string,
  createdAt: Date,
  people: { readonly ownerId: string; readonly committee: readonly Person[] },
) => SettledLoop;
type Person = { readonly id: string; readonly name: string };

/** Makes settled loops: who met whom, what they saw and wrote, and what was decided. */
export function loopMaker(
  random: Random,
  words: Words,
  criteria: readonly Titled[],
  idOf: (name: string) => string,
  probesOn: ReturnType<typeof probesOfThePast>,
): LoopMaker {
  const write = cardWriter(random, words, criteria);
  const decide = decider(random, words, criteria);
  const { someone, marksFor, observationsFor } = impressionsFrom(random, criteria);
  const met = new Map<string, number>();

  return (place, candidateId, createdAt, { ownerId, committee }) => {
    const candidate = someone(place.position.level);
    const panel = panelFor(place.position);
    const rounds = roundsFor(place, candidate, panel, createdAt);
    const sealed = rounds.flatMap((round) => round.cards.map((card) => card.sealedAt.getTime()));
    const openedAt = new Date(Math.max(...sealed));
    const decidedAt = workingHour(openedAt.getTime() + between(random, 1, 3) * DAY);
    const free = committee.filter((person) => !panel.includes(person.name));
    const { positionId, rubricVersionId, points, weightSetId } = place;
    return {
      ...{ candidateId, positionId, rubricVersionId, points, revealRule: "after-own" },
      ...{ ownerId, importKey: null, createdAt, rounds },
      debrief: { openedById: null, openedAt },
      decision: {
        ...decide(
          place,
          rounds,
          free.map(({ name }) => name),
        ),
        ...{ weightSetId, decidedById: free[between(random, 0, free.length - 1)]?.id ?? null },
        decidedAt,
      },
    };
  };

  /** Four to six of the pool: mostly its regulars, then those who sat on fewer of the position's panels. */
  function panelFor({ title, pool, regulars = [] }: DemoPosition): string[] {
    const key = (name: string) => `${title} ${name}`;
    const order = shuffled(random, pool).toSorted(
      (a, b) => (met.get(key(a)) ?? 0) - (met.get(key(b)) ?? 0) + Math.round(random() * 2 - 1),
    );
    const first = regulars.filter(() => random() < 0.85);
    const others = order.filter((name) => !regulars.includes(name));
    const size = pick(random, [4, 5, 5, 5, 6]);
    const panel = shuffled(random, [...first, ...others].slice(0, size));
    for (const name of panel) met.set(key(name), (met.get(key(name)) ?? 0) + 1);
    return panel;
  }

  function roundsFor(
    place: LoopPlace,
    candidate: Candidate,
    panel: readonly string[],
    createdAt: Date,
  ): SettledRound[] {
    const shadowed = panel.length > 4 && random() < 0.3;
    const seats = shadowed ? panel.slice(0, -1) : panel;
    const chosen = shuffled(random, kinds).slice(0, seats.length);
    const order = kinds.filter((kind) => chosen.includes(kind));
    const first = createdAt.getTime() + between(random, 5, 9) * DAY;
    const used = new Map<string, number>();
    const shadow = shadowed ? panel.at(-1) : undefined;
    return order.map((kind, at) => {
      const startsAt = workingHour(first + Math.floor(at / 2) * DAY, 9 + (at % 2) * 4);
      const minutes = pick(random, [45, 60, 60]);
      const lead = at === 0 ? "lead" : "panel";
      const own = [{ name: seats[at] ?? "", kind: lead } as const];
      const trainee = at === 1 && shadow ? [{ name: shadow, kind: "shadow" } as const] : [];
      const cards = [...own, ...trainee].map(({ name, kind: seat }): SettledCard => {
        const end = startsAt.getTime() + minutes * MINUTE;
        const late = random() < 0.1 ? between(random, 30, 90) : between(random, 0, 22);
        const sealedAt = new Date(end + late * HOUR + between(random, 6, 55) * MINUTE);
        const content = cardFor(place, candidate, name, kind, used);
        const dueAt = new Date(end + DAY);
        const assignedAt = new Date(createdAt.getTime() + 2 * HOUR);
        return { interviewerId: idOf(name), kind: seat, assignedAt, dueAt, sealedAt, content };
      });
      return { kind, focus: focusOf[kind], startsAt, minutes, cards };
    });
  }

  function cardFor(
    { position, weights }: LoopPlace,
    candidate: Candidate,
    name: string,
    kind: RoundKind,
    used: Map<string, number>,
  ) {
    const marks = marksFor(candidate, name, kind);
    const observations = observationsFor(candidate, marks, used);
    const recommendation = random() < 0.025 ? "no-decision" : undefined;
    const probes = probesOn(kind, candidate);
    return write({ position, weights, marks, observations, probes, recommendation });
  }
}

/** The same day at a sensible time, or the Monday after a weekend. */
function workingHour(at: number, hour = 15): Date {
  const day = new Date(at);
  day.setUTCHours(hour, 0, 0, 0);
  const weekday = day.getUTCDay();
  const shift = weekday === 6 ? 2 : weekday === 0 ? 1 : 0;
  return new Date(day.getTime() + shift * DAY);
}

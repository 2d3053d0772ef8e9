import type { RoundKind } from "#app/domain/loop.ts";
import { type Level, levels } from "#app/domain/rubric.ts";
import { cardScore, mean, type Weights } from "#app/domain/score.ts";
import { isCounted, type Observation } from "#app/domain/scorecard.ts";
import type { SettledCard, SettledLoop, SettledRound } from "#db/queries/settled.server.ts";
import { bestAndWorst, cardWriter, levelFor, type Mark, type Titled } from "#db/seed/cards.ts";
import { styleOf } from "#db/seed/people.ts";
import type { DemoPosition } from "#db/seed/positions.ts";
import { quotes } from "#db/seed/quotes.ts";
import { between, normal, pick, type Random, shuffled } from "#db/seed/random.ts";
import { quotesOf, type Words } from "#db/seed/words.ts";

/** Which criteria each kind of round sets out to see. */
export const focusOf: Readonly<Record<RoundKind, readonly string[]>> = {
  productionize: ["failure-mode-instinct", "verification"],
  refactor: ["stewardship", "verification"],
  review: ["tradeoff-reasoning", "leverage"],
  design: ["tradeoff-reasoning", "failure-mode-instinct"],
  "deep-dive": ["tradeoff-reasoning", "leverage"],
  behavioural: ["leverage", "stewardship"],
  other: [],
};
const kinds: readonly RoundKind[] = [
  ...(["productionize", "refactor", "review", "design", "deep-dive", "behavioural"] as const),
];

/** How hard the rubric's criteria are: some are met less often than others. */
const ease: Readonly<Record<string, number>> = {
  "tradeoff-reasoning": 0.12,
  "failure-mode-instinct": -0.22,
  verification: 0.02,
  stewardship: 0.15,
  leverage: -0.1,
};
const AVERAGE = 2.66;
/** Fewer reach the higher levels. */
const bar: Readonly<Partial<Record<Level, number>>> = { staff: 0.05, principal: 0.4 };

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export type LoopPlace = {
  readonly position: DemoPosition;
  readonly positionId: string;
  readonly rubricVersionId: string;
  readonly points: number;
  readonly weights: Weights;
  readonly weightSetId: string;
};

export type LoopMaker = (
  place: LoopPlace,
  candidateId: string,
  createdAt: Date,
  people: { readonly ownerId: string; readonly committee: readonly Person[] },
) => SettledLoop;
type Person = { readonly id: string; readonly name: string };

/** What a candidate is really like, which the panel does not know. */
type Candidate = {
  readonly ability: number;
  readonly leanings: Readonly<Record<string, number>>;
  readonly patterns: readonly string[];
};

/** Makes settled loops: who met whom, what they saw and wrote, and what was decided. */
export function loopMaker(
  random: Random,
  words: Words,
  criteria: readonly Titled[],
  idOf: (name: string) => string,
): LoopMaker {
  const write = cardWriter(random, words, criteria);
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

  function someone(level: Level): Candidate {
    const ability = normal(random, 0.55) - (bar[level] ?? 0);
    const leanings = Object.fromEntries(criteria.map(({ key }) => [key, normal(random, 0.38)]));
    const weakest = criteria
      .map(({ key }) => key)
      .toSorted((a, b) => (leanings[a] ?? 0) - (leanings[b] ?? 0))
      .slice(0, 2);
    const likely = Object.keys(quotes).filter((key) => weakest.includes(quotesOf(key).criterion));
    const many = ability < -0.2 ? 3 : ability < 0.5 ? 2 : 1;
    return { ability, leanings, patterns: shuffled(random, likely).slice(0, many) };
  }

  /** Four to six of the pool, those who sat on fewer of the position's panels first. */
  function panelFor({ title, pool }: DemoPosition): string[] {
    const key = (name: string) => `${title} ${name}`;
    const order = shuffled(random, pool).toSorted(
      (a, b) => (met.get(key(a)) ?? 0) - (met.get(key(b)) ?? 0) + Math.round(random() * 2 - 1),
    );
    const panel = order.slice(0, pick(random, [4, 5, 5, 5, 6]));
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
    return write({ position, weights, marks, observations, recommendation });
  }

  function marksFor(candidate: Candidate, name: string, kind: RoundKind): Record<string, Mark> {
    const { effect, flat } = styleOf(name);
    const overall = AVERAGE + candidate.ability + effect + normal(random, 0.3);
    const mark = (key: string): Mark => {
      const chance = random();
      const expected = overall + (ease[key] ?? 0) + (candidate.leanings[key] ?? 0);
      const score = onScale(flat ? overall : expected + normal(random, 0.4));
      if (flat || focusOf[kind].includes(key)) return chance < 0.02 ? "no-signal" : score;
      return chance < 0.15 ? "not-asked" : chance < 0.2 ? "no-signal" : score;
    };
    return Object.fromEntries(criteria.map(({ key }) => [key, mark(key)]));
  }

  /** Each interviewer may see a pattern the candidate has, or write down what speaks against it. */
  function observationsFor(
    candidate: Candidate,
    marks: Readonly<Record<string, Mark>>,
    used: Map<string, number>,
  ): Observation[] {
    return candidate.patterns.flatMap((pattern): Observation[] => {
      const { criterion, seen, counter } = quotesOf(pattern);
      const mark = marks[criterion];
      const low = typeof mark === "number" && mark <= 2;
      const stance = random() < (low ? 0.25 : 0.06) ? "seen" : "counter";
      if (stance === "counter" && (low || typeof mark !== "number" || random() > 0.4)) return [];
      const from = stance === "seen" ? seen : counter;
      const at = used.get(`${pattern} ${stance}`) ?? 0;
      const quote = from[at];
      if (quote === undefined) return [];
      used.set(`${pattern} ${stance}`, at + 1);
      return [{ pattern, stance, quote }];
    });
  }

  function decide(place: LoopPlace, rounds: readonly SettledRound[], committee: readonly string[]) {
    const { position, weights } = place;
    const counted = rounds
      .flatMap((round) => round.cards)
      .filter(({ kind, content }) =>
        isCounted({ kind, state: "sealed", recommendation: content.recommendation }),
      );
    const scores = counted.flatMap(
      ({ content }) => cardScore(content.ratings, weights).score ?? [],
    );
    const felt = (mean(scores) ?? 0) + normal(random, 0.06);
    const best = bestAndWorst(
      criteria.map(({ key }) => ({
        criterion: key,
        score: mean(
          counted.flatMap((c) => c.content.ratings.find((r) => r.criterion === key)?.score ?? []),
        ),
      })),
      criteria,
    );
    const close = Math.abs(felt - 2.65) < 0.3;
    const dissent =
      random() < (close ? 0.55 : 0.12)
        ? words.dissentOf(pick(random, [committee[0] ?? "", ...committee]), best.weak)
        : "";
    const below = felt >= 2.42 && felt < 2.65 && position.level !== "senior" && random() < 0.45;
    const kind = felt >= 2.65 ? "offer" : below ? "below" : "no-offer";
    const outcome = kind === "no-offer" ? ("no-offer" as const) : ("offer" as const);
    const shown: Level = levelFor(felt, position.level);
    const level =
      kind === "offer"
        ? position.level
        : below || shown === position.level
          ? lower(position.level)
          : shown;
    return { outcome, level, reasons: words.reasonFor(kind, best), dissent };
  }
}

const lower = (level: Level): Level => levels[levels.indexOf(level) - 1] ?? level;
const onScale = (value: number) => Math.min(4, Math.max(1, Math.round(value)));

/** The same day at a sensible time, or the Monday after a weekend. */
function workingHour(at: number, hour = 15): Date {
  const day = new Date(at);
  day.setUTCHours(hour, 0, 0, 0);
  const weekday = day.getUTCDay();
  const shift = weekday === 6 ? 2 : weekday === 0 ? 1 : 0;
  return new Date(day.getTime() + shift * DAY);
}

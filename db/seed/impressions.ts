import type { Level } from "#app/domain/level.ts";
import type { RoundKind } from "#app/domain/loop.ts";
import type { Observation } from "#app/domain/scorecard.ts";
import type { Mark, Titled } from "#db/seed/cards.ts";
import { styleOf } from "#db/seed/people.ts";
import { quotes } from "#db/seed/quotes.ts";
import { normal, type Random, shuffled } from "#db/seed/random.ts";
import { quotesOf } from "#db/seed/words.ts";

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

/** What a candidate is really like, which the panel does not know. */
export type Candidate = {
  readonly ability: number;
  readonly leanings: Readonly<Record<string, number>>;
  readonly patterns: readonly string[];
};

/** Invents candidates, and what an interviewer makes of one in a round. */
export function impressionsFrom(random: Random, criteria: readonly Titled[]) {
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

  return { someone, marksFor, observationsFor };
}

const onScale = (value: number) => Math.min(4, Math.max(1, Math.round(value)));

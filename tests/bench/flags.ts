import { parseArgs } from "node:util";
import {
  type HistoryCard,
  type LoopHistory,
  patternLoop,
} from "#app/domain/calibration/pattern-loop.ts";
import { patternStatistics, patternTally } from "#app/domain/calibration/pattern-statistics.ts";
import { type Random, seeded } from "#app/domain/calibration/random.ts";
import { knownIn } from "#app/domain/echo.ts";
import { type PanelPattern, panelPatternKeys } from "#app/domain/panel-flags.ts";
import {
  isContradiction,
  isExtremeWithoutEvidence,
  isStraightLine,
} from "#app/domain/panel-flags-card.ts";
import { type FlaggableCard, loopFlags } from "#app/domain/panel-flags-loop.ts";
import { weightedScore } from "#app/domain/score.ts";
import { recommendations } from "#app/domain/scorecard.ts";
import { evidence } from "#db/seed/evidence.ts";
import { print, type Row, within } from "./measure.ts";

const PER_LOOP = 5;
/** Loops that are made before they are measured together. */
const BATCH = 200;
const POINTS = 4;
/** Texts that cards are written from; more would only take longer to make. */
const TEXTS = 50_000;
const WORDS = { fewest: 8, most: 45 };
const HOUR = 3_600_000;
const MINUTES = 60_000;

const criteria = Object.keys(evidence).map((key) => ({ key, title: key }));
const weights = Object.fromEntries(criteria.map(({ key }) => [key, 20]));
const patterns = ["scope-creep", "single-solution", "org-blind", "false-certainty"].map((key) => ({
  ...{ key, levels: ["staff" as const] },
}));

type Part = "patterns and changes" | "late, thin and echoed" | "cards by themselves";

/**
 * `npm run bench -- flags [--cards 1000000] [--json]`: what candidates' patterns and the scoring's of one
 * position take, over generated loops that come one after another and are forgotten again.
 */
export async function benchFlags(json: boolean, words: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...words],
    options: {
      cards: { type: "string", default: "1000000" },
      json: { type: "boolean", default: false },
    },
  });
  const loops = Math.ceil(Number(values.cards) / PER_LOOP);
  const spent: Record<Part, number> = {
    ...{ "patterns and changes": 0, "late, thin and echoed": 0, "cards by themselves": 0 },
  };
  const took = (part: Part, work: () => void): void => {
    const began = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(began);
    spent[part] += (user + system) / 1_000;
  };
  const known = knownIn(criteria.map(({ title }) => title));
  const tally = patternTally();
  const found = new Map<PanelPattern, number>();
  const count = (pattern: PanelPattern) => {
    found.set(pattern, (found.get(pattern) ?? 0) + 1);
  };
  const next = generator(seeded(1));
  const heaps: number[] = [];
  for (let from = 0; from < loops; from += BATCH) {
    const length = Math.min(BATCH, loops - from);
    const batch = Array.from({ length }, (_, at) => next(from + at));
    took("patterns and changes", () => {
      for (const { history } of batch)
        tally.add(patternLoop(history, { patterns, level: "staff" }));
    });
    took("late, thin and echoed", () => {
      for (const { cards } of batch)
        for (const { pattern } of loopFlags({ cards, criteria, weights, known })) count(pattern);
    });
    took("cards by themselves", () => {
      for (const { cards } of batch)
        for (const card of cards) for (const pattern of cardFlags(card)) count(pattern);
    });
    heaps.push(process.memoryUsage().heapUsed);
  }
  const half = Math.ceil(heaps.length / 2);
  const { patterns: seen, majority } = patternStatistics(tally.tally());
  const thousands = (loops * PER_LOOP) / 1_000;
  const each = (ms: number) => `${(ms / thousands).toFixed(2)} ms`;
  const megabytes = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MB`;
  const total = Object.values(spent).reduce((a, b) => a + b, 0);
  const rows: Row[] = [
    within("cards", (loops * PER_LOOP).toLocaleString("en")),
    ...Object.entries(spent).map(([part, ms]) => within(`${part}, per thousand cards`, each(ms))),
    within("together, per thousand cards", each(total)),
    within("together, of processor time", `${(total / 1_000).toFixed(1)} s`),
    within(
      "peak memory, the generated texts included",
      megabytes(process.resourceUsage().maxRSS * 1024),
    ),
    within("most heap in the first half", megabytes(Math.max(...heaps.slice(0, half)))),
    within("most heap in the second half", megabytes(Math.max(...heaps.slice(half)))),
    ...panelPatternKeys.flatMap((key) => {
      const n = found.get(key);
      return n === undefined ? [] : [within(`${key} raised`, n.toLocaleString("en"))];
    }),
    ...seen.map(({ pattern, loops: on }) => within(`${pattern} seen`, on.toLocaleString("en"))),
    within("scores moved toward the others", majority.scores.toward.toLocaleString("en")),
  ];
  if (json) console.log(JSON.stringify(rows, null, 2));
  else print(rows);
}

function cardFlags({ ratings, recommendation }: FlaggableCard): PanelPattern[] {
  const rated = ratings.flatMap(({ score, evidence }) =>
    score === null ? [] : [{ score, evidence }],
  );
  const { score } = weightedScore(ratings, weights);
  const raised: PanelPattern[] = [];
  if (isStraightLine(rated.map((one) => one.score))) raised.push("straight-line");
  if (rated.some((one) => isExtremeWithoutEvidence(one, POINTS)))
    raised.push("extreme-without-evidence");
  if (recommendation && score !== null && isContradiction(recommendation, score, POINTS))
    raised.push("contradiction");
  return raised;
}

/** Loops of five cards: some late, some sealed again, some in another's words, a third with a pattern. */
function generator(random: Random) {
  const one = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
  const vocabulary = Object.values(evidence).flatMap(({ low, high }) =>
    [...low, ...high].flatMap((text) => text.split(" ")),
  );
  const texts = Array.from({ length: TEXTS }, () => {
    const length = WORDS.fewest + Math.floor(random() * (WORDS.most - WORDS.fewest));
    return Array.from({ length }, () => one(vocabulary)).join(" ");
  });
  return (at: number) => {
    const ended = at * HOUR;
    const cards = Array.from({ length: PER_LOOP }, (_, by): FlaggableCard => {
      const ratings = criteria.map(({ key }) => ({
        criterion: key,
        score: random() < 0.05 ? null : 1 + Math.floor(random() * POINTS),
        evidence: random() < 0.1 ? "" : one(texts),
      }));
      return {
        ...{ cardId: `${at} ${by}`, interviewer: { id: `${by}`, name: `Interviewer ${by}` } },
        ...{ kind: "panel", recommendation: one(recommendations), ratings, summary: one(texts) },
        firstSealedAt: new Date(ended + random() ** 4 * 200 * HOUR),
        roundEndedAt: new Date(ended),
      };
    });
    const [first, second] = cards;
    if (first && second && random() < 0.01)
      cards[1] = { ...second, summary: first.summary, ratings: first.ratings };
    const histories = cards.map(({ cardId, interviewer, ratings, firstSealedAt }): HistoryCard => {
      const version = {
        ...{ sealedAt: firstSealedAt, ratings, probes: [] },
        observations:
          random() < 0.3
            ? [
                {
                  pattern: one(patterns).key,
                  stance: random() < 0.8 ? ("seen" as const) : ("counter" as const),
                  quote: "“As one does.”",
                },
              ]
            : [],
      };
      const again = {
        ...version,
        sealedAt: new Date(ended + 300 * HOUR),
        ratings: ratings.map((rating) => ({ ...rating, score: rating.score && 2 + (at % 2) })),
      };
      return {
        ...{ cardId, interviewerId: interviewer.id, kind: "panel", counted: true, recorded: true },
        ...{ assignedAt: new Date(ended - 100 * HOUR), reader: false },
        versions: random() < 0.05 ? [version, again] : [version],
      };
    });
    const history: LoopHistory = {
      ...{ id: `loop ${at}`, level: "staff", outcome: random() < 0.3 ? "offer" : "no-offer" },
      ...{ observers: PER_LOOP, settledAt: new Date(at * MINUTES), rule: "after-own" },
      ...{ imported: false, overrides: [], ballots: [], cards: histories },
    };
    return { cards, history };
  };
}

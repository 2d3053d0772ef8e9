import { type Level, levels } from "#app/domain/level.ts";
import { mean, weightedScore } from "#app/domain/score.ts";
import { isCounted } from "#app/domain/scorecard.ts";
import type { SettledRound } from "#db/queries/settled.server.ts";
import { bestAndWorst, levelFor, type Titled } from "#db/seed/cards.ts";
import type { LoopPlace } from "#db/seed/positions.ts";
import { normal, pick, type Random } from "#db/seed/random.ts";
import type { Words } from "#db/seed/words.ts";

/** Decides as a committee would that reads the scores, not quite mechanically. */
export const decider =
  (random: Random, words: Words, criteria: readonly Titled[]) =>
  (place: LoopPlace, rounds: readonly SettledRound[], committee: readonly string[]) => {
    const { position, weights } = place;
    const counted = rounds
      .flatMap((round) => round.cards)
      .filter(({ kind, content }) =>
        isCounted({ kind, state: "sealed", recommendation: content.recommendation }),
      );
    const scores = counted.flatMap(
      ({ content }) => weightedScore(content.ratings, weights).score ?? [],
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
  };

const lower = (level: Level): Level => levels[levels.indexOf(level) - 1] ?? level;

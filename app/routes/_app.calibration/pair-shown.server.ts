import { formatShare } from "#app/components/score.tsx";
import { aheadWords, apartWords } from "#app/domain/calibration/pair-words.ts";
import { isRefusal } from "#app/domain/calibration/refusal.ts";
import type { CandidatePair, CandidateRow } from "#app/domain/calibration/view.ts";
import { outcomeWords } from "#app/domain/debrief.ts";
import { numberWords } from "#app/domain/figure-axis.ts";
import { levelWords } from "#app/domain/level.ts";

export type PairShown = ReturnType<typeof pairShown>;

/** Two candidates held against each other, in words. */
export function pairShown({ first, second, comparison, changes }: CandidatePair) {
  const said = isRefusal(comparison) ? null : { first, second, comparison };
  return {
    candidates: [first, second].map((row) => ({
      loopId: row.loopId,
      name: row.candidate,
      facts: factsOf(row, said !== null),
    })),
    ahead: said
      ? [aheadWords(said), apartWords(said)]
      : [
          `How sure their order is cannot be said. ${isRefusal(comparison) ? comparison.reason : ""}`,
        ],
    changes: isRefusal(changes) ? [changes.reason] : changes.words,
  };
}

function factsOf(
  { raw, calibrated, coverage, cards, outcome, level }: CandidateRow,
  shown: boolean,
): string {
  const points = (value: number | null) =>
    value === null ? "none" : numberWords(value, { digits: 2 });
  const adjusted =
    isRefusal(calibrated) || !shown
      ? "not adjusted"
      : `adjusted ${points(calibrated.score)} (${points(calibrated.interval[0])} to ${points(calibrated.interval[1])})`;
  return [
    `Raw ${points(raw)}, ${adjusted}`,
    `${formatShare(coverage)} covered by ${cards === 1 ? "1 card" : `${cards} cards`}`,
    `${outcomeWords[outcome]}${level ? `, ${levelWords[level].toLowerCase()} shown` : ""}`,
  ].join(" · ");
}

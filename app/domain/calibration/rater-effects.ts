import type { Cells } from "#app/domain/calibration/cells.ts";
import type { Fitted } from "#app/domain/calibration/fit.ts";
import { cardsByInterviewer } from "#app/domain/calibration/minimum-samples.ts";
import {
  type PanelCorrelation,
  panelCorrelations,
} from "#app/domain/calibration/panel-correlation.ts";
import { effectNote } from "#app/domain/calibration/rater-notes.ts";
import {
  compressionReading,
  type EffectReading,
  erraticReadings,
  haloReadings,
  isFlagged,
  judged,
  offCentreReading,
  type RaterEffect,
  randomReadings,
  raterEffectNames,
  severityReading,
  typicalCorrelations,
} from "#app/domain/calibration/rater-readings.ts";
import {
  type CardStatistics,
  cardStatistics,
  type ResidualStatistics,
  residualStatistics,
} from "#app/domain/calibration/rater-statistics.ts";
import { isRefusal, type Refusal, refuse } from "#app/domain/calibration/refusal.ts";
import { MINIMUM_CARDS } from "#app/domain/calibration/summary.ts";

/** With fewer people nobody can tell who of them differs from the panel. */
export const LEAST_INTERVIEWERS = 3;

export type RaterFlag = {
  /** By position in the names of the cells. */
  readonly interviewer: number;
  readonly effect: RaterEffect;
  readonly statistic: number;
  readonly p: number;
  readonly note: string;
};

export type InterviewerEffects = {
  /** Cards with a rating. */
  readonly cards: number;
  readonly residual: ResidualStatistics | Refusal;
  readonly withinCards: CardStatistics | Refusal;
  readonly panel: PanelCorrelation | Refusal;
  readonly readings: Readonly<Record<RaterEffect, EffectReading | Refusal>>;
};

export type RaterEffects = {
  /** Interviewers in their order, for each the effects in theirs. */
  readonly flags: readonly RaterFlag[];
  readonly interviewers: readonly InterviewerEffects[];
};

/**
 * Which interviewers' ratings stand out, in which way, and what every reading rests on. A flag needs
 * the fixed threshold of its effect and an adjusted p of at most `FALSE_DISCOVERIES`:
 *
 * - severity: P(|effect| > 0.25 points) > .95 in `m3`. p: the two-sided tail of no difference.
 * - erratic: mean squared residual of `m1` > 1.5 of its variance. p: F against the others' residuals,
 *   as if ratings on one card were independent.
 * - random: leave-one-out correlation with the panel below the others' median by more than 2.33
 *   standard errors (Fisher z). p: the lower normal tail. Not read where ratings are compressed,
 *   which lowers any correlation.
 * - central tendency: slope of rating on expected < .7, t < -2.58 against a slope of 1, and mean
 *   squared residual at most 1.3. p: the lower t tail. With the severity flag it is range restriction
 *   instead (p: the larger of both).
 * - halo: variance within cards < .6 of the others' with F p < .001, or flat cards with binomial
 *   p < .001; read without the erratic. A compressed scale makes cards alike too: there the others'
 *   variance is first shrunk by the square of the slope of card means on candidates, and flat cards
 *   do not count. p: twice the smaller of both.
 *
 * Agreeing more than expected is never flagged. Each reading is refused below five cards, and the
 * whole below three interviewers. `m1` and `m3` are fits of the same cells; a refused fit refuses the
 * effects that rest on it.
 *
 * Myford & Wolfe (2003, 2004), Journal of Applied Measurement 4, 386-422 and 5, 189-227, for the
 * effects and their order; Murphy, Jako & Anhalt (1993), Journal of Applied Psychology 78, 218-225,
 * for calling halo by what is seen.
 */
export function raterEffects(
  cells: Cells,
  { m1, m3 }: { readonly m1: Fitted; readonly m3: Fitted },
): RaterEffects | Refusal {
  const cards = Array.from(cardsByInterviewer(cells));
  if (cards.filter((n) => n > 0).length < LEAST_INTERVIEWERS)
    return refuse(
      `Fewer than ${LEAST_INTERVIEWERS} interviewers have cards: nobody can be held against a panel.`,
    );
  const enough = cards.map((n) => n >= MINIMUM_CARDS);
  const residual = isRefusal(m1) ? cards.map(() => m1) : residualStatistics(cells, m1);
  const panel = panelCorrelations(cells);

  const severity = judged(
    onlyWhere(
      enough,
      cards.map((_, i) => severityReading(m3, i)),
    ),
  );
  const erratic = judged(onlyWhere(enough, erraticReadings(residual)));
  const compressed = judged(onlyWhere(enough, residual.map(compressionReading)));
  const range = compressed.map((reading, i) => offCentreReading(reading, severity[i]!));
  const central = compressed.map((reading, i) =>
    isFlagged(range[i]!) && !isRefusal(reading) ? { ...reading, flagged: false } : reading,
  );
  const agreeing = compressed.map((reading) => !isFlagged(reading));
  const random = judged(
    onlyWhere(enough, onlyWhere(agreeing, randomReadings(panel), COMPRESSED_CORRELATION)),
  );
  const steady = erratic.map((reading) => !isFlagged(reading));
  const compressions = residual.map((own, i) =>
    isFlagged(compressed[i]!) && !isRefusal(own) ? own : null,
  );
  const halo = judged(
    onlyWhere(enough, onlyWhere(steady, haloReadings(cells, steady, compressions), ERRATIC)),
  );

  const withinCards = cardStatistics(cells);
  const interviewers = cards.map(
    (n, i): InterviewerEffects => ({
      cards: n,
      residual: residual[i]!,
      withinCards: withinCards[i]!,
      panel: panel[i]!,
      readings: {
        severity: severity[i]!,
        erratic: erratic[i]!,
        random: random[i]!,
        "central-tendency": central[i]!,
        "range-restriction": range[i]!,
        halo: halo[i]!,
      },
    }),
  );
  return { interviewers, flags: flagsOf(interviewers, m3) };
}

const TOO_FEW_CARDS = refuse(`Fewer than ${MINIMUM_CARDS} counted cards.`);
const ERRATIC = refuse("Ratings are erratic: look at that first.");
const COMPRESSED_CORRELATION = refuse(
  "Uses little of the scale, which lowers any correlation: look at that first.",
);

function onlyWhere<T>(
  allowed: readonly boolean[],
  values: readonly (T | Refusal)[],
  otherwise: Refusal = TOO_FEW_CARDS,
): (T | Refusal)[] {
  return values.map((value, i) => (allowed[i] ? value : otherwise));
}

function flagsOf(interviewers: readonly InterviewerEffects[], m3: Fitted): RaterFlag[] {
  const typical = typicalCorrelations(interviewers.map((one) => one.panel));
  return interviewers.flatMap(({ readings, ...own }, interviewer) =>
    raterEffectNames.flatMap((effect): RaterFlag[] => {
      const reading = readings[effect];
      if (isRefusal(reading) || !reading.flagged) return [];
      const note = effectNote(effect, {
        ...own,
        statistic: reading.statistic,
        severity: isRefusal(m3) ? null : -m3.interviewer.blup[interviewer]!,
        typicalCorrelation: typical[interviewer] ?? null,
      });
      return [{ interviewer, effect, statistic: reading.statistic, p: reading.p, note }];
    }),
  );
}

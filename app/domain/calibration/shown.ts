import {
  type Agreement,
  type Agreements,
  MINIMUM_COMPARED,
  tooFewCompared,
} from "#app/domain/calibration/agreement.ts";
import type {
  AnswersFinding,
  CandidateFinding,
  FindingsSummary,
  InterviewerFinding,
  PunctualityFinding,
  TallyCell,
} from "#app/domain/calibration/findings.ts";
import { severityRefusal } from "#app/domain/calibration/minimum-samples.ts";
import { isWithin, type Quarters } from "#app/domain/calibration/quarters.ts";
import type { RaterEffect } from "#app/domain/calibration/rater-readings.ts";
import { isRefusal, type Refusal, refuse } from "#app/domain/calibration/refusal.ts";
import { standingOf } from "#app/domain/calibration/standing-out.ts";
import { FLAT_SCORES, MINIMUM_CARDS } from "#app/domain/calibration/summary.ts";

/**
 * A snapshot is made for everybody who may read calibration; some loops in it are not for this viewer:
 * candidates a conflict of interest keeps from them, and loops reopened since. These functions take such
 * loops out of what the snapshot says, so that no count, list or distribution tells of them. Estimates
 * that rest on many other cards stay as they are; those left with too few are refused.
 */

/** A card that the snapshot counted, as it stood when its loop was settled. */
export type HiddenCard = {
  readonly loopId: string;
  readonly interviewerId: string;
  /** In which the loop was settled. */
  readonly quarter: string;
  readonly round: string;
  readonly sealedAt: Date;
  /** Whether it was sealed after it was due; null where nobody counts that. */
  readonly late: boolean | null;
  /** By criterion: a score, 0 not asked, -1 no signal; null where it was not on the card. */
  readonly answers: readonly (number | null)[];
};

/** A loop that the snapshot holds. */
export type HiddenLoop = Pick<CandidateFinding, "id" | "component" | "calibrated"> & {
  /** In the list of candidates, and in that by raw score; from 0. */
  readonly place: number;
  readonly rawPlace: number;
};

export type Hidden = {
  readonly loops: readonly HiddenLoop[];
  readonly cards: readonly HiddenCard[];
};

const scoresOf = ({ answers }: HiddenCard): number[] =>
  answers.filter((answer) => answer !== null && answer > 0) as number[];
const isScored = (card: HiddenCard): boolean => scoresOf(card).length > 0;
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** Where in a list its shown entries of these ranks stand, when some of its places are not shown: from 0. */
export function placesOf(
  ranks: { readonly first: number; readonly last: number },
  hidden: readonly number[],
): { readonly first: number; readonly last: number } {
  const gone = hidden.toSorted((a, b) => a - b);
  const placeOf = (rank: number) => {
    let place = rank;
    for (const at of gone) if (at <= place) place++;
    return place;
  };
  return { first: placeOf(ranks.first), last: placeOf(ranks.last) };
}

/** Tallies without the hidden cards' answers; what is left of nothing is gone. */
export function shownCells(
  cells: readonly TallyCell[],
  cards: readonly HiddenCard[],
): readonly TallyCell[] {
  if (cards.length === 0) return cells;
  const taken = new Map<string, number>();
  for (const { quarter, round, answers } of cards)
    for (const [criterion, answer] of answers.entries()) {
      if (answer === null) continue;
      const key = [quarter, round, criterion, answer].join();
      taken.set(key, (taken.get(key) ?? 0) + 1);
    }
  return cells.flatMap(([quarter, round, criterion, answer, n]): TallyCell[] => {
    const left = n - (taken.get([quarter, round, criterion, answer].join()) ?? 0);
    return left > 0 ? [[quarter, round, criterion, answer, left]] : [];
  });
}

/** All answers of an interviewer without those on hidden cards. */
export function shownAnswers(
  { id, counts }: AnswersFinding,
  cards: readonly HiddenCard[],
): AnswersFinding {
  const own = cards.filter((card) => card.interviewerId === id).flatMap((card) => card.answers);
  return {
    id,
    counts: counts.map((n, at) =>
      Math.max(0, n - own.filter((answer) => answer === at - 1).length),
    ),
  };
}

/** Hidden cards an interviewer has a score on. */
export const hiddenOf = (cards: readonly HiddenCard[], interviewerId: string): HiddenCard[] =>
  cards.filter((card) => card.interviewerId === interviewerId && isScored(card));

/**
 * An interviewer without the hidden cards; null where nothing is left of them. Below the minimum sample
 * every estimate is refused; above it estimates stay, and flags lose the counts they were said with.
 */
export function shownInterviewer(
  finding: InterviewerFinding,
  cards: readonly HiddenCard[],
): InterviewerFinding | null {
  const own = hiddenOf(cards, finding.id);
  if (own.length === 0) return { ...finding, ...withoutOthers(finding, cards) };
  const left = finding.cards - own.length;
  if (left <= 0) return null;
  const given = own.flatMap(scoresOf);
  const kept = {
    ...finding,
    ...{ cards: left, ratings: Math.max(0, finding.ratings - given.length) },
    ...spreadWithout(finding, given),
    ...withoutOthers(finding, cards),
    flat: flatWithout(finding.flat, own),
  };
  const few = severityRefusal(left);
  if (few)
    return {
      ...kept,
      ...{ severity: few, mean: null, sd: null, panel: few, drift: few },
      ...{ flags: [], unread: few.reason, facet: null },
    };
  return {
    ...kept,
    flags: finding.flags.map(({ effect }) => ({ effect, note: effectWords[effect] })),
    drift: isRefusal(finding.drift) ? finding.drift : driftWithout(finding.drift, own),
    panel: isRefusal(finding.panel)
      ? finding.panel
      : { ...finding.panel, overlap: Math.max(0, finding.panel.overlap - loopsIn(own).size) },
  };
}

/** How many of an interviewer's candidates in some quarters the viewer is shown. */
export function candidatesLeft(
  cards: readonly HiddenCard[],
  interviewerId: string,
  within: Quarters | null,
): (candidates: number) => number {
  const own = hiddenOf(cards, interviewerId).filter(({ quarter }) => isWithin(quarter, within));
  return (candidates) => Math.max(0, candidates - loopsIn(own).size);
}

/**
 * Quarters add up exactly, so two stretches that differ by one hidden loop would tell its scores. Said to
 * whoever has any conflict of interest, whatever the position, so that it tells of none.
 */
export const NOT_BY_QUARTER = refuse(
  "By quarter this is not shown to whoever has a conflict of interest with a candidate: quarters held against each other could tell what is kept from them.",
);

/** Agreement of some quarters, without the hidden cards of loops settled in them. */
export function shownAgreement(
  { overall, byCriterion }: Agreements,
  cards: readonly HiddenCard[],
  within: Quarters | null,
): Agreements {
  const own = cards.filter((card) => isScored(card) && isWithin(card.quarter, within));
  return {
    overall: agreementWithout(overall, own, [...byCriterion.keys()]),
    byCriterion: byCriterion.map((one, k) => agreementWithout(one, own, [k])),
  };
}

/** What was seen, without the numbers it was seen by. */
const effectWords: Record<RaterEffect, string> = {
  severity: "Scores differ from the panel's for the same candidates by more than chance brings.",
  erratic: "Ratings lie further from what candidate and panel lead one to expect than others' do.",
  random: "Scores hardly rise and fall with the panel's.",
  "central-tendency": "Uses less of the scale than the panel.",
  "range-restriction": "Uses less of the scale than the panel, and one end of it.",
  halo: "Scores criteria more alike than the panel.",
};

const loopsIn = (cards: readonly HiddenCard[]) => new Set(cards.map(({ loopId }) => loopId));

/** Whom an interviewer is linked with, without the hidden cards; null where none of theirs is left. */
export function shownLinks<T extends Linked>(linked: T, cards: readonly HiddenCard[]): T | null {
  const left = linked.cards - hiddenOf(cards, linked.id).length;
  return left > 0 ? { ...linked, cards: left, partners: partnersWithout(linked, cards) } : null;
}

type Linked = Pick<InterviewerFinding, "id" | "cards" | "partners">;

/** Partners and the others' flat cards, which change with hidden cards of others too. */
function withoutOthers(
  finding: InterviewerFinding,
  cards: readonly HiddenCard[],
): Pick<InterviewerFinding, "partners" | "othersFlat"> {
  const others = cards.filter((card) => card.interviewerId !== finding.id);
  return {
    othersFlat: flatWithout(finding.othersFlat, others),
    partners: partnersWithout(finding, cards),
  };
}

function partnersWithout(
  { id, partners }: Linked,
  cards: readonly HiddenCard[],
): InterviewerFinding["partners"] {
  const met = loopsIn(hiddenOf(cards, id));
  if (met.size === 0) return partners;
  const shared = (other: string) =>
    [...loopsIn(hiddenOf(cards, other))].filter((loop) => met.has(loop)).length;
  return partners
    .map((one) => ({ id: one.id, candidates: one.candidates - shared(one.id) }))
    .filter(({ candidates }) => candidates > 0);
}

function flatWithout(
  { cards, of }: InterviewerFinding["flat"],
  hidden: readonly HiddenCard[],
): InterviewerFinding["flat"] {
  const tellable = hidden.map(scoresOf).filter((scores) => scores.length >= FLAT_SCORES);
  const flat = tellable.filter((scores) => new Set(scores).size === 1);
  return { cards: Math.max(0, cards - flat.length), of: Math.max(0, of - tellable.length) };
}

/** Mean and spread of the scores that are left. */
function spreadWithout(
  { ratings, mean, sd }: InterviewerFinding,
  given: readonly number[],
): Pick<InterviewerFinding, "mean" | "sd"> {
  const left = ratings - given.length;
  if (mean === null || left <= 0) return { mean: null, sd: null };
  const whole = mean * ratings - sum(given);
  const centre = whole / left;
  if (sd === null || left < 2) return { mean: centre, sd: null };
  const squares =
    sd ** 2 * (ratings - 1) + ratings * mean ** 2 - sum(given.map((score) => score ** 2));
  return { mean: centre, sd: Math.sqrt(Math.max(0, squares - left * centre ** 2) / (left - 1)) };
}

type Drift = Exclude<InterviewerFinding["drift"], Refusal>;

/** Quarters that lost a card count what is left, and are refused where that is too few. */
function driftWithout({ windows, change }: Drift, own: readonly HiddenCard[]): Drift {
  const few = refuse(`Fewer than ${MINIMUM_CARDS} cards to compare.`);
  const shown = windows.flatMap((window) => {
    const { from, until, cards } = window;
    const gone = own.filter(({ sealedAt }) => +sealedAt >= from && +sealedAt <= until).length;
    const left = Math.max(0, cards - gone);
    if (gone === 0) return [window];
    if (left === 0) return [];
    return [
      left < MINIMUM_CARDS ? { from, until, cards: left, ...few } : { ...window, cards: left },
    ];
  });
  const enough = shown.some((window) => !isRefusal(window));
  return { windows: shown, change: enough ? change : few };
}

/** How punctual, without the hidden cards; null where none is left. */
export function shownPunctuality(
  found: PunctualityFinding,
  cards: readonly HiddenCard[],
): PunctualityFinding | null {
  const own = cards.filter((card) => card.interviewerId === found.id && card.late !== null);
  if (own.length === 0) return found;
  const left = found.cards - own.length;
  if (left <= 0) return null;
  const late = Math.min(left, Math.max(0, found.late - own.filter((card) => card.late).length));
  return { ...found, cards: left, late, hours: left < MINIMUM_CARDS ? null : found.hours };
}

/** Interviewers of whom hidden cards leave nothing, and those they leave with too few: as they were. */
export type Unread = {
  readonly gone: readonly InterviewerFinding[];
  readonly refused: readonly InterviewerFinding[];
};

/**
 * What is said of the whole scope, without the hidden loops: counts are of what is left, and agreement
 * of fewer than `MINIMUM_COMPARED` others is refused.
 */
export function shownSummary(
  summary: FindingsSummary,
  { loops, cards }: Hidden,
  { gone, refused }: Unread,
): FindingsSummary {
  if (loops.length === 0) return summary;
  const scored = cards.filter(isScored);
  const all = [...summary.criteria.keys()];
  const lastCard = new Map<string, number>();
  for (const { loopId, sealedAt } of scored)
    lastCard.set(loopId, Math.max(lastCard.get(loopId) ?? 0, +sealedAt));
  const ofQuarter = (quarter: string) => scored.filter((card) => card.quarter === quarter);
  const { counts, agreement, order, panel, bar } = summary;
  return {
    ...summary,
    counts: {
      candidates: Math.max(0, counts.candidates - loops.length),
      interviewers: Math.max(0, counts.interviewers - gone.length),
      cards: Math.max(0, counts.cards - scored.length),
      ratings: Math.max(0, counts.ratings - sum(scored.map((card) => scoresOf(card).length))),
    },
    agreement: {
      overall: agreementWithout(agreement.overall, scored, all),
      byCriterion: agreement.byCriterion.map((one, k) => agreementWithout(one, scored, [k])),
      byQuarter: agreement.byQuarter
        .map(({ quarter, overall }) => ({
          quarter,
          overall: agreementWithout(overall, ofQuarter(quarter), all),
        }))
        .filter(({ overall }) => overall.candidates > 0),
    },
    order: isRefusal(order) ? order : orderWithout(order, loops),
    panel: panelWithout(panel, scored),
    bar: bar && { ...bar, windows: barWithout(bar.windows, [...lastCard.values()]) },
    islands: summary.islands
      .map(({ number, candidates, interviewers }) => ({
        number,
        candidates: candidates - loops.filter((one) => one.component === number).length,
        interviewers: interviewers - gone.filter((one) => one.component === number).length,
      }))
      .filter(({ candidates, interviewers }) => candidates > 0 && interviewers > 0),
    drawn: summary.drawn.filter((id) => !gone.some((one) => one.id === id)),
    standing: standingWithout(summary.standing, [...gone, ...refused]),
  };
}

function standingWithout(
  standing: FindingsSummary["standing"],
  unread: readonly InterviewerFinding[],
): FindingsSummary["standing"] {
  const { known, lower, higher, alike } = standingOf(unread);
  return {
    known: standing.known - known,
    lower: standing.lower - lower,
    higher: standing.higher - higher,
    alike: standing.alike - alike,
  };
}

function panelWithout(panel: FindingsSummary["panel"], scored: readonly HiddenCard[]) {
  const { cards: flat, of } = flatWithout({ cards: panel.flat, of: panel.cards }, scored);
  return { cards: of, flat };
}

/** As if those not shown had kept their rank, which nobody here can tell. */
function orderWithout(
  { tau, moved, ranked }: Exclude<FindingsSummary["order"], Refusal>,
  loops: readonly HiddenLoop[],
): FindingsSummary["order"] {
  const left = ranked - loops.filter(({ calibrated }) => !isRefusal(calibrated)).length;
  const few = refuse(`Fewer than ${MINIMUM_COMPARED} candidates to put in order.`);
  return left < MINIMUM_COMPARED ? few : { tau, moved: Math.min(moved, left), ranked: left };
}

type Bar = NonNullable<FindingsSummary["bar"]>;

function barWithout(windows: Bar["windows"], last: readonly number[]): Bar["windows"] {
  return windows.flatMap((window) => {
    const { from, until } = window;
    const gone = last.filter((moment) => moment >= from && moment <= until).length;
    const candidates = window.candidates - gone;
    if (gone === 0) return [window];
    if (candidates <= 0) return [];
    const few = refuse(`Fewer than ${MINIMUM_CARDS} candidates.`);
    return [
      candidates < MINIMUM_CARDS ? { from, until, candidates, ...few } : { ...window, candidates },
    ];
  });
}

/** Agreement on some criteria as if these cards had never been; refused where too few are left. */
export function agreementWithout(
  found: Agreement,
  cards: readonly HiddenCard[],
  criteria: readonly number[],
): Agreement {
  const on = (card: HiddenCard) => criteria.filter((k) => (card.answers[k] ?? 0) > 0);
  const panels = [...loopsIn(cards)].map((loopId) =>
    cards.filter((card) => card.loopId === loopId && on(card).length > 0),
  );
  const gone = panels.filter((panel) => panel.length > 0);
  if (gone.length === 0) return found;
  const pairable = gone.map((panel) =>
    criteria.map((k) => {
      const raters = panel.filter((card) => on(card).includes(k));
      return new Set(raters.map((card) => card.interviewerId)).size > 1 ? raters.length : 0;
    }),
  );
  const candidates = Math.max(0, found.candidates - gone.length);
  const compared = Math.max(0, found.compared - pairable.filter((one) => sum(one) > 0).length);
  const inverse =
    found.panel === null ? 0 : found.candidates / found.panel - sum(gone.map((p) => 1 / p.length));
  const counted = {
    ...{ candidates, compared },
    cards: Math.max(0, found.cards - sum(gone.map((panel) => panel.length))),
    pairable: Math.max(0, found.pairable - sum(pairable.flat())),
    panel: candidates > 0 && inverse > 1e-9 ? candidates / inverse : null,
  };
  if (compared >= MINIMUM_COMPARED) return { ...found, ...counted };
  const few = tooFewCompared(compared);
  return { ...counted, alpha: few, interval: few, icc: few, iccInterval: few };
}

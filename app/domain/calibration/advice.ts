import type { InterviewerFinding, PunctualityFinding } from "#app/domain/calibration/findings.ts";
import { hoursWords } from "#app/domain/calibration/profile-words.ts";
import type { RaterEffect } from "#app/domain/calibration/rater-readings.ts";
import { isRefusal } from "#app/domain/calibration/refusal.ts";

/** One thing to try, about ratings and never about the person who gave them. */
export type Advice = {
  readonly about: RaterEffect | "drift" | "linkage" | "punctuality";
  /** What it rests on, in a few words. */
  readonly title: string;
  readonly step: string;
  /** Where the step is taken; null where it is taken elsewhere. */
  readonly place: { readonly to: string; readonly label: string } | null;
};

export type Standing = {
  readonly interviewer: Pick<InterviewerFinding, "severity" | "flags" | "drift">;
  /** How many people they share candidates with; null where that is not told. */
  readonly partners: number | null;
  readonly punctuality: Pick<PunctualityFinding, "cards" | "late" | "hours"> | null;
  /** Groups of interviewers in the scope who never met the same candidate. */
  readonly islands: number;
};

export const MOST_ADVICE = 3;

/** Cards sealed late that stand out: this many, and this share of all. */
const LATE = { cards: 3, share: 1 / 3 };
/** Fewer people than this to be held against leave severity resting on one pair of eyes. */
const FEW_PARTNERS = 2;

const drill = { to: "/drills", label: "Score a drill" };

/**
 * What somebody could try next, at most `MOST_ADVICE`: what moves scores most first, and a drill
 * suggested once only. Empty where nothing stands out. Only flags, which are corrected for having
 * looked at many (`raterEffects`, `interviewerDrift`), cards sealed late and thin linkage count; a
 * number that merely differs does not.
 */
export function adviceFor({ interviewer, ...around }: Standing): Advice[] {
  const { severity, flags, drift } = interviewer;
  const flagged = (effect: RaterEffect) => flags.some((flag) => flag.effect === effect);
  const harsh = !isRefusal(severity) && severity.points > 0;
  const found: (Advice | false)[] = [
    flagged("severity") && aboutSeverity(harsh),
    !isRefusal(drift) && !isRefusal(drift.change) && drift.change.flagged
      ? aboutDrift(drift.change.difference > 0)
      : false,
    flagged("erratic") && ERRATIC,
    flagged("random") && RANDOM,
    flagged("range-restriction") && aboutRange(harsh),
    flagged("central-tendency") && CENTRAL,
    flagged("halo") && HALO,
    aboutLinkage(around),
    aboutPunctuality(around.punctuality),
  ];
  let drills = 0;
  return found
    .filter((advice) => advice !== false)
    .slice(0, MOST_ADVICE)
    .map((advice) =>
      advice.place === drill && drills++ > 0 ? { ...advice, place: null } : advice,
    );
}

const aboutSeverity = (harsh: boolean): Advice => ({
  about: "severity",
  title: harsh ? "Scores lie below the panel's" : "Scores lie above the panel's",
  step: `Take the cards with the ${harsh ? "lowest" : "highest"} scores and read their quotes beside the level anchors: does each show ${harsh ? "as little" : "as much"} as the anchor says? A drill shows where the scores of its key lie.`,
  place: drill,
});

const aboutDrift = (harsher: boolean): Advice => ({
  about: "drift",
  title: `Recent scores lie ${harsher ? "below" : "above"} earlier ones`,
  step: "Score a few candidates together with somebody from the same rounds, and say aloud what earns each score. A drill does the same alone.",
  place: drill,
});

const ERRATIC: Advice = {
  about: "erratic",
  title: "Some scores lie far from what is expected",
  step: "Read the evidence on the cards furthest from the panel's again: does each score follow from a quote that stands beside it?",
  place: null,
};

const RANDOM: Advice = {
  about: "random",
  title: "Scores hardly move with the panel's",
  step: "Talk two or three candidates through with somebody who scored them very differently, and find the moments that each score rests on.",
  place: null,
};

const aboutRange = (harsh: boolean): Advice => ({
  about: "range-restriction",
  title: `Mostly the ${harsh ? "lower" : "upper"} part of the scale is used`,
  step: `Put the cards at that end beside the level anchors, and read the ${harsh ? "upper" : "lower"} anchors before the next round: what would one hear there?`,
  place: null,
});

const CENTRAL: Advice = {
  about: "central-tendency",
  title: "Little of the scale is used",
  step: "Where the words set two candidates apart, let the numbers do so too: read the lowest and the highest anchor before settling on one in the middle.",
  place: null,
};

const HALO: Advice = {
  about: "halo",
  title: "Criteria are scored alike",
  step: "Look at whether each criterion has evidence of its own: score one from its quotes before reading the next. It may also be true of these candidates.",
  place: null,
};

function aboutLinkage({ partners, islands }: Pick<Standing, "partners" | "islands">) {
  const few = partners !== null && partners < FEW_PARTNERS;
  if (islands < 2 && !few) return false;
  return {
    about: "linkage",
    title:
      partners === 0
        ? "Nobody else met the same candidates"
        : few
          ? "Candidates are shared with one other person only"
          : "Some interviewers never met the same candidates",
    step:
      islands > 1
        ? "Sit with people of another group in a coming loop: without shared candidates nobody can tell severity from who was interviewed."
        : "Sit with others in a coming loop: the more people share candidates, the better severity can be told from who was interviewed.",
    place: null,
  } satisfies Advice;
}

function aboutPunctuality(punctuality: Standing["punctuality"]) {
  if (!punctuality) return false;
  const { cards, late, hours } = punctuality;
  if (late < LATE.cards || late < LATE.share * cards) return false;
  const usual = hours === null ? "" : ` Half of the cards take longer than ${hoursWords(hours)}.`;
  return {
    about: "punctuality",
    title: `${late} of ${cards} cards were sealed after they were due`,
    step: `Keep half an hour free right after the round: what was said is then still there word for word.${usual}`,
    place: null,
  } satisfies Advice;
}

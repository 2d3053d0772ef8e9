import { type Agreement, MINIMUM_COMPARED } from "#app/domain/calibration/agreement.ts";
import type { Interval } from "#app/domain/calibration/fit.ts";
import { isRefusal } from "#app/domain/calibration/refusal.ts";

/**
 * Krippendorff (2019), Content Analysis, 4th ed., ch. 12: rely on .800 and above, draw tentative
 * conclusions from .667 on, and discard what is below.
 */
export const STRONG = 0.8;
export const FAIR = 0.667;

/**
 * Interviewers rank alike but do not score alike where a card's ICC for ranking is at least moderate
 * (Koo and Li 2016, Journal of Chiropractic Medicine 15:155) and this much above that for the score.
 */
export const RANKS_ALIKE = 0.5;
export const SEVERITY_GAP = 0.2;

export type AgreementVerdict =
  | "few"
  | "same"
  | "unsure"
  | "strong"
  | "severity"
  | "fair"
  | "weak"
  | "chance"
  | "opposed";

/**
 * What an agreement comes to, by the ordinal alpha and its range. `unsure` where the range takes in
 * strong and weak, or fair and none: more than two verdicts. `opposed` where it lies below 0, `chance`
 * where it holds 0.
 */
export function agreementVerdict({ compared, alpha, interval, icc }: Agreement): AgreementVerdict {
  if (compared < MINIMUM_COMPARED) return "few";
  if (isRefusal(alpha)) return "same";
  if (isRefusal(interval)) return alpha.ordinal === 1 ? "strong" : "unsure";
  const [low, high] = interval;
  if ((low < FAIR && high >= STRONG) || (low <= 0 && high >= FAIR)) return "unsure";
  if (alpha.ordinal >= STRONG) return "strong";
  if (!isRefusal(icc) && icc.C1 >= RANKS_ALIKE && icc.C1 - icc.A1 >= SEVERITY_GAP)
    return "severity";
  if (alpha.ordinal >= FAIR) return "fair";
  if (high < 0) return "opposed";
  return low <= 0 ? "chance" : "weak";
}

/** A sentence that says what it means, and one that says what to do. */
export type AgreementWords = {
  readonly verdict: AgreementVerdict;
  readonly meaning: string;
  readonly action: string;
};

/**
 * An agreement in plain words: about `criterion`, by the name people read, or overall where left out.
 * `scale` is the rubric's lowest and highest point; the level to rewrite is its middle.
 */
export function agreementWords(
  agreement: Agreement,
  { criterion, scale }: { readonly criterion?: string; readonly scale?: Interval | null } = {},
): AgreementWords {
  const verdict = agreementVerdict(agreement);
  return criterion === undefined
    ? { verdict, ...overall(verdict, agreement.compared) }
    : { verdict, ...about(criterion, verdict, agreement.compared, levelOf(scale)) };
}

/** Both in one: "Panels disagree about stewardship: rewrite what a 3 looks like." */
export const inOneSentence = ({ meaning, action }: AgreementWords): string =>
  `${meaning.slice(0, -1)}: ${action.slice(0, 1).toLowerCase()}${action.slice(1)}`;

type Words = Omit<AgreementWords, "verdict">;

const words = (meaning: string, action: string): Words => ({ meaning, action });

function levelOf(scale: Interval | null | undefined): string {
  if (!scale) return "each level looks like";
  const middle = Math.ceil((scale[0] + scale[1]) / 2);
  return `${middle === 8 ? "an" : "a"} ${middle} looks like`;
}

const candidates = (count: number) => (count === 1 ? "1 candidate" : `${count} candidates`);

const so = (compared: number) => (compared === 0 ? "No candidate" : `Only ${candidates(compared)}`);
const been = (compared: number) => (compared < 2 ? "has" : "have");
const missing = (compared: number) =>
  `${MINIMUM_COMPARED - compared}${compared > 0 ? " more" : ""} candidate${compared === MINIMUM_COMPARED - 1 ? "" : "s"}`;

function about(name: string, verdict: AgreementVerdict, compared: number, level: string): Words {
  switch (verdict) {
    case "few":
      return words(
        `${so(compared)} ${been(compared)} been scored on ${name} by two people, too few to say how far panels agree.`,
        `Have two people score it for ${missing(compared)}.`,
      );
    case "same":
      return words(
        `Everybody scored ${name} the same for every candidate, so it does not tell candidates apart.`,
        "Ask for harder evidence of it, or leave it out.",
      );
    case "unsure":
      return words(
        `It is too early to say how far panels agree about ${name}.`,
        "Have two people score it for more candidates before changing anything.",
      );
    case "strong":
      return words(`Panels agree about ${name}.`, "Keep its levels as they are written.");
    case "severity":
      return words(
        `Panels agree who is stronger in ${name}, but some interviewers score it higher than others throughout.`,
        "Score the same answers together to settle what earns which score; its levels can stay as they are written.",
      );
    case "fair":
      return words(
        `Panels mostly agree about ${name}.`,
        "Lean on it with care, and talk through the cards that differ most.",
      );
    case "weak":
      return words(`Panels disagree about ${name}.`, `Rewrite what ${level}.`);
    case "chance":
      return words(
        `Panels agree about ${name} no more than chance would make them.`,
        `Rewrite what ${level}, and ask questions that show it.`,
      );
    case "opposed":
      return words(
        `Panels contradict each other about ${name}, one scoring high where another scores low.`,
        "Check that everybody reads the scale the same way round, then rewrite what each level looks like.",
      );
  }
}

function overall(verdict: AgreementVerdict, compared: number): Words {
  switch (verdict) {
    case "few":
      return words(
        `${so(compared)} ${been(compared)} been scored by two people, too few to say how far panels agree.`,
        `Have two people score ${missing(compared)}.`,
      );
    case "same":
      return words(
        "Everybody gave every candidate the same score, so scores do not tell candidates apart.",
        "Ask for harder evidence, and look again at what each level asks for.",
      );
    case "unsure":
      return words(
        "It is too early to say how far panels agree.",
        "Have two people score more candidates before changing anything.",
      );
    case "strong":
      return words("Panels agree.", "Keep the rubric as it is written.");
    case "severity":
      return words(
        "Panels agree who is stronger, but some interviewers score higher than others throughout.",
        "Compare adjusted scores, and score the same answers together to settle what earns which score.",
      );
    case "fair":
      return words(
        "Panels mostly agree.",
        "Lean on scores with care, and talk through the cards that differ most.",
      );
    case "weak":
      return words("Panels disagree.", "Start with the criterion they agree about least.");
    case "chance":
      return words(
        "Panels agree no more than chance would make them.",
        "Decide on evidence rather than scores, and start with the criterion they agree about least.",
      );
    case "opposed":
      return words(
        "Panels contradict each other, one scoring high where another scores low.",
        "Check that everybody reads the scale the same way round before using any score.",
      );
  }
}

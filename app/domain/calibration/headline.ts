import { adjustmentOf } from "#app/domain/calibration/adjusted.ts";
import {
  type AgreementVerdict,
  agreementVerdict,
} from "#app/domain/calibration/agreement-words.ts";
import { isTied } from "#app/domain/calibration/figures-candidates.ts";
import type { FindingsSummary } from "#app/domain/calibration/findings.ts";
import { isRefusal } from "#app/domain/calibration/refusal.ts";
import type { CandidatesFound } from "#app/domain/calibration/view.ts";
import { count } from "#app/domain/count.ts";

/** How many of the highest the headline speaks of. */
const TOP = 5;

/**
 * What the numbers are worth, in three or four sentences: how far panels agree, whose scores stand out,
 * what adjusting changes, and whether the highest can be told apart. `ranked` says that the candidates at
 * hand are the head of the whole list by adjusted score.
 */
export function headlineOf(
  found: Omit<CandidatesFound, "part">,
  { ranked }: { readonly ranked: boolean },
): string[] {
  return [
    agreementSaid(found.summary.agreement),
    standingOut(found.summary),
    adjustingSaid(found.summary),
    ...(ranked ? [topSaid(found)] : []),
  ].filter((sentence) => sentence !== null);
}

const groups: readonly (readonly [readonly AgreementVerdict[], string])[] = [
  [["strong"], "agree"],
  [["fair"], "mostly agree"],
  [["severity"], "agree who is stronger but not on the score"],
  [["weak", "chance", "opposed"], "disagree"],
  [["same"], "give everybody the same score"],
];

function agreementSaid({ byCriterion, overall }: FindingsSummary["agreement"]): string | null {
  const verdicts = byCriterion.map(agreementVerdict);
  if (verdicts.length === 0) return null;
  if (agreementVerdict(overall) === "few")
    return "Too few candidates were scored by two people to say how far panels agree.";
  const all = verdicts.length;
  const open = verdicts.filter((verdict) => verdict === "unsure" || verdict === "few").length;
  if (open === all) return `It is too early to say how far panels agree on any of ${all} criteria.`;
  const parts = groups.flatMap(([kinds, words]) => {
    const n = verdicts.filter((verdict) => kinds.includes(verdict)).length;
    return n > 0 ? [{ words, n }] : [];
  });
  const [first] = parts;
  if (first && first.n === all)
    return all === 1
      ? `On the one criterion panels ${first.words}.`
      : `On all ${inWords(all)} criteria panels ${first.words}.`;
  const early = open > 0 ? `; for ${inWords(open)} it is too early to say` : "";
  return `Of ${inWords(all)} criteria, panels ${joined(parts.map(({ words, n }) => `${words} on ${inWords(n)}`))}${early}.`;
}

const small = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
/** Numbers up to ten as words, as sentences have them. */
const inWords = (n: number): string => small[n] ?? n.toLocaleString("en");

const joined = (parts: readonly string[]): string =>
  parts.length < 2
    ? (parts[0] ?? "")
    : `${parts.slice(0, -1).join(", ")} and ${parts[parts.length - 1]}`;

function standingOut({ standing, islands }: FindingsSummary): string | null {
  const { known, lower, higher, alike } = standing;
  if (known === 0) return "No interviewer has enough history for a severity yet.";
  const who = (n: number, first: boolean) =>
    `${inWords(n)}${first ? (n === 1 ? " interviewer" : " interviewers") : ""}`;
  const score = (n: number) => (n === 1 ? "scores" : "score");
  const parts = [
    { n: lower, words: `${score(lower)} clearly lower than the panel` },
    {
      n: higher,
      words: lower > 0 ? "clearly higher" : `${score(higher)} clearly higher than the panel`,
    },
    { n: alike, words: `${score(alike)} criteria alike` },
  ]
    .filter(({ n }) => n > 0)
    .map(({ n, words }, at) => `${who(n, at === 0)} ${words}`);
  if (parts.length === 0) return "No interviewer stands out by severity.";
  const said = joined(parts);
  const within = islands.length > 1 ? " as far as they can be compared" : "";
  return `${said.slice(0, 1).toUpperCase()}${said.slice(1)}${within}.`;
}

function adjustingSaid(summary: FindingsSummary): string | null {
  const adjustment = adjustmentOf(summary);
  if (!adjustment.shown) return `Scores are not adjusted: ${lowered(adjustment.why)}`;
  const { order } = summary;
  if (isRefusal(order)) return null;
  return order.moved === 0
    ? "Adjusting for severity changes nobody's place."
    : `Adjusting for severity moves ${order.moved} of ${count(order.ranked, "candidate")} to another place.`;
}

const lowered = (text: string) => {
  const plain = text.replace(/^Adjustment not estimable: /, "");
  return `${plain.slice(0, 1).toLowerCase()}${plain.slice(1)}`;
};

/** Of the highest few, which neighbours can be told apart. */
function topSaid({
  candidates: { rows },
  summary,
}: Pick<CandidatesFound, "candidates" | "summary">): string | null {
  if (!adjustmentOf(summary).shown) return null;
  const top = rows.filter(({ number, calibrated }) => number <= TOP && !isRefusal(calibrated));
  if (top.length < 2) return null;
  const neighbours = top.slice(1).filter(({ below }) => below !== null);
  const tied = neighbours.filter(({ below }) => isTied(below)).length;
  const of = `the highest ${inWords(top.length)}`;
  if (tied === neighbours.length) return `No two neighbours among ${of} can be told apart.`;
  if (tied === 0) return `All neighbours among ${of} can be told apart.`;
  return `Among ${of}, ${inWords(tied)} of ${inWords(neighbours.length)} neighbours cannot be told apart.`;
}

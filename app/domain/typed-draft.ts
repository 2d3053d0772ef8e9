import { levels } from "#app/domain/level.ts";
import { probeAnswers } from "#app/domain/probe.ts";
import {
  type CardShape,
  confidences,
  type Draft,
  fitDraft,
  recommendations,
  stances,
} from "#app/domain/scorecard.ts";

type Fields = Readonly<Record<string, unknown>>;

const fields = (value: unknown): Fields =>
  typeof value === "object" && value !== null ? { ...value } : {};
const text = (value: unknown): string => (typeof value === "string" ? value : "");
const word = <const T extends readonly string[]>(words: T, value: unknown): T[number] | "" =>
  words.find((known) => known === value) ?? "";

/**
 * What somebody typed, to be shown to them again: every text as it stands, however long, and
 * nothing where a value makes no sense. Never a ground to save or seal.
 */
export function typedDraft(values: unknown, shape: CardShape): Draft {
  const { ratings, observations, probes, recommendation, level, summary, notes } = fields(values);
  const rated = Object.entries(fields(ratings)).map(([key, value]) => {
    const { score, confidence, evidence } = fields(value);
    return [
      key,
      { score: text(score), confidence: word(confidences, confidence), evidence: text(evidence) },
    ] as const;
  });
  const seen = (Array.isArray(observations) ? observations : []).map((value: unknown) => {
    const { pattern, stance, quote } = fields(value);
    return { pattern: text(pattern), stance: word(stances, stance) || "seen", quote: text(quote) };
  });
  const probed = Object.entries(fields(probes)).map(([key, value]) => {
    const { answer, quote } = fields(value);
    return [key, { answer: word(probeAnswers, answer), quote: text(quote) }] as const;
  });
  return fitDraft(
    {
      ratings: Object.fromEntries(rated),
      observations: seen,
      probes: Object.fromEntries(probed),
      recommendation: word(recommendations, recommendation),
      level: word(levels, level),
      summary: text(summary),
      notes: text(notes),
    },
    shape,
  );
}

import type { BarPart } from "#app/domain/figure.ts";
import { notObservedWords } from "#app/domain/scorecard.ts";
import { toneOf } from "#app/domain/tone.ts";

/** The parts of a bar of answers: each point of the scale from the lowest up, not asked, no signal. */
export const answerParts = (scale: readonly string[]): BarPart[] => [
  ...scale.map((word, at) => ({
    key: String(at + 1),
    sign: String(at + 1),
    label: `${at + 1} ${word}`,
    tone: toneOf(at + 1, scale.length),
  })),
  { key: "not-asked", sign: "N", label: notObservedWords["not-asked"], tone: "tone-not-asked" },
  { key: "no-signal", sign: "S", label: notObservedWords["no-signal"], tone: "tone-no-signal" },
];

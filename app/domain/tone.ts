/**
 * Steps of the score scale, `tone-1` rust to `tone-10` blue with a grey middle, what was not observed, and
 * two for parts of a whole that are no scores.
 */
export const tones = [
  "tone-1",
  "tone-2",
  "tone-3",
  "tone-4",
  "tone-5",
  "tone-mid",
  "tone-6",
  "tone-7",
  "tone-8",
  "tone-9",
  "tone-10",
  "tone-not-asked",
  "tone-no-signal",
  "tone-accent",
  "tone-quiet",
] as const;
export type Tone = (typeof tones)[number];

/** The colour step of a score on a scale of `points`: 1 to 10, or the grey middle of an odd scale. */
export function toneOf(score: number, points: number): Tone {
  if (points % 2 === 1 && score === (points + 1) / 2) return "tone-mid";
  const step = points > 1 ? 1 + Math.round(((score - 1) * 9) / (points - 1)) : 1;
  return steps[Math.min(Math.max(step, 1), steps.length) - 1] ?? "tone-mid";
}

const steps = tones.filter((tone) => /^tone-\d+$/.test(tone));

/** The longest texts a sealed card holds, in characters. A draft keeps longer ones until they are shortened. */
export const LONGEST = { evidence: 20_000, quote: 4_000, summary: 20_000 } as const;

/** The longest text that is kept at all, in a draft or as notes. */
export const LONGEST_KEPT = 100_000;

const inWords = (count: number): string => count.toLocaleString("en-GB");
const characters = (count: number): string =>
  `${inWords(count)} ${count === 1 ? "character" : "characters"}`;

/** Said of a text that is kept but cannot be sealed. */
export const beyondSealing = (length: number, most: number): string =>
  `This is ${characters(length - most)} longer than the ${inWords(most)} that can be sealed. All of it is kept; shorten it before you seal.`;

/** Said of a text that is longer than anything kept. */
export const BEYOND_KEEPING = `This is longer than the ${inWords(LONGEST_KEPT)} characters that can be kept. It stands on this page alone until you shorten it.`;

/** What to say of a text's length: nothing until its last tenth begins. `most` is null where it is never sealed. */
export function lengthNote(length: number, most: number | null): string | null {
  if (length > LONGEST_KEPT) return BEYOND_KEEPING;
  if (most !== null && length > most) return beyondSealing(length, most);
  const limit = most ?? LONGEST_KEPT;
  if (length <= limit * 0.9) return null;
  return `${characters(limit - length)} left of ${inWords(limit)}. A longer text is ${most === null ? "not saved" : "kept, but not sealed"}.`;
}

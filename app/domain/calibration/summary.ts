/**
 * What counts of ratings say without a model, and the least of them that anything is said of. All of it
 * rests on counted cards (`isCounted`); scores and means are in points of the rubric's scale.
 */

/** What is said of an interviewer's scoring is said from this many counted cards on. */
export const MINIMUM_CARDS = 5;

/** A card is flat when it gave this many scores or more and all of them are the same. */
export const FLAT_SCORES = 3;

/** How the answers on one criterion spread over the scale. */
export type Distribution = {
  readonly criterion: string;
  /** How often each point was given, point 1 first; as long as the scale. */
  readonly counts: readonly number[];
  readonly notAsked: number;
  readonly noSignal: number;
  /** Scores given: the sum of `counts`. */
  readonly n: number;
  /** Mean score; null where nobody observed the criterion. */
  readonly mean: number | null;
};

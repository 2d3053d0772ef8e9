import type { Columns } from "#app/domain/calibration/cells.ts";
import type { Fit } from "#app/domain/calibration/fit.ts";
import { normal, type Random, seeded } from "#app/domain/calibration/random.ts";

/** Panels drawn from the model, for measuring how fast and how well it is fitted. */

export type Design = {
  readonly candidates: number;
  readonly interviewers: number;
};

export const CRITERIA = 5;
/** A candidate has so many cards on average: 2, 3, 4, 5 or 6. */
export const CARDS = 4;

export const ratingsIn = ({ candidates }: Design): number => candidates * CARDS * CRITERIA;

/** In points squared, before rounding to the scale, which adds about 1/12 to the residual. */
export const planted: Fit["variance"] = {
  candidate: 0.36,
  interviewer: 0.12,
  card: 0.1,
  residual: 0.5,
};

const SCALE = [1, 5] as const;
const CENTRE = 3;

/**
 * Ratings of a design on a scale of 1 to 5: who meets whom is drawn at random, and candidates,
 * interviewers, cards and single ratings are each off by a normal number of the planted variance. Nobody
 * meets a candidate twice, so that no card codes are needed. The same seed draws the same ratings.
 */
export function panel({ candidates, interviewers }: Design, seed = 1): Columns {
  const random = seeded(seed);
  const size = ratingsIn({ candidates, interviewers });
  const leniency = drawn(interviewers, planted.interviewer, random);
  const means = drawn(CRITERIA, 0.05, random);
  const candidate = new Uint32Array(size);
  const interviewer = new Uint32Array(size);
  const criterion = new Uint8Array(size);
  const rating = new Float32Array(size);
  const [toCandidate, toCard, toRating] = [planted.candidate, planted.card ?? 0, planted.residual];
  let row = 0;
  for (let c = 0; c < candidates; c++) {
    const level = CENTRE + Math.sqrt(toCandidate) * normal(random);
    for (const by of someOf(interviewers, CARDS - 2 + (c % 5), random)) {
      const impression = level + (leniency[by] ?? 0) + Math.sqrt(toCard) * normal(random);
      for (let k = 0; k < CRITERIA; k++) {
        candidate[row] = c;
        interviewer[row] = by;
        criterion[row] = k;
        const said = impression + (means[k] ?? 0) + Math.sqrt(toRating) * normal(random);
        rating[row++] = Math.min(SCALE[1], Math.max(SCALE[0], Math.round(said)));
      }
    }
  }
  return {
    candidates: Array.from({ length: candidates }, (_, at) => `c${at}`),
    interviewers: Array.from({ length: interviewers }, (_, at) => `i${at}`),
    criteria: Array.from({ length: CRITERIA }, (_, at) => `k${at}`),
    ...{ candidate, interviewer, criterion, rating },
  };
}

const drawn = (n: number, variance: number, random: Random) =>
  Float64Array.from({ length: n }, () => Math.sqrt(variance) * normal(random));

/** Different numbers below `of`. */
function someOf(of: number, n: number, random: Random): Set<number> {
  const some = new Set<number>();
  while (some.size < n) some.add(Math.floor(random() * of));
  return some;
}

import type { Design } from "#app/domain/calibration/design.ts";
import type { Ratios } from "#app/domain/calibration/fit.ts";

/** No start lies nearer to 0, from where a search would hardly leave. */
const LEAST = 0.01;

/** The variance of ratings about their card's mean, and what it adds to the variance of a card's mean. */
export function withinCards({ count, value, squares, observations, columns }: Design): {
  readonly variance: number;
  readonly ofMean: number;
} {
  let between = 0;
  let harmonic = 0;
  for (let j = 0; j < value.length; j++) {
    between += count[j]! * value[j]! * value[j]!;
    harmonic += 1 / count[j]! / value.length;
  }
  const freedom = Math.max(1, observations - value.length - columns + 1);
  const variance = Math.max(0, squares - between) / freedom;
  return { variance, ofMean: variance * harmonic };
}

/**
 * Where a search for the ratios begins: Henderson's first method (1953, Biometrics 9:226) on card means,
 * with the variance within cards for the residual. Rough on lopsided panels, and cheap.
 */
export function startingRatios(design: Design, hasCard: boolean): Ratios {
  const { candidates, interviewers, first, interviewer, value } = design;
  const cards = value.length;
  let mean = 0;
  for (let j = 0; j < cards; j++) mean += value[j]! / cards;
  const within = withinCards(design);
  let total = 0;
  let ofCandidates = 0;
  let squaredCandidates = 0;
  const sums = new Float64Array(interviewers);
  const counts = new Float64Array(interviewers);
  let met = 0;
  for (let c = 0; c < candidates; c++) {
    const n = first[c + 1]! - first[c]!;
    if (n === 0) continue;
    met++;
    let own = 0;
    for (let j = first[c]!; j < first[c + 1]!; j++) {
      const away = value[j]! - mean;
      total += away * away;
      own += away;
      sums[interviewer[j]!]! += away;
      counts[interviewer[j]!]!++;
    }
    ofCandidates += (own * own) / n;
    squaredCandidates += (n * n) / cards;
  }
  let ofInterviewers = 0;
  let squaredInterviewers = 0;
  let active = 0;
  for (let i = 0; i < interviewers; i++) {
    const n = counts[i]!;
    if (n === 0) continue;
    active++;
    ofInterviewers += (sums[i]! * sums[i]!) / n;
    squaredInterviewers += (n * n) / cards;
  }
  // Expectations of the three sums of squares are linear in the three variances.
  const wide = cards - squaredCandidates;
  const tall = cards - squaredInterviewers;
  const [p, q, r] = [wide, tall, cards - 1];
  const [s, t, u] = [wide, met - squaredInterviewers, met - 1];
  const [v, w, x] = [active - squaredCandidates, tall, active - 1];
  const determinant = p * (t * x - u * w) - q * (s * x - u * v) + r * (s * w - t * v);
  const a =
    (total * (t * x - u * w) -
      q * (ofCandidates * x - u * ofInterviewers) +
      r * (ofCandidates * w - t * ofInterviewers)) /
    determinant;
  const b =
    (p * (ofCandidates * x - u * ofInterviewers) -
      total * (s * x - u * v) +
      r * (s * ofInterviewers - ofCandidates * v)) /
    determinant;
  const e = (total - p * a - q * b) / r;
  const residual = hasCard || design.observations > cards ? within.variance : e;
  const ratio = (variance: number) => {
    const found = variance / residual;
    return Number.isFinite(found) ? Math.min(100, Math.max(LEAST, found)) : 1;
  };
  return {
    candidate: ratio(a),
    interviewer: ratio(b),
    card: hasCard ? ratio(e - within.ofMean) : 0,
  };
}

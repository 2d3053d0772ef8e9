import { centred, type Origins } from "#app/domain/calibration/facets-links.ts";
import type { Panel } from "#app/domain/calibration/facets-panel.ts";
import { type Refusal, refuse } from "#app/domain/calibration/refusal.ts";

/**
 * Parameters in logits, all of which raise ratings: effects by element (ability, leniency, easiness)
 * and, after them, one easiness for each step of the scale (minus its threshold).
 */
export type Estimate = {
  readonly effects: Float64Array;
  readonly steps: Float64Array;
  readonly logLikelihood: number;
  readonly iterations: number;
};

/**
 * How many times a rating may still be looked at while solving, over all attempts; a fit of the
 * largest panel that is well linked needs about a hundred million.
 */
export type Budget = { visits: number };

/** Elements that no rating keeps from drifting away from the rest of their component for ever. */
export type Apart = { readonly apart: readonly number[] };

/** Largest difference between an observed and an expected score, in points. */
const RESIDUAL = 1e-7;
/** In logits; measures on their way to infinity keep taking long steps. */
const STEP = 1e-6;
const MOST_ITERATIONS = 100;
/** A longer Newton step than this, in logits, leaves the region its curvature speaks for. */
const LONGEST = 2;
/**
 * A gain in log likelihood that rounding already exceeds: going on would only follow directions that
 * ratings do not determine.
 */
const NEGLIGIBLE = 1e-18;
/**
 * Far to go, in logits, with next to nothing to gain, in points: no rating holds back some difference,
 * whose standard error is above 20 logits.
 */
const ENDLESS = { step: 0.5, residual: 1e-3 };
/** Measures as far out as this are on their way to infinity. */
const FARTHEST = 25;

/**
 * Joint maximum likelihood of the many-facet rating scale model by damped Newton steps over all
 * parameters at once, each solved by conjugate gradients. The log likelihood is concave; directions
 * that ratings do not determine have no gradient; measures are centred by their origins.
 */
export function maximise(
  panel: Panel,
  origins: Origins,
  budget: Budget,
  onProgress: (share: number) => void,
): Estimate | Apart | Refusal {
  let at = startOf(panel);
  let now = slopesAt(panel, at);
  const first = largest(now.gradient);
  for (let iteration = 1; iteration <= MOST_ITERATIONS; iteration++) {
    const step = centred(panel, origins, newtonStep(panel, now, budget));
    if (budget.visits <= 0)
      return refuse(
        "The panel is linked too loosely for this fit to settle: narrow the selection.",
      );
    const length = largest(step);
    if (length > ENDLESS.step && largest(now.gradient) < ENDLESS.residual) {
      const apart = driftingApart(panel, origins, step);
      if (apart.length === 0 || 2 * apart.length >= panel.start[2]!) break;
      return { apart };
    }
    let share = Math.min(1, LONGEST / length);
    let next = moved(at, step, share);
    let then = slopesAt(panel, next);
    // A long sum of logarithms is not known better than this.
    const slack = 1e-10 * Math.abs(now.logLikelihood);
    while (then.logLikelihood < now.logLikelihood - slack && share > 1e-6) {
      share /= 2;
      next = moved(at, step, share);
      then = slopesAt(panel, next);
    }
    [at, now] = [next, then];
    if (largest(at) > FARTHEST) break;
    const left = largest(now.gradient);
    onProgress(progress(first, left));
    if (left < RESIDUAL && length < STEP) {
      const elements = panel.names.length;
      return {
        effects: at.slice(0, elements),
        steps: at.slice(elements),
        logLikelihood: now.logLikelihood,
        iterations: iteration,
      };
    }
  }
  return refuse(
    "The ratings agree too neatly, or link people too thinly, for finite measures: more cards are needed.",
  );
}

/**
 * Those who take a long step away from the middle of their component. Where links are missing, a
 * candidate goes up by as much as the interviewers met go down in leniency, so these count negative.
 */
function driftingApart(panel: Panel, { of, components }: Origins, step: Float64Array): number[] {
  const [candidates, people] = [panel.start[1]!, panel.start[2]!];
  const way = (e: number) => (e < candidates ? step[e]! : -step[e]!);
  const members = Array.from({ length: components }, (): number[] => []);
  for (let e = 0; e < people; e++) members[of[e]!]!.push(e);
  return members.flatMap((group) => {
    const middle = group.map(way).sort((a, b) => a - b)[group.length >> 1]!;
    return group.filter((e) => Math.abs(way(e) - middle) > ENDLESS.step / 2);
  });
}

const progress = (first: number, left: number) =>
  Math.min(1, Math.max(0, Math.log(first / left) / Math.log(first / RESIDUAL))) || 0;

const largest = (values: Float64Array) =>
  values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

const moved = (at: Float64Array, step: Float64Array, share: number) =>
  at.map((value, i) => value + share * step[i]!);

/** All elements alike, and the steps where category counts alone would put them. */
function startOf(panel: Panel): Float64Array {
  const elements = panel.names.length;
  const counts = new Float64Array(panel.categories.length);
  for (const step of panel.step) counts[step]!++;
  const start = new Float64Array(elements + counts.length - 1);
  const mean = Math.log(counts.at(-1)! / counts[0]!) / (counts.length - 1);
  for (let k = 1; k < counts.length; k++)
    start[elements + k - 1] = Math.log(counts[k]! / counts[k - 1]!) - mean;
  return start;
}

type Slopes = {
  readonly logLikelihood: number;
  readonly gradient: Float64Array;
  /** Variance of each rating under the model: the information it carries on its elements. */
  readonly weight: Float64Array;
  /** Information shared by element `e` and step `k` at `e * steps + k`. */
  readonly cross: Float64Array;
  /** Information on the steps, by row. */
  readonly square: Float64Array;
  readonly diagonal: Float64Array;
};

/** Log likelihood with its slopes; with sufficient statistics only the expected part is summed. */
function slopesAt(panel: Panel, at: Float64Array): Slopes {
  const elements = panel.names.length;
  const steps = panel.categories.length - 1;
  const [candidate, interviewer, criterion] = panel.element;
  const model = categoryModel(at.subarray(elements));
  const gradient = new Float64Array(elements + steps);
  const weight = new Float64Array(panel.step.length);
  const cross = new Float64Array(elements * steps);
  const square = new Float64Array(steps * steps);
  const diagonal = new Float64Array(elements + steps);
  const upper = new Float64Array(steps);
  let logLikelihood = 0;
  for (let row = 0; row < weight.length; row++) {
    const [c, j, d, x] = [candidate[row]!, interviewer[row]!, criterion[row]!, panel.step[row]!];
    const p = model(at[c]! + at[j]! + at[d]!);
    logLikelihood += Math.log(p[x]!);
    let mean = 0;
    let squares = 0;
    let above = 0;
    for (let k = steps; k > 0; k--) {
      above += p[k]!;
      upper[k - 1] = above;
      mean += above;
      squares += (2 * k - 1) * above;
    }
    const variance = squares - mean * mean;
    weight[row] = variance;
    gradient[c]! += x - mean;
    gradient[j]! += x - mean;
    gradient[d]! += x - mean;
    diagonal[c]! += variance;
    diagonal[j]! += variance;
    diagonal[d]! += variance;
    // E[X; X >= k], from the top down.
    let part = 0;
    for (let k = steps; k > 0; k--) {
      part += k * p[k]!;
      const reach = upper[k - 1]!;
      gradient[elements + k - 1]! += (x >= k ? 1 : 0) - reach;
      const shared = part - mean * reach;
      cross[c * steps + k - 1]! += shared;
      cross[j * steps + k - 1]! += shared;
      cross[d * steps + k - 1]! += shared;
      for (let l = k; l > 0; l--) square[(k - 1) * steps + l - 1]! += reach - reach * upper[l - 1]!;
    }
  }
  for (let k = 0; k < steps; k++) {
    diagonal[elements + k] = square[k * steps + k]!;
    for (let l = 0; l < k; l++) square[l * steps + k] = square[k * steps + l]!;
  }
  return { logLikelihood, gradient, weight, cross, square, diagonal };
}

/**
 * Probabilities of the categories given the sum of the effects, in one array used over and over.
 * Counting from the likelier end keeps every power at most 1.
 */
export function categoryModel(steps: Float64Array): (sum: number) => Float64Array {
  const top = steps.length;
  const total = new Float64Array(top + 1);
  for (let k = 1; k <= top; k++) total[k] = total[k - 1]! + steps[k - 1]!;
  const most = Math.max(...total);
  const base = total.map((value) => Math.exp(value - most));
  const p = new Float64Array(top + 1);
  return (sum) => {
    const ratio = Math.exp(-Math.abs(sum));
    let power = 1;
    let all = 0;
    for (let i = 0; i <= top; i++) {
      const k = sum > 0 ? top - i : i;
      p[k] = base[k]! * power;
      all += p[k]!;
      power *= ratio;
    }
    for (let k = 0; k <= top; k++) p[k]! /= all;
    return p;
  };
}

/** Solves information times step = gradient by conjugate gradients, scaled by the diagonal. */
function newtonStep(panel: Panel, slopes: Slopes, budget: Budget): Float64Array {
  const { gradient, diagonal } = slopes;
  const size = gradient.length;
  const solution = new Float64Array(size);
  const residual = gradient.slice();
  const direction = residual.map((value, i) => value / diagonal[i]!);
  const image = new Float64Array(size);
  let energy = dot(residual, direction);
  const enough = Math.max(energy * 1e-10, NEGLIGIBLE);
  while (energy > enough && budget.visits > 0) {
    budget.visits -= slopes.weight.length;
    applyInformation(panel, slopes, direction, image);
    const curvature = dot(direction, image);
    if (curvature <= 0) break;
    const length = energy / curvature;
    let next = 0;
    for (let k = 0; k < size; k++) {
      solution[k]! += length * direction[k]!;
      residual[k]! -= length * image[k]!;
      next += residual[k]! ** 2 / diagonal[k]!;
    }
    const keep = next / energy;
    for (let k = 0; k < size; k++)
      direction[k] = residual[k]! / diagonal[k]! + keep * direction[k]!;
    energy = next;
  }
  return solution;
}

function applyInformation(panel: Panel, slopes: Slopes, v: Float64Array, image: Float64Array) {
  const { weight, cross, square } = slopes;
  const [candidate, interviewer, criterion] = panel.element;
  const elements = panel.names.length;
  const steps = panel.categories.length - 1;
  image.fill(0);
  for (let row = 0; row < weight.length; row++) {
    const [c, j, d] = [candidate[row]!, interviewer[row]!, criterion[row]!];
    const pull = weight[row]! * (v[c]! + v[j]! + v[d]!);
    image[c]! += pull;
    image[j]! += pull;
    image[d]! += pull;
  }
  for (let e = 0; e < elements; e++)
    for (let k = 0; k < steps; k++) {
      image[e]! += cross[e * steps + k]! * v[elements + k]!;
      image[elements + k]! += cross[e * steps + k]! * v[e]!;
    }
  for (let k = 0; k < steps; k++)
    for (let l = 0; l < steps; l++)
      image[elements + k]! += square[k * steps + l]! * v[elements + l]!;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

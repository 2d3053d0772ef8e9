import type { Equations } from "#app/domain/calibration/equations.ts";

/**
 * The interviewers' block S of the equations, never formed: several vectors at once, interleaved so that
 * the numbers of one interviewer lie side by side (`interviewer * lanes + lane`).
 */
export type Operator = {
  readonly size: number;
  readonly diagonal: Float64Array;
  /** S x. */
  readonly apply: (x: Float64Array, lanes: number, out: Float64Array) => void;
};

export function interviewerBlock({ design, ratios, weight, pivot }: Equations): Operator {
  const { candidates, interviewers, count, first, interviewer } = design;
  const ratio = ratios.interviewer;
  const own = new Float64Array(interviewers).fill(1);
  const diagonal = new Float64Array(interviewers);
  for (let c = 0; c < candidates; c++) {
    const rho = ratios.candidate / pivot[c]!;
    for (let j = first[c]!; j < first[c + 1]!; j++) {
      const w = weight[count[j]!]!;
      own[interviewer[j]!]! += ratio * w;
      diagonal[interviewer[j]!]! -= ratio * rho * w * w;
      for (let other = first[c]!; other < j; other++)
        if (interviewer[other] === interviewer[j])
          diagonal[interviewer[j]!]! -= 2 * ratio * rho * w * weight[count[other]!]!;
    }
  }
  for (let i = 0; i < interviewers; i++) diagonal[i]! += own[i]!;
  let total = new Float64Array(1);
  return {
    size: interviewers,
    diagonal,
    apply(x, lanes, out) {
      if (total.length < lanes) total = new Float64Array(lanes);
      for (let i = 0, at = 0; i < interviewers; i++)
        for (let l = 0; l < lanes; l++, at++) out[at] = own[i]! * x[at]!;
      for (let c = 0; c < candidates; c++) {
        const from = first[c]!;
        const until = first[c + 1]!;
        for (let l = 0; l < lanes; l++) total[l] = 0;
        for (let j = from; j < until; j++) {
          const w = weight[count[j]!]!;
          const at = interviewer[j]! * lanes;
          for (let l = 0; l < lanes; l++) total[l]! += w * x[at + l]!;
        }
        const common = (ratio * ratios.candidate) / pivot[c]!;
        for (let j = from; j < until; j++) {
          const w = common * weight[count[j]!]!;
          const at = interviewer[j]! * lanes;
          for (let l = 0; l < lanes; l++) out[at + l]! -= w * total[l]!;
        }
      }
    },
  };
}

/** A long chain of panels takes about as many steps as it has interviewers. */
const stepsFor = (size: number) => Math.max(1000, 2 * size);

/**
 * Solves S x = b for every lane by conjugate gradients, the diagonal before them (Hestenes and Stiefel
 * 1952), until each residual is below `tolerance` of its right-hand side. Begins from `x`, which it
 * overwrites with the solutions.
 */
export function conjugateGradients(
  { size, diagonal, apply }: Operator,
  b: Float64Array,
  lanes: number,
  tolerance: number,
  x: Float64Array = new Float64Array(b.length),
): Float64Array {
  const r = new Float64Array(b.length);
  apply(x, lanes, r);
  for (let at = 0; at < r.length; at++) r[at] = b[at]! - r[at]!;
  const p = new Float64Array(b.length);
  const sp = new Float64Array(b.length);
  const goal = new Float64Array(lanes);
  const old = new Float64Array(lanes);
  const curve = new Float64Array(lanes);
  const fresh = new Float64Array(lanes);
  for (let i = 0, at = 0; i < size; i++)
    for (let l = 0; l < lanes; l++, at++) {
      goal[l]! += (b[at]! * b[at]!) / diagonal[i]!;
      p[at] = r[at]! / diagonal[i]!;
      old[l]! += r[at]! * p[at]!;
    }
  for (let l = 0; l < lanes; l++) goal[l]! *= tolerance * tolerance;
  for (let step = 0; step < stepsFor(size) && old.some((left, l) => left > goal[l]!); step++) {
    apply(p, lanes, sp);
    curve.fill(0);
    for (let at = 0, i = 0; i < size; i++)
      for (let l = 0; l < lanes; l++, at++) curve[l]! += p[at]! * sp[at]!;
    for (let l = 0; l < lanes; l++) curve[l] = curve[l]! > 0 ? old[l]! / curve[l]! : 0;
    fresh.fill(0);
    for (let at = 0, i = 0; i < size; i++)
      for (let l = 0; l < lanes; l++, at++) {
        x[at]! += curve[l]! * p[at]!;
        const left = r[at]! - curve[l]! * sp[at]!;
        r[at] = left;
        fresh[l]! += (left * left) / diagonal[i]!;
      }
    for (let l = 0; l < lanes; l++) {
      curve[l] = old[l]! > 0 ? fresh[l]! / old[l]! : 0;
      old[l] = fresh[l]!;
    }
    for (let at = 0, i = 0; i < size; i++)
      for (let l = 0; l < lanes; l++, at++) p[at] = r[at]! / diagonal[i]! + curve[l]! * p[at]!;
  }
  return x;
}

import { conjugateGradients, type Operator } from "#app/domain/calibration/conjugate-gradient.ts";
import type { Equations } from "#app/domain/calibration/equations.ts";
import { seeded } from "#app/domain/calibration/random.ts";
import { type StochasticEvaluation, solved } from "#app/domain/calibration/stochastic.ts";
import { type PredictionErrors, shares } from "#app/domain/calibration/uncertainty.ts";

const LANES = 32;
const LOOSE = 1e-6;

/**
 * Prediction error variances of every interviewer and candidate where the system is too large to invert:
 * the diagonal of S inverse by probes (Bekas, Kokiopoulou and Saad 2007, Appl. Numer. Math. 57:1214).
 * `S = D^1/2 (I - E) D^1/2`; the terms I, E and E^2 are taken exactly, the direction all interviewers
 * share (how lenient everybody is, which the panel tells least about) is solved for, and only what is
 * left is estimated. Within about 1e-4 for interviewers; a candidate's panel is small, so how its
 * interviewers' errors hang together enters to the first order, within about 1e-3. `difference` solves
 * for its pair and is exact.
 */
export function estimatedErrors(
  equations: Equations,
  { operator, columns, fixed }: StochasticEvaluation,
  seed: number,
): PredictionErrors {
  const { design, ratios, scale, weight, pivot, observed } = equations;
  const { candidates, interviewers, columns: width, count, first, interviewer } = design;
  const { own, common, shared } = inverseDiagonal(equations, operator, seed);
  const { diagonal } = operator;
  const form = (a: Float64Array, b: Float64Array) => {
    let sum = 0;
    for (let k = 0; k < width; k++)
      for (let m = 0; m < width; m++) sum += a[k]! * b[m]! * fixed[k * width + m]!;
    return sum;
  };
  const ofInterviewer = new Float64Array(interviewers);
  for (let i = 0; i < interviewers; i++) {
    const row = columns.subarray(i * width, (i + 1) * width);
    ofInterviewer[i] = ratios.interviewer * (own[i]! + form(row, row));
  }
  const mean = shares(design);
  const ofMean = form(mean, mean);
  const candidate = new Float64Array(candidates);
  const calibrated = new Float64Array(candidates);
  const rest = new Float64Array(width);
  for (let c = 0; c < candidates; c++) {
    const rho = ratios.candidate / pivot[c]!;
    const from = first[c]!;
    const until = first[c + 1]!;
    for (let k = 0; k < width; k++) rest[k] = observed[c * width + k]!;
    let square = 0;
    for (let j = from; j < until; j++) {
      const i = interviewer[j]!;
      const s = scale * weight[count[j]!]!;
      square += s * s * own[i]!;
      for (let other = from; other < j; other++) {
        const o = interviewer[other]!;
        const t = scale * weight[count[other]!]!;
        const between =
          o === i
            ? own[i]!
            : (rho * s * t) / (diagonal[i]! * diagonal[o]!) + shared * common[i]! * common[o]!;
        square += 2 * s * t * between;
      }
      for (let k = 0; k < width; k++) rest[k]! -= s * columns[i * width + k]!;
    }
    const spread = rho + rho * rho * (square + form(rest, rest));
    candidate[c] = spread;
    calibrated[c] = spread - 2 * rho * form(mean, rest) + ofMean;
  }
  return { candidate, calibrated, interviewer: ofInterviewer, difference };

  function difference(a: number, b: number): number {
    const side = new Float64Array(interviewers + width);
    let spread = 0;
    for (const [c, sign] of [
      [a, 1],
      [b, -1],
    ] as const) {
      const rho = ratios.candidate / pivot[c]!;
      spread += rho;
      for (let j = first[c]!; j < first[c + 1]!; j++)
        side[interviewer[j]!]! += sign * rho * scale * weight[count[j]!]!;
      for (let k = 0; k < width; k++)
        side[interviewers + k]! += sign * rho * observed[c * width + k]!;
    }
    const [answer] = solved({ operator, columns, fixed }, [side]);
    return side.reduce((sum, value, at) => sum + value * (answer?.[at] ?? 0), spread);
  }
}

/**
 * The diagonal of S inverse; and, for what lies off it, the shared direction over the root of the
 * diagonal with the share beyond the first order that it holds.
 */
function inverseDiagonal(equations: Equations, operator: Operator, seed: number) {
  const { size, diagonal } = operator;
  const root = diagonal.map(Math.sqrt);
  const length = Math.sqrt(diagonal.reduce((sum, d) => sum + (d - 1), 0));
  // Whoever rated nobody has a diagonal of 1 and no part in what is shared.
  const q = length > 0 ? diagonal.map((d) => Math.sqrt(d - 1) / length) : new Float64Array(size);
  const solve = (b: Float64Array, lanes: number, tolerance: number) => {
    const x = conjugateGradients(
      operator,
      eachLane(b, lanes, (value, i) => value * root[i]!),
      lanes,
      tolerance,
    );
    return eachLane(x, lanes, (value, i) => value * root[i]!);
  };
  const off = (v: Float64Array, lanes: number) => {
    const image = new Float64Array(v.length);
    operator.apply(
      eachLane(v, lanes, (value, i) => value / root[i]!),
      lanes,
      image,
    );
    return image.map((value, at) => v[at]! - value / root[Math.floor(at / lanes)]!);
  };
  const u = solve(q, 1, 1e-10);
  const eq = off(q, 1);
  const eeq = off(eq, 1);
  const random = seeded(seed);
  const z = new Float64Array(size * LANES).map(() => (random() < 0.5 ? -1 : 1));
  const along = new Float64Array(LANES);
  for (let at = 0; at < z.length; at++) along[at % LANES]! += z[at]! * q[Math.floor(at / LANES)]!;
  const rest = z.map((value, at) => value - along[at % LANES]! * q[Math.floor(at / LANES)]!);
  const x = solve(rest, LANES, LOOSE);
  const e = off(rest, LANES);
  const ee = off(e, LANES);
  const squares = rowSquares(equations, diagonal);
  const own = new Float64Array(size);
  let shared = 0;
  for (let i = 0; i < size; i++) {
    let estimate = 0;
    for (let l = 0, at = i * LANES; l < LANES; l++, at++)
      estimate += z[at]! * (x[at]! - rest[at]! - e[at]! - ee[at]!);
    const known =
      u[i]! * q[i]! + 1 - q[i]! * q[i]! - eq[i]! * q[i]! + squares[i]! - eeq[i]! * q[i]!;
    own[i] = (known + estimate / LANES) / diagonal[i]!;
    shared += q[i]! * (u[i]! - q[i]! - eq[i]!);
  }
  return { own, common: q.map((value, i) => value / root[i]!), shared };
}

function eachLane(v: Float64Array, lanes: number, to: (value: number, row: number) => number) {
  const out = new Float64Array(v.length);
  for (let i = 0, at = 0; at < v.length; i++)
    for (let l = 0; l < lanes; l++, at++) out[at] = to(v[at]!, i);
  return out;
}

/** The diagonal of E^2: the squares of each row of E, which holds whom an interviewer shares candidates with. */
function rowSquares(
  { design, ratios, weight, pivot }: Equations,
  diagonal: Float64Array,
): Float64Array {
  const { candidates, interviewers, count, first, interviewer } = design;
  const cards = interviewer.length;
  const start = new Uint32Array(interviewers + 1);
  for (let j = 0; j < cards; j++) start[interviewer[j]! + 1]!++;
  for (let i = 0; i < interviewers; i++) start[i + 1]! += start[i]!;
  const next = start.slice();
  const candidateOf = new Uint32Array(cards);
  // Squares of small shares: single precision is more than they need.
  const weightOf = new Float32Array(cards);
  for (let c = 0; c < candidates; c++)
    for (let j = first[c]!; j < first[c + 1]!; j++) {
      const at = next[interviewer[j]!]!++;
      candidateOf[at] = c;
      weightOf[at] = (ratios.candidate / pivot[c]!) * weight[count[j]!]!;
    }
  const out = new Float64Array(interviewers);
  const row = new Float64Array(interviewers);
  const touched = new Uint32Array(interviewers);
  for (let i = 0; i < interviewers; i++) {
    let many = 0;
    for (let at = start[i]!; at < start[i + 1]!; at++) {
      const c = candidateOf[at]!;
      for (let j = first[c]!; j < first[c + 1]!; j++) {
        const o = interviewer[j]!;
        if (o === i) continue;
        if (row[o] === 0) touched[many++] = o;
        row[o]! += weightOf[at]! * weight[count[j]!]!;
      }
    }
    let sum = 0;
    for (let at = 0; at < many; at++) {
      const o = touched[at]!;
      sum += (row[o]! * row[o]!) / diagonal[o]!;
      row[o] = 0;
    }
    out[i] = (ratios.interviewer ** 2 * sum) / diagonal[i]!;
  }
  return out;
}

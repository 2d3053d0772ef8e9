import type { Operator } from "#app/domain/calibration/conjugate-gradient.ts";
import type { Probes } from "#app/domain/calibration/probes.ts";

/** More steps than the spectrum of a panel needs; each lane stops early once it is spanned. */
const STEPS = 25;

/**
 * `log |S|` by stochastic Lanczos quadrature (Ubaru, Chen and Saad 2017, SIAM J. Matrix Anal. Appl.
 * 38:1075). The diagonal's share is exact and what lies off it enters from the second order on: the
 * first order has no trace, and its noise would drown the rest.
 */
export function logDeterminant(operator: Operator, { lanes, share, z }: Probes): number {
  const { size, diagonal } = operator;
  const root = diagonal.map(Math.sqrt);
  const scaled = new Float64Array(z.length);
  const image = new Float64Array(z.length);
  const step = (v: Float64Array, out: Float64Array) => {
    for (let i = 0, at = 0; i < size; i++)
      for (let l = 0; l < lanes; l++, at++) scaled[at] = v[at]! / root[i]!;
    operator.apply(scaled, lanes, out);
    for (let i = 0, at = 0; i < size; i++)
      for (let l = 0; l < lanes; l++, at++) out[at]! /= root[i]!;
  };
  const norms = new Float64Array(lanes);
  for (let at = 0; at < z.length; at++) norms[at % lanes]! += z[at]! * z[at]!;
  const v = z.map((value, at) => value / Math.sqrt(norms[at % lanes]!));
  const before = new Float64Array(z.length);
  const alphas: Float64Array[] = [];
  const betas: Float64Array[] = [];
  let beta: Float64Array = new Float64Array(lanes);
  for (let k = 0; k < Math.min(STEPS, size); k++) {
    step(v, image);
    const alpha = new Float64Array(lanes);
    for (let at = 0; at < v.length; at++) alpha[at % lanes]! += v[at]! * image[at]!;
    const next = new Float64Array(lanes);
    for (let at = 0; at < v.length; at++) {
      const l = at % lanes;
      image[at]! -= alpha[l]! * v[at]! + beta[l]! * before[at]!;
      next[l]! += image[at]! * image[at]!;
    }
    beta = next.map(Math.sqrt);
    for (let at = 0; at < v.length; at++) {
      const l = at % lanes;
      before[at] = v[at]!;
      v[at] = beta[l]! > 1e-10 ? image[at]! / beta[l]! : 0;
    }
    alphas.push(alpha);
    betas.push(beta);
    if (beta.every((value) => value <= 1e-10)) break;
  }
  let sum = 0;
  for (let i = 0; i < size; i++) sum += Math.log(diagonal[i]!);
  for (let l = 0; l < lanes; l++)
    sum +=
      share *
      norms[l]! *
      quadrature(
        alphas.map((a) => a[l]!),
        betas.map((b) => b[l]!),
      );
  return sum;
}

/** `e1' (log T + I - T) e1` of one lane's tridiagonal matrix. */
function quadrature(alpha: readonly number[], beta: readonly number[]): number {
  const end = beta.findIndex((value) => value <= 1e-10);
  const n = end < 0 ? alpha.length : end + 1;
  const a = Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_, j) =>
      i === j ? alpha[i]! : Math.abs(i - j) === 1 ? beta[Math.min(i, j)]! : 0,
    ),
  );
  const first = Array.from({ length: n }, (_, i) => Number(i === 0));
  rotate(a, first);
  return first.reduce((sum, weight, k) => {
    const value = Math.max(a[k]![k]!, Number.MIN_VALUE);
    return sum + weight * weight * (Math.log(value) + 1 - value);
  }, 0);
}

/** Jacobi's rotations: leaves the eigenvalues on the diagonal, and the first row of the eigenvectors. */
function rotate(a: number[][], first: number[]): void {
  const n = a.length;
  for (let sweep = 0; sweep < 50; sweep++) {
    let off = 0;
    for (let p = 0; p < n; p++)
      for (let q = p + 1; q < n; q++) {
        const value = a[p]![q]!;
        off += value * value;
        if (Math.abs(value) < 1e-16) continue;
        const ratio = (a[q]![q]! - a[p]![p]!) / (2 * value);
        const t = Math.sign(ratio || 1) / (Math.abs(ratio) + Math.sqrt(ratio * ratio + 1));
        const c = 1 / Math.sqrt(t * t + 1);
        const s = t * c;
        for (const row of a) {
          const [x, y] = [row[p]!, row[q]!];
          row[p] = c * x - s * y;
          row[q] = s * x + c * y;
        }
        const [x, y] = [a[p]!, a[q]!];
        a[p] = x.map((value, k) => c * value - s * y[k]!);
        a[q] = y.map((value, k) => s * x[k]! + c * value);
        const [f, g] = [first[p]!, first[q]!];
        first[p] = c * f - s * g;
        first[q] = s * f + c * g;
      }
    if (off < 1e-24) return;
  }
}

/**
 * Dense symmetric positive definite matrices, row by row in one array of `n * n`, of which only the
 * lower half is read. Rows are walked four at a time, so that every number loaded is used four times.
 */

/** Overwrites the lower half with the factor L of A = L L'; false where A is not positive definite. */
export function factor(a: Float64Array, n: number): boolean {
  for (let i = 0; i < n; i += 4) {
    const rows = Math.min(4, n - i);
    if (rows === 4) panel(a, n, i);
    for (let r = i; r < i + rows; r++) {
      const row = r * n;
      for (let j = rows === 4 ? i : 0; j < r; j++)
        a[row + j] = (a[row + j]! - dot(a, row, j * n, j)) / a[j * n + j]!;
      const pivot = a[row + r]! - dot(a, row, row, r);
      if (!(pivot > 0)) return false;
      a[row + r] = Math.sqrt(pivot);
    }
  }
  return true;
}

/** Columns before `i` of the four rows from `i`. */
function panel(a: Float64Array, n: number, i: number): void {
  const r0 = i * n;
  const r1 = r0 + n;
  const r2 = r1 + n;
  const r3 = r2 + n;
  let j = 0;
  for (; j + 1 < i; j += 2) {
    const c0 = j * n;
    const c1 = c0 + n;
    let s00 = a[r0 + j]!;
    let s10 = a[r1 + j]!;
    let s20 = a[r2 + j]!;
    let s30 = a[r3 + j]!;
    let s01 = a[r0 + j + 1]!;
    let s11 = a[r1 + j + 1]!;
    let s21 = a[r2 + j + 1]!;
    let s31 = a[r3 + j + 1]!;
    for (let k = 0; k < j; k++) {
      const x0 = a[c0 + k]!;
      const x1 = a[c1 + k]!;
      const y0 = a[r0 + k]!;
      const y1 = a[r1 + k]!;
      const y2 = a[r2 + k]!;
      const y3 = a[r3 + k]!;
      s00 -= x0 * y0;
      s10 -= x0 * y1;
      s20 -= x0 * y2;
      s30 -= x0 * y3;
      s01 -= x1 * y0;
      s11 -= x1 * y1;
      s21 -= x1 * y2;
      s31 -= x1 * y3;
    }
    const d0 = 1 / a[c0 + j]!;
    const d1 = 1 / a[c1 + j + 1]!;
    const below = a[c1 + j]!;
    s00 *= d0;
    s10 *= d0;
    s20 *= d0;
    s30 *= d0;
    a[r0 + j] = s00;
    a[r1 + j] = s10;
    a[r2 + j] = s20;
    a[r3 + j] = s30;
    a[r0 + j + 1] = (s01 - below * s00) * d1;
    a[r1 + j + 1] = (s11 - below * s10) * d1;
    a[r2 + j + 1] = (s21 - below * s20) * d1;
    a[r3 + j + 1] = (s31 - below * s30) * d1;
  }
  for (; j < i; j++) {
    const c = j * n;
    const d = 1 / a[c + j]!;
    a[r0 + j] = (a[r0 + j]! - dot(a, r0, c, j)) * d;
    a[r1 + j] = (a[r1 + j]! - dot(a, r1, c, j)) * d;
    a[r2 + j] = (a[r2 + j]! - dot(a, r2, c, j)) * d;
    a[r3 + j] = (a[r3 + j]! - dot(a, r3, c, j)) * d;
  }
}

function dot(a: Float64Array, x: number, y: number, length: number): number {
  let even = 0;
  let odd = 0;
  let k = 0;
  for (; k + 1 < length; k += 2) {
    even += a[x + k]! * a[y + k]!;
    odd += a[x + k + 1]! * a[y + k + 1]!;
  }
  if (k < length) even += a[x + k]! * a[y + k]!;
  return even + odd;
}

/** Solves A x = b in place, given the factor. */
export function solve(l: Float64Array, n: number, b: Float64Array): void {
  for (let i = 0; i < n; i++) {
    let sum = b[i]!;
    for (let k = 0; k < i; k++) sum -= l[i * n + k]! * b[k]!;
    b[i] = sum / l[i * n + i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    const x = b[i]! / l[i * n + i]!;
    b[i] = x;
    for (let k = 0; k < i; k++) b[k]! -= x * l[i * n + k]!;
  }
}

/** Twice the sum of the logarithms of the diagonal from `from` up to `until`: log |A| of a whole factor. */
export function logDeterminant(l: Float64Array, n: number, from = 0, until = n): number {
  let sum = 0;
  for (let i = from; i < until; i++) sum += Math.log(l[i * n + i]!);
  return 2 * sum;
}

/** The inverse of A, both halves, given the factor, which is overwritten. */
export function inverse(l: Float64Array, n: number): Float64Array {
  invertFactor(l, n);
  const out = new Float64Array(n * n);
  let k = 0;
  for (; k + 3 < n; k += 4) {
    const [m0, m1, m2, m3] = [k * n, (k + 1) * n, (k + 2) * n, (k + 3) * n];
    for (let i = 0; i <= k + 3; i++) {
      const x0 = i <= k ? l[m0 + i]! : 0;
      const x1 = i <= k + 1 ? l[m1 + i]! : 0;
      const x2 = i <= k + 2 ? l[m2 + i]! : 0;
      const x3 = l[m3 + i]!;
      const row = i * n;
      // Above the diagonal the factor's rows hold nothing of use, so each row stops at its own.
      const until = Math.min(i, k);
      for (let j = 0; j <= until; j++)
        out[row + j]! += x0 * l[m0 + j]! + x1 * l[m1 + j]! + x2 * l[m2 + j]! + x3 * l[m3 + j]!;
      for (let j = until + 1; j <= i; j++) {
        const y1 = j <= k + 1 ? l[m1 + j]! : 0;
        const y2 = j <= k + 2 ? l[m2 + j]! : 0;
        out[row + j]! += x1 * y1 + x2 * y2 + x3 * l[m3 + j]!;
      }
    }
  }
  for (; k < n; k++)
    for (let i = 0; i <= k; i++)
      for (let j = 0; j <= i; j++) out[i * n + j]! += l[k * n + i]! * l[k * n + j]!;
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) out[j * n + i] = out[i * n + j]!;
  return out;
}

/** Overwrites the factor L with its inverse, which is lower triangular as well. */
function invertFactor(l: Float64Array, n: number): void {
  const row = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    row.fill(0, 0, i);
    const own = i * n;
    let k = 0;
    for (; k + 3 < i; k += 4) {
      const x0 = l[own + k]!;
      const x1 = l[own + k + 1]!;
      const x2 = l[own + k + 2]!;
      const x3 = l[own + k + 3]!;
      const m0 = k * n;
      const m1 = m0 + n;
      const m2 = m1 + n;
      const m3 = m2 + n;
      for (let j = 0; j <= k; j++)
        row[j]! += x0 * l[m0 + j]! + x1 * l[m1 + j]! + x2 * l[m2 + j]! + x3 * l[m3 + j]!;
      row[k + 1]! += x1 * l[m1 + k + 1]! + x2 * l[m2 + k + 1]! + x3 * l[m3 + k + 1]!;
      row[k + 2]! += x2 * l[m2 + k + 2]! + x3 * l[m3 + k + 2]!;
      row[k + 3]! += x3 * l[m3 + k + 3]!;
    }
    for (; k < i; k++) {
      const x = l[own + k]!;
      for (let j = 0; j <= k; j++) row[j]! += x * l[k * n + j]!;
    }
    const d = 1 / l[own + i]!;
    for (let j = 0; j < i; j++) l[own + j] = -row[j]! * d;
    l[own + i] = d;
  }
}

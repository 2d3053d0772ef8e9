/**
 * Student's t distribution function for a whole number of degrees of freedom, by its finite series
 * (Abramowitz and Stegun 1964, 26.7.3 and 26.7.4). A posterior asks for it a million times, for which
 * the incomplete beta function behind the general one is too slow.
 */
export function studentCdf(t: number, freedom: number): number {
  const angle = Math.atan(t / Math.sqrt(freedom));
  const cos2 = freedom / (freedom + t * t);
  const odd = freedom % 2 === 1;
  let term = odd ? Math.sqrt(cos2) : 1;
  let sum = freedom > 1 ? term : 0;
  for (let k = odd ? 3 : 2; k < freedom; k += 2) {
    term *= (cos2 * (k - 1)) / k;
    sum += term;
    if (term < 1e-17 * sum) break;
  }
  const within = Math.sin(angle) * sum;
  return 0.5 + (odd ? (angle + within) / Math.PI : within / 2);
}

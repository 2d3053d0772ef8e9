import { seeded } from "#app/domain/calibration/random.ts";

/** Directions whose quadratic forms add up to a trace: `share` times each. */
export type Probes = { readonly lanes: number; readonly share: number; readonly z: Float64Array };

/** Up to this many interviewers one direction for each makes every trace exact. */
const EVERY = 200;
const MOST = 48;

/** Signs by chance (Hutchinson 1990), fewer the more interviewers there are: their noise averages out. */
export function probes(interviewers: number, seed: number, times = 1): Probes {
  if (interviewers <= EVERY) {
    const z = new Float64Array(interviewers * interviewers);
    for (let i = 0; i < interviewers; i++) z[i * interviewers + i] = 1;
    return { lanes: interviewers, share: 1, z };
  }
  const lanes = times * Math.max(4, Math.min(MOST, Math.ceil(16_000 / interviewers)));
  const random = seeded(seed);
  const z = new Float64Array(interviewers * lanes).map(() => (random() < 0.5 ? -1 : 1));
  return { lanes, share: 1 / lanes, z };
}

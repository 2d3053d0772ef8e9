import quantile from "@stdlib/stats-base-dists-t-quantile";
import { INTERVAL, type Interval } from "#app/domain/calibration/fit.ts";
import { midranks, type Pairable, totalSpread } from "#app/domain/calibration/pairable.ts";
import { type Random, seeded } from "#app/domain/calibration/random.ts";
import { type Refusal, refuse } from "#app/domain/calibration/refusal.ts";

/** A standard error needs a few hundred, where percentiles would need thousands. */
const REPLICATES = 500;
/** Beyond, neighbouring values share a rank in the resamples; alpha itself is not touched by it. */
const MOST_RANKS = 32;
/** Beyond, candidates are resampled in random groups: sums over groups vary as candidates do. */
const MOST_GROUPS = 1000;
const FEWEST_GROUPS = 200;
const MOST_ENTRIES = 100_000;

/**
 * An interval for the ordinal alpha from resamples of candidates, each with all its ratings: the spread
 * of log(1 - alpha) to either side, on which scale no alpha passes 1, times a quantile of Student's t.
 * In simulated panels it held the true value 75-90 times out of 100 with 5 candidates, 86-94 with 12 and
 * 84-91 with 50; percentiles of the resamples held it 68-73, 80-87 and 87-92 times.
 *
 * A resample costs a weighted sum of coincidence tables made once per candidate (or group of them).
 * Candidates are put in an order of their ratings alone, so that neither rows nor names matter.
 *
 * Refused for a single candidate, for perfect agreement, and where too many resamples have no
 * variation. Source: Efron and Tibshirani (1993), An Introduction to the Bootstrap, ch. 12-13.
 */
export function resampledInterval(
  ratings: Pairable,
  alpha: number,
  seed: number,
): Interval | Refusal {
  if (ratings.candidates < 2)
    return refuse("A range needs two or more candidates scored by two people.");
  if (alpha >= 1) return refuse("Perfect agreement: resampling cannot say how far to trust it.");
  const random = seeded(seed);
  const tables = coincidences(ratings, random);
  const groups = tables.groups;
  const logs: number[] = [];
  for (let replicate = 0; replicate < REPLICATES; replicate++) {
    const drawn = ordinalAlpha(resample(tables, random));
    // A resample that missed every disagreement counts as holding one candidate's share of it.
    if (drawn !== null) logs.push(Math.log(Math.max(1 - drawn, (1 - alpha) / groups)));
  }
  if (logs.length < 0.9 * REPLICATES)
    return refuse("The scores vary too little between candidates for a range.");
  const reach = quantile((1 + INTERVAL) / 2, groups - 1) * Math.sqrt(groups / (groups - 1));
  const { below, above } = deviations(logs);
  return [1 - (1 - alpha) * Math.exp(reach * above), 1 - (1 - alpha) * Math.exp(-reach * below)];
}

/** Coincidences of ranks `a <= b`, one row of the upper triangle after another, per group. */
type Tables = {
  readonly ranks: number;
  readonly groups: number;
  readonly slots: number;
  readonly entries: Float64Array;
};

function coincidences(ratings: Pairable, random: Random): Tables {
  const { ranks, rankOf } = mergedRanks(ratings.counts);
  const slots = (ranks * (ranks + 1)) / 2;
  const most = Math.max(FEWEST_GROUPS, Math.min(MOST_GROUPS, Math.floor(MOST_ENTRIES / slots)));
  const groups = Math.min(ratings.candidates, most);
  const order = canonicalOrder(ratings);
  if (groups < order.length) shuffle(order, random);
  const entries = new Float64Array(groups * slots);
  const met = new Uint32Array(ranks);
  for (const [at, candidate] of order.entries()) {
    const from = (at % groups) * slots;
    addCandidate(candidate, entries.subarray(from, from + slots));
  }
  return { ranks, groups, slots, entries };

  function addCandidate(candidate: number, table: Float64Array) {
    const { first, start, rank } = ratings;
    for (let u = first[candidate]!; u < first[candidate + 1]!; u++) {
      const [from, to] = [start[u]!, start[u + 1]!];
      met.fill(0);
      for (let at = from; at < to; at++) met[rankOf[rank[at]!]!]!++;
      const free = to - from - 1;
      for (let a = 0, slot = 0; a < ranks; a++) {
        if (met[a] === 0) slot += ranks - a;
        else {
          table[slot++]! += (met[a]! * (met[a]! - 1)) / free;
          for (let b = a + 1; b < ranks; b++) table[slot++]! += (2 * met[a]! * met[b]!) / free;
        }
      }
    }
  }
}

function mergedRanks(counts: Float64Array): { ranks: number; rankOf: Uint32Array } {
  if (counts.length <= MOST_RANKS)
    return { ranks: counts.length, rankOf: Uint32Array.from(counts, (_, rank) => rank) };
  const all = counts.reduce((sum, count) => sum + count, 0);
  const place = (middle: number) => Math.floor((middle / all) * MOST_RANKS);
  return { ranks: MOST_RANKS, rankOf: Uint32Array.from(midranks(counts), place) };
}

/** Candidates by a hash of their ratings that ignores the order of units and of ratings in them. */
function canonicalOrder({ candidates, first, start, rank }: Pairable): Uint32Array {
  const room = 2 ** 21;
  const keys = new Float64Array(candidates);
  for (let c = 0; c < candidates; c++) {
    let key = 0;
    for (let u = first[c]!; u < first[c + 1]!; u++) {
      let unit = 0;
      for (let at = start[u]!; at < start[u + 1]!; at++) unit = (unit + mixed(rank[at]! + 1)) | 0;
      key = (key + mixed(unit)) | 0;
    }
    keys[c] = (key >>> 0) * room + c;
  }
  return Uint32Array.from(keys.sort(), (key) => key % room);
}

/** A 32-bit integer hash: lowbias32, by Chris Wellons. */
function mixed(value: number): number {
  let bits = Math.imul(value ^ (value >>> 16), 0x7feb352d);
  bits = Math.imul(bits ^ (bits >>> 15), 0x846ca68b);
  return bits ^ (bits >>> 16);
}

function shuffle(order: Uint32Array, random: Random) {
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    const kept = order[at]!;
    order[at] = order[other]!;
    order[other] = kept;
  }
}

function resample({ ranks, groups, slots, entries }: Tables, random: Random) {
  const times = new Uint32Array(groups);
  for (let draw = 0; draw < groups; draw++) times[Math.floor(random() * groups)]!++;
  const table = new Float64Array(slots);
  for (let group = 0; group < groups; group++) {
    const weight = times[group]!;
    if (weight === 0) continue;
    const from = group * slots;
    for (let slot = 0; slot < slots; slot++) table[slot]! += weight * entries[from + slot]!;
  }
  return { table, ranks };
}

function ordinalAlpha({ table, ranks }: { table: Float64Array; ranks: number }): number | null {
  const counts = new Float64Array(ranks);
  for (let a = 0, slot = 0; a < ranks; a++)
    for (let b = a; b < ranks; b++) {
      counts[a]! += table[slot]! / 2;
      counts[b]! += table[slot++]! / 2;
    }
  const places = midranks(counts);
  const expected = totalSpread(places, counts);
  let observed = 0;
  let n = 0;
  for (let a = 0, slot = 0; a < ranks; a++) {
    n += counts[a]!;
    for (let b = a; b < ranks; b++) observed += table[slot++]! * (places[a]! - places[b]!) ** 2;
  }
  return expected > 0 ? 1 - ((n - 1) * observed) / expected : null;
}

/** Root mean squares of what lies on either side of the median, from it. */
function deviations(values: readonly number[]): { below: number; above: number } {
  const ordered = Float64Array.from(values).sort();
  const half = ordered.length >> 1;
  const median = ordered[half]!;
  const spread = (side: Float64Array) =>
    Math.sqrt(side.reduce((sum, value) => sum + (value - median) ** 2, 0) / side.length);
  return { below: spread(ordered.subarray(0, half)), above: spread(ordered.subarray(half)) };
}

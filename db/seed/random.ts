import { v7 as uuidv7 } from "uuid";

/** Numbers from 0 up to 1, the same ones every time (mulberry32). */
export type Random = () => number;

export function mulberry32(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A normal deviate with mean 0 and the given standard deviation (Box and Muller). */
export const normal = (random: Random, sd: number): number =>
  sd * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

export const between = (random: Random, low: number, high: number): number =>
  low + Math.floor(random() * (high - low + 1));

export function shuffled<T>(random: Random, items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, key: random() }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

export function pick<T>(random: Random, items: readonly [T, ...T[]]): T {
  return items[between(random, 0, items.length - 1)] ?? items[0];
}

/**
 * Draws items in a random order and begins anew only when all of them were drawn; what came in the
 * second half then comes back in the second half, so that nothing repeats soon.
 */
export function deck(random: Random, items: readonly string[]): () => string {
  let left: string[] = [];
  let late: ReadonlySet<string> = new Set();
  return () => {
    if (left.length === 0) {
      const order = shuffled(random, items);
      const lately = (item: string) => late.has(item);
      left = [...order.filter(lately), ...order.filter((item) => !lately(item))];
      late = new Set(left.slice(0, Math.floor(items.length / 2)));
    }
    return left.pop() ?? "";
  };
}

/** Keys of the usual form, made from the same random numbers as all the rest. */
export const idsFrom =
  (random: Random) =>
  (at: Date): string =>
    uuidv7({
      msecs: at.getTime(),
      seq: Math.floor(random() * 0xffff_ffff),
      random: Uint8Array.from({ length: 16 }, () => Math.floor(random() * 256)),
    });

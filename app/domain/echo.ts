import { quotedSpans } from "#app/domain/notes-language/words.ts";
import { spaceless, type WrittenWord, writtenWords } from "#app/domain/written-words.ts";

/**
 * Whether two cards say the same in the same words, as copied or shared notes do. Each text is taken as
 * its set of shingles, runs of `SHINGLE` words; what counts is how much of the shorter text's set the
 * longer one contains.
 * Method: Broder (1997), On the resemblance and containment of documents, Compression and Complexity of
 * Sequences 21-29. Deterministic; takes time linear in the texts.
 */

/** The texts of one card. */
export type CardTexts = {
  readonly cardId: string;
  readonly interviewerId: string;
  readonly texts: readonly string[];
};

/** Two cards of different interviewers, and the two texts on them that are most alike. */
export type Echo = {
  readonly cards: readonly [a: string, b: string];
  /** Of the shorter text's shingles, 0 to 1. */
  readonly share: number;
  /** The longest stretch that both have, as the first one's card has it. */
  readonly passage: string;
};

/** Words in a shingle: terms of the trade run to three or four, so that five seldom meet by chance. */
export const SHINGLE = 5;
/**
 * Shingles from which a text is long enough, about two sentences: two people can write “bounded the
 * retries before anything else” of one moment without having seen each other's notes.
 */
export const LEAST = 10;
/**
 * Half of the shorter text. Of 220 notes on one kind of interviews (`tests/reference/notes.jsonl`) no two
 * share a single shingle, while what was copied keeps more than half unless it is written anew.
 */
export const ECHO = 0.5;

/** Shingles that say nothing of who copied whom, such as those of the rubric's own texts. */
export type Known = ReadonlySet<number>;
export const knownIn = (texts: readonly string[]): Known =>
  new Set(texts.flatMap((text) => shinglesOf([writtenWords(text)]).map(({ key }) => key)));

type Shingle = {
  /** A hash of its words that no other run of a loop's cards will have by chance. */
  readonly key: number;
  /** In words: a sign of a script without spaces is a part of one. */
  readonly weight: number;
  readonly start: number;
  readonly end: number;
};

type Read = {
  readonly card: CardTexts;
  readonly text: string;
  readonly shingles: readonly Shingle[];
  readonly weights: ReadonlyMap<number, number>;
  readonly size: number;
};

/**
 * Pairs of cards with a text each of which at least `ECHO` of the shorter one stands in the other, at
 * most one a pair, in the order of the cards' keys. Quoted words are the candidate's and do not count,
 * nor do texts shorter than `LEAST` once those and the known ones are left out.
 */
export function echoes(cards: readonly CardTexts[], known: Known = new Set()): Echo[] {
  const inOrder = cards.toSorted((a, b) => (a.cardId < b.cardId ? -1 : 1));
  const texts = inOrder.flatMap((card) => readTexts(card, known));
  const best = new Map<string, { readonly a: Read; readonly b: Read; readonly share: number }>();
  for (const { a, b, shared } of sharing(texts)) {
    const share = shared / Math.min(a.size, b.size);
    if (share < ECHO) continue;
    const pair = `${a.card.cardId} ${b.card.cardId}`;
    if (share > (best.get(pair)?.share ?? 0)) best.set(pair, { a, b, share });
  }
  return [...best.values()].map(({ a, b, share }) => ({
    cards: [a.card.cardId, b.card.cardId] as const,
    ...{ share, passage: longestShared(a, b) },
  }));
}

function readTexts(card: CardTexts, known: Known): Read[] {
  return card.texts.flatMap((text) => {
    const shingles = shinglesOf(ownWords(text));
    const weights = new Map<number, number>();
    for (const { key, weight } of shingles) if (!known.has(key)) weights.set(key, weight);
    let size = 0;
    for (const weight of weights.values()) size += weight;
    return size < LEAST ? [] : [{ card, text, shingles, weights, size }];
  });
}

/** Every two texts of different interviewers with a shingle in common, and how much they share. */
function sharing(texts: readonly Read[]) {
  const holders = new Map<number, Read[]>();
  const found = new Map<Read, Map<Read, number>>();
  for (const text of texts)
    for (const [key, weight] of text.weights) {
      const others = holders.get(key);
      if (others === undefined) {
        holders.set(key, [text]);
        continue;
      }
      for (const other of others) {
        if (other.card.interviewerId === text.card.interviewerId) continue;
        const counts = found.get(other) ?? new Map<Read, number>();
        counts.set(text, (counts.get(text) ?? 0) + weight);
        found.set(other, counts);
      }
      others.push(text);
    }
  return [...found].flatMap(([a, counts]) => [...counts].map(([b, shared]) => ({ a, b, shared })));
}

/** Of the runs of shingles that both have, the one that reaches furthest. */
function longestShared({ text, shingles }: Read, other: Read): string {
  let [from, to] = [0, 0];
  let begun: number | null = null;
  for (const { key, start, end } of shingles) {
    if (!other.weights.has(key)) {
      begun = null;
      continue;
    }
    begun ??= start;
    if (end - begun > to - from) [from, to] = [begun, end];
  }
  return text.slice(from, to).replaceAll(/\s+/g, " ");
}

/** The words of a text that are its author's own, in the stretches that quotes leave. */
function ownWords(text: string): WrittenWord[][] {
  const words = writtenWords(text);
  const quotes = mark.test(text) ? [...quotedSpans(text), ...alsoQuoted(text)] : [];
  if (quotes.length === 0) return [words];
  const stretches: WrittenWord[][] = [[]];
  for (const word of words) {
    if (!quotes.some(({ start, end }) => start < word.end && word.start < end))
      stretches.at(-1)?.push(word);
    else if (stretches.at(-1)?.length) stretches.push([]);
  }
  return stretches;
}

/** Whatever can begin a quote. */
const mark = /["“„«'‘>「『]/;

/** Quoted lines, and the quotation marks of East Asian texts. */
const alsoQuoted = (text: string) =>
  [...text.matchAll(/^[ \t]*>.*$|「[^」\n]{1,600}」|『[^』\n]{1,600}』/gmu)].map(
    ({ 0: words, index }) => ({ start: index, end: index + words.length }),
  );

/** Two of these signs, or four of an alphabet without spaces, make about a word. */
const ideograph = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const weightOf = ({ word }: WrittenWord): number =>
  word.length > 2 || !spaceless.test(word) ? 1 : ideograph.test(word) ? 0.5 : 0.25;

/** From every word the run that makes up `SHINGLE`; none from those too close to the end of a stretch. */
function shinglesOf(stretches: readonly (readonly WrittenWord[])[]): Shingle[] {
  const found: Shingle[] = [];
  for (const words of stretches) {
    const weights = words.map(weightOf);
    const hashes = words.map(({ word }) => hashOf(word.normalize("NFC")));
    let [until, held] = [0, 0];
    for (const [at, { start }] of words.entries()) {
      while (held < SHINGLE && until < words.length) held += weights[until++] ?? 0;
      const last = words[until - 1];
      if (held < SHINGLE || !last) break;
      const weight = weights[at] ?? 0;
      found.push({ key: keyOf(hashes, at, until), weight, start, end: last.end });
      held -= weight;
    }
  }
  return found;
}

/** 32 bits (FNV-1a). */
function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  return hash;
}

/** 53 bits of the hashes from one place to another, as many as a number holds exactly. */
function keyOf(hashes: readonly number[], from: number, until: number): number {
  let [high, low] = [0x811c9dc5, 0x9e3779b9];
  for (let at = from; at < until; at++) {
    const hash = hashes[at] ?? 0;
    high = Math.imul(high ^ hash, 0x01000193);
    low = Math.imul((low ^ hash) + (low >>> 15), 0x85ebca6b);
  }
  return (high >>> 0) * 2 ** 21 + (low >>> 11);
}

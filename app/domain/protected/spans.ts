import { type Compiled, frame, spelledOut } from "#app/domain/protected/frame.ts";

/** In UTF-16 units of a text. */
export type Span = { readonly start: number; readonly end: number };

/** Each in the order of the text. */
export type Spans = { readonly plain: readonly Span[]; readonly ofPeople: readonly Span[] };

/**
 * What speaks of a topic in a text of small letters, a sentence a line. What the job means by the
 * same words, or calls a product of its, is left out.
 */
export function spansIn(text: string, frames: Compiled): Spans {
  const plain = spansOf(text, frames.plain);
  const ofPeople = spansOf(text, frames.ofPeople).filter((span) => !isNearProduct(text, span));
  if (plain.length + ofPeople.length === 0) return { plain, ofPeople };
  const job = spansOf(text, frames.ofTheJob);
  const isFree = (span: Span) =>
    !isProduct(text, span) && !job.some((one) => one.start < span.end && span.start < one.end);
  return { plain: plain.filter(isFree), ofPeople: ofPeople.filter(isFree) };
}

const spansOf = (text: string, patterns: readonly RegExp[]): Span[] =>
  patterns
    .flatMap((pattern) => (text.search(pattern) < 0 ? [] : [...text.matchAll(pattern)]))
    .map(({ 0: words, index }) => ({ start: index, end: index + words.length }))
    .filter(({ start, end }) => start < end)
    .sort((a, b) => a.start - b.start);

const productWord = frame("{product}");

/** So far a word of the product reaches within its sentence, in characters. */
const REACH = 60;

function isNearProduct(text: string, { start, end }: Span): boolean {
  const before =
    text
      .slice(Math.max(0, start - REACH), start)
      .split("\n")
      .at(-1) ?? "";
  const after = text.slice(end, end + REACH).split("\n")[0] ?? "";
  return `${before}${text.slice(start, end)}${after}`.search(productWord) >= 0;
}

/** "Prayer times app", "the parish council's booking site"; "an app for new parents". */
const productAfter = new RegExp(`^${spelledOut("(?:'s|s'|')?(?: {linking})? {made}(?!{letter})")}`);
const productBefore = new RegExp(
  `${spelledOut("(?<!{letter}){made} (?:for|about|used by|aimed at|to help|serving|built for) (?:{word} ){0,3}?")}$`,
);

const isProduct = (text: string, { start, end }: Span): boolean =>
  productAfter.test(text.slice(end, end + REACH)) ||
  productBefore.test(text.slice(Math.max(0, start - REACH), start));

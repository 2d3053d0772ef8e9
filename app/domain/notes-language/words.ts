import { lemmaOf } from "#app/domain/notes-language/lemma.ts";

/** A word of a note, as written and as a dictionary would list it. */
export type Word = {
  /** In lower case, with plain apostrophes; a contraction is two words, "did" and "n't". */
  readonly text: string;
  /** "not" for "n't", "go" for "went", "candidate" for "cand". */
  readonly lemma: string;
  /** In UTF-16 units of the text. */
  readonly start: number;
  readonly end: number;
  /** Stands inside quotation marks: somebody's very words. */
  readonly quoted: boolean;
};

const aWord = /[\p{L}\p{N}\p{M}]+(?:['’‘ʼ/+#-][\p{L}\p{N}\p{M}]+)*(?:\+\+|#|%)?|->|→|[&%=]/gu;

/** Shortened words that hold a slash, which would otherwise be two. */
const shortened = /(?<![\p{L}\p{N}])(?:w\/o?|b\/c|n\/a)(?![\p{L}\p{N}])/giu;

const negative =
  /^(ai|are|ca|could|did|do|does|had|has|have|is|might|must|need|should|was|were|wo|would)(n['’‘ʼ]?t)$/i;
const ending = /^(.+)(['’‘ʼ](?:d|ll|m|re|s|ve))$/iu;

/** The words of a text, without its punctuation. */
export function wordsOf(text: string): Word[] {
  const quotes = quotedSpans(text);
  const isQuoted = (at: number) => quotes.some(({ start, end }) => start < at && at < end);
  return pieces(text).flatMap(({ start, end }) => {
    const quoted = isQuoted(start);
    return parts(text, start, end).map((part) => {
      const written = text.slice(part.start, part.end).toLowerCase().replace(/[’‘ʼ]/g, "'");
      return { text: written, lemma: lemmaOf(written), ...part, quoted };
    });
  });
}

type Span = { readonly start: number; readonly end: number };

function pieces(text: string): Span[] {
  const spans = (found: Iterable<RegExpExecArray>) =>
    [...found].map(({ 0: word, index }) => ({ start: index, end: index + word.length }));
  const short = spans(text.matchAll(shortened));
  const words = spans(text.matchAll(aWord)).flatMap((span) => apart(text, span));
  const free = words.filter(
    ({ start, end }) => !short.some((one) => start < one.end && one.start < end),
  );
  return [...short, ...free].sort((a, b) => a.start - b.start);
}

/** "teams/owners" is two words; "sign-off", "tcp/ip's" hyphens and apostrophes stay inside one. */
function apart(text: string, { start, end }: Span): Span[] {
  const spans: Span[] = [];
  let from = start;
  for (const piece of text.slice(start, end).split("/")) {
    if (piece !== "") spans.push({ start: from, end: from + piece.length });
    from += piece.length + 1;
  }
  return spans;
}

function parts(text: string, start: number, end: number): Span[] {
  const word = text.slice(start, end);
  const [, stem = "", rest = ""] = negative.exec(word) ?? ending.exec(word) ?? [];
  if (rest !== "") return cut(start, stem.length, end);
  return /^cannot$/i.test(word) ? cut(start, 3, end) : [{ start, end }];
}

const cut = (start: number, length: number, end: number): Span[] => [
  { start, end: start + length },
  { start: start + length, end },
];

/**
 * Where a text quotes somebody, quotation marks included. A mark without its partner on the same
 * line opens nothing, and an apostrophe is no mark.
 */
export function quotedSpans(text: string): Span[] {
  const quoted =
    /"[^"\n]{1,600}"|“[^”“\n]{1,600}”|„[^“”\n]{1,600}[“”]|«[^»\n]{1,600}»|(?<![\p{L}\p{N}])['‘](?=[\p{L}\p{N}])[^'‘’\n]{1,300}(?:['’](?=[\p{L}])[^'‘’\n]{1,300}){0,8}['’](?![\p{L}\p{N}])/gu;
  return [...text.matchAll(quoted)].map(({ 0: words, index }) => ({
    start: index,
    end: index + words.length,
  }));
}

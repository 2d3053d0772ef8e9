import { isOrdinaryWord, isTechnicalWord } from "#app/domain/drill-vocabulary.ts";

export const identifyingKinds = [
  "person",
  "initials",
  "employer",
  "e-mail",
  "link",
  "handle",
  "number",
  "pronoun",
  "unknown",
] as const;
export type IdentifyingKind = (typeof identifyingKinds)[number];

export const identifyingWordsOf: Record<IdentifyingKind, string> = {
  person: "Name of somebody in the loop",
  initials: "Initials of somebody in the loop",
  employer: "Looks like an employer",
  "e-mail": "E-mail address",
  link: "Link",
  handle: "Account name",
  number: "Looks like a phone number",
  pronoun: "Tells a gender",
  unknown: "Could be a name",
};

/** Who a text may be about: those in the loop, and companies that are known. */
export type Known = {
  readonly people: readonly {
    readonly name: string;
    /** What to write instead: `the candidate`. */
    readonly as: string;
  }[];
  readonly employers: readonly string[];
};

/** A place in a text that may tell who somebody is, in UTF-16 units. */
export type Mark = {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly kind: IdentifyingKind;
  /** What could stand there instead. */
  readonly instead: string;
};

/**
 * The words of a text that may tell whom it is about, in their order, none over another. It marks too much
 * rather than too little, since a person decides on each mark; what it cannot see are stories that only
 * one person can tell. Names are found without regard to diacritics, possessives, joined Arabic and Hebrew
 * prefixes or signs that have no width; parts of a name count alone. Capitalised words that are neither
 * technical nor ordinary are marked, at the start of a sentence as well, as are words in another script
 * than most of the text.
 */
export function identifyingWords(text: string, known: Known): Mark[] {
  const found = [
    ...patternMarks(text),
    ...nameMarks(text, known),
    ...initialMarks(text, known),
    ...unknownMarks(text),
  ];
  const kept: Mark[] = [];
  for (const mark of found)
    if (!kept.some((other) => mark.start < other.end && other.start < mark.end)) kept.push(mark);
  return kept.toSorted((a, b) => a.start - b.start);
}

/** What was decided about a word, wherever it stands: another text in its place, or null to keep it. */
export type Choice = { readonly word: string; readonly instead: string | null };

/**
 * The text with each mark that a choice names replaced, and the marks that nobody has decided on. Words are
 * compared without regard to case and diacritics. A text that begins a sentence gets a capital.
 */
export function anonymised(
  text: string,
  marks: readonly Mark[],
  choices: readonly Choice[],
): { readonly text: string; readonly open: readonly Mark[] } {
  const open: Mark[] = [];
  let written = "";
  let at = 0;
  for (const mark of marks.toSorted((a, b) => a.start - b.start)) {
    if (mark.start < at) continue;
    const choice = choices.find(({ word }) => folded(word) === folded(mark.text));
    if (!choice) open.push(mark);
    const instead = choice ? (choice.instead ?? mark.text) : mark.text;
    const raised = choice?.instead != null && beginsSentence(text, mark.start);
    written += text.slice(at, mark.start) + (raised ? capital(instead) : instead);
    at = mark.end;
  }
  return { text: written + text.slice(at), open };
}

/** The marks of a text that are neither removed nor kept on purpose. */
export const openMarks = (text: string, known: Known, kept: readonly string[]): Mark[] => {
  const decided = new Set(kept.map(folded));
  return identifyingWords(text, known).filter((mark) => !decided.has(folded(mark.text)));
};

const capital = (text: string) => text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());

/** Letters that a decomposition leaves whole. */
const whole: Readonly<Record<string, string>> = {
  ...{ ß: "ss", ø: "o", ł: "l", đ: "d", æ: "ae", œ: "oe", ı: "i", þ: "th", ð: "d" },
};

/** Without case, diacritics, signs of no width, and what joins the parts of a name. */
const folded = (word: string): string =>
  word
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[\p{M}\p{Cf}\u0640'’ʼ`.‐‑-]/gu, "")
    .replace(/[ßøłđæœıþð]/gu, (letter) => whole[letter] ?? letter)
    .replace(/\s+/gu, " ")
    .trim();

/** As some write them without dots: Mueller for Müller. */
const spelledOut = (word: string): string =>
  folded(
    word
      .normalize("NFC")
      .toLowerCase()
      .replace(/[äöü]/gu, (letter) => ({ ä: "ae", ö: "oe", ü: "ue" })[letter] ?? letter),
  );

type Word = { readonly start: number; readonly end: number; readonly text: string };

const letters = "[\\p{L}\\p{M}\\p{Nd}\\p{Cf}\\u0640]+";
const wordPattern = new RegExp(`${letters}(?:['’ʼ‐‑-]${letters})*`, "gu");

/** Words as they stand, possessives without their ending. */
const wordsIn = (text: string): Word[] =>
  [...text.matchAll(wordPattern)].map(({ 0: all, index }) => {
    const own = all.replace(/['’ʼ]s$/iu, "");
    return { start: index, end: index + own.length, text: own };
  });

/** Parts of names that are no names alone. */
const particles = new Set(
  "al bin bint ben da de del della den der di do dos du el ibn la le mac mc st ten ter van von zu y".split(
    " ",
  ),
);

/** Names that are words as well: found with a capital only. */
const alsoWords = new Set(
  "an art best bill black bob brown case chase cook dawn day do drew faith field fields fox frank gene grace grant gray green hall hope hunter jack joy june king law lee little long marc mark may miles so moss noble olive page park pat penny price rich rob rose see star stone strong sue sun tan wade ward was west white will wise wood young".split(
    " ",
  ),
);

type Part = {
  readonly folded: string;
  readonly instead: string;
  readonly kind: "person" | "employer";
};

function partsOf({ people, employers }: Known): Part[] {
  const named = people.flatMap(({ name, as }) =>
    name.split(/\s+/u).flatMap((word) => {
      const pieces = /[-‐‑]/u.test(word) ? word.split(/[-‐‑]/u) : [];
      return [word, ...pieces].flatMap((piece) =>
        [...new Set([folded(piece), spelledOut(piece)])]
          .filter((part) => part.length >= 2 && !particles.has(part))
          .map((part): Part => ({ folded: part, instead: as, kind: "person" })),
      );
    }),
  );
  const companies = employers.flatMap((name) =>
    name
      .split(/\s+/u)
      .map(folded)
      .filter((part) => part.length >= 2 && !isTechnicalWord(part) && !isOrdinaryWord(part))
      .map((part): Part => ({ folded: part, instead: "the company", kind: "employer" })),
  );
  return [...named, ...companies];
}

function nameMarks(text: string, known: Known): Mark[] {
  const parts = partsOf(known);
  const found = wordsIn(text).flatMap((word) => {
    const hit = [word, ...piecesOf(word)].flatMap((piece) => {
      const part = parts.find((one) => isPart(piece.text, one.folded));
      return part ? [markAt(text, piece, part.kind, part.instead)] : [];
    });
    return hit.slice(0, 1);
  });
  return joined(text, found);
}

/** The pieces of a word with hyphens or apostrophes, as `Ruiz` in `Ruiz-style`. */
function piecesOf({ start, text }: Word): Word[] {
  const pieces = [...text.matchAll(/[^'’ʼ‐‑-]+/gu)];
  if (pieces.length < 2) return [];
  return pieces.map(({ 0: piece, index }) => ({
    ...{ start: start + index, end: start + index + piece.length, text: piece },
  }));
}

const joining = /^[\u0621-\u064A\u05D0-\u05EA]/u;

function isPart(word: string, part: string): boolean {
  const own = folded(word);
  if (own === part) return !alsoWords.has(part) || /^\p{Lu}/u.test(word.replace(/^\p{Cf}+/gu, ""));
  // Arabic and Hebrew write "and", "for" or "with" as a letter or two before the name.
  if (joining.test(own) && part.length >= 3 && own.endsWith(part))
    return /^[وفبلكالובלכמהש]{1,3}$/u.test(own.slice(0, -part.length));
  return false;
}

/** What may stand within one name: a space, an initial, particles such as `de la`. */
const isBridge = (between: string): boolean =>
  /^\s(?:\p{Lu}\.\s)?$/u.test(between) ||
  (/^\s.+\s$/u.test(between) &&
    between
      .trim()
      .split(/\s+/u)
      .every((word) => particles.has(word)));

/** Neighbours that say one thing become one mark: first and last name, an initial before a name. */
function joined(text: string, marks: readonly Mark[]): Mark[] {
  const out: Mark[] = [];
  for (const mark of marks) {
    const last = out.at(-1);
    const between = last ? text.slice(last.end, mark.start) : "";
    if (last && last.kind === mark.kind && last.instead === mark.instead && isBridge(between))
      out.splice(
        -1,
        1,
        markAt(text, { start: last.start, end: mark.end }, mark.kind, mark.instead),
      );
    else out.push(mark);
  }
  return out.map((mark) => {
    const before = /(?<![\p{L}\p{N}])\p{Lu}\.\s?$/u.exec(text.slice(0, mark.start));
    if (!before || mark.kind !== "person") return mark;
    return markAt(text, { start: before.index, end: mark.end }, mark.kind, mark.instead);
  });
}

function initialMarks(text: string, { people }: Known): Mark[] {
  return people.flatMap(({ name, as }) => {
    const initials = [...name.normalize("NFC").matchAll(/(?<![\p{L}\p{M}'’])\p{Lu}/gu)].map(
      ([letter]) => letter,
    );
    if (initials.length < 2) return [];
    const pattern = new RegExp(
      `(?<![\\p{L}\\p{N}])(?:${initials.join("\\.[ \\u00a0]?")}\\.|${initials.join("")}(?![\\p{L}\\p{N}]))`,
      "gu",
    );
    return [...text.matchAll(pattern)].map(({ 0: all, index }) =>
      markAt(text, { start: index, end: index + all.length }, "initials", as),
    );
  });
}

const mail = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
const link =
  /(?:https?:\/\/|www\.)[^\s<>"”)]+|(?<![\p{L}\p{N}@.-])[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.(?:com|org|net|io|dev|app|ai|co|eu|uk|de|fr|ch|at|es|it|nl|pl|se|in|us|info|me)(?![\p{L}\p{N}])(?:\/[^\s<>"”)]*)?/giu;
const handle = /(?<![\p{L}\p{N}._-])@[\p{L}\p{N}_][\p{L}\p{N}_-]+/gu;
const phone = /(?<![\p{L}\p{N}.,])(?:\+\s?|\(?0)?\d[\d\s()/.\u00a0-]{5,}\d(?![\p{L}\p{N}])/gu;
const gendered: Readonly<Record<string, string>> = {
  ...{ he: "they", she: "they", him: "them", his: "their", her: "their", hers: "theirs" },
  ...{ himself: "themself", herself: "themself" },
};
const pronoun = /(?<![\p{L}\p{N}'’-])(?:he|she|him|his|hers?|himself|herself)(?![\p{L}\p{N}])/giu;

function patternMarks(text: string): Mark[] {
  const marks = (pattern: RegExp, kind: IdentifyingKind, insteadOf: (found: string) => string) =>
    [...text.matchAll(pattern)].map(({ 0: all, index }) => {
      const own = kind === "link" ? all.replace(/[.,;:!?]+$/u, "") : all;
      return markAt(text, { start: index, end: index + own.length }, kind, insteadOf(own));
    });
  return [
    ...marks(mail, "e-mail", () => "an e-mail address"),
    ...marks(link, "link", () => "a link"),
    ...marks(handle, "handle", () => "an account"),
    ...marks(phone, "number", () => "a number").filter((mark) => isPhone(mark.text)),
    ...marks(pronoun, "pronoun", (found) => gendered[found.toLowerCase()] ?? "they"),
  ];
}

/** Seven digits or more, and neither a plain number nor one in groups of three. */
const isPhone = (text: string): boolean =>
  text.replace(/\D/gu, "").length >= 7 &&
  !/^[1-9]\d*$|^[1-9]\d{0,2}(?:[ .\u00a0]\d{3})+$/u.test(text);

const company = /^(?:gmbh|inc|ltd|llc|ag|corp|corporation|plc|bv|sarl|kg|oy|ab|aps)$/u;
const employedBy = /(?:^|[^\p{L}])(?:at|for|joined|left|from)\s$/iu;

function unknownMarks(text: string): Mark[] {
  const words = wordsIn(text);
  const lower = new Set(words.filter((word) => /^\p{Ll}/u.test(word.text)).map(({ text }) => text));
  const latin = (text.match(/\p{Script=Latin}/gu) ?? []).length;
  const mostlyLatin = latin * 2 > (text.match(/\p{L}/gu) ?? []).length;
  const marks = words.flatMap((word, at): Mark[] => {
    const own = folded(word.text);
    if (mostlyLatin && /\p{L}/u.test(own) && !/\p{Script=Latin}/u.test(own))
      return [markAt(text, word, "unknown", "somebody")];
    if (!/^\p{Cf}*\p{Lu}/u.test(word.text) || own === "i") return [];
    const bare = folded(word.text.replace(/n['’ʼ]t$|['’ʼ].*$/iu, ""));
    if (isTechnicalWord(own) || bare === "i") return [];
    const starts = beginsSentence(text, word.start);
    if (starts && (isOrdinaryWord(own) || isOrdinaryWord(bare))) return [];
    if (starts && (lower.has(word.text.toLowerCase()) || /(?:ed|ing|ly)$/u.test(own))) return [];
    const next = words[at + 1];
    const employer =
      employedBy.test(text.slice(Math.max(0, word.start - 12), word.start)) ||
      company.test(own) ||
      (next !== undefined && company.test(folded(next.text)));
    return employer
      ? [markAt(text, word, "employer", "the company")]
      : [markAt(text, word, "unknown", "somebody")];
  });
  return joined(text, marks);
}

/** Whether a sentence, a quote or a line begins here. */
const beginsSentence = (text: string, at: number): boolean =>
  /(?:^|[.!?:]["”')\]]?\s+|[\n\r]\s*(?:[-*•]\s*)?|["“(]\s*)$/u.test(text.slice(0, at)) ||
  text.slice(0, at).trim() === "";

const markAt = (
  text: string,
  { start, end }: Pick<Word, "start" | "end">,
  kind: IdentifyingKind,
  instead: string,
): Mark => ({ start, end, text: text.slice(start, end), kind, instead });

import { type Level, levelWords } from "#app/domain/level.ts";
import { type Probe, probeAnswers, probeAnswerWords } from "#app/domain/probe.ts";
import {
  type CardShape,
  confidences,
  confidenceWords,
  type Draft,
  type DraftProbe,
  type DraftRating,
  fitDraft,
  notObserved,
  notObservedWords,
  type Observation,
  recommendations,
  recommendationWords,
} from "#app/domain/scorecard.ts";

/** What a card written as a text file looks like: its marks, and the words its fields take. */

/** The card a file is for, with what stands in the file to be read. */
export type CardSheet = {
  readonly cardId: string;
  readonly candidate: string;
  readonly position: string;
  readonly round: string;
  readonly scale: readonly string[];
  readonly levels: readonly Level[];
  readonly criteria: readonly {
    readonly key: string;
    readonly title: string;
    readonly question: string;
    readonly focus: boolean;
    /** By scale point, of the position's level. */
    readonly anchors: Readonly<Record<string, string>>;
  }[];
  readonly patterns: readonly { readonly key: string; readonly title: string }[];
  readonly probes: readonly (Probe & { readonly say: string })[];
};

export const fieldNames = {
  card: "Card",
  revision: "Revision",
  stamps: "Stamps",
  score: "Score",
  confidence: "Confidence",
  evidence: "Evidence",
  answer: "What happened",
  reply: "Their reply",
  pattern: "Pattern",
  stance: "Seen or argued against",
  quote: "Moment",
  recommendation: "Recommendation",
  level: "Level",
  summary: "Summary",
  notes: "Notes",
} as const;
export type Field = keyof typeof fieldNames;
const fields = Object.keys(fieldNames) as Field[];

export const textFields = ["evidence", "reply", "quote", "summary", "notes"] as const;
export type TextField = (typeof textFields)[number];
export const isTextField = (field: Field): field is TextField =>
  (textFields as readonly Field[]).includes(field);
export type ChoiceField =
  | "score"
  | "confidence"
  | "answer"
  | "pattern"
  | "stance"
  | "recommendation"
  | "level";

/** The parts of a file; each criterion and each probe is one of its own. */
export const partFields = {
  head: ["card", "revision", "stamps"],
  criterion: ["score", "confidence", "evidence"],
  probe: ["answer", "reply"],
  patterns: ["pattern", "stance", "quote"],
  verdict: ["recommendation", "level", "summary"],
  notes: ["notes"],
} as const satisfies Record<string, readonly Field[]>;
export type Part = keyof typeof partFields;
/** How the part of a probe is called, and its key there: a criterion may have the same ones. */
export const probePart = (title: string): string => `Planted probe: ${title}`;
export const probeMark = (key: string): string => `probe ${key}`;
export const partTitles = { patterns: "Patterns", verdict: "Recommendation", notes: "Notes" };

/** How a line that is there only to be read begins. */
export const ASIDE = "#|";

/** A text's letters and digits, for comparing what one types with what is meant. */
export const fold = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .trim();

type Option = { readonly value: string; readonly said: readonly string[] };

/** What can be chosen in a field, and the ways to say it. */
export function optionsOf(field: ChoiceField, sheet: CardSheet): Option[] {
  switch (field) {
    case "score":
      return [
        ...sheet.scale.map((word, at) => {
          const point = String(at + 1);
          return { value: point, said: [point, `${point} ${word}`, word] };
        }),
        ...notObserved.map((value) => {
          const letter = value === "not-asked" ? "N" : "S";
          return { value, said: [letter, notObservedWords[value], `${letter} ${value}`] };
        }),
      ];
    case "confidence":
      return confidences.map((value) => ({ value, said: [value, confidenceWords[value]] }));
    case "answer":
      return probeAnswers.map((value) => ({ value, said: [probeAnswerWords[value], value] }));
    case "pattern":
      return sheet.patterns.map(({ key, title }) => ({
        value: key,
        said: [title, key, `${title} ${key}`, `${key} ${title}`],
      }));
    case "stance":
      return [
        { value: "seen", said: ["seen"] },
        { value: "counter", said: ["argued against", "against", "counter"] },
      ];
    case "recommendation":
      return recommendations.map((value) => ({ value, said: [recommendationWords[value]] }));
    case "level":
      return sheet.levels.map((value) => ({ value, said: [levelWords[value], value] }));
  }
}

/** What is meant by these words in this field; null where nothing is. */
export function meant(field: ChoiceField, words: string, sheet: CardSheet): string | null {
  const wanted = fold(words);
  if (wanted === "") return null;
  const option = optionsOf(field, sheet).find(({ said }) =>
    said.some((one) => fold(one) === wanted),
  );
  return option?.value ?? null;
}

/** The words that mean this value; "" where none do. */
export const saying = (field: ChoiceField, value: string, sheet: CardSheet): string =>
  optionsOf(field, sheet)
    .find((option) => option.value === value)
    ?.said.find((words) => meant(field, words, sheet) === value) ?? "";

/** A text as a file keeps it: without blank lines at its ends or space behind it. */
export const trimmed = (text: string): string =>
  text
    .replace(/\r\n?/g, "\n")
    .replace(/^(?:[^\S\n]*\n)+/, "")
    .trimEnd();

/** The draft as far as a file can say it: texts trimmed, choices that the rubric does not know left out. */
export function sayable(draft: Partial<Draft>, sheet: CardSheet): Draft {
  const { ratings, observations, probes, ...rest } = fitDraft(draft, shapeOfSheet(sheet));
  const known = <T extends string>(field: ChoiceField, value: T): T | "" =>
    saying(field, value, sheet) === "" ? "" : value;
  const rated = Object.entries(ratings).map(([key, rating]): [string, DraftRating] => [
    key,
    {
      score: known("score", rating.score),
      confidence: known("confidence", rating.confidence),
      evidence: trimmed(rating.evidence),
    },
  ]);
  const probed = Object.entries(probes).map(([key, { answer, quote }]): [string, DraftProbe] => [
    key,
    { answer, quote: trimmed(quote) },
  ]);
  const seen = observations.map(
    ({ pattern, stance, quote }): Observation => ({
      pattern: known("pattern", pattern),
      stance,
      quote: trimmed(quote),
    }),
  );
  return {
    ratings: Object.fromEntries(rated),
    observations: seen.filter(({ pattern, quote }) => pattern !== "" || quote !== ""),
    probes: Object.fromEntries(probed),
    recommendation: known("recommendation", rest.recommendation),
    level: known("level", rest.level),
    summary: trimmed(rest.summary),
    notes: trimmed(rest.notes),
  };
}

export const shapeOfSheet = ({ scale, ...sheet }: CardSheet): CardShape => {
  const { criteria, patterns, levels, probes } = sheet;
  return { points: scale.length, criteria, patterns, levels, probes };
};

/** What a line is by its first signs. */
export type Mark =
  | { readonly kind: "aside" }
  | { readonly kind: "part"; readonly name: string }
  | { readonly kind: "field"; readonly field: Field; readonly value: string }
  | { readonly kind: "text" };

/** Longer than any field's name with the spaces that somebody may have put into it. */
const LONGEST_NAME = 60;

const spelled = (name: string) => name.trim().toLowerCase().replace(/\s+/g, " ");
const byName = new Map(fields.map((field) => [spelled(fieldNames[field]), field]));

export function markOf(line: string): Mark {
  const start = line.trimStart();
  if (start.startsWith(ASIDE)) return { kind: "aside" };
  if (/^={2,}\s*[\p{L}\p{N}[]/u.test(start)) return { kind: "part", name: nameIn(start) };
  const colon = start.slice(0, LONGEST_NAME).search(/[:：]/);
  const field = colon < 0 ? undefined : byName.get(spelled(start.slice(0, colon)));
  return field ? { kind: "field", field, value: start.slice(colon + 1).trim() } : { kind: "text" };
}

function nameIn(line: string): string {
  let end = line.length;
  while (end > 0 && /[=\s]/.test(line[end - 1] ?? "")) end--;
  return line.slice(0, end).replace(/^=+\s*/, "");
}

/** A backslash in front makes a line text that would be a mark; one more is put where some stand. */
export function escaped(line: string): string {
  const [, space = "", slashes = "", rest = ""] = line.match(/^(\s*)(\\*)(.*)$/s) ?? [];
  return markOf(rest).kind === "text" ? line : `${space}\\${slashes}${rest}`;
}

/** What `escaped` was given. Backslashes in front of anything else are the author's. */
export function unescaped(line: string): string {
  const [, space = "", slashes = "", rest = ""] = line.match(/^(\s*)(\\+)(.*)$/s) ?? [];
  return slashes === "" || markOf(rest).kind === "text" ? line : space + slashes.slice(1) + rest;
}

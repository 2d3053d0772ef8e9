import {
  type CardSheet,
  type ChoiceField,
  type Field,
  fieldNames,
  fold,
  isTextField,
  type Mark,
  markOf,
  meant,
  optionsOf,
  type Part,
  partFields,
  partTitles,
  probeMark,
  probePart,
  trimmed,
  unescaped,
} from "#app/domain/card-marks.ts";
import { asidesOf } from "#app/domain/card-text.ts";
import { levelBeyond, levels, levelWords } from "#app/domain/level.ts";
import { probeAnswers } from "#app/domain/probe.ts";
import {
  confidences,
  type Draft,
  type DraftProbe,
  type DraftRating,
  type Observation,
  recommendations,
  stances,
} from "#app/domain/scorecard.ts";
import { LONGEST_KEPT } from "#app/domain/text-length.ts";

/** What could not be read: where it stands, what to do about it, and every word of it. */
export type CardTextError = {
  /** From 1. */
  readonly line: number;
  readonly words: string;
  readonly text: string;
};

/** What a file says of a card: nothing of a field that is missing or empty. */
export type FileDraft = {
  readonly [K in Exclude<keyof Draft, "ratings" | "probes">]?: Draft[K] | undefined;
} & {
  readonly ratings: Readonly<Record<string, Partial<DraftRating>>>;
  readonly probes: Readonly<Record<string, Partial<DraftProbe>>>;
};

export type ReadCard = {
  readonly head: {
    readonly card: string | null;
    readonly revision: number | null;
    readonly stamps: readonly string[];
  };
  readonly draft: FileDraft;
  readonly errors: readonly CardTextError[];
};

const MOST_OBSERVATIONS = 40;

/**
 * Reads a card's file back. It takes marks in any case and spacing, choices by number, letter or
 * word, and leaves out what is not there; what it cannot place is named with its line and given
 * back. Never throws, and loses no word that its author wrote.
 */
export function readCardText(text: string, sheet: CardSheet): ReadCard {
  const { entries, errors } = placed(linesOf(text, sheet), sheet);
  const draft = draftOf(entries, errors, sheet);
  const value = (field: Field) => entries.find((entry) => entry.field === field)?.value || null;
  const card = value("card");
  if (card === null)
    errors.push({
      line: 1,
      words: `The line that says which card this is for is missing. If it is for ${sheet.candidate}, begin the file with “Card: ${sheet.cardId}”.`,
      lines: [],
    });
  const revision = value("revision");
  return {
    head: {
      card,
      revision: revision !== null && /^\d{1,9}$/.test(revision) ? Number(revision) : null,
      stamps: entries.flatMap((entry) =>
        entry.field === "stamps" ? entry.value.split(/\s+/).filter(Boolean) : [],
      ),
    },
    draft,
    errors: errors
      .toSorted((a, b) => a.line - b.line)
      .map(({ line, words, lines }) => ({ line, words, text: trimmed(lines.join("\n")) })),
  };
}

type Line = Mark & { readonly line: number; readonly raw: string };

/** The file's lines but for those that are there only to be read. */
function linesOf(text: string, sheet: CardSheet): Line[] {
  const ours = new Set(asidesOf(sheet).map(fold));
  return text
    .replace(/^\uFEFF/, "")
    .split(/\r\n?|\n/)
    .map((raw, at) => ({ ...markOf(raw), raw, line: at + 1 }))
    .filter(({ kind, raw }) => kind !== "aside" || !ours.has(fold(raw)));
}

/** A part as it stands in a file, with the criterion's or probe's key where it is one. */
type Place = { readonly part: Part; readonly key: string; readonly title: string };

/** A field of the file with all that was written there. */
type Entry = {
  readonly place: Place;
  readonly block: number;
  readonly field: Field;
  readonly line: number;
  readonly raw: string;
  /** What stands behind the colon, or for a choice alone below it. */
  value: string;
  readonly lines: string[];
};
type Unplaced = { readonly line: number; readonly words: string; readonly lines: string[] };

const headPlace: Place = { part: "head", key: "", title: "the head of the file" };

function placeOf(name: string, sheet: CardSheet): Place | null {
  const key = name.match(/\[([^\]]*)\]/)?.[1];
  const title = fold(name);
  const criterion =
    sheet.criteria.find((one) => key !== undefined && fold(one.key) === fold(key)) ??
    sheet.criteria.find((one) => fold(one.title) === title);
  if (criterion) return { part: "criterion", ...criterion };
  const probe =
    sheet.probes.find((one) => key !== undefined && fold(probeMark(one.probe)) === fold(key)) ??
    sheet.probes.find((one) => fold(probePart(one.title)) === title);
  if (probe) return { part: "probe", key: probe.probe, title: probe.title };
  const part = (["patterns", "verdict", "notes"] as const).find(
    (one) => fold(partTitles[one]) === title,
  );
  return part ? { part, key: "", title: partTitles[part] } : null;
}

const ownBackslash = "If it is your own text, put a backslash in front of it.";

/** Puts each line where it belongs, or into an error that names the first of those it holds. */
function placed(lines: readonly Line[], sheet: CardSheet) {
  const entries: Entry[] = [];
  const errors: Unplaced[] = [];
  const known = new Set<string>();
  const begun = new Set<string>();
  const homes = homesIn(lines, sheet);
  const at = {
    place: headPlace,
    block: 0,
    /** The field that was begun last, unless an error came after it. */
    entry: null as Entry | null,
    /** What takes the next lines: a text, or an error. */
    takes: null as string[] | null,
    /** In a part that has no place here, all of it goes to its error. */
    lost: false,
  };
  const fault = ({ line, raw }: Line, words: string): void => {
    const lines = [raw];
    errors.push({ line, words, lines });
    at.entry = null;
    at.takes = lines;
  };
  const beginPart = (line: Line, name: string): void => {
    const found = placeOf(name, sheet);
    const id = found ? found.part + found.key : "";
    at.lost = found === null || begun.has(id);
    begun.add(id);
    if (found === null) fault(line, unknownPart(name, sheet));
    else if (at.lost)
      fault(line, `“${found.title}” stands here a second time. Keep one of the two.`);
    else Object.assign(at, { place: found, entry: null, takes: null });
  };
  const beginField = (line: Line, field: Field, value: string): void => {
    const { place, takes } = at;
    const inText = at.entry !== null && isTextField(at.entry.field);
    const own = (partFields[place.part] as readonly Field[]).includes(field);
    if (!own && inText && takes && homes.has(field)) {
      takes.push(line.raw);
      return;
    }
    if (own && field === "pattern") at.block++;
    const id = `${place.part} ${place.key} ${at.block} ${field}`;
    if (own && (field === "stamps" || !known.has(id))) {
      const { raw } = line;
      const entry: Entry = {
        ...{ place, block: at.block, field, value, line: line.line, raw, lines: [] },
      };
      entries.push(entry);
      known.add(id);
      Object.assign(at, { entry, takes: isTextField(field) ? entry.lines : null });
      return;
    }
    const { entry } = at;
    fault(line, own ? secondField(field, place) : strayField(field, place));
    // Within a text, a word that takes no lines of its own interrupts for its one line.
    if (inText && !isTextField(field)) Object.assign(at, { entry, takes });
  };
  const readText = (line: Line): void => {
    if (at.takes) at.takes.push(line.raw);
    else if (line.kind === "aside" || line.raw.trim() === "") return;
    else if (
      at.entry &&
      isChoice(at.entry.field) &&
      at.entry.value === "" &&
      meant(at.entry.field, line.raw, sheet) !== null
    )
      at.entry.value = line.raw.trim();
    else
      fault(
        line,
        "This stands below no field, so it has no place on the card. Move it below the one it belongs to, such as “Evidence:”.",
      );
  };
  for (const line of lines) {
    if (line.kind === "part") beginPart(line, line.name);
    else if (line.kind === "field" && !at.lost) beginField(line, line.field, line.value);
    else readText(line);
  }
  return { entries, errors };
}

function unknownPart(name: string, { criteria, probes }: CardSheet): string {
  const planted = probes.map(({ title }) => probePart(title));
  const parts = [...criteria.map(({ title }) => title), ...planted, ...Object.values(partTitles)];
  return `The card has no part “${name}”. Its parts are ${listed(parts)}. ${ownBackslash}`;
}
const secondField = (field: Field, { title }: Place) =>
  `“${fieldNames[field]}:” stands in “${title}” a second time. Keep one of the two. ${ownBackslash}`;
const strayField = (field: Field, { title }: Place) =>
  `“${fieldNames[field]}:” does not belong to “${title}”. The line with == above it may be missing. ${ownBackslash}`;

const isChoice = (field: Field): field is ChoiceField =>
  !isTextField(field) && !(partFields.head as readonly Field[]).includes(field);
/**
 * The fields whose own part stands in the file. Within a text, one of them is the author's words;
 * one whose part is missing may have lost the line that begins it.
 */
function homesIn(lines: readonly Line[], sheet: CardSheet): Set<Field> {
  const there = new Set(
    lines
      .flatMap((line) => (line.kind === "part" ? (placeOf(line.name, sheet) ?? []) : []))
      .map(({ part, key }) => part + key),
  );
  const homes = new Set<Field>(partFields.head);
  for (const part of ["patterns", "verdict", "notes"] as const)
    if (there.has(part)) for (const field of partFields[part]) homes.add(field);
  if (sheet.criteria.every(({ key }) => there.has(`criterion${key}`)))
    for (const field of partFields.criterion) homes.add(field);
  if (sheet.probes.every(({ probe }) => there.has(`probe${probe}`)))
    for (const field of partFields.probe) homes.add(field);
  return homes;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

function draftOf(entries: readonly Entry[], errors: Unplaced[], sheet: CardSheet): FileDraft {
  const ratings: Record<string, Partial<DraftRating>> = {};
  const probes: Record<string, Partial<DraftProbe>> = {};
  const blocks = new Map<
    number,
    { pattern: string; stance: Observation["stance"]; quote: string; line: number }
  >();
  const draft: Writable<Omit<FileDraft, "ratings" | "observations" | "probes">> = {};
  const chosen = (entry: Entry, field: ChoiceField): string => {
    const value = meant(field, entry.value, sheet);
    if (value !== null || entry.value === "") return value ?? "";
    errors.push({
      line: entry.line,
      words: expected(field, entry.value, sheet),
      lines: [entry.raw],
    });
    return "";
  };
  const written = (entry: Entry): string => {
    const text = trimmed([entry.value, ...entry.lines.map(unescaped)].join("\n"));
    if (text.length <= LONGEST_KEPT) return text;
    const words = `This text is longer than the ${LONGEST_KEPT.toLocaleString("en-GB")} characters that can be kept. Shorten it.`;
    errors.push({ line: entry.line, words, lines: [entry.raw, ...entry.lines] });
    return "";
  };
  for (const entry of entries) {
    const { field, place, block } = entry;
    const value = isTextField(field) ? written(entry) : isChoice(field) ? chosen(entry, field) : "";
    const seen = blocks.get(block) ?? {
      pattern: "",
      stance: "seen" as const,
      quote: "",
      line: entry.line,
    };
    if (place.part === "patterns") blocks.set(block, seen);
    if (value === "") continue;
    const rating = { ...ratings[place.key] };
    if (place.part === "criterion") ratings[place.key] = rating;
    const reply = { ...probes[place.key] };
    if (place.part === "probe") probes[place.key] = reply;
    if (field === "score" || field === "evidence") rating[field] = value;
    else if (field === "confidence") rating.confidence = oneOf(confidences, value);
    else if (field === "answer") reply.answer = oneOf(probeAnswers, value);
    else if (field === "reply") reply.quote = value;
    else if (field === "pattern" || field === "quote") seen[field] = value;
    else if (field === "stance") seen.stance = oneOf(stances, value) ?? "seen";
    else if (field === "recommendation") draft.recommendation = oneOf(recommendations, value);
    else if (field === "level") draft.level = oneOf(levels, value);
    else if (field === "summary" || field === "notes") draft[field] = value;
  }
  const observations = [...blocks.values()].filter(
    ({ pattern, quote }) => pattern !== "" || quote !== "",
  );
  for (const { line, pattern, quote } of observations.slice(MOST_OBSERVATIONS))
    errors.push({
      line,
      words: `A card holds at most ${MOST_OBSERVATIONS} patterns. Leave this one out, or another.`,
      lines: [pattern, quote],
    });
  const kept = observations.slice(0, MOST_OBSERVATIONS).map(({ line: _, ...seen }) => seen);
  return { ratings, probes, ...draft, ...(kept.length > 0 ? { observations: kept } : {}) };
}

const oneOf = <const T extends readonly string[]>(words: T, value: string): T[number] | undefined =>
  words.find((one) => one === value);

/** What is wrong with a choice, and what could stand there. */
function expected(field: ChoiceField, value: string, sheet: CardSheet): string {
  const found = `“${value}” is nothing that “${fieldNames[field]}:” knows.`;
  const other = levels.find((one) => [one, fold(levelWords[one])].includes(fold(value)));
  if (field === "level" && other) return levelBeyond(other, sheet.levels);
  if (field === "pattern") return `${found} Write it as in the list above it. ${ownBackslash}`;
  if (field === "score")
    return `${found} Write 1 to ${sheet.scale.length}, N for not asked or S for no signal.`;
  const words = optionsOf(field, sheet).map(({ said }) => said[0] ?? "");
  return `${found} Write ${listed(words, "or")}.`;
}

const listed = (words: readonly string[], last = "and"): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;

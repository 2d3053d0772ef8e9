import {
  ASIDE,
  type CardSheet,
  type ChoiceField,
  escaped,
  type Field,
  fieldNames,
  partTitles,
  probeMark,
  probePart,
  sayable,
  saying,
  type TextField,
} from "#app/domain/card-marks.ts";
import { stampsOf } from "#app/domain/card-stamps.ts";
import { levelWords } from "#app/domain/level.ts";
import { probeAnswers, probeAnswerWords } from "#app/domain/probe.ts";
import type { Draft } from "#app/domain/scorecard.ts";
import { recommendations, recommendationWords } from "#app/domain/scorecard.ts";

const WIDTH = 78;

/** What was written on the card so far, and the revision it was saved as. */
export type Written = { readonly draft: Draft; readonly revision: number };

/**
 * The card as a plain text file to fill in: `readCardText` reads it back. A line of the author's
 * that looks like a mark gets a backslash; lines end as every system's editors know them.
 */
export function cardText(sheet: CardSheet, { draft, revision }: Written): string {
  const said = sayable(draft, sheet);
  const lines = [
    ...head(sheet),
    ...plain("card", sheet.cardId),
    ...plain("revision", String(revision)),
    ...inRows(stampsOf(said)).flatMap((row) => plain("stamps", row)),
    ...sheet.criteria.flatMap((criterion) => criterionLines(sheet, criterion, said)),
    ...sheet.probes.flatMap((probe) => probeLines(sheet, probe, said)),
    ...patternLines(sheet, said),
    ...verdictLines(sheet, said),
    ...part(partTitles.notes),
    ...aside("For yourself alone: never a part of what is sealed."),
    ...text("notes", said.notes),
  ];
  return `${lines.join("\r\n")}\r\n`;
}

/** The lines of a file that are there only to be read. */
export const asidesOf = (sheet: CardSheet): string[] =>
  cardText(sheet, { draft: sayable({}, sheet), revision: 0 })
    .split("\r\n")
    .filter((line) => line.startsWith(ASIDE));

const head = ({ candidate, position, round }: CardSheet): string[] => [
  ...aside("Evenhand. Your card, to fill in without a network."),
  ASIDE,
  ...aside(`Candidate: ${candidate}`),
  ...aside(`Position: ${position}`),
  ...aside(`Round: ${round}`),
  ASIDE,
  ...aside(
    "Write behind a word with a colon. Evidence, moments, the summary and notes go on the lines below theirs and are as long as you like. What you leave empty stays on the card as it is.",
  ),
  ...aside(
    `Lines that begin with ${ASIDE} are there to be read. Where a line of your own begins like one of the file's, as in \\Score: or \\== , put a backslash in front of it.`,
  ),
  ...aside(
    "When you are done, upload the file where you downloaded it. Nothing is sealed by that.",
  ),
  ASIDE,
  ...aside("The next lines say which card this is. Leave them as they are."),
];

function criterionLines(
  sheet: CardSheet,
  { key, title, question, focus, anchors }: CardSheet["criteria"][number],
  { ratings }: Draft,
): string[] {
  const rating = ratings[key];
  return [
    ...part(/^[\p{L}\p{N}]/u.test(title) ? `${title} [${key}]` : `[${key}] ${title}`),
    ...(focus ? aside("Focus of this round.") : []),
    ...aside(question),
    ASIDE,
    ...sheet.scale.flatMap((word, at) => {
      const anchor = anchors[String(at + 1)];
      return aside(`${at + 1} ${word}${anchor ? `: ${anchor}` : ""}`, "    ");
    }),
    ...aside(
      `Score: 1 to ${sheet.scale.length}, N for not asked, S for no signal. Confidence: low, medium or high.`,
    ),
    ...choice("score", rating?.score ?? "", sheet),
    ...choice("confidence", rating?.confidence ?? "", sheet),
    ...text("evidence", rating?.evidence ?? ""),
  ];
}

function probeLines(
  sheet: CardSheet,
  { probe, title, say }: CardSheet["probes"][number],
  { probes }: Draft,
): string[] {
  return [
    ...part(`${probePart(title)} [${probeMark(probe)}]`),
    ...aside(say),
    ASIDE,
    ...aside(
      `What happened: ${probeAnswers.map((one) => probeAnswerWords[one]).join(", ")}. Taking and refusing need what they said.`,
    ),
    ...choice("answer", probes[probe]?.answer ?? "", sheet),
    ...text("reply", probes[probe]?.quote ?? ""),
  ];
}

function patternLines(sheet: CardSheet, { observations }: Draft): string[] {
  const blank = { pattern: "", stance: "", quote: "" };
  return [
    ...part(partTitles.patterns),
    ...aside(
      "A pattern you saw, or whose opposite you saw, with the moment that shows it. For one more, copy the three lines. Where you leave any, they replace those on the card.",
    ),
    ...sheet.patterns.flatMap(({ title }) => aside(`- ${title}`, "    ")),
    ...[...observations, blank].flatMap(({ pattern, stance, quote }) => [
      ...choice("pattern", pattern, sheet),
      ...choice("stance", stance, sheet),
      ...text("quote", quote),
    ]),
  ];
}

const verdictLines = (sheet: CardSheet, { recommendation, level, summary }: Draft): string[] => [
  ...part(partTitles.verdict),
  ...aside(`Recommendation: ${recommendations.map((one) => recommendationWords[one]).join(", ")}.`),
  ...aside(`Level: ${sheet.levels.map((one) => levelWords[one]).join(", ")}.`),
  ...choice("recommendation", recommendation, sheet),
  ...choice("level", level, sheet),
  ...text("summary", summary),
];

const part = (title: string): string[] => ["", `== ${title.replace(/\s+/g, " ")} ==`];

const plain = (field: Field, value: string): string[] => [
  value === "" ? `${fieldNames[field]}:` : `${fieldNames[field]}: ${value}`,
];
const choice = (field: ChoiceField, value: string, sheet: CardSheet): string[] =>
  plain(field, saying(field, value, sheet));

const text = (field: TextField, value: string): string[] => [
  `${fieldNames[field]}:`,
  ...(value === "" ? [] : value.split("\n").map(escaped)),
  "",
];

/** Words to be read, in lines that no editor has to break. */
function aside(words: string, indent = ""): string[] {
  const rows: string[] = [];
  for (const word of words.split(/\s+/)) {
    const row = rows.at(-1);
    if (row !== undefined && row.length + word.length < WIDTH) rows[rows.length - 1] += ` ${word}`;
    else rows.push(`${ASIDE} ${rows.length > 0 ? indent : ""}${word}`);
  }
  return rows;
}

/** As many to a line as no editor has to break. */
const inRows = (words: readonly string[], size = 8): string[] =>
  words.flatMap((_, at) => (at % size === 0 ? [words.slice(at, at + size).join(" ")] : []));

import { vocabulary } from "#app/domain/protected/vocabulary.ts";

/**
 * How a topic is spoken of, as frames: small patterns in lower case, in which a space stands for
 * spaces or hyphens and `{name}` for a class of the vocabulary. A line holds one or more; one that
 * begins with a bar goes on with the line before.
 */
export type Frames = {
  /** Say it by themselves, whatever stands around them. */
  readonly plain: string;
  /** Say it of people, and are quiet where the sentence speaks of a product or its users. */
  readonly ofPeople: string;
  /** The same words with a sense of the job. */
  readonly ofTheJob: string;
};

export type Compiled = { readonly [Part in keyof Frames]: readonly RegExp[] };

export const compiled = ({ plain, ofPeople, ofTheJob }: Frames): Compiled => ({
  plain: patternsOf(plain),
  ofPeople: patternsOf(ofPeople),
  ofTheJob: patternsOf(ofTheJob),
});

/** Lines a pattern: many small ones are read far quicker than one large. */
const LINES = 6;

function patternsOf(frames: string): RegExp[] {
  const lines = frames
    .trim()
    .replace(/\n +\|/g, "|")
    .split(/\n +/);
  return lines.flatMap((_, at) =>
    at % LINES === 0 ? [frame(lines.slice(at, at + LINES).join("|"))] : [],
  );
}

export const frame = (source: string): RegExp =>
  new RegExp(`(?<![${LETTER}0-9_])(?:${spelledOut(source)})(?![${LETTER}0-9_])`, "gm");

/** Small letters of Latin scripts: far quicker to look for than every script's. */
const LETTER = "a-zß-ɏ";

/** Between words: never the end of a line. */
const GAP = "[\\t\\xa0\\x20-]";

/** The pattern of a frame, before the borders of its words. */
export const spelledOut = (source: string): string =>
  source
    .replace(/\{([a-z]+)\}/g, (_, name: string) => `(?:${spelledOut(classOf(name))})`)
    .replace(/\[\^([.!?;]+)\]/g, "[^$1\\n]")
    .replace(/ \?/g, `${GAP}*`)
    .replace(/ /g, `${GAP}+`);

function classOf(name: string): string {
  if (name === "letter") return `[${LETTER}]`;
  const words = vocabulary[name];
  if (words === undefined) throw new Error(`The vocabulary has no class "${name}".`);
  return words;
}

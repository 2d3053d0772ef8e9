/** What people write with a few signs: paragraphs, quoted lines, lists, emphasis, code and addresses. */

export type Inline =
  | { readonly kind: "text" | "code" | "link"; readonly text: string }
  | { readonly kind: "strong" | "emphasis"; readonly inside: readonly Inline[] };

export type Block = {
  readonly kind: "paragraph" | "quote" | "list";
  /** Of a list its items. */
  readonly lines: readonly (readonly Inline[])[];
};

type Sign = "**" | "*";
const kinds = { "**": "strong", "*": "emphasis" } as const;

const quoteLine = /^ {0,3}> (.*\S.*)$/;
const item = /^ {0,3}- (.*\S.*)$/;
const blank = /^\s*$/;

/** Read line by line; what is no markup, or only half of one, stays as it was typed. */
export function lightText(text: string): Block[] {
  const blocks: { kind: Block["kind"]; lines: Inline[][] }[] = [];
  let open: Block["kind"] | null = null;
  for (const line of text.split(/\r\n|\r|\n/)) {
    const [kind, said] = readLine(line, open);
    if (kind !== null && kind === open) blocks.at(-1)?.lines.push(inline(said));
    else if (kind !== null) blocks.push({ kind, lines: [inline(said)] });
    open = kind;
  }
  return blocks;
}

function readLine(
  line: string,
  open: Block["kind"] | null,
): readonly [Block["kind"] | null, string] {
  const quoted = quoteLine.exec(line)?.[1];
  if (quoted !== undefined) return ["quote", quoted];
  if (open === "quote" && line.trim() === ">") return ["quote", ""];
  const listed = item.exec(line)?.[1];
  if (listed !== undefined) return ["list", listed];
  return blank.test(line) ? [null, ""] : ["paragraph", line];
}

/** Everything the blocks say, without what set it. */
export const plainWords = (blocks: readonly Block[]): string =>
  blocks.map(({ lines }) => lines.map(wordsOf).join("\n")).join("\n\n");

const wordsOf = (parts: readonly Inline[]): string =>
  parts.map((part) => ("text" in part ? part.text : wordsOf(part.inside))).join("");

const LONGEST_ADDRESS = 2_000;
const address = /^https:\/\/[a-z\d-]+(?:\.[a-z\d-]+)+(?::\d{1,5})?(?:[/?#][^\s<>"“”`]*)?/i;
const isWord = (sign: string | undefined): boolean => sign !== undefined && /\w/.test(sign);
const isSpace = (sign: string | undefined): boolean => sign === undefined || /\s/.test(sign);

type Found = { readonly part: Inline; readonly until: number };
type Reading = {
  readonly line: string;
  /** The signs that the line stands between already: none holds itself. */
  readonly within: readonly Sign[];
  /** What nothing closes any more, so that a line is read in its own length. */
  readonly unclosed: Set<Sign | "`">;
};

function inline(line: string, within: readonly Sign[] = []): Inline[] {
  const reading: Reading = { line, within, unclosed: new Set() };
  const parts: Inline[] = [];
  let typed = 0;
  let at = 0;
  while (at < line.length) {
    const found = partAt(reading, at);
    if (!found) {
      at += line.startsWith("**", at) || line.startsWith("``", at) ? 2 : 1;
      continue;
    }
    if (typed < at) parts.push({ kind: "text", text: line.slice(typed, at) });
    parts.push(found.part);
    typed = at = found.until;
  }
  if (typed < line.length) parts.push({ kind: "text", text: line.slice(typed) });
  return parts;
}

function partAt(reading: Reading, at: number): Found | null {
  switch (reading.line[at]) {
    case "`":
      return codeAt(reading, at);
    case "*":
      return emphasisAt(reading, at);
    case "h":
      return linkAt(reading, at);
    default:
      return null;
  }
}

function codeAt({ line, unclosed }: Reading, at: number): Found | null {
  if (unclosed.has("`")) return null;
  const end = line.indexOf("`", at + 1);
  if (end === -1) unclosed.add("`");
  if (end <= at + 1) return null;
  return { part: { kind: "code", text: line.slice(at + 1, end) }, until: end + 1 };
}

function emphasisAt({ line, within, unclosed }: Reading, at: number): Found | null {
  const sign = line.startsWith("**", at) ? "**" : "*";
  const from = at + sign.length;
  if (within.includes(sign) || unclosed.has(sign)) return null;
  if (isWord(line[at - 1]) || isSpace(line[from])) return null;
  const end = closing(line, sign, from);
  if (end === null) {
    unclosed.add(sign);
    return null;
  }
  const inside = inline(line.slice(from, end), [...within, sign]);
  return { part: { kind: kinds[sign], inside }, until: end + sign.length };
}

/** Where the sign that closes this one stands: after a word, and not in the middle of another. */
function closing(line: string, sign: Sign, from: number): number | null {
  for (let at = from + 1; at < line.length; at += 1) {
    if (line[at] !== "*") continue;
    let end = at;
    while (line[end] === "*") end += 1;
    const run = end - at;
    const fits = sign === "**" ? run >= 2 : run !== 2;
    // Of three the last ones close: the first belongs to what stands within.
    if (fits && !isSpace(line[at - 1]) && !isWord(line[end])) return end - sign.length;
    at = end;
  }
  return null;
}

/** The address that begins here, without the stop or bracket that ends the sentence around it. */
function linkAt({ line }: Reading, at: number): Found | null {
  if (isWord(line[at - 1]) || !line.startsWith("https://", at)) return null;
  const found = address.exec(line.slice(at, at + LONGEST_ADDRESS))?.[0];
  const text = found?.replace(/[.,;:!?'’)\]*]+$/, "");
  return text ? { part: { kind: "link", text }, until: at + text.length } : null;
}

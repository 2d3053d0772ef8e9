type Attributes = Readonly<Record<string, string | number | undefined>>;

/** One element, already escaped: everything an SVG file is put together of. */
export type Drawing = { readonly svg: string };

/** What XML 1.0 cannot hold in any spelling: most control characters, and halves of characters. */
const unwritable = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** Text as XML holds it, on one line. */
const escaped = (text: string): string =>
  text
    .replace(unwritable, "\uFFFD")
    .replace(/\s+/g, " ")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");

const numbered = (value: string | number): string =>
  typeof value === "number" ? String(Math.round(value * 100) / 100 || 0) : escaped(value);

/** An element with what it holds: text or other elements. Numbers are written to a hundredth. */
export function element(
  name: string,
  attributes: Attributes,
  ...children: readonly (Drawing | string | null)[]
): Drawing {
  const written = Object.entries(attributes)
    .flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${numbered(value)}"`]))
    .join("");
  const inside = children
    .map((child) => (child === null ? "" : typeof child === "string" ? escaped(child) : child.svg))
    .join("");
  return { svg: inside ? `<${name}${written}>${inside}</${name}>` : `<${name}${written}/>` };
}

/** How wide a text is at most in common sans-serif fonts, in pixels: files know no fonts. */
export const widthOf = (text: string, size: number): number =>
  [...text].reduce((sum, letter) => sum + (isWide(letter) ? 1 : 0.6), 0) * size;

const isWide = (letter: string): boolean =>
  letter >= "\u1100" &&
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Extended_Pictographic}]/u.test(
    letter,
  );

/** A text in lines no wider than `width`; beyond `most` lines it ends with an ellipsis. */
export function linesOf(text: string, width: number, size: number, most = Infinity): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text
    .trim()
    .split(/\s+/)
    .flatMap((word) => pieces(word, width, size))) {
    const longer = line ? `${line} ${word}` : word;
    if (line && widthOf(longer, size) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  if (line) lines.push(line);
  if (lines.length <= most) return lines;
  const last = [...(lines[most - 1] ?? "")];
  while (last.length > 0 && widthOf(`${last.join("")}…`, size) > width) last.pop();
  return [...lines.slice(0, most - 1), `${last.join("").trimEnd()}…`];
}

/** A word that is wider than a line, in pieces that are not. */
function pieces(word: string, width: number, size: number): string[] {
  const found = [""];
  for (const letter of word) {
    const piece = found.at(-1) ?? "";
    if (piece && widthOf(piece + letter, size) > width) found.push(letter);
    else found[found.length - 1] = piece + letter;
  }
  return found;
}

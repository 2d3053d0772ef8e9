/** A mail in plain words. Where it asks for something, its link stands on a line of its own. */
export type Mail = {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
};

const MINUTE = 60_000;
const pauses = [1, 5, 30, 120, 480].map((minutes) => minutes * MINUTE);

/** How long to wait, in milliseconds, after this many refused attempts; null to give up. */
export const pauseAfter = (attempts: number): number | null => pauses[attempts - 1] ?? null;

const isLink = (line: string) => /^https?:\/\/\S+$/.test(line);

/** The link a mail asks its reader to open, if there is one. */
export const linkIn = (text: string): string | null => text.split("\n").find(isLink) ?? null;

const escaped: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const harmless = (text: string) => text.replace(/[&<>"']/g, (letter) => escaped[letter] ?? "");

/** The same mail as simple HTML: its paragraphs, with its links to press. */
export function htmlFrom(text: string): string {
  const shown = (line: string) =>
    isLink(line) ? `<a href="${harmless(line)}">${harmless(line)}</a>` : harmless(line);
  return text
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.split("\n").map(shown).join("<br>\n")}</p>`)
    .join("\n");
}

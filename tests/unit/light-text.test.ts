import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Block, type Inline, lightText, plainWords } from "#app/domain/light-text.ts";

/** A tree as one line of signs that no text here holds. */
const spelled = (blocks: readonly Block[]) =>
  blocks.map(({ kind, lines }) => `${kind}: ${lines.map(line).join(" / ")}`);
const line = (parts: readonly Inline[]): string =>
  parts
    .map((part) =>
      part.kind === "text"
        ? part.text
        : `{${part.kind} ${"text" in part ? part.text : line(part.inside)}}`,
    )
    .join("");

describe("a text with a few signs", () => {
  test.for<[string, readonly string[]]>([
    ["", []],
    [" \n\n", []],
    ["One line", ["paragraph: One line"]],
    ["One\ntwo\r\nthree\n\n\nfour\n", ["paragraph: One / two / three", "paragraph: four"]],
    [
      "Said:\n> I would measure\n> first.\nThen",
      ["paragraph: Said:", "quote: I would measure / first.", "paragraph: Then"],
    ],
    ["> one\n>\n> two\n>", ["quote: one /  / two / "]],
    ["- bounds\n- owners\n\n- again", ["list: bounds / owners", "list: again"]],
    ["12' “I would **bound** it.”", ["paragraph: 12' “I would {strong bound} it.”"]],
    [
      "*one* and `two * three` and **four *five* six**",
      ["paragraph: {emphasis one} and {code two * three} and {strong four {emphasis five} six}"],
    ],
    [
      "***both***, *so **it** is*",
      ["paragraph: {strong {emphasis both}}, {emphasis so {strong it} is}"],
    ],
    [
      "See https://example.com/a_b?c=*d*.",
      ["paragraph: See {link https://example.com/a_b?c=*d}*."],
    ],
    ["(https://example.com:8080/x)", ["paragraph: ({link https://example.com:8080/x})"]],
  ])("%j", ([text, tree]) => {
    expect(spelled(lightText(text))).toEqual(tree);
  });
});

describe("stays as it was typed", () => {
  test.for([
    "2 * 3 * 4",
    "2**10 and 3**2, a*b*c",
    "**open and *never closed",
    "* spaced * and ** so **",
    "**** and `` and ***",
    "`open",
    "# No heading",
    "![image](https://",
    "-1 and ->, >= 3 retries",
    ">",
    "- ",
    "> ",
    "<b onclick=alert(1)>bold</b> &lt;",
    "javascript:alert(1) http://example.com xhttps://example.com https://nowhere",
    "snake_case_name and __init__",
  ])("%s", (text) => {
    expect(lightText(text)).toEqual([{ kind: "paragraph", lines: [[{ kind: "text", text }]] }]);
  });
});

const signs = fc.constantFrom(
  "*",
  "**",
  "`",
  "> ",
  "- ",
  "\n",
  "\n\n",
  " ",
  "https://a.example/",
  "<i>",
  "word",
  "12'",
  "“",
  "ß",
  "日",
);
const garbage = fc.array(signs, { maxLength: 40 }).map((parts) => parts.join(""));

const kept = (text: string) => text.replaceAll(/[*`>\-\s]/g, "");

describe("whatever is typed", () => {
  test("no character is lost but the signs themselves, and none is added", () => {
    fc.assert(
      fc.property(fc.oneof(garbage, fc.string({ unit: "grapheme" })), (text) => {
        const words = plainWords(lightText(text));
        expect(kept(words)).toBe(kept(text));
        // Every character of the words stands in the text, in the same order.
        let from = 0;
        for (const sign of words.replaceAll(/\s/g, "")) {
          const found = text.indexOf(sign, from);
          expect(found).toBeGreaterThanOrEqual(from);
          from = found + sign.length;
        }
      }),
      { numRuns: 2_000 },
    );
  });
  test("text without signs is its own words", () => {
    const word = fc.stringMatching(/^[a-zA-Z0-9'“”,.;]{1,8}$/);
    const written = fc.array(fc.array(word, { minLength: 1 }).map((words) => words.join(" ")));
    fc.assert(
      fc.property(written, (paragraphs) => {
        const text = paragraphs.join("\n\n");
        expect(plainWords(lightText(text))).toBe(text);
      }),
    );
  });
  test("only addresses that begin with https become links, and none holds a sign of markup", () => {
    const links = (parts: readonly Inline[]): string[] =>
      parts.flatMap((part) =>
        "inside" in part ? links(part.inside) : part.kind === "link" ? [part.text] : [],
      );
    const tried = fc.oneof(
      garbage,
      fc.webUrl().map((url) => `x ${url} y`),
      fc.webUrl({ validSchemes: ["https", "javascript", "data"] }),
    );
    fc.assert(
      fc.property(tried, (text) => {
        for (const { lines } of lightText(text))
          for (const url of lines.flatMap(links)) {
            expect(url).toMatch(/^https:\/\/[^\s<>"]+$/);
            expect(URL.canParse(url)).toBe(true);
          }
      }),
    );
  });
  test.for(["**a ", "*a ", "`", "**", "*a* ", "***", "h", "https://a.", "> "])(
    "200,000 characters of %j are read at once",
    (sign) => {
      const text = sign.repeat(200_000 / sign.length);
      const began = performance.now();
      lightText(text);
      expect(performance.now() - began).toBeLessThan(2_000);
    },
  );
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Figure, Plot } from "#app/domain/figure.ts";
import { axisAround } from "#app/domain/figure-axis.ts";
import { answerParts } from "#app/domain/figure-parts.ts";
import { figureSvg } from "#app/domain/figure-svg.ts";
import { linesOf, widthOf } from "#app/domain/svg-text.ts";

type Tree = {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: (Tree | string)[];
};

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"' };
const said = (text: string) => {
  if (/&(?!(?:amp|lt|gt|quot);)|</.test(text)) throw new Error(`Not escaped: ${text}`);
  return text.replaceAll(/&(\w+);/g, (_, name: string) => entities[name] ?? "");
};

/** Reads the XML such files are written in, and throws at whatever else. */
function parsed(xml: string): Tree {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
  if (/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/u.test(xml))
    throw new Error("A character XML has no place for");
  const root: Tree = { name: "", attributes: {}, children: [] };
  const open = [root];
  const token = /<\?xml[^<>]*\?>|<(\/?)([a-z]+)((?: [\w:-]+="[^"<>]*")*)(\/?)>|[^<>]+/gy;
  let read = 0;
  for (let found = token.exec(xml); found; found = token.exec(xml)) {
    read = token.lastIndex;
    const [whole, closing, name, attributes = "", empty] = found;
    const parent = open.at(-1);
    if (!parent) throw new Error("Something after the end");
    if (name === undefined) {
      if (!whole.startsWith("<?")) parent.children.push(said(whole));
    } else if (closing) {
      if (open.pop()?.name !== name) throw new Error(`${name} closes something else`);
    } else {
      const pairs = [...attributes.matchAll(/([\w:-]+)="([^"]*)"/g)];
      const values = Object.fromEntries(pairs.map(([, key = "", text = ""]) => [key, said(text)]));
      if (Object.keys(values).length !== pairs.length) throw new Error("An attribute twice");
      const child: Tree = { name, attributes: values, children: [] };
      parent.children.push(child);
      if (!empty) open.push(child);
    }
  }
  if (read !== xml.length || open.length !== 1) throw new Error(`Not read beyond ${read}`);
  const [svg] = root.children.filter((child) => typeof child !== "string");
  if (!svg) throw new Error("No element");
  return svg;
}

const textsOf = (tree: Tree, name: string): string[] =>
  tree.children.flatMap((child) =>
    typeof child === "string" ? (tree.name === name ? [child] : []) : textsOf(child, name),
  );
const elementsOf = (tree: Tree): Tree[] => [
  tree,
  ...tree.children.flatMap((child) => (typeof child === "string" ? [] : elementsOf(child))),
];

const rows = Array.from({ length: 30 }, (_, at) => ({
  id: `r${at}`,
  label: `Person ${at}`,
  note: `${at} cards`,
}));
const plots: Plot[] = [
  {
    kind: "dots",
    axis: { ...axisAround(0, [0.8]), label: "Points", ends: ["lenient", "severe"] },
    reference: 0,
    referenceLabel: "The panel",
    legend: [{ mark: "filled", label: "Severity" }],
    rows: rows.map((row, at) => ({
      ...row,
      ...(at % 3 === 1 ? { tied: "Cannot be told apart" } : {}),
      dots:
        at % 5 === 4 ? [] : [{ mark: "filled" as const, value: at / 20 - 0.7, low: -2, high: 0.9 }],
    })),
  },
  {
    kind: "bars",
    parts: answerParts(["no", "some", "yes", "more"]),
    rows: rows.map((row, at) => ({ ...row, counts: [at, 1, 2, 3, 0, at % 2] })),
  },
  {
    kind: "lines",
    axis: { ...axisAround(0, [1]), label: "Points" },
    reference: 0,
    steps: ["Q1 2026", "Q2 2026"],
    lines: rows.map(({ label }) => ({
      label,
      points: [null, { value: 0.1, low: -0.2, high: 0.4 }],
    })),
  },
  {
    kind: "links",
    nodes: rows.map(({ id, label }, at) => ({ id, label, island: 1 + (at % 3), weight: at })),
    links: [{ a: 0, b: 3, weight: 2 }],
    more: [{ island: 1, people: 7 }],
  },
];
const figureOf = (plot: Plot, words = "What one sees"): Figure => ({
  id: "severity",
  title: `Severity ${words}`,
  sentence: words,
  caption: `n = 30. ${words}`,
  method: "severity",
  plot,
  table: {
    columns: [{ label: "Person", numeric: false }],
    rows: rows.map(({ id, label }) => ({ id, cells: [label] })),
  },
});
const options = { dateLine: "Evenhand, 21 November 2026" };

describe.each(plots)("the file of $kind", (plot) => {
  const svg = parsed(figureSvg(figureOf(plot), options));

  test("is one picture of 900 pixels with its title, sentence, caption and date", () => {
    expect(svg).toMatchObject({
      name: "svg",
      attributes: { xmlns: "http://www.w3.org/2000/svg", width: "900" },
    });
    const texts = textsOf(svg, "text");
    expect(texts).toEqual(
      expect.arrayContaining([
        "Severity What one sees",
        "What one sees",
        "n = 30. What one sees",
        options.dateLine,
      ]),
    );
  });

  test("holds every row of its table", () => {
    const titles = textsOf(svg, "title");
    for (const { label } of rows) {
      expect(
        titles.some(
          (title) =>
            title === label || title.startsWith(`${label}:`) || title.startsWith(`${label}.`),
        ),
      ).toBe(true);
      expect(textsOf(svg, "text")).toContain(label);
    }
  });

  test("needs nothing from elsewhere and has no number that is none", () => {
    const all = elementsOf(svg);
    const outward = ["script", "style", "image", "use", "foreignObject", "a"];
    expect(all.filter(({ name }) => outward.includes(name))).toEqual([]);
    const written = all.flatMap(({ attributes }) => Object.entries(attributes));
    expect(
      written.filter(([key, text]) => /href|^on/.test(key) || /NaN|Infinity|undefined/.test(text)),
    ).toEqual([]);
  });
});

test("names are held whatever they are made of", () => {
  const name = fc.string({ unit: "binary", maxLength: 60 });
  fc.assert(
    fc.property(
      fc.oneof(name, fc.constantFrom(`<&">'`, "\u0000\u000B\uFFFF", "\uD800", "نور الهدى", "]]>")),
      (words) => {
        const [dots] = plots;
        if (dots?.kind !== "dots") throw new Error("No dots");
        const plot = {
          ...dots,
          rows: dots.rows.slice(0, 2).map((row) => ({ ...row, label: words })),
        };
        expect(parsed(figureSvg(figureOf(plot, words), options)).name).toBe("svg");
      },
    ),
    { seed: 7, numRuns: 60, examples: [["\uDC00\uD800"], [`<script>alert("&")</script>`]] },
  );
});

test("a name with every mark of XML is read back as it is", () => {
  const svg = parsed(figureSvg(figureOf(plots[3] as Plot, `A <b> & "c" 'd'`), options));
  expect(textsOf(svg, "desc")).toEqual([`A <b> & "c" 'd' n = 30. A <b> & "c" 'd'`]);
});

test("texts are broken into lines no wider than they may be", () => {
  fc.assert(
    fc.property(fc.lorem({ maxCount: 40 }), fc.integer({ min: 60, max: 400 }), (words, width) => {
      const lines = linesOf(words, width, 12);
      expect(lines.join("").replaceAll(" ", "")).toBe(words.replaceAll(/\s/g, ""));
      for (const line of lines) expect(widthOf(line, 12)).toBeLessThanOrEqual(width);
    }),
    { seed: 11, numRuns: 200 },
  );
  expect(linesOf("Hohenstaufen-Wittelsbach und zu Lippe", 100, 12, 2)).toEqual([
    "Hohenstaufen-",
    "Wittelsbach…",
  ]);
});

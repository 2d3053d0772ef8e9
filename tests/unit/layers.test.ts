import { readdirSync, readFileSync } from "node:fs";
import { join, normalize } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

const { preProcessFile } = ts;

const files = ["app", "db", "rubrics"].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)),
);
const code = files.filter((file) => /\.(ts|tsx|js|jsx)$/.test(file));

/** What a file imports, types included, as paths from the root; packages by their name. */
function importsOf(file: string): string[] {
  return preProcessFile(readFileSync(file, "utf8")).importedFiles.map(({ fileName }) => {
    const name = fileName.replace(/\?.*$/, "");
    return name.startsWith(".") ? normalize(join(file, "..", name)) : name.replace(/^#/, "");
  });
}

const routeOf = (path: string) => path.match(/^app\/routes\/[^/]+/)?.[0];
const forbidden: [string, (file: string, imported: string) => boolean][] = [
  [
    "the domain imports zod, distribution functions and itself",
    (file, to) =>
      file.startsWith("app/domain/") && !/^(app\/domain\/|zod(\/|$)|@stdlib\/)/.test(to),
  ],
  [
    "the database knows no screens",
    (file, to) => file.startsWith("db/") && /^app\/(?!domain\/)/.test(to),
  ],
  [
    "http knows no routes",
    (file, to) => file.startsWith("app/http/") && /^app\/(routes|components)\//.test(to),
  ],
  [
    "jobs know no screens",
    (file, to) => file.startsWith("app/jobs/") && /^app\/(routes|components)\//.test(to),
  ],
  [
    "components fetch nothing",
    (file, to) => file.startsWith("app/components/") && /^(db|app\/(http|routes|jobs))\//.test(to),
  ],
  [
    "a route keeps to its own folder",
    (file, to) => routeOf(to) !== undefined && routeOf(to) !== routeOf(file),
  ],
];

test.each(forbidden)("%s", (_, isForbidden) => {
  const arrows = code.flatMap((file) => importsOf(file).map((to) => [file, to] as const));
  expect(
    arrows.filter(([file, to]) => isForbidden(file, to)).map((arrow) => arrow.join(" -> ")),
  ).toEqual([]);
});

test("rubrics hold no code", () => {
  expect(code.filter((file) => file.startsWith("rubrics/"))).toEqual([]);
});

test("every file is named for what it holds", () => {
  const vague = /(^|[/.-])(utils?|helpers?|common|misc|manager)([/.-]|$)/;
  // An engineering manager's rubric is named for what it holds.
  const named = files.filter((file) => !file.startsWith("rubrics/"));
  expect(named.filter((file) => vague.test(file))).toEqual([]);
});

test("imports do not go in circles", () => {
  const done = new Set<string>();
  const circles: string[] = [];
  const walk = (file: string, path: readonly string[]) => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(" -> "));
    else if (!done.has(file)) {
      for (const to of importsOf(file)) if (code.includes(to)) walk(to, [...path, file]);
      done.add(file);
    }
  };
  for (const file of code) walk(file, []);
  expect(circles).toEqual([]);
});

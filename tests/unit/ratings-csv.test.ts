import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { columnsFrom } from "#app/domain/calibration/cells.ts";
import { ratingsReader } from "#app/domain/calibration/ratings-csv.ts";
import { problemWords } from "#app/domain/transfer.ts";

const header = "candidate,interviewer,criterion,rating\n";

function read(text: string, piece = text.length) {
  const reader = ratingsReader();
  for (let at = 0; at < text.length; at += piece) reader.read(text.slice(at, at + piece));
  return reader.end();
}

/** The rows of a file that is right, names spelled out. */
function rowsOf(text: string, piece?: number) {
  const file = read(text, piece);
  if (!file.ok) throw new Error(file.problems.map(problemWords).join("\n"));
  const { candidates, interviewers, criteria, ...codes } = file.columns;
  return Array.from(codes.rating, (rating, row) => [
    candidates[codes.candidate[row] ?? -1],
    interviewers[codes.interviewer[row] ?? -1],
    criteria[codes.criterion[row] ?? -1],
    rating,
  ]);
}

function problemsOf(text: string) {
  const file = read(text);
  return file.ok ? [] : file.problems.map(problemWords);
}

test("rows become columns in the order they stand in", () => {
  const file = read(
    `${header}Anne,Avogadro,Attack,5\nBetty,Avogadro,Basis,2.5\nAnne,Brahe,Attack,-1\n`,
  );
  expect(file).toEqual({
    ok: true,
    columns: columnsFrom([
      { candidate: "Anne", interviewer: "Avogadro", criterion: "Attack", rating: 5 },
      { candidate: "Betty", interviewer: "Avogadro", criterion: "Basis", rating: 2.5 },
      { candidate: "Anne", interviewer: "Brahe", criterion: "Attack", rating: -1 },
    ]),
  });
});

test("columns come in any order, any case and with others beside them", () => {
  expect(
    rowsOf("Rating,note, Criterion ,interviewer,CANDIDATE,,\n4,good,Depth,Ida,Cem,,\n"),
  ).toEqual([["Cem", "Ida", "Depth", 4]]);
});

test("an empty rating is not observed", () => {
  expect(rowsOf(`${header}Cem,Ida,Depth,\nCem,Ida,Speed, \n`)).toEqual([
    ["Cem", "Ida", "Depth", Number.NaN],
    ["Cem", "Ida", "Speed", Number.NaN],
  ]);
});

test("numbers are read as people and programs write them", () => {
  const ratings = ["3", "10", "2.50", ".5", "7.", "-2", "+4", "1e1", " 3 "];
  const rows = ratings.map((rating, at) => `C${at},I,K,${rating}`).join("\n");
  expect(rowsOf(header + rows).map((row) => row[3])).toEqual([3, 10, 2.5, 0.5, 7, -2, 4, 10, 3]);
});

test("what is no finite number is refused with its line", () => {
  const ratings = ["NaN", "Infinity", "-inf", "high", "0x10", "1e999", "3,5", "4 5", "--1"];
  const rows = ratings.map((rating, at) => `C${at},I,K,"${rating}"`).join("\n");
  expect(problemsOf(header + rows)).toEqual(
    ratings.map((rating, at) => `line ${at + 2}, rating: "${rating}" is not a number.`),
  );
});

test("what is too far from 0 for points to be told apart is refused with its line", () => {
  expect(problemsOf(`${header}A,I,K,1e12\nB,I,K,-1e13\nC,I,K,1e308\n`)).toEqual([
    'line 3, rating: "-1e13" is too far from 0.',
    'line 4, rating: "1e308" is too far from 0.',
  ]);
});

test("a byte order mark, line ends of Windows and old Macs, and blank lines are taken as they come", () => {
  const lines = [
    header.trim(),
    "Zoë Ångström,Ida,Depth,4",
    "",
    " , ,,",
    "李雷,Ida,Depth,2",
    "",
    "",
  ];
  for (const end of ["\n", "\r\n", "\r"])
    expect(rowsOf(`\uFEFF${lines.join(end)}`)).toEqual([
      ["Zoë Ångström", "Ida", "Depth", 4],
      ["李雷", "Ida", "Depth", 2],
    ]);
});

test("quoted names may hold commas, quotation marks and line breaks, and lines are still counted", () => {
  const text = `${header}"Ng, Amy","Ida ""the hawk""",Depth,4\r\n"Two\r\nlines",Ida,Depth,"3"\nCem,Ida,Depth,x\n`;
  expect(problemsOf(text)).toEqual(['line 5, rating: "x" is not a number.']);
  expect(rowsOf(text.replace(",x", ",1"))).toEqual([
    ["Ng, Amy", 'Ida "the hawk"', "Depth", 4],
    ["Two\r\nlines", "Ida", "Depth", 3],
    ["Cem", "Ida", "Depth", 1],
  ]);
});

test("names that mean something to a machine are only names", () => {
  const names = ["__proto__", "constructor", "toString", "null", "0"];
  const rows = names.map((name) => `${name},${name},${name},3`).join("\n");
  expect(rowsOf(header + rows)).toEqual(names.map((name) => [name, name, name, 3]));
});

test("two ratings of one criterion on one card are refused with both lines", () => {
  const rows = ["A,I,K,3", "B,I,K,3", "A,I,L,2", "", "A,I,K,4", "B,J,K,1", "A,I,K,"].join("\n");
  expect(problemsOf(header + rows)).toEqual([
    "line 6: I for A on K already stands on line 2.",
    "line 8: I for A on K already stands on line 2.",
  ]);
});

test("problems come all together, by line", () => {
  const rows = ["A,I,K,3", ",I,K,9", "A,I", "B,I,K,x", "A,I,K,4", "C,I,K,1,extra", "C, ,,1"];
  expect(problemsOf(header + rows.join("\n"))).toEqual([
    "line 3, candidate: The candidate's name is missing.",
    "line 4: This row has 2 cells, the header has 4.",
    'line 5, rating: "x" is not a number.',
    "line 6: I for A on K already stands on line 2.",
    "line 7: This row has more cells than the header has columns (4).",
    "line 8, interviewer: The interviewer's name is missing.",
    "line 8, criterion: The criterion's name is missing.",
  ]);
});

test("of very many problems the first fifty are told, and how many there are", () => {
  const file = read(header + Array.from({ length: 1_000 }, (_, at) => `C${at},I,K,x\n`).join(""));
  expect(file).toMatchObject({ ok: false, total: 1_000, problems: { length: 50 } });
});

test("a header that lacks a column, or has it twice, is told", () => {
  expect(problemsOf("candidate,interviewer,dimension,score\nA,I,K,3\n")).toEqual([
    "line 1, criterion: The header lacks this column.",
    "line 1, rating: The header lacks this column.",
  ]);
  expect(problemsOf("candidate,interviewer,criterion,rating,rating\nA,I,K,3,4\n")).toEqual([
    "line 1, rating: This column stands in the header twice.",
  ]);
});

test("an empty file is told, a header alone is a table without rows", () => {
  for (const empty of ["", "\uFEFF", "\n \r\n"])
    expect(problemsOf(empty)).toEqual(["line 1: The file is empty."]);
  expect(rowsOf(header)).toEqual([]);
  expect(rowsOf(header.trim())).toEqual([]);
});

test("a quotation mark that nobody closes is told with the line it stands on", () => {
  const told = ["line 3: This row has no end: a quotation mark may be left open."];
  expect(problemsOf(`${header}A,I,K,3\n"B,I,K,3\nC,I,K,3\n`)).toEqual(told);
  expect(problemsOf(`${header}A,I,K,3\n"B,${"x".repeat(2_000_000)}`)).toEqual(told);
});

test("more criteria than a card can hold are refused", () => {
  const rows = Array.from({ length: 256 }, (_, at) => `A,I,K${at},3`).join("\n");
  expect(problemsOf(header + rows)).toEqual([
    "line 257, criterion: There are more than 255 criteria.",
  ]);
});

test("the same rows are read wherever the text is cut, as another reader of CSV reads them", () => {
  const cell = fc.string({ unit: fc.constantFrom("a", "b", ",", '"', "\n", "\r", "é", " ") });
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const table = fc.array(
    fc.record({
      name: cell,
      rating: fc.integer({ min: 0, max: 99 }),
      end: fc.constantFrom("\n", "\r\n"),
    }),
  );
  fc.assert(
    fc.property(table, fc.integer({ min: 1, max: 7 }), (rows, piece) => {
      const lines = rows.map(
        ({ name, rating, end }, at) => `${quoted(name)} ${at},I,K,${rating}${end}`,
      );
      const text = header + lines.join("");
      const known: string[][] = parse(
        rows.map(({ name, rating }, at) => `${quoted(`${name} ${at}`)},I,K,${rating}\n`).join(""),
      );
      expect(rowsOf(text, piece)).toEqual(
        known.map(([candidate = "", by, on, rating]) => [candidate.trim(), by, on, Number(rating)]),
      );
    }),
  );
});

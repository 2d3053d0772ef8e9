import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { csvOf } from "#app/domain/csv.ts";

test("quotes what would end a cell, and begins with the mark spreadsheets look for", () => {
  expect(csvOf([["Ana", 'said "no", twice', "two\nlines", 3, null]])).toBe(
    '\uFEFFAna,"said ""no"", twice","two\nlines",3,\r\n',
  );
});

test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"])(
  "keeps %j from running as a formula",
  (text) => {
    const [[cell = ""] = []] = parse(csvOf([[text]]), { bom: true });
    expect(cell).toBe(`'${text}`);
  },
);

test("leaves numbers alone, a negative one too", () => {
  expect(csvOf([[-1.5, 0]])).toBe("\uFEFF-1.5,0\r\n");
});

test("whatever people wrote comes back as text, and never as a formula", () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.string({ unit: "binary" }), { minLength: 2, maxLength: 4 }), {
        minLength: 1,
      }),
      (rows) => {
        const read: string[][] = parse(csvOf(rows), {
          ...{ bom: true, relax_column_count: true, record_delimiter: "\r\n" },
        });
        expect(read.map((row) => row.map((cell) => cell.replace(/^'/, "")))).toEqual(
          rows.map((row) => row.map((cell) => cell.replace(/^'/, ""))),
        );
        for (const cell of read.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
      },
    ),
  );
});

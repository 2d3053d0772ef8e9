import fc from "fast-check";
import { expect, test } from "vitest";
import { download, fileName } from "#app/http/download.server.ts";

test.each([
  ["Debrief Cleo Candidate", "Debrief Cleo Candidate.csv"],
  ["../../etc/passwd", "etc passwd.csv"],
  ["C:\\temp\\a", "C temp a.csv"],
  ['a"; filename="b', "a filename= b.csv"],
  ["a\r\nSet-Cookie: b", "a Set-Cookie b.csv"],
  [".hidden", "hidden.csv"],
  ["nul", "evenhand.csv"],
  ["", "evenhand.csv"],
  ["Zoë 李\u202Efdp", "Zoë 李 fdp.csv"],
])("the file for %j is named %j", (stem, name) => {
  expect(fileName(stem, "csv")).toBe(name);
});

test("says its name in plain letters and in its own", () => {
  const { headers } = download("{}", "Receipt of Zoë 李 (2)", "json");
  expect(headers.get("Content-Disposition")).toBe(
    "attachment; filename=\"Receipt of Zoe  (2).json\"; filename*=UTF-8''Receipt%20of%20Zo%C3%AB%20%E6%9D%8E%20%282%29.json",
  );
  expect(headers.get("Content-Type")).toBe("application/json; charset=utf-8");
  expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
  expect(headers.get("Cache-Control")).toBe("no-store");
});

test("a text file is plain text in UTF-8", () => {
  const { headers } = download("ä", "Card Zoë", "txt");
  expect(headers.get("Content-Type")).toBe("text/plain; charset=utf-8");
  expect(headers.get("Content-Disposition")).toContain("filename*=UTF-8''Card%20Zo%C3%AB.txt");
});

test("no name breaks the header it stands in", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (stem) => {
      const header = download("", stem, "csv").headers.get("Content-Disposition") ?? "";
      expect(header).toMatch(/^attachment; filename="[\x20!#-~]+"; filename\*=UTF-8''[\w.~%!-]+$/);
    }),
  );
});

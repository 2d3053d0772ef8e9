import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { suggestCommand, usage } from "#db/suggest.ts";

async function run(args: readonly string[], text = "") {
  const printed: string[] = [];
  const complaints: string[] = [];
  const code = await suggestCommand(args, Readable.from([Buffer.from(text)]), {
    print: (line) => printed.push(line),
    complain: (problem) => complaints.push(problem),
  });
  return { code, printed, complaints };
}

const hints =
  "Accepted each of my hints, even the planted wrong one, and never offered a view of her own.";
const lines = (...values: readonly unknown[]) =>
  values.map((value) => `${JSON.stringify(value)}\n`).join("");

test.each([[[]], [["-"]]])("notes from standard input are answered in order (%j)", async (args) => {
  const { code, printed, complaints } = await run(
    args,
    lines({ id: "a", note: hints }, { id: "b", note: "Tidy SQL." }),
  );
  expect([code, complaints]).toEqual([0, []]);
  const [a, b] = printed.map((line) => JSON.parse(line));
  expect(a.id).toBe("a");
  expect(a.tags).toEqual([
    { key: "agrees-with-everything", because: expect.stringContaining("going along") },
  ]);
  expect(b).toEqual({ id: "b", tags: [], protected: [] });
});

test("a file is read, and each of its lines answered", async () => {
  const { code, printed } = await run(["tests/reference/notes.jsonl"]);
  expect(code).toBe(0);
  expect(printed).toHaveLength(220);
});

test("a line that cannot be read is named, the others are answered, and the end is 1", async () => {
  const text = `\uFEFF${lines({ id: "a", note: "" })}nope\n\n${lines({ id: 3 }, { id: "b", note: "" })}`;
  const { code, printed, complaints } = await run([], text);
  expect(code).toBe(1);
  expect(printed.map((line) => JSON.parse(line).id)).toEqual(["a", "b"]);
  expect(complaints).toEqual([
    "standard input line 2: This is no JSON.",
    'standard input line 4: It needs "id" and "note", both text.',
  ]);
});

test.each([
  [["no-such.jsonl"], "There is no file no-such.jsonl."],
  [["tests"], "tests is a folder, not a file."],
  [["a", "b"], "One file at a time: b is one too many."],
])("%j is refused with a reason", async (args, reason) => {
  const { code, printed, complaints } = await run(args);
  expect([code, printed, complaints]).toEqual([1, [], [reason]]);
});

test("--help tells how to ask", async () => {
  expect(await run(["--help"])).toEqual({ code: 0, printed: [usage], complaints: [] });
});

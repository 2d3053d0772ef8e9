import { expect, test } from "vitest";
import { readUpload } from "#app/http/upload.server.ts";

function posted(file: BlobPart | null, typed = "") {
  const body = new FormData();
  body.set("text", typed);
  body.set("file", new File(file === null ? [] : [file], file === null ? "" : "card.txt"));
  return readUpload(new Request("http://localhost/", { method: "POST", body }), 1_000);
}
const utf16 = (text: string) => new Uint8Array(Buffer.from(`\uFEFF${text}`, "utf16le"));

test.each([
  ["plain", "a\nb", "a\nb"],
  ["with the ends of lines of another system", "a\r\nb\rc", "a\nb\nc"],
  ["with a byte order mark", "\uFEFFä 🙂", "ä 🙂"],
  ["in UTF-16 that says so", utf16("ä 🙂"), "ä 🙂"],
  ["as long as allowed", "x".repeat(1_000), "x".repeat(1_000)],
])("a file %s is read", async (_, file, text) => {
  expect(await posted(file, "typed")).toEqual({ values: { text: "typed" }, text, problem: null });
});

test.each([
  ["too long", "x".repeat(1_001), /2 KB; at most 1 KB/],
  ["empty", "", /empty/],
  ["of nothing but blanks", " \n\t", /empty/],
  ["a picture", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1, 2]), /no plain text in UTF-8/],
  ["in an older encoding", new Uint8Array([0x66, 0xfc, 0x72]), /no plain text in UTF-8/],
  ["of zeros", new Uint8Array(10), /no plain text in UTF-8/],
])("a file %s is turned away in words, and what was typed comes back", async (_, file, words) => {
  const { text, problem } = await posted(file, "typed");
  expect(text).toBe("typed");
  expect(problem).toMatch(words);
});

test.each([
  ["typed", "a\r\nb", "a\nb", null],
  ["too long", "ä".repeat(501), "ä".repeat(501), /text is 2 KB; at most 1 KB/],
  ["of nothing but blanks", " ", " ", /Choose a file, or paste its text/],
])("without a file a text %s is what was sent", async (_, typed, text, words) => {
  const sent = await posted(null, typed);
  expect(sent.text).toBe(text);
  if (words) expect(sent.problem).toMatch(words);
  else expect(sent.problem).toBeNull();
});

test("nothing but a form is read", async () => {
  const request = new Request("http://localhost/", { method: "POST", body: "a" });
  await expect(readUpload(request, 1)).rejects.toMatchObject({ init: { status: 400 } });
});

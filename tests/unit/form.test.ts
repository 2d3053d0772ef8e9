import { describe, expect, test } from "vitest";
import { canonicalJson } from "#app/domain/audit.ts";
import { ownPath } from "#app/domain/people.ts";
import { formatTime, instantOf, wallClockOf } from "#app/domain/time.ts";
import { readForm } from "#app/http/form.server.ts";

const posted = (pairs: readonly (readonly [string, string])[]) =>
  readForm(
    new Request("http://localhost/", {
      method: "POST",
      body: new URLSearchParams(pairs.map((p) => [...p])),
    }),
  );

describe("a posted form", () => {
  test("nests by dots, makes lists of numbered names and of repeated ones", async () => {
    expect(
      await posted([
        ["ratings.verification.score", "3"],
        ["ratings.verification.evidence", "a.b"],
        ["observations.1.quote", "second"],
        ["observations.0.quote", "first"],
        ["focus", "x"],
        ["focus", "y"],
      ]),
    ).toEqual({
      ratings: { verification: { score: "3", evidence: "a.b" } },
      observations: [{ quote: "first" }, { quote: "second" }],
      focus: ["x", "y"],
    });
  });
  test("cannot reach an object's prototype", async () => {
    await posted([
      ["__proto__.polluted", "yes"],
      ["constructor.prototype.polluted", "yes"],
    ]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
  test("loses only the character that Postgres refuses, and ends its lines as they were typed", async () => {
    expect(await posted([["sum\0mary", "a\0b\r\nc"]])).toEqual({ summary: "ab\nc" });
  });
  test("may hold 2,000 fields, six names deep", async () => {
    const many = Array.from({ length: 2_000 }, (_, at) => ["focus", String(at)] as const);
    expect((await posted(many)).focus).toHaveLength(2_000);
    expect(await posted([["a.b.c.d.e.f", "1"]])).toEqual({
      a: { b: { c: { d: { e: { f: "1" } } } } },
    });
  });
  test.each([
    ["JSON", { "Content-Type": "application/json" }, '{"a":1}'],
    ["nothing named", {}, "a=1"],
    ["cut off", { "Content-Type": "multipart/form-data; boundary=x" }, "--x\r\nContent-Disp"],
    ["too deep", { "Content-Type": "application/x-www-form-urlencoded" }, "a.b.c.d.e.f.g=1"],
    [
      "20,000 dots",
      { "Content-Type": "application/x-www-form-urlencoded" },
      `a${".".repeat(20_000)}=1`,
    ],
    ["too many", { "Content-Type": "application/x-www-form-urlencoded" }, "a=1&".repeat(2_001)],
  ])("that is none is turned away: %s", async (_, headers, body) => {
    const request = new Request("http://localhost/", {
      method: "POST",
      headers: { ...headers },
      body,
    });
    await expect(readForm(request)).rejects.toMatchObject({ init: { status: 400 } });
  });
});

test.each([
  ["/cards/1?x=2", "/cards/1?x=2"],
  ["https://elsewhere.example/", "/"],
  ["//elsewhere.example/", "/"],
  ["/\\elsewhere.example", "/"],
  ["/a\nb", "/"],
  ["javascript:alert(1)", "/"],
  ["", "/"],
  [null, "/"],
])("after signing in, %j leads to %j", (asked, to) => {
  expect(ownPath(asked)).toBe(to);
});

describe("times", () => {
  test("a wall clock becomes the instant it shows, on both sides of a clock change", () => {
    expect(instantOf("2026-11-21T14:30", "Europe/Berlin").toISOString()).toBe(
      "2026-11-21T13:30:00.000Z",
    );
    expect(instantOf("2026-07-01T14:30", "America/New_York").toISOString()).toBe(
      "2026-07-01T18:30:00.000Z",
    );
    expect(instantOf("2026-03-29T03:30", "Europe/Berlin").toISOString()).toBe(
      "2026-03-29T01:30:00.000Z",
    );
    expect(wallClockOf(new Date("2026-11-21T13:30:00Z"), "Asia/Kolkata")).toBe("2026-11-21T19:00");
  });
  test("are shown in the reader's zone", () => {
    expect(formatTime(new Date("2026-11-21T13:32:00Z"), "clock", "Europe/Berlin")).toBe("14:32");
    expect(formatTime(new Date("2026-11-21T13:32:00Z"), "day", "UTC")).toBe("21 Nov 2026");
  });
});

test("one value has one spelling, whatever the order of its keys", () => {
  expect(canonicalJson({ b: [1, { d: null, c: "x" }], a: undefined })).toBe(
    '{"b":[1,{"c":"x","d":null}]}',
  );
  expect(canonicalJson({ a: 1, b: 2 })).toBe(canonicalJson({ b: 2, a: 1 }));
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Edit,
  minutesInto,
  moveLine,
  noteLines,
  putBack,
  quoteEdit,
  stampEdit,
} from "#app/domain/notes.ts";

const round = { startsAt: new Date("2026-03-02T10:00:00Z"), minutes: 45 };
const at = (time: string) => Date.parse(`2026-03-02T${time}Z`);

describe("minutes into a round", () => {
  test.for<[string, number | null]>([
    ["09:59:59", null],
    ["10:00:00", 0],
    ["10:12:59", 12],
    ["10:45:00", 45],
    ["11:15:59", 75],
    ["11:16:00", null],
  ])("at %s are %s", ([time, minutes]) => {
    expect(minutesInto(round, at(time))).toBe(minutes);
  });
});

/** `[` and `]` stand around what is selected, `|` where the caret is. */
const typed = (marked: string) => {
  const plain = marked.includes("|") ? marked.replace("|", "[]") : marked;
  const start = plain.indexOf("[");
  return {
    ...{ text: plain.replace("[", "").replace("]", ""), start, end: plain.indexOf("]") - 1 },
  };
};
const done = (text: string, edit: Edit) => {
  const all = text.slice(0, edit.from) + edit.text + text.slice(edit.to);
  return `${all.slice(0, edit.caret)}|${all.slice(edit.caret)}`;
};

describe("a stamp", () => {
  test.for([
    ["|", "12' |"],
    ["one\n|", "one\n12' |"],
    ["one|", "one 12' |"],
    ["one | two", "one 12' | two"],
    ["one [two]", "one 12' |two"],
  ] as const)("%j becomes %j", ([before, after]) => {
    const given = typed(before);
    expect(done(given.text, stampEdit(given, 12))).toBe(after);
  });
});

describe("a quote", () => {
  test.for([
    ["|", "12' “|”"],
    ["one|", "one\n12' “|”"],
    ["one\n|", "one\n12' “|”"],
    ["one\n  |", "one\n  12' “|”"],
    ["7' |", "7' “|”"],
    ["7'|", "7' “|”"],
    ["They said [I would measure ]first", "They said “I would measure”| first"],
    ['They said ["so"]', "They said “so”|"],
    ["They said [“so”]", "They said “so”|"],
    ["[“so” and “so”]", "““so” and “so””|"],
  ] as const)("%j becomes %j", ([before, after]) => {
    const given = typed(before);
    expect(done(given.text, quoteEdit(given, 12))).toBe(after);
  });
  test("has no minutes outside the round", () => {
    const given = typed("one|");
    expect(done(given.text, quoteEdit(given, null))).toBe("one\n“|”");
  });
});

describe("a line of the notes", () => {
  const notes = "3' asked first\n\n12' “I would bound it”\n   \nlast";
  test("is one that says something, and keeps its place", () => {
    expect(noteLines(notes.replace("\n", "\r\n"))).toEqual([
      { at: 0, text: "3' asked first" },
      { at: 2, text: "12' “I would bound it”" },
      { at: 4, text: "last" },
    ]);
  });
  test("moves to the end of the evidence with its minutes", () => {
    expect(moveLine({ notes, evidence: "Measured." }, 2)?.after).toEqual({
      notes: "3' asked first\n\n   \nlast",
      evidence: "Measured.\n12' “I would bound it”",
    });
    expect(moveLine({ notes, evidence: "" }, 4)?.after.evidence).toBe("last");
    expect(moveLine({ notes, evidence: "Measured.\n" }, 4)?.after.evidence).toBe("Measured.\nlast");
  });
  test.for([1, 3, 5, -1])("that is none does not move: %i", (line) => {
    expect(moveLine({ notes, evidence: "" }, line)).toBeNull();
  });
  test("comes back where it was, though both were written on", () => {
    const move = moveLine({ notes, evidence: "Measured." }, 2);
    if (!move) throw new Error("It moves");
    const now = { notes: `${move.after.notes}\nmore`, evidence: `${move.after.evidence}\nmore` };
    expect(putBack(now, move)).toEqual({ notes: `${notes}\nmore`, evidence: "Measured.\nmore" });
  });
  test("stays in the evidence once it was rewritten there", () => {
    const move = moveLine({ notes, evidence: "" }, 4);
    if (!move) throw new Error("It moves");
    expect(putBack({ ...move.after, evidence: "the last one" }, move)).toBeNull();
  });
  test("comes back as it was, whatever both texts held", () => {
    const written = fc
      .array(fc.constantFrom("a", "12' b", "", " ", "c d"))
      .map((l) => l.join("\n"));
    fc.assert(
      fc.property(written, written, fc.nat(8), (notes, evidence, at) => {
        const move = moveLine({ notes, evidence }, at);
        if (!move) return;
        const all = (sides: { notes: string; evidence: string }) =>
          `${sides.notes}\n${sides.evidence}`.split("\n").filter(Boolean).toSorted();
        expect(all(move.after)).toEqual(all(move.before));
        expect(putBack(move.after, move)).toEqual({ notes, evidence });
      }),
    );
  });
});

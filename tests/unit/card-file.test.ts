import fc from "fast-check";
import { expect, test } from "vitest";
import { differences, meetCard, settled } from "#app/domain/card-file.ts";
import { type CardSheet, sayable, shapeOfSheet } from "#app/domain/card-marks.ts";
import { cardText } from "#app/domain/card-text.ts";
import { readCardText } from "#app/domain/card-text-reader.ts";
import { type Draft, fitDraft } from "#app/domain/scorecard.ts";

const sheet: CardSheet = {
  ...{ cardId: "01a1fc5d-e211-715e-ab33-75225dd4a38d", candidate: "Zoë", position: "", round: "" },
  scale: ["Below", "Meets", "Exceeds"],
  levels: ["senior", "staff"],
  criteria: ["verification", "leverage"].map((key) => ({
    ...{ key, title: key, question: "How?", focus: false, anchors: {} },
  })),
  patterns: [{ key: "no-owner", title: "Names no owner" }],
  probes: [{ probe: "hint", title: "The wrong hint", say: "", taken: [], refused: [] }],
};
type Said = Partial<Omit<Draft, "ratings">> & {
  readonly verification?: string;
  readonly score?: string;
  readonly leverage?: string;
  readonly reply?: string;
};
const draft = ({
  verification = "",
  score = "",
  leverage = "",
  reply = "",
  ...rest
}: Said): Draft =>
  fitDraft(
    {
      ratings: {
        verification: { score, confidence: "", evidence: verification },
        leverage: { score: "", confidence: "", evidence: leverage },
      },
      probes: { hint: { answer: reply === "" ? "" : "engaged", quote: reply } },
      ...rest,
    },
    shapeOfSheet(sheet),
  );
const seen = (quote: string) => ({ pattern: "no-owner", stance: "seen" as const, quote });

/** The file written from one draft, edited to say another, over a card that says a third. */
function meet(from: Said, file: Said, card: Said, mend = (text: string) => text) {
  const written = cardText(sheet, { draft: draft(from), revision: 1 });
  const stamps = written.match(/^Stamps: .*$/gm) ?? [];
  const edited = cardText(sheet, { draft: draft(file), revision: 1 }).replace(
    /(^Stamps: .*\r\n)+/m,
    `${stamps.join("\r\n")}\r\n`,
  );
  const kept = { draft: draft(card), revision: 2 };
  const read = readCardText(mend(edited), sheet);
  expect(read.errors).toEqual([]);
  return meetCard(read, kept, sheet);
}
const noStamps = (text: string) => text.replaceAll(/^Stamps: .*\r\n/gm, "");

test.each<[string, Said, Said, Said, Said]>([
  [
    "typed offline alone",
    {},
    { verification: "a", score: "2" },
    {},
    { verification: "a", score: "2" },
  ],
  ["typed on the card alone", {}, {}, { leverage: "b" }, { leverage: "b" }],
  [
    "typed in different fields",
    {},
    { verification: "a" },
    { leverage: "b" },
    { verification: "a", leverage: "b" },
  ],
  [
    "changed on the card alone",
    { summary: "a" },
    { summary: "a" },
    { summary: "b" },
    { summary: "b" },
  ],
  [
    "changed offline alone",
    { level: "staff" },
    { level: "senior" },
    { level: "staff" },
    { level: "senior" },
  ],
  [
    "emptied offline",
    { summary: "a", score: "1" },
    {},
    { summary: "a", score: "1" },
    { summary: "a", score: "1" },
  ],
  [
    "emptied on the card, changed offline",
    { summary: "a" },
    { summary: "b" },
    {},
    { summary: "b" },
  ],
  ["emptied on the card alone", { summary: "a" }, { summary: "a" }, {}, {}],
  [
    "with a probe answered offline",
    {},
    { reply: "a" },
    { summary: "b" },
    { reply: "a", summary: "b" },
  ],
  [
    "with a probe answered on the card",
    { reply: "a" },
    { reply: "a" },
    { reply: "b" },
    { reply: "b" },
  ],
  ["changed alike", { notes: "a" }, { notes: "b" }, { notes: "b" }, { notes: "b" }],
  [
    "said on the card with more",
    { notes: "a" },
    { notes: "b" },
    { notes: "b\n\nc" },
    { notes: "b\n\nc" },
  ],
  [
    "with space at its end on the card",
    { notes: "a\n\n" },
    { notes: "a" },
    { notes: "a\n\n" },
    { notes: "a\n\n" },
  ],
  [
    "with a pattern more on both sides",
    { observations: [seen("x")] },
    { observations: [seen("x"), seen("mine")] },
    { observations: [seen("x"), seen("theirs")] },
    { observations: [seen("x"), seen("mine"), seen("theirs")] },
  ],
  [
    "with a pattern reworded offline",
    { observations: [seen("x")] },
    { observations: [seen("y")] },
    { observations: [seen("x")] },
    { observations: [seen("y")] },
  ],
])("a card %s is put together by itself", (_, from, file, card, result) => {
  expect(meet(from, file, card)).toEqual({ draft: draft(result), clashes: [] });
});

test("a field changed on both sides is its author's to choose, with both texts at hand", () => {
  const { draft: mixed, clashes } = meet(
    { summary: "a", score: "1" },
    { summary: "mine", score: "2", notes: "n" },
    { summary: "theirs", score: "3" },
  );
  expect(clashes).toEqual([
    { kind: "choice", path: "ratings.verification.score", mine: "2", theirs: "3" },
    { kind: "text", path: "summary", mine: "mine", theirs: "theirs" },
  ]);
  const [score, summary] = clashes;
  if (!score || !summary) throw new Error("Expected two clashes");
  const chosen = settled(settled(mixed, score, "theirs", sheet), summary, "both", sheet);
  expect(chosen).toEqual(draft({ score: "3", summary: "mine\n\ntheirs", notes: "n" }));
});

test("a file that lost its stamps asks about every difference, and none where the card is as it was", () => {
  const { clashes } = meet({ summary: "a" }, { summary: "a" }, { summary: "b" }, noStamps);
  expect(clashes).toMatchObject([{ path: "summary", mine: "a", theirs: "b" }]);
  const still = readCardText(
    noStamps(cardText(sheet, { draft: draft({ summary: "b" }), revision: 2 })),
    sheet,
  );
  expect(meetCard(still, { draft: draft({ summary: "a" }), revision: 2 }, sheet)).toEqual({
    draft: draft({ summary: "b" }),
    clashes: [],
  });
});

test("a reply that both changed is its author's to choose", () => {
  const { draft: mixed, clashes } = meet({ reply: "a" }, { reply: "mine" }, { reply: "theirs" });
  expect(clashes).toEqual([
    { kind: "text", path: "probes.hint.quote", mine: "mine", theirs: "theirs" },
  ]);
  const [reply] = clashes;
  if (!reply) throw new Error("Expected a clash");
  expect(settled(mixed, reply, "theirs", sheet)).toEqual(draft({ reply: "theirs" }));
});

test("a file from before cards asked about probes is put on a card that does", () => {
  const before = { ...sheet, probes: [] };
  const began = cardText(before, { draft: draft({ summary: "a" }), revision: 1 });
  const file = readCardText(began.replace("\r\na\r\n", "\r\nb\r\n"), sheet);
  const card = draft({ summary: "a", reply: "Said so.", score: "2" });
  expect(meetCard(file, { draft: card, revision: 2 }, sheet)).toEqual({
    draft: draft({ summary: "b", reply: "Said so.", score: "2" }),
    clashes: [],
  });
});

const said = fc.record({
  verification: fc.constantFrom("", "a", "b", "a\n\nb", " c \n"),
  score: fc.constantFrom("", "1", "2"),
  summary: fc.constantFrom("", "a", "b"),
  reply: fc.constantFrom("", "a", "b"),
  observations: fc.subarray([seen("x"), seen("y"), seen("z")]),
});

test("a file brought back twice changes nothing the second time, and untouched it never does", () => {
  fc.assert(
    // Patterns that each side removed from several could put the list together as it began.
    fc.property(said, said, said, ({ observations: some, ...began }, file, card) => {
      const from = { ...began, observations: some.slice(0, 1) };
      expect(meet(from, from, from).draft).toEqual(draft(from));
      expect(meet(from, from, card)).toEqual({ draft: draft(card), clashes: [] });
      const first = meet(from, file, card);
      if (first.clashes.length > 0) return;
      const { observations, ratings, probes, ...rest } = first.draft;
      const again = meet(from, file, {
        ...{ observations, ...rest },
        ...{ verification: ratings.verification?.evidence ?? "" },
        ...{ score: ratings.verification?.score ?? "", probes },
      });
      expect(differences(again.draft, first.draft)).toBe(0);
      expect(again.clashes).toEqual([]);
      expect(sayable(again.draft, sheet)).toEqual(sayable(first.draft, sheet));
    }),
  );
}, 30_000);

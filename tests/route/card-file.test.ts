import { eq } from "drizzle-orm";
import { describe, expect } from "vitest";
import { readCardText } from "#app/domain/card-text-reader.ts";
import { action as postCard } from "#app/routes/_app.cards.$cardId/route.tsx";
import { loader as download } from "#app/routes/_app.cards.$cardId_.card[.]txt/route.ts";
import { action, loader } from "#app/routes/_app.cards.$cardId_.file/route.tsx";
import type { Db } from "#db/client.server.ts";
import { seal } from "#db/queries/writing.server.ts";
import * as schema from "#db/schema.server.ts";
import { loopWith, person } from "#tests/support/factory.ts";
import { test as base, type Calling } from "#tests/support/route.ts";

async function made(db: Db) {
  const ana = await person(db, { name: "Ana" });
  const ben = await person(db, { name: "Ben" });
  const loop = await loopWith(db, { interviewers: [ana, { of: ben, state: "sealed" }] });
  const [cardId = "", bens = ""] = loop.cardIds;
  return { ana, ben, loop, cardId, bens };
}
type World = Awaited<ReturnType<typeof made>>;

const test = base.extend<{ world: World; act: ReturnType<typeof acting> }>({
  world: async ({ db }, use) => use(await made(db)),
  act: async ({ db, call, world }, use) => use(acting(db, call, world)),
});

/** What Ana does with her card, or with what is named instead. */
function acting(db: Db, call: Calling, { ana, cardId }: World) {
  const at = (id: string) => ({ url: `/cards/${id}/file`, params: { cardId: id } });
  return {
    async download(id = cardId, as: World["ana"] | null = ana) {
      return call(download, { url: `/cards/${id}/card.txt`, params: { cardId: id }, as });
    },
    async file() {
      return String((await this.download()).data);
    },
    page: (id = cardId, as = ana) => call(loader, { ...at(id), as }),
    paste: (text: string, more: Record<string, string> = {}, id = cardId, as = ana) =>
      call(action, { ...at(id), as, form: { text, ...more } }),
    upload: (content: BlobPart, id = cardId, as = ana) =>
      call(action, { ...at(id), as, files: { file: new File([content], "card.txt") } }),
    save: (form: Record<string, string>) =>
      call(postCard, { url: `/cards/${cardId}`, params: { cardId }, as: ana, form }),
    async kept() {
      const [row] = await db.select().from(schema.draft).where(eq(schema.draft.cardId, cardId));
      return row ?? null;
    },
  };
}
/** Writes behind a field of a part, or below it. */
const fill = (text: string, part: string, field: string, words: string) => {
  const start = text.indexOf(`== ${part}`);
  const at = text.indexOf(`\n${field}:`, start) + field.length + 2;
  expect(start).toBeGreaterThan(0);
  return text.slice(0, at) + words + text.slice(at);
};
const complete = (text: string) => {
  let file = text;
  for (const part of ["Trade-off", "Failure", "Verification", "Stewardship", "Leverage"])
    file = fill(file, part, "Score", " 3");
  file = fill(file, "Verification", "Evidence", "\r\nWrote the test first.\r\n\r\nThen the code.");
  file = fill(
    fill(file, "Recommendation", "Recommendation", " yes"),
    "Recommendation",
    "Level",
    " staff",
  );
  return fill(file, "Recommendation", "Summary", "\r\nWould hire.");
};

describe("the download", () => {
  test("holds the card with the anchors of the position's level and what was written, for its author alone", async ({
    world,
    act,
  }) => {
    await act.save({ revision: "0", summary: "Half a thought", notes: "12' queues" });
    const { status, headers, data } = await act.download();
    expect(status).toBe(200);
    expect(headers.get("Content-Type")).toBe("text/plain; charset=utf-8");
    expect(headers.get("Content-Disposition")).toMatch(/^attachment; filename="Card .*\.txt"/);
    expect(headers.get("Cache-Control")).toBe("no-store");
    const text = String(data);
    const [criterion] = world.loop.position.rubric.criteria;
    const flat = text.replaceAll(/\s*\r\n#\|\s+/g, " ");
    expect(flat).toContain(criterion?.anchors.staff?.["1"]);
    expect(flat).not.toContain(criterion?.anchors.principal?.["1"]);
    expect(text).toContain("Half a thought");
    expect(text).toContain("12' queues");
    for (const [id, as] of [
      [world.cardId, world.ben],
      [world.bens, world.ana],
      [world.bens, world.ben],
    ] as const)
      expect((await act.download(id, as)).status).toBe(404);
    expect((await act.download(world.cardId, null)).status).toBe(302);
  });
});

describe("a file that is brought back", () => {
  test("fills the card, as a file or as text, and the second time changes nothing", async ({
    act,
  }) => {
    const file = complete(await act.file());
    const first = await act.upload(file);
    expect([first.status, first.headers.get("location")]).toEqual([
      302,
      expect.stringMatching(/\/file\?filled=9$/),
    ]);
    const kept = await act.kept();
    expect(kept).toMatchObject({
      revision: 1,
      content: {
        ratings: {
          verification: { score: "3", evidence: "Wrote the test first.\n\nThen the code." },
        },
        ...{ recommendation: "yes", level: "staff", summary: "Would hire." },
      },
    });
    for (const again of [
      await act.upload(file),
      await act.paste(file),
      await act.upload(await act.file()),
    ])
      expect(again.headers.get("location")).toMatch(/filled=0$/);
    expect(await act.kept()).toEqual(kept);
  });

  test("untouched, of a blank card, does not even begin it", async ({ act }) => {
    expect((await act.upload(await act.file())).headers.get("location")).toMatch(/filled=0$/);
    expect(await act.kept()).toBeNull();
  });

  test("writes what it holds and leaves the rest", async ({ act, world }) => {
    await act.save({ revision: "0", summary: "From the phone", "ratings.verification.score": "2" });
    await act.paste(`Card: ${world.cardId}\n== Leverage ==\nScore: 4\nEvidence:\nA runbook.\n`);
    expect((await act.kept())?.content).toMatchObject({
      ratings: { verification: { score: "2" }, leverage: { score: "4", evidence: "A runbook." } },
      summary: "From the phone",
    });
  });

  test("damaged is answered by line with all of its text, and changes nothing", async ({ act }) => {
    const file = complete(await act.file()).replace("Score: 3", "Score: three-ish");
    const { status, data } = await act.upload(file);
    expect(status).toBe(422);
    if (!("notTaken" in data) || data.notTaken.state !== "unread")
      throw new Error("Expected errors");
    const { errors, text } = data.notTaken;
    const line = file.split("\r\n").indexOf("Score: three-ish") + 1;
    expect(errors).toEqual([
      { line, words: expect.stringMatching(/“three-ish”.*Write 1 to 4/), text: "Score: three-ish" },
    ]);
    expect(text).toBe(file.replaceAll("\r\n", "\n"));
    expect(await act.kept()).toBeNull();
    const mended = await act.paste(text.replace("three-ish", "3"));
    expect(mended.status).toBe(302);
  });

  test("beyond reading says how much is wrong and begins with the first", async ({
    act,
    world,
  }) => {
    const { data } = await act.paste(`Card: ${world.cardId}\n${"Score: 3\n".repeat(120)}`);
    if (!("notTaken" in data) || data.notTaken.state !== "unread")
      throw new Error("Expected errors");
    expect(data.notTaken.count).toBe(120);
    expect(data.notTaken.errors.map(({ line }) => line).slice(0, 2)).toEqual([2, 3]);
    expect(data.notTaken.errors.length).toBe(50);
  });

  test.for<readonly [string, BlobPart, RegExp]>([
    ["a picture", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1]), /no plain text/],
    ["nothing", "", /empty/],
    ["too much", "x".repeat(500_001), /501 KB; at most 500 KB/],
  ])("that is %s is refused in words", async ([, content, words], { act }) => {
    const { status, data } = await act.upload(content);
    expect(status).toBe(422);
    expect(data).toMatchObject({
      notTaken: { state: "refused", message: expect.stringMatching(words) },
    });
    expect(await act.kept()).toBeNull();
  });

  test("as text, too long or not there, is refused and given back", async ({ act }) => {
    const long = "ü".repeat(250_001);
    expect((await act.paste(long)).data).toMatchObject({
      notTaken: { state: "refused", message: expect.stringContaining("500 KB"), text: long },
    });
    expect((await act.paste(" ")).status).toBe(422);
  });

  test("of another card is refused with the way to that one", async ({ act, world }) => {
    const file = (await act.file()).replace(world.cardId, world.bens);
    const { status, data } = await act.paste(file);
    expect(status).toBe(422);
    expect(data).toMatchObject({
      notTaken: { state: "refused", otherCard: world.bens, text: file.replaceAll("\r\n", "\n") },
    });
    const nonsense = await act.paste("Card: javascript:alert(1)");
    expect(nonsense.data).toMatchObject({ notTaken: { state: "refused", otherCard: null } });
  });

  test("for another's card, or by nobody, finds nothing there", async ({ act, world, call }) => {
    const file = await act.file();
    for (const id of [world.bens, "01a1fc5d-e211-715e-ab33-75225dd4a38d", "nonsense"]) {
      expect((await act.paste(file, {}, id)).status).toBe(404);
      expect((await act.page(id)).status).toBe(404);
    }
    expect((await act.paste(file, {}, world.cardId, world.ben)).status).toBe(404);
    const { cardId } = world;
    const out = await call(action, {
      url: `/cards/${cardId}/file`,
      params: { cardId },
      form: { text: file },
    });
    expect(out.status).toBe(401);
    expect(out.data).toMatchObject({
      signedOut: true,
      posted: [["text", file.replaceAll("\r\n", "\n")]],
    });
  });

  test("after sealing changes nothing and gives the text back; its page leads to the card", async ({
    act,
    world,
    db,
  }) => {
    const file = complete(await act.file());
    await act.upload(file);
    const kept = await act.kept();
    if (!kept) throw new Error("Expected a draft");
    const { revision, content: draft } = kept;
    const sealed = await seal(db, world.ana, { cardId: world.cardId, revision, draft });
    expect(sealed.ok).toBe(true);
    const late = await act.paste(file);
    expect(late.status).toBe(403);
    expect(late.data).toMatchObject({ notTaken: { text: file.replaceAll("\r\n", "\n") } });
    const page = await act.page();
    expect([page.status, page.headers.get("location")]).toEqual([302, `/cards/${world.cardId}`]);
    expect((await act.download()).status).toBe(404);
  });
});

describe("a card that went on meanwhile", () => {
  test("takes what only the file changed, and asks about what both did", async ({ act }) => {
    await act.save({ revision: "0", summary: "As it began" });
    const file = await act.file();
    await act.save({
      revision: "1",
      summary: "From the phone",
      "ratings.leverage.evidence": "Typed on the phone",
    });
    const typed = fill(
      file.replace("As it began", "From the train"),
      "Verification",
      "Score",
      " 4",
    );
    const asked = await act.upload(typed);
    expect(asked.status).toBe(409);
    if (!("notTaken" in asked.data) || asked.data.notTaken.state !== "clashing")
      throw new Error("Expected a choice");
    const { questions, revision, text } = asked.data.notTaken;
    expect(questions).toEqual([
      {
        path: "summary",
        title: "Summary",
        kind: "text",
        mine: "From the train",
        theirs: "From the phone",
        picked: null,
      },
    ]);
    expect((await act.kept())?.revision).toBe(2);

    // Picked over a card that has gone on again: asked once more, with what was picked.
    const stale = await act.paste(text, { revision: "1", "pick.summary": "both" });
    expect(stale.data).toMatchObject({ notTaken: { questions: [{ picked: "both" }] } });
    const done = await act.paste(text, { revision: String(revision), "pick.summary": "both" });
    expect(done.status).toBe(302);
    expect((await act.kept())?.content).toMatchObject({
      ratings: { verification: { score: "4" }, leverage: { evidence: "Typed on the phone" } },
      summary: "From the train\n\nFrom the phone",
    });
    expect((await act.upload(typed)).headers.get("location")).toMatch(/filled=0$/);
  });

  test("words a choice as the card does", async ({ act }) => {
    const file = fill(await act.file(), "Verification", "Score", " 4");
    await act.save({ revision: "0", "ratings.verification.score": "not-asked" });
    expect((await act.paste(file)).data).toMatchObject({
      notTaken: {
        questions: [
          { title: "Verification, score", kind: "choice", mine: "4 Exceeds", theirs: "Not asked" },
        ],
      },
    });
  });
});

test("the file reads back as the card", async ({ act, world }) => {
  const text = await act.file();
  const sheet = { cardId: world.cardId, scale: ["1"], levels: [], criteria: [], patterns: [] };
  const empty = { ...sheet, probes: [], candidate: "", position: "", round: "" };
  const read = readCardText(text, empty);
  expect(read.head).toMatchObject({ card: world.cardId, revision: 0 });
});

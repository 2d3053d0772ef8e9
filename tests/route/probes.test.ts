import { describe, expect } from "vitest";
import { action, loader } from "#app/routes/_app.cards.$cardId/route.tsx";
import { loader as fileLoader } from "#app/routes/_app.cards.$cardId_.card[.]txt/route.ts";
import {
  loader as reviewLoader,
  action as sealAction,
} from "#app/routes/_app.cards.$cardId_.review/route.tsx";
import type { Db } from "#db/client.server.ts";
import * as schema from "#db/schema.server.ts";
import { loopWith, person } from "#tests/support/factory.ts";
import { filledCard } from "#tests/support/filled-card.ts";
import { type Calling, test } from "#tests/support/route.ts";

const hint = "probes.wrong-follow-up";

async function world(db: Db, call: Calling) {
  const ana = await person(db, { name: "Ana" });
  const ben = await person(db, { name: "Ben" });
  const loop = await loopWith(db, { interviewers: [ana, ben] });
  const [cardId = ""] = loop.cardIds;
  const to = { url: `/cards/${cardId}`, params: { cardId }, as: ana };
  return {
    /** The form as a browser without scripts posts it: every text, and the radios that are chosen. */
    post: (more: Record<string, string>) =>
      call(action, { ...to, form: filledCard({ [`${hint}.quote`]: "", ...more }) }),
    page: async () => {
      const { data } = await call(loader, to);
      return data;
    },
    review: () => call(reviewLoader, { ...to, url: `${to.url}/review` }),
    seal: (revision: string) =>
      call(sealAction, { ...to, url: `${to.url}/review`, form: { intent: "seal", revision } }),
    file: async () => {
      const { data } = await call(fileLoader, { ...to, url: `${to.url}/card.txt` });
      return String(data);
    },
  };
}
const kept = async (db: Db) => (await db.select().from(schema.draft))[0]?.content.probes;

describe("a posted card", () => {
  test("keeps what came of a probe, shows it again and seals it as it was reviewed", async ({
    db,
    call,
  }) => {
    const { post, page, review, seal, file } = await world(db, call);
    const said = { [`${hint}.answer`]: "took-it", [`${hint}.quote`]: "“Right.”\r\n27'" };
    expect((await post({ intent: "review", ...said })).headers.get("location")).toMatch(/review$/);
    const reply = { answer: "took-it", quote: "“Right.”\n27'" };
    expect(await page()).toMatchObject({ draft: { probes: { "wrong-follow-up": reply } } });
    expect((await review()).data).toMatchObject({
      missing: [],
      probes: [{ probe: "wrong-follow-up", title: "The planted wrong hint", ...reply }],
    });
    expect(await file()).toContain("What happened: Took it\r\nTheir reply:\r\n“Right.”\r\n27'\r\n");
    expect((await seal("1")).status).toBe(302);
    expect(await page()).toMatchObject({ view: "read", content: { probes: [reply] } });
  });

  test("with a probe that was taken and no words is kept, and says at its field what is missing", async ({
    db,
    call,
  }) => {
    const { post, review, seal } = await world(db, call);
    const form = { [`${hint}.answer`]: "took-it", [`${hint}.quote`]: " " };
    const { status, data } = await post({ intent: "review", ...form });
    expect(status).toBe(422);
    expect(data.failure.fields).toEqual({ [`${hint}.quote`]: "Quote what they said or did." });
    expect(data.values).toMatchObject({ probes: { "wrong-follow-up": { answer: "took-it" } } });
    expect(await kept(db)).toMatchObject({ "wrong-follow-up": { answer: "took-it" } });
    expect((await review()).data).toMatchObject({
      missing: [
        {
          message: "Quote what they said or did.",
          way: { to: expect.stringMatching(/#probe-wrong-follow-up-quote$/) },
        },
      ],
    });
    expect((await seal("1")).status).toBe(422);
    expect(await db.select().from(schema.probeReply)).toEqual([]);
  });

  test("keeps a reply too long to be sealed, and gives back one too long to be kept", async ({
    db,
    call,
  }) => {
    const { post } = await world(db, call);
    const answer = { [`${hint}.answer`]: "engaged" };
    const long = { ...answer, [`${hint}.quote`]: "x".repeat(4_001) };
    expect((await post(long)).status).toBe(302);
    const refused = await post({ ...long, intent: "review", revision: "1" });
    expect(refused.status).toBe(422);
    expect(Object.keys(refused.data.failure.fields ?? {})).toEqual([`${hint}.quote`]);
    expect(await kept(db)).toMatchObject({ "wrong-follow-up": { quote: "x".repeat(4_001) } });
    const beyond = { ...answer, [`${hint}.quote`]: "x".repeat(100_001) };
    const { status, data } = await post({ ...beyond, revision: "1" });
    expect(status).toBe(422);
    expect(data.failure.fields).toEqual({
      [`${hint}.quote`]: expect.stringContaining("longer than the 100,000 characters"),
    });
    expect(data.values).toMatchObject({
      probes: { "wrong-follow-up": { quote: "x".repeat(100_001) } },
    });
  });

  test.for<Record<string, string>>([
    { [`${hint}.answer`]: "shrugged" },
    { "probes.wrong-follow-up": "took-it" },
    { probes: "all of them" },
  ])("with a bad %# answers 422, not 500", async (bad, { db, call }) => {
    const { post } = await world(db, call);
    expect((await post(bad)).status).toBe(422);
    expect(await kept(db)).toBeUndefined();
  });

  test("leaves a probe that the kit does not have out, and its words in the notes", async ({
    db,
    call,
  }) => {
    const { post } = await world(db, call);
    const more = { "probes.unheard-of.answer": "took-it", "probes.unheard-of.quote": "“Sure.”" };
    expect((await post(more)).status).toBe(302);
    const [draft] = await db.select().from(schema.draft);
    expect(draft?.content.notes).toBe("No longer asked: unheard of, took it. “Sure.”");
    expect(Object.keys(draft?.content.probes ?? {})).not.toContain("unheard-of");
  });
});

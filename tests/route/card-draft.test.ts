import fc from "fast-check";
import { describe, expect } from "vitest";
import type { Draft } from "#app/domain/scorecard.ts";
import { loader } from "#app/routes/_app.cards.$cardId/route.tsx";
import { action as saveAction } from "#app/routes/_app.cards.$cardId.draft/route.ts";
import type { Db } from "#db/client.server.ts";
import { loopWith, person } from "#tests/support/factory.ts";
import { type Calling, test } from "#tests/support/route.ts";

async function world(db: Db) {
  const ana = await person(db, { name: "Ana" });
  const ben = await person(db, { name: "Ben" });
  const loop = await loopWith(db, { interviewers: [ana, ben] });
  const [cardId = ""] = loop.cardIds;
  return { ana, ben, cardId, criteria: loop.position.rubric.criteria.map(({ key }) => key) };
}
type World = Awaited<ReturnType<typeof world>>;

type Fields = Record<string, string>;

/** The form's fields, as a browser sends them: lines end with two characters. */
const fieldsOf = ({ ratings, observations, probes, ...rest }: Partial<Draft>): Fields =>
  Object.fromEntries(
    [
      ...Object.entries(ratings ?? {}).flatMap(([key, rating]) =>
        Object.entries(rating).map(([name, value]) => [`ratings.${key}.${name}`, value]),
      ),
      ...Object.entries(probes ?? {}).flatMap(([key, probe]) =>
        Object.entries(probe).map(([name, value]) => [`probes.${key}.${name}`, value]),
      ),
      ...(observations ?? []).flatMap((seen, at) =>
        Object.entries(seen).map(([name, value]) => [`observations.${at}.${name}`, value]),
      ),
      ...Object.entries(rest),
    ].map(([name, value]) => [name, String(value).replaceAll("\n", "\r\n")]),
  );

const saving = (call: Calling, { ana, cardId }: World) => ({
  save: async (revision: number, draft: Partial<Draft>, as: World["ana"] | null = ana) => {
    const form = { revision: String(revision), ...fieldsOf(draft) };
    const url = `/cards/${cardId}/draft`;
    const { status, data } = await call(saveAction, { url, params: { cardId }, as, form });
    return { status, ...JSON.parse(String(data)) };
  },
  reload: async () => {
    const url = `/cards/${cardId}`;
    const { data } = await call(loader, { url, params: { cardId }, as: ana });
    if (data.view !== "write") throw new Error("Expected the form");
    return data;
  },
});

const text = fc
  .array(fc.oneof(fc.string({ unit: "grapheme", maxLength: 12 }), fc.constant("\n")), {
    maxLength: 6,
  })
  .map((parts) => parts.join("").replaceAll("\0", "").replaceAll("\r", ""));
const choice = <const T extends string>(...values: T[]) => fc.constantFrom("" as const, ...values);
/** The probes of the kit for the factory's rounds. */
const probes = [
  ...["silent-minute", "wrong-follow-up", "without-that-part", "same-record-twice"],
  "kept-back-fact",
];
const drafts = (criteria: readonly string[]): fc.Arbitrary<Draft> =>
  fc.record({
    ratings: fc
      .tuple(
        ...criteria.map(() =>
          fc.record({
            score: choice("1", "4", "not-asked"),
            confidence: choice("low", "high"),
            evidence: text,
          }),
        ),
      )
      .map((all) => Object.fromEntries(all.map((rating, at) => [criteria[at], rating]))),
    observations: fc.array(
      fc.record({
        pattern: fc.constant("scope-creep"),
        stance: fc.constantFrom("seen", "counter"),
        quote: text,
      }),
      { maxLength: 3 },
    ),
    probes: fc
      .tuple(
        ...probes.map(() => fc.record({ answer: choice("took-it", "not-asked"), quote: text })),
      )
      .map((all) => Object.fromEntries(all.map((said, at) => [probes[at], said]))),
    recommendation: choice("yes", "strong-no"),
    level: choice("senior", "staff"),
    summary: text,
    notes: text,
  });

describe("a saved draft", () => {
  test("is shown after a reload as it was typed, whatever was typed", async ({ db, call }) => {
    const made = await world(db);
    const { save, reload } = saving(call, made);
    let revision = 0;
    await fc.assert(
      fc.asyncProperty(drafts(made.criteria), async (draft) => {
        const answer = await save(revision, draft);
        expect(answer).toMatchObject({ status: 200, state: "saved" });
        revision = answer.revision;
        const shown = await reload();
        expect(shown).toMatchObject({ revision });
        expect(shown.draft).toEqual(draft);
      }),
      { numRuns: 40 },
    );
  });
  test("keeps its notes where a page that knew of none saves the rest", async ({ db, call }) => {
    const { save, reload } = saving(call, await world(db));
    await save(0, { summary: "First.", notes: "12' asked about load" });
    expect(await save(1, { summary: "Second." })).toMatchObject({ state: "saved", revision: 2 });
    expect((await reload()).draft).toMatchObject({
      summary: "Second.",
      notes: "12' asked about load",
    });
    await save(2, { summary: "Second.", notes: "" });
    expect((await reload()).draft.notes).toBe("");
  });
  test("keeps its probes where a page that knew of none saves the rest", async ({ db, call }) => {
    const { save, reload } = saving(call, await world(db));
    const took = { answer: "took-it", quote: "“Sure.”" } as const;
    await save(0, { probes: { "wrong-follow-up": took } });
    expect(await save(1, { summary: "Second." })).toMatchObject({ state: "saved", revision: 2 });
    const { draft } = await reload();
    expect(draft).toMatchObject({ summary: "Second.", probes: { "wrong-follow-up": took } });
  });
  test("sent again after a lost answer is the same save", async ({ db, call }) => {
    const { save } = saving(call, await world(db));
    const first = await save(0, { summary: "One\ntwo" });
    expect(await save(0, { summary: "One\ntwo" })).toEqual(first);
  });
  test("of whoever else is signed in by now is not theirs to save", async ({ db, call }) => {
    const made = await world(db);
    const { save, reload } = saving(call, made);
    await save(0, { summary: "Ana's." });
    const other = await save(1, { summary: "Typed on Ana's page." }, made.ben);
    expect(other).toMatchObject({ status: 404, state: "not-yours" });
    expect(JSON.stringify(other)).not.toContain("Ana's");
    expect(await save(1, { summary: "Typed on." }, null)).toMatchObject({
      status: 401,
      state: "signed-out",
    });
    expect((await reload()).draft.summary).toBe("Ana's.");
  });
});

import { expect } from "vitest";
import type { Draft } from "#app/domain/scorecard.ts";
import { getEndedDraft, getOwnCard } from "#db/queries/card.server.ts";
import { listLed, listOwed, listToDebrief } from "#db/queries/queue.server.ts";
import * as schema from "#db/schema.server.ts";
import { test } from "#tests/support/database.ts";
import { loopWith, person } from "#tests/support/factory.ts";

test("whoever is kept from a candidate finds nothing of theirs waiting, not even their own cards", async ({
  db,
}) => {
  const lea = await person(db, { name: "Lea", permissions: ["lead", "interviewer"] });
  const ben = await person(db, { name: "Ben" });
  const loop = await loopWith(db, {
    interviewers: [{ of: lea }, { of: lea, state: "withdrawn" }, { of: ben, state: "sealed" }],
    state: "debrief",
    owner: lea,
  });
  const [owed = "", ended = ""] = loop.cardIds;
  const content: Draft = {
    ...{
      ratings: {},
      observations: [],
      probes: {},
      recommendation: "",
      level: "",
      summary: "Mine",
      notes: "",
    },
  };
  await db.insert(schema.draft).values({ cardId: ended, content });
  const found = async () => [
    (await listOwed(db, lea)).length,
    (await listLed(db, lea)).length,
    await getOwnCard(db, lea, owed).then((card) => (card ? 1 : 0)),
    await getEndedDraft(db, lea, ended).then((card) => (card ? 1 : 0)),
  ];
  expect(await found()).toEqual([1, 1, 1, 1]);
  await db.insert(schema.conflict).values({
    ...{ candidateId: loop.candidateId, personId: lea.id, recordedById: lea.id },
    ...{ kind: "interest", reason: "They are friends." },
  });
  expect(await found()).toEqual([0, 0, 0, 0]);
  expect(await listToDebrief(db, lea)).toEqual([]);
});

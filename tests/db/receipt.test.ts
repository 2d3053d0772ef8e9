import fc from "fast-check";
import { v7 as uuidv7 } from "uuid";
import { describe, expect } from "vitest";
import { digestOf } from "#app/domain/audit.ts";
import { checkReceipt, type Receipt } from "#app/domain/receipt.ts";
import type { Db } from "#db/client.server.ts";
import { grantOverride } from "#db/queries/override.server.ts";
import { getReceipt } from "#db/queries/receipt.server.ts";
import { sha256 } from "#db/queries/seal.server.ts";
import { test } from "#tests/support/database.ts";
import {
  given,
  openedLoop,
  recordedLoop,
  recordedPeople,
  sealedBy,
} from "#tests/support/recorded.ts";

const check = (file: unknown) => checkReceipt(JSON.parse(JSON.stringify(file)), sha256);
type World = Awaited<ReturnType<typeof recordedLoop>>;

async function receiptOf(db: Db, { cora, loop }: Pick<World, "cora" | "loop">): Promise<Receipt> {
  const receipt = await getReceipt(db, cora, loop.id);
  if (!receipt.ok) throw new Error(receipt.failure.message);
  return receipt.value;
}

describe("a receipt", () => {
  test("tells who sealed when and who could read what from when, and holds", async ({ db }) => {
    const world = await recordedLoop(db);
    const receipt = await receiptOf(db, world);
    const checked = check(receipt);
    if (!checked.holds) throw new Error(checked.broken.reason);
    const { ana, ben } = world;
    expect(checked.independence.seals).toMatchObject([
      { personId: ana.id, number: 1, undone: false, couldHaveRead: [] },
      { personId: ben.id, number: 1, undone: false, couldHaveRead: [] },
    ]);
    const [, bensSeal] = checked.independence.seals;
    // Both could read each other from the moment the later one was in.
    expect(checked.independence.readings).toMatchObject([
      { personId: ana.id, authorId: ben.id },
      { personId: ben.id, authorId: ana.id },
    ]);
    for (const { from } of checked.independence.readings)
      expect(from.getTime()).toBeGreaterThanOrEqual(bensSeal?.sealedAt.getTime() ?? Infinity);
    expect(receipt.people).toMatchObject({ [ana.id]: "Ana", [ben.id]: "Ben" });
  });

  test("is for leads and the committee: a panel member who may read the cards is refused it", async ({
    db,
  }) => {
    const { lea, ana, loop } = await recordedLoop(db);
    expect((await getReceipt(db, lea, loop.id)).ok).toBe(true);
    expect(await getReceipt(db, ana, loop.id)).toMatchObject({
      failure: { kind: "refused", message: expect.stringMatching(/leads and the committee/) },
    });
  });

  test("says who could read before sealing: under an override, and under an open rule", async ({
    db,
  }) => {
    const { lea, ana, ben, cora } = await recordedPeople(db);
    const loop = await openedLoop(db, lea);
    const anas = await given(db, lea, loop.id, ana);
    const bens = await given(db, lea, loop.id, ben);
    await sealedBy(db, ana, anas, loop.position);
    const reason = "He leads the next round, and has to know.";
    const override = { id: uuidv7(), loopId: loop.id, personId: ben.id, reason };
    expect(await grantOverride(db, lea, override)).toEqual({
      ok: true,
      value: { id: override.id },
    });
    await sealedBy(db, ben, bens, loop.position);
    const checked = check(await receiptOf(db, { cora, loop }));
    expect(checked).toMatchObject({
      holds: true,
      independence: {
        seals: [{ couldHaveRead: [] }, { personId: ben.id, couldHaveRead: [ana.id] }],
      },
    });

    const open = await openedLoop(db, lea, { revealRule: "open", name: "Oda" });
    const first = await given(db, lea, open.id, ana);
    const second = await given(db, lea, open.id, ben);
    await sealedBy(db, ben, second, open.position);
    await sealedBy(db, ana, first, open.position);
    expect(check(await receiptOf(db, { cora, loop: open }))).toMatchObject({
      holds: true,
      independence: { seals: [{ couldHaveRead: [] }, { couldHaveRead: [ben.id] }] },
    });
  });

  test("holds nothing of the loops between", async ({ db }) => {
    const { lea, ana, ben, cora } = await recordedPeople(db);
    const loop = await openedLoop(db, lea);
    const other = await openedLoop(db, lea, { name: "Somebody Else" });
    const anas = await given(db, lea, loop.id, ana);
    await given(db, lea, other.id, ben);
    await sealedBy(db, ana, anas, loop.position);
    const receipt = await receiptOf(db, { cora, loop });
    expect(check(receipt).holds).toBe(true);
    const text = JSON.stringify(receipt);
    for (const secret of [other.id, other.candidateId, ben.id, "Somebody Else"])
      expect(text).not.toContain(secret);
    expect(receipt.events.some((event) => "content" in event)).toBe(true);
  });

  test("with any value changed, any part removed or two events swapped does not hold", async ({
    db,
  }) => {
    const receipt = await receiptOf(db, await recordedLoop(db));
    const places = pathsIn(receipt);
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom("change", "remove"), (n, how) => {
        const path = places[n % places.length] ?? [];
        expect(check(tampered(receipt, path, how)).holds).toBe(false);
      }),
      { numRuns: 400 },
    );
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (a, b) => {
        const { events } = receipt;
        const [i, j] = [a % events.length, b % events.length];
        const [one, two] = [events[i], events[j]];
        if (i === j || !one || !two) return;
        expect(check({ ...receipt, events: events.with(i, two).with(j, one) }).holds).toBe(false);
      }),
    );
  });

  test("cannot pass over an event of its loop by its digest", async ({ db }) => {
    const world = await recordedLoop(db);
    const receipt = await receiptOf(db, world);
    const at = receipt.events.findIndex(
      (event) => "action" in event && event.action === "card.sealed",
    );
    const event = receipt.events[at];
    if (!event || !("action" in event)) throw new Error("No seal");
    const { id, sequence, actor, action, subject, facts } = event;
    const recorded = {
      id,
      sequence,
      actorId: actor,
      action,
      subject,
      facts,
      loopId: world.loop.id,
    };
    const digest = digestOf({ ...recorded, at: new Date(event.at) }, sha256);
    const events = receipt.events.with(at, { sequence, ...digest });
    expect(check({ ...receipt, events })).toEqual({
      holds: false,
      broken: { sequence, reason: "it belongs to this loop, but is left out" },
    });
  });

  test("is not of another kind of file", () => {
    for (const file of [null, [], {}, { kind: "evenhand independence receipt" }, "text"])
      expect(check(file)).toEqual({
        holds: false,
        broken: { sequence: null, reason: "This is no receipt of this app" },
      });
  });
});

type Path = readonly (string | number)[];

/** The way to every value in the file, inner ones first named by their outer. */
function pathsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, item]) =>
    pathsIn(item, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return path.length > 0 ? [path, ...inner] : inner;
}

function tampered(file: unknown, path: Path, how: "change" | "remove"): unknown {
  const copy = structuredClone(file);
  const last = path.at(-1) ?? "";
  let holder = copy as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) holder = holder[key] as typeof holder;
  const value = holder[last];
  if (how === "remove" && Array.isArray(holder)) holder.splice(Number(last), 1);
  else if (how === "remove") delete holder[last];
  else if (typeof value === "number") holder[last] = value + 1;
  else if (typeof value === "boolean") holder[last] = !value;
  else if (typeof value === "string") holder[last] = `${value}x`;
  else holder[last] = "x";
  return copy;
}

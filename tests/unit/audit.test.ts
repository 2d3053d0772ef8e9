import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  brokenWords,
  canonicalJson,
  chain,
  digestOf,
  followChain,
  GENESIS,
  type Link,
  loopDigest,
} from "#app/domain/audit.ts";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const start = { sequence: 0, hash: GENESIS };

const anEvent = fc.record({
  id: fc.uuid(),
  at: fc.integer({ min: 0, max: 4e12 }).map((ms) => new Date(ms)),
  actorId: fc.option(fc.string()),
  action: fc.constantFrom("card.sealed", "card.assigned", "loop.moved"),
  subject: fc.string(),
  loopId: fc.option(fc.constantFrom("one", "two")),
  facts: fc.dictionary(
    fc.string(),
    fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.array(fc.string())),
  ),
});
const someEvents = fc.array(anEvent, { minLength: 2, maxLength: 12 });
const place = fc.nat();

const linked = (events: Parameters<typeof chain>[1]) => chain(start, events, sha256);
const holds = (links: readonly Link[], head: { hash: string }) => {
  const followed = followChain(start, links, sha256);
  return followed.holds && followed.head.hash === head.hash;
};

describe("a chain", () => {
  test("holds as it was written, an event or its digest alike", () => {
    fc.assert(
      fc.property(someEvents, fc.array(fc.boolean()), (given, hidden) => {
        const { events, head } = linked(given);
        const links = events.map(
          (event, at): Link =>
            hidden[at] ? { sequence: event.sequence, ...digestOf(event, sha256) } : event,
        );
        expect(followChain(start, links, sha256)).toEqual({ holds: true, head });
      }),
    );
  });

  test("written in two goes is the same chain", () => {
    fc.assert(
      fc.property(someEvents, place, (given, at) => {
        const cut = at % given.length;
        const first = linked(given.slice(0, cut));
        const second = chain(first.head, given.slice(cut), sha256);
        expect(second.head).toEqual(linked(given).head);
      }),
    );
  });

  test("breaks where an event is changed", () => {
    fc.assert(
      fc.property(someEvents, place, anEvent, (given, at, other) => {
        const { events } = linked(given);
        const index = at % events.length;
        const old = events[index];
        if (!old) return;
        const changed = { ...other, sequence: old.sequence, hash: old.hash };
        fc.pre(digestOf(changed, sha256).content !== digestOf(old, sha256).content);
        expect(followChain(start, events.with(index, changed), sha256)).toEqual({
          holds: false,
          broken: { sequence: old.sequence, reason: "it is not what was recorded" },
        });
      }),
    );
  });

  test("breaks where an event is removed, and does not reach its end without the last", () => {
    fc.assert(
      fc.property(someEvents, place, (given, at) => {
        const { events, head } = linked(given);
        const links = events.toSpliced(at % events.length, 1);
        expect(holds(links, head)).toBe(false);
        const renumbered = links.map((link, index) => ({ ...link, sequence: index + 1 }));
        expect(holds(renumbered, head)).toBe(false);
      }),
    );
  });

  test("breaks where two events are swapped or one is put in", () => {
    fc.assert(
      fc.property(someEvents, place, place, anEvent, (given, a, b, more) => {
        const { events, head } = linked(given);
        const [i, j] = [a % events.length, b % events.length];
        const [one, two] = [events[i], events[j]];
        if (!one || !two) return;
        const renumbered = (links: readonly (typeof one)[]) =>
          links.map((link, index) => ({ ...link, sequence: index + 1 }));
        if (i !== j) expect(holds(renumbered(events.with(i, two).with(j, one)), head)).toBe(false);
        const put = { ...more, sequence: 0, hash: one.hash };
        expect(holds(renumbered(events.toSpliced(i, 0, put)), head)).toBe(false);
      }),
    );
  });
});

test("a digest can be told to be of a loop by whoever knows the loop alone", () => {
  const { events } = linked([
    {
      ...{ id: "7", at: new Date(0), actorId: null, action: "card.saved", subject: "x" },
      ...{ loopId: "one", facts: {} },
    },
  ]);
  const [event] = events;
  if (!event) throw new Error("No event");
  const { loop } = digestOf(event, sha256);
  expect(loopDigest({ sequence: 1, loopId: "one" }, sha256)).toBe(loop);
  expect(loopDigest({ sequence: 1, loopId: "two" }, sha256)).not.toBe(loop);
  expect(loopDigest({ sequence: 2, loopId: "one" }, sha256)).not.toBe(loop);
});

test("one spelling per value, whatever the order of its keys", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.string()), (facts) => {
      const turned = Object.fromEntries(Object.entries(facts).toReversed());
      expect(canonicalJson(turned)).toBe(canonicalJson(facts));
      expect(JSON.parse(canonicalJson(facts))).toEqual(facts);
    }),
  );
});

test("a broken place is named by its event, where there is one", () => {
  expect(brokenWords({ sequence: 41, reason: "it is missing" })).toBe("event 41: it is missing");
  expect(brokenWords({ sequence: null, reason: "Names were changed" })).toBe("Names were changed");
});

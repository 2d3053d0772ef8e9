import fc from "fast-check";
import { expect, test } from "vitest";
import { type LoopFacts, readableIds, relationTo } from "#app/domain/access.ts";
import { cardKinds, revealRules } from "#app/domain/loop.ts";
import { type Permission, permissions } from "#app/domain/people.ts";
import { cardStates } from "#app/domain/scorecard.ts";
import { mayRead } from "#tests/support/reading-rule.ts";

const somebody = fc.constantFrom("ana", "ben", "cy", "dora");
/** Mostly nothing out of the ordinary, so that what is ordinary is met in all its forms. */
const mostly = <T>(usual: T, unusual: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(usual) }, unusual);
const world = fc.record({
  rule: fc.constantFrom(...revealRules),
  debriefOpened: mostly(false, fc.constant(true)),
  may: mostly<Permission[]>(["interviewer"], fc.subarray<Permission>([...permissions])),
  overrides: mostly<string[]>([], fc.subarray(["ana", "ben"])),
  barred: mostly<string[]>([], fc.constant(["ana"])),
  cards: fc.array(
    fc.record({
      by: somebody,
      mentor: fc.option(somebody),
      kind: fc.constantFrom(...cardKinds),
      state: fc.oneof(fc.constant("sealed" as const), fc.constantFrom(...cardStates)),
    }),
    { maxLength: 5 },
  ),
});

test("access reads as the rule does in plain words, whatever the panel", () => {
  fc.assert(
    fc.property(world, ({ rule, debriefOpened, may, overrides, barred, cards }) => {
      const viewer = { id: "ana", name: "Ana", email: "ana@example.com", permissions: may };
      const rows = cards.map(({ by, mentor, kind, state }, at) => ({
        id: `card ${at}`,
        roundId: `round ${at}`,
        interviewerId: by,
        kind,
        state,
        mentorId: kind === "shadow" && mentor !== by ? mentor : null,
        sealedNumber: state === "sealed" ? 1 : null,
      }));
      const facts: LoopFacts = {
        ...{ rule, state: "interviewing", debriefOpened, overrides, barred },
        ...{ hidesNames: false, freshSeal: false },
        cards: rows.map(({ id, interviewerId, kind, state, mentorId }) => ({
          cardId: id,
          interviewer: { id: interviewerId, name: interviewerId },
          ...{ kind, state, mentorId },
        })),
      };
      const inWords = rows.filter((card) =>
        mayRead(viewer, card, {
          loop: { revealRule: rule },
          ...{ cards: rows, debriefOpened },
          overrides: overrides.map((personId) => ({ personId, endedAt: null })),
          conflicts: barred.map((personId) => ({ personId })),
        }),
      );
      expect(readableIds(relationTo(viewer, facts), facts.cards)).toEqual(
        inWords.map(({ id }) => id),
      );
    }),
    { numRuns: 10_000, seed: 20_261_121 },
  );
});

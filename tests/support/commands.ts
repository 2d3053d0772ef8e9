import fc from "fast-check";
import { v7 as uuidv7 } from "uuid";
import { revealRules } from "#app/domain/loop.ts";
import type { Viewer } from "#app/domain/people.ts";
import type { Result } from "#app/domain/result.ts";
import { draftFrom } from "#app/domain/scorecard.ts";
import type { Db } from "#db/client.server.ts";
import { assign, endCard, reassign } from "#db/queries/assignment.server.ts";
import { liftConflict, recordConflict } from "#db/queries/conflict.server.ts";
import { decide, openDebrief } from "#db/queries/decision.server.ts";
import { withdrawLoop } from "#db/queries/loop.server.ts";
import { changeMentor } from "#db/queries/mentor.server.ts";
import { endOverride, grantOverride } from "#db/queries/override.server.ts";
import { getPanel } from "#db/queries/panel.server.ts";
import { editPosition } from "#db/queries/position.server.ts";
import { askReopen, declineReopen, reopen, undoSeal } from "#db/queries/reopening.server.ts";
import { saveDraft, seal } from "#db/queries/writing.server.ts";
import { sealedCard, type TestLoop } from "#tests/support/factory.ts";
import type { CardRow, Snapshot } from "#tests/support/snapshot.ts";

/** Everything somebody can do to a loop, said at random: often by whose work it is, else by anybody. */

const authors = ["save", "seal", "undo", "ask"] as const;
const leads = [
  ...["grant", "decline", "hand-back", "assign", "reassign", "end-card", "mentor"],
  ...["override", "end-override", "conflict", "lift", "withdraw", "change-rule"],
] as const;
const others = ["open", "decide", "read"] as const;

const weighted = [
  { weight: 22, arbitrary: fc.constantFrom(...authors, "seal" as const, "seal" as const) },
  { weight: 22, arbitrary: fc.constantFrom(...leads) },
  { weight: 5, arbitrary: fc.constantFrom(...others) },
] as const;

export type Command = {
  readonly what: (typeof authors)[number] | (typeof leads)[number] | (typeof others)[number];
  /** Whether whoever may do it does it, or the person of that number. */
  readonly by: number | null;
  readonly at: number;
  readonly how: number;
};
export const command: fc.Arbitrary<Command> = fc.record({
  what: fc.oneof(...weighted),
  by: fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.nat(7) }),
  at: fc.nat(31),
  how: fc.nat(5),
});

/** The panel and whoever looks after it; `lea` leads, `carla` decides. */
export type Cast = Readonly<
  Record<"ana" | "ben" | "sid" | "coco" | "lee" | "sam" | "carla" | "lea", Viewer>
>;
export type Done = { readonly by: Viewer; readonly answer: Result<unknown> };

const of = <T>(list: readonly T[], at: number): T => {
  const one = list[at % list.length];
  if (one === undefined) throw new Error("Nothing to choose from");
  return one;
};

const anyOf = <T>(list: readonly T[], at: number): T | undefined => list[at % list.length];

/** Carries a command out on the loop as it stands, and answers with who did it and what they heard. */
export async function carryOut(
  db: Db,
  people: Cast,
  loop: TestLoop,
  state: Snapshot,
  { what, by: number, at, how }: Command,
): Promise<Done> {
  const everybody = Object.values(people);
  const card = of(state.cards, at);
  const theirs = (): Viewer => {
    if (what === "open" || what === "decide") return people.carla;
    if (!(authors as readonly string[]).includes(what)) return people.lea;
    return everybody.find(({ id }) => id === card.interviewerId) ?? people.lea;
  };
  const by = number === null ? theirs() : of(everybody, number);
  const somebody = of(everybody, at + how);
  return { by, answer: await run(db, { loop, state, what, by, card, somebody, at, how }) };
}

/** Most loops go on for all their steps: a decided or withdrawn one changes no more. */
const goesOn = (at: number, how: number) => how > 0 || at > 10;

const getPanelOf = async (db: Db, by: Viewer, loopId: string): Promise<Result<unknown>> => ({
  ok: true,
  value: await getPanel(db, by, loopId),
});

type Running = Pick<Command, "what" | "at" | "how"> & {
  readonly loop: TestLoop;
  readonly state: Snapshot;
  readonly by: Viewer;
  readonly card: CardRow;
  readonly somebody: Viewer;
};

async function run(
  db: Db,
  { loop, state, what, by, card, somebody, at, how }: Running,
): Promise<Result<unknown>> {
  const id = uuidv7();
  const reason = `Because of ${how}.`;
  const [cardId, loopId, candidateId] = [card.id, loop.id, loop.candidateId];
  // One in six has an older tab open.
  const stale = how === 5 ? 1 : 0;
  const revision = (state.drafts.find((d) => d.cardId === cardId)?.revision ?? 0) + stale;
  const draft = draftFrom(sealedCard(loop.position.rubric, { score: 1 + (how % 4) }));
  switch (what) {
    case "save":
      return saveDraft(db, by, { cardId, revision, draft: { ...draft, summary: reason } });
    case "seal":
      return seal(db, by, { cardId, revision, draft });
    case "undo": {
      const number = (card.sealedNumber ?? 1) + stale;
      const late = how === 4 ? 61_000 : 0;
      return undoSeal(db, by, { cardId, number }, new Date(Date.now() + late));
    }
    case "ask":
      return askReopen(db, by, { cardId, reason });
    case "grant":
      return reopen(db, by, { cardId, reason: null });
    case "decline":
      return declineReopen(db, by, { cardId });
    case "hand-back":
      return reopen(db, by, { cardId, reason });
    case "assign": {
      const [kind, roundId] = [
        of(["lead", "panel", "shadow"] as const, how),
        of(loop.roundIds, how),
      ];
      return assign(db, by, loopId, { id, roundId, interviewerId: somebody.id, kind });
    }
    case "reassign":
      return reassign(db, by, loopId, cardId, { id, interviewerId: somebody.id });
    case "end-card":
      return endCard(db, by, loopId, cardId, how > 2 ? "withdrawn" : "did-not-happen", reason);
    case "mentor":
      return changeMentor(db, by, loopId, cardId, how === 0 ? null : somebody.id);
    case "override":
      return grantOverride(db, by, { id, loopId, personId: somebody.id, reason });
    case "end-override":
      return endOverride(db, by, { id: anyOf(state.overrides, at)?.id ?? id, loopId });
    case "conflict": {
      const personId = how > 2 ? by.id : somebody.id;
      return recordConflict(db, by, { id, candidateId, personId, kind: "interest", reason });
    }
    case "lift":
      return liftConflict(db, by, { id: anyOf(state.conflicts, at)?.id ?? id, candidateId });
    case "change-rule": {
      const { id: positionId, rubricVersionId } = loop.position;
      const about = { title: `Engineer ${how}`, level: "staff", hidesNames: how > 2 } as const;
      const input = { ...about, rubricVersionId, revealRule: of(revealRules, how) };
      const from = { version: state.position.version + stale, timeZone: "UTC" };
      return editPosition(db, by, positionId, input, from);
    }
    case "open":
      return openDebrief(db, by, loopId);
    case "decide": {
      const seen = state.cards.filter((one) => one.state === "sealed").length + stale;
      const said = { outcome: "offer", level: "staff", dissent: "" } as const;
      if (goesOn(at, how)) return openDebrief(db, by, loopId);
      return decide(db, by, { ...said, loopId, seen, reasons: "The panel agreed on nearly all." });
    }
    case "withdraw":
      if (goesOn(at, how)) return getPanelOf(db, by, loopId);
      return withdrawLoop(db, by, loopId, reason);
    case "read":
      return getPanelOf(db, by, loopId);
  }
}

import { describe, expect, test } from "vitest";
import {
  actorName,
  type CardFacts,
  canArrange,
  canAskReopen,
  canAuthorDrills,
  canDecide,
  canLiftConflict,
  canOpenDebrief,
  canOverride,
  canPublishDrill,
  canReadCard,
  canReadPanel,
  canReadProfile,
  canRecordConflict,
  canReopen,
  canScoreDrill,
  canScoreDrills,
  canSeeCandidate,
  canSeeLoop,
  canSeePanelFlag,
  canTakeReceipt,
  canWriteCard,
  couldHaveRead,
  type LoopFacts,
  nameFor,
  panelView,
  readableIds,
  refusalWords,
  relationTo,
} from "#app/domain/access.ts";
import { loopStates, revealRules } from "#app/domain/loop.ts";
import { type PanelPattern, panelPatternKeys, panelPatterns } from "#app/domain/panel-flags.ts";
import { type Permission, permissions } from "#app/domain/people.ts";
import { type CardState, cardStates, isOwed } from "#app/domain/scorecard.ts";
import { accessTables } from "#tests/support/access-tables.ts";

const me = "me";
const card = (
  id: string,
  person: string,
  state: CardState,
  kind: CardFacts["kind"] = "panel",
): CardFacts => ({
  cardId: id,
  interviewer: { id: person, name: person },
  kind,
  state,
  mentorId: null,
});

const seats: readonly (CardState | "no card")[] = ["no card", ...cardStates];
const duties: readonly Permission[] = permissions;
const panels = {
  "others sealed": [card("b", "ben", "sealed"), card("c", "cy", "sealed")],
  "one owes": [card("b", "ben", "sealed"), card("c", "cy", "draft")],
  "none sealed": [card("b", "ben", "draft"), card("c", "cy", "assigned")],
} as const;

type World = {
  readonly duty: Permission;
  readonly own: CardState | "no card";
  readonly others: keyof typeof panels;
  readonly state: LoopFacts["state"];
  readonly rule: LoopFacts["rule"];
  readonly overridden: boolean;
  readonly opened: boolean;
};

const facts = (world: World): LoopFacts => ({
  rule: world.rule,
  state: world.state,
  debriefOpened: world.opened,
  overrides: world.overridden ? [me] : [],
  barred: [],
  hidesNames: false,
  freshSeal: false,
  cards: [...panels[world.others], ...(world.own === "no card" ? [] : [card("a", me, world.own)])],
});
const relation = (world: World) =>
  relationTo({ id: me, permissions: ["interviewer", world.duty] }, facts(world));

function* worlds(): Generator<World> {
  for (const duty of duties)
    for (const own of seats)
      for (const others of Object.keys(panels) as (keyof typeof panels)[])
        for (const state of loopStates)
          for (const rule of revealRules)
            for (const overridden of [false, true])
              for (const opened of [false, true])
                yield { duty, own, others, state, rule, overridden, opened };
}
const all = [...worlds()];

describe("who may read a panel", () => {
  test("is these tables, which a hiring lead can review", async () => {
    await expect(accessTables()).toMatchFileSnapshot("./access-table.md");
  });

  test("nobody who owes a card reads another's, whatever their permissions, unless the loop is open or a lead allowed it", () => {
    const owing = all.filter(
      (w) => w.own !== "no card" && isOwed(w.own) && w.rule !== "open" && !w.overridden,
    );
    expect(owing.length).toBeGreaterThan(500);
    for (const world of owing) {
      expect(canReadPanel(relation(world)).allowed, JSON.stringify(world)).toBe(false);
      expect(readableIds(relation(world), facts(world).cards)).toEqual([]);
    }
  });

  test("does not depend on the loop's state", () => {
    for (const world of all)
      expect(canReadPanel(relation(world))).toEqual(
        canReadPanel(relation({ ...world, state: "decided" })),
      );
  });

  test("only cards that are sealed are ever readable", () => {
    for (const world of all)
      for (const id of readableIds(relation(world), facts(world).cards))
        expect(facts(world).cards.find((c) => c.cardId === id)?.state).toBe("sealed");
  });

  test("people without a card or a duty find no loop, administrators included", () => {
    for (const world of all.filter(
      (w) => w.own === "no card" && ["interviewer", "admin"].includes(w.duty) && !w.overridden,
    )) {
      expect(canSeeLoop(relation(world))).toEqual({ allowed: false, reason: "stranger" });
      expect(canReadPanel(relation(world)).allowed).toBe(false);
    }
  });

  test("with two rounds on one loop, one is blind until the last own card is in", () => {
    const loop: LoopFacts = {
      rule: "after-own",
      state: "interviewing",
      debriefOpened: false,
      overrides: [],
      barred: [],
      hidesNames: false,
      freshSeal: false,
      cards: [card("a", me, "sealed"), card("a2", me, "draft"), card("b", "ben", "sealed")],
    };
    expect(canReadPanel(relationTo({ id: me, permissions: ["lead"] }, loop))).toEqual({
      allowed: false,
      reason: "owes-card",
    });
  });

  test("under after-all, opening the debrief opens the panel to those who have sealed", () => {
    const world: World = {
      duty: "interviewer",
      own: "sealed",
      others: "one owes",
      rule: "after-all",
      overridden: false,
      opened: false,
      state: "interviewing",
    };
    expect(canReadPanel(relation(world))).toEqual({ allowed: false, reason: "panel-incomplete" });
    expect(canReadPanel(relation({ ...world, opened: true })).allowed).toBe(true);
  });

  test("a shadow card is read by its author and by leads, not by peers", () => {
    const loop: LoopFacts = {
      rule: "after-own",
      state: "debrief",
      debriefOpened: true,
      overrides: [],
      barred: [],
      hidesNames: false,
      freshSeal: false,
      cards: [card("a", me, "sealed"), card("s", "sam", "sealed", "shadow")],
    };
    const shadow = card("s", "sam", "sealed", "shadow");
    const asked = (person: string, held: Permission[]) =>
      canReadCard(relationTo({ id: person, permissions: held }, loop), shadow).allowed;
    expect(asked(me, ["interviewer"])).toBe(false);
    expect(asked("kim", ["committee"])).toBe(false);
    expect(asked("lea", ["lead"])).toBe(true);
    expect(asked("sam", ["interviewer"])).toBe(true);
  });
});

describe("a panel view", () => {
  const contents = new Map([
    ["b", "BEN'S SCORES"],
    ["c", "CY'S SCORES"],
    ["a", "MINE"],
  ]);
  test("holds nothing of a card that is sealed to the viewer, even if its content was handed over", () => {
    for (const world of all) {
      const view = panelView(relation(world), facts(world).cards, contents);
      const readable = new Set(readableIds(relation(world), facts(world).cards));
      const said = JSON.stringify(view);
      if (!readable.has("b")) expect(said).not.toContain("BEN'S SCORES");
      if (!readable.has("c")) expect(said).not.toContain("CY'S SCORES");
      expect(view.status).toBe(canReadPanel(relation(world)).allowed ? "open" : "locked");
    }
  });

  test("of a locked panel tells names and progress in the order of names, and nothing else", () => {
    const world: World = {
      duty: "interviewer",
      own: "draft",
      others: "one owes",
      rule: "after-own",
      overridden: false,
      opened: false,
      state: "interviewing",
    };
    const view = panelView(relation(world), facts(world).cards, contents);
    expect(view).toEqual({
      status: "locked",
      reason: "owes-card",
      yours: [],
      cards: [
        {
          cardId: "b",
          interviewer: { id: "ben", name: "ben" },
          kind: "panel",
          own: false,
          progress: "sealed",
          readable: false,
        },
        {
          cardId: "c",
          interviewer: { id: "cy", name: "cy" },
          kind: "panel",
          own: false,
          progress: "outstanding",
          readable: false,
        },
        {
          cardId: "a",
          interviewer: { id: me, name: me },
          kind: "panel",
          own: true,
          progress: "outstanding",
          readable: false,
        },
      ],
    });
  });
});

describe("a conflict of interest", () => {
  test("leaves nothing at all, whatever else the person is or holds", () => {
    for (const world of all) {
      const loop = { ...facts(world), barred: [me] };
      const barred = relationTo({ id: me, permissions: ["interviewer", world.duty] }, loop);
      const said = JSON.stringify(world);
      expect(canSeeLoop(barred), said).toEqual({ allowed: false, reason: "stranger" });
      expect(readableIds(barred, loop.cards), said).toEqual([]);
      const verdicts = [
        canReadPanel(barred),
        canOpenDebrief(barred),
        canDecide(barred),
        canArrange(barred),
        canOverride(barred, "ben"),
        canTakeReceipt(barred),
        ...loop.cards.flatMap((card) => [
          canWriteCard(barred, card),
          canReopen(barred, card),
          canAskReopen(barred, card),
        ]),
      ];
      for (const verdict of verdicts) expect(verdict.allowed, said).toBe(false);
    }
  });

  test("is recorded for oneself by whoever sees a loop, for others by leads, and lifted by other leads", () => {
    const ana = { id: me, permissions: ["interviewer"] as const };
    const lea = { id: "lea", permissions: ["lead"] as const };
    expect(canRecordConflict(ana, me, true).allowed).toBe(true);
    expect(canRecordConflict(ana, me, false)).toEqual({ allowed: false, reason: "stranger" });
    expect(canRecordConflict(ana, "ben", true)).toEqual({ allowed: false, reason: "not-lead" });
    expect(canRecordConflict(lea, "ben", true).allowed).toBe(true);
    expect(canLiftConflict(lea, "ben").allowed).toBe(true);
    expect(canLiftConflict(lea, "lea")).toEqual({ allowed: false, reason: "own-conflict" });
    expect(canLiftConflict(ana, "ben")).toEqual({ allowed: false, reason: "not-lead" });
    expect(canSeeCandidate(lea, { barred: ["lea"] }).allowed).toBe(false);
    expect(canSeeCandidate(lea, { barred: [me] }).allowed).toBe(true);
  });
});

describe("hidden names", () => {
  test("reach no panel member in a view, whatever they may read of it, and every duty", () => {
    for (const world of all) {
      const loop = { ...facts(world), hidesNames: true };
      const viewer = relationTo({ id: me, permissions: ["interviewer", world.duty] }, loop);
      const view = panelView(viewer, loop.cards, new Map(loop.cards.map((c) => [c.cardId, 1])));
      const shown = view.cards.map((c) => c.interviewer.name);
      const duty = world.duty === "lead" || world.duty === "committee";
      for (const name of ["ben", "cy"]) expect(shown.includes(name)).toBe(duty);
      expect(shown).toEqual(shown.toSorted((a, b) => a.localeCompare(b, "en", { numeric: true })));
      if (!duty) expect(actorName(viewer, { id: "ben", name: "ben" })).toBeNull();
      expect(actorName(viewer, { id: "lea", name: "Lea" })).toBe("Lea");
    }
  });

  test("give nobody away by their number: it follows the cards and not the names", () => {
    const cards = [card("1", "zoe", "sealed"), card("2", "abe", "sealed"), card("3", me, "sealed")];
    const world: World = { ...all[0], duty: "interviewer" } as World;
    const loop = { ...facts(world), cards, hidesNames: true };
    const viewer = relationTo({ id: me, permissions: ["interviewer"] }, loop);
    expect(nameFor(viewer, { id: "zoe", name: "zoe" }).name).toBe("Interviewer 1");
    expect(nameFor(viewer, { id: "abe", name: "abe" }).name).toBe("Interviewer 2");
    expect(nameFor(viewer, { id: "guest", name: "guest" }).name).toBe("A panel member");
  });
});

describe("who may write and decide", () => {
  test("a card is written by its author alone, while it is owed and the loop runs", () => {
    for (const world of all.filter((w) => w.own !== "no card")) {
      const own = facts(world).cards.find((c) => c.cardId === "a");
      const verdict = own && canWriteCard(relation(world), own);
      const open = world.state !== "decided" && world.state !== "withdrawn";
      expect(verdict?.allowed).toBe(world.own !== "no card" && isOwed(world.own) && open);
      const other = facts(world).cards.find((c) => c.cardId === "c");
      expect(other && canWriteCard(relation(world), other)).toEqual({
        allowed: false,
        reason: "not-author",
      });
    }
  });

  test("only committee members who owe nothing decide, once a card is in", () => {
    for (const world of all) {
      const { allowed } = canDecide(relation(world));
      const owes = world.own !== "no card" && isOwed(world.own);
      const sealed = world.others !== "none sealed" || world.own === "sealed";
      const open = world.state !== "decided" && world.state !== "withdrawn";
      expect(allowed).toBe(world.duty === "committee" && !owes && sealed && open);
    }
  });

  test("only leads and committee members who owe nothing open a debrief, once a card is in", () => {
    for (const world of all) {
      const verdict = canOpenDebrief(relation(world));
      const owes = world.own !== "no card" && isOwed(world.own);
      const duty = world.duty === "committee" || world.duty === "lead";
      const sealed = world.others !== "none sealed" || world.own === "sealed";
      const open = world.state !== "decided" && world.state !== "withdrawn";
      expect(verdict.allowed).toBe(duty && !owes && sealed && open);
      if (duty && owes) expect(verdict).toEqual({ allowed: false, reason: "owes-card" });
    }
  });

  test("every refusal has words", () => {
    for (const words of Object.values(refusalWords)) expect(words).toMatch(/^[A-Z].+\.$/);
  });
});

describe("what an author could have read before sealing", () => {
  const day = (n: number) => new Date(Date.UTC(2026, 0, n));
  const record = (
    id: string,
    sealed: number,
    more: { assigned?: number; reader?: boolean; again?: boolean } = {},
  ) => ({
    interviewer: { id },
    reader: more.reader ?? false,
    assignedAt: day(more.assigned ?? 1),
    sealedAt: day(sealed),
    again: more.again ?? false,
  });
  const blind = { rule: "after-own", overrides: [] } as const;
  const ben = record("ben", 5);

  test("is nothing for a first card under a blind rule, whatever the order of sealing", () => {
    expect(couldHaveRead(record("ana", 9), [ben, record("ana", 9)], blind)).toEqual([]);
  });
  test("is what was sealed earlier, under an open rule, an override or for a second version", () => {
    const ana = record("ana", 9);
    expect(couldHaveRead(ana, [ben, ana], { ...blind, rule: "open" })).toEqual(["ben"]);
    expect(
      couldHaveRead(ana, [ben, ana], { ...blind, overrides: [{ personId: "ana", at: day(6) }] }),
    ).toEqual(["ben"]);
    expect(
      couldHaveRead(ana, [ben, ana], { ...blind, overrides: [{ personId: "ana", at: day(10) }] }),
    ).toEqual([]);
    const second = record("ana", 9, { again: true });
    expect(couldHaveRead(second, [ben, second], blind)).toEqual(["ben"]);
  });
  test("is what was sealed before a reader was put on the panel", () => {
    const late = record("ana", 9, { assigned: 7, reader: true });
    expect(couldHaveRead(late, [ben, late], blind)).toEqual(["ben"]);
    const early = record("ana", 9, { assigned: 4, reader: true });
    expect(couldHaveRead(early, [ben, early], blind)).toEqual([]);
  });
});

describe("what is computed about the scoring", () => {
  const flag = (pattern: PanelPattern, ...authors: string[]) => ({ pattern, authors });
  const reaches = (world: World, pattern: PanelPattern, ...authors: string[]) =>
    canSeePanelFlag(relation(world), flag(pattern, ...authors)).allowed;

  test("reaches nobody before they may read the panel, but what is about their own cards", () => {
    for (const world of all)
      for (const pattern of panelPatternKeys) {
        if (!canReadPanel(relation(world)).allowed)
          expect(reaches(world, pattern, "ben", "cy"), pattern).toBe(false);
        if (reaches(world, pattern, me)) expect(canSeeLoop(relation(world)).allowed).toBe(true);
      }
  });
  test("is for authors, leads or the committee, as the catalogue says", () => {
    const open = all.filter((world) => canReadPanel(relation(world)).allowed);
    for (const world of open)
      for (const pattern of panelPatternKeys) {
        const { audience } = panelPatterns[pattern];
        const { duty } = world;
        const told =
          audience.includes("panel") ||
          ((duty === "lead" || duty === "committee") && audience.includes(duty));
        expect(reaches(world, pattern, "ben"), `${pattern} ${duty}`).toBe(told);
        expect(reaches(world, pattern, me)).toBe(told || audience.includes("author"));
      }
  });
  test("that is for the author alone reaches no lead, and nothing reaches whom a conflict keeps out", () => {
    const loop = facts({
      ...{ duty: "lead", own: "sealed", others: "others sealed", state: "debrief" },
      ...{ rule: "open", overridden: true, opened: true },
    });
    const lead = { id: me, permissions: ["lead"] as const };
    expect(canSeePanelFlag(relationTo(lead, loop), flag("contradiction", "ben"))).toEqual({
      ...{ allowed: false, reason: "author-alone" },
    });
    const barred = relationTo(lead, { ...loop, barred: [me] });
    for (const pattern of panelPatternKeys)
      for (const author of [me, "ben"])
        expect(canSeePanelFlag(barred, flag(pattern, author)).allowed).toBe(false);
  });
});

describe("drills", () => {
  const may = (...held: Permission[]) => ({ id: me, permissions: held });

  test("are scored by whoever interviews or decides, and written by leads", () => {
    const scoring = permissions.filter((held) => canScoreDrills(may(held)).allowed);
    expect(scoring).toEqual(["interviewer", "committee", "lead"]);
    const writing = permissions.filter((held) => canAuthorDrills(may(held)).allowed);
    expect(writing).toEqual(["lead"]);
  });

  test("are not scored by whoever had a hand in them", () => {
    expect(canScoreDrill(may("lead"), false).allowed).toBe(true);
    expect(canScoreDrill(may("lead"), true)).toEqual({ allowed: false, reason: "made-drill" });
    expect(canScoreDrill(may("admin"), false)).toEqual({ allowed: false, reason: "no-drills" });
  });

  test("are published by another lead than wrote them, where there is one", () => {
    const lead = may("lead");
    expect(canPublishDrill(lead, "ben", [me, "ben"]).allowed).toBe(true);
    expect(canPublishDrill(lead, me, [me, "ben"])).toEqual({ allowed: false, reason: "own-drill" });
    expect(canPublishDrill(lead, me, [me]).allowed).toBe(true);
    expect(canPublishDrill(may("committee"), "ben", ["ben"]).allowed).toBe(false);
  });
});

test("how somebody scores is read by themself, by leads and by the committee", () => {
  const verdict = (id: string, ...permissions: Permission[]) =>
    canReadProfile({ id, permissions }, "ana");
  expect(verdict("ana", "interviewer").allowed).toBe(true);
  for (const permission of ["lead", "committee"] as const)
    expect(verdict("lea", permission).allowed).toBe(true);
  for (const permission of ["interviewer", "admin"] as const)
    expect(verdict("ben", permission)).toEqual({ allowed: false, reason: "others-scoring" });
});

import type { CardKind, LoopState, RevealRule } from "#app/domain/loop.ts";
import { isRunning } from "#app/domain/loop.ts";
import { holds, type Viewer } from "#app/domain/people.ts";
import { type CardState, isOwed, type SealedCard } from "#app/domain/scorecard.ts";

/**
 * Who may see and do what. Every page, export, mail and API call asks here: facts go in, one
 * relation per viewer and loop comes out, and each `can…` turns it into a verdict whose refusal
 * carries its reason, so the answer and its wording cannot disagree.
 */

export type CardFacts = {
  readonly cardId: string;
  readonly interviewer: { readonly id: string; readonly name: string };
  readonly kind: CardKind;
  readonly state: CardState;
};

export type LoopFacts = {
  readonly rule: RevealRule;
  readonly state: LoopState;
  readonly debriefOpened: boolean;
  readonly cards: readonly CardFacts[];
  /** People a lead let read before their turn, with a reason that the debrief shows. */
  readonly overrides: readonly string[];
};

/** Whether permissions alone let this viewer see every loop, and read those they owe nothing on. */
export const readsEveryLoop = (viewer: Pick<Viewer, "permissions">): boolean =>
  holds(viewer, "lead", "committee");

/**
 * How the viewer stands to one loop, computed once.
 * `seat`: `owes` a card; `done` when every own card is in; `excused` when none was sealed and none
 * is owed; `none` off the panel. `duty` is what their permissions give them on any loop.
 */
export type Relation = {
  readonly viewerId: string;
  readonly seat: "none" | "owes" | "done" | "excused";
  readonly duty: "none" | "committee" | "lead";
  readonly committee: boolean;
  readonly overridden: boolean;
  readonly rule: RevealRule;
  readonly state: LoopState;
  /** All counted cards are in, or the debrief was opened. */
  readonly panelIn: boolean;
  readonly anySealed: boolean;
};

export type Refusal =
  | "stranger"
  | "owes-card"
  | "panel-incomplete"
  | "never"
  | "no-card"
  | "not-author"
  | "not-lead"
  | "not-committee"
  | "nothing-sealed"
  | "card-closed"
  | "loop-closed";

export type Verdict =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly reason: Refusal };

const yes: Verdict = { allowed: true };
const no = (reason: Refusal): Verdict => ({ allowed: false, reason });

/** What each refusal tells the person it meets. */
export const refusalWords: Record<Refusal, string> = {
  stranger: "You are not part of this loop.",
  "owes-card": "Locked until you seal your own card.",
  "panel-incomplete": "Locked until every panel card is sealed or the debrief is opened.",
  never: "On this position interviewers see only their own card.",
  "no-card": "You have no sealed card on this loop, so the others' cards stay closed to you.",
  "not-author": "Only its author can change a card.",
  "not-lead": "Only a recruiting lead can do this.",
  "not-committee": "Only the hiring committee records decisions.",
  "nothing-sealed": "No card has been sealed yet.",
  "card-closed": "This card can no longer be changed.",
  "loop-closed": "This loop is closed.",
};

/** The viewer's relation to a loop. Only the strongest seat and duty count. */
export function relationTo(viewer: Pick<Viewer, "id" | "permissions">, loop: LoopFacts): Relation {
  const own = loop.cards.filter((card) => card.interviewer.id === viewer.id);
  const seat =
    own.length === 0
      ? "none"
      : own.some((card) => isOwed(card.state))
        ? "owes"
        : own.some((card) => card.state === "sealed")
          ? "done"
          : "excused";
  const counted = loop.cards.filter((card) => card.kind !== "shadow");
  return {
    viewerId: viewer.id,
    seat,
    duty: holds(viewer, "lead") ? "lead" : holds(viewer, "committee") ? "committee" : "none",
    committee: holds(viewer, "committee"),
    overridden: loop.overrides.includes(viewer.id),
    rule: loop.rule,
    state: loop.state,
    panelIn: loop.debriefOpened || !counted.some((card) => isOwed(card.state)),
    anySealed: counted.some((card) => card.state === "sealed"),
  };
}

/** Whether the loop exists for this viewer at all. A refusal answers 404, like an absent loop. */
export const canSeeLoop = (relation: Relation): Verdict =>
  relation.seat === "none" && relation.duty === "none" ? no("stranger") : yes;

/** Whether others' sealed cards, and anything computed from them, may reach this viewer. */
export function canReadPanel(relation: Relation): Verdict {
  const seen = canSeeLoop(relation);
  if (!seen.allowed || relation.overridden || relation.rule === "open") return seen;
  if (relation.seat === "owes") return no("owes-card");
  if (relation.duty !== "none") return yes;
  if (relation.seat === "excused") return no("no-card");
  if (relation.rule === "never") return no("never");
  if (relation.rule === "after-all" && !relation.panelIn) return no("panel-incomplete");
  return yes;
}

/**
 * Whether one card's sealed content may reach this viewer. Drafts are their author's alone and are
 * never asked about here; a shadow card is read by its author and by leads.
 */
export function canReadCard(relation: Relation, card: CardFacts): Verdict {
  if (card.state !== "sealed") return no("not-author");
  if (card.interviewer.id === relation.viewerId) return yes;
  const panel = canReadPanel(relation);
  if (!panel.allowed) return panel;
  return card.kind === "shadow" && relation.duty !== "lead" ? no("not-lead") : yes;
}

/** Whether the viewer may write or seal this card now. */
export function canWriteCard(relation: Relation, card: CardFacts): Verdict {
  if (card.interviewer.id !== relation.viewerId) return no("not-author");
  if (!isOwed(card.state)) return no("card-closed");
  return isRunning(relation.state) ? yes : no("loop-closed");
}

/** Whether the viewer may change rounds and panels: leads, while the loop runs. */
export const canArrange = (relation: Relation): Verdict =>
  relation.duty !== "lead" ? no("not-lead") : isRunning(relation.state) ? yes : no("loop-closed");

/** Whether the viewer may open the debrief before every card is in: nobody who owes one of them. */
export const canOpenDebrief = (relation: Relation): Verdict => {
  if (relation.duty === "none") return no("not-committee");
  if (relation.seat === "owes") return no("owes-card");
  if (!isRunning(relation.state)) return no("loop-closed");
  return relation.anySealed ? yes : no("nothing-sealed");
};

/** Whether the viewer may record the decision: committee, owing nothing, with a card to decide on. */
export function canDecide(relation: Relation): Verdict {
  if (!relation.committee) return no("not-committee");
  if (relation.seat === "owes") return no("owes-card");
  if (!isRunning(relation.state)) return no("loop-closed");
  return relation.anySealed ? yes : no("nothing-sealed");
}

/** Setting up positions, candidates and loops is the leads' work. */
export const canSetUp = (viewer: Pick<Viewer, "permissions">): Verdict =>
  holds(viewer, "lead") ? yes : no("not-lead");

/** Calibration over settled loops is read by leads and the committee. */
export const canReadCalibration = (viewer: Pick<Viewer, "permissions">): Verdict =>
  readsEveryLoop(viewer) ? yes : no("not-lead");

/** What a viewer learns of a card that is sealed to them: whose it is, and whether it is in. */
export type CardProgress = {
  readonly cardId: string;
  readonly interviewer: { readonly id: string; readonly name: string };
  readonly kind: CardKind;
  readonly own: boolean;
  readonly progress: "outstanding" | "sealed" | "ended";
};
export type SealedToYou = CardProgress & { readonly readable: false };
export type ReadableCard<C = SealedCard> = CardProgress & {
  readonly readable: true;
  readonly content: C;
};
export type PanelView<C = SealedCard> =
  | { readonly status: "locked"; readonly reason: Refusal; readonly cards: readonly SealedToYou[] }
  | { readonly status: "open"; readonly cards: readonly (ReadableCard<C> | SealedToYou)[] };

/** What the viewer may know of every card's progress, in the order of the interviewers' names. */
export function progressOf(relation: Relation, card: CardFacts): CardProgress {
  return {
    cardId: card.cardId,
    interviewer: card.interviewer,
    kind: card.kind,
    own: card.interviewer.id === relation.viewerId,
    progress: isOwed(card.state) ? "outstanding" : card.state === "sealed" ? "sealed" : "ended",
  };
}

/** The cards whose content the database may load for this viewer. */
export const readableIds = (relation: Relation, cards: readonly CardFacts[]): string[] =>
  canReadPanel(relation).allowed
    ? cards.filter((card) => canReadCard(relation, card).allowed).map((card) => card.cardId)
    : [];

/**
 * The panel as this viewer may see it. A locked view has no place for a score: reading one off it
 * does not compile. Content that slipped into `contents` without a right to it is left behind.
 */
export function panelView<C>(
  relation: Relation,
  cards: readonly CardFacts[],
  contents: ReadonlyMap<string, C>,
): PanelView<C> {
  const byName = cards.toSorted((a, b) =>
    a.interviewer.name.localeCompare(b.interviewer.name, "en"),
  );
  const verdict = canReadPanel(relation);
  if (!verdict.allowed) {
    const sealed = byName.map((card) => ({
      ...progressOf(relation, card),
      readable: false as const,
    }));
    return { status: "locked", reason: verdict.reason, cards: sealed };
  }
  return {
    status: "open",
    cards: byName.map((card) => {
      const content = canReadCard(relation, card).allowed ? contents.get(card.cardId) : undefined;
      const progress = progressOf(relation, card);
      return content === undefined
        ? { ...progress, readable: false }
        : { ...progress, readable: true, content };
    }),
  };
}

/** The record of one sealed card, as far as it tells what its author could have read before. */
export type SealRecord = {
  readonly interviewer: { readonly id: string };
  /** True where permissions let the author read loops they owe nothing on. */
  readonly reader: boolean;
  readonly assignedAt: Date;
  readonly sealedAt: Date;
  readonly number: number;
};

/**
 * Whose sealed cards this author could have read before sealing this version, from the record:
 * everything sealed earlier under an open rule, an override or for a second version; and whatever
 * was sealed before the card was assigned, where the author could already read the loop then.
 */
export function couldHaveRead(
  author: SealRecord,
  all: readonly SealRecord[],
  loop: {
    readonly rule: RevealRule;
    readonly overrides: readonly { personId: string; at: Date }[];
  },
): string[] {
  const others = all.filter((card) => card.interviewer.id !== author.interviewer.id);
  const sealedBefore = (moment: Date) =>
    others.filter((card) => card.sealedAt < moment).map((card) => card.interviewer.id);
  const override = loop.overrides.some(
    (o) => o.personId === author.interviewer.id && o.at < author.sealedAt,
  );
  if (loop.rule === "open" || override || author.number > 1) return sealedBefore(author.sealedAt);
  const wasDone = all.some(
    (card) => card.interviewer.id === author.interviewer.id && card.sealedAt < author.assignedAt,
  );
  return author.reader || wasDone ? sealedBefore(author.assignedAt) : [];
}

import type { CardKind, LoopState, RevealRule } from "#app/domain/loop.ts";
import { isRunning } from "#app/domain/loop.ts";
import { type PanelFlag, panelPatterns } from "#app/domain/panel-flags.ts";
import { holds, type Viewer } from "#app/domain/people.ts";
import { type CardState, isEnded, isOwed, type SealedCard } from "#app/domain/scorecard.ts";

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
  /** Of a trainee's card: who reads it with the leads. Null on every other. */
  readonly mentorId: string | null;
};

export type LoopFacts = {
  readonly rule: RevealRule;
  readonly state: LoopState;
  readonly debriefOpened: boolean;
  readonly cards: readonly CardFacts[];
  /** People a lead let read before their turn, with a reason that the debrief shows. */
  readonly overrides: readonly string[];
  /** People with a conflict of interest with the candidate, and the candidate's own account. */
  readonly barred: readonly string[];
  /** Whether panel members read each other without names. */
  readonly hidesNames: boolean;
  /** Whether a card was sealed so lately that its author may still undo it. */
  readonly freshSeal: boolean;
};

/** Whether permissions alone let this viewer see every loop, and read those they owe nothing on. */
export const readsEveryLoop = (viewer: Pick<Viewer, "permissions">): boolean =>
  holds(viewer, "lead", "committee");

type Named = CardFacts["interviewer"];

/**
 * How the viewer stands to one loop, computed once.
 * `seat`: `owes` a card; `done` when every own card is in; `excused` when none was sealed and none
 * is owed; `none` off the panel. `duty` is what their permissions give them on any loop. Who is
 * `barred` by a conflict of interest has no seat, no duty and no override, whatever the facts say.
 */
export type Relation = {
  readonly viewerId: string;
  readonly barred: boolean;
  readonly seat: "none" | "owes" | "done" | "excused";
  readonly duty: "none" | "committee" | "lead";
  readonly committee: boolean;
  readonly overridden: boolean;
  readonly rule: RevealRule;
  readonly state: LoopState;
  /** All counted cards are in, or the debrief was opened. */
  readonly panelIn: boolean;
  readonly anySealed: boolean;
  /** Who owes a card here. */
  readonly owing: readonly string[];
  /** Who has no way to the loop any more, whatever card of theirs stands there. */
  readonly keptOut: readonly string[];
  /** What interviewers are called to this viewer, by their keys; null where they go by their names. */
  readonly names: ReadonlyMap<string, Named> | null;
};

export type Refusal =
  | "stranger"
  | "owes-card"
  | "panel-incomplete"
  | "never"
  | "no-card"
  | "not-author"
  | "not-lead"
  | "not-admin"
  | "not-committee"
  | "not-sealed"
  | "shadow"
  | "mentor-owes"
  | "own-card"
  | "author-kept-out"
  | "own-override"
  | "own-conflict"
  | "whole-record"
  | "undo-late"
  | "undo-read"
  | "nothing-sealed"
  | "own-account"
  | "last-admin"
  | "others-scoring"
  | "author-alone"
  | "card-closed"
  | "loop-closed"
  | "no-drills"
  | "own-drill"
  | "made-drill";

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
  "not-admin": "Only an administrator can do this.",
  "not-sealed": "This card is not sealed.",
  shadow: "A trainee's card is read by the recruiting leads and by their mentor.",
  "mentor-owes": "Locked until the trainee's mentor has sealed their own card.",
  "own-card": "Another lead has to reopen your own card.",
  "author-kept-out":
    "Its author has a conflict of interest and cannot write it again. The sealed card stands.",
  "own-override": "Another lead has to let you read before your turn.",
  "own-conflict": "Another lead has to lift your own conflict of interest.",
  "whole-record":
    "The receipt holds the loop's whole record, so recruiting leads and the committee take it.",
  "undo-late": "A seal can be undone for a minute. Ask a lead to reopen the card instead.",
  "undo-read":
    "A card has been read since you sealed, so the seal stands. Ask a lead to reopen it instead.",
  "not-committee": "Only the hiring committee records decisions.",
  "nothing-sealed": "No card has been sealed yet.",
  "own-account": "Another administrator has to disable your own account.",
  "last-admin":
    "This is the only administrator who can sign in. Make somebody else an administrator first.",
  "others-scoring": "Recruiting leads and the committee read how others score.",
  "author-alone": "This is shown to the author of the card alone.",
  "card-closed": "This card can no longer be changed.",
  "loop-closed": "This loop is closed.",
  "no-drills": "Drills are for those who interview or decide.",
  "own-drill": "Another lead has to look at a drill you wrote before it is published.",
  "made-drill":
    "You had a hand in this drill and know its key, so it is for others to score. It counts neither for nor against you.",
};

/** The viewer's relation to a loop. Only the strongest seat and duty count. */
export function relationTo(viewer: Pick<Viewer, "id" | "permissions">, loop: LoopFacts): Relation {
  const barred = loop.barred.includes(viewer.id);
  const permissions = barred ? [] : viewer.permissions;
  const counted = loop.cards.filter((card) => card.kind !== "shadow");
  const duty = holds({ permissions }, "lead")
    ? "lead"
    : holds({ permissions }, "committee")
      ? "committee"
      : "none";
  return {
    viewerId: viewer.id,
    barred,
    seat: barred ? "none" : seatOf(loop.cards.filter((card) => card.interviewer.id === viewer.id)),
    duty,
    committee: holds({ permissions }, "committee"),
    overridden: !barred && loop.overrides.includes(viewer.id),
    rule: loop.rule,
    state: loop.state,
    panelIn: loop.debriefOpened || !counted.some((card) => isOwed(card.state)),
    anySealed: counted.some((card) => card.state === "sealed"),
    owing: loop.cards.filter((card) => isOwed(card.state)).map((card) => card.interviewer.id),
    keptOut: loop.barred,
    names: loop.hidesNames && duty === "none" ? pseudonyms(viewer.id, loop.cards) : null,
  };
}

function seatOf(own: readonly CardFacts[]): Relation["seat"] {
  if (own.length === 0) return "none";
  if (own.some((card) => isOwed(card.state))) return "owes";
  return own.some((card) => card.state === "sealed") ? "done" : "excused";
}

/** Everybody but the viewer by a number, which follows the keys of their cards and not their names. */
function pseudonyms(viewerId: string, cards: readonly CardFacts[]): Map<string, Named> {
  const names = new Map<string, Named>();
  for (const { interviewer } of cards.toSorted((a, b) => (a.cardId < b.cardId ? -1 : 1))) {
    if (names.has(interviewer.id)) continue;
    const number = names.size + 1;
    const hidden = { id: `interviewer-${number}`, name: `Interviewer ${number}` };
    names.set(interviewer.id, interviewer.id === viewerId ? interviewer : hidden);
  }
  return names;
}

/** What one of the panel is called to this viewer. */
export const nameFor = (relation: Relation, person: Named): Named =>
  relation.names === null
    ? person
    : (relation.names.get(person.id) ?? { id: "panel-member", name: "A panel member" });

/** Who did something on the loop; null where that would tell the name of one of a hidden panel. */
export const actorName = (
  relation: Relation,
  actor: { readonly id: string | null; readonly name: string | null },
): string | null =>
  actor.id !== null && actor.id !== relation.viewerId && relation.names?.has(actor.id)
    ? null
    : actor.name;

/** Whether the loop exists for this viewer at all. A refusal answers 404, like an absent loop. */
export const canSeeLoop = (relation: Relation): Verdict =>
  relation.seat === "none" && relation.duty === "none" && !relation.overridden
    ? no("stranger")
    : yes;

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
 * never asked about here.
 */
export function canReadCard(relation: Relation, card: CardFacts): Verdict {
  const seen = canSeeLoop(relation);
  if (!seen.allowed) return seen;
  if (card.state !== "sealed") return no("not-author");
  if (card.interviewer.id === relation.viewerId) return yes;
  return card.kind === "shadow" ? canReadShadow(relation, card) : canReadPanel(relation);
}

/**
 * Whether the card's versions may reach this viewer: as the card itself does; and its author reads
 * their own while it is reopened too. Versions whose seal was undone are their author's alone.
 */
export function canReadVersions(relation: Relation, card: CardFacts): Verdict {
  const own = card.interviewer.id === relation.viewerId && card.state === "reopened";
  return own ? canSeeLoop(relation) : canReadCard(relation, card);
}

/** A trainee's card is read by leads and by its mentor, once it and the mentor's own are in. */
function canReadShadow(relation: Relation, { mentorId }: CardFacts): Verdict {
  const mentors = mentorId === relation.viewerId && relation.seat !== "excused";
  if (!mentors && relation.duty !== "lead") return no("shadow");
  if (mentors && relation.seat === "owes") return no("owes-card");
  if (mentorId !== null && relation.owing.includes(mentorId)) return no("mentor-owes");
  return mentors ? yes : canReadPanel(relation);
}

/** Who can mentor a trainee on a loop: everybody with a counted card there that has not ended. */
export function mentorsOf({ cards, barred }: Pick<LoopFacts, "cards" | "barred">): Named[] {
  const mentors = cards.filter(
    ({ kind, state, interviewer }) =>
      kind !== "shadow" && !isEnded(state) && !barred.includes(interviewer.id),
  );
  return [...new Map(mentors.map(({ interviewer }) => [interviewer.id, interviewer])).values()];
}

/** Whether the viewer may write or seal this card now. */
export function canWriteCard(relation: Relation, card: CardFacts): Verdict {
  const seen = canSeeLoop(relation);
  if (!seen.allowed) return seen;
  if (card.interviewer.id !== relation.viewerId) return no("not-author");
  if (!isOwed(card.state)) return no("card-closed");
  return isRunning(relation.state) ? yes : no("loop-closed");
}

/** How long a seal can be undone. */
export const UNDO_MS = 60_000;

/**
 * Whether the author may take a seal back: within a minute, while nobody has read the panel since.
 * Their own reading counts, else they would write again after they had seen the others.
 */
export function canUndoSeal(
  relation: Relation,
  card: CardFacts,
  seal: { readonly sealedAt: Date; readonly read: boolean },
  now: Date,
): Verdict {
  const own = ownSealed(relation, card);
  if (!own.allowed) return own;
  if (now.getTime() - seal.sealedAt.getTime() > UNDO_MS) return no("undo-late");
  return seal.read ? no("undo-read") : yes;
}

/** Whether the author may ask a lead to reopen this card. */
export const canAskReopen = (relation: Relation, card: CardFacts): Verdict =>
  ownSealed(relation, card);

function ownSealed(relation: Relation, card: CardFacts): Verdict {
  const seen = canSeeLoop(relation);
  if (!seen.allowed) return seen;
  if (card.interviewer.id !== relation.viewerId) return no("not-author");
  return sealedHere(relation, card);
}

const sealedHere = (relation: Relation, card: CardFacts): Verdict =>
  !isRunning(relation.state) ? no("loop-closed") : card.state === "sealed" ? yes : no("not-sealed");

/**
 * Whether the viewer may hand a sealed card back to its author: leads, except for their own, and
 * only to somebody who can write it again.
 */
export function canReopen(relation: Relation, card: CardFacts): Verdict {
  if (relation.duty !== "lead") return no("not-lead");
  if (card.interviewer.id === relation.viewerId) return no("own-card");
  if (relation.keptOut.includes(card.interviewer.id)) return no("author-kept-out");
  return sealedHere(relation, card);
}

/** Whether the viewer may let this person read the loop before their turn, or end that: leads, for others. */
export function canOverride(relation: Relation, personId: string): Verdict {
  const verdict = canArrange(relation);
  if (!verdict.allowed) return verdict;
  return personId === relation.viewerId ? no("own-override") : yes;
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

/** Whether the viewer may say what the committee concludes about a pattern: whoever may decide. */
export const canResolveFlag = (relation: Relation): Verdict => canDecide(relation);

/**
 * Whether what is computed about the scoring may reach this viewer. Authors see what is about their own
 * cards whenever they see the loop; everybody else nothing before they may read the panel, and then what
 * the pattern is for.
 */
export function canSeePanelFlag(
  relation: Relation,
  { pattern, authors }: Pick<PanelFlag, "pattern" | "authors">,
): Verdict {
  const { audience } = panelPatterns[pattern];
  if (audience.includes("author") && authors.includes(relation.viewerId))
    return canSeeLoop(relation);
  const reads = canReadPanel(relation);
  if (!reads.allowed || audience.includes("panel")) return reads;
  if (audience.includes("lead") && relation.duty === "lead") return yes;
  if (audience.includes("committee") && relation.committee) return yes;
  if (!audience.includes("lead")) return no("author-alone");
  return no(audience.includes("committee") ? "others-scoring" : "not-lead");
}

/** Whether the viewer may take the receipt with them, which holds every event of the loop. */
export function canTakeReceipt(relation: Relation): Verdict {
  const verdict = canReadPanel(relation);
  if (!verdict.allowed) return verdict;
  return relation.duty === "none" ? no("whole-record") : yes;
}

/** Setting up positions, candidates and loops is the leads' work. */
export const canSetUp = (viewer: Pick<Viewer, "permissions">): Verdict =>
  holds(viewer, "lead") ? yes : no("not-lead");

/** Rubrics are read by everybody; writing and publishing them is the leads' work. */
export const canEditRubrics = (viewer: Pick<Viewer, "permissions">): Verdict => canSetUp(viewer);

/** A candidate's entry is the leads' to see, except where they may not see the candidate's loops. */
export function canSeeCandidate(
  viewer: Pick<Viewer, "id" | "permissions">,
  { barred }: Pick<LoopFacts, "barred">,
): Verdict {
  if (barred.includes(viewer.id)) return no("stranger");
  return canSetUp(viewer);
}

/**
 * Whether the viewer may record a conflict of interest for a person: for themself wherever they see
 * a loop of the candidate, for others as a lead.
 */
export function canRecordConflict(
  viewer: Pick<Viewer, "id" | "permissions">,
  personId: string,
  seesLoop: boolean,
): Verdict {
  if (!seesLoop) return no("stranger");
  return personId === viewer.id ? yes : canSetUp(viewer);
}

/** Whether the viewer may lift somebody's conflict: leads, but never their own. */
export const canLiftConflict = (
  viewer: Pick<Viewer, "id" | "permissions">,
  personId: string,
): Verdict => (personId === viewer.id ? no("own-conflict") : canSetUp(viewer));

/** Accounts, permissions and the record are the administrators' work. */
export const canAdminister = (viewer: Pick<Viewer, "permissions">): Verdict =>
  holds(viewer, "admin") ? yes : no("not-admin");

/** Whether the viewer may disable a person: administrators, but never themself. */
export const canDisable = (
  viewer: Pick<Viewer, "id" | "permissions">,
  personId: string,
): Verdict => {
  const verdict = canAdminister(viewer);
  if (!verdict.allowed) return verdict;
  return personId === viewer.id ? no("own-account") : yes;
};

/**
 * Whether the viewer may give a person these permissions in place of those they hold:
 * administrators, as long as one is left who can sign in. `admins` names those there are now.
 */
export function canPermit(
  viewer: Pick<Viewer, "permissions">,
  person: Pick<Viewer, "id" | "permissions">,
  admins: readonly string[],
): Verdict {
  const verdict = canAdminister(viewer);
  if (!verdict.allowed || holds(person, "admin")) return verdict;
  return admins.some((id) => id !== person.id) ? yes : no("last-admin");
}

/** Calibration over settled loops is read by leads and the committee. */
export const canReadCalibration = (viewer: Pick<Viewer, "permissions">): Verdict =>
  readsEveryLoop(viewer) ? yes : no("not-lead");

/** How a person scores is read by themself, first-hand, and by whoever reads calibration. */
export const canReadProfile = (
  viewer: Pick<Viewer, "id" | "permissions">,
  personId: string,
): Verdict => (viewer.id === personId || readsEveryLoop(viewer) ? yes : no("others-scoring"));

/** Leads stop a calculation and have it run again; it changes no fact, only when it is read anew. */
export const canRunCalibration = (viewer: Pick<Viewer, "permissions">): Verdict => canSetUp(viewer);

/**
 * Drills are scored by whoever interviews or decides. Administrators read no cards by that alone, and
 * drills may be made of past ones.
 */
export const canScoreDrills = (viewer: Pick<Viewer, "permissions">): Verdict =>
  holds(viewer, "interviewer", "committee", "lead") ? yes : no("no-drills");

/**
 * Whether the viewer may score one drill: not who wrote, changed, looked over or published any version of
 * it (`made`), since whoever knows its key scores nothing blind.
 */
export function canScoreDrill(viewer: Pick<Viewer, "permissions">, made: boolean): Verdict {
  const verdict = canScoreDrills(viewer);
  return verdict.allowed && made ? no("made-drill") : verdict;
}

/** Who did which drill, the rule to qualify by, and drills of one's own are the leads' work. */
export const canAuthorDrills = (viewer: Pick<Viewer, "permissions">): Verdict => canSetUp(viewer);

/**
 * Whether the viewer may publish a drill that `authorId` wrote: another lead, or its author where no
 * other lead may read the cards it was made of. `readers` are the leads who may.
 */
export function canPublishDrill(
  viewer: Pick<Viewer, "id" | "permissions">,
  authorId: string,
  readers: readonly string[],
): Verdict {
  const verdict = canAuthorDrills(viewer);
  if (!verdict.allowed || viewer.id !== authorId) return verdict;
  return readers.some((id) => id !== authorId) ? no("own-drill") : yes;
}

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
  | {
      readonly status: "locked";
      readonly reason: Refusal;
      readonly cards: readonly SealedToYou[];
      /** The viewer's own sealed cards, and those of trainees they mentor. */
      readonly yours: readonly ReadableCard<C>[];
    }
  | { readonly status: "open"; readonly cards: readonly (ReadableCard<C> | SealedToYou)[] };

/** What the viewer may know of a card's progress. */
export function progressOf(relation: Relation, card: CardFacts): CardProgress {
  return {
    cardId: card.cardId,
    interviewer: nameFor(relation, card.interviewer),
    kind: card.kind,
    own: card.interviewer.id === relation.viewerId,
    progress: isOwed(card.state) ? "outstanding" : card.state === "sealed" ? "sealed" : "ended",
  };
}

/** The cards whose content the database may load for this viewer. */
export const readableIds = (relation: Relation, cards: readonly CardFacts[]): string[] =>
  cards.filter((card) => canReadCard(relation, card).allowed).map((card) => card.cardId);

/**
 * The panel as this viewer may see it, in the order of the interviewers' names as they are shown. A
 * locked panel has no place for another's score: reading one off it does not compile. Content that
 * slipped into `contents` without a right to it is left behind.
 */
export function panelView<C>(
  relation: Relation,
  cards: readonly CardFacts[],
  contents: ReadonlyMap<string, C>,
): PanelView<C> {
  const shown = cards
    .map((card): ReadableCard<C> | SealedToYou => {
      const content = canReadCard(relation, card).allowed ? contents.get(card.cardId) : undefined;
      const progress = progressOf(relation, card);
      return content === undefined
        ? { ...progress, readable: false }
        : { ...progress, readable: true, content };
    })
    .toSorted(byInterviewer);
  const verdict = canReadPanel(relation);
  if (verdict.allowed) return { status: "open", cards: shown };
  return {
    status: "locked",
    reason: verdict.reason,
    cards: cards
      .map((card) => ({ ...progressOf(relation, card), readable: false as const }))
      .toSorted(byInterviewer),
    yours: shown.filter((card) => card.readable),
  };
}

/** The order of the names that are shown: that of hidden ones would tell them. */
export const byInterviewer = (a: CardProgress, b: CardProgress): number =>
  a.interviewer.name.localeCompare(b.interviewer.name, "en", { numeric: true });

/** The record of one sealed card, as far as it tells what its author could have read before. */
export type SealRecord = {
  readonly interviewer: { readonly id: string };
  /** Whether the author could read the loop when the card was assigned; null where nothing tells. */
  readonly reader: boolean | null;
  readonly assignedAt: Date;
  readonly sealedAt: Date;
  /** Whether an earlier version of the card stands. */
  readonly again: boolean;
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
  if (loop.rule === "open" || override || author.again) return sealedBefore(author.sealedAt);
  const wasDone = all.some(
    (card) => card.interviewer.id === author.interviewer.id && card.sealedAt < author.assignedAt,
  );
  return (author.reader ?? wasDone) ? sealedBefore(author.assignedAt) : [];
}

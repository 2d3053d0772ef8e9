import { type CardState, isOwed } from "#app/domain/scorecard.ts";

export const roundKinds = [
  "productionize",
  "refactor",
  "review",
  "design",
  "deep-dive",
  "behavioural",
  "other",
] as const;
export type RoundKind = (typeof roundKinds)[number];

export const roundWords: Record<RoundKind, string> = {
  productionize: "Productionize",
  refactor: "Refactor",
  review: "Code review",
  design: "Design",
  "deep-dive": "Deep dive",
  behavioural: "Behavioural",
  other: "Other",
};

/** `planned` -> `interviewing` -> `debrief` -> `decided` -> `reopened`; `withdrawn` at any time. */
export const loopStates = [
  "planned",
  "interviewing",
  "debrief",
  "decided",
  "reopened",
  "withdrawn",
] as const;
export type LoopState = (typeof loopStates)[number];

export const loopStateWords: Record<LoopState, string> = {
  planned: "Planned",
  interviewing: "Interviewing",
  debrief: "In debrief",
  decided: "Decided",
  reopened: "Reopened",
  withdrawn: "Withdrawn",
};

/** Whether rounds, panels and cards may still change. */
export const isRunning = (state: LoopState): boolean =>
  state !== "decided" && state !== "withdrawn";

export const revealRules = ["after-own", "after-all", "never", "open"] as const;
export type RevealRule = (typeof revealRules)[number];

export const revealWords: Record<RevealRule, string> = {
  "after-own": "After their own card is sealed",
  "after-all": "After every panel card is sealed, or the debrief is opened",
  never: "Never, interviewers see only their own card",
  open: "At once, as cards are sealed (not blind)",
};

export const cardKinds = ["lead", "panel", "shadow"] as const;
export type CardKind = (typeof cardKinds)[number];

export const cardKindWords: Record<CardKind, string> = {
  lead: "Panel lead",
  panel: "Panel",
  shadow: "Shadow",
};

/** Why a person has no access to a candidate's loops. */
export const conflictKinds = ["interest", "self"] as const;
export type ConflictKind = (typeof conflictKinds)[number];

export const conflictWords: Record<ConflictKind, string> = {
  interest: "Conflict of interest",
  self: "The candidate's own account",
};

/**
 * The state a running loop moves to as its cards move: `debrief` once a counted card is sealed and
 * none is owed, `interviewing` once a card is in. A draft moves nothing, else the loop would tell
 * that its author has begun. Closed and reopened loops stay as they are.
 */
export function stateAfter(
  state: LoopState,
  cards: readonly { readonly kind: CardKind; readonly state: CardState }[],
): LoopState {
  if (state !== "planned" && state !== "interviewing") return state;
  const counted = cards.filter((card) => card.kind !== "shadow");
  const sealed = counted.some((card) => card.state === "sealed");
  if (sealed && !counted.some((card) => isOwed(card.state))) return "debrief";
  return cards.some((card) => card.state === "sealed") ? "interviewing" : state;
}

/**
 * Whether a loop has started, so that it keeps its rubric: once one of its rounds has begun by the
 * clock, or a card was sealed, even if the seal was undone. Nothing here tells what anybody has
 * typed: rounds and seals show in the loop itself. A card may be begun before its round, so what
 * was typed has to fit the newer rubric; `fitDraft` loses nothing.
 */
export const hasStarted = (
  loop: {
    readonly state: LoopState;
    readonly rounds: readonly { readonly startsAt: Date; readonly cancelled: boolean }[];
    readonly everSealed: boolean;
  },
  now: Date,
): boolean =>
  loop.state !== "planned" ||
  loop.everSealed ||
  loop.rounds.some((round) => !round.cancelled && round.startsAt <= now);

/**
 * The state a loop goes back to as one of its cards is taken back: out of a debrief that only this
 * card had opened, and to `planned` where none was ever sealed.
 */
export function stateBefore(
  state: LoopState,
  cards: readonly { readonly state: CardState }[],
  debriefUndone: boolean,
): LoopState {
  if (state !== "interviewing" && !debriefUndone) return state;
  const begun = cards.some((card) => card.state === "sealed" || card.state === "reopened");
  return begun ? "interviewing" : "planned";
}

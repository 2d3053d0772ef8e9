/**
 * Where a form's text stands between the page, this browser and the server. Changes are counted;
 * whatever waits on a clock or a network happens elsewhere and is told here.
 */
export type Saving = {
  /** The server's revision that the next save follows. */
  readonly revision: number;
  /** Counts changes; 0 is what the page was opened with. */
  readonly edit: number;
  /** The newest change that the server holds. */
  readonly held: number;
  /** The change last sent whose answer is not known yet, maybe because it was lost. */
  readonly sent: number | null;
  readonly sending: boolean;
  /** When the first change was made that is not sent yet, and when the last one. */
  readonly first: number;
  readonly last: number;
  /** When the oldest text was typed that the server does not hold. */
  readonly unsaved: number | null;
  /** Whether this browser keeps that text; null before it was tried. */
  readonly kept: boolean | null;
  readonly tries: number;
  readonly triedAt: number;
  readonly trouble: Trouble | null;
  readonly savedAt: number | null;
};

export type Refusal = {
  readonly message: string;
  readonly fields?: Readonly<Record<string, string>>;
};
export type Trouble =
  | { readonly state: "offline" | "failing" | "signed-out" | "not-yours" | "conflict" }
  | ({ readonly state: "refused"; readonly edit: number } & Refusal);

export type Happened =
  | { readonly type: "changed"; readonly at: number }
  | { readonly type: "sent"; readonly at: number }
  | { readonly type: "saved"; readonly revision: number; readonly savedAt: number }
  | { readonly type: "unanswered"; readonly why: "offline" | "failing" }
  | { readonly type: "turned-away"; readonly why: "signed-out" | "not-yours" | "failing" }
  | ({ readonly type: "refused" } & Refusal)
  | { readonly type: "conflicted"; readonly revision: number }
  | { readonly type: "settled"; readonly revision: number; readonly at: number }
  | { readonly type: "kept"; readonly kept: boolean };

/** What the bar says. */
export type SaveState =
  | { readonly state: "clean" | "saving" | "conflict" | "not-yours" }
  | { readonly state: "saved"; readonly at: number }
  /** `since` is null where this browser could not keep the text. */
  | {
      readonly state: "offline" | "failing" | "signed-out";
      readonly since: number | null;
    }
  | ({ readonly state: "refused" } & Refusal);

/** How long typing pauses before it is saved. */
export const PAUSE = 700;
/** How long it may go on without a pause before it is saved all the same. */
export const LONGEST = 3_000;
const FIRST_RETRY = 500;
const LAST_RETRY = 15_000;

export const startSaving = (revision: number, savedAt: number | null): Saving => ({
  ...{ revision, savedAt, edit: 0, held: 0, sent: null, sending: false },
  ...{ first: 0, last: 0, unsaved: null, kept: null, tries: 0, triedAt: 0, trouble: null },
});

/** Whether the server holds less than the page shows, or may. */
export const isBehind = ({ edit, held, sent }: Saving): boolean => edit !== held || sent !== null;

export function after(now: Saving, happened: Happened): Saving {
  switch (happened.type) {
    case "changed":
      return changedAt(now, happened.at);
    case "sent": {
      // What was sent without an answer is sent again as it was: the server knows it by its words.
      const sent = now.sent ?? now.edit;
      return { ...now, sent, sending: true, triedAt: happened.at };
    }
    case "saved": {
      const { revision, savedAt } = happened;
      const held = now.sent ?? now.edit;
      const unsaved = held === now.edit ? null : now.first;
      const settled = { sent: null, sending: false, tries: 0, trouble: null };
      return { ...now, ...settled, revision, savedAt, held, unsaved };
    }
    case "unanswered":
      return stopped({ ...now, tries: now.tries + 1 }, { state: happened.why });
    case "turned-away":
      return stopped({ ...now, sent: null, tries: now.tries + 1 }, { state: happened.why });
    case "refused": {
      const { type: _, ...refusal } = happened;
      const edit = now.sent ?? now.edit;
      return stopped({ ...now, sent: null }, { state: "refused", edit, ...refusal });
    }
    case "conflicted":
      return stopped({ ...now, sent: null, revision: happened.revision }, { state: "conflict" });
    case "settled": {
      const { revision, at } = happened;
      const due = { first: at - LONGEST, last: at - PAUSE };
      const clear = { sent: null, sending: false, tries: 0, trouble: null };
      return { ...changedAt(now, at), ...due, ...clear, revision };
    }
    case "kept":
      return { ...now, kept: happened.kept };
  }
}

const stopped = (now: Saving, trouble: Trouble): Saving => ({ ...now, sending: false, trouble });

/** `first` counts from the last sending on, so that a long sentence is saved as it grows. */
function changedAt(now: Saving, at: number): Saving {
  const refused = now.trouble?.state === "refused" ? now.trouble.edit : 0;
  const tried = Math.max(now.held, now.sent ?? 0, refused);
  const first = now.edit === tried ? at : now.first;
  return { ...now, edit: now.edit + 1, first, last: at, unsaved: now.unsaved ?? at };
}

/** When the next save is due; null where there is nothing to send, or nothing to be gained by it. */
export function dueAt(now: Saving): number | null {
  const { trouble, tries, triedAt } = now;
  if (now.sending || !isBehind(now) || trouble?.state === "conflict") return null;
  const paused = Math.min(now.last + PAUSE, now.first + LONGEST);
  if (trouble === null) return paused;
  if (trouble.state === "refused") return trouble.edit === now.edit ? null : paused;
  return triedAt + Math.min(FIRST_RETRY * 2 ** (tries - 1), LAST_RETRY);
}

/** Whether the network's return, or the reader's, is a reason to try at once. */
export const isWaiting = ({ trouble, sending }: Saving): boolean =>
  !sending && trouble !== null && !["conflict", "refused"].includes(trouble.state);

export function shown(now: Saving): SaveState {
  const { trouble } = now;
  switch (trouble?.state) {
    case "offline":
    case "failing":
    case "signed-out":
      return { state: trouble.state, since: now.kept ? now.unsaved : null };
    case "refused": {
      const { edit: _, ...refused } = trouble;
      return refused;
    }
    case "conflict":
    case "not-yours":
      return { state: trouble.state };
  }
  if (isBehind(now)) return { state: "saving" };
  return now.savedAt === null ? { state: "clean" } : { state: "saved", at: now.savedAt };
}

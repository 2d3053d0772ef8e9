import type { Kept } from "#app/components/kept-text.ts";
import type { Draft } from "#app/domain/scorecard.ts";
import type { Answer } from "#app/routes/_app.cards.$cardId/draft-post.ts";
import {
  after,
  dueAt,
  type Happened,
  isBehind,
  isWaiting,
  type Saving,
  startSaving,
} from "#app/routes/_app.cards.$cardId/saving.ts";

/** A version that the server holds. */
export type Version = { readonly draft: Draft; readonly revision: number };
export type Copy = Pick<Kept, "at" | "base" | "revision" | "sent" | "mine">;

/** What the saver asks of the page it saves. */
export type Page = {
  readonly current: () => Draft;
  readonly post: (draft: Draft, revision: number) => Promise<Answer>;
  /** Puts a newer version into the form; true when nothing clashes. */
  readonly meet: (base: Draft | null, newer: Version & { savedAt: string }) => Promise<boolean>;
  readonly show: (now: Saving) => void;
  readonly keep: (copy: Copy) => Promise<unknown>;
  /** The copy in this browser is no longer needed. */
  readonly forget: () => void;
};

/** Changes that come closer together than this are kept in the browser at once. */
const BREATH = 100;

/**
 * Saves what a page shows: one save at a time, each naming the revision it follows, with a copy in
 * this browser until the server holds it. `unsettled` is a newer version that is known from the start.
 */
export function createSaver(
  start: Version & { readonly savedAt: number | null; readonly unsettled: boolean },
  page: Page,
) {
  let now = startSaving(start.revision, start.savedAt);
  /** What the text was typed on; null where that is not known. */
  let base: Draft | null = start.draft;
  let newer: Version | null = null;
  let sent: Draft | null = null;
  let flight: Promise<void> | null = null;
  let halted = false;
  let leaves = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let keeping: ReturnType<typeof setTimeout> | undefined;

  const schedule = () => {
    clearTimeout(timer);
    const due = halted || flight ? null : dueAt(now);
    if (due !== null) timer = setTimeout(send, Math.max(0, due - Date.now()));
  };
  const tell = (happened: Happened) => {
    now = after(now, happened);
    page.show(now);
    schedule();
  };

  const keepNow = async () => {
    clearTimeout(keeping);
    keeping = undefined;
    if (halted || leaves || !isBehind(now)) return;
    const { last: at, revision } = now;
    const kept = await page.keep({ at, base, revision, sent, mine: page.current() }).then(
      () => true,
      () => false,
    );
    if (kept !== now.kept) tell({ type: "kept", kept });
  };

  const send = (): Promise<void> => {
    clearTimeout(timer);
    flight ??= sendOnce().finally(() => {
      flight = null;
      schedule();
    });
    return flight;
  };
  const sendOnce = async () => {
    if (!isBehind(now)) return;
    const draft = sent ?? page.current();
    sent = draft;
    tell({ type: "sent", at: Date.now() });
    const answer = await page.post(draft, now.revision);
    if (answer.state === "offline" || answer.state === "failing")
      return tell({ type: "unanswered", why: answer.state });
    sent = null;
    switch (answer.state) {
      case "saved": {
        const { revision, savedAt } = answer;
        base = draft;
        leaves = false;
        tell({ type: "saved", revision, savedAt: new Date(savedAt).getTime() });
        if (isBehind(now)) await keepNow();
        else page.forget();
        return;
      }
      case "conflict":
        return meet(answer.newer);
      case "signed-out":
      case "not-yours":
        return tell({ type: "turned-away", why: answer.state });
      case "refused": {
        const { message, fields } = answer;
        return tell({ type: "refused", message, ...(fields ? { fields } : {}) });
      }
    }
  };

  const meet = async (version: Version & { savedAt: string }) => {
    const together = await page.meet(base, version).catch(() => null);
    // The code that puts two versions together could not be fetched: the network went, or a deploy came.
    if (together === null) return tell({ type: "turned-away", why: "failing" });
    newer = version;
    if (together) settle();
    else tell({ type: "conflicted", revision: now.revision });
  };

  /** Both versions are one text again, which follows the newer one. */
  const settle = () => {
    if (!newer) return;
    base = newer.draft;
    const { revision } = newer;
    newer = null;
    tell({ type: "settled", revision, at: Date.now() });
    void keepNow();
  };

  const saver = {
    changed: () => {
      halted = false;
      tell({ type: "changed", at: Date.now() });
      keeping ??= setTimeout(keepNow, BREATH);
    },
    /** Saves now; true when the server holds what the form shows. */
    flush: async (): Promise<boolean> => {
      if (flight) await flight;
      // Whoever goes on typing while it is saved is saved again, within reason.
      for (let turn = 0; turn < 5 && isBehind(now); turn++) {
        if (now.trouble?.state === "conflict") return false;
        await send();
        if (now.trouble) return false;
      }
      return !isBehind(now);
    },
    /** Nothing more is saved from here: the card is being sealed, or the page reloaded on purpose. */
    stop: () => {
      halted = true;
      clearTimeout(timer);
      clearTimeout(keeping);
      keeping = undefined;
    },
    settle,
    keepNow,
    /** Text that was kept here clashes with what was saved since. */
    clash: (from: Pick<Copy, "base" | "revision">, version: Version) => {
      base = from.base;
      newer = version;
      tell({ type: "conflicted", revision: from.revision });
    },
    /** The network or the reader is back. */
    wake: () => {
      if (!halted && isWaiting(now)) void send();
    },
    /** The page may be gone in a moment. */
    hide: () => {
      void keepNow();
      if (!halted && !flight && dueAt(now) !== null) void send();
    },
    /** Its author signed out of this browser: nothing of theirs stays in it. */
    leave: () => {
      leaves = true;
      page.forget();
      tell({ type: "kept", kept: false });
    },
    isBehind: () => !halted && isBehind(now),
    isKept: () => now.kept === true,
    end: () => {
      void keepNow();
      saver.stop();
    },
  };
  if (start.unsettled) {
    base = null;
    newer = start;
    tell({ type: "changed", at: Date.now() });
    tell({ type: "conflicted", revision: -1 });
  }
  return saver;
}
export type Saver = ReturnType<typeof createSaver>;

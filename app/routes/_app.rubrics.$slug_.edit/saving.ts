import { useBlocker } from "@remix-run/react";
import { useCallback, useEffect, useRef, useState } from "react";
import type { DraftDifference } from "#app/domain/draft-difference.ts";

/** A draft that somebody saved since, and where it differs from what is typed here. */
export type Newer = {
  readonly id: string;
  readonly revision: number;
  readonly by: string;
  readonly savedAt: string | Date;
  readonly differences: readonly DraftDifference[];
};

/** What autosave hears back. */
export type DraftSaved =
  | { readonly state: "saved"; readonly revision: number; readonly savedAt: string }
  | { readonly state: "conflict"; readonly message: string; readonly newer: Newer }
  | { readonly state: "refused" | "signed-out"; readonly message: string };

export type SaveState =
  | DraftSaved
  | { readonly state: "waiting" | "saving" }
  | { readonly state: "offline"; readonly message: string };

const PAUSE = 900;
const RETRY = 4_000;

/**
 * Keeps the form's draft on the server after each pause, one save at a time, each naming the
 * revision it follows. What cannot be saved stays on the page, and is left behind only knowingly.
 */
export function useSaving(
  url: string,
  start: { readonly id: string; readonly revision: number; readonly savedAt: Date },
  posted: Extract<DraftSaved, { state: "conflict" }> | null,
  busy: boolean,
  renew: () => void,
) {
  const form = useRef<HTMLFormElement>(null);
  const id = useRef(start.id);
  const revision = useRef(start.revision);
  const timer = useRef<number>(undefined);
  const dirty = useRef(false);
  /** Whether a button of this page was pressed since the page was read. */
  const own = useRef(false);
  /** A button's post is under way: whatever comes next follows the revision that it makes. */
  const posting = useRef(false);
  /** Until somebody chose between both drafts nothing is saved. */
  const undecided = useRef(false);
  const sending = useRef<Promise<boolean> | null>(null);
  const [save, setSave] = useState<SaveState>({
    ...{ state: "saved", revision: start.revision, savedAt: start.savedAt.toISOString() },
  });

  // The page was read anew: after a button of its own it follows on, else it shows another's draft.
  useEffect(() => {
    const same = start.id === id.current;
    if (posted || (same && start.revision === revision.current)) return;
    if (!same || !own.current || start.revision !== revision.current + 1) return renew();
    own.current = false;
    revision.current = start.revision;
  }, [start.id, start.revision, posted, renew]);
  useEffect(() => {
    if (!posted) return;
    dirty.current = true;
    undecided.current = true;
    setSave(posted);
  }, [posted]);

  const send = useCallback(async (): Promise<boolean> => {
    if (!form.current || !dirty.current) return true;
    if (undecided.current || posting.current) return false;
    dirty.current = false;
    setSave({ state: "saving" });
    const body = new FormData(form.current);
    body.set("id", id.current);
    body.set("revision", String(revision.current));
    const answer = await post(url, body);
    setSave(answer.state === "saved" && dirty.current ? { state: "waiting" } : answer);
    if (answer.state === "saved") revision.current = answer.revision;
    else dirty.current = true;
    undecided.current = answer.state === "conflict";
    if (answer.state === "offline" || answer.state === "signed-out") later(RETRY);
    return !dirty.current;

    function later(wait: number) {
      window.clearTimeout(timer.current);
      timer.current = window.setTimeout(() => void flush.current(), wait);
    }
  }, [url]);

  /** Saves now; true where the server holds what the form shows. */
  const flush = useRef<() => Promise<boolean>>(async () => true);
  flush.current = () => {
    window.clearTimeout(timer.current);
    const next = (sending.current ?? Promise.resolve(true)).then(send);
    sending.current = next;
    return next.finally(() => {
      if (sending.current === next) sending.current = null;
    });
  };

  const changed = useCallback(() => {
    dirty.current = true;
    setSave((now) => (now.state === "conflict" ? now : { state: "waiting" }));
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => void flush.current(), PAUSE);
  }, []);

  useEffect(() => {
    if (busy || !posting.current) return;
    posting.current = false;
    if (dirty.current) changed();
  }, [busy, changed]);

  /** What is typed here is to take the place of the newer draft. */
  const keepMine = useCallback(
    (newer: Newer) => {
      undecided.current = false;
      id.current = newer.id;
      revision.current = newer.revision;
      setSave({ state: "waiting" });
      changed();
    },
    [changed],
  );

  /**
   * What a button posts: the form as it stands, following the revision that was saved last. Null
   * while another's post is under way.
   */
  const press = useCallback((submitter: HTMLElement | null) => {
    if (posting.current) return null;
    posting.current = true;
    own.current = true;
    const body = new FormData(form.current ?? undefined, submitter);
    body.set("id", id.current);
    body.set("revision", String(revision.current));
    return body;
  }, []);

  /** Nothing more is saved from here. */
  const stop = useCallback(() => {
    window.clearTimeout(timer.current);
    dirty.current = false;
  }, []);

  const blocker = useBlocker(useCallback(() => dirty.current || sending.current !== null, []));
  useEffect(() => {
    if (blocker.state !== "blocked") return;
    void flush
      .current()
      .then((saved) =>
        saved || window.confirm("Your last words are not saved. Leave anyway?")
          ? blocker.proceed()
          : blocker.reset(),
      );
  }, [blocker]);

  useEffect(() => {
    const hidden = () => document.visibilityState === "hidden" && void flush.current();
    const warn = (event: BeforeUnloadEvent) => {
      if (dirty.current || sending.current) event.preventDefault();
    };
    document.addEventListener("visibilitychange", hidden);
    window.addEventListener("beforeunload", warn);
    return () => {
      window.clearTimeout(timer.current);
      document.removeEventListener("visibilitychange", hidden);
      window.removeEventListener("beforeunload", warn);
    };
  }, []);

  return { form, save, changed, keepMine, stop, press, flush: () => flush.current() };
}

async function post(url: string, body: FormData): Promise<SaveState> {
  try {
    const response = await fetch(url, { method: "POST", body });
    if (response.headers.get("content-type")?.includes("json")) return await response.json();
    return { state: "offline", message: "The server has a problem. Your text is kept here." };
  } catch {
    return { state: "offline", message: "No connection. Your text is kept here." };
  }
}

import { useBlocker } from "@remix-run/react";
import { useCallback, useEffect, useRef, useState } from "react";
import type { DraftSaved } from "#app/http/card-form.server.ts";

export type SaveState =
  | { readonly state: "clean" | "waiting" | "saving" }
  | { readonly state: "saved"; readonly at: Date }
  | { readonly state: "offline"; readonly message: string }
  | Exclude<DraftSaved, { state: "saved" }>;

const PAUSE = 700;
const RETRY = 4_000;

/**
 * Keeps a form's draft on the server: after a pause, when the tab is hidden, and again after the
 * network was gone. One save at a time, each naming the revision it follows.
 */
export function useAutosave(url: string, start: { revision: number; savedAt: Date | null }) {
  const form = useRef<HTMLFormElement>(null);
  const revision = useRef(start.revision);
  const timer = useRef<number>(undefined);
  const busy = useRef(false);
  const dirty = useRef(false);
  const [revisionShown, showRevision] = useState(start.revision);
  const [save, setSave] = useState<SaveState>(
    start.savedAt ? { state: "saved", at: start.savedAt } : { state: "clean" },
  );

  const later = useCallback((wait: number, run: () => unknown) => {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(run, wait);
  }, []);

  const send = useCallback(async (): Promise<boolean> => {
    if (!form.current || busy.current) return false;
    if (!dirty.current) return true;
    busy.current = true;
    dirty.current = false;
    setSave({ state: "saving" });
    const body = new FormData(form.current);
    body.set("revision", String(revision.current));
    const answer = await post(url, body);
    busy.current = false;
    if (answer.state === "saved") {
      revision.current = answer.revision;
      showRevision(answer.revision);
      setSave({ state: "saved", at: new Date(answer.savedAt) });
      if (dirty.current) later(PAUSE, send);
      return !dirty.current;
    }
    dirty.current = true;
    setSave(answer);
    if (answer.state === "offline" || answer.state === "signed-out") later(RETRY, send);
    return false;
  }, [url, later]);

  /** Saves now; true when the server holds what the form shows. */
  const flush = useCallback(async () => {
    window.clearTimeout(timer.current);
    while (busy.current) await new Promise((resolve) => window.setTimeout(resolve, 30));
    return send();
  }, [send]);

  const changed = useCallback(() => {
    dirty.current = true;
    setSave((now) => (now.state === "conflict" ? now : { state: "waiting" }));
    later(PAUSE, send);
  }, [later, send]);

  // Leaving within the pause saves first; what cannot be saved is left behind only knowingly.
  const blocker = useBlocker(useCallback(() => dirty.current || busy.current, []));
  useEffect(() => {
    if (blocker.state !== "blocked") return;
    void flush().then((saved) =>
      saved || window.confirm("Your last words are not saved. Leave anyway?")
        ? blocker.proceed()
        : blocker.reset(),
    );
  }, [blocker, flush]);

  useEffect(() => {
    const flush = () => document.visibilityState === "hidden" && void send();
    const warn = (event: BeforeUnloadEvent) => {
      if (dirty.current || busy.current) event.preventDefault();
    };
    document.addEventListener("visibilitychange", flush);
    window.addEventListener("beforeunload", warn);
    return () => {
      window.clearTimeout(timer.current);
      document.removeEventListener("visibilitychange", flush);
      window.removeEventListener("beforeunload", warn);
    };
  }, [send]);

  /** Nothing more is saved from here: the card is being sealed, or the page reloaded on purpose. */
  const stop = useCallback(() => {
    window.clearTimeout(timer.current);
    dirty.current = false;
  }, []);

  /** The author chose between two versions: the next save follows the newer one. */
  const settle = useCallback(
    (newer: number) => {
      revision.current = newer;
      showRevision(newer);
      setSave({ state: "waiting" });
      changed();
    },
    [changed],
  );

  return { form, save, changed, flush, stop, settle, revision: revisionShown };
}

type Answer = DraftSaved | { readonly state: "offline"; readonly message: string };

async function post(url: string, body: FormData): Promise<Answer> {
  try {
    const response = await fetch(url, { method: "POST", body, keepalive: true });
    if (response.headers.get("content-type")?.includes("json")) return await response.json();
    return {
      state: "offline",
      message: "The server has a problem. Your text is kept and sent again.",
    };
  } catch {
    // The network or the server is gone; the text is still here and is sent again.
  }
  return { state: "offline", message: "No connection. Your text is kept and sent again." };
}

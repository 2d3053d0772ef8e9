import { useBlocker } from "@remix-run/react";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { set } from "react-hook-form";
import type { Clash } from "#app/domain/draft-merge.ts";
import type { CardShape, Draft } from "#app/domain/scorecard.ts";
import { typedDraft } from "#app/domain/typed-draft.ts";
import { postDraft } from "#app/routes/_app.cards.$cardId/draft-post.ts";
import type { FormMethods } from "#app/routes/_app.cards.$cardId/meeting.ts";
import { createSaver, type Saver, type Version } from "#app/routes/_app.cards.$cardId/saver.ts";
import { type SaveState, shown } from "#app/routes/_app.cards.$cardId/saving.ts";
import type { WritingCard } from "#app/routes/_app.cards.$cardId/writing-card.server.ts";

export type { SaveState } from "#app/routes/_app.cards.$cardId/saving.ts";

/** Two versions that were written apart, and what nobody but their author can choose between. */
export type Clashing = { readonly clashes: readonly Clash[]; readonly savedAt: number };

const loadKept = () => import("#app/components/kept-text.ts");
const loadMeeting = () => import("#app/routes/_app.cards.$cardId/meeting.ts");

/**
 * Keeps a card's text on the server: after a pause, in between where there is none, when the tab is
 * hidden, and again after the network was gone; until then in this browser. `posted` is whether the
 * page shows a form that was refused because of a newer version.
 */
export function useAutosave(
  card: WritingCard,
  methods: FormMethods,
  cardShape: CardShape,
  newerPosted: boolean,
) {
  const form = useRef<HTMLFormElement>(null);
  // The page as it was opened: what its loader says later is met like any newer version.
  const { start, shape, posted } = useRef({
    start: card,
    shape: cardShape,
    posted: newerPosted,
  }).current;
  const [save, setSave] = useState<SaveState>(() =>
    start.savedAt ? { state: "saved", at: start.savedAt.getTime() } : { state: "clean" },
  );
  const [revision, setRevision] = useState(start.revision);
  const [clashing, setClashing] = useState<Clashing | null>(null);
  const [restored, setRestored] = useState<number | null>(null);
  const [awake, setAwake] = useState(false);
  const page = useMemo(() => ({ author: start.author, card: start.id, page: newName() }), [start]);
  const saver = useRef<Saver | null>(null);

  const clash = useCallback((clashes: readonly Clash[], savedAt: number) => {
    if (clashes.length > 0) setClashing({ clashes, savedAt });
    return clashes.length === 0;
  }, []);

  useEffect(() => {
    const current = () => typedDraft(methods.getValues(), shape);
    const savedAt = start.savedAt?.getTime() ?? null;
    const made = createSaver(
      { ...start, savedAt, unsettled: posted },
      {
        current,
        post: (draft, revision) => postDraft(`/cards/${start.id}/draft`, draft, revision),
        meet: async (base, newer) => {
          const { meet } = await loadMeeting();
          return clash(meet(methods, shape, base, newer.draft), new Date(newer.savedAt).getTime());
        },
        show: (now) => {
          setSave((was) => unlessSame(was, shown(now)));
          if (now.revision >= 0) setRevision(now.revision);
        },
        keep: async (copy) => (await loadKept()).keep({ ...page, ...copy }),
        forget: () => void loadKept().then(({ drop }) => drop(page), nothing),
      },
    );
    saver.current = made;
    setAwake(true);
    if (posted)
      void loadMeeting().then(({ meet }) => {
        if (clash(meet(methods, shape, null, start.draft), savedAt ?? 0)) made.settle();
      }, nothing);
    const { unsubscribe } = methods.watch(() => {
      made.changed();
      // Fetched while the network is there, so that it is at hand when two versions meet.
      void loadMeeting().catch(nothing);
    });
    // Typed while the page was still waking up.
    if (!posted && JSON.stringify(current()) !== JSON.stringify(typedDraft(start.draft, shape)))
      made.changed();
    const ended = new AbortController();
    void bringBackKept(ended.signal, { page, start, methods, shape, made, clash }).then((at) => {
      if (at !== null && !ended.signal.aborted) setRestored(at);
    }, nothing);
    listen(ended.signal, made);
    return () => {
      ended.abort();
      unsubscribe();
      made.end();
      saver.current = null;
    };
  }, [methods, shape, start, posted, page, clash]);

  const changed = useCallback(() => saver.current?.changed(), []);
  const flush = useCallback(async () => (await saver.current?.flush()) ?? false, []);
  /** The author chose between two versions, field by field: what the form shows now is both. */
  const settle = useCallback(() => {
    setClashing(null);
    saver.current?.settle();
  }, []);

  // Leaving within the pause saves first; what cannot be saved is left behind only knowingly.
  const blocker = useBlocker(useCallback(() => saver.current?.isBehind() ?? false, []));
  useEffect(() => {
    if (blocker.state !== "blocked") return;
    void flush().then((saved) =>
      saved || window.confirm(leaving(saver.current?.isKept() ?? false))
        ? blocker.proceed()
        : blocker.reset(),
    );
  }, [blocker, flush]);

  return { form, save, changed, flush, settle, revision, clashing, restored, awake };
}

/** The name of the form's element, by which what was typed before it woke up is found. */
export const formName = (card: { readonly id: string }) => `card-${card.id}`;

/**
 * What the page's form holds before it wakes up: on a slow network somebody may have typed already.
 * `start` on the server, and where the form is not on the page yet.
 */
export function onPage(card: { readonly id: string }, start: Draft, shape: CardShape): Draft {
  if (typeof document === "undefined") return start;
  const form = document.getElementById(formName(card));
  if (!(form instanceof HTMLFormElement)) return start;
  const values: Draft = structuredClone(start);
  for (const [name, value] of new FormData(form)) set(values, name, value);
  return typedDraft(values, shape);
}

const nothing = () => {};
const newName = () => `${Date.now()} ${Math.random()}`;
const unlessSame = (was: SaveState, is: SaveState) =>
  JSON.stringify(was) === JSON.stringify(is) ? was : is;

const leaving = (kept: boolean) =>
  kept
    ? "Your last words are kept in this browser and not saved yet. Leave anyway?"
    : "Your last words are not saved. Leave anyway?";

function listen(signal: AbortSignal, saver: Saver): void {
  const wake = () => saver.wake();
  const seen = () => (document.visibilityState === "hidden" ? saver.hide() : saver.wake());
  const warn = (event: BeforeUnloadEvent) => {
    if (saver.isBehind() && !saver.isKept()) event.preventDefault();
  };
  document.addEventListener("visibilitychange", seen, { signal });
  window.addEventListener("pagehide", () => saver.hide(), { signal });
  window.addEventListener("online", wake, { signal });
  window.addEventListener("focus", wake, { signal });
  window.addEventListener("beforeunload", warn, { signal });
}

/** Looks for what earlier pages of this card left in the browser; returns when it was typed. */
async function bringBackKept(
  signal: AbortSignal,
  {
    page,
    start,
    methods,
    shape,
    made,
    clash,
  }: {
    readonly page: { readonly author: string; readonly card: string; readonly page: string };
    readonly start: Version & { readonly savedAt: Date | null };
    readonly methods: FormMethods;
    readonly shape: CardShape;
    readonly made: Saver;
    readonly clash: (clashes: readonly Clash[], savedAt: number) => boolean;
  },
): Promise<number | null> {
  const kept = await loadKept();
  if (signal.aborted) return null;
  signal.addEventListener("abort", kept.stayOpen(page.page));
  signal.addEventListener("abort", kept.onSignOut(page.author, made.leave));
  await kept.forgetWhoLeft();
  const copies = await kept.left(page.author, page.card, Date.now());
  const last = copies.at(-1);
  if (!last) return null;
  const { bringBack } = await loadMeeting();
  if (signal.aborted) return null;
  const { changed, clashes } = bringBack(methods, shape, copies, start);
  if (!clash(clashes, start.savedAt?.getTime() ?? 0)) made.clash(last, start);
  await made.keepNow();
  if (!made.isBehind() || made.isKept()) for (const copy of copies) await kept.drop(copy);
  return changed ? last.at : null;
}

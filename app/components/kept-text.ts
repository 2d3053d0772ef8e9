import { setCookie } from "#app/components/cookie.ts";
import type { Draft } from "#app/domain/scorecard.ts";

/**
 * What was typed on a card and is not on the server yet, kept in this browser. Each open page keeps
 * a copy of its own, so that two tabs without a network cannot overwrite each other's.
 */
export type Kept = {
  readonly author: string;
  readonly card: string;
  readonly page: string;
  /** When the last of it was typed. */
  readonly at: number;
  /** What the server held when it was typed on, and under which number. */
  readonly base: Draft | null;
  readonly revision: number;
  /** What was sent and never answered: the server may hold it by now. */
  readonly sent: Draft | null;
  readonly mine: Draft;
};

const DATABASE = "evenhand";
const STORE = "kept";
const DAYS = 30;
const DAY = 86_400_000;

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () =>
    request.result.createObjectStore(STORE, { keyPath: ["author", "card", "page"] });
  return settled(request);
}
let opened: Promise<IDBDatabase> | undefined;

/** Runs in one transaction, which is over when the promise is. */
async function within<T>(
  mode: IDBTransactionMode,
  run: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  opened ??= open();
  const transaction = await opened
    .then((database) => database.transaction(STORE, mode))
    .catch((closed) => {
      opened = undefined;
      throw closed;
    });
  const done = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
  const result = await settled(run(transaction.objectStore(STORE)));
  await done;
  return result;
}

const all = (): Promise<readonly Kept[]> => within("readonly", (store) => store.getAll());

/** Everything whose key begins so: an array comes after all that is no array. */
const beginning = (...key: string[]) => IDBKeyRange.bound(key, [...key, []]);

export const keep = (kept: Kept) => within("readwrite", (store) => store.put(kept));

export const drop = ({ author, card, page }: Pick<Kept, "author" | "card" | "page">) =>
  within("readwrite", (store) => store.delete([author, card, page]));

const LEFT = /(?:^|; )left=([0-9a-f-]+)/;
const SIGNED_OUT = "evenhand-signed-out";

/** Whoever signs out leaves nothing behind on a browser that others use too. */
export async function dropAllOf(author: string): Promise<void> {
  const pages = new BroadcastChannel(SIGNED_OUT);
  pages.postMessage(author);
  pages.close();
  await within("readwrite", (store) => store.delete(beginning(author)));
}

/**
 * Signing out leaves a cookie that names who left, until this has dropped what they left here: a
 * page whose scripts failed drops it with the next one.
 */
export async function forgetWhoLeft(): Promise<void> {
  const [, left] = LEFT.exec(document.cookie) ?? [];
  if (!left) return;
  await dropAllOf(left);
  setCookie("left", "", 0);
}

/** Calls when somebody signs out in another tab; returns how to stop listening. */
export function onSignOut(author: string, run: () => void): () => void {
  const pages = new BroadcastChannel(SIGNED_OUT);
  pages.onmessage = ({ data }) => data === author && run();
  return () => pages.close();
}

/** A sealed card is written: what was typed on it before is in it, or was left out of it. */
export async function dropSealed(card: string, sealedAt: number): Promise<void> {
  for (const kept of await all()) if (kept.card === card && kept.at <= sealedAt) await drop(kept);
}

/** What pages that are gone have left of this card, oldest first. What nobody came back to is dropped. */
export async function left(author: string, card: string, now: number): Promise<Kept[]> {
  for (const kept of await all()) if (kept.at < now - DAYS * DAY) await drop(kept);
  const range = beginning(author, card);
  const mine: Kept[] = await within("readonly", (store) => store.getAll(range));
  const open = new Set((await navigator.locks?.query())?.held?.map(({ name }) => name));
  return mine.filter(({ page }) => !open.has(page)).toSorted((a, b) => a.at - b.at);
}

/** Tells other tabs that this page is open and sends its own text; returns how to end that. */
export function stayOpen(page: string): () => void {
  let leave = () => {};
  const until = new Promise<void>((resolve) => {
    leave = resolve;
  });
  void navigator.locks?.request(page, () => until).catch(() => {});
  return () => leave();
}

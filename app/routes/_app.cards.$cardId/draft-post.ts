import type { Draft } from "#app/domain/scorecard.ts";
import type { DraftSaved } from "#app/http/card-form.server.ts";

/** `offline`: nobody answered. `failing`: something did, and it was not the app. */
export type Answer = DraftSaved | { readonly state: "offline" | "failing" };

const PATIENCE = 20_000;
/** Browsers let a page that is being closed send on no more than 64 KiB. */
const LAST_WORDS = 20_000;

/** Sends a draft under the names its form has. */
export async function postDraft(url: string, draft: Draft, revision: number): Promise<Answer> {
  const body = bodyOf(draft, revision);
  const size = JSON.stringify(draft).length;
  try {
    const response = await fetch(url, {
      method: "POST",
      body,
      keepalive: document.visibilityState === "hidden" && size < LAST_WORDS,
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (response.headers.get("content-type")?.includes("json")) return await response.json();
    if (response.status < 400 || response.status >= 500) return { state: "failing" };
    return { state: "refused", message: await response.text() };
  } catch {
    return { state: "offline" };
  }
}

function bodyOf({ ratings, observations, probes, ...rest }: Draft, revision: number): FormData {
  const body = new FormData();
  body.set("revision", String(revision));
  const put = (at: string, fields: Readonly<Record<string, string>>) => {
    for (const [name, value] of Object.entries(fields)) body.set(`${at}${name}`, value);
  };
  for (const [key, rating] of Object.entries(ratings)) put(`ratings.${key}.`, rating);
  for (const [key, probe] of Object.entries(probes)) put(`probes.${key}.`, probe);
  observations.forEach((seen, at) => {
    put(`observations.${at}.`, seen);
  });
  put("", rest);
  return body;
}

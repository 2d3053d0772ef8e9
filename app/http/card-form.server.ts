import { fail, type Result } from "#app/domain/result.ts";
import { Draft } from "#app/domain/scorecard.ts";
import { type FormValues, parseForm, readForm } from "#app/http/form.server.ts";

export type CardPost = {
  readonly intent: string;
  readonly draft: Draft;
  readonly revision: number;
  readonly values: FormValues;
};

/** A posted card: what was typed, the revision it was filled from, and what its author wants done. */
export async function readCardPost(request: Request): Promise<Result<CardPost>> {
  const values = await readForm(request);
  const parsed = parseForm(Draft, values);
  if (!parsed.ok) return parsed;
  const revision = Number(values.revision);
  if (!Number.isInteger(revision) || revision < 0)
    return fail("invalid", "This page is incomplete. Reload it, then try again.");
  const intent = typeof values.intent === "string" ? values.intent : "save";
  return { ok: true, value: { intent, draft: parsed.value, revision, values } };
}

/** What autosave hears back; plain JSON, because a fetcher would lose the page when the network fails. */
export type DraftSaved =
  | { readonly state: "saved"; readonly revision: number; readonly savedAt: string }
  | {
      readonly state: "conflict";
      readonly message: string;
      readonly newer: {
        readonly draft: Draft;
        readonly revision: number;
        readonly savedAt: string;
      };
    }
  | { readonly state: "signed-out" | "refused"; readonly message: string };

import * as z from "zod/mini";
import { Draft } from "#app/domain/scorecard.ts";

const stale = "This page is incomplete. Reload it, then try again.";

/** A posted card: what was typed, the revision it was filled from, and what its author wants done. */
export const CardPost = z.extend(Draft, {
  revision: z.coerce.number(stale).check(z.int(stale), z.gte(0, stale)),
  intent: z._default(z.enum(["save", "seal"], stale), "save"),
});

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
  | { readonly state: "signed-out"; readonly message: string }
  | {
      readonly state: "refused";
      readonly message: string;
      readonly fields?: Readonly<Record<string, string>>;
    };

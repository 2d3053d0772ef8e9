import * as z from "zod/mini";
import type { Draft } from "#app/domain/scorecard.ts";
import { DraftForm, Revision } from "#app/domain/sealing.ts";

const stale = "This page is incomplete. Reload it, then try again.";

/** A posted card: what was typed, the revision it was filled from, and what its author wants done. */
export const CardPost = z.extend(DraftForm, {
  /** Absent from a page that was opened before cards had them: those that are kept stay. */
  notes: z.optional(DraftForm.shape.notes.def.innerType),
  probes: z.optional(DraftForm.shape.probes.def.innerType),
  revision: Revision,
  intent: z._default(z.enum(["save", "review"], stale), "save"),
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
  /** Whoever is signed in has no such card: somebody else, in the browser it was opened in. */
  | { readonly state: "not-yours"; readonly message: string }
  | {
      readonly state: "refused";
      readonly message: string;
      readonly fields?: Readonly<Record<string, string>>;
    };

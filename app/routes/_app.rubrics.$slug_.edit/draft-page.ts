import type { Pattern } from "#app/domain/rubric.ts";
import type { RubricDraft } from "#app/domain/rubric-draft.ts";
import type { Newer } from "#app/routes/_app.rubrics.$slug_.edit/saving.ts";

type Version = { readonly id: string; readonly number: number };

/** A draft as its page shows it. */
export type DraftPage = {
  readonly slug: string;
  readonly title: string;
  readonly id: string;
  readonly content: RubricDraft;
  readonly revision: number;
  readonly by: string;
  readonly own: boolean;
  readonly savedAt: Date;
  readonly begunAt: Date;
  /** The number it will be published as. */
  readonly version: number;
  readonly base: Version | null;
  readonly newest: Version | null;
  /** Messages by field, where the address asks for them. */
  readonly fields: Readonly<Record<string, string>>;
  readonly catalogue: readonly Pattern[];
};
export type DraftAnswer = {
  readonly failure: { readonly kind: string; readonly message: string } | null;
  readonly typed?: RubricDraft;
  readonly newer?: Newer;
};

/** The element of a field, to be led to. */
export const fieldId = (name: string) => name.replaceAll(".", "-");

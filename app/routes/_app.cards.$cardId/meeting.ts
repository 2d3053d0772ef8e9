import type { UseFormReturn } from "react-hook-form";
import type { Kept } from "#app/components/kept-text.ts";
import { type Clash, mergeDrafts } from "#app/domain/draft-merge.ts";
import type { CardShape, Draft } from "#app/domain/scorecard.ts";
import { typedDraft } from "#app/domain/typed-draft.ts";
import type { CardValues } from "#app/routes/_app.cards.$cardId/check.ts";
import type { Version } from "#app/routes/_app.cards.$cardId/saver.ts";

export type FormMethods = Pick<UseFormReturn<CardValues>, "getValues" | "setValue" | "watch">;

/** Puts a newer version into the form, beside what was typed since `base`; returns what clashes. */
export function meet(form: FormMethods, shape: CardShape, base: Draft | null, newer: Draft) {
  const { draft, clashes } = mergeDrafts(base, typedDraft(form.getValues(), shape), newer);
  put(form, shape, draft);
  return clashes;
}

/**
 * Puts into the form what this browser kept of it. Copies that were typed on what the server holds
 * now stand as they are; others meet what was saved since.
 */
export function bringBack(
  form: FormMethods,
  shape: CardShape,
  copies: readonly Kept[],
  server: Version,
): { readonly changed: boolean; readonly clashes: readonly Clash[] } {
  const spelled = (draft: Draft) => JSON.stringify(typedDraft(draft, shape));
  const isServers = (copy: Kept) =>
    copy.revision === server.revision ||
    (copy.sent !== null && spelled(copy.sent) === spelled(server.draft));
  const clashes: Clash[] = [];
  let { draft } = server;
  for (const copy of copies) {
    // What was kept before cards had all their fields is given the rest of them.
    const base = isServers(copy) ? server.draft : copy.base && typedDraft(copy.base, shape);
    const merged = mergeDrafts(base, typedDraft(copy.mine, shape), draft);
    clashes.push(...merged.clashes);
    draft = merged.draft;
  }
  // Somebody may have begun to type before the copies were found.
  const shown = typedDraft(form.getValues(), shape);
  const merged = mergeDrafts(server.draft, shown, draft);
  put(form, shape, merged.draft);
  return {
    changed: spelled(merged.draft) !== spelled(shown),
    clashes: [...clashes, ...merged.clashes],
  };
}

/** Sets the fields that differ, and no others: the hand may be in one of them. */
function put({ getValues, setValue }: FormMethods, shape: CardShape, draft: Draft): void {
  const shown = typedDraft(getValues(), shape);
  const differs = (a: unknown, b: unknown) => JSON.stringify(a) !== JSON.stringify(b);
  keepingCaret(() => {
    for (const [key, rating] of Object.entries(draft.ratings)) {
      const was = shown.ratings[key];
      if (rating.score !== was?.score) setValue(`ratings.${key}.score`, rating.score);
      if (rating.confidence !== was?.confidence)
        setValue(`ratings.${key}.confidence`, rating.confidence);
      if (rating.evidence !== was?.evidence) setValue(`ratings.${key}.evidence`, rating.evidence);
    }
    for (const [key, { answer, quote }] of Object.entries(draft.probes)) {
      const was = shown.probes[key];
      if (answer !== was?.answer) setValue(`probes.${key}.answer`, answer);
      if (quote !== was?.quote) setValue(`probes.${key}.quote`, quote);
    }
    if (differs(draft.observations, shown.observations))
      setValue("observations", draft.observations);
    for (const name of ["recommendation", "level", "summary", "notes"] as const)
      if (draft[name] !== shown[name]) setValue(name, draft[name]);
  });
}

function keepingCaret(change: () => void): void {
  const focused = document.activeElement;
  const at = focused instanceof HTMLTextAreaElement ? focused : null;
  const { value, selectionStart, selectionEnd } = at ?? {
    value: "",
    selectionStart: 0,
    selectionEnd: 0,
  };
  change();
  if (!at || at.value === value) return;
  const moved = (place: number) =>
    at.value.startsWith(value.slice(0, place)) ? place : at.value.length - (value.length - place);
  at.setSelectionRange(moved(selectionStart), moved(selectionEnd));
}

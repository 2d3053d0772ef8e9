import { zodResolver } from "@hookform/resolvers/zod";
import type { CardShape } from "#app/domain/scorecard.ts";
import { Sealable } from "#app/domain/sealing.ts";
import { typedDraft } from "#app/domain/typed-draft.ts";

/** Checks the form as the server will. Loaded with the first change, never for the first paint. */
export const checking = (shape: CardShape) => {
  const check = zodResolver(Sealable(shape));
  // An untouched radio button reads null, which is "not rated yet" and not a fault of its own.
  return (...[values, context, options]: Parameters<typeof check>) =>
    check(typedDraft(values, shape), context, options);
};
export type Check = ReturnType<typeof checking>;

/** The form's fields as react-hook-form holds them, of which any may still be missing. */
export type CardValues = Parameters<Check>[0];

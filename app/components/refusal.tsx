import type { ShouldRevalidateFunction } from "@remix-run/react";
import { Notice } from "#app/components/page.tsx";

/** Why a form was not carried out; read out at once. */
export function Refusal({
  failure,
}: {
  failure: { readonly kind: string; readonly message: string } | undefined;
}) {
  if (!failure) return null;
  return (
    <Notice tone={failure.kind === "conflict" ? "caution" : "error"} live>
      {failure.message}
    </Notice>
  );
}

/** A refused form is shown over what is saved now, so its page is read again after every post. */
export const afterEveryPost: ShouldRevalidateFunction = ({ formMethod, defaultShouldRevalidate }) =>
  formMethod === "POST" || defaultShouldRevalidate;

import type { ShouldRevalidateFunction } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { Notice } from "#app/components/page.tsx";

type Failure = {
  readonly kind: string;
  readonly message: string;
  readonly fields?: Readonly<Record<string, string>>;
};

/** Why a form was not carried out; read out at once. */
export function Refusal({ failure }: { failure: Failure | undefined }) {
  if (!failure) return null;
  return (
    <Notice tone={failure.kind === "conflict" ? "caution" : "error"} live>
      {failure.message}
    </Notice>
  );
}

/**
 * The same above a page of several forms: brought into view, and silent where messages stand at
 * the fields they belong to. Above one long form those may be far away, so there it is `always` said.
 */
export function PageRefusal({
  failure,
  always = false,
}: {
  failure: Failure | undefined;
  always?: boolean;
}) {
  const place = useRef<HTMLDivElement>(null);
  const atFields = !always && Object.keys(failure?.fields ?? {}).length > 0;
  useEffect(() => {
    if (failure && !atFields) place.current?.scrollIntoView({ block: "center" });
  }, [failure, atFields]);
  return atFields ? null : (
    <div ref={place}>
      <Refusal failure={failure} />
    </div>
  );
}

/** A refused form is shown over what is saved now, so its page is read again after every post. */
export const afterEveryPost: ShouldRevalidateFunction = ({ formMethod, defaultShouldRevalidate }) =>
  formMethod === "POST" || defaultShouldRevalidate;

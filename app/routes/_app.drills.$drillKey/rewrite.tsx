import { Form, useNavigation } from "@remix-run/react";
import { Button, ButtonLink } from "#app/components/button.tsx";

/** A lead begins the next version of a drill made of past cards, or goes on with the one begun. */
export function Rewrite({
  number,
  draftId,
  formKey,
}: {
  number: number;
  draftId: string | null;
  formKey: string;
}) {
  const busy = useNavigation().formMethod === "POST";
  return (
    <details className="mt-8 max-w-measure" data-screen-only>
      <summary className="fold">Write its next version</summary>
      <div className="mt-2 grid justify-items-start gap-3">
        <p className="text-muted">
          It begins with the words of version {number}, and another lead looks at it as at a new
          drill. What was scored keeps the words it was made with.
        </p>
        {draftId ? (
          <ButtonLink to={`/drills/own/${draftId}`}>Go on with version {number + 1}</ButtonLink>
        ) : (
          <Form method="post">
            <input type="hidden" name="id" value={formKey} />
            <input type="hidden" name="version" value={String(number)} />
            <Button name="intent" value="rewrite" disabled={busy}>
              Begin version {number + 1}
            </Button>
          </Form>
        )}
      </div>
    </details>
  );
}

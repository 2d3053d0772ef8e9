import { Form, useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";
import { Button } from "#app/components/button.tsx";
import { TextField } from "#app/components/field.tsx";
import type { TypedForm } from "#app/components/typed.ts";
import type { ShownCard, ShownRound } from "#db/queries/loop.server.ts";

/** A step that cannot be taken back: it unfolds, says what it does, and asks for a reason. */
export function Ending({
  summary,
  text,
  intent,
  label,
  reason,
  form,
  children,
}: {
  summary: string;
  text: string;
  intent: string;
  label: string;
  reason: string;
  form: TypedForm;
  children: ReactNode;
}) {
  const busy = useNavigation().formData?.get("intent") === intent;
  return (
    <details open={form.refused !== undefined} className="open:w-full">
      <summary className="inline-flex min-h-11 items-center text-danger underline decoration-current/40 underline-offset-3 hover:decoration-current sm:min-h-9">
        {summary}
      </summary>
      <Form
        method="post"
        className="mb-3 grid max-w-measure gap-3 rounded-box border border-danger/40 bg-danger-soft p-4"
      >
        <p>{text}</p>
        {children}
        <TextField
          label="Reason"
          name="reason"
          required
          maxLength={500}
          placeholder={reason}
          defaultValue={form.text("reason", "")}
          error={form.error("reason")}
        />
        <div>
          <Button look="danger" name="intent" value={intent} disabled={busy}>
            {label}
          </Button>
        </div>
      </Form>
    </details>
  );
}

export function CancelRound({ round, form }: { round: ShownRound; form: TypedForm }) {
  const owing = round.cards.filter((card) => card.progress === "outstanding").length;
  const cards = owing === 1 ? "The card still owed ends" : `The ${owing} cards still owed end`;
  return (
    <Ending
      summary="Cancel round"
      text={`${owing === 0 ? "No card is owed in it." : `${cards} as “did not happen”.`} Sealed cards are kept and still count.`}
      intent="cancel-round"
      label="Cancel this round"
      reason="The candidate was ill"
      form={form}
    >
      <input type="hidden" name="roundId" value={round.id} />
      <input type="hidden" name="version" value={round.version} />
    </Ending>
  );
}

export function EndCard({ card, form }: { card: ShownCard; form: TypedForm }) {
  const chosen = form.text("state", "did-not-happen");
  const choices = [
    { value: "did-not-happen", label: "The interview did not happen" },
    { value: "withdrawn", label: "It happened, but the card is not needed" },
  ];
  return (
    <Ending
      summary="End this card"
      text={`${card.interviewer.name} no longer owes it. What they have typed is kept for them.`}
      intent="end-card"
      label="End this card"
      reason="The interviewer was on call"
      form={form}
    >
      <input type="hidden" name="cardId" value={card.cardId} />
      <fieldset>
        <legend className="sr-only">What became of it</legend>
        {choices.map(({ value, label }) => (
          <label key={value} className="flex min-h-11 items-center gap-2 sm:min-h-8">
            <input
              type="radio"
              name="state"
              value={value}
              defaultChecked={chosen === value}
              className="size-4.5 shrink-0 accent-accent"
            />
            {label}
          </label>
        ))}
      </fieldset>
    </Ending>
  );
}

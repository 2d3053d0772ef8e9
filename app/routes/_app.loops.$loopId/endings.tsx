import { Form, useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";
import { Button } from "#app/components/button.tsx";
import { TextField } from "#app/components/field.tsx";
import type { TypedForm } from "#app/components/typed.ts";
import type { ShownCard, ShownRound } from "#db/queries/loop.server.ts";

type EndingForm = {
  readonly text: string;
  readonly intent: string;
  readonly label: string;
  /** An example of a reason. */
  readonly example: string;
  readonly form: TypedForm;
  readonly children?: ReactNode;
};

const summaryLook =
  "inline-flex min-h-11 items-center underline decoration-current/40 underline-offset-3 hover:decoration-current sm:min-h-9";

/** A step that cannot be taken back: it unfolds, says what it does, and asks for a reason. */
export function Ending({ summary, ...ending }: EndingForm & { summary: string }) {
  return (
    <details open={ending.form.refused !== undefined} className="open:w-full">
      <summary className={`${summaryLook} text-danger`}>{summary}</summary>
      <EndForm {...ending} />
    </details>
  );
}

function EndForm({ text, intent, label, example, form, children }: EndingForm) {
  const busy = useNavigation().formData?.get("intent") === intent;
  return (
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
        placeholder={example}
        defaultValue={form.text("reason", "")}
        error={form.error("reason")}
      />
      <div>
        <Button look="danger" name="intent" value={intent} disabled={busy}>
          {label}
        </Button>
      </div>
    </Form>
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
      example="The candidate was ill"
      form={form}
    >
      <input type="hidden" name="roundId" value={round.id} />
      <input type="hidden" name="version" value={round.version} />
    </Ending>
  );
}

const choices = [
  { value: "did-not-happen", label: "The interview did not happen" },
  { value: "withdrawn", label: "It happened, but the card is not needed" },
] as const;

/** What a lead can do with a card that is still owed: move it, or end it. */
export function ChangeCard({
  card,
  form,
  children,
}: {
  card: ShownCard;
  form: TypedForm;
  children: ReactNode;
}) {
  const chosen = form.text("state", "did-not-happen");
  return (
    <details open={form.refused !== undefined} className="open:w-full" data-screen-only>
      <summary
        className={`${summaryLook} text-accent-text`}
        aria-label={`Change ${card.interviewer.name}'s card`}
      >
        Change
      </summary>
      <div className="mb-2">{children}</div>
      <EndForm
        text={`Or end it: ${card.interviewer.name} no longer owes this card. What they have typed is kept for them.`}
        intent="end-card"
        label="End this card"
        example="The interviewer was on call"
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
      </EndForm>
    </details>
  );
}

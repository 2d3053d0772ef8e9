import { Form, useNavigation } from "@remix-run/react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { SelectField } from "#app/components/field.tsx";
import type { TypedForm } from "#app/components/typed.ts";
import { cardKinds, cardKindWords } from "#app/domain/loop.ts";
import type { Assignable } from "#db/queries/assignment.server.ts";
import type { LoopPlan, ShownCard } from "#db/queries/loop.server.ts";

type Assigning = {
  readonly loop: LoopPlan;
  readonly people: readonly Assignable[];
  readonly formKey: string;
  readonly form: TypedForm;
};

const frame = "grid gap-4 border-t border-line bg-sunken/40 p-4";

/** Gives somebody a card in this round. */
export function AssignForm({
  loop,
  people,
  formKey,
  form,
  roundId,
}: Assigning & { roundId: string }) {
  return (
    <Form
      method="post"
      className={frame}
      aria-label="Assign an interviewer"
      key={form.text("id", formKey)}
    >
      <input type="hidden" name="id" value={form.text("id", formKey)} />
      <input type="hidden" name="roundId" value={roundId} />
      <div className="grid gap-4 sm:grid-cols-2">
        <People people={people} form={form} label="Interviewer" />
        <SelectField
          label="Kind of card"
          name="kind"
          defaultValue={form.text("kind", "panel")}
          options={cardKinds.map((kind) => ({ value: kind, label: cardKindWords[kind] }))}
          hint="A shadow's card is for practice and never counts."
          error={form.error("kind")}
        />
        <div className="sm:col-start-2">
          <MentorField loop={loop} form={form} saved="" />
        </div>
      </div>
      <Submit loop={loop} intent="assign" label="Assign" />
    </Form>
  );
}

/** Moves an unsealed card to another person. */
export function ReassignForm({
  loop,
  people,
  formKey,
  form,
  card,
}: Assigning & { card: ShownCard }) {
  return (
    <Form
      method="post"
      className={`${frame} mt-2 rounded-box border`}
      key={form.text("id", formKey)}
    >
      <input type="hidden" name="id" value={form.text("id", formKey)} />
      <input type="hidden" name="cardId" value={card.cardId} />
      <People
        people={people.filter((person) => person.id !== card.interviewer.id)}
        form={form}
        label={`Who takes the card from ${card.interviewer.name}`}
        hint={`What ${card.interviewer.name} has typed stays theirs; the new card starts empty.`}
      />
      <Submit loop={loop} intent="reassign" label="Reassign" />
    </Form>
  );
}

/** Who reads a trainee's card with the leads: somebody with a card of their own on this loop. */
export function MentorField({
  loop,
  form,
  saved,
}: {
  loop: LoopPlan;
  form: TypedForm;
  saved: string;
}) {
  return (
    <SelectField
      label="A shadow's mentor"
      name="mentorId"
      empty="No mentor"
      defaultValue={form.text("mentorId", saved)}
      options={loop.mentors.map(({ id, name }) => ({ value: id, label: name }))}
      hint="Reads the shadow's card once both have sealed. Peers never do."
      error={form.error("mentorId")}
    />
  );
}

function People({
  people,
  form,
  label,
  hint,
}: {
  people: readonly Assignable[];
  form: TypedForm;
  label: string;
  hint?: string;
}) {
  return (
    <SelectField
      label={label}
      name="interviewerId"
      required
      autoFocus
      empty="Choose a person"
      defaultValue={form.text("interviewerId", "")}
      options={people.map(({ id, name }) => ({ value: id, label: name }))}
      hint={people.length === 0 ? "Nobody has the interviewer permission yet." : hint}
      error={form.error("interviewerId")}
    />
  );
}

function Submit({ loop, intent, label }: { loop: LoopPlan; intent: string; label: string }) {
  const busy = useNavigation().formData?.get("intent") === intent;
  return (
    <div className="flex gap-2">
      <Button look="primary" name="intent" value={intent} disabled={busy}>
        {label}
      </Button>
      <ButtonLink to={`/loops/${loop.id}`} look="bare" preventScrollReset>
        Close
      </ButtonLink>
    </div>
  );
}

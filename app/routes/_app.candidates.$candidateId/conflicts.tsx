import { Form, useNavigation } from "@remix-run/react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { SelectField, TextField } from "#app/components/field.tsx";
import { panel, Section } from "#app/components/page.tsx";
import { Refusal } from "#app/components/refusal.tsx";
import { Time } from "#app/components/time.tsx";
import { type TypedForm, typedIn } from "#app/components/typed.ts";
import { conflictKinds, conflictWords } from "#app/domain/loop.ts";
import type { Candidate } from "#db/queries/candidate.server.ts";
import type { ConflictRow, PersonChoice } from "#db/queries/conflict.server.ts";

/** Who is kept from the candidate, and keeping somebody from them. */
export function Conflicts({
  candidate,
  people,
  formKey,
  answer,
}: {
  candidate: Pick<Candidate, "id" | "conflicts" | "account">;
  /** Whom the open form lets one choose from; null where it is closed. */
  people: readonly PersonChoice[] | null;
  formKey: string;
  answer: Parameters<typeof typedIn>[0];
}) {
  const { conflicts, account } = candidate;
  const form = typedIn(answer, { intent: "record-conflict" });
  return (
    <Section
      title="Conflicts of interest"
      note="Whoever has one finds nothing of this candidate anywhere: no loop, no card, no debrief. The candidate's own account, if they work here, is kept out in the same way."
      actions={
        people ? null : (
          <ButtonLink to="?do=conflict" preventScrollReset>
            Record one
          </ButtonLink>
        )
      }
    >
      <Refusal failure={typedIn(answer, { intent: "lift-conflict" }).refused} />
      {people ? (
        <Recording
          key={form.text("id", formKey)}
          id={candidate.id}
          people={people}
          formKey={formKey}
          form={form}
        />
      ) : null}
      {account === null && conflicts.length === 0 ? (
        people ? null : (
          <p className="text-muted">Nobody is kept from this candidate.</p>
        )
      ) : (
        <ul className={`${panel} divide-y divide-line`}>
          {account === null ? null : (
            <li className="px-4 py-3 wrap-anywhere">
              <bdi className="font-medium">{account}</bdi>
              <p className="text-small text-muted">
                Signs in with the candidate's own address. Change the address above if this is
                somebody else.
              </p>
            </li>
          )}
          {conflicts.map((conflict) => (
            <Recorded key={conflict.id} conflict={conflict} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function Recorded({ conflict }: { conflict: ConflictRow }) {
  const busy = useNavigation().formData?.get("id") === conflict.id;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-3">
      <div className="min-w-0 wrap-anywhere">
        <p>
          <bdi className="font-medium">{conflict.person}</bdi>{" "}
          <span className="text-muted">· {conflictWords[conflict.kind]}</span>
        </p>
        <p>{conflict.reason}</p>
        <p className="text-small text-muted">
          {conflict.by === conflict.person ? "Declared by themself" : `Recorded by ${conflict.by}`},{" "}
          <Time at={conflict.at} />
        </p>
      </div>
      <Form method="post" data-screen-only>
        <input type="hidden" name="id" value={conflict.id} />
        <Button
          name="intent"
          value="lift-conflict"
          disabled={busy}
          aria-label={`Lift what keeps ${conflict.person} out`}
        >
          Lift
        </Button>
      </Form>
    </li>
  );
}

function Recording({
  id,
  people,
  formKey,
  form,
}: {
  id: string;
  people: readonly PersonChoice[];
  formKey: string;
  form: TypedForm;
}) {
  const busy = useNavigation().formData?.get("intent") === "record-conflict";
  return (
    <Form
      method="post"
      className={`${panel} mb-3 grid gap-4 p-4`}
      aria-label="Record a conflict of interest"
    >
      <Refusal failure={form.refused} />
      <input type="hidden" name="id" value={form.text("id", formKey)} />
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          label="Who"
          name="personId"
          required
          autoFocus
          empty="Choose a person"
          defaultValue={form.text("personId", "")}
          options={people.map(({ id: value, name: label }) => ({ value, label }))}
          error={form.error("personId")}
        />
        <SelectField
          label="What it is"
          name="kind"
          defaultValue={form.text("kind", "interest")}
          options={conflictKinds.map((value) => ({ value, label: conflictWords[value] }))}
          error={form.error("kind")}
        />
        <div className="sm:col-span-2">
          <TextField
            label="Reason"
            name="reason"
            required
            maxLength={500}
            placeholder="Managed them at an earlier company"
            defaultValue={form.text("reason", "")}
            hint="Read by leads alone."
            error={form.error("reason")}
          />
        </div>
      </div>
      <p className="max-w-measure text-muted">
        Cards they still owe on this candidate's running loops are withdrawn at once. Sealed cards
        stay, and the debrief says so.
      </p>
      <div className="flex gap-2">
        <Button look="primary" name="intent" value="record-conflict" disabled={busy}>
          Keep them out
        </Button>
        <ButtonLink to={`/candidates/${id}`} look="bare" preventScrollReset>
          Close
        </ButtonLink>
      </div>
    </Form>
  );
}

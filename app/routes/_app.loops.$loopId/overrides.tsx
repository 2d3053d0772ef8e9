import { Form, useNavigation } from "@remix-run/react";
import { Badge } from "#app/components/badge.tsx";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { SelectField, TextField } from "#app/components/field.tsx";
import { panel, Section } from "#app/components/page.tsx";
import { Time } from "#app/components/time.tsx";
import { type TypedForm, typedIn } from "#app/components/typed.ts";
import type { LoopPlan } from "#db/queries/loop.server.ts";

type Person = { readonly id: string; readonly name: string };

/** Who was let read the sealed cards before their turn, by whom and why; granting and ending it. */
export function Overrides({
  loop,
  people,
  open,
  formKey,
  answer,
}: {
  loop: LoopPlan;
  people: readonly Person[];
  open: boolean;
  formKey: string;
  answer: Parameters<typeof typedIn>[0];
}) {
  if (loop.overrides.length === 0 && !loop.arranges) return null;
  const granting = typedIn(answer, { intent: "grant-override" });
  return (
    <Section
      title="Reading before their turn"
      note="You can let one person read the sealed cards of this loop before they may. Everybody who reads the debrief sees whom, by whom and why."
      actions={
        loop.arranges && !open ? (
          <ButtonLink to="?do=override" preventScrollReset>
            Let somebody read
          </ButtonLink>
        ) : null
      }
    >
      {open && loop.arranges ? (
        <Grant
          key={granting.text("id", formKey)}
          loop={loop}
          people={people}
          formKey={formKey}
          form={granting}
        />
      ) : null}
      {loop.overrides.length > 0 ? (
        <ul className={`${panel} divide-y divide-line`}>
          {loop.overrides.map((override) => (
            <Granted key={override.id} loop={loop} override={override} />
          ))}
        </ul>
      ) : null}
      {loop.overrides.length === 0 && !open ? (
        <p className="text-muted">Nobody was let read before their turn.</p>
      ) : null}
    </Section>
  );
}

function Granted({ loop, override }: { loop: LoopPlan; override: LoopPlan["overrides"][number] }) {
  const busy = useNavigation().formData?.get("id") === override.id;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-3">
      <div className="min-w-0 wrap-anywhere">
        <p>
          <bdi className="font-medium">{override.person}</bdi>{" "}
          {override.endedAt ? <Badge>Ended</Badge> : <Badge tone="caution">May read</Badge>}
        </p>
        <p>{override.reason}</p>
        <p className="text-small text-muted">
          {override.by ?? "A lead"}, <Time at={override.at} />
          {override.endedAt ? (
            <>
              {" "}
              until <Time at={override.endedAt} />
            </>
          ) : null}
        </p>
      </div>
      {loop.arranges && !override.endedAt ? (
        <Form method="post" data-screen-only>
          <input type="hidden" name="id" value={override.id} />
          <Button
            name="intent"
            value="end-override"
            disabled={busy}
            aria-label={`End what lets ${override.person} read`}
          >
            End
          </Button>
        </Form>
      ) : null}
    </li>
  );
}

function Grant({
  loop,
  people,
  formKey,
  form,
}: {
  loop: LoopPlan;
  people: readonly Person[];
  formKey: string;
  form: TypedForm;
}) {
  const busy = useNavigation().formData?.get("intent") === "grant-override";
  return (
    <Form
      method="post"
      className={`${panel} mb-3 grid gap-4 p-4`}
      aria-label="Let somebody read before their turn"
    >
      <input type="hidden" name="id" value={form.text("id", formKey)} />
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          label="Who may read"
          name="personId"
          required
          autoFocus
          empty="Choose a person"
          defaultValue={form.text("personId", "")}
          options={people.map(({ id, name }) => ({ value: id, label: name }))}
          hint="A card they seal after this no longer counts as independent."
          error={form.error("personId")}
        />
        <TextField
          label="Reason"
          name="reason"
          required
          maxLength={500}
          placeholder="Stands in for the panel lead"
          defaultValue={form.text("reason", "")}
          hint="Shown in the debrief."
          error={form.error("reason")}
        />
      </div>
      <div className="flex gap-2">
        <Button look="primary" name="intent" value="grant-override" disabled={busy}>
          Let them read
        </Button>
        <ButtonLink to={`/loops/${loop.id}`} look="bare" preventScrollReset>
          Close
        </ButtonLink>
      </div>
    </Form>
  );
}

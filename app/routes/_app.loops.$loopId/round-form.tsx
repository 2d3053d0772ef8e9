import { Form, useNavigation } from "@remix-run/react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { FieldError, SelectField, TextField } from "#app/components/field.tsx";
import { panel } from "#app/components/page.tsx";
import type { TypedForm } from "#app/components/typed.ts";
import { roundKinds, roundWords } from "#app/domain/loop.ts";
import { wallClockOf } from "#app/domain/time.ts";
import type { LoopPlan, ShownRound } from "#db/queries/loop.server.ts";

type Planning = { readonly loop: LoopPlan; readonly timeZone: string; readonly form: TypedForm };

export function AddRound({ formKey, ...planning }: Planning & { formKey: string }) {
  const { loop, form } = planning;
  return (
    <Form method="post" aria-label="Add a round" className={`${panel} mb-3 grid gap-4 p-4`}>
      <input type="hidden" name="id" value={form.text("id", formKey)} />
      <RoundFields
        {...planning}
        saved={{ kind: "design", startsAt: "", minutes: "45", focus: [] }}
      />
      <Submit loop={loop} intent="add-round" label="Add round" />
    </Form>
  );
}

export function EditRound({ round, ...planning }: Planning & { round: ShownRound }) {
  return (
    <Form
      method="post"
      aria-label="Edit this round"
      className="grid gap-4 border-t border-line bg-sunken/40 p-4"
    >
      <input type="hidden" name="roundId" value={round.id} />
      <input type="hidden" name="version" value={round.version} />
      <RoundFields
        {...planning}
        saved={{
          kind: round.kind,
          startsAt: wallClockOf(round.startsAt, planning.timeZone),
          minutes: String(round.minutes),
          focus: round.focus,
        }}
      />
      <Submit loop={planning.loop} intent="edit-round" label="Save round" />
    </Form>
  );
}

function RoundFields({
  loop,
  timeZone,
  form,
  saved,
}: Planning & {
  saved: { kind: string; startsAt: string; minutes: string; focus: readonly string[] };
}) {
  const focus = form.list("focus", saved.focus);
  const message = form.error("focus");
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-[1fr_1.3fr_0.7fr]">
        <SelectField
          label="Kind"
          name="kind"
          defaultValue={form.text("kind", saved.kind)}
          options={roundKinds.map((kind) => ({ value: kind, label: roundWords[kind] }))}
          error={form.error("kind")}
        />
        <TextField
          label={`Starts (${timeZone.replaceAll("_", " ")})`}
          name="startsAt"
          type="datetime-local"
          required
          defaultValue={form.text("startsAt", saved.startsAt)}
          error={form.error("startsAt")}
        />
        <TextField
          label="Minutes"
          name="minutes"
          type="number"
          inputMode="numeric"
          min={15}
          max={480}
          required
          defaultValue={form.text("minutes", saved.minutes)}
          error={form.error("minutes")}
        />
      </div>
      <fieldset aria-describedby={message ? "focus-error" : undefined}>
        <legend className="font-medium">In focus</legend>
        <p className="text-small text-muted">
          What this round is asked to look at. The card still shows every criterion.
        </p>
        <div className="mt-1 grid gap-x-4 sm:grid-cols-2">
          {loop.criteria.map(({ key, title }) => (
            <label key={key} className="flex min-h-11 items-center gap-2 sm:min-h-8">
              <input
                type="checkbox"
                name="focus"
                value={key}
                defaultChecked={focus.includes(key)}
                className="size-4.5 shrink-0 accent-accent"
              />
              {title}
            </label>
          ))}
        </div>
        <FieldError id="focus-error" message={message} />
      </fieldset>
    </>
  );
}

function Submit({ loop, intent, label }: { loop: LoopPlan; intent: string; label: string }) {
  const busy = useNavigation().formData?.get("intent") === intent;
  return (
    <div className="flex gap-2">
      <Button look="primary" name="intent" value={intent} disabled={busy}>
        {label}
      </Button>
      {loop.rounds.length > 0 ? (
        <ButtonLink to={`/loops/${loop.id}`} look="bare" preventScrollReset>
          Close
        </ButtonLink>
      ) : null}
    </div>
  );
}

import { Form, useNavigation } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { TextField } from "#app/components/field.tsx";
import { Notice, panel, Section } from "#app/components/page.tsx";
import type { TypedForm } from "#app/components/typed.ts";
import { PASSWORD_MAX, PASSWORD_MIN } from "#app/domain/password.ts";

/** Changing the viewer's own password, where they have one. */
export function Password({
  form,
  has,
  changed,
}: {
  form: TypedForm;
  has: boolean;
  changed: boolean;
}) {
  const busy = useNavigation().formData?.get("intent") === "change-password";
  if (!has)
    return (
      <Section title="Password">
        <p className="max-w-measure text-muted">
          You have no password here: you sign in another way, so there is none to change.
        </p>
      </Section>
    );
  return (
    <Section title="Password">
      {changed && !form.refused ? (
        <Notice tone="saved" title="Your password is changed">
          You stay signed in here, and were signed out everywhere else.
        </Notice>
      ) : null}
      <Form method="post" className={`${panel} grid gap-4 p-4 sm:grid-cols-2`}>
        <TextField
          label="Current password"
          name="currentPassword"
          type="password"
          autoComplete="current-password"
          required
          error={form.error("currentPassword")}
        />
        <TextField
          label="New password"
          name="newPassword"
          type="password"
          autoComplete="new-password"
          required
          minLength={PASSWORD_MIN}
          maxLength={PASSWORD_MAX}
          error={form.error("newPassword")}
        />
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2 sm:col-span-2">
          <Button look="primary" name="intent" value="change-password" disabled={busy}>
            {busy ? "Changing" : "Change password"}
          </Button>
          <p className="text-small text-muted">
            At least {PASSWORD_MIN} characters. It signs you out everywhere else.
          </p>
        </div>
      </Form>
    </Section>
  );
}

import { Form, useNavigation } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { TextField } from "#app/components/field.tsx";
import { panel, Section } from "#app/components/page.tsx";
import { PermissionFields } from "#app/components/permission-fields.tsx";
import type { TypedForm } from "#app/components/typed.ts";
import type { PersonDetails } from "#db/queries/person.server.ts";

/** What they are called and may do. */
export function About({ person, form }: { person: PersonDetails; form: TypedForm }) {
  const busy = useNavigation().formData?.get("intent") === "edit";
  return (
    <Section title="Name and permissions">
      <Form method="post" className={`${panel} grid gap-4 p-4`}>
        <input type="hidden" name="version" value={person.version} />
        <TextField
          label="Name"
          name="name"
          required
          maxLength={120}
          autoComplete="off"
          dir="auto"
          defaultValue={form.text("name", person.name)}
          error={form.error("name")}
        />
        <PermissionFields form={form} saved={person.permissions} />
        <div>
          <Button look="primary" name="intent" value="edit" disabled={busy}>
            {busy ? "Saving" : "Save changes"}
          </Button>
        </div>
      </Form>
    </Section>
  );
}

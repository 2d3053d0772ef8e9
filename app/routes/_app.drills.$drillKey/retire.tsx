import { Form } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { TextField } from "#app/components/field.tsx";
import type { TypedForm } from "#app/components/typed.ts";

/** A lead takes a drill out of use. */
export function Retire({ number, form }: { number: number; form: TypedForm }) {
  return (
    <details className="mt-2 max-w-measure" open={form.refused !== undefined} data-screen-only>
      <summary className="fold">Retire this drill</summary>
      <Form method="post" className="mt-2 grid gap-3">
        <input type="hidden" name="version" value={form.text("version", String(number))} />
        <p className="text-muted">
          Nobody is offered it any more. What was scored stays, and so does everybody's agreement.
        </p>
        <TextField
          label="Reason"
          name="reason"
          required
          maxLength={500}
          defaultValue={form.text("reason", "")}
          error={form.error("reason")}
        />
        <div>
          <Button look="danger" name="intent" value="retire">
            Retire
          </Button>
        </div>
      </Form>
    </details>
  );
}

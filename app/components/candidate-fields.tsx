import { TextField } from "#app/components/field.tsx";
import type { TypedForm } from "#app/components/typed.ts";

/** Who a candidate is, whether new or changed. */
export function CandidateFields({
  form,
  saved,
}: {
  form: TypedForm;
  saved: { name: string; email: string; headline: string };
}) {
  return (
    <>
      <TextField
        label="Name"
        name="name"
        required
        maxLength={120}
        autoComplete="off"
        dir="auto"
        defaultValue={form.text("name", saved.name)}
        error={form.error("name")}
      />
      <TextField
        label="E-mail"
        name="email"
        type="email"
        autoComplete="off"
        defaultValue={form.text("email", saved.email)}
        hint="Optional. Keeps a candidate who also works here off their own panel."
        error={form.error("email")}
      />
      <TextField
        label="Headline"
        name="headline"
        maxLength={200}
        dir="auto"
        placeholder="Backend lead at a payments company, 9 years"
        defaultValue={form.text("headline", saved.headline)}
        hint="Optional. One line that interviewers see above their card."
        error={form.error("headline")}
      />
    </>
  );
}

import { Form, useNavigation } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { TextField } from "#app/components/field.tsx";
import { panel, Section } from "#app/components/page.tsx";
import { Refusal } from "#app/components/refusal.tsx";
import { Time } from "#app/components/time.tsx";
import type { TypedForm } from "#app/components/typed.ts";
import type { RuleVersion } from "#db/queries/drill-rule.server.ts";

const fields = [
  ["drills", "Drills", "How many, and over how many of the newest agreement is read."],
  ["withinOne", "Scores within one point of the key, in percent", "0 asks for none."],
  ["kappa", "Weighted kappa, in hundredths", "0 asks for none; 60 is 0.60."],
  ["shadowCards", "Shadow cards", "Cards sealed beside a mentor's."],
] as const;

/** The rule to qualify by: in force, to be set anew, and as it was. */
export function Rule({
  rule,
  words,
  earlier,
  form,
}: {
  rule: RuleVersion;
  words: string;
  earlier: readonly (RuleVersion & { readonly words: string })[];
  form: TypedForm;
}) {
  const busy = useNavigation().formMethod === "POST";
  return (
    <Section title="The rule to qualify by">
      <p className="max-w-measure text-prose">{words}</p>
      <p className="mt-1 max-w-measure text-small text-muted">
        {rule.at ? (
          <>
            {rule.by} set it on <Time at={rule.at} format="day" />: {rule.reason}
          </>
        ) : (
          "Nobody has set another yet. Everybody sees the rule on their drills' page."
        )}
      </p>
      <details className="mt-3" open={form.refused !== undefined} data-screen-only>
        <summary className="fold">Set another rule</summary>
        <Form method="post" className="mt-2 grid max-w-xl gap-4">
          {Object.keys(form.refused?.fields ?? {}).length > 0 ? (
            <Refusal failure={form.refused} />
          ) : null}
          <input type="hidden" name="version" value={String(rule.number)} />
          {fields.map(([name, label, hint]) => (
            <TextField
              key={name}
              label={label}
              name={name}
              hint={hint}
              inputMode="numeric"
              className="max-w-28"
              required
              defaultValue={form.text(name, String(rule.rule[name]))}
              error={form.error(name)}
            />
          ))}
          <TextField
            label="Why"
            name="reason"
            required
            maxLength={500}
            hint="Kept with the rule, for whoever reads it in a year."
            defaultValue={form.text("reason", "")}
            error={form.error("reason")}
          />
          <div>
            <Button look="primary" name="intent" value="set-rule" disabled={busy}>
              Set this rule
            </Button>
          </div>
        </Form>
      </details>
      {earlier.length > 0 ? (
        <details className="mt-2">
          <summary className="fold">Earlier rules</summary>
          <ul className={`mt-2 ${panel}`}>
            {earlier.map(({ number, words: said, by, at, reason }) => (
              <li key={number} className="px-4 py-2.5 not-first:border-t">
                <p>{said}</p>
                <p className="text-small text-muted">
                  {by}
                  {at ? (
                    <>
                      , <Time at={at} format="day" />
                    </>
                  ) : null}
                  : {reason}
                </p>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </Section>
  );
}

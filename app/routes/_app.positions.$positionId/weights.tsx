import { Form, useNavigation } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { TextField } from "#app/components/field.tsx";
import { panel, Section } from "#app/components/page.tsx";
import { Time } from "#app/components/time.tsx";
import type { TypedForm } from "#app/components/typed.ts";
import { WeightFields } from "#app/components/weight-fields.tsx";
import type { Position } from "#db/queries/position.server.ts";
import type { WeightSetRow } from "#db/queries/weight-set.server.ts";

/** The weights in force, the form that adds the next set, and the sets before. */
export function Weights({ position, form }: { position: Position; form: TypedForm }) {
  const [newest, ...earlier] = position.weightSets;
  if (!newest) return null;
  return (
    <Section
      title="Weights"
      note="How much each criterion counts in a panel score. A decided loop keeps the set it was decided with."
    >
      <div className={`${panel} overflow-hidden`}>
        <Bars set={newest} criteria={position.rubric.criteria} />
        <p className="border-t border-line px-4 py-3 text-small text-muted wrap-anywhere">
          <Provenance set={newest} />
        </p>
        <details className="border-t border-line" open={form.refused !== undefined}>
          <summary className="min-h-11 px-4 py-3 font-medium text-accent-text hover:underline">
            Change the weights
          </summary>
          <ChangeWeights key={newest.number} position={position} newest={newest} form={form} />
        </details>
        {earlier.length > 0 ? (
          <details className="border-t border-line">
            <summary className="min-h-11 px-4 py-3 font-medium text-accent-text hover:underline">
              {earlier.length === 1 ? "One earlier set" : `${earlier.length} earlier sets`}
            </summary>
            <ol className="border-t border-line">
              {earlier.map((set) => (
                <Earlier key={set.id} set={set} position={position} />
              ))}
            </ol>
          </details>
        ) : null}
      </div>
    </Section>
  );
}

function Provenance({ set }: { set: WeightSetRow }) {
  return (
    <>
      Set {set.number}, {set.author ?? "by the installation"}, <Time at={set.createdAt} />:{" "}
      {set.reason}
    </>
  );
}

function Bars({ set, criteria }: { set: WeightSetRow; criteria: Position["rubric"]["criteria"] }) {
  return (
    <table className="w-full">
      <caption className="sr-only">Weights in force</caption>
      <tbody>
        {criteria.map(({ key, title }) => {
          const percent = set.weights[key] ?? 0;
          return (
            <tr key={key} className="border-b border-line last:border-b-0">
              <th scope="row" className="px-4 py-2 text-left font-normal sm:w-64">
                {title}
              </th>
              <td className="hidden py-2 sm:table-cell" aria-hidden>
                <svg
                  viewBox="0 0 100 8"
                  preserveAspectRatio="none"
                  className="block h-2 w-full"
                  role="presentation"
                >
                  <rect width="100" height="8" className="fill-sunken" />
                  <rect width={percent} height="8" className="fill-accent" />
                </svg>
              </td>
              <td className="w-20 px-4 py-2 text-right font-medium">{percent}%</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function ChangeWeights({
  position,
  newest,
  form,
}: {
  position: Position;
  newest: WeightSetRow;
  form: TypedForm;
}) {
  const busy = useNavigation().formData?.get("intent") === "weigh";
  return (
    <Form method="post" className="grid gap-4 border-t border-line p-4">
      <input type="hidden" name="version" value={newest.number} />
      <WeightFields form={form} criteria={position.rubric.criteria} saved={newest.weights} />
      <TextField
        label="Why the change"
        name="reason"
        required
        maxLength={500}
        defaultValue={form.text("reason", "")}
        error={form.error("reason")}
      />
      <div>
        <Button look="primary" name="intent" value="weigh" disabled={busy}>
          Save as set {newest.number + 1}
        </Button>
      </div>
    </Form>
  );
}

function Earlier({ set, position }: { set: WeightSetRow; position: Position }) {
  const title = new Map(position.rubric.criteria.map((c) => [c.key, c.title]));
  return (
    <li className="border-b border-line px-4 py-3 last:border-b-0">
      <p className="wrap-anywhere">
        <Provenance set={set} />
      </p>
      <ul className="mt-1 flex flex-wrap gap-x-4 text-small text-muted">
        {Object.entries(set.weights).map(([key, percent]) => (
          <li key={key}>
            {title.get(key) ?? key} {percent}%
          </li>
        ))}
      </ul>
    </li>
  );
}

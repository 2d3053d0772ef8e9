import { Form, Link, useSubmit } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { SelectField } from "#app/components/field.tsx";
import { MOST_DRAWN } from "#app/domain/calibration/linkage.ts";
import type { ScopeChoice } from "#app/domain/calibration/view.ts";
import type { Shown } from "#app/routes/_app.calibration/shown.server.ts";

type Choice = {
  readonly name: string;
  readonly label: string;
  readonly value: string | undefined;
  readonly options: Shown["options"]["positions"];
  /** The words of no choice, where there need not be one. */
  readonly empty?: string;
};

/** What the view is narrowed to, kept in the URL, where there is a choice; a choice applies at once, or by its button. */
export function Selection({
  filters,
  options,
  chosen,
}: Pick<Shown, "filters" | "options"> & { chosen: ScopeChoice }) {
  const submit = useSubmit();
  const { quarter, from, until, level, round, met, part, order } = filters;
  const narrowed = quarter ?? from ?? until ?? level ?? round ?? met;
  const scope = { position: chosen.positionId, rubric: chosen.rubricVersionId };
  const kept = { ...(part && { part }), ...(order && { order }) };
  const fields: readonly Choice[] = [
    { name: "rubric", label: "Rubric", value: scope.rubric, options: options.rubrics },
    {
      ...{ name: "from", label: "Settled from", value: quarter ?? from, options: options.quarters },
      empty: "The start",
    },
    {
      ...{ name: "until", label: "Settled until", value: quarter ?? until },
      ...{ options: options.quarters, empty: "Today" },
    },
    {
      ...{ name: "level", label: "Level shown", value: level, options: options.levels },
      empty: "Any level",
    },
    {
      ...{ name: "round", label: "Answers from", value: round, options: options.rounds },
      empty: "All rounds",
    },
    {
      ...{ name: "met", value: met, options: options.met, empty: "Anyone" },
      label: options.met.length < MOST_DRAWN ? "Met by" : "Met by (most cards)",
    },
  ];
  return (
    <Form
      method="get"
      aria-label="Selection"
      data-screen-only
      key={JSON.stringify([scope, filters])}
      className="mb-6 grid grid-cols-2 items-end gap-3 *:first:col-span-full sm:flex sm:flex-wrap sm:*:w-36 sm:*:first:w-72"
      onChange={(event) => {
        const { target, currentTarget } = event;
        if (!(target instanceof HTMLSelectElement)) return;
        // Another position has its own quarters and interviewers: nothing of them goes along.
        const fields =
          target.name === "position" ? { position: target.value, ...kept } : currentTarget;
        submit(fields, { preventScrollReset: true });
      }}
    >
      <SelectField
        label="Position"
        name="position"
        defaultValue={scope.position}
        options={options.positions}
      />
      {fields
        .filter(({ options }) => options.length > 1)
        .map(({ name, label, value, options, empty }) => (
          <SelectField
            key={name}
            label={label}
            name={name}
            defaultValue={value ?? ""}
            options={options}
            {...(empty ? { empty } : {})}
          />
        ))}
      {Object.entries(kept).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <noscript>
        <Button>Show</Button>
      </noscript>
      {narrowed ? (
        <Link
          to={`?${new URLSearchParams({ ...scope, ...(part && { part }) })}`}
          className="col-span-full inline-flex min-h-11 items-center text-accent-text hover:underline sm:min-h-9 sm:w-auto!"
        >
          Show the whole position
        </Link>
      ) : null}
    </Form>
  );
}

import { Form, useSubmit } from "@remix-run/react";
import type { FormEvent } from "react";
import { Button } from "#app/components/button.tsx";
import { SelectField } from "#app/components/field.tsx";
import { quarterWords } from "#app/domain/calibration/quarters.ts";
import type { ComparisonSide, ScopeChoice } from "#app/domain/calibration/view.ts";
import { levelWords } from "#app/domain/level.ts";

/** Both selections, kept in the URL; a choice applies at once, or by the button. */
export function SideFields({
  choices,
  a,
  b,
}: {
  choices: readonly ScopeChoice[];
  a: ComparisonSide;
  b: ComparisonSide;
}) {
  const submit = useSubmit();
  const apply = ({ target, currentTarget }: FormEvent<HTMLFormElement>) => {
    if (!(target instanceof HTMLSelectElement)) return;
    const fields = new FormData(currentTarget);
    const [side = "", what = ""] = target.name.split(".");
    // Another position has its own rubrics, and another rubric its own quarters.
    if (what === "position") fields.delete(`${side}.rubric`);
    if (what === "position" || what === "rubric")
      for (const end of ["from", "until"]) fields.delete(`${side}.${end}`);
    submit(fields, { method: "get", preventScrollReset: true });
  };
  return (
    <Form
      method="get"
      aria-label="Two selections"
      data-screen-only
      key={JSON.stringify([a.chosen, a.period, b.chosen, b.period])}
      className="mb-8 grid gap-x-8 gap-y-4 sm:grid-cols-2"
      onChange={apply}
    >
      <Side name="a" title="First" side={a} choices={choices} />
      <Side name="b" title="Second" side={b} choices={choices} />
      <noscript>
        <Button>Compare</Button>
      </noscript>
    </Form>
  );
}

function Side({
  name,
  title,
  side: { chosen, period, quarters },
  choices,
}: {
  name: "a" | "b";
  title: string;
  side: ComparisonSide;
  choices: readonly ScopeChoice[];
}) {
  const positions = choices.filter(
    ({ positionId }, at) => choices.findIndex((one) => one.positionId === positionId) === at,
  );
  const rubrics = choices.filter(({ positionId }) => positionId === chosen.positionId);
  const options = quarters.map((quarter) => ({ value: quarter, label: quarterWords(quarter) }));
  return (
    <fieldset className="grid grid-cols-2 content-start gap-3 *:first:col-span-full">
      <legend className="mb-2 font-semibold">{title}</legend>
      <div className="col-span-full">
        <SelectField
          label="Position"
          name={`${name}.position`}
          defaultValue={chosen.positionId}
          options={positions.map((one) => ({
            value: one.positionId,
            label: `${one.title}, ${levelWords[one.level]}`,
          }))}
        />
      </div>
      {rubrics.length > 1 ? (
        <div className="col-span-full">
          <SelectField
            label="Rubric"
            name={`${name}.rubric`}
            defaultValue={chosen.rubricVersionId}
            options={rubrics.map(({ rubricVersionId, rubric }) => ({
              value: rubricVersionId,
              label: rubric,
            }))}
          />
        </div>
      ) : null}
      {quarters.length > 1 ? (
        <>
          <SelectField
            label="Settled from"
            name={`${name}.from`}
            defaultValue={period?.from ?? ""}
            empty="The start"
            options={options}
          />
          <SelectField
            label="Settled until"
            name={`${name}.until`}
            defaultValue={period?.until ?? ""}
            empty="Today"
            options={options}
          />
        </>
      ) : null}
    </fieldset>
  );
}

import { Form, Link, useSubmit } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { SelectField } from "#app/components/field.tsx";
import { quarterWords } from "#app/domain/calibration/filters.ts";
import type { CalibrationView, ScopeChoice } from "#app/domain/calibration/view.ts";
import { levelWords } from "#app/domain/level.ts";
import { roundWords } from "#app/domain/loop.ts";

/** What the view is narrowed to, kept in the URL, where there is a choice; a choice applies at once, or by its button. */
export function Selection({ view, chosen }: { view: CalibrationView; chosen: ScopeChoice }) {
  const submit = useSubmit();
  const { choices, filters, options } = view;
  const rubrics = choices.filter(({ positionId }) => positionId === chosen.positionId);
  const quarters = options.quarters.map((quarter) => ({
    value: quarter,
    label: quarterWords(quarter),
  }));
  const { quarter, from, until, level, round, met } = filters;
  const narrowed = quarter ?? from ?? until ?? level ?? round ?? met;
  return (
    <Form
      method="get"
      aria-label="Selection"
      data-screen-only
      key={JSON.stringify([chosen.positionId, chosen.rubricVersionId, filters])}
      className="mb-6 grid grid-cols-2 items-end gap-3 *:first:col-span-full sm:flex sm:flex-wrap sm:*:w-36 sm:*:first:w-72"
      onChange={(event) => {
        const { target, currentTarget } = event;
        if (!(target instanceof HTMLSelectElement)) return;
        // Another position has its own quarters and interviewers: nothing else goes along.
        const fields = target.name === "position" ? { position: target.value } : currentTarget;
        submit(fields, { preventScrollReset: true });
      }}
    >
      <SelectField
        label="Position"
        name="position"
        defaultValue={chosen.positionId}
        options={positionsOf(choices)}
      />
      {rubrics.length > 1 ? (
        <SelectField
          label="Rubric"
          name="rubric"
          defaultValue={chosen.rubricVersionId}
          options={rubrics.map(({ rubricVersionId, rubric, candidates }) => ({
            value: rubricVersionId,
            label: `${rubric} (${candidates})`,
          }))}
        />
      ) : null}
      {quarters.length > 1 ? (
        <>
          <SelectField
            label="Settled from"
            name="from"
            defaultValue={quarter ?? from ?? ""}
            empty="The start"
            options={quarters}
          />
          <SelectField
            label="Settled until"
            name="until"
            defaultValue={quarter ?? until ?? ""}
            empty="Today"
            options={quarters}
          />
        </>
      ) : null}
      {options.levels.length > 1 ? (
        <SelectField
          label="Level shown"
          name="level"
          defaultValue={level ?? ""}
          empty="Any level"
          options={options.levels.map((one) => ({ value: one, label: levelWords[one] }))}
        />
      ) : null}
      {options.rounds.length > 1 ? (
        <SelectField
          label="Answers from"
          name="round"
          defaultValue={round ?? ""}
          empty="All rounds"
          options={options.rounds.map((kind) => ({ value: kind, label: roundWords[kind] }))}
        />
      ) : null}
      {options.met.length > 1 ? (
        <SelectField
          label="Met by"
          name="met"
          defaultValue={met ?? ""}
          empty="Anyone"
          options={options.met.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : null}
      {filters.order ? <input type="hidden" name="order" value={filters.order} /> : null}
      <noscript>
        <Button>Show</Button>
      </noscript>
      {narrowed ? (
        <Link
          to={`?${new URLSearchParams({ position: chosen.positionId, rubric: chosen.rubricVersionId })}`}
          className="col-span-full inline-flex min-h-11 items-center text-accent-text hover:underline sm:min-h-9 sm:w-auto!"
        >
          Show the whole position
        </Link>
      ) : null}
    </Form>
  );
}

/** Each position once, with the candidates of all its rubric versions. */
function positionsOf(choices: readonly ScopeChoice[]) {
  const found = new Map<string, ScopeChoice>();
  for (const choice of choices) {
    const known = found.get(choice.positionId);
    const candidates = (known?.candidates ?? 0) + choice.candidates;
    found.set(choice.positionId, { ...(known ?? choice), candidates });
  }
  return [...found.values()].map(({ positionId, title, level, candidates }) => ({
    value: positionId,
    label: `${title}, ${levelWords[level]} (${candidates.toLocaleString("en")})`,
  }));
}

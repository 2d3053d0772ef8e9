import { Form, Link, useSubmit } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { SelectField } from "#app/components/field.tsx";
import { type CalibrationFilters, quarterWords } from "#app/domain/calibration/filters.ts";
import { type Level, levelWords } from "#app/domain/level.ts";
import { type RoundKind, roundWords } from "#app/domain/loop.ts";

type Choice = {
  readonly positionId: string;
  readonly title: string;
  readonly level: Level;
  readonly rubricVersionId: string;
  readonly rubric: string;
  readonly settled: number;
};

/** What the view is narrowed to, kept in the URL, where there is a choice; a choice applies at once, or by its button. */
export function Filters({
  choices,
  chosen,
  filters,
  quarters,
  rounds,
  met,
}: {
  choices: readonly Choice[];
  chosen: Choice;
  filters: CalibrationFilters;
  quarters: readonly string[];
  rounds: readonly RoundKind[];
  met: readonly { readonly id: string; readonly name: string }[];
}) {
  const submit = useSubmit();
  const rubrics = choices.filter(({ positionId }) => positionId === chosen.positionId);
  const narrowed = filters.quarter ?? filters.round ?? filters.met;
  return (
    <Form
      method="get"
      aria-label="Selection"
      data-screen-only
      key={JSON.stringify([chosen, filters])}
      className="mb-6 grid grid-cols-2 items-end gap-3 *:first:col-span-full sm:flex sm:flex-wrap sm:*:w-44 sm:*:first:w-96"
      onChange={(event) => {
        const { target, currentTarget } = event;
        if (!(target instanceof HTMLSelectElement)) return;
        // Another position has its own quarters and interviewers: nothing else goes along.
        submit(target.name === "position" ? { position: target.value } : currentTarget);
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
          options={rubrics.map(({ rubricVersionId, rubric, settled }) => ({
            value: rubricVersionId,
            label: `${rubric} (${settled})`,
          }))}
        />
      ) : null}
      {quarters.length > 1 ? (
        <SelectField
          label="Settled in"
          name="quarter"
          defaultValue={filters.quarter ?? ""}
          empty="Any quarter"
          options={quarters.map((quarter) => ({ value: quarter, label: quarterWords(quarter) }))}
        />
      ) : null}
      {rounds.length > 1 ? (
        <SelectField
          label="Cards from"
          name="round"
          defaultValue={filters.round ?? ""}
          empty="All rounds"
          options={rounds.map((kind) => ({ value: kind, label: roundWords[kind] }))}
        />
      ) : null}
      {met.length > 1 ? (
        <SelectField
          label="Candidates met by"
          name="met"
          defaultValue={filters.met ?? ""}
          empty="Anyone"
          options={met.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : null}
      <noscript>
        <Button>Show</Button>
      </noscript>
      {narrowed ? (
        <Link
          to={`?position=${chosen.positionId}`}
          className="col-span-full inline-flex min-h-11 items-center text-accent-text hover:underline sm:min-h-9"
        >
          Show the whole position
        </Link>
      ) : null}
    </Form>
  );
}

/** Each position once, with the settled loops of all its rubric versions. */
function positionsOf(choices: readonly Choice[]) {
  const found = new Map<string, Choice>();
  for (const choice of choices) {
    const known = found.get(choice.positionId);
    const settled = (known?.settled ?? 0) + choice.settled;
    found.set(choice.positionId, { ...(known ?? choice), settled });
  }
  return [...found.values()].map(({ positionId, title, level, settled }) => ({
    value: positionId,
    label: `${title}, ${levelWords[level]} (${settled} settled)`,
  }));
}

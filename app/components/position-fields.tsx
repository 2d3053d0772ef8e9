import { SelectField, TextField } from "#app/components/field.tsx";
import type { TypedForm } from "#app/components/typed.ts";
import { type Level, levels, levelWords } from "#app/domain/level.ts";
import { type RevealRule, revealRules, revealWords } from "#app/domain/loop.ts";

type Rubric = {
  readonly id: string;
  readonly title: string;
  readonly number: number;
  readonly levels: readonly Level[];
};

export const rubricName = ({ title, number }: Pick<Rubric, "title" | "number">) =>
  `${title}, version ${number}`;

/** What a position is, whether new or changed. */
export function PositionFields({
  form,
  saved,
  rubrics,
  chosen,
  rubricHint,
  onRubric,
}: {
  form: TypedForm;
  saved: {
    title: string;
    level: Level | "";
    rubricVersionId: string;
    revealRule: RevealRule;
    hidesNames: boolean;
  };
  rubrics: readonly Rubric[];
  /** The rubric whose levels are offered. */
  chosen: Rubric;
  rubricHint?: string;
  onRubric?: (id: string) => void;
}) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <div className="sm:col-span-2">
        <TextField
          label="Title"
          name="title"
          required
          maxLength={120}
          placeholder="Staff backend engineer, payments"
          defaultValue={form.text("title", saved.title)}
          error={form.error("title")}
        />
      </div>
      <SelectField
        label="Rubric"
        name="rubricVersionId"
        defaultValue={form.text("rubricVersionId", saved.rubricVersionId)}
        onChange={(event) => onRubric?.(event.currentTarget.value)}
        options={rubrics.map((rubric) => ({ value: rubric.id, label: rubricName(rubric) }))}
        hint={rubricHint}
        error={form.error("rubricVersionId")}
      />
      <SelectField
        label="Level"
        name="level"
        required
        empty="Choose a level"
        defaultValue={form.text("level", saved.level)}
        options={levels
          .filter((level) => chosen.levels.includes(level))
          .map((level) => ({ value: level, label: levelWords[level] }))}
        hint="The one you hire for."
        error={form.error("level")}
      />
      <div className="sm:col-span-2">
        <SelectField
          label="When interviewers may read each other's cards"
          name="revealRule"
          defaultValue={form.text("revealRule", saved.revealRule)}
          options={revealRules.map((rule) => ({ value: rule, label: revealWords[rule] }))}
          hint="For loops opened from now on. Loops that have begun keep the rule they began with, so that nothing promised hidden is ever shown."
          error={form.error("revealRule")}
        />
      </div>
      <div className="sm:col-span-2">
        <label className="flex min-h-11 items-center gap-2 font-medium sm:min-h-8">
          <input
            type="checkbox"
            name="hidesNames"
            value="yes"
            defaultChecked={form
              .list("hidesNames", saved.hidesNames ? ["yes"] : [])
              .includes("yes")}
            className="size-4.5 shrink-0 accent-accent"
          />
          Hide names
        </label>
        <p className="text-small text-muted">
          Interviewers read each other as “Interviewer 2”. Leads and the committee see names. Kept
          by loops that have begun, like the rule above.
        </p>
      </div>
    </div>
  );
}

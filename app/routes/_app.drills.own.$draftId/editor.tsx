import { Form, useNavigation } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { FieldError, SelectField, TextArea, TextField } from "#app/components/field.tsx";
import { Notice, Section } from "#app/components/page.tsx";
import { type TypedForm, typedIn } from "#app/components/typed.ts";
import { type AnswerName, answerNames, answerWords } from "#app/domain/drill-names.ts";
import { type Level, levelWords } from "#app/domain/level.ts";
import { roundKinds, roundWords } from "#app/domain/loop.ts";
import { Marks, type OpenWord } from "#app/routes/_app.drills.own.$draftId/marks.tsx";
import type { HeldDrillDraft } from "#db/queries/drill-draft.server.ts";

export type WrittenDrill = Omit<HeldDrillDraft, "known" | "rubric" | "open"> & {
  readonly open: readonly OpenWord[];
};
export type DrillRubric = {
  readonly scale: readonly string[];
  readonly levels: readonly Level[];
  readonly criteria: readonly { readonly key: string; readonly title: string }[];
};

/** A drill while it is written: texts, key, and what to do with each marked word. */
export function Editor({
  draft,
  rubric,
  answer,
}: {
  draft: WrittenDrill;
  rubric: DrillRubric;
  answer: Parameters<typeof typedIn>[0];
}) {
  const form = typedIn(answer);
  const busy = useNavigation().formMethod === "POST";
  const { content, note, open } = draft;
  const choices = rubric.levels.map((level) => ({ value: level, label: levelWords[level] }));
  return (
    <Form method="post" className="grid gap-8 *:mb-0" noValidate>
      <input type="hidden" name="revision" value={String(draft.revision)} />
      {note ? (
        <Notice tone="caution" title="Sent back">
          <p className="wrap-anywhere">{note}</p>
        </Notice>
      ) : null}
      <Section title="The prompt">
        <div className="grid max-w-3xl gap-4">
          <TextField
            label="Title"
            name="title"
            maxLength={80}
            defaultValue={form.text("title", content.title)}
            error={form.error("title")}
          />
          <div className="grid gap-4 sm:grid-cols-2">
            <SelectField
              label="Kind of round"
              name="round"
              options={roundKinds.map((kind) => ({ value: kind, label: roundWords[kind] }))}
              defaultValue={form.text("round", content.round)}
              error={form.error("round")}
            />
            <SelectField
              label="Level of the position"
              name="level"
              empty="Choose"
              options={choices}
              defaultValue={form.text("level", content.level)}
              error={form.error("level")}
            />
          </div>
          <TextArea
            label="What was asked"
            name="prompt"
            rows={3}
            defaultValue={form.text("prompt", content.prompt)}
            error={form.error("prompt")}
          />
        </div>
      </Section>
      <div className="grid gap-x-8 gap-y-10 lg:grid-cols-2">
        {answerNames.map((name) => (
          <AnswerFields key={name} {...{ name, content, rubric, form, choices }} />
        ))}
      </div>
      <Section title="What sets the two apart">
        <TextArea
          label="Told after scoring"
          name="difference"
          rows={3}
          className="max-w-3xl"
          defaultValue={form.text("difference", content.difference)}
          error={form.error("difference")}
        />
      </Section>
      <Marks open={open} kept={content.kept} form={form} />
      <div className="flex flex-wrap gap-2">
        <Button look="primary" name="intent" value="save" disabled={busy}>
          Save
        </Button>
        <Button name="intent" value="send" disabled={busy}>
          Save and hand over to be looked at
        </Button>
      </div>
      <details>
        <summary className="fold">Discard this drill</summary>
        <div className="mt-2 flex flex-wrap items-center gap-3">
          <p className="text-muted">
            What was written here is gone then. The cards stay as they are.
          </p>
          <Button look="danger" name="intent" value="discard" disabled={busy}>
            Discard
          </Button>
        </div>
      </details>
    </Form>
  );
}

function AnswerFields({
  name,
  content,
  rubric,
  form,
  choices,
}: {
  name: AnswerName;
  content: WrittenDrill["content"];
  rubric: DrillRubric;
  form: TypedForm;
  choices: readonly { readonly value: string; readonly label: string }[];
}) {
  const saved = content[name];
  return (
    <section aria-labelledby={name} className="grid min-w-0 content-start gap-4">
      <h2 id={name} className="text-heading">
        {answerWords[name]}
      </h2>
      <TextArea
        label="What was answered"
        hint="90 to 180 words, as one would say it."
        name={`${name}.says`}
        rows={12}
        defaultValue={form.text(`${name}.says`, saved.says)}
        error={form.error(`${name}.says`)}
      />
      <SelectField
        label="Level it shows"
        name={`${name}.level`}
        empty="Choose"
        options={choices}
        defaultValue={form.text(`${name}.level`, saved.level)}
        error={form.error(`${name}.level`)}
      />
      <div>
        <h3 className="font-semibold">The key</h3>
        <p className="text-small text-muted">
          Three to five criteria, the same for both answers, each with its reason. What stands in
          quotation marks there has to stand in the answer.
        </p>
        <FieldError message={form.error(`${name}.scores`)} />
      </div>
      {rubric.criteria.map(({ key, title }) => {
        const field = `${name}.scores.${key}`;
        const held = saved.scores[key];
        return (
          <fieldset key={key} className="grid gap-2 border-t pt-3">
            <legend className="float-left w-full font-semibold">
              {title}
              <span className="sr-only"> of {answerWords[name]}</span>
            </legend>
            <SelectField
              label="Score"
              name={`${field}.score`}
              empty="Not in the key"
              options={rubric.scale.map((word, at) => ({
                value: String(at + 1),
                label: `${at + 1} ${word}`,
              }))}
              defaultValue={form.text(`${field}.score`, held?.score ?? "")}
              error={form.error(`${field}.score`) ?? form.error(`${field}.criterion`)}
            />
            <TextArea
              label="Why"
              name={`${field}.reason`}
              rows={2}
              defaultValue={form.text(`${field}.reason`, held?.reason ?? "")}
              error={form.error(`${field}.reason`)}
            />
          </fieldset>
        );
      })}
    </section>
  );
}

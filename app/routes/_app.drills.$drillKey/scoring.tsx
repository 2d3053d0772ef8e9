import { Form, useNavigation } from "@remix-run/react";
import { useRef, useState } from "react";
import { Choice } from "#app/components/choice.tsx";
import { FieldError } from "#app/components/field.tsx";
import { ScalePoints } from "#app/components/scale-points.tsx";
import type { TypedForm } from "#app/components/typed.ts";
import {
  type AnswerName,
  answerNames,
  answerWords,
  levelField,
  ratingField,
} from "#app/domain/drill-names.ts";
import { levelWords } from "#app/domain/level.ts";
import { notObserved, notObservedWords } from "#app/domain/scorecard.ts";
import {
  AnswerText,
  answerColumn,
  answerColumns,
} from "#app/routes/_app.drills.$drillKey/answer-text.tsx";
import { useKeptChoices } from "#app/routes/_app.drills.$drillKey/kept-choices.ts";
import {
  type Chosen,
  ScoringProgress,
} from "#app/routes/_app.drills.$drillKey/scoring-progress.tsx";
import type { OpenDrill } from "#db/queries/drill.server.ts";

const total = ({ criteria }: Pick<OpenDrill, "criteria">) => criteria.length + 1;

/** The prompt with its two answers, and the form to score both: on a phone one after the other. */
export function Scoring({
  drill,
  form,
  formKey,
  keptAs,
}: {
  drill: OpenDrill;
  form: TypedForm;
  formKey: string;
  keptAs: string;
}) {
  const busy = useNavigation().formMethod === "POST";
  const place = useRef<HTMLFormElement>(null);
  const [chosen, setChosen] = useState<Chosen>(() => chosenIn(drill, form));
  const count = () => place.current && setChosen(chosenNow(place.current));
  const refused = form.refused !== undefined;
  const keep = useKeptChoices(place, { name: keptAs, refused, onRestored: count });
  const [shown, show] = useAnswerShown(drill, form);
  return (
    <Form
      ref={place}
      method="post"
      className="grid gap-8 *:mb-0"
      noValidate
      data-shown={shown}
      onChange={() => {
        count();
        keep();
      }}
    >
      <input type="hidden" name="id" value={form.text("id", formKey)} />
      <input type="hidden" name="version" value={form.text("version", String(drill.number))} />
      <details open>
        <summary className="fold">
          <h2 className="text-heading">The prompt</h2>
        </summary>
        <p className="max-w-measure text-prose wrap-anywhere">{drill.prompt}</p>
        <p className="mt-3 max-w-measure text-muted">
          Two people answered it. Score each answer by itself, as on a card: either may be the
          better one, and neither has to be better at everything. Afterwards you see the key with
          its reasons. Scores stay as you send them.
        </p>
      </details>
      <div className={answerColumns}>
        {answerNames.map((name, at) => (
          <Answer key={name} name={name} says={drill.answers[at] ?? ""} drill={drill} form={form} />
        ))}
      </div>
      <ScoringProgress
        {...{ shown, chosen, busy }}
        total={total(drill)}
        show={(name) => {
          show(name);
          // Once it is there: the next answer begins at its text.
          requestAnimationFrame(() => document.getElementById(name)?.scrollIntoView());
        }}
      />
    </Form>
  );
}

/** Which answer a phone shows; a form that comes back begins at what has to be put right. */
function useAnswerShown(drill: OpenDrill, form: TypedForm) {
  const wrong = answerNames.find((name) => fieldsOf(name, drill).some(form.error));
  const [shown, show] = useState<AnswerName>(wrong ?? "first");
  const [seen, setSeen] = useState(form.refused);
  // While rendering, so that the field is there by the time it is given the focus.
  if (form.refused !== seen) {
    setSeen(form.refused);
    if (wrong) show(wrong);
  }
  return [shown, show] as const;
}

const fieldsOf = (name: AnswerName, { criteria }: OpenDrill): string[] => [
  levelField(name),
  ...criteria.map(({ key }) => ratingField(name, key)),
];

const chosenIn = (drill: OpenDrill, form: TypedForm): Chosen => {
  const of = (name: AnswerName) =>
    fieldsOf(name, drill).filter((field) => form.text(field, "") !== "").length;
  return { first: of("first"), second: of("second") };
};

const chosenNow = (form: HTMLFormElement): Chosen => {
  const of = (name: AnswerName) =>
    form.querySelectorAll(`input[type=radio][name^="${name}."]:checked`).length;
  return { first: of("first"), second: of("second") };
};

type Of = { name: AnswerName; drill: OpenDrill; form: TypedForm };

function Answer({ name, says, drill, form }: Of & { says: string }) {
  return (
    <section aria-labelledby={name} data-answer={name} className={answerColumn}>
      <AnswerText name={name} says={says} held />
      <div className="@container grid content-start gap-5">
        <LevelShown name={name} drill={drill} form={form} />
        {drill.criteria.map((criterion) => (
          <Scored key={criterion.key} {...{ name, drill, form, criterion }} />
        ))}
      </div>
    </section>
  );
}

function LevelShown({ name, drill, form }: Of) {
  const field = levelField(name);
  const error = form.error(field);
  return (
    <fieldset aria-describedby={error ? `${field}-error` : undefined}>
      <legend className="mb-1.5 font-medium">
        Level shown<span className="sr-only"> by {answerWords[name]}</span>
      </legend>
      <div className="flex flex-wrap gap-1.5">
        {drill.levels.map((level) => (
          <Choice
            key={level}
            name={field}
            value={level}
            label={levelWords[level]}
            defaultChecked={form.text(field, "") === level}
            required
          />
        ))}
      </div>
      <FieldError id={`${field}-error`} message={error} />
    </fieldset>
  );
}

function Scored({
  name,
  drill,
  form,
  criterion,
}: Of & { criterion: OpenDrill["criteria"][number] }) {
  const field = ratingField(name, criterion.key);
  const id = `${name}-${criterion.key}`;
  const chosen = form.text(field, "");
  const error = form.error(field);
  return (
    <fieldset className="stop p-4" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="float-left mb-1 w-full text-[15px] font-semibold">
        {criterion.title}
        <span className="sr-only"> of {answerWords[name]}</span>
      </legend>
      <p className="clear-left mb-3 max-w-measure text-small text-muted">{criterion.question}</p>
      {error ? (
        <div className="mb-3">
          <FieldError id={`${id}-error`} message={error} />
        </div>
      ) : null}
      <ScalePoints
        id={id}
        scale={drill.scale}
        anchors={criterion.anchors}
        chosen={chosen}
        input={{ name: field, required: true }}
      />
      <div className="mt-1.5 flex flex-wrap gap-1.5">
        {notObserved.map((word) => (
          <label key={word} className="choice-quiet">
            <input
              type="radio"
              className="size-4 accent-(--color-ink)"
              name={field}
              value={word}
              defaultChecked={chosen === word}
            />
            {notObservedWords[word]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

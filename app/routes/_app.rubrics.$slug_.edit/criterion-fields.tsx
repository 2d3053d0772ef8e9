import { type FormEvent, useState } from "react";
import { Badge } from "#app/components/badge.tsx";
import { Button } from "#app/components/button.tsx";
import { FieldError, inputBox } from "#app/components/field.tsx";
import { levels as allLevels, type Level, levelWords } from "#app/domain/level.ts";
import { type CriterionDraft, emptyAnchors } from "#app/domain/rubric-draft.ts";
import { toneOf } from "#app/domain/tone.ts";
import { Line, Text } from "#app/routes/_app.rubrics.$slug_.edit/draft-fields.tsx";
import { type DraftPage, fieldId } from "#app/routes/_app.rubrics.$slug_.edit/draft-page.ts";

type Fields = DraftPage["fields"];

/** One criterion, folded: what it asks, what it weighs, and its anchors as points by levels. */
export function CriterionFields({
  criterion,
  at,
  last,
  levels,
  scale,
  fields,
}: {
  criterion: CriterionDraft;
  at: number;
  last: boolean;
  levels: readonly string[];
  scale: readonly string[];
  fields: Fields;
}) {
  const base = `criteria.${at}`;
  const [typed, setTyped] = useState(criterion);
  const faulty = Object.keys(fields).some((name) => name.startsWith(`${base}.`));
  const [opens] = useState(faulty || criterion.title === "");
  const empty = emptyAnchors(typed, { levels: [...levels], scale: [...scale] });
  const title = typed.title.trim() || "New criterion";

  /** What the folded line says follows what is typed. */
  const onInput = ({ target }: FormEvent<HTMLElement>) => {
    if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return;
    const { value } = target;
    const [, , field, level, point] = target.name.split(".");
    if (field === "title" || field === "weight") setTyped((now) => ({ ...now, [field]: value }));
    if (level && point)
      setTyped(({ anchors, ...now }) => ({
        ...now,
        anchors: { ...anchors, [level]: { ...anchors[level], [point]: value } },
      }));
  };

  return (
    <li
      id={`criterion-${criterion.id}`}
      className="min-w-0 rounded-box border border-line bg-surface"
      onInput={onInput}
    >
      <input type="hidden" name={`${base}.id`} value={criterion.id} />
      <input type="hidden" name={`${base}.key`} value={criterion.key} />
      <details open={opens || faulty} className="group">
        <summary className="fold items-center gap-x-3 px-4 py-2.5">
          <h3 className="font-semibold wrap-anywhere">{title}</h3>
          <span className="text-muted">{typed.weight.trim() || "0"}%</span>
          {faulty ? <Badge tone="danger">Needs a look</Badge> : null}
          {empty > 0 ? (
            <span className="text-small text-muted">
              {empty === 1 ? "one anchor" : `${empty} anchors`} empty
            </span>
          ) : null}
        </summary>
        <div className="grid gap-4 border-t border-line p-4">
          <div className="grid gap-4 sm:grid-cols-[1fr_8rem]">
            <Line
              label="Title"
              name={`${base}.title`}
              value={criterion.title}
              max={80}
              fields={fields}
            />
            <Line
              label="Weight in percent"
              name={`${base}.weight`}
              value={criterion.weight}
              max={3}
              fields={fields}
              numeric
            />
          </div>
          <Text
            label="Question"
            hint="What the interviewer answers with the score."
            name={`${base}.question`}
            value={criterion.question}
            fields={fields}
          />
          <Text
            label="Weigh it higher when"
            hint="A short clause; may stay empty."
            name={`${base}.raise`}
            value={criterion.raise}
            fields={fields}
          />
          <Anchors
            criterion={criterion}
            base={base}
            title={title}
            levels={levels}
            scale={scale}
            fields={fields}
          />
          <div className="flex flex-wrap gap-2">
            <Button name="up" value={at} disabled={at === 0} aria-label={`Move up: ${title}`}>
              Move up
            </Button>
            <Button name="down" value={at} disabled={last} aria-label={`Move down: ${title}`}>
              Move down
            </Button>
            <Button look="danger" name="remove" value={at} aria-label={`Remove: ${title}`}>
              Remove
            </Button>
          </div>
        </div>
      </details>
    </li>
  );
}

/**
 * Points by levels, as a table where there is room and stacked where there is none. Levels and
 * points that the draft does not cover keep their texts, out of sight.
 */
function Anchors({
  criterion: { anchors },
  base,
  title,
  levels,
  scale,
  fields,
}: {
  criterion: CriterionDraft;
  base: string;
  title: string;
  levels: readonly string[];
  scale: readonly string[];
  fields: Fields;
}) {
  const columns = allLevels.filter((level) => levels.includes(level) || anchors[level]);
  const written = Object.values(anchors).flatMap((points) => Object.keys(points).map(Number));
  const rows = Array.from({ length: Math.max(scale.length, ...written) }, (_, row) => row + 1);
  const shown = (level: Level) => levels.includes(level);
  return (
    <table className="block w-full md:table md:table-fixed">
      <caption className="mb-1 block text-left font-medium md:table-caption">Anchors</caption>
      <thead className="hidden md:table-header-group">
        <tr>
          <th scope="col" className="w-28 pb-1 text-left font-medium text-muted">
            Point
          </th>
          {columns.map((level) => (
            <th
              key={level}
              scope="col"
              hidden={!shown(level)}
              className="pb-1 pl-2 text-left font-medium text-muted"
            >
              {levelWords[level]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="block md:table-row-group">
        {rows.map((point) => (
          <tr
            key={point}
            hidden={point > scale.length}
            className="block border-t border-line py-2 md:table-row [&[hidden]]:hidden!"
          >
            <th scope="row" className="block py-1.5 text-left align-top font-normal md:table-cell">
              <span className="flex items-center gap-2">
                <span
                  className={`tone ${toneOf(Math.min(point, scale.length), scale.length)} size-6 rounded-[4px] text-small`}
                >
                  {point}
                </span>
                <span className="text-small wrap-anywhere">{scale[point - 1]}</span>
              </span>
            </th>
            {columns.map((level) => (
              <td
                key={level}
                hidden={!shown(level)}
                className="block py-1 align-top md:table-cell md:pl-2 [&[hidden]]:hidden!"
              >
                <Anchor
                  name={`${base}.anchors.${level}.${point}`}
                  what={`${title}, ${levelWords[level]}, ${point} ${scale[point - 1] ?? ""}`}
                  level={level}
                  value={anchors[level]?.[String(point)] ?? ""}
                  needed={point === 1 || point === scale.length}
                  error={fields[`${base}.anchors.${level}.${point}`]}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Anchor({
  name,
  what,
  level,
  value,
  needed,
  error,
}: {
  name: string;
  what: string;
  level: Level;
  value: string;
  needed: boolean;
  error: string | undefined;
}) {
  const id = fieldId(name);
  return (
    <>
      <span aria-hidden className="mb-0.5 block text-small text-muted md:hidden">
        {levelWords[level]}
      </span>
      <textarea
        id={id}
        name={name}
        aria-label={what}
        rows={2}
        maxLength={600}
        defaultValue={value}
        placeholder={needed ? "What they did or said" : "May stay empty"}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        className={`${inputBox} field-sizing-content min-h-16 py-1.5`}
      />
      <FieldError id={`${id}-error`} message={error} />
    </>
  );
}

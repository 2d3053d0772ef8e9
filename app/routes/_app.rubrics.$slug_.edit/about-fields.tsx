import { Button } from "#app/components/button.tsx";
import { FieldError, inputBox } from "#app/components/field.tsx";
import { levels as allLevels, levelWords } from "#app/domain/level.ts";
import { toneOf } from "#app/domain/tone.ts";
import { type DraftPage, fieldId } from "#app/routes/_app.rubrics.$slug_.edit/draft-page.ts";

/** Which levels the rubric covers. */
export function Levels({
  chosen,
  choose,
  error,
}: {
  chosen: readonly string[];
  choose: (levels: readonly string[]) => void;
  error: string | undefined;
}) {
  return (
    <fieldset id="levels" tabIndex={-1}>
      <legend className="font-medium">Levels</legend>
      <p className="text-small text-muted">
        A level that is taken out keeps its anchors until the draft is published.
      </p>
      <div className="mt-1 flex flex-wrap gap-1.5">
        {allLevels.map((level) => (
          <label key={level} className="choice-quiet">
            <input
              type="checkbox"
              name="levels"
              value={level}
              defaultChecked={chosen.includes(level)}
              onChange={(event) =>
                choose(
                  allLevels.filter((known) =>
                    known === level ? event.currentTarget.checked : chosen.includes(known),
                  ),
                )
              }
              className="size-4 accent-(--color-ink)"
            />
            {levelWords[level]}
          </label>
        ))}
        <noscript>
          <Button name="intent" value="save">
            Show these levels
          </Button>
        </noscript>
      </div>
      <FieldError message={error} />
    </fieldset>
  );
}

/** The words of the scale, from the lowest up. */
export function Scale({
  words,
  fields,
}: {
  words: readonly string[];
  fields: DraftPage["fields"];
}) {
  return (
    <fieldset id="scale" tabIndex={-1}>
      <legend className="font-medium">Scale</legend>
      <p className="text-small text-muted">The word for each point, from the lowest up.</p>
      <ol className="mt-1 flex flex-wrap gap-2">
        {words.map((word, at) => {
          const name = `scale.${at}`;
          return (
            <li key={at} className="basis-40">
              <span className="flex items-center gap-1.5">
                <span
                  aria-hidden
                  className={`tone ${toneOf(at + 1, words.length)} size-7 rounded-[4px]`}
                >
                  {at + 1}
                </span>
                <input
                  type="text"
                  id={fieldId(name)}
                  name={name}
                  aria-label={`Word for point ${at + 1}`}
                  maxLength={40}
                  defaultValue={word}
                  aria-invalid={fields[name] ? true : undefined}
                  className={`${inputBox} h-11 sm:h-9`}
                />
              </span>
              <FieldError message={fields[name]} />
            </li>
          );
        })}
      </ol>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button name="intent" value="more-points" disabled={words.length >= 10}>
          Add a point
        </Button>
        <Button name="intent" value="fewer-points" disabled={words.length <= 2}>
          Take the last point away
        </Button>
      </div>
      <FieldError message={fields.scale} />
    </fieldset>
  );
}

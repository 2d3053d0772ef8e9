import { Form, useNavigation } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { Notice, panel, Section, TextLink } from "#app/components/page.tsx";
import { Time } from "#app/components/time.tsx";
import { levelWords } from "#app/domain/level.ts";
import type { Position } from "#db/queries/position.server.ts";
import type { RubricMove } from "#db/queries/rubric-move.server.ts";

/** A newer version of the position's rubric: what moving to it changes, and for which loops. */
export function MoveRubric({ position, move }: { position: Position; move: RubricMove }) {
  const busy = useNavigation().formData?.get("intent") === "move";
  const { rubric, level } = position;
  const { to, moving, staying } = move;
  const { slug } = rubric;
  const covered = to.levels.includes(level);
  return (
    <Section
      title={`Version ${to.number} of this rubric is out`}
      note="Loops that have started keep the version they started with, so their scores keep their meaning."
    >
      <div className={`${panel} grid gap-4 p-4`}>
        <p className="max-w-measure wrap-anywhere">
          {to.note ? <>“{to.note}” · </> : null}
          Published <Time at={to.publishedAt} format="day" />.{" "}
          <TextLink to={`/rubrics/${slug}/compare?from=${rubric.number}&to=${to.number}`}>
            Compare with version {rubric.number}
          </TextLink>
        </p>
        {covered ? (
          <>
            <WeightsThen weights={move.weights} />
            <Loops
              loops={moving}
              title={`${counted(moving.length)} will move`}
              note="No round has begun there and no card was sealed. Whatever interviewers have typed by then is kept."
            />
            <Loops
              loops={staying}
              title={`${counted(staying.length)} ${staying.length > 1 ? "stay" : "stays"} with the version in use`}
              note="A round has begun, or a card was sealed."
            />
            <Form method="post">
              <input type="hidden" name="version" value={position.version} />
              <input type="hidden" name="set" value={position.weightSets[0]?.number ?? 0} />
              <input type="hidden" name="rubricVersionId" value={to.id} />
              <Button look="primary" name="intent" value="move" disabled={busy}>
                Move to version {to.number}
              </Button>
            </Form>
          </>
        ) : (
          <Notice tone="caution">
            It has no anchors for {levelWords[level]}, the level of this position, so the position
            stays with version {rubric.number}.
          </Notice>
        )}
      </div>
    </Section>
  );
}

const counted = (count: number) =>
  count === 0 ? "No loop" : count === 1 ? "One loop" : `${count} loops`;

/** Only where something differs is there a table to read. */
function WeightsThen({ weights }: { weights: RubricMove["weights"] }) {
  if (weights.every(({ was, becomes }) => was === becomes))
    return <p>The weights stay as they are.</p>;
  return (
    <table className="w-full max-w-xl text-table">
      <caption className="mb-1 text-left font-medium">Weights, carried over to add to 100</caption>
      <thead>
        <tr className="text-left text-muted">
          <th scope="col" className="py-1 pr-3 font-medium">
            Criterion
          </th>
          <th scope="col" className="w-20 py-1 pr-3 text-right font-medium">
            Now
          </th>
          <th scope="col" className="w-36 py-1 text-right font-medium">
            Then
          </th>
        </tr>
      </thead>
      <tbody>
        {weights.map(({ key, title, was, becomes }) => (
          <tr key={key} className="border-t border-line">
            <th scope="row" className="py-1.5 pr-3 text-left font-normal wrap-anywhere">
              {title}
            </th>
            <td className="py-1.5 pr-3 text-right text-muted">
              {was === null ? "new" : `${was}%`}
            </td>
            <td className="py-1.5 text-right font-medium">
              {becomes === null ? "no longer asked" : `${becomes}%`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Loops({
  loops,
  title,
  note,
}: {
  loops: RubricMove["moving"];
  title: string;
  note: string;
}) {
  if (loops.length === 0) return <p className="text-muted">{title}.</p>;
  return (
    <div>
      <h3 className="font-medium">{title}</h3>
      <p className="text-small text-muted">{note}</p>
      <ul className="mt-1 flex flex-wrap gap-x-4">
        {loops.map(({ id, candidate }) => (
          <li key={id} className="min-h-6 wrap-anywhere">
            <TextLink to={`/loops/${id}`}>{candidate}</TextLink>
          </li>
        ))}
      </ul>
    </div>
  );
}

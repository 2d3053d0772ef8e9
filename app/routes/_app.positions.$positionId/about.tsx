import { Form, useNavigation } from "@remix-run/react";
import { useState } from "react";
import { Button } from "#app/components/button.tsx";
import { panel, Section } from "#app/components/page.tsx";
import { PositionFields } from "#app/components/position-fields.tsx";
import type { TypedForm } from "#app/components/typed.ts";
import type { Position } from "#db/queries/position.server.ts";
import type { RubricChoice } from "#db/queries/weight-set.server.ts";

/** What the position says of itself, and closing it. */
export function About({
  position,
  rubrics,
  form,
}: {
  position: Position;
  /** The rubrics it may be scored with: its own alone once it has loops. */
  rubrics: readonly RubricChoice[];
  form: TypedForm;
}) {
  const [chosenId, choose] = useState(position.rubric.id);
  const busy = useNavigation().formData?.get("intent") === "edit";
  return (
    <Section title="About this position">
      <div className={`${panel} grid gap-4 p-4`}>
        <Form method="post" className="grid gap-4">
          <input type="hidden" name="version" value={position.version} />
          <PositionFields
            form={form}
            rubrics={rubrics}
            chosen={rubrics.find((known) => known.id === chosenId) ?? position.rubric}
            onRubric={choose}
            rubricHint={
              position.rubricStays
                ? "Loops of this position are scored with it, so it stays."
                : "Another rubric brings its default weights as a new set."
            }
            saved={{ ...position, rubricVersionId: position.rubric.id }}
          />
          <div>
            <Button look="primary" name="intent" value="edit" disabled={busy}>
              Save changes
            </Button>
          </div>
        </Form>
        <Form
          method="post"
          className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-t border-line pt-4"
        >
          <p className="max-w-measure text-muted">
            {position.closedAt
              ? "Closed: no new loops are opened for it. Its past loops stay readable."
              : "Closing keeps its loops going and takes it out of the choice for new ones."}
          </p>
          <Button name="intent" value={position.closedAt ? "reopen" : "close"}>
            {position.closedAt ? "Reopen position" : "Close position"}
          </Button>
        </Form>
      </div>
    </Section>
  );
}

import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import {
  type ClientActionFunctionArgs,
  Form,
  useActionData,
  useLoaderData,
  useNavigation,
} from "@remix-run/react";
import { useState } from "react";
import { v7 as uuidv7 } from "uuid";
import * as z from "zod/mini";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { TextField } from "#app/components/field.tsx";
import { orKept } from "#app/components/offline.ts";
import { Empty, Page, TextLink } from "#app/components/page.tsx";
import { PositionFields } from "#app/components/position-fields.tsx";
import { Refusal } from "#app/components/refusal.tsx";
import { typedIn } from "#app/components/typed.ts";
import { WeightFields } from "#app/components/weight-fields.tsx";
import { canSetUp } from "#app/domain/access.ts";
import { PositionForm } from "#app/domain/loop-forms.ts";
import { WeightSetForm } from "#app/domain/weights.ts";
import { found, parseForm, readForm, refuse } from "#app/http/form.server.ts";
import { requireViewer } from "#app/http/session.server.ts";
import { createPosition } from "#db/queries/position.server.ts";
import { listRubricChoices } from "#db/queries/weight-set.server.ts";

export const meta: MetaFunction = () => [{ title: "New position · Evenhand" }];

export const loader = async (args: LoaderFunctionArgs) => {
  const viewer = await requireViewer(args);
  found(canSetUp(viewer).allowed ? viewer : null);
  return { rubrics: await listRubricChoices(args.context.db), key: uuidv7() };
};

export const action = async (args: ActionFunctionArgs) => {
  const viewer = await requireViewer(args);
  const { db } = args.context;
  const values = await readForm(args.request);
  // Without JavaScript another rubric's criteria are asked for with a button.
  if (values.intent === "criteria") return { failure: null, values: { ...values, weights: "" } };
  const rubrics = await listRubricChoices(db);
  const rubric = rubrics.find((known) => known.id === values.rubricVersionId);
  const form = z.intersection(PositionForm, WeightSetForm(rubric?.criteria ?? []));
  const parsed = parseForm(z.intersection(form, z.object({ id: z.uuid() })), values);
  if (!parsed.ok) return refuse(parsed.failure, values);
  const made = await createPosition(db, viewer, parsed.value);
  return made.ok ? redirect(`/positions/${made.value.id}`) : refuse(made.failure, values);
};

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  orKept(serverAction<typeof action>);

export default function NewPosition() {
  const { rubrics } = useLoaderData<typeof loader>();
  return (
    <Page
      title="New position"
      above={<TextLink to="/positions">Positions</TextLink>}
      width="max-w-3xl"
    >
      {rubrics.length === 0 ? (
        <Empty title="Publish a rubric first">
          A position needs a rubric. Rubrics stand as files in the rubrics folder; the README there
          says how to publish one.
        </Empty>
      ) : (
        <PositionForms />
      )}
    </Page>
  );
}

function PositionForms() {
  const { rubrics, key } = useLoaderData<typeof loader>();
  const form = typedIn(useActionData<typeof action>());
  const busy = useNavigation().formMethod === "POST";
  const [chosen, choose] = useState(() => form.text("rubricVersionId", rubrics[0]?.id ?? ""));
  const rubric = rubrics.find((known) => known.id === chosen) ?? rubrics[0];
  if (!rubric) return null;
  const defaults = Object.fromEntries(rubric.criteria.map((c) => [c.key, c.weight]));
  return (
    <Form method="post" className="grid gap-8">
      <Refusal failure={form.refused} />
      <input type="hidden" name="id" value={form.text("id", key)} />
      <PositionFields
        form={form}
        rubrics={rubrics}
        chosen={rubric}
        onRubric={choose}
        rubricHint="Its criteria are weighed below."
        saved={{
          title: "",
          level: "",
          rubricVersionId: rubric.id,
          revealRule: "after-own",
          hidesNames: false,
        }}
      />
      {rubrics.length > 1 ? (
        <noscript>
          <Button name="intent" value="criteria" formNoValidate>
            Show this rubric's criteria
          </Button>
        </noscript>
      ) : null}
      <div className="grid gap-4" key={rubric.id}>
        <WeightFields form={form} criteria={rubric.criteria} saved={defaults} />
        <TextField
          label="Why these weights"
          name="reason"
          required
          maxLength={500}
          placeholder="The rubric's defaults; on-call is light on this team"
          defaultValue={form.text("reason", "")}
          hint="Kept with the weights, for whoever reads them in a year."
          error={form.error("reason")}
        />
      </div>
      <div className="flex gap-2">
        <Button look="primary" disabled={busy}>
          {busy ? "Creating" : "Create position"}
        </Button>
        <ButtonLink to="/positions" look="bare">
          Cancel
        </ButtonLink>
      </div>
    </Form>
  );
}

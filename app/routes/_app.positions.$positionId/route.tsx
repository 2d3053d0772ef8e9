import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { type ClientActionFunctionArgs, useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod/mini";
import { Badge } from "#app/components/badge.tsx";
import { ButtonLink } from "#app/components/button.tsx";
import { orKept } from "#app/components/offline.ts";
import { Page, TextLink } from "#app/components/page.tsx";
import { rubricName } from "#app/components/position-fields.tsx";
import { afterEveryPost, PageRefusal } from "#app/components/refusal.tsx";
import { typedIn } from "#app/components/typed.ts";
import { levelWords } from "#app/domain/level.ts";
import { MoveForm, PositionForm, Versioned } from "#app/domain/loop-forms.ts";
import { WeightSetForm } from "#app/domain/weights.ts";
import { found, idIn, parseForm, readForm, refuse } from "#app/http/form.server.ts";
import { requireViewer, timeZoneOf } from "#app/http/session.server.ts";
import { About } from "#app/routes/_app.positions.$positionId/about.tsx";
import { MoveRubric } from "#app/routes/_app.positions.$positionId/rubric-move.tsx";
import { Weights } from "#app/routes/_app.positions.$positionId/weights.tsx";
import {
  closePosition,
  editPosition,
  getPosition,
  reopenPosition,
  saveWeights,
} from "#db/queries/position.server.ts";
import { getRubricMove, moveRubric } from "#db/queries/rubric-move.server.ts";
import { listRubricChoices } from "#db/queries/weight-set.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.position.title ?? "Position"} · Evenhand` },
];

export const loader = async (args: LoaderFunctionArgs) => {
  const viewer = await requireViewer(args);
  const { db } = args.context;
  const position = found(await getPosition(db, viewer, idIn(args.params, "positionId")));
  const rubrics = position.rubricStays ? [position.rubric] : await listRubricChoices(db);
  return { position, rubrics, move: await getRubricMove(db, viewer, position, new Date()) };
};

export const shouldRevalidate = afterEveryPost;

const Intent = z.object({ intent: z.enum(["edit", "weigh", "move", "close", "reopen"]) });

export const action = async (args: ActionFunctionArgs) => {
  const viewer = await requireViewer(args);
  const { db } = args.context;
  const id = idIn(args.params, "positionId");
  const values = await readForm(args.request);
  const timeZone = timeZoneOf(args.request);
  const command = parseForm(Intent, values);
  if (!command.ok) return refuse(command.failure, values);
  const saved = await run(command.value.intent);
  return saved.ok ? redirect(`/positions/${id}`) : refuse(saved.failure, values);

  async function run(intent: z.infer<typeof Intent>["intent"]) {
    switch (intent) {
      case "edit": {
        const parsed = parseForm(z.extend(PositionForm, Versioned.shape), values);
        if (!parsed.ok) return parsed;
        const { version, ...about } = parsed.value;
        return editPosition(db, viewer, id, about, { version, timeZone });
      }
      case "weigh": {
        const position = await getPosition(db, viewer, id);
        const form = WeightSetForm(position?.rubric.criteria ?? []);
        const parsed = parseForm(z.intersection(form, Versioned), values);
        if (!parsed.ok) return parsed;
        const { version, ...weights } = parsed.value;
        return saveWeights(db, viewer, id, weights, { version, timeZone });
      }
      case "move": {
        const parsed = parseForm(MoveForm, values);
        return parsed.ok ? moveRubric(db, viewer, id, parsed.value, new Date()) : parsed;
      }
      case "close":
        return closePosition(db, viewer, id);
      case "reopen":
        return reopenPosition(db, viewer, id);
    }
  }
};

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  orKept(serverAction<typeof action>);

export default function PositionScreen() {
  const { position, rubrics, move } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <Page
      title={position.title}
      above={<TextLink to="/positions">Positions</TextLink>}
      below={
        <>
          {levelWords[position.level]} ·{" "}
          <TextLink to={`/rubrics/${position.rubric.slug}?version=${position.rubric.number}`}>
            {rubricName(position.rubric)}
          </TextLink>{" "}
          {position.closedAt ? <Badge>Closed</Badge> : <Badge tone="accent">Open</Badge>}
        </>
      }
      actions={
        <>
          <ButtonLink to={`/loops?position=${position.id}`}>
            {position.openLoops} open, {position.settledLoops} settled
          </ButtonLink>
          {position.closedAt ? null : (
            <ButtonLink to={`/loops/new?positionId=${position.id}`} look="primary">
              New loop
            </ButtonLink>
          )}
        </>
      }
    >
      <PageRefusal failure={typedIn(answer).refused} />
      {move ? <MoveRubric position={position} move={move} /> : null}
      <Weights position={position} form={typedIn(answer, { intent: "weigh" })} />
      <About
        key={position.version}
        position={position}
        rubrics={rubrics}
        form={typedIn(answer, { intent: "edit" })}
      />
    </Page>
  );
}

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
import { v7 as uuidv7 } from "uuid";
import * as z from "zod/mini";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { CandidateFields } from "#app/components/candidate-fields.tsx";
import { LoopStateBadge } from "#app/components/loop-state.tsx";
import { orKept } from "#app/components/offline.ts";
import { Empty, Page, panel, Section, TextLink } from "#app/components/page.tsx";
import { afterEveryPost, Refusal } from "#app/components/refusal.tsx";
import { Time } from "#app/components/time.tsx";
import { typedIn } from "#app/components/typed.ts";
import { CandidateForm, ConflictForm, Versioned } from "#app/domain/loop-forms.ts";
import { found, idIn, parseForm, readForm, refuse } from "#app/http/form.server.ts";
import { listingOf } from "#app/http/listing.server.ts";
import { requireViewer, timeZoneOf } from "#app/http/session.server.ts";
import { Conflicts } from "#app/routes/_app.candidates.$candidateId/conflicts.tsx";
import { type Candidate, editCandidate, getCandidate } from "#db/queries/candidate.server.ts";
import { liftConflict, listPeopleBut, recordConflict } from "#db/queries/conflict.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.candidate.name ?? "Candidate"} · Evenhand` },
];

export const loader = async (args: LoaderFunctionArgs) => {
  const viewer = await requireViewer(args);
  const { db } = args.context;
  const held = found(await getCandidate(db, viewer, idIn(args.params, "candidateId")));
  const { barred, ...candidate } = held;
  const adding = listingOf(args.request).filter("do") === "conflict";
  return {
    candidate,
    people: adding ? await listPeopleBut(db, barred) : null,
    key: uuidv7(),
  };
};

export const shouldRevalidate = afterEveryPost;

const key = z.uuid("Reload the page, then try again.");
const Command = z.discriminatedUnion("intent", [
  z.extend(CandidateForm, { intent: z.literal("edit"), ...Versioned.shape }),
  z.extend(ConflictForm, { intent: z.literal("record-conflict"), id: key }),
  z.object({ intent: z.literal("lift-conflict"), id: key }),
]);

export const action = async (args: ActionFunctionArgs) => {
  const viewer = await requireViewer(args);
  const id = idIn(args.params, "candidateId");
  const values = await readForm(args.request);
  const { db } = args.context;
  const parsed = parseForm(Command, values);
  if (!parsed.ok) return refuse(parsed.failure, values);
  const done = await run(parsed.value);
  return done.ok ? redirect(`/candidates/${id}`) : refuse(done.failure, values);

  async function run(command: z.infer<typeof Command>) {
    switch (command.intent) {
      case "edit": {
        const from = { version: command.version, timeZone: timeZoneOf(args.request) };
        return editCandidate(db, viewer, id, command, from);
      }
      case "record-conflict":
        return recordConflict(db, viewer, { ...command, candidateId: id });
      case "lift-conflict":
        return liftConflict(db, viewer, { ...command, candidateId: id });
    }
  }
};

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  orKept(serverAction<typeof action>);

export default function CandidateScreen() {
  const { candidate, people, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const form = typedIn(answer, { intent: "edit" });
  const busy = useNavigation().formData?.get("intent") === "edit";
  return (
    <Page
      title={<bdi>{candidate.name}</bdi>}
      above={<TextLink to="/candidates">Candidates</TextLink>}
      below={candidate.headline}
      actions={<NewLoop id={candidate.id} />}
      width="max-w-3xl"
    >
      <Section title="Loops">
        <Loops candidate={candidate} />
      </Section>
      <Section title="About">
        <Form method="post" key={candidate.version} className={`${panel} grid gap-4 p-4`}>
          <Refusal failure={form.refused} />
          <input type="hidden" name="version" value={candidate.version} />
          <CandidateFields form={form} saved={{ ...candidate, email: candidate.email ?? "" }} />
          <div>
            <Button name="intent" value="edit" disabled={busy}>
              {busy ? "Saving" : "Save changes"}
            </Button>
          </div>
        </Form>
      </Section>
      <Conflicts candidate={candidate} people={people} formKey={key} answer={answer} />
    </Page>
  );
}

const NewLoop = ({ id }: { id: string }) => (
  <ButtonLink to={`/loops/new?candidateId=${id}`} look="primary">
    New loop
  </ButtonLink>
);

function Loops({ candidate }: { candidate: Pick<Candidate, "id" | "loops"> }) {
  if (candidate.loops.length === 0)
    return (
      <Empty title="No loop yet" action={<NewLoop id={candidate.id} />}>
        Open one to plan rounds and assign interviewers.
      </Empty>
    );
  return (
    <ul className={panel}>
      {candidate.loops.map((loop) => (
        <li
          key={loop.id}
          className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-t border-line px-4 py-3 first:border-t-0"
        >
          <TextLink to={`/loops/${loop.id}`}>{loop.position}</TextLink>
          <span className="flex items-center gap-3 text-muted">
            <LoopStateBadge state={loop.state} />
            <Time at={loop.createdAt} format="day" />
          </span>
        </li>
      ))}
    </ul>
  );
}

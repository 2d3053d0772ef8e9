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
import * as z from "zod/mini";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { CandidateFields } from "#app/components/candidate-fields.tsx";
import { LoopStateBadge } from "#app/components/loop-state.tsx";
import { orKept } from "#app/components/offline.ts";
import { Empty, Page, panel, Section, TextLink } from "#app/components/page.tsx";
import { afterEveryPost, Refusal } from "#app/components/refusal.tsx";
import { Time } from "#app/components/time.tsx";
import { typedIn } from "#app/components/typed.ts";
import { CandidateForm, Versioned } from "#app/domain/loop.ts";
import { found, idIn, parseForm, readForm, refuse } from "#app/http/form.server.ts";
import { requireViewer, timeZoneOf } from "#app/http/session.server.ts";
import { type Candidate, editCandidate, getCandidate } from "#db/queries/candidate.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.name ?? "Candidate"} · Evenhand` },
];

export const loader = async (args: LoaderFunctionArgs) => {
  const viewer = await requireViewer(args);
  return found(await getCandidate(args.context.db, viewer, idIn(args.params, "candidateId")));
};

export const shouldRevalidate = afterEveryPost;

const EditForm = z.extend(CandidateForm, Versioned.shape);

export const action = async (args: ActionFunctionArgs) => {
  const viewer = await requireViewer(args);
  const id = idIn(args.params, "candidateId");
  const values = await readForm(args.request);
  const parsed = parseForm(EditForm, values);
  if (!parsed.ok) return refuse(parsed.failure, values);
  const { version, ...candidate } = parsed.value;
  const from = { version, timeZone: timeZoneOf(args.request) };
  const saved = await editCandidate(args.context.db, viewer, id, candidate, from);
  return saved.ok ? redirect(`/candidates/${id}`) : refuse(saved.failure, values);
};

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  orKept(serverAction<typeof action>);

export default function CandidateScreen() {
  const candidate = useLoaderData<typeof loader>();
  const form = typedIn(useActionData<typeof action>());
  const busy = useNavigation().formMethod === "POST";
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
            <Button disabled={busy}>{busy ? "Saving" : "Save changes"}</Button>
          </div>
        </Form>
      </Section>
    </Page>
  );
}

const NewLoop = ({ id }: { id: string }) => (
  <ButtonLink to={`/loops/new?candidateId=${id}`} look="primary">
    New loop
  </ButtonLink>
);

function Loops({ candidate }: { candidate: Candidate }) {
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

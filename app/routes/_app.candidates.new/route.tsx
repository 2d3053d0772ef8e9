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
import { orKept } from "#app/components/offline.ts";
import { Page, TextLink } from "#app/components/page.tsx";
import { Refusal } from "#app/components/refusal.tsx";
import { typedIn } from "#app/components/typed.ts";
import { canSetUp } from "#app/domain/access.ts";
import { CandidateForm } from "#app/domain/loop-forms.ts";
import { found, parseForm, readForm, refuse } from "#app/http/form.server.ts";
import { requireViewer } from "#app/http/session.server.ts";
import { createCandidate } from "#db/queries/candidate.server.ts";

export const meta: MetaFunction = () => [{ title: "New candidate · Evenhand" }];

export const loader = async (args: LoaderFunctionArgs) => {
  const viewer = await requireViewer(args);
  found(canSetUp(viewer).allowed ? viewer : null);
  return { key: uuidv7() };
};

const NewCandidateForm = z.extend(CandidateForm, { id: z.uuid() });

export const action = async (args: ActionFunctionArgs) => {
  const viewer = await requireViewer(args);
  const values = await readForm(args.request);
  const parsed = parseForm(NewCandidateForm, values);
  if (!parsed.ok) return refuse(parsed.failure, values);
  const made = await createCandidate(args.context.db, viewer, parsed.value);
  return made.ok ? redirect(`/candidates/${made.value.id}`) : refuse(made.failure, values);
};

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  orKept(serverAction<typeof action>);

export default function NewCandidate() {
  const { key } = useLoaderData<typeof loader>();
  const form = typedIn(useActionData<typeof action>());
  const busy = useNavigation().formMethod === "POST";
  return (
    <Page
      title="New candidate"
      above={<TextLink to="/candidates">Candidates</TextLink>}
      width="max-w-2xl"
    >
      <Form method="post" className="grid gap-4">
        <Refusal failure={form.refused} />
        <input type="hidden" name="id" value={form.text("id", key)} />
        <CandidateFields form={form} saved={{ name: "", email: "", headline: "" }} />
        <div className="mt-2 flex gap-2">
          <Button look="primary" disabled={busy}>
            {busy ? "Saving" : "Save candidate"}
          </Button>
          <ButtonLink to="/candidates" look="bare">
            Cancel
          </ButtonLink>
        </div>
      </Form>
    </Page>
  );
}

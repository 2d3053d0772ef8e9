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
import { TextField } from "#app/components/field.tsx";
import { orKept } from "#app/components/offline.ts";
import { Page, TextLink } from "#app/components/page.tsx";
import { PermissionFields } from "#app/components/permission-fields.tsx";
import { Refusal } from "#app/components/refusal.tsx";
import { typedIn } from "#app/components/typed.ts";
import { canAdminister } from "#app/domain/access.ts";
import { INVITATION_DAYS, Invite } from "#app/domain/invitation.ts";
import { GivenPermissions } from "#app/domain/people.ts";
import { found, parseForm, readForm, refuse } from "#app/http/form.server.ts";
import { requireViewer } from "#app/http/session.server.ts";
import { invite } from "#db/queries/invitation.server.ts";

export const meta: MetaFunction = () => [{ title: "Invite somebody · Evenhand" }];

export const loader = async (args: LoaderFunctionArgs) => {
  const viewer = await requireViewer(args);
  found(canAdminister(viewer).allowed ? viewer : null);
  return { key: uuidv7(), days: INVITATION_DAYS };
};

const InviteForm = z.extend(Invite, { permissions: GivenPermissions });

export const action = async (args: ActionFunctionArgs) => {
  const viewer = await requireViewer(args);
  const { db, baseUrl } = args.context;
  const values = await readForm(args.request);
  const parsed = parseForm(InviteForm, values);
  if (!parsed.ok) return refuse(parsed.failure, values);
  const invited = await invite(db, viewer, parsed.value, baseUrl);
  return invited.ok
    ? redirect(`/admin/people?sent=${invited.value.id}`)
    : refuse(invited.failure, values);
};

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  orKept(serverAction<typeof action>);

export default function InvitePerson() {
  const { key, days } = useLoaderData<typeof loader>();
  const form = typedIn(useActionData<typeof action>());
  const busy = useNavigation().formMethod === "POST";
  return (
    <Page
      title="Invite somebody"
      above={<TextLink to="/admin/people">People</TextLink>}
      below={`They get a mail with a link that works once and for ${days} days. It lets them choose a password and join.`}
      width="max-w-2xl"
    >
      <Form method="post" className="grid gap-4">
        <Refusal failure={form.refused} />
        <input type="hidden" name="id" value={form.text("id", key)} />
        <TextField
          label="Name"
          name="name"
          required
          maxLength={120}
          autoComplete="off"
          dir="auto"
          defaultValue={form.text("name", "")}
          error={form.error("name")}
        />
        <TextField
          label="E-mail"
          name="email"
          type="email"
          required
          autoComplete="off"
          defaultValue={form.text("email", "")}
          error={form.error("email")}
        />
        <PermissionFields form={form} saved={["interviewer"]} />
        <div className="mt-2 flex gap-2">
          <Button look="primary" disabled={busy}>
            {busy ? "Sending" : "Send invitation"}
          </Button>
          <ButtonLink to="/admin/people" look="bare">
            Cancel
          </ButtonLink>
        </div>
      </Form>
    </Page>
  );
}

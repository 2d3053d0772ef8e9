import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { type ClientActionFunctionArgs, useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod/mini";
import { Badge } from "#app/components/badge.tsx";
import { orKept } from "#app/components/offline.ts";
import { Page, TextLink } from "#app/components/page.tsx";
import { afterEveryPost, PageRefusal } from "#app/components/refusal.tsx";
import { Time } from "#app/components/time.tsx";
import { typedIn } from "#app/components/typed.ts";
import { Versioned } from "#app/domain/loop-forms.ts";
import { PersonForm } from "#app/domain/people.ts";
import { found, idIn, parseForm, readForm, refuse } from "#app/http/form.server.ts";
import { requireViewer, timeZoneOf } from "#app/http/session.server.ts";
import { About } from "#app/routes/_app.admin.people.$personId/about.tsx";
import { Disabling } from "#app/routes/_app.admin.people.$personId/disabling.tsx";
import { SigningIn } from "#app/routes/_app.admin.people.$personId/signing-in.tsx";
import {
  disablePerson,
  editPerson,
  enablePerson,
  signOutPerson,
} from "#db/queries/administration.server.ts";
import { getPerson } from "#db/queries/person.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.person.name ?? "Person"} · Evenhand` },
];

export const loader = async (args: LoaderFunctionArgs) => {
  const viewer = await requireViewer(args);
  const person = found(await getPerson(args.context.db, viewer, idIn(args.params, "personId")));
  return { person, own: person.id === viewer.id };
};

export const shouldRevalidate = afterEveryPost;

const Intent = z.object({ intent: z.enum(["edit", "disable", "enable", "sign-out"]) });

export const action = async (args: ActionFunctionArgs) => {
  const viewer = await requireViewer(args);
  const { db } = args.context;
  const id = idIn(args.params, "personId");
  const values = await readForm(args.request);
  const command = parseForm(Intent, values);
  if (!command.ok) return refuse(command.failure, values);
  const done = await run(command.value.intent);
  return done.ok ? redirect(`/admin/people/${id}`) : refuse(done.failure, values);

  async function run(intent: z.infer<typeof Intent>["intent"]) {
    switch (intent) {
      case "edit": {
        const parsed = parseForm(z.extend(PersonForm, Versioned.shape), values);
        if (!parsed.ok) return parsed;
        const { version, ...person } = parsed.value;
        return editPerson(db, viewer, id, person, { version, timeZone: timeZoneOf(args.request) });
      }
      case "disable":
        return disablePerson(db, viewer, id);
      case "enable":
        return enablePerson(db, viewer, id);
      case "sign-out":
        return signOutPerson(db, viewer, id);
    }
  }
};

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  orKept(serverAction<typeof action>);

export default function PersonScreen() {
  const { person, own } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <Page
      title={<bdi>{person.name}</bdi>}
      above={<TextLink to="/admin/people">People</TextLink>}
      below={
        <span className="wrap-anywhere">
          {person.email} · joined <Time at={person.createdAt} format="day" />{" "}
          {person.disabledAt ? <Badge tone="caution">Disabled</Badge> : null}
        </span>
      }
      width="max-w-3xl"
    >
      <PageRefusal failure={typedIn(answer).refused} />
      <About key={person.version} person={person} form={typedIn(answer, { intent: "edit" })} />
      <SigningIn person={person} own={own} />
      <Disabling person={person} own={own} />
    </Page>
  );
}

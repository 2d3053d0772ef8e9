import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { type ClientActionFunctionArgs, useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod/mini";
import { orKept } from "#app/components/offline.ts";
import { Page, panel, Section } from "#app/components/page.tsx";
import { permissionList } from "#app/components/permission-fields.tsx";
import { afterEveryPost, PageRefusal } from "#app/components/refusal.tsx";
import { typedIn } from "#app/components/typed.ts";
import { deviceOf, placeOf } from "#app/domain/device.ts";
import { parseForm, readForm, refuse } from "#app/http/form.server.ts";
import { requireSession } from "#app/http/session.server.ts";
import { changePassword } from "#app/routes/_app.account/change-password.server.ts";
import { Password } from "#app/routes/_app.account/password.tsx";
import { Sessions } from "#app/routes/_app.account/sessions.tsx";
import { signInOf } from "#db/queries/person.server.ts";
import { endOtherSessions, endSession, listOwnSessions } from "#db/queries/session.server.ts";

export const meta: MetaFunction = () => [{ title: "Your account · Evenhand" }];

export const loader = async (args: LoaderFunctionArgs) => {
  const { viewer, sessionId } = await requireSession(args);
  const { db } = args.context;
  const [sessions, signIn] = await Promise.all([
    listOwnSessions(db, viewer),
    signInOf(db, viewer.id),
  ]);
  const { name, email, permissions } = viewer;
  return {
    ...{ name, email, permissions, signIn },
    changed: new URL(args.request.url).searchParams.has("changed"),
    sessions: sessions
      .map(({ userAgent, address, ...session }) => ({
        ...session,
        address: placeOf(address),
        device: deviceOf(userAgent),
        here: session.id === sessionId,
      }))
      .toSorted((a, b) => Number(b.here) - Number(a.here)),
  };
};

export const shouldRevalidate = afterEveryPost;

const Intent = z.object({ intent: z.enum(["end-session", "end-others", "change-password"]) });
const Ended = z.object({ id: z.uuid() });

export const action = async (args: ActionFunctionArgs) => {
  const { viewer, sessionId } = await requireSession(args);
  const { db } = args.context;
  const values = await readForm(args.request);
  const { intent } = values;
  const command = parseForm(Intent, values);
  // Nothing typed in a password's field is sent back.
  if (!command.ok) return refuse(command.failure, {});
  const done = await run(command.value.intent);
  const changed = command.value.intent === "change-password" ? "?changed" : "";
  return done.ok ? redirect(`/account${changed}`) : refuse(done.failure, { intent: intent ?? "" });

  async function run(asked: z.infer<typeof Intent>["intent"]) {
    switch (asked) {
      case "end-session": {
        const parsed = parseForm(Ended, values);
        return parsed.ok ? endSession(db, viewer, parsed.value.id) : parsed;
      }
      case "end-others":
        return endOtherSessions(db, viewer, sessionId);
      case "change-password":
        return changePassword(args.context, { viewer, sessionId }, values);
    }
  }
};

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  orKept(serverAction<typeof action>);

export default function Account() {
  const { name, email, permissions, signIn, sessions, changed } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <Page title="Your account" width="max-w-3xl">
      <PageRefusal failure={typedIn(answer).refused} />
      <Section title="You" note="An administrator changes your name and permissions.">
        <dl
          className={`${panel} grid gap-x-6 gap-y-0.5 px-4 py-3 wrap-anywhere sm:grid-cols-[auto_1fr] sm:gap-y-2 max-sm:[&_dd:not(:last-child)]:mb-2`}
        >
          <dt className="text-muted">Name</dt>
          <dd>
            <bdi>{name}</bdi>
          </dd>
          <dt className="text-muted">E-mail</dt>
          <dd>{email}</dd>
          <dt className="text-muted">Permissions</dt>
          <dd>{permissionList(permissions)}</dd>
        </dl>
      </Section>
      <Sessions sessions={sessions} />
      <Password
        form={typedIn(answer, { intent: "change-password" })}
        key={signIn.passwordSetAt?.getTime()}
        has={signIn.passwordSetAt !== null}
        changed={changed}
      />
    </Page>
  );
}

import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
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
import { hashPassword } from "better-auth/crypto";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { Entrance } from "#app/components/entrance.tsx";
import { TextField } from "#app/components/field.tsx";
import { orKept } from "#app/components/offline.ts";
import { Notice } from "#app/components/page.tsx";
import { Refusal } from "#app/components/refusal.tsx";
import { typedIn } from "#app/components/typed.ts";
import { closedWords, type Invitation, Join, stateOf } from "#app/domain/invitation.ts";
import { PASSWORD_MAX, PASSWORD_MIN } from "#app/domain/password.ts";
import { fail } from "#app/domain/result.ts";
import { found, parseForm, readForm, refuse } from "#app/http/form.server.ts";
import { newPasswordProblem } from "#app/http/password.server.ts";
import { authHeaders, cookiesOf, refuseTries, tooManyTries } from "#app/http/sign-in.server.ts";
import { acceptInvitation, findInvitation } from "#db/queries/invitation.server.ts";

export const meta: MetaFunction = () => [{ title: "Join · Evenhand" }];

export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

const closed = (invitation: Invitation) => {
  const state = stateOf(invitation, new Date());
  return state === "open" ? null : closedWords[state];
};

/** Sending an invitation again replaces its link, and people keep the older mail too. */
const unknown =
  "A newer one may have been mailed to you: open that. If there is none, ask whoever invited you to send it again.";

export const loader = async ({ params, context }: LoaderFunctionArgs) => {
  const invitation = await findInvitation(context.db, params.token ?? "");
  if (!invitation) return data({ name: "", email: "", closed: unknown }, { status: 404 });
  const { name, email } = invitation;
  return { name, email, closed: closed(invitation) };
};

export const action = async (args: ActionFunctionArgs) => {
  const { request, params, context } = args;
  const { token = "" } = params;
  const values = await readForm(request);
  const shown = { name: values.name ?? "" };
  const wait = await tooManyTries(context, "join", token);
  if (wait !== null) return refuseTries(wait, "", shown);
  const { email, ...invitation } = found(await findInvitation(context.db, token));
  const ended = closed({ email, ...invitation });
  if (ended) return refuse(fail("conflict", ended).failure, shown);
  const parsed = parseForm(Join, values);
  if (!parsed.ok) return refuse(parsed.failure, shown);
  const { name, password } = parsed.value;
  const problem = await newPasswordProblem(password, { name, email });
  if (problem)
    return refuse(fail("invalid", "One thing needs a look.", { password: problem }).failure, shown);
  const passwordHash = await hashPassword(password);
  const joined = await acceptInvitation(context.db, token, { name, passwordHash });
  if (!joined.ok) return refuse(joined.failure, shown);
  const answer = await context.auth.api.signInEmail({
    body: { email, password },
    headers: authHeaders(args),
    asResponse: true,
  });
  return redirect(answer.ok ? "/" : "/sign-in", { headers: cookiesOf(answer) });
};

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  orKept(serverAction<typeof action>);

/** Reading the page again after a post would only say that the invitation was used. */
export const shouldRevalidate = () => false;

export default function JoinPage() {
  const { name, email, closed } = useLoaderData<typeof loader>();
  const form = typedIn(useActionData<typeof action>());
  const busy = useNavigation().state !== "idle";
  if (closed)
    return (
      <Entrance>
        <h1 className="text-heading">This link no longer works</h1>
        <Notice tone="caution">{closed}</Notice>
        <ButtonLink to="/sign-in" look="primary">
          Go to sign in
        </ButtonLink>
      </Entrance>
    );
  return (
    <Entrance below="Scorecards stay sealed until they are in. What you write is yours alone until you seal it.">
      <Form method="post" className="grid gap-4 *:mb-0">
        <h1 className="text-heading">Join Evenhand</h1>
        <p className="text-muted wrap-anywhere">
          You are invited as <strong className="font-medium text-ink">{email}</strong>.
        </p>
        {form.refused && !form.refused.fields ? <Refusal failure={form.refused} /> : null}
        {/* Password managers keep the address with the password. */}
        <input
          type="email"
          name="email"
          autoComplete="username"
          defaultValue={email}
          readOnly
          hidden
        />
        <TextField
          label="Your name"
          name="name"
          required
          maxLength={120}
          autoComplete="name"
          dir="auto"
          defaultValue={form.text("name", name)}
          hint="As your colleagues should read it."
          error={form.error("name")}
        />
        <TextField
          label="Password"
          name="password"
          type="password"
          autoComplete="new-password"
          required
          minLength={PASSWORD_MIN}
          maxLength={PASSWORD_MAX}
          hint={`${PASSWORD_MIN} characters or more. A few words you remember do well.`}
          error={form.error("password")}
        />
        <Button look="primary" disabled={busy}>
          {busy ? "Joining" : "Join"}
        </Button>
      </Form>
    </Entrance>
  );
}

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
import { useEffect } from "react";
import { Button } from "#app/components/button.tsx";
import { Entrance } from "#app/components/entrance.tsx";
import { TextField } from "#app/components/field.tsx";
import { orKept } from "#app/components/offline.ts";
import { Notice } from "#app/components/page.tsx";
import { Refusal } from "#app/components/refusal.tsx";
import { typedIn } from "#app/components/typed.ts";
import { WrittenMail } from "#app/components/written-mail.tsx";
import { ownPath } from "#app/domain/people.ts";
import { LINK_MINUTES, problemOf } from "#app/domain/sign-in.ts";
import { readForm } from "#app/http/form.server.ts";
import { viewerOf } from "#app/http/session.server.ts";
import { resume, sendLink, signIn, typed } from "#app/routes/sign-in/commands.server.ts";
import { OtherTab, Resume } from "#app/routes/sign-in/resume.tsx";

export const meta: MetaFunction = () => [{ title: "Sign in · Evenhand" }];

export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export const loader = async (args: LoaderFunctionArgs) => {
  const asked = new URL(args.request.url).searchParams;
  const to = ownPath(asked.get("to"));
  // With `resume` the action has just signed them in and hands back the form that waits.
  if (!asked.has("resume") && (await viewerOf(args))) throw redirect(to);
  const problem = problemOf(asked.get("error"));
  return { to, problem, signOn: args.context.signOn?.name ?? null };
};

export const action = async (args: ActionFunctionArgs) => {
  const values = await readForm(args.request);
  switch (values.intent) {
    case "link":
      return sendLink(args, values);
    case "resume": {
      // Signed in in another tab, by a link or elsewhere: what was typed goes on its way.
      const viewer = await viewerOf(args);
      if (viewer) return resume(values, new Headers());
      return data({ failure: null, values: typed(values) });
    }
    default:
      return signIn(args, values);
  }
};

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  orKept(serverAction<typeof action>);

export default function SignInPage() {
  useEffect(() => {
    // Whoever signed out in this browser leaves no unsent text in it.
    if (/(?:^|; )left=/.test(document.cookie))
      void import("#app/components/kept-text.ts")
        .then(({ forgetWhoLeft }) => forgetWhoLeft())
        .catch(() => {});
  }, []);
  const { to, problem, signOn } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const navigation = useNavigation();
  if (answer && "resume" in answer) return <Resume {...answer.resume} />;
  if (answer && "sent" in answer) return <LinkSent {...answer.sent} />;
  const busy = navigation.state !== "idle";
  const sending = navigation.formData?.get("intent") === "link";
  const form = typedIn(answer);
  const kept = form.text("kept", "");
  const back = form.text("to", to);
  return (
    <Entrance below="Scorecards stay sealed until they are in. What you write is yours alone until you seal it.">
      <Form method="post" className="grid gap-4 *:mb-0">
        <h1 className="text-heading">Sign in</h1>
        {form.refused && !form.refused.fields ? <Refusal failure={form.refused} /> : null}
        {problem && !answer ? <Notice tone="error">{problem}</Notice> : null}
        {kept ? (
          <Notice tone="caution">What you typed is kept and goes with you once you sign in.</Notice>
        ) : null}
        <input type="hidden" name="to" value={back} />
        <input type="hidden" name="kept" value={kept} />
        <TextField
          label="E-mail"
          name="email"
          type="email"
          autoComplete="username"
          required
          defaultValue={form.text("email", "")}
          error={form.error("email")}
        />
        <TextField
          label="Password"
          name="password"
          type="password"
          autoComplete="current-password"
          required
          error={form.error("password")}
        />
        <Button look="primary" disabled={busy}>
          {busy && !sending ? "Signing in" : "Sign in"}
        </Button>
        <div className="grid gap-2 border-t border-line pt-4">
          <Button name="intent" value="link" formNoValidate disabled={busy}>
            {sending ? "Sending" : "E-mail me a link instead"}
          </Button>
          {signOn ? (
            <a
              href={`/sign-in/sso?to=${encodeURIComponent(back)}`}
              target={kept ? "_blank" : undefined}
              rel={kept ? "noopener" : undefined}
              className="button button-quiet"
            >
              Continue with {signOn}
            </a>
          ) : null}
        </div>
      </Form>
      {kept ? <OtherTab to={back} kept={kept} /> : null}
    </Entrance>
  );
}

/** The same whether or not anybody has the address. */
function LinkSent({
  email,
  to,
  kept,
  written,
}: {
  email: string;
  to: string;
  kept: string;
  written: { file: string; link: string | null } | null;
}) {
  return (
    <Entrance>
      <h1 className="text-heading">Look in your mail</h1>
      <p className="wrap-anywhere">
        If <strong>{email}</strong> has an account here, a link is on its way. It works once, for{" "}
        {LINK_MINUTES} minutes.
      </p>
      <WrittenMail mail={written} />
      {kept ? <OtherTab to={to} kept={kept} /> : null}
      <p className="text-small text-muted">
        Nothing came? Look among junk mail, or{" "}
        <a href={`/sign-in?to=${encodeURIComponent(to)}`} className="link">
          begin again
        </a>
        .
      </p>
    </Entrance>
  );
}

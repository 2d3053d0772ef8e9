import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { TextField } from "#app/components/field.tsx";
import { Notice } from "#app/components/page.tsx";
import { ownPath, SignIn } from "#app/domain/people.ts";
import { fail } from "#app/domain/result.ts";
import { parseForm, readForm, refuse } from "#app/http/form.server.ts";
import { viewerOf } from "#app/http/session.server.ts";
import { Resume } from "#app/routes/sign-in/resume.tsx";

export const meta: MetaFunction = () => [{ title: "Sign in · Evenhand" }];

export const loader = async (args: LoaderFunctionArgs) => {
  const asked = new URL(args.request.url).searchParams;
  const to = ownPath(asked.get("to"));
  // With `resume` the action has just signed them in and hands back the form that waits.
  if (!asked.has("resume") && (await viewerOf(args))) throw redirect(to);
  return { to };
};

const refusals: Record<string, string> = {
  DISABLED: "This account is disabled. Ask your administrator to enable it again.",
};

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const values = await readForm(request);
  const shown = { email: values.email ?? "", kept: values.kept ?? "", to: values.to ?? "" };
  const parsed = parseForm(SignIn, values);
  if (!parsed.ok) return refuse(parsed.failure, shown);
  const answer = await context.auth.api.signInEmail({
    body: parsed.value,
    headers: request.headers,
    asResponse: true,
  });
  if (!answer.ok) {
    const { code } = (await answer.json()) as { code?: string };
    const words = refusals[code ?? ""] ?? "That e-mail and password do not belong together.";
    return refuse(fail("refused", words).failure, shown);
  }
  const headers = new Headers();
  for (const cookie of answer.headers.getSetCookie()) headers.append("Set-Cookie", cookie);
  const to = ownPath(typeof values.to === "string" ? values.to : null);
  if (typeof values.kept === "string" && values.kept !== "")
    return data({ resume: { to, kept: values.kept } }, { headers });
  return redirect(to, { headers });
};

export default function SignInPage() {
  const { to } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state !== "idle";
  if (answer && "resume" in answer) return <Resume {...answer.resume} />;
  const text = (name: string) => {
    const value = answer?.values?.[name];
    return typeof value === "string" ? value : "";
  };
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-10">
      <div className="w-full max-w-sm">
        <p className="mb-6 flex items-center gap-2 text-heading font-semibold tracking-tight">
          <img src="/icon.svg" alt="" width="28" height="28" /> Evenhand
        </p>
        <Form method="post" className="grid gap-4 rounded-box border border-line bg-surface p-6">
          <h1 className="text-heading">Sign in</h1>
          {answer?.failure.kind === "refused" ? (
            <Notice tone="error" live>
              {answer.failure.message}
            </Notice>
          ) : null}
          <input type="hidden" name="to" value={text("to") || to} />
          <input type="hidden" name="kept" value={text("kept")} />
          <TextField
            label="E-mail"
            name="email"
            type="email"
            autoComplete="username"
            required
            defaultValue={text("email")}
            error={answer?.failure.fields?.email}
          />
          <TextField
            label="Password"
            name="password"
            type="password"
            autoComplete="current-password"
            required
            error={answer?.failure.fields?.password}
          />
          <Button look="primary" disabled={busy}>
            {busy ? "Signing in" : "Sign in"}
          </Button>
        </Form>
        <p className="mt-4 text-small text-muted">
          Scorecards stay sealed until they are in. What you write is yours alone until you seal it.
        </p>
      </div>
    </main>
  );
}

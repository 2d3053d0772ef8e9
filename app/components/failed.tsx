import { type ErrorResponse, Form, Link, useRouteLoaderData } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { TextField } from "#app/components/field.tsx";
import { Notice } from "#app/components/page.tsx";

const words: Record<number, { title: string; text: string }> = {
  400: {
    title: "That could not be read",
    text: "What was sent is no form of ours, so nothing was changed. Go back, reload the page and try again.",
  },
  403: { title: "Not yours to change", text: "Your permissions do not cover this." },
  404: {
    title: "There is nothing here for you",
    text: "The address may be mistyped, or what it named is not yours to see.",
  },
  405: { title: "That cannot be sent here", text: "Go back and use the form on the page." },
};

type Kept = { to: string; posted: [string, string][] };
const isKept = (value: unknown): value is Kept =>
  typeof value === "object" && value !== null && "signedOut" in value;

/** What a person sees where a screen could not be shown. */
export function Failed({ error }: { error: ErrorResponse | null }) {
  if (error?.status === 401 && isKept(error.data)) return <SignInAgain kept={error.data} />;
  const said = (error && words[error.status]) ?? {
    title: "Something broke on our side",
    text: "Nothing you saved is lost. Try again in a moment; if it stays, tell your administrator.",
  };
  return (
    <div className="max-w-measure">
      <h1 className="text-title">{said.title}</h1>
      <p className="mt-2 text-prose text-muted">{said.text}</p>
      {error && error.status in words ? null : <Reference error={error} />}
      <p className="mt-6">
        <Link to="/" className="text-accent-text underline underline-offset-3">
          Back to your queue
        </Link>
      </p>
    </div>
  );
}

/** The number under which the log holds what happened; nothing else of it is told. */
function Reference({ error }: { error: ErrorResponse | null }) {
  const page = useRouteLoaderData("root") as { requestId?: string } | undefined;
  const data: unknown = error?.data;
  const told = typeof data === "object" && data !== null && "reference" in data;
  const reference = told ? String(data.reference) : page?.requestId;
  return reference ? (
    <p className="mt-2 text-muted">
      Reference for your administrator: <code className="break-all">{reference}</code>
    </p>
  ) : null;
}

/** The session ended while a form was being sent: it is kept here and sent after signing in. */
function SignInAgain({ kept }: { kept: Kept }) {
  return (
    <Form method="post" action="/sign-in?resume" className="grid max-w-sm gap-4">
      <h1 className="text-title">Sign in again</h1>
      <Notice tone="caution">Your session ended. What you typed is kept and goes with you.</Notice>
      <input type="hidden" name="to" value={kept.to} />
      <input type="hidden" name="kept" value={JSON.stringify(kept.posted)} />
      <TextField label="E-mail" name="email" type="email" autoComplete="username" required />
      <TextField
        label="Password"
        name="password"
        type="password"
        autoComplete="current-password"
        required
      />
      <Button look="primary">Sign in and continue</Button>
    </Form>
  );
}

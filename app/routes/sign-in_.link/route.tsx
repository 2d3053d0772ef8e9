import {
  type ActionFunctionArgs,
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
import { Button, ButtonLink } from "#app/components/button.tsx";
import { Entrance } from "#app/components/entrance.tsx";
import { orKept } from "#app/components/offline.ts";
import { Refusal } from "#app/components/refusal.tsx";
import { ownPath } from "#app/domain/people.ts";
import { fail } from "#app/domain/result.ts";
import { LINK_MINUTES, problemWords } from "#app/domain/sign-in.ts";
import { readForm, refuse } from "#app/http/form.server.ts";
import { authHeaders, cookiesOf, refuseTries, tooManyTries } from "#app/http/sign-in.server.ts";
import { proveAddress } from "#db/queries/sign-in.server.ts";

export const meta: MetaFunction = () => [{ title: "Sign in · Evenhand" }];

export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

/** Opening a mailed link uses nothing up: mail scanners open links too. */
export const loader = ({ request }: LoaderFunctionArgs) => {
  const asked = new URL(request.url).searchParams;
  return { token: asked.get("token") ?? "", to: ownPath(asked.get("to")) };
};

const used = `This link was used already, or is older than ${LINK_MINUTES} minutes. Ask for a new one.`;

export const action = async (args: ActionFunctionArgs) => {
  const { to, ...posted } = await readForm(args.request);
  const token = typeof posted.token === "string" ? posted.token : "";
  const { context } = args;
  const wait = await tooManyTries(context, "open-link");
  if (wait !== null) return refuseTries(wait, "", { token });
  await proveAddress(context.db, token);
  const answer = await context.auth.api.magicLinkVerify({
    query: { token },
    headers: authHeaders(args),
    asResponse: true,
  });
  if (answer.ok) {
    const path = ownPath(typeof to === "string" ? to : null);
    return redirect(path, { headers: cookiesOf(answer) });
  }
  const disabled = answer.status === 403 ? problemWords.DISABLED : undefined;
  return refuse(fail("conflict", disabled ?? used).failure);
};

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  orKept(serverAction<typeof action>);

export default function OpenLink() {
  const { token, to } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state !== "idle";
  return (
    <Entrance>
      <h1 className="text-heading">Sign in by your link</h1>
      {answer ? (
        <>
          <Refusal failure={answer.failure} />
          <ButtonLink to="/sign-in" look="primary">
            Back to sign in
          </ButtonLink>
        </>
      ) : (
        <Form method="post" className="grid gap-4">
          <p>One more press, so that only you use this link up and no program that opens mail.</p>
          <input type="hidden" name="token" value={token} />
          <input type="hidden" name="to" value={to} />
          <Button look="primary" disabled={busy}>
            {busy ? "Signing in" : "Sign in"}
          </Button>
        </Form>
      )}
    </Entrance>
  );
}

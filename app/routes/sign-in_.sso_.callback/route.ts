import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { ownPath } from "#app/domain/people.ts";
import { found } from "#app/http/form.server.ts";
import { authHeaders, codeOf, cookiesOf, tooManyTries } from "#app/http/sign-in.server.ts";
import { PROVIDER } from "#app/http/sign-on.server.ts";

const failed = (code: string) => redirect(`/sign-in?error=${encodeURIComponent(code)}`);

/** Where the organisation's sign-in sends people back to, with a code that is redeemed once. */
export const loader = async (args: LoaderFunctionArgs) => {
  const { request, context } = args;
  const auth = await found(context.signOn).auth();
  if (!auth) return failed("unreachable");
  if ((await tooManyTries(context, "sso")) !== null) return failed("state_mismatch");
  const answer = await auth.api.callbackOAuth({
    method: "GET",
    params: { id: PROVIDER },
    query: Object.fromEntries(new URL(request.url).searchParams),
    headers: authHeaders(args),
    asResponse: true,
  });
  const location = answer.headers.get("Location");
  if (location === null) return failed(await codeOf(answer));
  return redirect(ownPath(location), { headers: cookiesOf(answer) });
};

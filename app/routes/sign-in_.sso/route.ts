import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { ownPath } from "#app/domain/people.ts";
import { found } from "#app/http/form.server.ts";
import { authHeaders, cookiesOf, tooManyTries } from "#app/http/sign-in.server.ts";
import { PROVIDER } from "#app/http/sign-on.server.ts";

/**
 * Leads to the organisation's sign-in. A link and not a form: our policy lets forms lead nowhere
 * but here, and following this one changes nothing that another site could want.
 */
export const loader = async (args: LoaderFunctionArgs) => {
  const { request, context } = args;
  const signOn = found(context.signOn);
  const wait = await tooManyTries(context, "sso");
  if (wait !== null) {
    const headers = { "Retry-After": String(wait), "Content-Type": "text/plain; charset=utf-8" };
    return new Response("Too many tries. Go back and wait a few minutes.", {
      status: 429,
      headers,
    });
  }
  const to = ownPath(new URL(request.url).searchParams.get("to"));
  const back = `/sign-in?to=${encodeURIComponent(to)}`;
  const auth = await signOn.auth();
  if (!auth) return redirect(`${back}&error=unreachable`);
  const answer = await auth.api.signInSocial({
    body: { provider: PROVIDER, callbackURL: to, errorCallbackURL: back, disableRedirect: true },
    headers: authHeaders(args),
    asResponse: true,
  });
  const { url } = (await answer.json()) as { url?: string };
  if (!answer.ok || !url) return redirect(`${back}&error=unreachable`);
  return redirect(url, { headers: cookiesOf(answer) });
};

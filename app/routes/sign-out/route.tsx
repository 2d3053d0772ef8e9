import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { viewerOf } from "#app/http/session.server.ts";

const MONTH = 2_592_000;

export const loader = () => redirect("/sign-in");

/**
 * Ends the session in the database and in the browser, and tells the browser whose unsent text it
 * is to drop. What others have left in it, whose sessions merely ended, stays theirs.
 */
export const action = async (args: ActionFunctionArgs) => {
  const { request, context } = args;
  const viewer = await viewerOf(args);
  const ended = await context.auth.api.signOut({ headers: request.headers, asResponse: true });
  const headers = new Headers();
  for (const cookie of ended.headers.getSetCookie()) headers.append("Set-Cookie", cookie);
  if (viewer)
    headers.append("Set-Cookie", `left=${viewer.id}; Path=/; Max-Age=${MONTH}; SameSite=Lax`);
  return redirect("/sign-in", { headers });
};

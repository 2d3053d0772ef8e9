import { type ActionFunctionArgs, redirect } from "@remix-run/node";

export const loader = () => redirect("/sign-in");

/** Ends the session in the database and in the browser. */
export const action = async ({ request, context }: ActionFunctionArgs) => {
  const ended = await context.auth.api.signOut({ headers: request.headers, asResponse: true });
  const headers = new Headers();
  for (const cookie of ended.headers.getSetCookie()) headers.append("Set-Cookie", cookie);
  return redirect("/sign-in", { headers });
};

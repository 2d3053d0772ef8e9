import { type ActionFunctionArgs, data, redirect } from "@remix-run/node";
import * as z from "zod/mini";
import { ownPath, SignIn } from "#app/domain/people.ts";
import { fail } from "#app/domain/result.ts";
import { problemWords } from "#app/domain/sign-in.ts";
import { type FormValues, parseForm, refuse } from "#app/http/form.server.ts";
import {
  authHeaders,
  codeOf,
  cookiesOf,
  forget,
  refuseTries,
  tooManyTries,
} from "#app/http/sign-in.server.ts";

/** What the form shows again; never the password. */
export const typed = (values: FormValues) => ({
  email: values.email ?? "",
  kept: values.kept ?? "",
  to: values.to ?? "",
});

const textOf = (value: FormValues[string] | undefined) => (typeof value === "string" ? value : "");

/** Opens a session for an address and its password. */
export async function signIn(args: ActionFunctionArgs, values: FormValues) {
  const shown = typed(values);
  const parsed = parseForm(SignIn, values);
  if (!parsed.ok) return refuse(parsed.failure, shown);
  const { context } = args;
  const { email } = parsed.value;
  const wait = await tooManyTries(context, "sign-in", email);
  if (wait !== null) return refuseTries(wait, ", or use a link by e-mail", shown);
  const answer = await context.auth.api.signInEmail({
    body: parsed.value,
    headers: authHeaders(args),
    asResponse: true,
  });
  if (!answer.ok) {
    const words = problemWords[await codeOf(answer)];
    const wrong = "That e-mail and password do not belong together.";
    return refuse(fail("refused", words ?? wrong).failure, shown);
  }
  await forget(context, "sign-in", email);
  return resume(values, cookiesOf(answer));
}

/** On to where they were, or back to the form that waits to be sent. */
export function resume(values: FormValues, headers: Headers) {
  const to = ownPath(textOf(values.to));
  const kept = textOf(values.kept);
  return kept === "" ? redirect(to, { headers }) : data({ resume: { to, kept } }, { headers });
}

const Address = z.pick(SignIn, { email: true });

/** Mails a link that signs in, and says the same whether or not anybody has the address. */
export async function sendLink(args: ActionFunctionArgs, values: FormValues) {
  const shown = typed(values);
  const parsed = parseForm(Address, values);
  if (!parsed.ok) return refuse(parsed.failure, shown);
  const { context } = args;
  const { email } = parsed.value;
  const wait = await tooManyTries(context, "link", email);
  if (wait !== null) return refuseTries(wait, ", or sign in with your password", shown);
  const to = ownPath(textOf(values.to));
  const kept = textOf(values.kept);
  await context.auth.api.signInMagicLink({
    // With a form waiting in this tab, the link opens elsewhere and need not lead anywhere.
    body: { email, metadata: { to: kept ? "/" : to } },
    headers: authHeaders(args),
  });
  return data({ sent: { email, to, kept, written: await context.writtenMail(email) } });
}

import type { Mail } from "#app/domain/mail.ts";

/** How long a mailed link signs in. */
export const LINK_MINUTES = 15;

/** The mail with a link that signs in once. */
export const signInMail = (to: string, link: string): Mail => ({
  to,
  subject: "Your link to sign in to Evenhand",
  text: `Open this link to sign in:

${link}

It works once, and for ${LINK_MINUTES} minutes. If you did not ask for it, leave it unopened: nobody can sign in without it.
`,
});

/** Why a sign-in did not happen, by the code it ends with. Codes not named here are ours to mend. */
export const problemWords: Readonly<Record<string, string>> = {
  DISABLED: "This account is disabled. Ask your administrator to enable it again.",
  EMAIL_NOT_VERIFIED:
    "Your organisation's sign-in has not verified your e-mail address. Verify it there, or ask your administrator for an invitation.",
  OTHER_ACCOUNT:
    "Your e-mail address was another account's there before. Ask your administrator to sort it out.",
  access_denied: "You did not finish signing in there. Try again, or sign in with your password.",
  state_mismatch: "That sign-in took too long or began in another browser. Begin again here.",
  unreachable:
    "Your organisation's sign-in is not answering. Try again in a moment, or use a link by e-mail.",
};

/** What to say of any problem on the way through the organisation's sign-in. */
export const problemOf = (code: string | null): string | null =>
  code === null
    ? null
    : Object.hasOwn(problemWords, code)
      ? (problemWords[code] ?? null)
      : "Signing in there did not work out. Begin again, or use a link by e-mail.";

/** How long to wait, as people say it. */
export function waitWords(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? "Wait a minute" : `Wait ${minutes} minutes`;
}

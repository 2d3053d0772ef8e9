import type { AppLoadContext } from "@remix-run/node";
import * as z from "zod/mini";
import type { Viewer } from "#app/domain/people.ts";
import { fail, ok, type Result } from "#app/domain/result.ts";
import { type FormValues, parseForm } from "#app/http/form.server.ts";
import { newPasswordProblem } from "#app/http/password.server.ts";
import { ownPasswordHash, replacePassword } from "#db/queries/password.server.ts";
import { countTry, forgetTries } from "#db/queries/rate-limit.server.ts";

const ChangePassword = z.object({
  currentPassword: z.string().check(z.minLength(1, "Write your current password.")),
  newPassword: z.string().check(z.minLength(1, "Choose a new password.")),
});

/** Tries at the current password in a quarter of an hour; a session left open is not to be guessed from. */
const TRIES = 10;

const atField = (field: keyof z.infer<typeof ChangePassword>, message: string) =>
  fail("invalid", "One thing needs a look.", { [field]: message });

/**
 * Replaces the viewer's password. Sent twice, the second finds the new one in place and changes
 * nothing.
 */
export async function changePassword(
  { db, auth }: AppLoadContext,
  { viewer, sessionId }: { readonly viewer: Viewer; readonly sessionId: string },
  values: FormValues,
): Promise<Result<unknown>> {
  const parsed = parseForm(ChangePassword, values);
  if (!parsed.ok) return parsed;
  const { currentPassword, newPassword } = parsed.value;
  const problem = await newPasswordProblem(newPassword, viewer);
  if (problem) return atField("newPassword", problem);
  if (newPassword === currentPassword)
    return atField("newPassword", "This is the password you have. Choose another.");
  const tries = `own-password:${viewer.id}`;
  if ((await countTry(db, [{ key: tries, most: TRIES }])) !== null)
    return fail("refused", "Too many tries. Wait a quarter of an hour, then try again.");
  const held = await ownPasswordHash(db, viewer);
  if (!held) return fail("refused", "You have no password here, so there is none to change.");
  const { password } = await auth.$context;
  if (!(await password.verify({ hash: held, password: currentPassword })))
    return (await password.verify({ hash: held, password: newPassword }))
      ? ok(null)
      : atField("currentPassword", "This is not your current password.");
  await forgetTries(db, tries);
  const to = await password.hash(newPassword);
  return replacePassword(db, viewer, { from: held, to, keep: sessionId });
}

import { PASSWORD_MIN, passwordProblem } from "#app/domain/password.ts";

let known: Promise<ReadonlySet<string>> | null = null;

/** Passwords known from breaches that are long enough to be typed here; unpacked on first use. */
async function commonPasswords(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import("@zxcvbn-ts/language-common");
  const words: readonly (string | number)[] = dictionary["passwords-common"];
  return new Set(
    words.map((word) => String(word).toLowerCase()).filter((word) => word.length >= PASSWORD_MIN),
  );
}

/** What is wrong with a new password of this person, or null. */
export async function newPasswordProblem(
  password: string,
  owner: { readonly name: string; readonly email: string },
): Promise<string | null> {
  known ??= commonPasswords();
  return passwordProblem(password, owner, await known);
}

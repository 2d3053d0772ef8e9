export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 128;

/** How much of a password must be left once the words everybody knows of its owner are taken out. */
const OF_ITS_OWN = 8;
const DIFFERENT = 5;

/**
 * What is wrong with a new password, or null. `common` holds passwords known from breaches, in
 * lower case.
 */
export function passwordProblem(
  password: string,
  owner: { readonly name: string; readonly email: string },
  common: ReadonlySet<string>,
): string | null {
  if (password.length < PASSWORD_MIN)
    return `Use ${PASSWORD_MIN} characters or more. A few words you remember do well.`;
  if (password.length > PASSWORD_MAX) return `Use ${PASSWORD_MAX} characters or fewer.`;
  if (new Set(password).size < DIFFERENT)
    return "This repeats the same few characters. Use some more different ones.";
  if (common.has(password.toLowerCase()))
    return "This is on the lists of passwords that are tried first. Choose another.";
  return withoutOwner(password, owner).length < OF_ITS_OWN
    ? "This is mostly your own name or e-mail address. Choose something nobody can look up."
    : null;
}

const letters = (text: string) => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");

function withoutOwner(password: string, { name, email }: { name: string; email: string }): string {
  const known = [name, email]
    .flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)])
    .map(letters)
    .filter((word) => word.length > 2)
    .toSorted((a, b) => b.length - a.length);
  return known.reduce((left, word) => left.replaceAll(word, ""), letters(password));
}

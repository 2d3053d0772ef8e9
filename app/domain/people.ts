import * as z from "zod/mini";

/** What a person may do besides filling in their own cards. `role` is never said of a job. */
export const permissions = ["interviewer", "committee", "lead", "admin"] as const;
export type Permission = (typeof permissions)[number];

export const permissionWords: Record<Permission, string> = {
  interviewer: "Interviewer",
  committee: "Hiring committee",
  lead: "Recruiting lead",
  admin: "Administrator",
};

/** What each permission lets a person do, said where it is given. */
export const permissionMeanings: Record<Permission, string> = {
  interviewer: "Is offered when leads assign cards.",
  committee: "Reads the sealed cards of every loop, opens debriefs and records decisions.",
  lead: "Sets up positions, candidates and loops, and reads the sealed cards of every loop.",
  admin: "Looks after people, their permissions and the record. Reads no cards by this alone.",
};

/** The signed-in person on whose behalf everything is asked. */
export type Viewer = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly permissions: readonly Permission[];
};

/** Whether the viewer holds any of the given permissions. */
export const holds = (
  viewer: Pick<Viewer, "permissions">,
  ...any: readonly Permission[]
): boolean => any.some((permission) => viewer.permissions.includes(permission));

export const SignIn = z.object({
  email: z.string().check(z.trim(), z.email("Write your e-mail address, like ana@example.com.")),
  password: z.string().check(z.minLength(1, "Write your password.")),
});

/** A name as it stands in lists, mails and the record: on one line, whatever was sent as one. */
export const nameOf = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, " ").trim();

const name = z
  .string("Write a name.")
  .check(
    z.overwrite(nameOf),
    z.minLength(1, "Write a name."),
    z.maxLength(120, "Keep the name under 120 characters."),
  );

/** Ticked boxes of one name arrive as nothing, one value or several; the order is always ours. */
export const GivenPermissions = z.pipe(
  z.pipe(
    z.transform((value: unknown) => (value === undefined || value === "" ? [] : [value].flat())),
    z.array(z.enum(permissions, "Choose from the permissions listed.")),
  ),
  z.transform((chosen: Permission[]) => permissions.filter((known) => chosen.includes(known))),
);

export const PersonForm = z.object({ name, permissions: GivenPermissions });
export type PersonForm = z.infer<typeof PersonForm>;

/** A path within this app to return to after signing in; anything else becomes the home page. */
export function ownPath(path: string | null | undefined): string {
  return path && /^\/(?![/\\])[^\\\p{Cc}]*$/u.test(path) ? path : "/";
}

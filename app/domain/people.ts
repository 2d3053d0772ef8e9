import * as z from "zod/mini";

/** What a person may do besides filling in their own cards. `role` is never said of a job. */
export const permissions = ["interviewer", "committee", "lead", "admin"] as const;
export type Permission = (typeof permissions)[number];

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

/** A path within this app to return to after signing in; anything else becomes the home page. */
export function ownPath(path: string | null | undefined): string {
  return path && /^\/(?![/\\])[^\\\p{Cc}]*$/u.test(path) ? path : "/";
}

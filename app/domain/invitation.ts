import * as z from "zod/mini";
import type { Mail } from "#app/domain/mail.ts";
import { type Permission, PersonForm } from "#app/domain/people.ts";

/** How long an invitation can be accepted. */
export const INVITATION_DAYS = 7;

/** Who is invited, as the form sends it; `id` is the form's own key. */
export const Invite = z.extend(PersonForm, {
  id: z.uuid(),
  email: z
    .string()
    .check(
      z.trim(),
      z.toLowerCase(),
      z.maxLength(254, "Use 254 characters or fewer."),
      z.email("Write an e-mail address, like ana@example.com."),
    ),
});
export type Invite = z.infer<typeof Invite>;

/** What the invited person states; the password is checked by rules of its own. */
export const Join = z.object({
  name: PersonForm.shape.name,
  password: z.string().check(z.minLength(1, "Choose a password.")),
});

export type Invitation = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly permissions: readonly Permission[];
  readonly expiresAt: Date;
  readonly acceptedAt: Date | null;
  readonly revokedAt: Date | null;
};

export type InvitationState = "open" | "expired" | "accepted" | "revoked";

/** Where an invitation stands; one that was used stays used whatever happened since. */
export function stateOf(
  invitation: Pick<Invitation, "expiresAt" | "acceptedAt" | "revokedAt">,
  now: Date,
): InvitationState {
  if (invitation.acceptedAt) return "accepted";
  if (invitation.revokedAt) return "revoked";
  return invitation.expiresAt <= now ? "expired" : "open";
}

/** What the page says of a link that no longer leads in. */
export const closedWords: Record<Exclude<InvitationState, "open">, string> = {
  accepted: "This invitation was used already. Sign in with the account made then.",
  expired: `This invitation was open for ${INVITATION_DAYS} days and has ended. Ask whoever invited you to send it again.`,
  revoked: "This invitation was taken back. Ask whoever invited you if that was meant.",
};

/** The mail that invites. Whoever holds its link can join, so it is kept nowhere else. */
export const invitationMail = (
  to: Pick<Invitation, "name" | "email">,
  from: string,
  link: string,
): Mail => ({
  to: to.email,
  subject: `${from} invites you to Evenhand`,
  text: `Hello ${to.name},

${from} invites you to Evenhand, where an interview panel writes its scorecards and reads them together.

Open this link to choose a password and join:

${link}

It works once, and for ${INVITATION_DAYS} days. If you do not know what this is about, leave it unopened.
`,
});

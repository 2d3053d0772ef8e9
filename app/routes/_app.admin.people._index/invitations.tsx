import { Form, useNavigation } from "@remix-run/react";
import { Badge } from "#app/components/badge.tsx";
import { Button } from "#app/components/button.tsx";
import { panel, Section } from "#app/components/page.tsx";
import { permissionList } from "#app/components/permission-fields.tsx";
import { Time } from "#app/components/time.tsx";
import type { Invitation } from "#app/domain/invitation.ts";

/** Who was invited and has not joined yet. */
export function Invitations({
  invitations,
  now,
}: {
  invitations: readonly Omit<Invitation, "acceptedAt" | "revokedAt">[];
  now: number;
}) {
  return (
    <Section title="Invited" note="They join by opening the link in their mail.">
      <ul className={panel}>
        {invitations.map((invitation) => (
          <li
            key={invitation.id}
            className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-t border-line px-4 py-3 first:border-t-0"
          >
            <div className="min-w-0 wrap-anywhere">
              <p className="font-medium">
                <bdi>{invitation.name}</bdi>{" "}
                {invitation.expiresAt.getTime() <= now ? <Badge tone="caution">Ended</Badge> : null}
              </p>
              <p className="text-small text-muted">{invitation.email}</p>
              <p className="text-small text-muted">
                {permissionList(invitation.permissions)}.{" "}
                {invitation.expiresAt.getTime() <= now ? "The link ended" : "The link works until"}{" "}
                <Time at={invitation.expiresAt} />.
              </p>
            </div>
            <Commands id={invitation.id} name={invitation.name} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Commands({ id, name }: { id: string; name: string }) {
  const busy = useNavigation().formData?.get("id") === id;
  return (
    <Form method="post" className="flex flex-wrap gap-2" data-screen-only>
      <input type="hidden" name="id" value={id} />
      <Button name="intent" value="renew" disabled={busy} aria-label={`Send again to ${name}`}>
        Send again
      </Button>
      <Button
        name="intent"
        value="revoke"
        look="danger"
        disabled={busy}
        aria-label={`Take back the invitation of ${name}`}
      >
        Take back
      </Button>
    </Form>
  );
}

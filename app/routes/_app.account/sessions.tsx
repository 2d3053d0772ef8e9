import { Form, useNavigation } from "@remix-run/react";
import { Badge } from "#app/components/badge.tsx";
import { Button } from "#app/components/button.tsx";
import { panel, Section } from "#app/components/page.tsx";
import { Time } from "#app/components/time.tsx";
import type { OwnSession } from "#db/queries/session.server.ts";

type ShownSession = Omit<OwnSession, "userAgent"> & {
  readonly device: string;
  /** Whether it is the one that asks. */
  readonly here: boolean;
};

/** Where the viewer is signed in. */
export function Sessions({ sessions }: { sessions: readonly ShownSession[] }) {
  const busy = useNavigation().formData?.get("intent") === "end-others";
  return (
    <Section
      title="Where you are signed in"
      note="If you do not know one of these, sign it out and change your password."
    >
      <ul className={panel}>
        {sessions.map((session) => (
          <li
            key={session.id}
            className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-t border-line px-4 py-3 first:border-t-0"
          >
            <div className="min-w-0 grow basis-56 wrap-anywhere">
              <p className="font-medium">
                {session.device} {session.here ? <Badge tone="saved">This one</Badge> : null}
              </p>
              <p className="text-small text-muted">
                Since <Time at={session.since} />, last used{" "}
                <Time at={session.lastUsed} format="day" />
              </p>
              {session.address ? (
                <p className="text-small text-muted">From {session.address}</p>
              ) : null}
            </div>
            {session.here ? <SignOut /> : <End session={session} />}
          </li>
        ))}
      </ul>
      {sessions.length > 1 ? (
        <Form method="post" className="mt-3" data-screen-only>
          <Button name="intent" value="end-others" disabled={busy}>
            Sign out everywhere else
          </Button>
        </Form>
      ) : null}
    </Section>
  );
}

const SignOut = () => (
  <Form method="post" action="/sign-out" data-screen-only>
    <Button aria-label="Sign out here">Sign out</Button>
  </Form>
);

function End({ session: { id, device } }: { session: ShownSession }) {
  const busy = useNavigation().formData?.get("id") === id;
  return (
    <Form method="post" data-screen-only>
      <input type="hidden" name="id" value={id} />
      <Button name="intent" value="end-session" disabled={busy} aria-label={`Sign out ${device}`}>
        Sign out
      </Button>
    </Form>
  );
}

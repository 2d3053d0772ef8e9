import { Form, useNavigation } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { panel, Section, TextLink } from "#app/components/page.tsx";
import { Time } from "#app/components/time.tsx";
import type { PersonDetails } from "#db/queries/person.server.ts";

/** How they sign in, and ending their sessions. */
export function SigningIn({ person, own }: { person: PersonDetails; own: boolean }) {
  const busy = useNavigation().formData?.get("intent") === "sign-out";
  return (
    <Section title="Signing in">
      <div
        className={`${panel} flex flex-wrap items-center justify-between gap-x-6 gap-y-3 px-4 py-3`}
      >
        <div className="max-w-measure">
          <p>{waysIn(person)}</p>
          <p className="text-muted">
            <Sessions person={person} />
          </p>
        </div>
        {own ? (
          <p>
            <TextLink to="/account">Your own sessions</TextLink>
          </p>
        ) : person.sessions > 0 ? (
          <Form method="post" data-screen-only>
            <Button name="intent" value="sign-out" disabled={busy}>
              Sign out everywhere
            </Button>
          </Form>
        ) : null}
      </div>
    </Section>
  );
}

function waysIn({ signIn, disabledAt }: PersonDetails): string {
  if (disabledAt) return "Cannot sign in while disabled.";
  const ways = [
    ...(signIn.passwordSetAt ? ["a password"] : []),
    ...(signIn.providers.length > 0 ? ["single sign-on"] : []),
    "a link by mail",
  ];
  return `Can sign in with ${new Intl.ListFormat("en-GB", { type: "disjunction" }).format(ways)}.`;
}

function Sessions({ person: { sessions, lastSeen } }: { person: PersonDetails }) {
  if (!lastSeen) return "Not signed in anywhere.";
  return (
    <>
      {sessions === 1 ? "Signed in on one device" : `Signed in on ${sessions} devices`}, last seen{" "}
      <Time at={lastSeen} format="day" />.
    </>
  );
}

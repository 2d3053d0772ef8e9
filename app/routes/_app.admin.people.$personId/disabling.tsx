import { Form, useNavigation } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { panel, Section, TextLink } from "#app/components/page.tsx";
import type { PersonDetails } from "#db/queries/person.server.ts";

/** Whether they can sign in at all, with what becomes of the cards they owe. */
export function Disabling({ person, own }: { person: PersonDetails; own: boolean }) {
  return (
    <Section title={person.disabledAt ? "Disabled" : "Access"}>
      <div className={`${panel} grid gap-3 p-4`}>
        <Owed person={person} />
        {own ? (
          <p className="text-muted">
            This is your own account. Another administrator has to disable it.
          </p>
        ) : person.disabledAt ? (
          <Enable />
        ) : (
          <Disable cards={person.owed.cards} />
        )}
      </div>
    </Section>
  );
}

function Owed({ person: { owed } }: { person: PersonDetails }) {
  if (owed.cards === 0) return <p>Owes no card.</p>;
  return (
    <div className="grid gap-1">
      <p>
        {owed.cards === 1 ? "Owes one card." : `Owes ${owed.cards} cards.`} A recruiting lead can
        give {owed.cards === 1 ? "it" : "them"} to somebody else on the page of the loop.
      </p>
      {owed.loops.length > 0 ? (
        <ul className="flex flex-wrap gap-x-4 gap-y-1 wrap-anywhere">
          {owed.loops.map((loop) => (
            <li key={loop.id} className="flex min-h-8 items-center">
              <TextLink to={`/loops/${loop.id}`}>
                <bdi>{loop.candidate}</bdi>
              </TextLink>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

function Disable({ cards }: { cards: number }) {
  const busy = useNavigation().formData?.get("intent") === "disable";
  return (
    <details className="open:w-full" data-screen-only>
      <summary className="inline-flex min-h-11 items-center text-danger underline decoration-current/40 underline-offset-3 hover:decoration-current sm:min-h-9">
        Disable this account
      </summary>
      <Form
        method="post"
        className="grid max-w-measure gap-3 rounded-box border border-danger/40 bg-danger-soft p-4"
      >
        <p>
          They are signed out everywhere at once and cannot sign in. Everything they wrote and
          sealed stays as it is.{" "}
          {cards > 0
            ? `The ${cards === 1 ? "card" : `${cards} cards`} they owe stay${cards === 1 ? "s" : ""} theirs: nothing is given to somebody else by itself.`
            : ""}
        </p>
        <div>
          <Button look="danger" name="intent" value="disable" disabled={busy}>
            Disable and sign out
          </Button>
        </div>
      </Form>
    </details>
  );
}

function Enable() {
  const busy = useNavigation().formData?.get("intent") === "enable";
  return (
    <Form method="post" className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
      <p className="max-w-measure text-muted">
        Cannot sign in. Enabling lets them sign in again with the permissions above.
      </p>
      <Button name="intent" value="enable" disabled={busy}>
        Enable this account
      </Button>
    </Form>
  );
}

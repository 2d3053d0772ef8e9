import { Form, useNavigation } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import type { TypedForm } from "#app/components/typed.ts";
import { MentorField } from "#app/routes/_app.loops.$loopId/assign-form.tsx";
import type { LoopPlan, Mentor, ShownCard } from "#db/queries/loop.server.ts";

/** Who reads a trainee's card with the leads, and choosing somebody else. */
export function Mentored({
  card,
  loop,
  form,
}: {
  card: ShownCard;
  loop: LoopPlan;
  form: TypedForm;
}) {
  const { mentor } = card;
  const busy = useNavigation().formData?.get("intent") === "mentor";
  if (!mentor) return null;
  const missing = card.progress !== "ended" && !mentor.reads;
  return (
    <div className="mb-1 text-small">
      <p className={missing ? "text-caution" : "text-muted"}>
        {card.progress === "ended" ? wasMentored(mentor) : isMentored(mentor)}
      </p>
      {loop.arranges && card.progress !== "ended" ? (
        <details open={form.refused !== undefined} data-screen-only>
          <summary className="inline-flex min-h-11 items-center text-accent-text underline decoration-current/40 underline-offset-3 hover:decoration-current sm:min-h-8">
            {mentor.person ? "Change the mentor" : "Choose a mentor"}
          </summary>
          <Form
            method="post"
            className="mt-1 grid max-w-sm gap-3 text-body"
            aria-label={`Mentor of ${card.interviewer.name}`}
          >
            <input type="hidden" name="cardId" value={card.cardId} />
            <MentorField loop={loop} form={form} saved={mentor.person?.id ?? ""} />
            <div>
              <Button name="intent" value="mentor" disabled={busy}>
                Save the mentor
              </Button>
            </div>
          </Form>
        </details>
      ) : null}
    </div>
  );
}

const wasMentored = ({ person }: Mentor) =>
  person ? `Mentored by ${person.name}` : "Had no mentor";

function isMentored({ person, reads }: Mentor): string {
  if (!person) return "No mentor: only leads will read this card.";
  return reads
    ? `Mentored by ${person.name}, who reads it once both have sealed.`
    : `${person.name} no longer has a card here, so this shadow has no mentor who can read it.`;
}

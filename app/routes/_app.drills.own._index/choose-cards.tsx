import { Form, useNavigation } from "@remix-run/react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { FieldError } from "#app/components/field.tsx";
import { Empty, panel, Section } from "#app/components/page.tsx";
import type { TypedForm } from "#app/components/typed.ts";
import { roundKinds, roundWords } from "#app/domain/loop.ts";
import type { SourceCard } from "#db/queries/drill-draft.server.ts";

type Source = {
  readonly loopId: string;
  readonly candidate: string;
  readonly position: string;
  readonly cards: readonly SourceCard[];
};

/** Which card's evidence becomes which answer. */
export function ChooseCards({
  source,
  formKey,
  form,
}: {
  source: Source;
  formKey: string;
  form: TypedForm;
}) {
  const busy = useNavigation().formMethod === "POST";
  const { loopId, candidate, position, cards } = source;
  if (cards.length === 0)
    return (
      <Empty
        title="No card here has evidence"
        action={<ButtonLink to="/drills/own">Choose another loop</ButtonLink>}
      >
        A drill's answers are made of what interviewers noted.
      </Empty>
    );
  return (
    <Section
      title={
        <>
          Cards about <bdi>{candidate}</bdi>
        </>
      }
      note={`${position}. Choose one card for each answer, or one card alone and write the other answer yourself.`}
    >
      <Form method="post" className="grid gap-4">
        <input type="hidden" name="id" value={form.text("id", formKey)} />
        <input type="hidden" name="loopId" value={loopId} />
        <ul className={panel}>
          {cards.map(({ id, interviewer, round, evidence }) => (
            <li
              key={id}
              className="grid gap-x-6 gap-y-2 px-4 py-3 not-first:border-t lg:grid-cols-[minmax(0,1fr)_auto]"
            >
              <div className="min-w-0">
                <p className="font-medium">
                  <bdi>{interviewer}</bdi>, {roundOf(round)}
                </p>
                {evidence.split("\n\n").map((said) => (
                  <p key={said} className="mt-1 max-w-measure whitespace-pre-line wrap-anywhere">
                    {said}
                  </p>
                ))}
              </div>
              <div className="flex flex-wrap content-start gap-1.5">
                {(["firstCard", "secondCard"] as const).map((name) => (
                  <label key={name} className="choice-quiet">
                    <input
                      type="radio"
                      className="size-4 accent-(--color-ink)"
                      name={name}
                      value={id}
                      defaultChecked={form.text(name, "") === id}
                    />
                    {name === "firstCard" ? "Answer A" : "Answer B"}
                    <span className="sr-only"> from {interviewer}'s card</span>
                  </label>
                ))}
              </div>
            </li>
          ))}
          <li className="px-4 py-3 not-first:border-t">
            <label className="choice-quiet w-fit">
              <input
                type="radio"
                className="size-4 accent-(--color-ink)"
                name="secondCard"
                value=""
                defaultChecked={form.text("secondCard", "") === ""}
              />
              I write answer B myself
            </label>
          </li>
        </ul>
        <FieldError message={form.error("firstCard") ?? form.error("secondCard")} />
        <div className="flex gap-2">
          <Button look="primary" disabled={busy}>
            Begin the drill
          </Button>
          <ButtonLink to="/drills/own" look="bare">
            Choose another loop
          </ButtonLink>
        </div>
      </Form>
    </Section>
  );
}

const roundOf = (round: string): string => {
  const kind = roundKinds.find((known) => known === round);
  return kind ? roundWords[kind].toLowerCase() : round;
};

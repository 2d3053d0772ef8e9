import { Form, useNavigation } from "@remix-run/react";
import { Badge } from "#app/components/badge.tsx";
import { Button } from "#app/components/button.tsx";
import { Choice } from "#app/components/choice.tsx";
import { FieldError, SelectField, TextArea } from "#app/components/field.tsx";
import { Notice, panel, Section, TextLink } from "#app/components/page.tsx";
import { type PanelProgress, whoIsIn } from "#app/components/panel-progress.tsx";
import { Time } from "#app/components/time.tsx";
import { typedIn } from "#app/components/typed.ts";
import { outcomeWords } from "#app/domain/debrief.ts";
import { levelWords } from "#app/domain/level.ts";
import type { Refused } from "#app/http/form.server.ts";
import { isOpen } from "#app/routes/_app.loops.$loopId_.debrief/flags.tsx";
import type { OpenDebrief } from "#app/routes/_app.loops.$loopId_.debrief/opened.server.ts";
import type { RecordedDecision } from "#db/queries/panel.server.ts";

export function Decided({ decision }: { decision: RecordedDecision }) {
  return (
    <section className={`${panel} mb-6 px-4 py-4`}>
      <h2 className="flex flex-wrap items-center gap-2 text-heading">
        {outcomeWords[decision.outcome]}
        {decision.level ? (
          <Badge tone="accent">{levelWords[decision.level]} demonstrated</Badge>
        ) : null}
        <span className="text-small font-normal text-muted">
          {decision.by ? `${decision.by}, ` : ""}
          <Time at={decision.at} format="day" />
        </span>
      </h2>
      <p className="prose-own mt-2 text-prose">{decision.reasons}</p>
      {decision.dissent ? (
        <div className="mt-3 border-l-2 border-caution pl-3">
          <h3 className="text-small text-muted">Dissent</h3>
          <p className="prose-own">{decision.dissent}</p>
        </div>
      ) : null}
    </section>
  );
}

/** Opening the debrief while cards are still out is a choice, made knowingly. */
export function Opened({ progress }: { progress: readonly PanelProgress[] }) {
  return (
    <Section title="Open the debrief now">
      <Form method="post" className="max-w-measure">
        <p className="mb-3 text-muted">
          {whoIsIn(progress)} The debrief opens by itself once every panel card is sealed.
        </p>
        <Button name="intent" value="open">
          Open it without them
        </Button>
      </Form>
    </Section>
  );
}

/** When the newest of the cards that count was sealed. */
const newestSeal = ({ cards }: Pick<OpenDebrief, "cards">): string =>
  cards
    .filter(({ kind }) => kind !== "shadow")
    .map(({ content }) => content.sealedAt.toISOString())
    .reduce((newest, at) => (at > newest ? at : newest), "");

export function Decide({
  page,
  refused,
}: {
  page: OpenDebrief & { readonly progress: readonly PanelProgress[] };
  refused: Refused | null;
}) {
  const sending = useNavigation().state !== "idle";
  const { text, error } = typedIn(refused ?? undefined, { intent: "decide" });
  const typed = (name: string) => text(name, "");
  const open = page.progress.filter((card) => card.progress === "outstanding");
  const unresolved = page.flags.filter(isOpen);
  return (
    <Section
      title="Record the decision"
      note="The rubric and the weights in force now are kept with it, whatever changes later."
    >
      <Form method="post" className={`${panel} grid max-w-3xl gap-5 px-4 py-5 sm:px-5`}>
        <input
          type="hidden"
          name="seen"
          value={page.progress.filter((card) => card.progress === "sealed").length}
        />
        <input type="hidden" name="until" value={newestSeal(page)} />
        {unresolved.length > 0 ? (
          <Notice
            tone="caution"
            title={
              unresolved.length === 1
                ? "One contested pattern has no conclusion yet"
                : `${unresolved.length} contested patterns have no conclusion yet`
            }
          >
            Once the loop is decided nobody can conclude about them any more:{" "}
            {unresolved.map(({ pattern }) => (
              <TextLink key={pattern} to={`#pattern-${pattern}`}>
                {page.patterns[pattern] ?? pattern}
              </TextLink>
            ))}
          </Notice>
        ) : null}
        {open.length > 0 ? (
          <Notice tone="caution" title="Some cards are still out">
            {whoIsIn(page.progress)} Deciding now closes theirs unwritten; a reopened card stays as
            it was sealed.
          </Notice>
        ) : null}
        <fieldset>
          <legend className="font-medium">Outcome</legend>
          <div className="mt-1 flex flex-wrap gap-1.5">
            {(["offer", "no-offer"] as const).map((value) => (
              <Choice
                key={value}
                name="outcome"
                value={value}
                label={outcomeWords[value]}
                defaultChecked={typed("outcome") === value}
              />
            ))}
          </div>
          <FieldError message={error("outcome")} />
        </fieldset>
        <SelectField
          label="Level demonstrated"
          hint="What the candidate showed. An offer may be at another level than the position's."
          name="level"
          empty="Choose a level"
          defaultValue={typed("level")}
          options={page.rubricLevels.map((value) => ({ value, label: levelWords[value] }))}
          error={error("level")}
        />
        <TextArea
          label="Reasons"
          name="reasons"
          rows={4}
          hint="What decided it, in words that will still make sense in a year."
          defaultValue={typed("reasons")}
          error={error("reasons")}
        />
        <TextArea
          label="Dissent"
          name="dissent"
          rows={2}
          hint="Who saw it differently, and why. Leave it empty where nobody did."
          defaultValue={typed("dissent")}
          error={error("dissent")}
        />
        <div>
          <Button look="primary" name="intent" value="decide" disabled={sending}>
            {sending ? "Recording" : "Record the decision"}
          </Button>
        </div>
      </Form>
    </Section>
  );
}

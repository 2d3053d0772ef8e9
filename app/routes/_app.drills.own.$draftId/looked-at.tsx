import { Form, useNavigation } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { TextField } from "#app/components/field.tsx";
import { Notice, panel, Section } from "#app/components/page.tsx";
import { ScoreChip } from "#app/components/score.tsx";
import { typedIn } from "#app/components/typed.ts";
import { answerNames, answerWords } from "#app/domain/drill-names.ts";
import { levelWords } from "#app/domain/level.ts";
import type { DrillRubric, WrittenDrill } from "#app/routes/_app.drills.own.$draftId/editor.tsx";

/** A whole drill as everybody would see it, to be published or sent back. */
export function LookedAt({
  draft,
  rubric,
  answer,
}: {
  draft: WrittenDrill;
  rubric: DrillRubric;
  answer: Parameters<typeof typedIn>[0];
}) {
  const busy = useNavigation().formMethod === "POST";
  const { content, revision, refused } = draft;
  const form = typedIn(answer, { intent: "send-back" });
  return (
    <>
      <Notice tone="plain" title="Waits to be looked at">
        <p>
          Read it as somebody who was there would: could anybody be recognised? What is published
          does not change; the drill can be retired, or get a next version.
        </p>
        {content.kept.length > 0 ? (
          <p>
            Kept on purpose: <bdi>{content.kept.join(", ")}</bdi>.
          </p>
        ) : null}
      </Notice>
      <Section title="The prompt">
        <p className="max-w-measure text-prose wrap-anywhere">{content.prompt}</p>
      </Section>
      <div className="mb-8 grid gap-x-8 gap-y-10 lg:grid-cols-2">
        {answerNames.map((name) => (
          <section key={name} aria-labelledby={name} className="min-w-0">
            <h2 id={name} className="mb-2 text-heading">
              {answerWords[name]}
            </h2>
            <p className="prose-own mb-4 text-prose">{content[name].says}</p>
            <ul className={panel}>
              <li className="px-4 py-2.5">
                Level it shows: {content[name].level ? levelWords[content[name].level] : "none"}
              </li>
              {rubric.criteria.map(({ key, title }) => {
                const held = content[name].scores[key];
                return held?.score ? (
                  <li key={key} className="border-t px-4 py-2.5">
                    <p className="flex items-center gap-2 font-medium">
                      <ScoreChip size="small" score={Number(held.score)} scale={rubric.scale} />
                      {title}
                    </p>
                    <p className="mt-1 wrap-anywhere">{held.reason}</p>
                  </li>
                ) : null;
              })}
            </ul>
          </section>
        ))}
      </div>
      <Section title="What sets the two apart">
        <p className="max-w-measure text-prose wrap-anywhere">{content.difference}</p>
      </Section>
      <div className="grid max-w-measure gap-6" data-screen-only>
        {refused ? (
          <Notice tone="locked">{refused}</Notice>
        ) : (
          <Form method="post">
            <input type="hidden" name="revision" value={String(revision)} />
            <Button look="primary" name="intent" value="publish" disabled={busy}>
              Nobody can be recognised: publish
            </Button>
          </Form>
        )}
        <Form method="post" className="grid gap-3">
          <input type="hidden" name="revision" value={String(revision)} />
          <TextField
            label={draft.own ? "Take it back to write on, because" : "Send it back, because"}
            name="reason"
            maxLength={500}
            defaultValue={form.text("reason", "")}
            error={form.error("reason")}
          />
          <div>
            <Button name="intent" value="send-back" disabled={busy}>
              {draft.own ? "Take it back" : "Send back"}
            </Button>
          </div>
        </Form>
      </div>
    </>
  );
}

import { Form, useNavigation } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { TextArea } from "#app/components/field.tsx";
import { Notice, panel, Section, TextLink } from "#app/components/page.tsx";
import { PageRefusal } from "#app/components/refusal.tsx";
import type { TypedForm } from "#app/components/typed.ts";

/** The last step: what is missing, the note, and the button. */
export function Publish({
  slug,
  id,
  version,
  revision,
  problems,
  overtaken,
  form,
}: {
  slug: string;
  id: string;
  version: number;
  revision: number;
  problems: number;
  overtaken: boolean;
  form: TypedForm;
}) {
  const busy = useNavigation().formMethod === "POST";
  const { refused } = form;
  // What is missing in the draft is said once, with the way to it; the note's message stands at it.
  const said = refused && (refused.kind !== "invalid" || !refused.fields) ? refused : undefined;
  return (
    <Section
      title={`Publish version ${version}`}
      note="A published version never changes. Positions stay with the version they have until a lead moves them."
    >
      <PageRefusal failure={said} />
      {overtaken ? (
        <Notice tone="caution" title="A newer version was published after this draft began">
          <TextLink to={`/rubrics/${slug}/edit`}>Set the draft against it</TextLink> before it is
          published.
        </Notice>
      ) : null}
      {problems > 0 ? (
        <Notice
          tone={refused ? "error" : "caution"}
          live={refused !== undefined}
          title={
            problems === 1 ? "One thing needs a look first" : `${problems} things need a look first`
          }
        >
          <TextLink to={`/rubrics/${slug}/edit?check`}>Show them in the draft</TextLink>
        </Notice>
      ) : null}
      <Form method="post" className={`${panel} grid gap-4 p-4`}>
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="revision" value={revision} />
        <input type="hidden" name="version" value={version} />
        <TextArea
          label="What changed, and why"
          name="note"
          required
          maxLength={500}
          rows={2}
          className="field-sizing-content"
          placeholder="Staff anchors for verification told apart; feedback weighed higher"
          hint="Stands beside the version, and where leads move positions to it."
          defaultValue={form.text("note", "")}
          error={form.error("note")}
        />
        <div>
          <Button look="primary" name="intent" value="publish" disabled={busy}>
            Publish version {version}
          </Button>
        </div>
      </Form>
    </Section>
  );
}

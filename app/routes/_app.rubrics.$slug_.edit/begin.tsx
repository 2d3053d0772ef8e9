import { Form, useNavigation } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { inputBox, TextField } from "#app/components/field.tsx";
import { Page, panel, Section, TextLink } from "#app/components/page.tsx";
import { PageRefusal } from "#app/components/refusal.tsx";
import { typedIn } from "#app/components/typed.ts";

type Answer = Parameters<typeof typedIn>[0] & { readonly lost?: string };

/** A rubric that nobody is editing: its next version, or another rubric like it. */
export function Begin({
  rubric: { slug, title, number },
  answer,
}: {
  rubric: { slug: string; title: string; number: number };
  answer: Answer | undefined;
}) {
  const form = typedIn(answer, { intent: "copy" });
  const busy = useNavigation().formMethod === "POST";
  return (
    <Page
      title={`Edit ${title}`}
      above={<TextLink to={`/rubrics/${slug}`}>{title}</TextLink>}
      width="max-w-3xl"
    >
      <PageRefusal failure={answer?.failure ?? undefined} />
      {answer?.lost ? <Lost text={answer.lost} /> : null}
      <Section
        title="The next version"
        note={`Version ${number} stays as it is. A draft of version ${number + 1} is seen by recruiting leads alone until it is published.`}
      >
        <Form method="post">
          <Button look="primary" name="intent" value="begin" disabled={busy}>
            Begin version {number + 1}
          </Button>
        </Form>
      </Section>
      <Section
        title="A new rubric"
        note={`Begins with the criteria, anchors and patterns of version ${number}, to be changed from there.`}
      >
        <Form method="post" className={`${panel} grid gap-4 p-4`}>
          <TextField
            label="Title"
            name="title"
            required
            maxLength={80}
            placeholder="Staff payments engineer"
            defaultValue={form.text("title", "")}
            error={form.error("title")}
          />
          <TextField
            label="Word in addresses and file names"
            name="slug"
            required
            maxLength={60}
            placeholder="staff-payments"
            autoCapitalize="none"
            spellCheck={false}
            hint="Small letters, digits and hyphens. It stays the rubric's for good."
            defaultValue={form.text("slug", "")}
            error={form.error("slug")}
          />
          <div>
            <Button name="intent" value="copy" disabled={busy}>
              Begin a new rubric
            </Button>
          </div>
        </Form>
      </Section>
    </Page>
  );
}

/** What was typed into a draft that is gone, as the file it would be. */
function Lost({ text }: { text: string }) {
  return (
    <Section
      title="What you had typed"
      note="Kept here as a rubric file. Copy it, or begin a draft from it."
    >
      <Form method="post" action="/rubrics/import" className="grid gap-3">
        <textarea
          aria-label="What you had typed"
          name="text"
          rows={14}
          defaultValue={text}
          className={`${inputBox} py-2 font-mono text-small`}
        />
        <div>
          <Button>Begin a draft from it</Button>
        </div>
      </Form>
    </Section>
  );
}

import { Form, Link } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { Notice, TextLink } from "#app/components/page.tsx";
import type { RubricDraft } from "#app/domain/rubric-draft.ts";
import { type DraftPage, fieldId } from "#app/routes/_app.rubrics.$slug_.edit/draft-page.ts";

/** A version that somebody published since the draft was begun, and the way on. */
export function Overtaken({ page: { slug, base, newest } }: { page: DraftPage }) {
  if (!newest || newest.id === base?.id) return null;
  return (
    <Notice tone="caution" title={`Version ${newest.number} was published after this draft began`}>
      <p>
        {base ? (
          <TextLink to={`/rubrics/${slug}/compare?from=${base.number}&to=${newest.number}`}>
            See what it changed
          </TextLink>
        ) : (
          <TextLink to={`/rubrics/${slug}`}>See what it says</TextLink>
        )}
        . Set against it, your draft stays as it is, and what it changes is told from version{" "}
        {newest.number}.
      </p>
      <Form method="post" className="mt-2">
        <Button name="intent" value="rebase">
          Set against version {newest.number}
        </Button>
      </Form>
    </Notice>
  );
}

/** What keeps the draft from being published, each with the way to its place. */
export function Problems({ fields, draft }: { fields: DraftPage["fields"]; draft: RubricDraft }) {
  const problems = Object.entries(fields);
  if (problems.length === 0) return null;
  const placed = (name: string) => {
    const [head, at, ...rest] = name.split(".");
    if (rest.length === 0) return "";
    const criterion = head === "criteria" ? draft.criteria[Number(at)] : undefined;
    if (criterion) return `${criterion.title || "New criterion"}: `;
    const pattern = head === "worded" ? draft.worded[Number(at)] : undefined;
    return pattern ? `${pattern.title || "New pattern"}: ` : "";
  };
  return (
    <Notice
      tone="error"
      live
      title={
        problems.length === 1 ? "One thing needs a look" : `${problems.length} things need a look`
      }
    >
      <ul className="mt-1 grid gap-1">
        {problems.map(([name, message]) => (
          <li key={name}>
            <Link to={`?check#${fieldId(name)}`} className="link" preventScrollReset>
              {placed(name)}
              {message}
            </Link>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import {
  type ClientActionFunctionArgs,
  Link,
  useActionData,
  useLoaderData,
} from "@remix-run/react";
import { ButtonLink } from "#app/components/button.tsx";
import { orKept } from "#app/components/offline.ts";
import { Empty, Page, panel, Section, TextLink } from "#app/components/page.tsx";
import { PatternEntry } from "#app/components/pattern-entry.tsx";
import { tab } from "#app/components/rubric-nav.tsx";
import { typedIn } from "#app/components/typed.ts";
import { levelWords } from "#app/domain/level.ts";
import { Rubric } from "#app/domain/rubric.ts";
import { rubricChange } from "#app/domain/rubric-change.ts";
import { asContent, PublishForm, publishable } from "#app/domain/rubric-publishing.ts";
import { found, parseForm, readForm, refuse } from "#app/http/form.server.ts";
import { listingOf } from "#app/http/listing.server.ts";
import { requireViewer } from "#app/http/session.server.ts";
import { Changes } from "#app/routes/_app.rubrics.$slug_.edit_.preview/changes.tsx";
import { CriterionPreview } from "#app/routes/_app.rubrics.$slug_.edit_.preview/criterion-preview.tsx";
import { Publish } from "#app/routes/_app.rubrics.$slug_.edit_.preview/publish.tsx";
import { rubricContent } from "#db/queries/rubric.server.ts";
import { getRubricDraft, listCatalogue, publishDraft } from "#db/queries/rubric-draft.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Preview of ${data?.content.title || "a rubric"} · Evenhand` },
];

const slugIn = (params: { slug?: string | undefined }) =>
  found(Rubric.shape.slug.safeParse(params.slug).data);

/** The draft as interviewers would have it, with what it changes and what it still lacks. */
export const loader = async (args: LoaderFunctionArgs) => {
  const viewer = await requireViewer(args);
  const { db } = args.context;
  const slug = slugIn(args.params);
  const held = found(await getRubricDraft(db, viewer, slug));
  const { id, base, newest, revision } = held;
  const as = { slug, version: (newest?.number ?? 0) + 1 };
  const catalogue = await listCatalogue(db);
  const content = asContent(held.content, as, catalogue);
  const checked = publishable(held.content, as, catalogue);
  const was = base && (await rubricContent(db, base.id));
  const { filter } = listingOf(args.request);
  const wanted = filter("level");
  return {
    ...{ id, content, revision },
    level: content.levels.find((known) => known === wanted) ?? content.levels[0] ?? null,
    base: was && { number: was.version, scale: was.scale },
    overtaken: newest !== null && newest.id !== base?.id,
    change: was && rubricChange(was, content),
    problems: checked.ok ? 0 : Object.keys(checked.failure.fields ?? {}).length,
  };
};

export const action = async (args: ActionFunctionArgs) => {
  const viewer = await requireViewer({ ...args, request: args.request.clone() });
  const slug = slugIn(args.params);
  const values = await readForm(args.request);
  const form = parseForm(PublishForm, values);
  if (!form.ok) return refuse(form.failure, values);
  const published = await publishDraft(args.context.db, viewer, slug, form.value);
  return published.ok
    ? redirect(`/rubrics/${slug}?version=${published.value.number}`)
    : refuse(published.failure, values);
};

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  orKept(serverAction<typeof action>);

export default function PreviewRubric() {
  const page = useLoaderData<typeof loader>();
  const form = typedIn(useActionData<typeof action>());
  const { content, level, base, change } = page;
  const back = `/rubrics/${content.slug}/edit`;
  return (
    <Page
      title={content.title || content.slug}
      above={<TextLink to={back}>Draft of version {content.version}</TextLink>}
      below={content.summary}
      width="max-w-4xl"
      actions={<ButtonLink to={back}>Back to editing</ButtonLink>}
    >
      <Section
        title="As a card"
        note="What an interviewer will have in front of them. Nothing that is chosen here is kept."
        actions={
          <nav aria-label="Level" className="flex flex-wrap gap-1">
            {content.levels.map((name) => (
              <Link
                key={name}
                to={`?level=${name}`}
                preventScrollReset
                aria-current={name === level ? "true" : undefined}
                className={tab}
              >
                {levelWords[name]}
              </Link>
            ))}
          </nav>
        }
      >
        {content.criteria.length === 0 ? (
          <Empty title="No criterion yet">Add one to the draft, and it shows here.</Empty>
        ) : (
          <ol className="grid gap-3">
            {content.criteria.map((criterion) => (
              <CriterionPreview
                key={criterion.key}
                criterion={criterion}
                anchors={(level && criterion.anchors[level]) ?? {}}
                scale={content.scale}
              />
            ))}
          </ol>
        )}
      </Section>
      {content.patterns.length > 0 ? (
        <Section
          title="Patterns to watch for"
          note="What an interviewer may note with its moment. Those with words of this rubric's own say so."
        >
          <ul className={panel}>
            {content.patterns.map((pattern) => (
              <PatternEntry key={pattern.key} pattern={pattern} at={level} />
            ))}
          </ul>
        </Section>
      ) : null}
      {change && base ? (
        <Changes
          change={change}
          from={base}
          to={{ number: content.version, scale: content.scale }}
        />
      ) : null}
      <Publish
        slug={content.slug}
        id={page.id}
        version={content.version}
        revision={page.revision}
        problems={page.problems}
        overtaken={page.overtaken}
        form={form}
      />
    </Page>
  );
}

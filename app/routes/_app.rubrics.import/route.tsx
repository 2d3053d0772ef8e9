import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import {
  type ClientActionFunctionArgs,
  Form,
  useActionData,
  useLoaderData,
  useNavigation,
} from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { Field, inputBox } from "#app/components/field.tsx";
import { orKept } from "#app/components/offline.ts";
import { Notice, Page, panel, Section, TextLink } from "#app/components/page.tsx";
import { Refusal } from "#app/components/refusal.tsx";
import { Time } from "#app/components/time.tsx";
import { canEditRubrics, refusalWords } from "#app/domain/access.ts";
import { fail } from "#app/domain/result.ts";
import { found, statuses } from "#app/http/form.server.ts";
import { requireViewer, timeZoneOf } from "#app/http/session.server.ts";
import { readUpload } from "#app/http/upload.server.ts";
import { importRubric, listCatalogue, listRubricDrafts } from "#db/queries/rubric-draft.server.ts";
import { parseRubricFile } from "#db/queries/rubric-file.server.ts";

export const meta: MetaFunction = () => [{ title: "Import a rubric · Evenhand" }];

export const loader = async (args: LoaderFunctionArgs) => {
  const viewer = await requireViewer(args);
  found(canEditRubrics(viewer).allowed ? viewer : null);
  return { drafts: await listRubricDrafts(args.context.db, viewer) };
};

/** What is wrong on one line of the text, with the line itself. */
type LineError = { readonly line: number; readonly reason: string; readonly source: string };

const MOST_ERRORS = 50;

/** In bytes: far above the widest rubric, which takes about 60,000. */
const LIMIT = 200_000;

/** A file opens a draft to look at; one that is published already, or cannot be read, says so. */
export const action = async (args: ActionFunctionArgs) => {
  const viewer = await requireViewer({ ...args, request: args.request.clone() });
  const { db } = args.context;
  const { text, problem } = await readUpload(args.request, LIMIT);
  const answer = (failure: ReturnType<typeof fail>["failure"], errors: readonly LineError[] = []) =>
    data({ failure, errors, text, published: null }, { status: statuses[failure.kind] });
  if (!canEditRubrics(viewer).allowed)
    return answer(fail("refused", refusalWords["not-lead"]).failure);
  if (problem) return answer(fail("invalid", problem).failure);
  const read = parseRubricFile("text", text, await listCatalogue(db));
  if (!read.ok) {
    const lines = text.split("\n");
    // What is found missing at the end is shown with the last words before it.
    const sourceOf = (line: number) =>
      lines.slice(0, line).findLast((one) => one.trim() !== "") ?? "";
    const errors = read.errors
      .slice(0, MOST_ERRORS)
      .map(({ line, reason }) => ({ line, reason, source: sourceOf(line) }));
    const count = read.errors.length;
    const told = `${count === 1 ? "One line needs" : `${count} places need`} a look. Nothing was brought in.`;
    return answer(fail("invalid", told).failure, errors);
  }
  const brought = await importRubric(db, viewer, read.value, timeZoneOf(args.request));
  if (!brought.ok) return answer(brought.failure);
  const { slug, published } = brought.value;
  if (published === null) return redirect(`/rubrics/${slug}/edit/preview`);
  return data({ failure: null, errors: [], text, published: { slug, number: published } });
};

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  orKept(serverAction<typeof action>);

export default function ImportRubric() {
  const { drafts } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const busy = useNavigation().formMethod === "POST";
  const told = answer && "errors" in answer ? answer : null;
  return (
    <Page
      title="Import a rubric"
      above={<TextLink to="/rubrics">Rubrics</TextLink>}
      below="A rubric file becomes a draft: the next version of the rubric it names, or a new rubric. Nothing is published by it."
      width="max-w-4xl"
    >
      <Refusal failure={answer?.failure ?? undefined} />
      {told?.published ? (
        <Notice tone="saved" live title="This is published already">
          Word for word it is{" "}
          <TextLink to={`/rubrics/${told.published.slug}?version=${told.published.number}`}>
            version {told.published.number} of {told.published.slug}
          </TextLink>
          , so there is nothing to bring in.
        </Notice>
      ) : null}
      {told && told.errors.length > 0 ? <Errors errors={told.errors} /> : null}
      <Form method="post" encType="multipart/form-data" className="mb-8 grid gap-4">
        <Field
          label="File"
          hint="A .yaml file of at most 200 KB. It is read instead of the text below."
        >
          {(props) => (
            <input
              type="file"
              name="file"
              accept=".yaml,.yml,text/plain,application/yaml"
              {...props}
              className="max-w-full text-muted file:mr-3 file:min-h-11 file:rounded-box file:border file:border-solid file:border-line-strong file:bg-surface file:px-3 file:font-medium file:text-ink sm:file:min-h-9"
            />
          )}
        </Field>
        <Field label="Or its text">
          {(props) => (
            <textarea
              name="text"
              rows={16}
              spellCheck={false}
              autoCapitalize="none"
              {...props}
              key={told?.text}
              defaultValue={told?.text ?? ""}
              className={`${inputBox} py-2 font-mono text-small`}
            />
          )}
        </Field>
        <div>
          <Button look="primary" disabled={busy}>
            {busy ? "Reading" : "Read it"}
          </Button>
        </div>
      </Form>
      {drafts.length > 0 ? (
        <Section title="Drafts under way">
          <ul className={`${panel} divide-y divide-line`}>
            {drafts.map(({ slug, title, by, savedAt }) => (
              <li key={slug} className="px-4 py-3">
                <TextLink to={`/rubrics/${slug}/edit`}>{title || slug}</TextLink>{" "}
                <span className="text-muted">
                  saved by {by}, <Time at={savedAt} />
                </span>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </Page>
  );
}

function Errors({ errors }: { errors: readonly LineError[] }) {
  return (
    <ol aria-label="What needs a look" className={`${panel} mb-6 divide-y divide-line`}>
      {errors.map(({ line, reason, source }) => (
        <li key={`${line} ${reason}`} className="px-4 py-3">
          <p>
            <span className="font-semibold">Line {line}:</span> {reason}
          </p>
          {source.trim() === "" ? null : (
            <pre className="mt-1 rounded-box bg-sunken px-3 py-1.5 text-small whitespace-pre-wrap wrap-anywhere">
              {source}
            </pre>
          )}
        </li>
      ))}
    </ol>
  );
}

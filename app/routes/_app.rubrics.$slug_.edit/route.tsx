import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { type ClientActionFunctionArgs, useActionData, useLoaderData } from "@remix-run/react";
import { useCallback, useState } from "react";
import { orKept } from "#app/components/offline.ts";
import { canEditRubrics } from "#app/domain/access.ts";
import { draftDifferences } from "#app/domain/draft-difference.ts";
import { Rubric } from "#app/domain/rubric.ts";
import {
  type Arrangement,
  arranged,
  draftFrom,
  type RubricDraft,
} from "#app/domain/rubric-draft.ts";
import { asContent, NewRubric, publishable, ShownDraft } from "#app/domain/rubric-publishing.ts";
import { found, parseForm, readFields, refuse } from "#app/http/form.server.ts";
import { requireViewer } from "#app/http/session.server.ts";
import { Begin } from "#app/routes/_app.rubrics.$slug_.edit/begin.tsx";
import { arrangementIn, Command } from "#app/routes/_app.rubrics.$slug_.edit/command.server.ts";
import { DraftForm } from "#app/routes/_app.rubrics.$slug_.edit/draft-form.tsx";
import { getRubric } from "#db/queries/rubric.server.ts";
import {
  beginDraft,
  copyRubric,
  discardDraft,
  getRubricDraft,
  listCatalogue,
  rebaseDraft,
  saveRubricDraft,
} from "#db/queries/rubric-draft.server.ts";
import { rubricYaml } from "#db/queries/rubric-file.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Edit ${data?.title || "a rubric"} · Evenhand` },
];

const slugIn = (params: { slug?: string | undefined }) =>
  found(Rubric.shape.slug.safeParse(params.slug).data);

/** A rubric's draft, or where it can be begun. With `check` in the address it says what is missing. */
export const loader = async (args: LoaderFunctionArgs) => {
  const viewer = await requireViewer(args);
  found(canEditRubrics(viewer).allowed ? viewer : null);
  const { db } = args.context;
  const slug = slugIn(args.params);
  const held = await getRubricDraft(db, viewer, slug);
  if (!held) {
    const { title, number } = found(await getRubric(db, slug));
    return { state: "none" as const, slug, title, number };
  }
  const { byId, newest, ...draft } = held;
  const checks = new URL(args.request.url).searchParams.has("check");
  const version = (newest?.number ?? 0) + 1;
  const catalogue = await listCatalogue(db);
  const checked = checks ? publishable(held.content, { slug, version }, catalogue) : null;
  const fields = checked && !checked.ok ? (checked.failure.fields ?? {}) : {};
  const own = byId === viewer.id;
  const title = held.title || slug;
  return { state: "draft" as const, ...draft, title, version, newest, own, fields, catalogue };
};

export const action = async (args: ActionFunctionArgs) => {
  const viewer = await requireViewer({ ...args, request: args.request.clone() });
  const { db } = args.context;
  const slug = slugIn(args.params);
  const posted = await readFields(args.request);
  const values = Object.fromEntries(posted);
  const command = parseForm(Command, values);
  if (!command.ok) return refuse(command.failure, values);
  const { intent } = command.value;
  const here = `/rubrics/${slug}/edit`;
  switch (intent) {
    case "begin": {
      const begun = await beginDraft(db, viewer, slug);
      return begun.ok ? redirect(here) : refuse(begun.failure, values);
    }
    case "copy": {
      const named = parseForm(NewRubric, values);
      const begun = named.ok ? await copyRubric(db, viewer, slug, named.value) : named;
      return begun.ok
        ? redirect(`/rubrics/${begun.value.slug}/edit`)
        : refuse(begun.failure, values);
    }
    case "rebase": {
      const set = await rebaseDraft(db, viewer, slug);
      return set.ok ? redirect(here) : refuse(set.failure, values);
    }
  }
  const shown = parseForm(ShownDraft, values);
  if (!shown.ok) return refuse(shown.failure, values);
  if (intent === "discard") {
    const gone = await discardDraft(db, viewer, slug, shown.value);
    if (!gone.ok) return refuse(gone.failure, values);
    return redirect((await getRubric(db, slug)) ? `/rubrics/${slug}` : "/rubrics");
  }
  const typed = draftFrom(posted);
  const how = arrangementIn(command.value, await listCatalogue(db));
  const draft = how ? arranged(typed, how) : typed;
  const saved = await saveRubricDraft(db, viewer, slug, { ...shown.value, draft });
  if (saved.ok) {
    return redirect(intent === "review" ? `${here}/preview` : here + placeAfter(how, typed));
  }
  const held = saved.failure.kind === "conflict" ? await getRubricDraft(db, viewer, slug) : null;
  if (!held) {
    if (saved.failure.kind !== "conflict") return refuse(saved.failure, values);
    const lost = rubricYaml(asContent(draft, { slug, version: 1 }, await listCatalogue(db)));
    return data({ failure: saved.failure, values: null, lost }, { status: 409 });
  }
  const newer = {
    ...{ id: held.id, revision: held.revision, by: held.by, savedAt: held.savedAt },
    differences: draftDifferences(draft, held.content),
  };
  return data({ failure: saved.failure, values: null, typed: draft, newer }, { status: 409 });
};

/** What a button did is looked at next: the criterion or pattern that was added or changed. */
function placeAfter(how: Arrangement | null, typed: RubricDraft): string {
  switch (how?.to) {
    case "add":
      return `#criterion-${how.id}`;
    case "up":
    case "down":
      return `#criterion-${typed.criteria[how.at]?.id}`;
    case "remove":
      return "#criteria";
    case "more-points":
    case "fewer-points":
      return "#scale";
    case "add-pattern":
      return `#pattern-${how.id}`;
    case "reword":
      return `#pattern-${how.pattern.key}`;
    case "catalogue-words":
      return `#pattern-${typed.worded[how.at]?.id}`;
    case "remove-pattern":
      return "#patterns";
    case undefined:
      return "";
  }
}

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  orKept(serverAction<typeof action>);

export default function EditRubric() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [renewals, setRenewals] = useState(0);
  const renew = useCallback(() => setRenewals((count) => count + 1), []);
  if (page.state === "none") return <Begin rubric={page} answer={answer} />;
  return <DraftForm key={`${page.slug} ${renewals}`} page={page} answer={answer} renew={renew} />;
}

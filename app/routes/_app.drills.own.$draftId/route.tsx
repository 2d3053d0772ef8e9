import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { type ClientActionFunctionArgs, useActionData, useLoaderData } from "@remix-run/react";
import { orKept } from "#app/components/offline.ts";
import { Page, TextLink } from "#app/components/page.tsx";
import { afterEveryPost, PageRefusal } from "#app/components/refusal.tsx";
import { Time } from "#app/components/time.tsx";
import { identifyingWordsOf } from "#app/domain/drill-identifying.ts";
import { found, idIn, readForm, refuse } from "#app/http/form.server.ts";
import { requireViewer } from "#app/http/session.server.ts";
import { carryOut } from "#app/routes/_app.drills.own.$draftId/commands.server.ts";
import { Editor } from "#app/routes/_app.drills.own.$draftId/editor.tsx";
import { LookedAt } from "#app/routes/_app.drills.own.$draftId/looked-at.tsx";
import { getDrillDraft } from "#db/queries/drill-draft.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.draft.content.title || "A drill"} · Drill being written · Evenhand` },
];

export const loader = async (args: LoaderFunctionArgs) => {
  const viewer = await requireViewer(args);
  const held = found(await getDrillDraft(args.context.db, viewer, idIn(args.params, "draftId")));
  const { known: _, rubric, open, ...rest } = held;
  const words = open.map(({ text, instead, kind }) => ({
    ...{ text, instead, why: identifyingWordsOf[kind] },
  }));
  const draft = { ...rest, open: words };
  const { scale, levels } = rubric;
  const criteria = rubric.criteria.map(({ key, title }) => ({ key, title }));
  return { draft, rubric: { scale, levels, criteria } };
};

export const shouldRevalidate = afterEveryPost;

export const action = async (args: ActionFunctionArgs) => {
  const viewer = await requireViewer(args);
  const { db } = args.context;
  const id = idIn(args.params, "draftId");
  found(await getDrillDraft(db, viewer, id));
  const values = await readForm(args.request);
  const { done, typed } = await carryOut(db, viewer, id, values);
  return done.ok ? redirect(done.value) : refuse(done.failure, typed);
};

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  orKept(serverAction<typeof action>);

export default function WritingDrill() {
  const { draft, rubric } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <Page
      title={draft.content.title || "Without a title yet"}
      above={<TextLink to="/drills/own">Drills from past cards</TextLink>}
      below={
        <>
          <bdi>{draft.by}</bdi> writes {draft.key ? "its next version" : "it"} from cards about{" "}
          <bdi>{draft.loop.candidate}</bdi>. Saved <Time at={draft.savedAt} />.
        </>
      }
    >
      <PageRefusal failure={answer?.failure ?? undefined} always />
      {draft.sentAt ? (
        <LookedAt draft={draft} rubric={rubric} answer={answer} />
      ) : (
        <Editor key={draft.revision} draft={draft} rubric={rubric} answer={answer} />
      )}
    </Page>
  );
}

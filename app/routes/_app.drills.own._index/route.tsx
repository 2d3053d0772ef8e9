import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { type ClientActionFunctionArgs, useActionData, useLoaderData } from "@remix-run/react";
import { v7 as uuidv7 } from "uuid";
import * as z from "zod/mini";
import { orKept } from "#app/components/offline.ts";
import { Page, TextLink } from "#app/components/page.tsx";
import { afterEveryPost, PageRefusal } from "#app/components/refusal.tsx";
import { typedIn } from "#app/components/typed.ts";
import { canAuthorDrills } from "#app/domain/access.ts";
import { BeginForm } from "#app/domain/drill-draft.ts";
import { found, parseForm, readForm, refuse } from "#app/http/form.server.ts";
import { listingOf, withinList } from "#app/http/listing.server.ts";
import { requireViewer } from "#app/http/session.server.ts";
import { ChooseCards } from "#app/routes/_app.drills.own._index/choose-cards.tsx";
import { ChooseLoop } from "#app/routes/_app.drills.own._index/choose-loop.tsx";
import { UnderWay } from "#app/routes/_app.drills.own._index/under-way.tsx";
import {
  beginDrill,
  LOOPS_PER_PAGE,
  listDrillDrafts,
  listSourceCards,
  listSourceLoops,
} from "#db/queries/drill-draft.server.ts";

export const meta: MetaFunction = () => [{ title: "Drills from past cards · Evenhand" }];

/** `?loop=` shows the cards of one settled loop to choose from. */
export const loader = async (args: LoaderFunctionArgs) => {
  const viewer = await requireViewer(args);
  const { db } = args.context;
  const { q, page, filter } = listingOf(args.request);
  const loopId = z.uuid().safeParse(filter("loop")).data;
  const loops = found(await listSourceLoops(db, viewer, { q, page }));
  const drafts = await listDrillDrafts(db, viewer);
  const source = loopId ? found(await listSourceCards(db, viewer, loopId)) : null;
  return {
    drafts,
    source: source && loopId ? { ...source, loopId } : null,
    loops: { ...withinList(args.request, page, loops), page, size: LOOPS_PER_PAGE },
    key: uuidv7(),
  };
};

export const shouldRevalidate = afterEveryPost;

export const action = async (args: ActionFunctionArgs) => {
  const viewer = await requireViewer(args);
  found(canAuthorDrills(viewer).allowed ? viewer : null);
  const values = await readForm(args.request);
  const form = parseForm(BeginForm, values);
  if (!form.ok) return refuse(form.failure, values);
  const begun = await beginDrill(args.context.db, viewer, form.value);
  return begun.ok ? redirect(`/drills/own/${begun.value.id}`) : refuse(begun.failure, values);
};

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  orKept(serverAction<typeof action>);

export default function OwnDrills() {
  const { drafts, source, loops, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <Page
      title="Drills from past cards"
      above={<TextLink to="/drills">Drills</TextLink>}
      below="Answers made of the evidence on sealed cards. Names and identifying words come out, and a second lead looks at the drill before it is published."
    >
      <PageRefusal failure={answer?.failure ?? undefined} />
      <UnderWay drafts={drafts} />
      {source ? (
        <ChooseCards source={source} formKey={key} form={typedIn(answer)} />
      ) : (
        <ChooseLoop loops={loops} />
      )}
    </Page>
  );
}

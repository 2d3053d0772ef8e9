import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import {
  type ClientActionFunctionArgs,
  type ShouldRevalidateFunction,
  useActionData,
  useLoaderData,
} from "@remix-run/react";
import { lazy, Suspense } from "react";
import { orKept } from "#app/components/offline.ts";
import { Page } from "#app/components/page.tsx";
import { missingIn } from "#app/domain/sealing.ts";
import { CardPost } from "#app/http/card-form.server.ts";
import { found, idIn, parseForm, readForm, refuse } from "#app/http/form.server.ts";
import { requireViewer } from "#app/http/session.server.ts";
import { CardForm } from "#app/routes/_app.cards.$cardId/card-form.tsx";
import { answerSealed, isForSealed } from "#app/routes/_app.cards.$cardId/commands.server.ts";
import { forLocked, forReader } from "#app/routes/_app.cards.$cardId/sealed-card.server.ts";
import {
  forPrint,
  forReading,
  forWriting,
} from "#app/routes/_app.cards.$cardId/writing-card.server.ts";
import { getEndedDraft, getOwnCard, notesOf, shapeOf } from "#db/queries/card.server.ts";
import { rubricContent } from "#db/queries/rubric.server.ts";
import { getSealedCard } from "#db/queries/version.server.ts";
import { saveDraft } from "#db/queries/writing.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.candidate.name ?? "Card"} · Card · Evenhand` },
];

/** Its author writes it; others read it sealed, once `access` lets them. */
export const loader = async (args: LoaderFunctionArgs) => {
  const viewer = await requireViewer(args);
  const { db } = args.context;
  const cardId = idIn(args.params, "cardId");
  const own = await getOwnCard(db, viewer, cardId);
  const asked = new URL(args.request.url).searchParams;
  if (own && asked.has("sheet")) return { view: "print" as const, ...forPrint(own) };
  if (own && !(own.reopened && asked.has("sealed")))
    return { view: "write" as const, ...forWriting(own, foldsKit(args.request)) };
  const ended = await getEndedDraft(db, viewer, cardId);
  if (ended) return { view: "ended" as const, ...forReading(ended) };
  const page = found(await getSealedCard(db, viewer, cardId));
  if (!page.readable) return data(forLocked(page), { status: 403 });
  const rubric = await rubricContent(db, page.rubricVersionId);
  return found(forReader(page, rubric, page.own ? await notesOf(db, cardId) : ""));
};

/** Whether this browser was asked to keep the kit folded. */
const foldsKit = (request: Request) =>
  /(^|;\s*)kit=folded(;|$)/.test(request.headers.get("cookie") ?? "");

export const action = async (args: ActionFunctionArgs) => {
  const viewer = await requireViewer({ ...args, request: args.request.clone() });
  const { db } = args.context;
  const cardId = idIn(args.params, "cardId");
  const values = await readForm(args.request);
  if (isForSealed(values)) {
    const answer = await answerSealed(db, viewer, cardId, values);
    if (answer.ok) return redirect(answer.value);
    // A form that knows the card as sealed cannot fill the one it is written with.
    const reopened = await getOwnCard(db, viewer, cardId);
    return reopened ? redirect(`/cards/${cardId}`) : refuse(answer.failure, values);
  }
  const post = parseForm(CardPost, values);
  if (!post.ok) return refuse(post.failure, values);
  const { intent, revision, ...draft } = post.value;
  const command = { cardId, revision, draft };
  switch (intent) {
    case "review": {
      const saved = await saveDraft(db, viewer, command);
      if (!saved.ok) return refuse(saved.failure, values);
      const { draft: kept, rubric, probes } = found(await getOwnCard(db, viewer, cardId));
      const missing = missingIn(kept, shapeOf(rubric, probes));
      return missing ? refuse(missing.failure, values) : redirect(`/cards/${cardId}/review`);
    }
    case "save": {
      const saved = await saveDraft(db, viewer, command);
      return saved.ok ? redirect(`/cards/${cardId}`) : refuse(saved.failure, values);
    }
  }
};

/** A refused form of a sealed card is shown over the card as it is now; what is being written stays. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ formData, defaultShouldRevalidate }) =>
  formData?.has("revision") === false || defaultShouldRevalidate;

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  orKept(serverAction<typeof action>);

// Whoever writes a card loads nothing of what reading one takes.
const SealedCard = lazy(() => import("#app/routes/_app.cards.$cardId/sealed-card.tsx"));
const LockedCard = lazy(() => import("#app/routes/_app.cards.$cardId/locked-card.tsx"));
const PrintSheet = lazy(() => import("#app/routes/_app.cards.$cardId/print-sheet.tsx"));
const EndedCard = lazy(() => import("#app/routes/_app.cards.$cardId/ended-card.tsx"));

export default function CardPage() {
  const card = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>() ?? null;
  if (card.view === "write") return <CardForm key={card.id} card={card} refused={refused} />;
  return (
    <Suspense fallback={<Page title={card.candidate.name}>{null}</Page>}>
      {card.view === "print" ? <PrintSheet card={card} /> : null}
      {card.view === "read" ? <SealedCard card={card} refused={refused} /> : null}
      {card.view === "locked" ? <LockedCard card={card} refused={refused} /> : null}
      {card.view === "ended" ? <EndedCard card={card} /> : null}
    </Suspense>
  );
}

import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { type ClientActionFunctionArgs, useActionData, useLoaderData } from "@remix-run/react";
import { orKept } from "#app/components/offline.ts";
import { refusalWords } from "#app/domain/access.ts";
import { CardPost } from "#app/http/card-form.server.ts";
import { found, idIn, parseForm, readForm, refuse } from "#app/http/form.server.ts";
import { requireViewer } from "#app/http/session.server.ts";
import { CardForm } from "#app/routes/_app.cards.$cardId/card-form.tsx";
import { EndedCard } from "#app/routes/_app.cards.$cardId/ended-card.tsx";
import { LockedCard } from "#app/routes/_app.cards.$cardId/locked-card.tsx";
import { SealedCardView } from "#app/routes/_app.cards.$cardId/sealed-card.tsx";
import { forReading, forWriting } from "#app/routes/_app.cards.$cardId/writing-card.server.ts";
import { getEndedDraft, getOwnCard, loopOfCard } from "#db/queries/card.server.ts";
import { getPanel } from "#db/queries/panel.server.ts";
import { rubricContent } from "#db/queries/rubric.server.ts";
import { saveDraft, seal } from "#db/queries/writing.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.candidate.name ?? "Card"} · Card · Evenhand` },
];

/** Its author writes it; others read it sealed, once `access` lets them. */
export const loader = async (args: LoaderFunctionArgs) => {
  const viewer = await requireViewer(args);
  const { db } = args.context;
  const cardId = idIn(args.params, "cardId");
  const own = await getOwnCard(db, viewer, cardId);
  if (own) return { view: "write" as const, ...forWriting(own) };
  const ended = await getEndedDraft(db, viewer, cardId);
  if (ended) return { view: "ended" as const, ...forReading(ended) };
  const loopId = found(await loopOfCard(db, cardId));
  const panel = found(await getPanel(db, viewer, loopId));
  const card = found(panel.view.cards.find((c) => c.cardId === cardId));
  const { candidate, position } = panel.loop;
  const shown = { loopId, candidate, position, interviewer: card.interviewer, own: card.own };
  if (!card.readable) {
    const reason = panel.view.status === "locked" ? refusalWords[panel.view.reason] : null;
    const progress = panel.view.cards.map(({ interviewer, own, progress, kind }) => ({
      interviewer,
      own,
      progress,
      kind,
    }));
    return data({ view: "locked" as const, ...shown, reason, progress }, { status: 403 });
  }
  const { scale, criteria, patterns } = await rubricContent(db, panel.loop.rubricVersionId);
  return {
    view: "read" as const,
    ...shown,
    scale,
    criteria: criteria.map(({ key, title }) => ({ key, title })),
    patterns: patterns.map(({ key, title }) => ({ key, title })),
    content: card.content,
  };
};

export const action = async (args: ActionFunctionArgs) => {
  const viewer = await requireViewer({ ...args, request: args.request.clone() });
  const { db } = args.context;
  const cardId = idIn(args.params, "cardId");
  const values = await readForm(args.request);
  const post = parseForm(CardPost, values);
  if (!post.ok) return refuse(post.failure, values);
  const { intent, revision, ...draft } = post.value;
  const command = { cardId, revision, draft };
  switch (intent) {
    case "seal": {
      const sealed = await seal(db, viewer, command);
      if (sealed.ok) return redirect(`/loops/${sealed.value.loopId}/debrief`);
      // What was typed is kept even when the card is not complete enough to seal.
      if (sealed.failure.kind === "invalid") await saveDraft(db, viewer, command);
      return refuse(sealed.failure, values);
    }
    case "save": {
      const saved = await saveDraft(db, viewer, command);
      return saved.ok ? redirect(`/cards/${cardId}`) : refuse(saved.failure, values);
    }
  }
};

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  orKept(serverAction<typeof action>);

export default function CardPage() {
  const card = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  if (card.view === "write")
    return <CardForm key={card.id} card={card} refused={refused ?? null} />;
  if (card.view === "read") return <SealedCardView card={card} />;
  if (card.view === "ended") return <EndedCard card={card} />;
  return <LockedCard card={card} />;
}

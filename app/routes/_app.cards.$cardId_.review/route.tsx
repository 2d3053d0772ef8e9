import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import {
  type ClientActionFunctionArgs,
  type ClientLoaderFunctionArgs,
  Form,
  useActionData,
  useLoaderData,
  useLocation,
  useNavigation,
} from "@remix-run/react";
import { useEffect, useRef } from "react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { orKept } from "#app/components/offline.ts";
import { Notice, Page, TextLink } from "#app/components/page.tsx";
import { afterEveryPost, Refusal } from "#app/components/refusal.tsx";
import { Time } from "#app/components/time.tsx";
import { type RevealRule, roundWords } from "#app/domain/loop.ts";
import type { Failure } from "#app/domain/result.ts";
import { idIn, parseForm, readForm, refuse } from "#app/http/form.server.ts";
import { requireViewer } from "#app/http/session.server.ts";
import { Hints, PutBack } from "#app/routes/_app.cards.$cardId_.review/hints.tsx";
import {
  forReview,
  type ReviewedCard,
  ReviewPost,
} from "#app/routes/_app.cards.$cardId_.review/review.server.ts";
import { Suggestions } from "#app/routes/_app.cards.$cardId_.review/suggestions.tsx";
import { putAside, takeSuggestion } from "#app/routes/_app.cards.$cardId_.review/take.server.ts";
import { ToBeSealed } from "#app/routes/_app.cards.$cardId_.review/to-be-sealed.tsx";
import { getOwnCard } from "#db/queries/card.server.ts";
import { putHintsBack } from "#db/queries/put-aside.server.ts";
import { getReview } from "#db/queries/review.server.ts";
import { seal } from "#db/queries/writing.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.candidate.name ?? "Card"} · Review and seal · Evenhand` },
];

/** A card's author looks at it once more. To everybody else, and later, the card's own page answers. */
export const loader = async (args: LoaderFunctionArgs) => {
  const viewer = await requireViewer(args);
  const cardId = idIn(args.params, "cardId");
  const review = await getReview(args.context.db, viewer, cardId);
  if (!review) throw redirect(`/cards/${cardId}`);
  return forReview(review);
};

export const action = async (args: ActionFunctionArgs) => {
  const viewer = await requireViewer({ ...args, request: args.request.clone() });
  const { db } = args.context;
  const cardId = idIn(args.params, "cardId");
  const values = await readForm(args.request);
  const post = parseForm(ReviewPost, values);
  if (!post.ok) return refuse(post.failure, values);
  const card = `/cards/${cardId}`;
  const page = `${card}/review`;
  // Sealed already, or no longer theirs: the card's own page says which.
  const refused = async (failure: Failure) =>
    (await getOwnCard(db, viewer, cardId)) ? refuse(failure, values) : redirect(card);
  switch (post.value.intent) {
    case "seal": {
      const sealed = await seal(db, viewer, { cardId, revision: post.value.revision });
      return sealed.ok ? redirect(card) : refused(sealed.failure);
    }
    case "take": {
      const taken = await takeSuggestion(db, viewer, { cardId, ...post.value });
      return taken.ok ? redirect(page) : refused(taken.failure);
    }
    case "put-aside": {
      const aside = await putAside(db, viewer, { cardId, ...post.value });
      return aside.ok ? redirect(page) : refused(aside.failure);
    }
    case "put-back": {
      const back = await putHintsBack(db, viewer, cardId);
      return back.ok ? redirect(page) : refused(back.failure);
    }
  }
};

export const shouldRevalidate = afterEveryPost;

/** Read when the page opens and never before, as a prefetch would: the card is still being written. */
export const clientLoader = ({ serverLoader }: ClientLoaderFunctionArgs) =>
  serverLoader<typeof loader>();

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  orKept(serverAction<typeof action>);

const after: Record<RevealRule, string> = {
  "after-own": "Then you can read the others' sealed cards.",
  "after-all": "The others' cards open once everybody's are in.",
  never: "On this position you read only your own card.",
  open: "The others can read it at once.",
};

export default function ReviewPage() {
  const card = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const sealable = card.missing.length === 0;
  useArrival();
  return (
    <Page
      width="max-w-3xl"
      title={`Review your card on ${card.candidate.name}`}
      above={
        <>
          {card.position.title} · {roundWords[card.round.kind]} round,{" "}
          <Time at={card.round.startsAt} />
        </>
      }
      below={`Once sealed it is a numbered version that nobody can edit. ${after[card.rule]}`}
    >
      <Refusal failure={refused?.failure.fields ? undefined : refused?.failure} />
      <div className="pb-6">
        {sealable ? null : <Missing missing={card.missing} />}
        <Suggestions card={card} />
        <Hints hints={card.hints} refused={refused} />
        <PutBack card={card} />
        <ToBeSealed card={card} />
      </div>
      <SealForm id={card.id} revision={card.revision} sealable={sealable} />
    </Page>
  );
}

/** The page it was opened from is gone, and the focus with it: reading begins at the top. */
function useArrival() {
  useEffect(() => {
    if (document.activeElement === document.body)
      document.getElementById("main")?.focus({ preventScroll: true });
  }, []);
}

function Missing({ missing }: { missing: ReviewedCard["missing"] }) {
  return (
    <Notice
      tone="caution"
      title={
        missing.length === 1
          ? "One thing before you can seal"
          : `${missing.length} things before you can seal`
      }
    >
      <ul className="mt-1 grid gap-1">
        {missing.map(({ message, way }) => (
          <li key={message}>
            {message} <TextLink to={way.to}>{way.name}</TextLink>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** Always in reach, like the bar of the card itself: seal it, or go back to where one was. */
function SealForm({ id, revision, sealable }: { id: string; revision: number; sealable: boolean }) {
  const sending = useNavigation().state !== "idle";
  const form = useRef<HTMLFormElement>(null);
  const left = useLeft();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.repeat) return;
      event.preventDefault();
      form.current?.querySelector("button")?.click();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
  return (
    <Form
      ref={form}
      method="post"
      replace
      data-screen-only
      className="fixed inset-x-0 bottom-0 z-10 border-t border-line bg-surface lg:left-[13.5rem]"
    >
      <input type="hidden" name="revision" value={revision} />
      <div className="mx-auto flex max-w-3xl items-center justify-end gap-2 px-4 py-2.5 sm:px-8">
        <ButtonLink to={`/cards/${id}${left}`} look={sealable ? "quiet" : "primary"}>
          Keep writing
        </ButtonLink>
        {sealable ? (
          <Button
            look="primary"
            name="intent"
            value="seal"
            disabled={sending}
            aria-keyshortcuts="Control+Enter"
          >
            {sending ? "One moment" : "Seal it"}
          </Button>
        ) : null}
      </div>
    </Form>
  );
}

/** The place on the card that one came from, as its address names it. */
function useLeft(): string {
  const state: unknown = useLocation().state;
  const left = state && typeof state === "object" && "left" in state ? state.left : null;
  return typeof left === "string" ? `#${left}` : "";
}

import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import {
  type ClientActionFunctionArgs,
  useActionData,
  useLoaderData,
  useNavigation,
} from "@remix-run/react";
import { ButtonLink } from "#app/components/button.tsx";
import { orKept } from "#app/components/offline.ts";
import { Notice, Page, panel, TextLink } from "#app/components/page.tsx";
import { Refusal } from "#app/components/refusal.tsx";
import { Time } from "#app/components/time.tsx";
import { roundWords } from "#app/domain/loop.ts";
import { found, idIn, refuse } from "#app/http/form.server.ts";
import { requireViewer, timeZoneOf } from "#app/http/session.server.ts";
import { readUpload } from "#app/http/upload.server.ts";
import { PasteForm, Unread, UploadForm } from "#app/routes/_app.cards.$cardId_.file/bring-back.tsx";
import { Choose } from "#app/routes/_app.cards.$cardId_.file/choose.tsx";
import { LIMIT, takeFile } from "#app/routes/_app.cards.$cardId_.file/taking.server.ts";
import { getOwnCard, isAuthor } from "#db/queries/card.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.candidate.name ?? "Card"} · Fill it offline · Evenhand` },
];

/** For its author, while the card is theirs to write; later the card itself says how it stands. */
export const loader = async (args: LoaderFunctionArgs) => {
  const viewer = await requireViewer(args);
  const { db } = args.context;
  const cardId = idIn(args.params, "cardId");
  const own = await getOwnCard(db, viewer, cardId);
  if (!own) throw redirect(found((await isAuthor(db, viewer, cardId)) ? `/cards/${cardId}` : null));
  const filled = new URL(args.request.url).searchParams.get("filled") ?? "";
  const { id, candidate, position, round, savedAt } = own;
  return {
    ...{ id, candidate, position, savedAt },
    round: { kind: round.kind, startsAt: round.startsAt },
    /** How many places the last file filled in, after it was put on the card. */
    filled: /^\d{1,4}$/.test(filled) ? Number(filled) : null,
    limit: LIMIT,
  };
};

export const action = async (args: ActionFunctionArgs) => {
  const viewer = await requireViewer({ ...args, request: args.request.clone() });
  const cardId = idIn(args.params, "cardId");
  const upload = await readUpload(args.request, LIMIT);
  const place = { cardId, timeZone: timeZoneOf(args.request) };
  const taken = await takeFile(args.context.db, viewer, place, upload);
  if ("notTaken" in taken) return data(taken, { status: taken.status });
  if (!taken.ok) return refuse(taken.failure);
  return redirect(`/cards/${cardId}/file?filled=${taken.value.changed}`);
};

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  orKept(serverAction<typeof action>);

export default function FillOffline() {
  const card = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const sending = useNavigation().state !== "idle";
  const notTaken = answer && "notTaken" in answer ? answer.notTaken : null;
  return (
    <Page
      title="Fill it offline"
      above={
        <>
          <TextLink to={`/cards/${card.id}`}>{card.candidate.name}</TextLink> ·{" "}
          {card.position.title} · {roundWords[card.round.kind]} round,{" "}
          <Time at={card.round.startsAt} />
        </>
      }
      below="Take the card with you as a text file, write in any editor, and bring it back."
      width="max-w-3xl"
    >
      {answer && "failure" in answer ? <Refusal failure={answer.failure} /> : null}
      {notTaken?.state === "clashing" ? (
        <Choose card={card} asked={notTaken} sending={sending} />
      ) : (
        <>
          {notTaken?.state === "refused" ? (
            <Notice tone="error" title={notTaken.message} live>
              {notTaken.otherCard ? (
                <>
                  <TextLink to={`/cards/${notTaken.otherCard}/file`}>
                    Bring it to the card it is for
                  </TextLink>
                  , or choose another file here.
                </>
              ) : null}
            </Notice>
          ) : null}
          {notTaken?.state === "unread" ? <Unread unread={notTaken} /> : null}
          {notTaken === null && card.filled !== null ? (
            <Filled id={card.id} count={card.filled} />
          ) : null}
          {notTaken && notTaken.text !== "" ? (
            <section className={`${panel} mb-6 p-4`}>
              <PasteForm text={notTaken.text} sending={sending} again />
            </section>
          ) : null}
          <ol className="grid gap-4">
            <Take card={card} first={notTaken === null && card.filled === null} />
            <li className={`${panel} p-4`}>
              <h2 className="text-heading">Bring it back</h2>
              <p className="mb-3 max-w-measure text-muted">
                What the file leaves empty stays on the card as it is. Nothing is sealed by this.
              </p>
              <UploadForm limit={card.limit} sending={sending} />
              {notTaken && notTaken.text !== "" ? null : (
                <details className="mt-3">
                  <summary className="fold py-2.5 sm:py-2">
                    <span>Or paste its text</span>
                  </summary>
                  <PasteForm text="" sending={sending} />
                </details>
              )}
            </li>
          </ol>
        </>
      )}
    </Page>
  );
}

function Take({
  card: { id, savedAt },
  first,
}: {
  card: { readonly id: string; readonly savedAt: Date | null };
  /** Whether it is what most come for. */
  first: boolean;
}) {
  return (
    <li className={`${panel} p-4`}>
      <h2 className="text-heading">Take it with you</h2>
      <p className="mb-3 max-w-measure text-muted">
        The file holds the questions, the anchors and a place for each answer
        {savedAt ? (
          <>
            , with what you had written by <Time at={savedAt} />
          </>
        ) : null}
        .
      </p>
      <a
        href={`/cards/${id}/card.txt`}
        download
        className={`button ${first ? "button-primary" : "button-quiet"}`}
      >
        Download the card
      </a>
    </li>
  );
}

function Filled({ id, count }: { id: string; count: number }) {
  return (
    <Notice
      tone="saved"
      title={
        count === 0
          ? "The card already says what your file says."
          : `Saved: ${count === 1 ? "one field" : `${count} fields`} on the card now ${count === 1 ? "says" : "say"} what your file says.`
      }
      live
    >
      <p>{count === 0 ? "Nothing was changed." : "It is a draft until you seal it."}</p>
      <p>
        <ButtonLink look="primary" to={`/cards/${id}`}>
          Look it over and seal it
        </ButtonLink>
      </p>
    </Notice>
  );
}

import { Form, useNavigation, useRevalidator } from "@remix-run/react";
import { type ReactNode, useEffect, useState } from "react";
import { Button } from "#app/components/button.tsx";
import { TextField } from "#app/components/field.tsx";
import { Notice } from "#app/components/page.tsx";
import { Time } from "#app/components/time.tsx";
import type { Refused } from "#app/http/form.server.ts";
import type { Reopening } from "#db/queries/card.server.ts";

const usePosting = (...intents: readonly string[]) => {
  const intent = useNavigation().formData?.get("intent");
  return typeof intent === "string" && intents.includes(intent);
};

/** A refused post tells of a card that changed meanwhile: reads it again, so that the page says how. */
export function useReadAgain(refused: Refused | null) {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (refused && !refused.failure.fields) revalidate();
  }, [refused, revalidate]);
}

/** For a minute after sealing, while nobody has read: the way back. The server has the last word. */
export function UndoSeal({ left, version }: { left: number; version: number }) {
  const [seconds, setSeconds] = useState(Math.ceil(left / 1000));
  const posting = usePosting("undo");
  const { revalidate } = useRevalidator();
  useEffect(() => {
    const until = Date.now() + left;
    const timer = window.setInterval(
      () => setSeconds(Math.max(0, Math.ceil((until - Date.now()) / 1000))),
      1000,
    );
    // Then the page offers what comes after the minute.
    const over = window.setTimeout(revalidate, left + 1000);
    return () => {
      window.clearInterval(timer);
      window.clearTimeout(over);
    };
  }, [left, revalidate]);
  return (
    <div aria-live="polite">
      {seconds === 0 ? (
        <Notice tone="saved" title="Sealed. The seal stands now." />
      ) : (
        <Notice tone="saved" title="Sealed.">
          <p>
            You can take it back for a minute, as long as nobody has read it. Opening the debrief
            ends that too.
          </p>
          <Form method="post" className="mt-3 flex flex-wrap items-center gap-3">
            <input type="hidden" name="version" value={version} />
            <Button name="intent" value="undo" disabled={posting}>
              {posting ? "Undoing" : "Undo"}
            </Button>
            <span aria-hidden className="text-muted">
              {seconds === 1 ? "1 second left" : `${seconds} seconds left`}
            </span>
          </Form>
        </Notice>
      )}
    </div>
  );
}

/** A form with a reason that unfolds from its own name. */
function ReasonForm({
  summary,
  intent,
  label,
  example,
  refused,
  hidden = {},
  children,
}: {
  summary: string;
  intent: string;
  label: string;
  example: string;
  refused: Refused | null;
  hidden?: Readonly<Record<string, string | number>>;
  children: ReactNode;
}) {
  const mine = refused?.values?.intent === intent ? refused : null;
  const typed = mine?.values?.reason;
  const posting = usePosting(intent);
  return (
    <details open={mine !== null} className="mt-8" data-screen-only>
      <summary className="inline-flex min-h-11 items-center text-accent-text underline decoration-current/40 underline-offset-3 hover:decoration-current sm:min-h-9">
        {summary}
      </summary>
      <Form
        method="post"
        className="mt-2 grid max-w-measure gap-3 rounded-box border border-line bg-surface p-4"
      >
        <div className="text-muted">{children}</div>
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <TextField
          label="Reason"
          name="reason"
          required
          maxLength={500}
          placeholder={example}
          defaultValue={typeof typed === "string" ? typed : ""}
          error={mine?.failure.fields?.reason}
        />
        <div>
          <Button name="intent" value={intent} disabled={posting}>
            {label}
          </Button>
        </div>
      </Form>
    </details>
  );
}

/** The author's way to have a sealed card back. */
export function AskReopen({ refused }: { refused: Refused | null }) {
  return (
    <ReasonForm
      summary="Ask to reopen this card"
      intent="ask-reopen"
      label="Ask a lead"
      example="I mixed up two answers"
      refused={refused}
    >
      A recruiting lead decides. If they agree you write a second version; the first one is kept
      beside it, with your reason. Until then the sealed card stands.
    </ReasonForm>
  );
}

/** What became of the author's request. */
export function Request({
  askedAt,
  askedFor,
  reopening,
}: {
  askedAt: Date | null;
  askedFor: string | null;
  reopening: Reopening | null;
}) {
  if (askedAt)
    return (
      <Notice tone="caution" title="You asked for this card back.">
        <p>
          Asked <Time at={askedAt} />: <span className="prose-own">{askedFor}</span>
        </p>
        <p>A recruiting lead decides. Until then the sealed card stands.</p>
      </Notice>
    );
  if (reopening?.step !== "declined") return null;
  return (
    <Notice title="Your request to reopen this card was declined.">
      {reopening.by ?? "A lead"} declined it <Time at={reopening.at} />. The sealed card stands; you
      can ask again with another reason.
    </Notice>
  );
}

type LeadCard = {
  readonly interviewer: { readonly name: string };
  readonly number: number | null;
  readonly askedAt: Date | null;
};

/** A lead's answer to a request. The reason is shown where the card may be read. */
export function AnswerRequest({ card, askedFor }: { card: LeadCard; askedFor: string | null }) {
  const posting = usePosting("grant-reopen", "decline-reopen");
  if (card.askedAt === null) return null;
  return (
    <Notice tone="caution" title={`${card.interviewer.name} asks for this card back.`}>
      <p>
        Asked <Time at={card.askedAt} />
        {askedFor === null ? (
          ". Their reason may tell what the card says, so you can read it once the card is open to you."
        ) : (
          <>
            : <span className="prose-own">{askedFor}</span>
          </>
        )}
      </p>
      <p>
        Reopened, it is closed to everybody and counts nowhere until they seal it again. Both
        versions are kept.
      </p>
      <Form method="post" className="mt-3 flex flex-wrap gap-2">
        <input type="hidden" name="version" value={card.number ?? 0} />
        <input type="hidden" name="seen" value={card.askedAt.toISOString()} />
        <Button look="primary" name="intent" value="grant-reopen" disabled={posting}>
          Reopen the card
        </Button>
        <Button name="intent" value="decline-reopen" disabled={posting}>
          Decline
        </Button>
      </Form>
    </Notice>
  );
}

/** A lead gives a card back that nobody asked for. */
export function HandBack({ card, refused }: { card: LeadCard; refused: Refused | null }) {
  return (
    <ReasonForm
      summary={`Hand this card back to ${card.interviewer.name}`}
      intent="hand-back"
      label="Hand it back"
      example="It was written on another candidate"
      refused={refused}
      hidden={{ version: card.number ?? 0 }}
    >
      They write a second version, and both are kept. Until it is sealed the card is closed to
      everybody and counts nowhere. They read your reason, so do not tell them what others wrote.
    </ReasonForm>
  );
}

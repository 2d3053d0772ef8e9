import { zodResolver } from "@hookform/resolvers/zod";
import { Form, useNavigation } from "@remix-run/react";
import { type FormEvent, useEffect, useMemo, useRef, useState } from "react";
import { FormProvider, useForm } from "react-hook-form";
import { Notice, Page, TextLink } from "#app/components/page.tsx";
import { Time } from "#app/components/time.tsx";
import { roundWords } from "#app/domain/loop.ts";
import { Sealable } from "#app/domain/scorecard.ts";
import { typedDraft } from "#app/domain/typed-draft.ts";
import type { Refused } from "#app/http/form.server.ts";
import { useAutosave } from "#app/routes/_app.cards.$cardId/autosave.ts";
import { CriterionField } from "#app/routes/_app.cards.$cardId/criterion-field.tsx";
import { Missing } from "#app/routes/_app.cards.$cardId/missing.tsx";
import { PatternFields } from "#app/routes/_app.cards.$cardId/pattern-fields.tsx";
import { SealBar } from "#app/routes/_app.cards.$cardId/seal-bar.tsx";
import { SealDialog } from "#app/routes/_app.cards.$cardId/seal-dialog.tsx";
import { TwoVersions } from "#app/routes/_app.cards.$cardId/two-versions.tsx";
import { VerdictFields } from "#app/routes/_app.cards.$cardId/verdict-fields.tsx";
import type { WritingCard } from "#app/routes/_app.cards.$cardId/writing-card.server.ts";

/** The card being written. Everything in it also works as a plain posted form. */
export function CardForm({ card, refused }: { card: WritingCard; refused: Refused | null }) {
  const shape = useMemo(
    () => ({
      points: card.scale.length,
      levels: card.levels,
      criteria: card.criteria,
      patterns: card.patterns,
    }),
    [card.scale, card.levels, card.criteria, card.patterns],
  );
  const start = refused?.values ? typedDraft(refused.values, shape) : card.draft;
  const check = useMemo(() => zodResolver(Sealable(shape)), [shape]);
  const form = useForm({
    defaultValues: start,
    // An untouched radio button reads null, which is "not rated yet" and not a fault of its own.
    resolver: (...[values, context, options]: Parameters<typeof check>) =>
      check(typedDraft(values, shape), context, options),
  });
  const saving = useAutosave(`/cards/${card.id}/draft`, card);
  const dialog = useRef<HTMLDialogElement>(null);
  const sending = useNavigation().state !== "idle";
  const { save } = saving;
  const fields = { ...refused?.failure.fields, ...(save.state === "refused" ? save.fields : {}) };
  const [chosen, setChosen] = useState(false);
  // Without JavaScript a refused post is how a newer version shows; with it, autosave hears of one.
  const posted = refused?.failure.kind === "conflict" && !chosen ? newerThan(card) : null;
  const newer = saving.save.state === "conflict" ? saving.save.newer : posted;
  const { changed, flush } = saving;

  useEffect(() => {
    const { unsubscribe } = form.watch(() => changed());
    return unsubscribe;
  }, [form, changed]);

  // A refused seal may mean that another tab saved meanwhile: ask, so that both versions are shown.
  useEffect(() => {
    if (refused?.failure.kind === "conflict") changed();
  }, [refused, changed]);

  /** Sealing asks once more, after the browser has checked what the server will check again. */
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    const { submitter } = event.nativeEvent as SubmitEvent;
    if (submitter?.closest("dialog")) return saving.stop();
    event.preventDefault();
    void form.handleSubmit(async () => {
      if (await flush()) dialog.current?.showModal();
      else document.getElementById("trouble")?.scrollIntoView({ block: "center" });
    })();
  };

  const focusFirst = card.criteria.toSorted((a, b) => Number(b.focus) - Number(a.focus));
  return (
    <Page
      width="max-w-4xl"
      title={card.candidate.name}
      above={
        <>
          {card.position.title} · {roundWords[card.round.kind]} round,{" "}
          <Time at={card.round.startsAt} /> · <TextLink to={`/loops/${card.loopId}`}>Loop</TextLink>
        </>
      }
      below={card.candidate.headline}
    >
      {card.reopened ? <Reopened id={card.id} reopened={card.reopened} /> : null}
      <FormProvider {...form}>
        <Form method="post" ref={saving.form} onSubmit={onSubmit} noValidate className="pb-24">
          <input type="hidden" name="revision" value={saving.revision} readOnly />
          <span id="trouble" />
          {refused ? (
            <Notice tone="error" title={refused.failure.message} live>
              Nothing you typed was lost. What needs a look is marked below.
            </Notice>
          ) : null}
          {newer ? (
            <TwoVersions
              newer={newer}
              criteria={card.criteria}
              settle={(revision) => {
                setChosen(true);
                saving.settle(revision);
              }}
            />
          ) : null}
          {saving.save.state === "signed-out" ? <SignedOut /> : null}
          {saving.save.state === "refused" ? (
            <Notice tone="error" title={saving.save.message} live>
              Your text stays on this page; copy what you need.
            </Notice>
          ) : null}
          <ol className="grid gap-4">
            {focusFirst.map((criterion) => (
              <CriterionField
                key={criterion.key}
                criterion={criterion}
                scale={card.scale}
                fields={fields}
                start={start}
              />
            ))}
          </ol>
          <PatternFields patterns={card.patterns} fields={fields} start={start} />
          <VerdictFields levels={card.levels} fields={fields} start={start} />
          <Missing titles={card.criteria} />
          <SealBar total={card.criteria.length} save={saving.save} sending={sending} />
          <SealDialog
            ref={dialog}
            sending={sending}
            candidate={card.candidate.name}
            rule={card.rule}
          />
        </Form>
      </FormProvider>
    </Page>
  );
}

const newerThan = ({ draft, revision, savedAt }: WritingCard) => ({
  draft,
  revision,
  savedAt: (savedAt ?? new Date(0)).toISOString(),
});

function Reopened({
  id,
  reopened: { by, at, reason },
}: {
  id: string;
  reopened: NonNullable<WritingCard["reopened"]>;
}) {
  return (
    <Notice
      tone="caution"
      title={
        <>
          {by ?? "A lead"} reopened this card <Time at={at} />.
        </>
      }
    >
      <p className="prose-own">{reason}</p>
      <p>
        Seal it again as the next version.{" "}
        <TextLink to={`/cards/${id}?sealed`}>The sealed version before it</TextLink> is kept.
      </p>
    </Notice>
  );
}

function SignedOut() {
  return (
    <Notice tone="caution" title="You were signed out." live>
      Your text is kept on this page.{" "}
      <a href="/sign-in" target="_blank" rel="noreferrer" className="underline">
        Sign in in a new tab
      </a>
      , and it is saved here by itself.
    </Notice>
  );
}

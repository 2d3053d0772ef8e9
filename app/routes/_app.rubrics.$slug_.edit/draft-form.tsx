import { Form, useLocation, useNavigation, useSubmit } from "@remix-run/react";
import { type FormEvent, useEffect, useMemo, useState } from "react";
import { Button } from "#app/components/button.tsx";
import { FieldError, TextArea, TextField } from "#app/components/field.tsx";
import { Notice, Page, panel, Section, TextLink } from "#app/components/page.tsx";
import { Refusal } from "#app/components/refusal.tsx";
import { Time } from "#app/components/time.tsx";
import { weightTotal } from "#app/domain/rubric-draft.ts";
import { Levels, Scale } from "#app/routes/_app.rubrics.$slug_.edit/about-fields.tsx";
import { CriterionFields } from "#app/routes/_app.rubrics.$slug_.edit/criterion-fields.tsx";
import { DraftBar } from "#app/routes/_app.rubrics.$slug_.edit/draft-bar.tsx";
import { Overtaken, Problems } from "#app/routes/_app.rubrics.$slug_.edit/draft-notices.tsx";
import type { DraftAnswer, DraftPage } from "#app/routes/_app.rubrics.$slug_.edit/draft-page.ts";
import { NewerDraft } from "#app/routes/_app.rubrics.$slug_.edit/newer-draft.tsx";
import { Patterns } from "#app/routes/_app.rubrics.$slug_.edit/pattern-list.tsx";
import { useSaving } from "#app/routes/_app.rubrics.$slug_.edit/saving.ts";

/** A rubric's next version being written. All of it also works as a plain posted form. */
export function DraftForm({
  page,
  answer,
  renew,
}: {
  page: DraftPage;
  answer: DraftAnswer | undefined;
  /** Fills the form anew from a draft that was not saved here. */
  renew: () => void;
}) {
  const { slug, version, fields } = page;
  const draft = answer?.typed ?? page.content;
  const posted = useMemo(
    () =>
      answer?.newer && answer.failure
        ? { state: "conflict" as const, message: answer.failure.message, newer: answer.newer }
        : null,
    [answer],
  );
  const submit = useSubmit();
  const busy = useNavigation().formMethod === "POST";
  const saving = useSaving(`/rubrics/${slug}/edit/draft`, page, posted, busy, renew);
  const [total, setTotal] = useState(() => weightTotal(draft.criteria.map((c) => c.weight)));
  const [levels, setLevels] = useState<readonly string[]>(draft.levels);
  // Without scripts the answer to the post is all there is.
  const [scripted, setScripted] = useState(false);
  useEffect(() => setScripted(true), []);
  const newer =
    saving.save.state === "conflict" ? saving.save.newer : scripted ? undefined : answer?.newer;
  usePlaceInAddress();

  // Counted anew where criteria came or went.
  const count = draft.criteria.length;
  const { form } = saving;
  useEffect(() => {
    if (count >= 0) setTotal(weightTotal(weightsIn(form.current)));
  }, [count, form]);

  const onInput = (event: FormEvent<HTMLFormElement>) => {
    setTotal(weightTotal(weightsIn(event.currentTarget)));
    saving.changed();
  };

  /** Whatever a button asks for, what was typed is saved first. */
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    const { submitter } = event.nativeEvent as SubmitEvent;
    event.preventDefault();
    void saving.flush().then((saved) => {
      if (!saved) return document.getElementById("newer")?.scrollIntoView({ block: "center" });
      const body = saving.press(submitter);
      if (body) submit(body, { method: "post", preventScrollReset: true });
    });
  };

  return (
    <Page
      title={page.title}
      above={
        <>
          <TextLink to="/rubrics">Rubrics</TextLink>
          {page.newest ? (
            <>
              {" · "}
              <TextLink to={`/rubrics/${slug}`}>Version {page.newest.number}</TextLink>
            </>
          ) : null}
        </>
      }
      below={
        <>
          Draft of version {version}
          {page.base ? `, begun from version ${page.base.number}` : ""}. Seen by recruiting leads
          alone until it is published.
        </>
      }
    >
      {page.own ? null : (
        <Notice tone="caution" title={`${page.by} is editing this draft`}>
          Begun <Time at={page.begunAt} />, last saved <Time at={page.savedAt} />. What you change
          here is the same draft.
        </Notice>
      )}
      <Overtaken page={page} />
      {answer?.failure && !newer ? <Refusal failure={answer.failure} /> : null}
      <Problems fields={fields} draft={draft} />
      <Form
        method="post"
        ref={saving.form}
        onInput={onInput}
        onSubmit={onSubmit}
        noValidate
        className="pb-24"
      >
        <input type="hidden" name="id" value={page.id} />
        <input type="hidden" name="revision" value={page.revision} />
        {/* What Enter in a text field presses. */}
        <button type="submit" name="intent" value="save" className="hidden" tabIndex={-1}>
          Save draft
        </button>
        {newer ? (
          <NewerDraft
            newer={newer}
            slug={slug}
            keepMine={() => saving.keepMine(newer)}
            stop={saving.stop}
          />
        ) : null}
        <Section title="About this rubric">
          <div className={`${panel} grid gap-4 p-4`}>
            <div id="title">
              <TextField
                label="Title"
                name="title"
                maxLength={80}
                defaultValue={draft.title}
                error={fields.title}
              />
            </div>
            <div id="summary">
              <TextArea
                label="Summary"
                name="summary"
                maxLength={600}
                rows={2}
                className="field-sizing-content"
                hint="What it is for, in a sentence or two."
                defaultValue={draft.summary}
                error={fields.summary}
              />
            </div>
            <Levels chosen={levels} choose={setLevels} error={fields.levels} />
            <Scale words={draft.scale} fields={fields} />
          </div>
        </Section>
        <div id="criteria" tabIndex={-1} className="outline-none">
          <Section
            title="Criteria"
            note="An anchor says what the person did or said, so that two strangers would give the same score. The lowest and the highest point need one at every level."
          >
            <FieldError message={fields.criteria} />
            <ol className="grid gap-3">
              {draft.criteria.map((criterion, at) => (
                <CriterionFields
                  key={criterion.id}
                  criterion={criterion}
                  at={at}
                  last={at === draft.criteria.length - 1}
                  levels={levels}
                  scale={draft.scale}
                  fields={fields}
                />
              ))}
            </ol>
            <div className="mt-3">
              <Button name="intent" value="add" disabled={draft.criteria.length >= 12}>
                Add a criterion
              </Button>
            </div>
          </Section>
        </div>
        <Patterns page={page} draft={draft} levels={levels} />
        <Section title="Discard">
          <details className={panel}>
            <summary className="min-h-11 px-4 py-3 font-medium text-accent-text hover:underline">
              Discard this draft
            </summary>
            <div className="grid gap-3 border-t border-line p-4">
              <p className="max-w-measure">
                Published versions stay as they are. What is typed here is gone for good.
              </p>
              <div>
                <Button look="danger" name="intent" value="discard">
                  Discard the draft
                </Button>
              </div>
            </div>
          </details>
        </Section>
        <DraftBar total={total} save={saving.save} busy={busy} />
      </Form>
    </Page>
  );
}

const weightsIn = (form: HTMLFormElement | null): string[] =>
  [...(form?.querySelectorAll<HTMLInputElement>("input[data-weight]") ?? [])].map(
    (input) => input.value,
  );

/** After a button that changed the list: the place it led to is unfolded and has the focus. */
function usePlaceInAddress() {
  const location = useLocation();
  useEffect(() => {
    const { hash } = location;
    const place = hash ? document.getElementById(decodeURIComponent(hash.slice(1))) : null;
    if (!place) return;
    const folded = /^(criterion|pattern)-/.test(place.id) ? place.querySelector("details") : null;
    const fold = folded ?? place.closest("details");
    if (fold) fold.open = true;
    const within = "input:not([type=hidden]), textarea";
    const list = place.id === "criteria" || place.id === "patterns";
    const field = list ? null : (folded ?? place).querySelector(within);
    const target = field ?? place;
    if (target instanceof HTMLElement) target.focus();
  }, [location]);
}

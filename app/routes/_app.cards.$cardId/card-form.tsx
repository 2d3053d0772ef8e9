import { Form, useLocation, useNavigate, useNavigation } from "@remix-run/react";
import { type FormEvent, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { type FieldErrors, FormProvider, get, useForm } from "react-hook-form";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { setCookie, YEAR } from "#app/components/cookie.ts";
import { Notice, Page, TextLink } from "#app/components/page.tsx";
import { Time } from "#app/components/time.tsx";
import { roundWords } from "#app/domain/loop.ts";
import type { Draft } from "#app/domain/scorecard.ts";
import { typedDraft } from "#app/domain/typed-draft.ts";
import type { Refused } from "#app/http/form.server.ts";
import { formName, onPage, useAutosave } from "#app/routes/_app.cards.$cardId/autosave.ts";
import type { Check } from "#app/routes/_app.cards.$cardId/check.ts";
import { ClockFace, useClock } from "#app/routes/_app.cards.$cardId/clock.tsx";
import { CriterionField } from "#app/routes/_app.cards.$cardId/criterion-field.tsx";
import { Keys } from "#app/routes/_app.cards.$cardId/keys.tsx";
import { KitBeside } from "#app/routes/_app.cards.$cardId/kit-beside.tsx";
import { controlAt, landOn, placeLeft } from "#app/routes/_app.cards.$cardId/landing.ts";
import { Missing } from "#app/routes/_app.cards.$cardId/missing.tsx";
import { Notes } from "#app/routes/_app.cards.$cardId/notes.tsx";
import { PatternFields, type PatternList } from "#app/routes/_app.cards.$cardId/pattern-fields.tsx";
import { ProbeFields } from "#app/routes/_app.cards.$cardId/probe-fields.tsx";
import { OtherPerson, SaveNotices } from "#app/routes/_app.cards.$cardId/save-notices.tsx";
import { SealBar } from "#app/routes/_app.cards.$cardId/seal-bar.tsx";
import { TextAids } from "#app/routes/_app.cards.$cardId/text-aids.tsx";
import { VerdictFields } from "#app/routes/_app.cards.$cardId/verdict-fields.tsx";
import type { WritingCard } from "#app/routes/_app.cards.$cardId/writing-card.server.ts";

const none: NonNullable<WritingCard["kit"]>["probes"] = [];
const loadCheck = () => import("#app/routes/_app.cards.$cardId/check.ts");

/** The card being written. Everything in it also works as a plain posted form. */
export function CardForm({ card, refused }: { card: WritingCard; refused: Refused | null }) {
  const shape = useMemo(
    () => ({
      points: card.scale.length,
      levels: card.levels,
      criteria: card.criteria,
      patterns: card.patterns,
      probes: card.probes,
    }),
    [card.scale, card.levels, card.criteria, card.patterns, card.probes],
  );
  const start = useMemo(
    () => (refused?.values ? typedDraft(refused.values, shape) : card.draft),
    [refused, shape, card.draft],
  );
  const [shown] = useState(() => onPage(card, start, shape));
  const form = useForm({
    defaultValues: shown,
    // A field may be folded away, where it takes no focus: landing there unfolds it first.
    shouldFocusError: false,
    // Where the check cannot be fetched, the server's alone has to do.
    resolver: async (...given: Parameters<Check>) =>
      (await loadCheck().catch(() => null))?.checking(shape)(...given) ?? {
        values: typedDraft(given[0], shape),
        errors: {},
      },
  });
  const saving = useAutosave(card, form, shape, refused?.failure.kind === "conflict");
  const navigate = useNavigate();
  const sending = useNavigation().state !== "idle";
  const { save } = saving;
  const unsaved = save.state === "refused" ? save.fields : undefined;
  const fields = useMemo(() => ({ ...refused?.failure.fields, ...unsaved }), [refused, unsaved]);
  const { flush } = saving;

  useEffect(() => {
    // Fetched while the network is there, so that it is at hand when sealing is tried.
    const { unsubscribe } = form.watch(() => void loadCheck().catch(() => {}));
    return unsubscribe;
  }, [form]);

  const patterns = useRef<PatternList>(null);
  const kit = useRef<HTMLElement>(null);
  const [folded, setFolded] = useState(card.kitFolded);
  const addPattern = useCallback(() => patterns.current?.add(), []);
  const answerProbe = useCallback((key: string) => {
    kit.current?.dispatchEvent(new Event("close-sheet"));
    landOn(document.getElementById(`probe-${key}`));
  }, []);
  const review = useCallback(
    () => document.querySelector<HTMLElement>("[data-review]")?.click(),
    [],
  );
  const foldKit = useCallback(() => {
    if (kit.current?.hasAttribute("data-open"))
      return kit.current.dispatchEvent(new Event("close-sheet"));
    rememberFold(true);
    flushSync(() => setFolded(true));
    document.getElementById("show-kit")?.focus();
  }, []);
  useLanding();

  /** The browser checks first what the server will check again, then shows what will be sealed. */
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void form.handleSubmit(async () => {
      if (await flush()) navigate(`/cards/${card.id}/review`, { state: { left: placeLeft() } });
      else document.getElementById("trouble")?.scrollIntoView({ block: "center" });
    }, landOnFirst)();
  };

  const focusFirst = useMemo(
    () => card.criteria.toSorted((a, b) => Number(b.focus) - Number(a.focus)),
    [card.criteria],
  );
  const beside = card.kit !== null && !folded;
  const width = beside ? "max-w-7xl" : "max-w-4xl";
  const somebodyElse = save.state === "not-yours";
  return (
    <>
      {somebodyElse ? <OtherPerson /> : null}
      <div hidden={somebodyElse}>
        <Page
          width={width}
          title={card.candidate.name}
          above={
            <>
              {card.position.title} · {roundWords[card.round.kind]} round,{" "}
              <Time at={card.round.startsAt} /> ·{" "}
              <TextLink to={`/loops/${card.loopId}`}>Loop</TextLink>
              <RoundClock round={card.round} />
            </>
          }
          below={card.candidate.headline}
          actions={
            <>
              <Keys points={card.scale.length} addPattern={addPattern} review={review} />
              <ButtonLink look="bare" to="?sheet">
                Print
              </ButtonLink>
              <ButtonLink look="bare" to={`/cards/${card.id}/file`}>
                Fill it offline
              </ButtonLink>
              {card.kit && folded ? (
                <Button
                  id="show-kit"
                  type="button"
                  className="needs-script max-lg:hidden"
                  onClick={() => {
                    rememberFold(false);
                    flushSync(() => setFolded(false));
                    document.getElementById("kit-title")?.focus();
                  }}
                >
                  Show the kit
                </Button>
              ) : null}
            </>
          }
        >
          {card.reopened ? <Reopened id={card.id} reopened={card.reopened} /> : null}
          <div
            className={
              beside
                ? "lg:grid print:block lg:grid-cols-[minmax(0,1fr)_20rem] lg:gap-6 xl:grid-cols-[minmax(0,1fr)_22rem]"
                : undefined
            }
          >
            <FormProvider {...form}>
              <Form
                id={formName(card)}
                autoComplete="off"
                method="post"
                ref={saving.form}
                onSubmit={onSubmit}
                noValidate
                className="min-w-0 pb-24"
              >
                <input type="hidden" name="revision" value={saving.revision} readOnly />
                <TextAids round={card.round} points={card.scale.length}>
                  <div className="@container">
                    <span id="trouble" />
                    <SaveNotices saving={saving} card={card} refused={refused} start={start} />
                    <Notes card={card} fields={fields} start={start} />
                    <ol className="grid gap-4">
                      {focusFirst.map((criterion) => (
                        <CriterionField
                          key={criterion.key}
                          card={card}
                          criterion={criterion}
                          fields={fields}
                          start={start}
                        />
                      ))}
                    </ol>
                    <ProbeFields probes={card.kit?.probes ?? none} fields={fields} start={start} />
                    <PatternFields
                      ref={patterns}
                      patterns={card.patterns}
                      level={card.position.level}
                      fields={fields}
                      start={start}
                    />
                    <VerdictFields levels={card.levels} fields={fields} start={start} />
                    <Missing criteria={card.criteria} probes={card.probes} />
                  </div>
                </TextAids>
                <SealBar
                  review={`/cards/${card.id}/review`}
                  total={card.criteria.length}
                  save={saving.save}
                  sending={sending}
                  width={width}
                  openKit={card.kit ? (opener) => openKit(kit.current, opener) : null}
                />
              </Form>
            </FormProvider>
            {card.kit ? (
              <aside
                ref={kit}
                id="kit"
                aria-labelledby="kit-title"
                data-folded={folded || undefined}
                className="kit"
              >
                <KitBeside
                  kit={card.kit}
                  round={card.round}
                  answerProbe={answerProbe}
                  fold={foldKit}
                />
              </aside>
            ) : null}
          </div>
        </Page>
      </div>
    </>
  );
}

/** A link to a place on the card unfolds what the place lies in, wherever it was followed. */
function useLanding() {
  const location = useLocation();
  // Another location each time, so that the same link followed again lands again.
  useEffect(() => {
    const { hash } = location;
    if (hash !== "" && hash !== "#main") landOn(document.getElementById(hash.slice(1)));
  }, [location]);
}

/** Of the fields with a message, the one that stands first. */
function landOnFirst(errors: FieldErrors<Draft>) {
  const named = [...document.querySelectorAll("[name]")].map((one) => one.getAttribute("name"));
  const first = named.find((name) => name && get(errors, name));
  if (first) landOn(controlAt(first));
}

/** The server reads it too, so that a folded kit does not open for a moment. */
function rememberFold(folded: boolean) {
  setCookie("kit", folded ? "folded" : "open", YEAR);
}

function openKit(kit: HTMLElement | null, opener: HTMLElement) {
  if (!kit) return;
  if (kit.hasAttribute("data-open")) kit.dispatchEvent(new Event("close-sheet"));
  else
    void import("#app/routes/_app.cards.$cardId/kit-sheet.ts")
      .then(({ openSheet }) => openSheet(kit, opener))
      // Without it the link's own way: the kit is shown where it stands, below the card.
      .catch(() => window.location.assign("#kit"));
}

function RoundClock({ round }: { round: WritingCard["round"] }) {
  const clock = useClock(round);
  return clock ? (
    <>
      {" · "}
      <ClockFace clock={clock} round={round} />
    </>
  ) : null;
}

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

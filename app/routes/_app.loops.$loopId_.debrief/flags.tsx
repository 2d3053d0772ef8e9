import { Form, useNavigation, useSearchParams } from "@remix-run/react";
import { Badge, type BadgeTone } from "#app/components/badge.tsx";
import { Button } from "#app/components/button.tsx";
import { Choice } from "#app/components/choice.tsx";
import { FieldError, TextArea } from "#app/components/field.tsx";
import { FilterWays } from "#app/components/filter-ways.tsx";
import { LightText } from "#app/components/light-text.tsx";
import { Notice, panel, Section } from "#app/components/page.tsx";
import { Time } from "#app/components/time.tsx";
import { typedIn } from "#app/components/typed.ts";
import {
  conclusions,
  conclusionWords,
  type FlagState,
  flagStates,
  flagStateWords,
  type Sighting,
} from "#app/domain/ledger.ts";
import { levelWords } from "#app/domain/level.ts";
import type { Refused } from "#app/http/form.server.ts";
import type {
  OpenDebrief,
  ShownFlag,
} from "#app/routes/_app.loops.$loopId_.debrief/opened.server.ts";
import type { Panel, Resolution } from "#db/queries/panel.server.ts";

const tones: Record<FlagState, BadgeTone> = {
  contested: "caution",
  corroborated: "accent",
  single: "plain",
  withdrawn: "plain",
};

type Shown = Pick<OpenDebrief, "flags" | "patterns" | "mayResolve" | "out"> & Pick<Panel, "loop">;
type Refusal = Refused | null;

/** The ledger: patterns that interviewers saw, who saw each and when, and what speaks against it. */
export function Flags({ page, refused }: { page: Shown; refused: Refusal }) {
  const [search] = useSearchParams();
  const asked = flagStates.find(
    (state) => state === search.get("patterns") && page.flags.some((flag) => flag.state === state),
  );
  const shown = page.flags.filter(({ state }) => asked === undefined || state === asked);
  const weighing = shown.filter(({ weighs }) => weighs);
  const others = shown.filter(({ weighs }) => !weighs);
  const open = page.flags.filter(isOpen).length;
  return (
    <Section
      title="Patterns"
      note="Seen by people, with the moment quoted. A pattern is something to talk about, not a verdict, and nothing adds them up."
    >
      {page.out > 0 ? (
        <p className="mb-3 max-w-measure text-small text-muted">
          {page.out === 1 ? "One card is" : `${page.out} cards are`} still out. What was seen there
          stands here once it is sealed.
        </p>
      ) : null}
      {page.flags.length === 0 ? (
        <p className="text-muted">No interviewer recorded a pattern.</p>
      ) : (
        <>
          <States flags={page.flags} asked={asked} />
          {open > 0 && page.mayResolve ? (
            <p className="mb-3 max-w-measure">
              {open === 1 ? "One pattern is contested" : `${open} patterns are contested`}. Hear
              both moments, then say in a sentence what you conclude.
            </p>
          ) : null}
          <FlagList flags={weighing} page={page} refused={refused} />
          {others.length > 0 ? (
            <details className="mt-3">
              <summary className={opener}>
                {others.length === 1 ? "One more was seen" : `${others.length} more were seen`} that
                the rubric does not weigh at {levelWords[page.loop.position.level]}
              </summary>
              <div className="mt-2">
                <FlagList flags={others} page={page} refused={refused} />
              </div>
            </details>
          ) : null}
        </>
      )}
    </Section>
  );
}

/** Contested, and the committee has not concluded about the moments that stand. */
export const isOpen = ({ state, weighs, current }: ShownFlag) =>
  state === "contested" && weighs && current !== true;

/** How many there are in each state, each the way to those alone. */
const States = ({ flags, asked }: { flags: Shown["flags"]; asked: FlagState | undefined }) => (
  <FilterWays
    name="patterns"
    all={`All ${flags.length}`}
    asked={asked}
    kinds={flagStates
      .map((state) => ({ state, n: flags.filter((flag) => flag.state === state).length }))
      .filter(({ n }) => n > 0)
      .map(({ state, n }) => ({ value: state, words: `${flagStateWords[state]} ${n}` }))}
  />
);

function FlagList({
  flags,
  page,
  refused,
}: {
  flags: readonly ShownFlag[];
  page: Shown;
  refused: Refusal;
}) {
  if (flags.length === 0) return null;
  return (
    <ul className={`${panel} divide-y divide-line`}>
      {flags.map((flag) => (
        <li key={flag.pattern} id={`pattern-${flag.pattern}`} className="px-4 py-4">
          <p className="flex flex-wrap items-center gap-2">
            <span className="font-semibold">{page.patterns[flag.pattern] ?? flag.pattern}</span>
            <Badge tone={tones[flag.state]}>{flagStateWords[flag.state]}</Badge>
            <span className="text-small text-muted">{flag.reason}</span>
          </p>
          {flag.seen.length + flag.counter.length > 0 ? (
            <div className="mt-2 grid gap-3 md:grid-cols-2">
              {[...flag.seen, ...flag.counter].map((sighting) => (
                <Moment key={keyOf(sighting)} sighting={sighting} />
              ))}
            </div>
          ) : null}
          {flag.withdrawn.length > 0 ? <Withdrawn sightings={flag.withdrawn} /> : null}
          <Resolved flag={flag} />
          {page.mayResolve && flag.state !== "withdrawn" ? (
            <Resolve flag={flag} refused={refused} />
          ) : null}
        </li>
      ))}
    </ul>
  );
}

const keyOf = ({ cardId, stance, probe, at, quote }: Sighting) =>
  [cardId, stance, probe?.key, at.getTime(), quote].join(" ");

function Moment({ sighting }: { sighting: Sighting }) {
  const { observer, stance, quote, probe, at, reworded, withdrawnAt } = sighting;
  const against = stance === "counter";
  return (
    <figure>
      <blockquote
        className={`border-l-2 pl-3 ${against ? "border-caution" : "border-line-strong/60"}`}
      >
        <LightText text={quote} />
      </blockquote>
      <figcaption className="mt-0.5 pl-3 text-small text-muted">
        {observer.name}
        {against ? ", evidence against it" : ""}
        {probe === null ? "" : `, to the planted probe “${probe.title}”`}, sealed <Time at={at} />
        {reworded ? (
          <>
            , reworded <Time at={reworded.at} />; first: “{reworded.from}”
          </>
        ) : null}
        {withdrawnAt ? (
          <>
            , left out since <Time at={withdrawnAt} />
          </>
        ) : null}
      </figcaption>
    </figure>
  );
}

function Withdrawn({ sightings }: { sightings: readonly Sighting[] }) {
  return (
    <details className="mt-2">
      <summary className={opener}>
        {sightings.length === 1 ? "One moment was" : `${sightings.length} moments were`} left out of
        a later version
      </summary>
      <div className="mt-2 grid gap-3 md:grid-cols-2">
        {sightings.map((sighting) => (
          <Moment key={keyOf(sighting)} sighting={sighting} />
        ))}
      </div>
    </details>
  );
}

/** What the committee concluded, whether more was recorded since, and what it had concluded before. */
function Resolved({ flag: { resolution, earlier, current } }: { flag: ShownFlag }) {
  if (!resolution) return null;
  return (
    <div className="mt-3 border-l-2 border-accent pl-3">
      <Concluded
        resolution={resolution}
        since={current ? "" : ". Moments were recorded or left out since."}
      />
      {earlier.length > 0 ? (
        <details>
          <summary className={opener}>
            {earlier.length === 1
              ? "One conclusion before it"
              : `${earlier.length} conclusions before it`}
          </summary>
          <ol className="grid gap-2 text-muted">
            {earlier.map((one) => (
              <li key={one.number}>
                <Concluded resolution={one} />
              </li>
            ))}
          </ol>
        </details>
      ) : null}
    </div>
  );
}

const Concluded = ({ resolution, since = "" }: { resolution: Resolution; since?: string }) => (
  <>
    <p className="font-medium">{conclusionWords[resolution.conclusion]}</p>
    <p className="prose-own max-w-measure">{resolution.sentence}</p>
    <p className="text-small text-muted">
      {resolution.by ?? "The committee"}, <Time at={resolution.at} />
      {since}
    </p>
  </>
);

function Resolve({ flag, refused }: { flag: ShownFlag; refused: Refusal }) {
  const sending = useNavigation().state !== "idle";
  const { pattern, basis, resolution, current } = flag;
  const typed = typedIn(refused ?? undefined, { intent: "resolve", pattern });
  const error = typed.refused;
  return (
    <details className="mt-3" open={isOpen(flag) || error !== undefined} data-screen-only>
      <summary className={opener}>
        {resolution ? "Conclude anew" : "What the committee concludes"}
      </summary>
      <Form method="post" preventScrollReset className="mt-2 grid max-w-measure gap-3">
        <input type="hidden" name="pattern" value={pattern} />
        <input type="hidden" name="last" value={resolution?.number ?? 0} />
        <input type="hidden" name="moments" value={basis.moments} />
        <input type="hidden" name="until" value={basis.until.toISOString()} />
        {error && !error.fields ? <Notice tone="error" title={error.message} /> : null}
        <fieldset>
          <legend className="sr-only">Conclusion</legend>
          <div className="flex flex-wrap gap-1.5">
            {conclusions.map((value) => (
              <Choice
                key={value}
                name="conclusion"
                value={value}
                label={conclusionWords[value]}
                defaultChecked={
                  typed.text("conclusion", current ? (resolution?.conclusion ?? "") : "") === value
                }
              />
            ))}
          </div>
          <FieldError message={typed.error("conclusion")} />
        </fieldset>
        <TextArea
          label="In a sentence"
          name="sentence"
          rows={2}
          hint="Which moment weighs more, and why. It is kept with the loop."
          defaultValue={typed.text("sentence", "")}
          error={typed.error("sentence")}
        />
        <div>
          <Button name="intent" value="resolve" disabled={sending}>
            {sending ? "Keeping" : "Keep the conclusion"}
          </Button>
        </div>
      </Form>
    </details>
  );
}

const opener =
  "inline-flex min-h-11 items-center text-small text-accent-text underline decoration-current/40 underline-offset-3 hover:decoration-current sm:min-h-7";

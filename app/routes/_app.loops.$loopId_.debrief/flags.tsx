import { Badge, type BadgeTone } from "#app/components/badge.tsx";
import { LightText } from "#app/components/light-text.tsx";
import { panel, Section } from "#app/components/page.tsx";
import { type FlagState, flagStateWords, type Sighting } from "#app/domain/flags.ts";
import type { OpenDebrief } from "#app/routes/_app.loops.$loopId_.debrief/opened.server.ts";

const tones: Record<FlagState, BadgeTone> = {
  contested: "caution",
  corroborated: "accent",
  single: "plain",
};

/** Patterns that interviewers saw, each with who saw it and the quoted moment. */
export function Flags({ page }: { page: Pick<OpenDebrief, "flags" | "patterns"> }) {
  return (
    <Section
      title="Patterns"
      note="Seen by people, with the moment quoted. A pattern is something to talk about, not a verdict."
    >
      {page.flags.length === 0 ? (
        <p className="text-muted">No interviewer recorded a pattern.</p>
      ) : (
        <ul className={`${panel} divide-y divide-line`}>
          {page.flags.map((flag) => (
            <li key={flag.pattern} className="px-4 py-4">
              <p className="flex flex-wrap items-center gap-2">
                <span className="font-semibold">{page.patterns[flag.pattern] ?? flag.pattern}</span>
                <Badge tone={tones[flag.state]}>{flagStateWords[flag.state]}</Badge>
                <span className="text-small text-muted">{flag.reason}</span>
              </p>
              <div className="mt-2 grid gap-3 md:grid-cols-2">
                {flag.seen.map((sighting) => (
                  <Moment key={sighting.observer.id + sighting.quote} sighting={sighting} />
                ))}
                {flag.counter.map((sighting) => (
                  <Moment key={sighting.observer.id + sighting.quote} sighting={sighting} against />
                ))}
              </div>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Moment({ sighting, against = false }: { sighting: Sighting; against?: boolean }) {
  return (
    <figure>
      <blockquote
        className={`border-l-2 pl-3 ${against ? "border-caution" : "border-line-strong/60"}`}
      >
        <LightText text={sighting.quote} />
      </blockquote>
      <figcaption className="mt-0.5 pl-3 text-small text-muted">
        {sighting.observer.name}
        {against ? ", evidence against it" : ""}
      </figcaption>
    </figure>
  );
}

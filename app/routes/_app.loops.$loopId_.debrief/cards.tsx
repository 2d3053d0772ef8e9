import { Badge } from "#app/components/badge.tsx";
import { LightText } from "#app/components/light-text.tsx";
import { panel, Section, TextLink } from "#app/components/page.tsx";
import { levelWords } from "#app/domain/level.ts";
import { roundWords } from "#app/domain/loop.ts";
import { type ProbeReply, probeAnswerWords } from "#app/domain/probe.ts";
import { recommendationWords } from "#app/domain/scorecard.ts";
import type { OpenDebrief } from "#app/routes/_app.loops.$loopId_.debrief/opened.server.ts";

/** Each interviewer's recommendation, level and summary, with the way to the whole card. */
export function Cards({ page }: { page: Pick<OpenDebrief, "cards"> }) {
  return (
    <Section title="What each interviewer concluded">
      <ul className={`${panel} divide-y divide-line`}>
        {page.cards.map(({ cardId, interviewer, kind, content }) => (
          <li
            key={cardId}
            className="grid gap-x-6 gap-y-1 px-4 py-3 md:grid-cols-[14rem_10rem_1fr]"
          >
            <p>
              <span className="font-semibold">{interviewer.name}</span>{" "}
              {kind === "shadow" ? <Badge>Shadow, not counted</Badge> : null}
              {content.again ? <Badge tone="caution">Version {content.number}</Badge> : null}
              <span className="block text-small text-muted">
                {roundWords[content.round]} · <TextLink to={`/cards/${cardId}`}>card</TextLink>
              </span>
            </p>
            <p>
              <span className="font-medium">
                {content.recommendation
                  ? recommendationWords[content.recommendation]
                  : "Not stated"}
              </span>
              <span className="block text-small text-muted">
                {content.level ? `${levelWords[content.level]} demonstrated` : "No level stated"}
              </span>
            </p>
            <div>
              {content.summary ? <LightText text={content.summary} /> : "No summary"}
              <Probes replies={content.probes.filter(({ answer }) => answer !== "not-asked")} />
              {content.again ? (
                <p className="prose-own mt-1 text-muted">Sealed again: {content.reason}</p>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What came of the probes that an interviewer used. */
function Probes({ replies }: { replies: readonly ProbeReply[] }) {
  if (replies.length === 0) return null;
  return (
    <ul className="mt-1.5 grid gap-1 text-small">
      {replies.map(({ probe, title, answer, quote }) => (
        <li key={probe}>
          <span className="text-muted">{title}:</span> {probeAnswerWords[answer]}
          {quote === "" ? null : <LightText text={quote} className="text-muted" />}
        </li>
      ))}
    </ul>
  );
}

import type { ReactNode } from "react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { Page } from "#app/components/page.tsx";
import { ScaleLegend } from "#app/components/score.tsx";
import { Time } from "#app/components/time.tsx";
import { levelWords } from "#app/domain/level.ts";
import { roundWords } from "#app/domain/loop.ts";
import { probeAnswers, probeAnswerWords } from "#app/domain/probe.ts";
import { recommendations, recommendationWords } from "#app/domain/scorecard.ts";
import { toneOf } from "#app/domain/tone.ts";
import type { PrintedCard } from "#app/routes/_app.cards.$cardId/writing-card.server.ts";

/** The round on paper: what to ask and listen for, then a blank card with room to write. */
export default function PrintSheet({ card }: { card: PrintedCard }) {
  const { kit, scale, criteria, position, round } = card;
  return (
    <Page
      width="max-w-4xl"
      title={card.candidate.name}
      above={
        <>
          {position.title}, {levelWords[position.level].toLowerCase()} · {roundWords[round.kind]}{" "}
          round, <Time at={round.startsAt} />, {round.minutes} minutes
        </>
      }
      below="A sheet to take into the room. It holds nothing of what you typed."
      actions={
        <>
          <ButtonLink to={`/cards/${card.id}`}>Back to the card</ButtonLink>
          <Button
            type="button"
            look="primary"
            className="needs-script"
            onClick={() => window.print()}
          >
            Print
          </Button>
        </>
      }
    >
      <div className="sheet">
        {kit ? <Guide kit={kit} /> : null}
        <section className={kit ? "break-before-page" : ""}>
          <h2 className="text-heading">Card</h2>
          <div className="mt-1 mb-3">
            <ScaleLegend scale={scale} />
          </div>
          {criteria
            .toSorted((a, b) => Number(b.focus) - Number(a.focus))
            .map((criterion) => (
              <article key={criterion.key} className="mb-6 break-inside-avoid">
                <h3 className="font-semibold">
                  {criterion.title}{" "}
                  <span className="font-normal text-muted">
                    {criterion.weight}%{criterion.focus ? ", focus of this round" : ""}
                  </span>
                </h3>
                <p className="text-muted">{criterion.question}</p>
                <ul className="mt-1.5 grid gap-1">
                  {scale.map((word, at) => (
                    <li key={word} className="grid grid-cols-[1.5rem_1fr] gap-x-2">
                      <span
                        className={`tone ${toneOf(at + 1, scale.length)} size-6 rounded-[4px] text-small`}
                      >
                        {at + 1}
                      </span>
                      <span>
                        <span className="font-medium">{word}</span>{" "}
                        {criterion.anchors[String(at + 1)]}
                      </span>
                    </li>
                  ))}
                </ul>
                <p className="mt-1.5 flex gap-6">
                  <Box>Not asked</Box>
                  <Box>No signal</Box>
                  <span>Evidence, with the minute:</span>
                </p>
                <Lines n={5} />
              </article>
            ))}
          {kit?.probes.map((probe) => (
            <article key={probe.key} className="mb-4 break-inside-avoid">
              <h3 className="font-semibold">{probe.title}</h3>
              <p className="mt-1 flex flex-wrap gap-x-6 gap-y-1">
                {probeAnswers.map((answer) => (
                  <Box key={answer}>{probeAnswerWords[answer]}</Box>
                ))}
              </p>
              <Lines n={2} />
            </article>
          ))}
          <article className="break-inside-avoid">
            <h3 className="font-semibold">Recommendation</h3>
            <p className="mt-1 flex flex-wrap gap-x-6 gap-y-1">
              {recommendations.map((value) => (
                <Box key={value}>{recommendationWords[value]}</Box>
              ))}
            </p>
            <h3 className="mt-3 font-semibold">Level demonstrated</h3>
            <p className="mt-1 flex flex-wrap gap-x-6 gap-y-1">
              {card.levels.map((level) => (
                <Box key={level}>{levelWords[level]}</Box>
              ))}
            </p>
            <h3 className="mt-3 font-semibold">Patterns you saw, and what decided it for you</h3>
            <Lines n={6} />
          </article>
        </section>
      </div>
    </Page>
  );
}

function Guide({ kit }: { kit: NonNullable<PrintedCard["kit"]> }) {
  return (
    <section className="[&_h3]:mt-4 [&_h3]:mb-1 [&_h3]:font-semibold">
      <h2 className="text-heading">{kit.title}</h2>
      <p className="max-w-measure">{kit.purpose}</p>
      <h3>Before you ask</h3>
      <p className="max-w-measure">{kit.setup}</p>
      <p className="mt-1 max-w-measure">To open: {kit.opening}</p>
      <h3>Time plan</h3>
      <ol className="grid gap-1">
        {kit.plan.map(({ until, title, note }, at) => (
          <li key={until} className="grid grid-cols-[7rem_1fr] break-inside-avoid">
            <span className="text-muted">
              {kit.plan[at - 1]?.until ?? 0} to {until} min
            </span>
            <span>
              <span className="font-medium">{title}.</span> {note}
            </span>
          </li>
        ))}
      </ol>
      <h3>Questions</h3>
      <ol className="grid gap-3">
        {kit.questions.map((question) => (
          <li key={question.key} className="break-inside-avoid">
            <p className="font-medium">{question.ask}</p>
            <dl className="grid gap-0.5 [&_dd]:inline [&_dt]:inline [&_dt]:text-muted">
              <Told title="Strong" texts={question.strong} />
              <Told title="Weak" texts={question.weak} />
              <Told title="Follow up" texts={question.followUps} />
            </dl>
          </li>
        ))}
      </ol>
      {kit.probes.length > 0 ? <h3>Planted probes</h3> : null}
      {kit.probes.map((probe) => (
        <div key={probe.key} className="mb-2 break-inside-avoid">
          <p>
            <span className="font-medium">{probe.title}.</span> {probe.say}
          </p>
          <p className="text-muted">Listen for: {probe.listen}</p>
        </div>
      ))}
    </section>
  );
}

function Told({ title, texts }: { title: string; texts: readonly string[] }) {
  return (
    <div>
      <dt>{title}: </dt>
      <dd>{texts.join(" ")}</dd>
    </div>
  );
}

/** A box to tick by hand. */
function Box({ children }: { children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-2">
      <span aria-hidden className="size-3.5 border border-ink" />
      {children}
    </span>
  );
}

/** Room to write in. */
function Lines({ n }: { n: number }) {
  return (
    <div aria-hidden>
      {Array.from({ length: n }, (_, at) => at).map((at) => (
        <div key={at} className="h-7 border-b border-line-strong/50" />
      ))}
    </div>
  );
}

import type { ReactNode } from "react";
import { Badge } from "#app/components/badge.tsx";
import { Button } from "#app/components/button.tsx";
import type { CardKit } from "#app/domain/question.ts";
import { ClockFace, stepAt, useClock } from "#app/routes/_app.cards.$cardId/clock.tsx";
import type { WritingCard } from "#app/routes/_app.cards.$cardId/writing-card.server.ts";

type Question = CardKit["questions"][number];
type Probe = CardKit["probes"][number];
type Round = WritingCard["round"];

/** What an interviewer brings to this round, beside the card: beside it on a desk, over it on a phone. */
export default function Kit({
  kit,
  round,
  answerProbe,
  fold,
}: {
  kit: CardKit;
  round: Round;
  answerProbe: (key: string) => void;
  fold: () => void;
}) {
  return (
    <div className="grid content-start gap-6 text-table">
      <header>
        <div className="flex items-start justify-between gap-3">
          <h2 id="kit-title" tabIndex={-1} className="text-[17px]">
            {kit.title}
          </h2>
          <Button
            type="button"
            look="bare"
            className="needs-script -my-2.5 lg:-my-1.5"
            onClick={fold}
          >
            Hide<span className="sr-only"> the kit</span>
          </Button>
        </div>
        <p className="mt-1 text-muted">{kit.purpose}</p>
        <details className="mt-2">
          <summary className="fold font-semibold">Before you ask</summary>
          <p>{kit.setup}</p>
          <p className="mt-2 text-muted">To open</p>
          <p className="border-l-2 border-line-strong/60 pl-3">{kit.opening}</p>
        </details>
      </header>
      {kit.questions.length > 0 ? (
        <Part title="Questions">
          <Questions questions={kit.questions} focus={round.focus} />
        </Part>
      ) : null}
      {kit.probes.length > 0 ? (
        <Part title={kit.probes.length === 1 ? "Planted probe" : "Planted probes"}>
          <ul className="grid gap-4">
            {kit.probes.map((probe) => (
              <PlantedProbe key={probe.key} probe={probe} answerProbe={answerProbe} />
            ))}
          </ul>
        </Part>
      ) : null}
      <TimePlan plan={kit.plan} round={round} />
      {kit.more.length > 0 ? (
        <details>
          <summary className="fold font-semibold">
            {kit.more.length === 1 ? "One more question" : `${kit.more.length} more questions`}
          </summary>
          <Questions questions={kit.more} focus={round.focus} />
        </details>
      ) : null}
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-1.5 font-semibold">{title}</h3>
      {children}
    </section>
  );
}

function Questions({
  questions,
  focus,
}: {
  questions: readonly Question[];
  focus: readonly string[];
}) {
  return (
    <ul className="divide-y divide-line border-y border-line">
      {questions.map((question) => (
        <li key={question.key}>
          <details>
            <summary className="fold flex-nowrap py-2">
              <span>
                {question.ask}
                {question.dimensions.some((key) => focus.includes(key)) ? (
                  <>
                    {" "}
                    <Badge tone="accent">Focus</Badge>
                  </>
                ) : null}
              </span>
            </summary>
            <dl className="grid gap-2 pb-3 pl-5 text-muted [&_dt]:font-medium [&_dt]:text-ink">
              <Heard title="Strong answers" texts={question.strong} />
              <Heard title="Weak answers" texts={question.weak} />
              <Heard title="Follow up" texts={question.followUps} />
              <Heard title="Why it is asked" texts={[question.why]} />
            </dl>
          </details>
        </li>
      ))}
    </ul>
  );
}

function Heard({ title, texts }: { title: string; texts: readonly string[] }) {
  return (
    <div>
      <dt>{title}</dt>
      {texts.map((text) => (
        <dd key={text} className="mt-0.5">
          {text}
        </dd>
      ))}
    </div>
  );
}

function PlantedProbe({
  probe: { key, title, say, listen },
  answerProbe,
}: {
  probe: Probe;
  answerProbe: (key: string) => void;
}) {
  return (
    <li>
      <p className="font-medium">{title}</p>
      <p className="mt-1 border-l-2 border-line-strong/60 pl-3">{say}</p>
      <p className="mt-1 text-muted">Listen for: {listen}</p>
      <a
        href={`#probe-${key}`}
        className="link inline-flex min-h-11 items-center lg:min-h-7"
        onClick={(event) => {
          event.preventDefault();
          answerProbe(key);
        }}
      >
        Write down what came of it<span className="sr-only">: {title}</span>
      </a>
    </li>
  );
}

/** The round in steps; while it is on, the one that is due is marked. */
function TimePlan({ plan, round }: { plan: CardKit["plan"]; round: Round }) {
  const clock = useClock(round);
  const due = clock?.state === "on" ? stepAt(plan, clock.minute) : null;
  return (
    <section>
      <h3 className="mb-1.5 flex justify-between gap-3 font-semibold">
        Time plan
        <span className="font-normal text-muted">
          <ClockFace clock={clock} round={round} />
        </span>
      </h3>
      <ol>
        {plan.map(({ until, title, note }, at) => (
          <li
            key={until}
            aria-current={at === due ? "step" : undefined}
            className="grid grid-cols-[4rem_1fr] gap-x-2 border-l-2 border-line py-1 pl-3 aria-[current]:border-accent"
          >
            <span className="text-muted">
              {plan[at - 1]?.until ?? 0} to {until}
            </span>
            <span>
              <span className="font-medium">{title}</span>
              {at === due ? <span className="text-accent-text"> now</span> : null}
              <span className="block text-muted">{note}</span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

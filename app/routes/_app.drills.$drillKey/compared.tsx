import type { ReactNode } from "react";
import { ButtonLink } from "#app/components/button.tsx";
import { Notice, panel, Section } from "#app/components/page.tsx";
import { formatScore, ScaleLegend, ScoreChip } from "#app/components/score.tsx";
import { Time } from "#app/components/time.tsx";
import type { ComparedAnswer, ComparedCriterion } from "#app/domain/drill-comparison.ts";
import { answerNames } from "#app/domain/drill-names.ts";
import { levelWords } from "#app/domain/level.ts";
import {
  AnswerText,
  answerColumn,
  answerColumns,
} from "#app/routes/_app.drills.$drillKey/answer-text.tsx";
import type { ComparedDrill } from "#app/routes/_app.drills.$drillKey/compared.server.ts";
import { useForgotten } from "#app/routes/_app.drills.$drillKey/kept-choices.ts";

/** Own scores beside the key's and the others', with the reason for each. */
export function Compared({
  compared,
  drill,
  keptAs,
}: {
  compared: ComparedDrill;
  drill: { readonly scorable: boolean };
  keptAs: string;
}) {
  useForgotten(keptAs);
  const { answers, says, at, newer } = compared;
  return (
    <>
      {drill.scorable ? (
        <div className="mb-8" data-screen-only>
          <Notice title="A new quarter">
            <p>Score it again before you read on: it counts for how your scoring drifts.</p>
            <p>
              <ButtonLink to="?again=1">Score it again</ButtonLink>
            </p>
          </Notice>
        </div>
      ) : null}
      <Section title="What sets the two apart">
        <p className="max-w-measure text-prose wrap-anywhere">{compared.difference}</p>
        <p className="mt-3 max-w-measure text-muted">
          You scored it on <Time at={at} format="day" />. {compared.panel}
          {newer ? ` Version ${newer} was published since; this is the one you scored.` : null}
        </p>
      </Section>
      <Section title="The prompt">
        <p className="max-w-measure text-prose wrap-anywhere">{compared.prompt}</p>
      </Section>
      <div className={answerColumns}>
        {answerNames.map((name, index) => {
          const answer = answers[index];
          return answer ? (
            <section key={name} aria-labelledby={name} className={answerColumn}>
              <AnswerText name={name} says={says[index] ?? ""} />
              <Answer answer={answer} compared={compared} />
            </section>
          ) : null;
        })}
      </div>
      <div className="mt-8">
        <ScaleLegend scale={compared.scale} />
      </div>
    </>
  );
}

function Answer({ answer, compared }: { answer: ComparedAnswer; compared: ComparedDrill }) {
  const { level, criteria, patterns } = answer;
  return (
    <ul className={`self-start ${panel}`}>
      <li className="px-4 py-3 not-first:border-t">
        <Heading
          title="Level shown"
          words={levelDifference(level.steps)}
          same={level.steps === 0}
        />
        <dl className="mt-1.5 flex flex-wrap gap-x-6 gap-y-1">
          <Given who="You">{levelWords[level.own]}</Given>
          <Given who="Key">{levelWords[level.key]}</Given>
          {level.panel ? (
            <Given who="Panel">
              {level.panel
                .map(({ level: said, people }) => `${levelWords[said]} ${people}`)
                .join(", ")}
            </Given>
          ) : null}
        </dl>
      </li>
      {criteria.map((one) => (
        <li key={one.criterion} className="px-4 py-3 not-first:border-t">
          <Criterion one={one} compared={compared} />
        </li>
      ))}
      {patterns.map(({ pattern, quote }) => (
        <li key={pattern} className="px-4 py-3 not-first:border-t">
          <p className="font-medium">Pattern to be seen: {pattern.replaceAll("-", " ")}</p>
          <p className="mt-1 text-muted">“{quote}”</p>
        </li>
      ))}
    </ul>
  );
}

function Criterion({ one, compared }: { one: ComparedCriterion; compared: ComparedDrill }) {
  const { scale, titles } = compared;
  return (
    <>
      <Heading
        title={titles[one.criterion] ?? one.criterion}
        words={one.words}
        same={one.difference === 0 || (one.key === null && one.own?.score == null)}
      />
      <dl className="mt-1.5 flex flex-wrap items-center gap-x-6 gap-y-1">
        <Given who="You">
          <ScoreChip
            size="small"
            score={one.own?.score ?? null}
            notObserved={one.own?.notObserved ?? null}
            scale={scale}
          />
        </Given>
        <Given who="Key">
          <ScoreChip
            size="small"
            score={one.key?.score ?? null}
            notObserved={one.key ? null : "not-asked"}
            scale={scale}
          />
        </Given>
        {one.panel ? (
          <Given who="Panel">
            <span className="font-semibold">{formatScore(one.panel.mean)}</span>{" "}
            <span className="text-muted">from {one.panel.people}</span>
          </Given>
        ) : null}
      </dl>
      {one.key ? <p className="mt-2 max-w-measure wrap-anywhere">{one.key.reason}</p> : null}
    </>
  );
}

const Heading = ({ title, words, same }: { title: string; words: string; same: boolean }) => (
  <div className="flex flex-wrap items-baseline justify-between gap-x-4">
    <h3 className="font-semibold">{title}</h3>
    <p className={same ? "text-small text-muted" : "text-small font-medium text-caution"}>
      {words}
    </p>
  </div>
);

const Given = ({ who, children }: { who: string; children: ReactNode }) => (
  <div className="flex items-center gap-2">
    <dt className="text-small text-muted">{who}</dt>
    <dd>{children}</dd>
  </div>
);

function levelDifference(steps: number | null): string {
  if (steps === null) return "Another ladder than the key's";
  if (steps === 0) return "Same as the key";
  const many = Math.abs(steps) === 1 ? "level" : "levels";
  return `${Math.abs(steps)} ${many} ${steps < 0 ? "lower" : "higher"} than the key`;
}

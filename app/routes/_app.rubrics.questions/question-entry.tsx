import type { ReactNode } from "react";
import { levelWords } from "#app/domain/level.ts";
import { roundWords } from "#app/domain/loop.ts";
import type { Question } from "#app/domain/question.ts";
import { foundInside, highlighted } from "#app/domain/question-search.ts";

/** A question with what to listen for below it; unfolded where only that holds a searched word. */
export function QuestionEntry({
  question,
  words,
  titles,
}: {
  question: Question;
  words: readonly string[];
  /** What the rubrics call their criteria. */
  titles: Readonly<Record<string, string>>;
}) {
  const shown = (text: string) => <Marked text={text} words={words} />;
  const listed = (texts: readonly string[]) => (
    <ul className="grid list-disc gap-1 pl-4">
      {texts.map((text) => (
        <li key={text}>{shown(text)}</li>
      ))}
    </ul>
  );
  return (
    <li className="border-t border-line first:border-t-0" id={question.key}>
      <details className="group" open={foundInside(question, words)}>
        <summary className="px-4 py-3 hover:bg-sunken/60">
          <h2 className="font-medium text-accent-text group-open:text-ink">
            {shown(question.topic)}
          </h2>
          <p className="mt-0.5 max-w-measure text-prose">{shown(question.ask)}</p>
          <p className="mt-1 text-small text-muted">
            {[
              question.rounds.map((round) => roundWords[round]).join(", "),
              question.levels.map((level) => levelWords[level]).join(", "),
              question.dimensions.map((key) => titles[key] ?? key).join(", "),
            ].join(" · ")}
          </p>
        </summary>
        <dl className="grid gap-x-4 gap-y-1 px-4 pb-4 sm:grid-cols-[9rem_1fr] sm:gap-y-3">
          <Part term="Why it is asked">{shown(question.why)}</Part>
          <Part term="Strong answers">{listed(question.strong)}</Part>
          <Part term="Weak answers">{listed(question.weak)}</Part>
          <Part term="Follow-ups">{listed(question.followUps)}</Part>
        </dl>
      </details>
    </li>
  );
}

function Part({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{term}</dt>
      <dd className="mb-2 max-w-measure sm:mb-0">{children}</dd>
    </>
  );
}

/** A text with the searched words marked in it. */
function Marked({ text, words }: { text: string; words: readonly string[] }) {
  return highlighted(text, words).map((part, at) => {
    const key = `${at} ${part.text}`;
    if (!part.found) return <span key={key}>{part.text}</span>;
    return (
      <mark key={key} className="rounded-[3px] bg-caution-soft px-px text-ink underline">
        {part.text}
      </mark>
    );
  });
}

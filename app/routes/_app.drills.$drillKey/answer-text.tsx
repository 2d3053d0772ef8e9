import { Section } from "#app/components/page.tsx";
import { type AnswerName, answerNames, answerWords } from "#app/domain/drill-names.ts";

/** Both answers side by side where there is room: titles, texts and scores begin at one height. */
export const answerColumns = "grid gap-x-8 gap-y-10 lg:grid-cols-2 lg:gap-y-0";
export const answerColumn = "grid min-w-0 content-start lg:row-span-3 lg:grid-rows-subgrid";

/** `held` keeps it in view while it is scored, where the screen is high enough for both. */
export function AnswerText({
  name,
  says,
  held = false,
}: {
  name: AnswerName;
  says: string;
  held?: boolean;
}) {
  return (
    <div className={`row-span-2 grid grid-rows-subgrid ${held ? "answer-held" : ""}`}>
      <h2 id={name} className="mb-2 text-heading">
        {answerWords[name]}
      </h2>
      <blockquote className="mb-5 max-w-measure border-l-2 border-line-strong/60 pl-4 text-prose whitespace-pre-line wrap-anywhere">
        {says}
      </blockquote>
    </div>
  );
}

/** A drill without a form, for whoever does not score it. */
export function Told({ prompt, answers }: { prompt: string; answers: readonly string[] }) {
  return (
    <div className="grid gap-8 *:mb-0">
      <Section title="The prompt">
        <p className="max-w-measure text-prose wrap-anywhere">{prompt}</p>
      </Section>
      <div className={answerColumns}>
        {answerNames.map((name, at) => (
          <section key={name} aria-labelledby={name} className={answerColumn}>
            <AnswerText name={name} says={answers[at] ?? ""} />
          </section>
        ))}
      </div>
    </div>
  );
}

import { Button, ButtonLink } from "#app/components/button.tsx";
import { type AnswerName, answerNames, answerWords } from "#app/domain/drill-names.ts";

/** How many of an answer's choices are made, by answer. */
export type Chosen = Readonly<Record<AnswerName, number>>;

/** On a phone always in reach: which answer is shown, how far it is, and the way on. */
export function ScoringProgress({
  shown,
  chosen,
  total,
  busy,
  show,
}: {
  shown: AnswerName;
  chosen: Chosen;
  total: number;
  busy: boolean;
  show: (name: AnswerName) => void;
}) {
  const other = shown === "first" ? "second" : "first";
  return (
    <div
      data-screen-only
      className="flex items-center gap-2 max-lg:sticky max-lg:bottom-0 max-lg:z-[2] max-lg:-mx-4 max-lg:justify-between max-lg:border-t max-lg:border-line max-lg:bg-surface max-lg:px-4 max-lg:py-2.5 sm:max-lg:-mx-8 sm:max-lg:px-8"
    >
      <p className="one-answer-only leading-tight lg:hidden">
        <span className="font-semibold">
          Answer {answerNames.indexOf(shown) + 1} of {answerNames.length}
        </span>
        <span aria-live="polite" className="block text-small text-muted">
          {chosen[shown]} of {total} chosen
        </span>
      </p>
      <div className="flex shrink-0 gap-2 lg:gap-3">
        <Button
          look={shown === "first" ? "primary" : "quiet"}
          type="button"
          className="one-answer-only lg:hidden"
          onClick={() => show(other)}
        >
          {shown === "first" ? `On to ${answerWords.second}` : answerWords.first}
        </Button>
        <Button
          look="primary"
          name="intent"
          value="score"
          disabled={busy}
          className={shown === "first" ? "both-answers-only" : ""}
        >
          {busy ? (
            "Sending"
          ) : (
            <span>
              Send both<span className="max-sm:sr-only"> and see the key</span>
            </span>
          )}
        </Button>
        <ButtonLink to="/drills" look="bare" className="max-lg:hidden">
          Not now
        </ButtonLink>
      </div>
    </div>
  );
}

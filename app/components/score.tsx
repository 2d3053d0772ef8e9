import { type NotObserved, notObservedWords } from "#app/domain/scorecard.ts";
import { toneOf } from "#app/domain/tone.ts";

const sizes = {
  small: "h-6 min-w-6 px-1 text-small rounded-[4px]",
  normal: "h-8 min-w-8 px-2 rounded-box",
};

/** A score in its colour, always with its number, and its word for whoever cannot see colour. */
export function ScoreChip({
  score,
  scale,
  notObserved,
  size = "normal",
}: {
  score: number | null;
  scale: readonly string[];
  notObserved?: NotObserved | null;
  size?: keyof typeof sizes;
}) {
  if (score === null) {
    const word = notObserved ? notObservedWords[notObserved] : "No card";
    return (
      <span
        className={`tone tone-${notObserved ?? "no-signal"} ${sizes[size]} text-small font-normal!`}
        title={word}
      >
        {notObserved === "not-asked" ? "N" : notObserved ? "S" : "–"}
        <span className="sr-only">{`: ${word}`}</span>
      </span>
    );
  }
  const word = scale[score - 1] ?? "";
  return (
    <span
      className={`tone ${toneOf(score, scale.length)} ${sizes[size]}`}
      title={`${score} ${word}`}
    >
      {score}
      <span className="sr-only">{` ${word}`}</span>
    </span>
  );
}

/** A mean on the scale, or a dash where nobody observed it. */
export const formatScore = (value: number | null): string =>
  value === null ? "–" : value.toFixed(1);

export const formatShare = (share: number): string => `${Math.round(share * 100)}%`;

/** What each colour means, once per screen that shows several. */
export function ScaleLegend({ scale }: { scale: readonly string[] }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-small text-muted" aria-label="Scale">
      {scale.map((word, at) => (
        <li key={word} className="flex items-center gap-1.5">
          <span
            aria-hidden
            className={`tone ${toneOf(at + 1, scale.length)} h-5 min-w-5 rounded-[4px] text-[12px]`}
          >
            {at + 1}
          </span>
          {word}
        </li>
      ))}
      <li className="flex items-center gap-1.5">
        <span aria-hidden className="tone tone-not-asked h-5 min-w-5 rounded-[4px] text-[12px]">
          N
        </span>
        Not asked
      </li>
      <li className="flex items-center gap-1.5">
        <span aria-hidden className="tone tone-no-signal h-5 min-w-5 rounded-[4px] text-[12px]">
          S
        </span>
        No signal
      </li>
    </ul>
  );
}

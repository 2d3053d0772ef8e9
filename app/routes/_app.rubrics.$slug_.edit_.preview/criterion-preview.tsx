import { ScalePoints } from "#app/components/scale-points.tsx";
import { notObserved, notObservedWords } from "#app/domain/scorecard.ts";

/** One criterion as the card shows it, to be tried with nothing kept. */
export function CriterionPreview({
  criterion: { key, title, question, weight },
  anchors,
  scale,
}: {
  criterion: {
    readonly key: string;
    readonly title: string;
    readonly question: string;
    readonly weight: number;
  };
  anchors: Readonly<Record<string, string>>;
  scale: readonly string[];
}) {
  return (
    <li className="stop @container rounded-box border border-line bg-surface">
      <fieldset className="px-4 py-4 sm:px-5" aria-labelledby={`preview-${key}`}>
        <p className="flex flex-wrap items-baseline gap-x-3">
          <span id={`preview-${key}`} className="text-[17px] font-semibold wrap-anywhere">
            {title}
          </span>
          <span className="text-small text-muted">weight {weight}%</span>
        </p>
        <p className="mb-3 max-w-measure text-muted">{question || "No question yet."}</p>
        <ScalePoints
          id={`preview-${key}`}
          scale={scale.map((word) => word || "No word yet")}
          anchors={anchors}
          input={{ name: key }}
        />
        <div className="mt-1.5 flex flex-wrap gap-1.5">
          {notObserved.map((value) => (
            <label key={value} className="choice-quiet">
              <input type="radio" name={key} className="size-4 accent-(--color-ink)" />
              {notObservedWords[value]}
            </label>
          ))}
        </div>
      </fieldset>
    </li>
  );
}

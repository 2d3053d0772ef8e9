import { panel } from "#app/components/page.tsx";
import { type Level, levelWords } from "#app/domain/level.ts";
import type { Criterion } from "#app/domain/rubric.ts";
import { toneOf } from "#app/domain/tone.ts";

/** A criterion's anchors for every level side by side; one under the other where there is no room. */
export function AllLevels({
  criterion,
  levels,
  scale,
}: {
  criterion: Criterion;
  levels: readonly Level[];
  scale: readonly string[];
}) {
  return (
    <article id={criterion.key} className={`${panel} @container`}>
      <header className="px-4 py-3">
        <div className="flex items-baseline justify-between gap-4">
          <h3 className="font-semibold">{criterion.title}</h3>
          <p className="text-muted">{criterion.weight}%</p>
        </div>
        <p className="mt-1 max-w-measure">{criterion.question}</p>
      </header>
      <table className="levels w-full table-fixed border-t border-line [&_:is(td,th)]:px-4">
        <caption className="sr-only">{criterion.title} at each level</caption>
        <thead>
          <tr>
            <td className="w-36" />
            {levels.map((level) => (
              <th key={level} scope="col">
                {levelWords[level]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {scale.map((word, at) => (
            <tr key={word}>
              <th scope="row">
                <span
                  className={`tone ${toneOf(at + 1, scale.length)} size-6 rounded-[4px] text-small`}
                >
                  {at + 1}
                </span>
                <span className="ml-2">{word}</span>
              </th>
              {levels.map((level) => (
                <td key={level}>
                  <span className="level-name text-muted">{levelWords[level]}</span>
                  {criterion.anchors[level]?.[String(at + 1)] ?? (
                    <span className="text-muted">No anchor: between its neighbours.</span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </article>
  );
}

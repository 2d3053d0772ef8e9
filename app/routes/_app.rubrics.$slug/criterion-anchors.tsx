import { panel } from "#app/components/page.tsx";
import type { Criterion } from "#app/domain/rubric.ts";
import { toneOf } from "#app/domain/tone.ts";

type Anchored = Omit<Criterion, "anchors"> & { readonly anchors: Readonly<Record<string, string>> };

/** A criterion's question and what each point of the scale looks like at one level. */
export function CriterionAnchors({
  criterion,
  scale,
}: {
  criterion: Anchored;
  scale: readonly string[];
}) {
  return (
    <article id={criterion.key} className={panel}>
      <header className="px-4 py-3">
        <div className="flex items-baseline justify-between gap-4">
          <h3 className="font-semibold">{criterion.title}</h3>
          <p className="text-muted">{criterion.weight}%</p>
        </div>
        <p className="mt-1 max-w-measure">{criterion.question}</p>
        {criterion.raise ? (
          <p className="mt-1 max-w-measure text-small text-muted">
            Weigh it higher when {criterion.raise}.
          </p>
        ) : null}
      </header>
      <table className="block w-full border-t border-line sm:table">
        <caption className="sr-only">{`What each point of ${criterion.title} looks like`}</caption>
        <tbody className="block sm:table-row-group">
          {scale.map((word, at) => {
            const text = criterion.anchors[String(at + 1)];
            return (
              <tr
                key={word}
                className="flex gap-3 border-t border-line px-4 py-2.5 first:border-t-0 sm:table-row sm:px-0"
              >
                <th
                  scope="row"
                  className="shrink-0 text-left font-normal sm:w-44 sm:py-2.5 sm:pl-4 sm:align-top"
                >
                  <span className="flex items-center gap-2">
                    <span
                      className={`tone ${toneOf(at + 1, scale.length)} h-6 min-w-6 rounded-[4px] text-small`}
                    >
                      {at + 1}
                    </span>
                    <span className="sr-only sm:not-sr-only">{word}</span>
                  </span>
                </th>
                <td className="sm:py-2.5 sm:pr-4 sm:align-top">
                  <p className={`max-w-measure ${text ? "" : "text-muted"}`}>
                    {text ?? "No anchor: between its neighbours."}
                  </p>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </article>
  );
}

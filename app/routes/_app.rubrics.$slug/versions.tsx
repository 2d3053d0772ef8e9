import { panel, TextLink } from "#app/components/page.tsx";
import { Time } from "#app/components/time.tsx";
import type { VersionEntry } from "#db/queries/rubric.server.ts";

/** What became of a rubric over time: who published which version, and why. */
export function Versions({
  slug,
  versions,
  shown,
}: {
  slug: string;
  versions: readonly VersionEntry[];
  shown: number;
}) {
  return (
    <ol className={`${panel} divide-y divide-line`}>
      {versions.map(({ number, publishedAt, note, by }, at) => {
        const before = versions[at + 1];
        return (
          <li key={number} className="px-4 py-3">
            <p className="flex flex-wrap items-baseline gap-x-3">
              {number === shown ? (
                <span className="font-semibold" aria-current="true">
                  Version {number}, shown here
                </span>
              ) : (
                <TextLink to={`?version=${number}`}>Version {number}</TextLink>
              )}
              <span className="text-muted">
                <Time at={publishedAt} format="day" />
                {by ? `, by ${by}` : ", from a file"}
              </span>
              {before ? (
                <TextLink to={`/rubrics/${slug}/compare?from=${before.number}&to=${number}`}>
                  What changed since version {before.number}
                </TextLink>
              ) : null}
            </p>
            {note ? <p className="prose-own mt-1">{note}</p> : null}
          </li>
        );
      })}
    </ol>
  );
}

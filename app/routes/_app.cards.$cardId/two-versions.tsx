import { useFormContext } from "react-hook-form";
import { Button } from "#app/components/button.tsx";
import { Time } from "#app/components/time.tsx";
import type { Draft } from "#app/domain/scorecard.ts";

type Newer = { readonly draft: Draft; readonly revision: number; readonly savedAt: string };
type Titled = { readonly key: string; readonly title: string };

/** A newer version was saved elsewhere: where the two differ, side by side, and which one stays. */
export function TwoVersions({
  newer,
  criteria,
  settle,
}: {
  newer: Newer;
  criteria: readonly Titled[];
  settle: (revision: number) => void;
}) {
  const { getValues, reset } = useFormContext<Draft>();
  const gaps = differences(getValues(), newer.draft, criteria);
  return (
    <section role="alert" className="mb-6 rounded-box border border-danger/40 bg-danger-soft p-4">
      <h2 className="font-semibold">
        A newer version was saved at <Time at={new Date(newer.savedAt)} format="clock" />; both are
        below
      </h2>
      <p className="text-muted">
        Nothing was overwritten. Choose which one to go on with; saving or sealing below keeps what
        is here.
      </p>
      <table className="mt-3 w-full table-fixed border-collapse text-small [&_td]:border-t [&_td]:border-line [&_td]:p-2 [&_td]:align-top [&_th]:p-2 [&_th]:text-left">
        <thead>
          <tr>
            <th className="w-1/4">Field</th>
            <th>Here</th>
            <th>Newer</th>
          </tr>
        </thead>
        <tbody>
          {gaps.map(({ name, here, there }) => (
            <tr key={name}>
              <th scope="row" className="align-top font-medium">
                {name}
              </th>
              <td className="prose-own">{here || "Empty"}</td>
              <td className="prose-own">{there || "Empty"}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button type="button" onClick={() => settle(newer.revision)}>
          Keep what is here
        </Button>
        <Button
          type="button"
          onClick={() => {
            reset(newer.draft);
            settle(newer.revision);
          }}
        >
          Take the newer one
        </Button>
      </div>
    </section>
  );
}

function differences(here: Draft, there: Draft, criteria: readonly Titled[]) {
  const patterns = (draft: Draft) =>
    draft.observations.map((o) => `${o.pattern} (${o.stance}): ${o.quote}`).join("\n");
  const all = [
    ...criteria.flatMap(({ key, title }) => [
      {
        name: `${title}, score`,
        here: here.ratings[key]?.score,
        there: there.ratings[key]?.score,
      },
      {
        name: `${title}, evidence`,
        here: here.ratings[key]?.evidence,
        there: there.ratings[key]?.evidence,
      },
    ]),
    { name: "Patterns", here: patterns(here), there: patterns(there) },
    { name: "Recommendation", here: here.recommendation, there: there.recommendation },
    { name: "Level", here: here.level, there: there.level },
    { name: "Summary", here: here.summary, there: there.summary },
  ];
  return all.filter((field) => (field.here ?? "") !== (field.there ?? ""));
}

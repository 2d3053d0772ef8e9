import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Empty, Page, panel } from "#app/components/page.tsx";
import { PatternEntry } from "#app/components/pattern-entry.tsx";
import { RubricNav } from "#app/components/rubric-nav.tsx";
import { requireViewer } from "#app/http/session.server.ts";
import { currentLibrary } from "#db/queries/library.server.ts";

export const meta: MetaFunction = () => [{ title: "Patterns · Evenhand" }];

export const loader = async (args: LoaderFunctionArgs) => {
  await requireViewer(args);
  const { patterns } = await currentLibrary(args.context.db);
  return { patterns };
};

export default function Patterns() {
  const { patterns } = useLoaderData<typeof loader>();
  return (
    <Page
      title="Patterns"
      below="Things a candidate may be seen doing. None is a verdict: an interviewer notes one with the moment it was seen, or with the moment that argues against it."
    >
      <RubricNav />
      {patterns.length === 0 ? (
        <Empty title="No catalogue is published yet">
          The catalogue stands in the rubrics folder; the README there says how to publish it.
        </Empty>
      ) : (
        <ul className={panel}>
          {patterns.map((pattern) => (
            <PatternEntry key={pattern.key} pattern={pattern} heading />
          ))}
        </ul>
      )}
    </Page>
  );
}

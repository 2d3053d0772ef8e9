import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Empty, Page, panel, Section, TextLink } from "#app/components/page.tsx";
import { PatternEntry } from "#app/components/pattern-entry.tsx";
import { RubricNav } from "#app/components/rubric-nav.tsx";
import { requireViewer } from "#app/http/session.server.ts";
import { currentLibrary } from "#db/queries/library.server.ts";
import { listWordedPatterns, type WordedPattern } from "#db/queries/rubric.server.ts";

export const meta: MetaFunction = () => [{ title: "Patterns · Evenhand" }];

export const loader = async (args: LoaderFunctionArgs) => {
  await requireViewer(args);
  const { db } = args.context;
  const [{ patterns }, worded] = await Promise.all([currentLibrary(db), listWordedPatterns(db)]);
  const known = new Set(patterns.map(({ key }) => key));
  return {
    patterns: patterns.map((pattern) => ({
      pattern,
      rewordedIn: worded.filter((one) => one.pattern.key === pattern.key).map((one) => one.rubric),
    })),
    own: worded
      .filter(({ pattern }) => !known.has(pattern.key))
      .map(({ rubric, pattern: { stated: _, ...pattern } }) => ({ rubric, pattern })),
  };
};

export default function Patterns() {
  const { patterns, own } = useLoaderData<typeof loader>();
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
          {patterns.map(({ pattern, rewordedIn }) => (
            <PatternEntry
              key={pattern.key}
              pattern={pattern}
              heading
              note={rewordedIn.length > 0 ? `Reworded in ${named(rewordedIn)}.` : undefined}
            >
              {rewordedIn.length > 0 ? (
                <>
                  <dt className="text-muted">Reworded in</dt>
                  <dd>
                    <Rubrics rubrics={rewordedIn} pattern={pattern.key} />
                  </dd>
                </>
              ) : null}
            </PatternEntry>
          ))}
        </ul>
      )}
      {own.length > 0 ? (
        <div className="mt-8">
          <Section
            title="Of one rubric alone"
            note="A rubric may add patterns that make sense for what it hires for. They are offered on its cards."
          >
            <ul className={panel}>
              {own.map(({ pattern, rubric }) => (
                <PatternEntry
                  key={`${rubric.slug} ${pattern.key}`}
                  pattern={pattern}
                  note={`Offered by ${rubric.title}.`}
                >
                  <dt className="text-muted">Rubric</dt>
                  <dd>
                    <Rubrics rubrics={[rubric]} pattern={pattern.key} />
                  </dd>
                </PatternEntry>
              ))}
            </ul>
          </Section>
        </div>
      ) : null}
    </Page>
  );
}

const named = (rubrics: readonly WordedPattern["rubric"][]) =>
  rubrics.map(({ title }) => title).join(", ");

/** Rubrics by name, each leading to where it words the pattern. */
function Rubrics({
  rubrics,
  pattern,
}: {
  rubrics: readonly WordedPattern["rubric"][];
  pattern: string;
}) {
  return rubrics.map(({ slug, title }, at) => (
    <span key={slug}>
      {at > 0 ? ", " : null}
      <TextLink to={`/rubrics/${slug}#${pattern}`}>{title}</TextLink>
    </span>
  ));
}

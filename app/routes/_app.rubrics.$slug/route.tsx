import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { Page, panel, Section, TextLink } from "#app/components/page.tsx";
import { ScaleLegend } from "#app/components/score.tsx";
import { Time } from "#app/components/time.tsx";
import { type Level, levelWords, Rubric } from "#app/domain/rubric.ts";
import { found } from "#app/http/form.server.ts";
import { listingOf } from "#app/http/listing.server.ts";
import { requireViewer } from "#app/http/session.server.ts";
import { CriterionAnchors } from "#app/routes/_app.rubrics.$slug/criterion-anchors.tsx";
import { PatternEntry } from "#app/routes/_app.rubrics.$slug/pattern-entry.tsx";
import { getRubric, listRubricOutlines } from "#db/queries/rubric.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? "Rubric"} · Evenhand` },
];

export const loader = async (args: LoaderFunctionArgs) => {
  await requireViewer(args);
  const { db } = args.context;
  const { filter } = listingOf(args.request);
  const slug = found(Rubric.shape.slug.safeParse(args.params.slug).data);
  const wanted = filter("version");
  const number = /^\d{1,6}$/.test(wanted) ? Number(wanted) : undefined;
  const [rubric, outlines] = await Promise.all([
    getRubric(db, slug, number),
    listRubricOutlines(db),
  ]);
  const { content, ...version } = found(rubric);
  const [first, ...others] = content.levels;
  const level = others.find((known) => known === filter("level")) ?? first;
  return {
    ...version,
    summary: content.summary,
    scale: content.scale,
    levels: content.levels,
    level,
    versions: outlines.find((outline) => outline.slug === slug)?.versions ?? [version.number],
    criteria: content.criteria.map(({ anchors, ...criterion }) => ({
      ...criterion,
      anchors: (level && anchors[level]) ?? {},
    })),
    patterns: content.patterns,
  };
};

export default function RubricScreen() {
  const rubric = useLoaderData<typeof loader>();
  return (
    <Page
      title={rubric.title}
      above={<TextLink to="/rubrics">Rubrics</TextLink>}
      below={rubric.summary}
    >
      <p className="mb-6 text-muted">
        Version {rubric.number}, published <Time at={rubric.publishedAt} format="day" />
        {rubric.versions
          .filter((number) => number !== rubric.number)
          .map((number) => (
            <span key={number}>
              {" · "}
              <TextLink to={`?version=${number}`}>Version {number}</TextLink>
            </span>
          ))}
      </p>
      <Section
        title="Criteria"
        actions={<LevelSwitch {...rubric} />}
        note={
          rubric.level
            ? `What each point looks like when you hire for ${levelWords[rubric.level].toLowerCase()}. Weights are the defaults; each position sets its own.`
            : undefined
        }
      >
        <div className="mb-4">
          <ScaleLegend scale={rubric.scale} />
        </div>
        <div className="grid gap-4">
          {rubric.criteria.map((criterion) => (
            <CriterionAnchors key={criterion.key} criterion={criterion} scale={rubric.scale} />
          ))}
        </div>
      </Section>
      {rubric.patterns.length > 0 ? (
        <Section
          title="Patterns to watch for"
          note="None is a verdict. An interviewer notes one with the moment it was seen, or with the moment that argues against it."
        >
          <ul className={panel}>
            {rubric.patterns.map((pattern) => (
              <PatternEntry key={pattern.key} pattern={pattern} />
            ))}
          </ul>
        </Section>
      ) : null}
    </Page>
  );
}

function LevelSwitch({
  levels,
  level,
  number,
}: {
  levels: readonly Level[];
  level: Level | undefined;
  number: number;
}) {
  return (
    <nav aria-label="Level" className="flex flex-wrap gap-1">
      {levels.map((name) => (
        <Link
          key={name}
          to={`?version=${number}&level=${name}`}
          preventScrollReset
          aria-current={name === level ? "true" : undefined}
          className="inline-flex min-h-11 items-center rounded-box border border-transparent px-3 font-medium text-muted hover:text-ink aria-[current]:border-line aria-[current]:bg-surface aria-[current]:text-ink sm:min-h-9"
        >
          {levelWords[name]}
        </Link>
      ))}
    </nav>
  );
}

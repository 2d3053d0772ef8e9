import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { Page, panel, Section, TextLink } from "#app/components/page.tsx";
import { PatternEntry } from "#app/components/pattern-entry.tsx";
import { tab } from "#app/components/rubric-nav.tsx";
import { ScaleLegend } from "#app/components/score.tsx";
import { Time } from "#app/components/time.tsx";
import { canEditRubrics } from "#app/domain/access.ts";
import { type Level, levelWords } from "#app/domain/level.ts";
import { Rubric } from "#app/domain/rubric.ts";
import { found } from "#app/http/form.server.ts";
import { listingOf, numberIn } from "#app/http/listing.server.ts";
import { requireViewer } from "#app/http/session.server.ts";
import { AllLevels } from "#app/routes/_app.rubrics.$slug/all-levels.tsx";
import { CriterionAnchors } from "#app/routes/_app.rubrics.$slug/criterion-anchors.tsx";
import { Versions } from "#app/routes/_app.rubrics.$slug/versions.tsx";
import { getRubric, listVersions } from "#db/queries/rubric.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? "Rubric"} · Evenhand` },
];

/** In the address, in place of a level's name. */
const ALL = "all";

export const loader = async (args: LoaderFunctionArgs) => {
  const viewer = await requireViewer(args);
  const { db } = args.context;
  const { filter } = listingOf(args.request);
  const slug = found(Rubric.shape.slug.safeParse(args.params.slug).data);
  const [rubric, versions] = await Promise.all([
    getRubric(db, slug, numberIn(filter("version"))),
    listVersions(db, slug),
  ]);
  const { content, ...version } = found(rubric);
  const [first, ...others] = content.levels;
  const chosen = others.find((known) => known === filter("level")) ?? first;
  const level = filter("level") === ALL && others.length > 0 ? null : chosen;
  return {
    ...version,
    versions,
    summary: content.summary,
    scale: content.scale,
    levels: content.levels,
    level,
    criteria: content.criteria.map(({ anchors, ...criterion }) => ({
      ...criterion,
      anchors: level ? { [level]: anchors[level] ?? {} } : anchors,
    })),
    patterns: content.patterns,
    mayEdit: canEditRubrics(viewer).allowed,
  };
};

export default function RubricScreen() {
  const rubric = useLoaderData<typeof loader>();
  const { slug, number, level, levels, scale, versions } = rubric;
  const shown = versions.find((version) => version.number === number);
  return (
    <Page
      title={rubric.title}
      above={<TextLink to="/rubrics">Rubrics</TextLink>}
      below={rubric.summary}
      actions={
        <>
          {rubric.mayEdit ? <ButtonLink to={`/rubrics/${slug}/edit`}>Edit</ButtonLink> : null}
          <ButtonLink to={`/rubrics/${slug}/yaml?version=${number}`} reloadDocument>
            Download
          </ButtonLink>
          <Button type="button" className="needs-script" onClick={() => window.print()}>
            Print
          </Button>
        </>
      }
    >
      <p className="mb-6 text-muted">
        Version {number}, published <Time at={rubric.publishedAt} format="day" />
        {shown?.by ? ` by ${shown.by}` : null}
        {versions.length > 1 ? (
          <>
            {" · "}
            <a href="#versions" className="link">
              {versions.length} versions
            </a>
          </>
        ) : null}
      </p>
      <Section
        title="Criteria"
        actions={<LevelSwitch levels={levels} level={level ?? null} number={number} />}
        note={
          level
            ? `What each point looks like when you hire for ${levelWords[level].toLowerCase()}. Weights are the defaults; each position sets its own.`
            : "What each point looks like at every level. Weights are the defaults; each position sets its own."
        }
      >
        <div className="mb-4">
          <ScaleLegend scale={scale} />
        </div>
        <div className="grid gap-4">
          {rubric.criteria.map((criterion) =>
            level ? (
              <CriterionAnchors
                key={criterion.key}
                criterion={{ ...criterion, anchors: criterion.anchors[level] ?? {} }}
                scale={scale}
              />
            ) : (
              <AllLevels key={criterion.key} criterion={criterion} levels={levels} scale={scale} />
            ),
          )}
        </div>
      </Section>
      {rubric.patterns.length > 0 ? (
        <Section
          title="Patterns to watch for"
          note="None is a verdict. An interviewer notes one with the moment it was seen, or with the moment that argues against it."
        >
          <ul className={panel}>
            {rubric.patterns.map((pattern) => (
              <PatternEntry key={pattern.key} pattern={pattern} at={level ?? null} />
            ))}
          </ul>
        </Section>
      ) : null}
      <div id="versions" data-screen-only>
        <Section
          title="Versions"
          note="A published version never changes, so past scores keep their meaning."
        >
          <Versions slug={slug} versions={versions} shown={number} />
        </Section>
      </div>
    </Page>
  );
}

function LevelSwitch({
  levels,
  level,
  number,
}: {
  levels: readonly Level[];
  /** Null where all stand beside each other. */
  level: Level | null;
  number: number;
}) {
  if (levels.length < 2) return null;
  const choices = [
    ...levels.map((name) => ({ name, label: levelWords[name], chosen: name === level })),
    { name: ALL, label: "Side by side", chosen: level === null },
  ];
  return (
    <nav aria-label="Level" className="mb-1 flex flex-wrap gap-1">
      {choices.map(({ name, label, chosen }) => (
        <Link
          key={name}
          to={`?version=${number}&level=${name}`}
          preventScrollReset
          aria-current={chosen ? "true" : undefined}
          className={tab}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}

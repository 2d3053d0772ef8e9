import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { ChangedCriterion } from "#app/components/changed-criterion.tsx";
import { ChangedPattern } from "#app/components/changed-pattern.tsx";
import { ChangedAbout } from "#app/components/changed-texts.tsx";
import { SelectField } from "#app/components/field.tsx";
import { Empty, Notice, Page, panel, Section, TextLink } from "#app/components/page.tsx";
import { Time } from "#app/components/time.tsx";
import { Rubric } from "#app/domain/rubric.ts";
import { rubricChange } from "#app/domain/rubric-change.ts";
import { found } from "#app/http/form.server.ts";
import { listingOf, numberIn } from "#app/http/listing.server.ts";
import { requireViewer } from "#app/http/session.server.ts";
import { getRubric, listVersions } from "#db/queries/rubric.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `What changed in ${data?.title ?? "a rubric"} · Evenhand` },
];

/** The versions that the address names; without them the newest and the one before it. */
export const loader = async (args: LoaderFunctionArgs) => {
  await requireViewer(args);
  const { db } = args.context;
  const { filter } = listingOf(args.request);
  const slug = found(Rubric.shape.slug.safeParse(args.params.slug).data);
  const versions = await listVersions(db, slug);
  const [newest, before] = versions;
  const named = (name: string) =>
    versions.find(({ number }) => number === numberIn(filter(name)))?.number;
  const to = named("to") ?? found(newest).number;
  const from = named("from") ?? before?.number ?? to;
  const [old, recent] = await Promise.all([getRubric(db, slug, from), getRubric(db, slug, to)]);
  const [was, is] = [found(old), found(recent)];
  return {
    ...{ slug, versions, from, to, title: is.title },
    scales: { before: was.content.scale, after: is.content.scale },
    change: rubricChange(was.content, is.content),
  };
};

export default function Comparison() {
  const { slug, title, versions, from, to, change, scales } = useLoaderData<typeof loader>();
  const count = change.differences;
  const note = versions.find(({ number }) => number === to)?.note;
  return (
    <Page
      title={`What changed in ${title}`}
      above={
        <>
          <TextLink to="/rubrics">Rubrics</TextLink> ·{" "}
          <TextLink to={`/rubrics/${slug}?version=${to}`}>{title}</TextLink>
        </>
      }
    >
      {versions.length < 2 ? (
        <Empty title="There is one version so far">
          When a second one is published, this page tells them apart word by word.
        </Empty>
      ) : (
        <>
          <Versions versions={versions} from={from} to={to} />
          {count === 0 ? (
            <Notice title={from === to ? "This is one version, twice" : "They say the same"}>
              <p>
                {from === to
                  ? "Choose two different versions above."
                  : `Nothing in version ${to} differs from version ${from}.`}
              </p>
            </Notice>
          ) : (
            <div className={`${panel} mb-8 px-4 py-3`}>
              <p>
                <strong className="font-semibold">
                  {count === 1 ? "One thing differs." : `${count} things differ.`}
                </strong>{" "}
                What version {to} left out is struck through, what it added is underlined.
              </p>
              {note ? <p className="prose-own mt-1 text-muted">{note}</p> : null}
            </div>
          )}
          {change.texts.length + change.scale.length > 0 || change.levels ? (
            <Section title="The rubric">
              <ChangedAbout change={change} />
            </Section>
          ) : null}
          {change.criteria.length > 0 ? (
            <Section title="Criteria">
              <div className="grid gap-4">
                {change.criteria.map((one) => (
                  <ChangedCriterion key={one.key} change={one} scales={scales} to={to} />
                ))}
              </div>
            </Section>
          ) : null}
          {change.patterns.length > 0 ? (
            <Section title="Patterns">
              <ul className={`${panel} divide-y divide-line`}>
                {change.patterns.map((one) => (
                  <ChangedPattern key={one.key} change={one} to={to} />
                ))}
              </ul>
            </Section>
          ) : null}
        </>
      )}
    </Page>
  );
}

type Listed = { readonly number: number; readonly publishedAt: Date };

/** Which two versions stand against each other. */
function Versions({
  versions,
  from,
  to,
}: {
  versions: readonly Listed[];
  from: number;
  to: number;
}) {
  const options = versions.map(({ number }) => ({
    value: String(number),
    label: number === versions[0]?.number ? `Version ${number}, the newest` : `Version ${number}`,
  }));
  const dated = (wanted: number) => versions.find(({ number }) => number === wanted);
  return (
    <Form method="get" className="mb-6 flex flex-wrap items-end gap-3">
      {[["from", "From", from] as const, ["to", "To", to] as const].map(([name, label, chosen]) => (
        <div key={`${name} ${chosen}`} className="grow basis-40 sm:max-w-60">
          <SelectField
            label={label}
            name={name}
            options={options}
            defaultValue={String(chosen)}
            hint={<Published version={dated(chosen)} />}
          />
        </div>
      ))}
      <Button>Compare</Button>
    </Form>
  );
}

function Published({ version }: { version: Listed | undefined }) {
  return version ? (
    <>
      Published <Time at={version.publishedAt} format="day" />
    </>
  ) : null;
}

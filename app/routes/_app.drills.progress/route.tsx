import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { type ClientActionFunctionArgs, useActionData, useLoaderData } from "@remix-run/react";
import { FigureView } from "#app/components/figure-view.tsx";
import { ListControls, Pages } from "#app/components/listing.tsx";
import { orKept } from "#app/components/offline.ts";
import { Empty, Page, Section, TextLink } from "#app/components/page.tsx";
import { afterEveryPost, PageRefusal } from "#app/components/refusal.tsx";
import { typedIn } from "#app/components/typed.ts";
import { drillFiles } from "#app/domain/drill-figures.ts";
import { RuleForm } from "#app/domain/drill-form.ts";
import { ruleWords } from "#app/domain/drill-qualification.ts";
import { found, parseForm, readForm, refuse } from "#app/http/form.server.ts";
import { listingOf, withinList } from "#app/http/listing.server.ts";
import { requireViewer, timeZoneOf } from "#app/http/session.server.ts";
import { PeopleTable } from "#app/routes/_app.drills.progress/people-table.tsx";
import { Rule } from "#app/routes/_app.drills.progress/rule.tsx";
import { getDrillProgress, PEOPLE_PER_PAGE } from "#db/queries/drill-progress.server.ts";
import { listRules, setRule } from "#db/queries/drill-rule.server.ts";

export const meta: MetaFunction = () => [{ title: "Progress in drills · Evenhand" }];

export const loader = async (args: LoaderFunctionArgs) => {
  const viewer = await requireViewer(args);
  const { db } = args.context;
  const { q, page, filter } = listingOf(args.request);
  const trainees = filter("who") === "trainees";
  const progress = found(await getDrillProgress(db, viewer, { q, page, trainees }));
  const { people, rule, ...shown } = progress;
  const rules = await listRules(db);
  return {
    ...shown,
    ...withinList(args.request, page, people),
    ...{ page, size: PEOPLE_PER_PAGE, rule },
    words: ruleWords(rule.rule),
    earlier: rules.slice(1).map((one) => ({ ...one, words: ruleWords(one.rule) })),
  };
};

export const shouldRevalidate = afterEveryPost;

export const action = async (args: ActionFunctionArgs) => {
  const viewer = await requireViewer(args);
  const { db } = args.context;
  found(await getDrillProgress(db, viewer, { q: "", page: 1, trainees: false }));
  const values = await readForm(args.request);
  const form = parseForm(RuleForm, values);
  if (!form.ok) return refuse(form.failure, values);
  const { version, ...rule } = form.value;
  const set = await setRule(db, viewer, rule, { version, timeZone: timeZoneOf(args.request) });
  return set.ok ? redirect("/drills/progress") : refuse(set.failure, values);
};

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  orKept(serverAction<typeof action>);

export default function Progress() {
  const { rows, total, page, size, inForce, missed, rule, words, earlier } =
    useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <Page
      title="Progress in drills"
      above={<TextLink to="/drills">Drills</TextLink>}
      below="Who scored which drills, who qualifies, and which criteria people miss. What somebody gave a drill stays theirs."
    >
      <PageRefusal failure={answer?.failure ?? undefined} />
      <Section title="People" note={`${inForce} drills are in force.`}>
        <ListControls
          search="Search people"
          filters={[
            {
              name: "who",
              label: "Everybody who interviews",
              options: [{ value: "trainees", label: "Trainees" }],
            },
          ]}
        />
        {rows.length === 0 ? (
          <Empty title="Nobody here">Everybody who may be given cards is listed here.</Empty>
        ) : (
          <PeopleTable rows={rows} />
        )}
        <Pages page={page} size={size} total={total} />
      </Section>
      <Section title="What people miss">
        {missed ? (
          <FigureView figure={missed} heading={null} files={drillFiles(missed)} />
        ) : (
          <p className="max-w-measure text-muted">
            Not enough people yet: a criterion is shown once three people have scored it.
          </p>
        )}
      </Section>
      <Rule rule={rule} words={words} earlier={earlier} form={typedIn(answer)} />
    </Page>
  );
}

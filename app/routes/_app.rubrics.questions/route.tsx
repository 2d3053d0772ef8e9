import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ListControls, Pages } from "#app/components/listing.tsx";
import { Empty, Page, panel, TextLink } from "#app/components/page.tsx";
import { RubricNav } from "#app/components/rubric-nav.tsx";
import { levels, levelWords } from "#app/domain/level.ts";
import { roundKinds, roundWords } from "#app/domain/loop.ts";
import { searchQuestions, searchWords } from "#app/domain/question-search.ts";
import { listingOf, withinList } from "#app/http/listing.server.ts";
import { requireViewer } from "#app/http/session.server.ts";
import { QuestionEntry } from "#app/routes/_app.rubrics.questions/question-entry.tsx";
import { currentLibrary } from "#db/queries/library.server.ts";
import { criterionTitles } from "#db/queries/rubric.server.ts";

export const meta: MetaFunction = () => [{ title: "Question bank · Evenhand" }];

const SIZE = 20;

export const loader = async (args: LoaderFunctionArgs) => {
  await requireViewer(args);
  const { db } = args.context;
  const { q, page, filter } = listingOf(args.request);
  const [{ questions }, titles] = await Promise.all([currentLibrary(db), criterionTitles(db)]);
  const words = searchWords(q);
  const found = searchQuestions(questions, {
    words,
    dimension: filter("dimension"),
    level: filter("level"),
    round: filter("round"),
  });
  const rows = found.slice((page - 1) * SIZE, page * SIZE);
  const asked = new Set(questions.flatMap(({ dimensions }) => dimensions));
  return withinList(args.request, page, {
    ...{ rows, words, page, titles, total: found.length, all: questions.length },
    dimensions: [...asked].toSorted((a, b) => (titles[a] ?? a).localeCompare(titles[b] ?? b)),
    levels: levels.filter((level) => questions.some((one) => one.levels.includes(level))),
    rounds: roundKinds.filter((kind) => questions.some((one) => one.rounds.includes(kind))),
  });
};

export default function QuestionBank() {
  const bank = useLoaderData<typeof loader>();
  const { rows, words, page, titles, total, all } = bank;
  return (
    <Page
      title="Question bank"
      below="Questions with why they are asked, what strong and weak answers sound like, and how to go on. A round's kit beside the card draws on them."
    >
      <RubricNav />
      {all === 0 ? (
        <Empty title="No question is published yet">
          Questions stand in the rubrics folder; the README there says how to publish them.
        </Empty>
      ) : (
        <>
          <ListControls
            search="Search questions"
            filters={[
              {
                name: "dimension",
                label: "Any criterion",
                options: bank.dimensions.map((key) => ({ value: key, label: titles[key] ?? key })),
              },
              {
                name: "level",
                label: "Any level",
                options: bank.levels.map((level) => ({ value: level, label: levelWords[level] })),
              },
              {
                name: "round",
                label: "Any round",
                options: bank.rounds.map((kind) => ({ value: kind, label: roundWords[kind] })),
              },
            ]}
          />
          <p className="mb-2 text-muted" role="status">
            {total === all ? `${all} questions` : `${total} of ${all} questions`}
          </p>
          {rows.length === 0 ? (
            <Empty
              title="No question says this"
              action={<TextLink to="/rubrics/questions">Show all questions</TextLink>}
            >
              Every word has to stand somewhere in a question. Try fewer words, or other filters.
            </Empty>
          ) : (
            <>
              <ul className={panel}>
                {rows.map((question) => (
                  <QuestionEntry
                    key={`${question.key} ${words.join(" ")}`}
                    question={question}
                    words={words}
                    titles={titles}
                  />
                ))}
              </ul>
              {total > rows.length ? <Pages page={page} size={SIZE} total={total} /> : null}
            </>
          )}
        </>
      )}
    </Page>
  );
}

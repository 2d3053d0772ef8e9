import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod/mini";
import { ButtonLink } from "#app/components/button.tsx";
import { Empty, Notice, Page } from "#app/components/page.tsx";
import { afterEveryPost, PageRefusal } from "#app/components/refusal.tsx";
import { canRunCalibration } from "#app/domain/access.ts";
import {
  type CalibrationFilter,
  filterWords,
  readFilters,
} from "#app/domain/calibration/filters.ts";
import { MINIMUM_CARDS } from "#app/domain/calibration/summary.ts";
import { found, parseForm, readForm, refuse } from "#app/http/form.server.ts";
import { requireViewer } from "#app/http/session.server.ts";
import { Candidates } from "#app/routes/_app.calibration/candidates.tsx";
import { Distributions } from "#app/routes/_app.calibration/distributions.tsx";
import { count } from "#app/routes/_app.calibration/figure.tsx";
import { Filters } from "#app/routes/_app.calibration/filters.tsx";
import { Interviewers } from "#app/routes/_app.calibration/interviewers.tsx";
import { RunStatus } from "#app/routes/_app.calibration/run-status.tsx";
import { getCalibration } from "#db/queries/calibration.server.ts";
import { getCalibrationRun, runAgain, stopRun } from "#db/queries/calibration-run.server.ts";

export const meta: MetaFunction = () => [{ title: "Calibration · Evenhand" }];

const PAGE = 30;

export const loader = async (args: LoaderFunctionArgs) => {
  const viewer = await requireViewer(args);
  const { db } = args.context;
  const asked = readFilters(new URL(args.request.url).searchParams);
  const { candidates, ...view } = found(await getCalibration(db, viewer, asked.filters));
  const scored = candidates.filter(({ score }) => score !== null);
  const last = Math.max(1, Math.ceil(candidates.length / PAGE));
  const page = Math.min(asked.filters.page ?? 1, last);
  return {
    ...view,
    // Where no settled loop is theirs to see, that others have settled is not theirs to hear either.
    run: view.chosen?.settled ? await getCalibrationRun(db, viewer, view.chosen) : null,
    mayRun: canRunCalibration(viewer).allowed,
    ignored: [...asked.ignored, ...view.ignored],
    cards: candidates.reduce((sum, { cards }) => sum + cards, 0),
    ratings: view.distributions.reduce((sum, { n }) => sum + n, 0),
    candidates: {
      rows: candidates.slice((page - 1) * PAGE, page * PAGE),
      total: candidates.length,
      highest: scored[0] ?? null,
      lowest: scored.at(-1) ?? null,
      page,
      size: PAGE,
    },
  };
};

export const shouldRevalidate = afterEveryPost;

const Of = { position: z.uuid(), rubric: z.uuid() };
const Command = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("again"), ...Of }),
  z.object({ intent: z.literal("stop"), ...Of, run: z.uuid() }),
]);

export const action = async (args: ActionFunctionArgs) => {
  const viewer = await requireViewer(args);
  const command = parseForm(Command, await readForm(args.request));
  if (!command.ok) return refuse(command.failure);
  const done = await carryOut(command.value);
  const { pathname, search } = new URL(args.request.url);
  return done.ok ? redirect(`${pathname}${search}`) : refuse(done.failure);

  function carryOut({ position, rubric, ...command }: z.infer<typeof Command>) {
    const { db } = args.context;
    const of = { positionId: position, rubricVersionId: rubric };
    switch (command.intent) {
      case "again":
        return runAgain(db, viewer, of);
      case "stop":
        return stopRun(db, viewer, { ...of, run: command.run });
    }
  }
};

export default function CalibrationPage() {
  const view = useLoaderData<typeof loader>();
  const { chosen, candidates, run } = view;
  const refused = useActionData<typeof action>();
  const empty = view.loops - candidates.total;
  return (
    <Page
      title="Calibration"
      below="What settled loops say about candidates, interviewers and criteria. Loops count once they have a decision."
    >
      {chosen ? <Filters {...view} chosen={chosen} /> : null}
      <PageRefusal failure={refused?.failure} />
      {view.ignored.length > 0 ? <Ignored names={view.ignored} /> : null}
      {!chosen ? (
        <Empty title="No position yet" action={<ButtonLink to="/loops">See all loops</ButtonLink>}>
          Calibration compares the settled loops of one position. It begins with the first position
          and its first decision.
        </Empty>
      ) : candidates.total === 0 ? (
        <Nothing chosen={chosen} loops={view.loops} />
      ) : (
        <>
          <Notice title="These are raw numbers.">
            Severity is not separated from the candidates they met. The adjusted view needs the
            calibration model.
          </Notice>
          {run ? <RunStatus run={run} scope={chosen} mayRun={view.mayRun} /> : null}
          <p className="mb-8 max-w-measure">
            {`${count(candidates.total, "candidate")} with ${count(view.cards, "counted card")} and ${count(view.ratings, "score")} from ${count(view.interviewers.length, "interviewer")}.`}
            {empty > 0
              ? ` ${count(empty, "settled loop")} without a counted card ${empty === 1 ? "is" : "are"} left out.`
              : ""}
          </p>
          <Candidates {...candidates} points={view.scale.length} round={view.filters.round} />
          <Interviewers
            interviewers={view.interviewers}
            points={view.scale.length}
            overall={view.overall}
          />
          <Distributions
            distributions={view.distributions}
            criteria={view.criteria}
            scale={view.scale}
          />
        </>
      )}
    </Page>
  );
}

function Ignored({ names }: { names: readonly CalibrationFilter[] }) {
  const words = names.map((name) => filterWords[name]);
  return (
    <Notice tone="caution">
      {`The address names something that is not here (${words.join(", ")}), so that part was left out. Everything else applies.`}
    </Notice>
  );
}

function Nothing({
  chosen,
  loops,
}: {
  chosen: { readonly positionId: string; readonly title: string; readonly settled: number };
  loops: number;
}) {
  if (chosen.settled > 0)
    return (
      <Empty
        title="Nothing in this selection"
        action={
          <ButtonLink to={`?position=${chosen.positionId}`}>Show the whole position</ButtonLink>
        }
      >
        {`${chosen.title} has ${count(chosen.settled, "settled loop")}, ${loops === 0 ? "none of them in this selection" : "but none with a counted card in this selection"}.`}
      </Empty>
    );
  return (
    <Empty
      title="No settled loops yet"
      action={<ButtonLink to="/loops">See the running loops</ButtonLink>}
    >
      {`Once a loop for ${chosen.title} has sealed cards and a decision, this page shows each candidate's panel total, how every criterion was scored, and each interviewer's mean and spread, the latter from ${MINIMUM_CARDS} cards on.`}
    </Empty>
  );
}

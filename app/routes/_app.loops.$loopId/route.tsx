import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { type ClientActionFunctionArgs, useActionData, useLoaderData } from "@remix-run/react";
import { v7 as uuidv7 } from "uuid";
import { ButtonLink } from "#app/components/button.tsx";
import { LoopStateBadge } from "#app/components/loop-state.tsx";
import { orKept } from "#app/components/offline.ts";
import { Empty, Notice, Page, Section, TextLink } from "#app/components/page.tsx";
import { whoIsIn } from "#app/components/panel-progress.tsx";
import { afterEveryPost, PageRefusal } from "#app/components/refusal.tsx";
import { SealedConflicts } from "#app/components/sealed-conflicts.tsx";
import { Time } from "#app/components/time.tsx";
import { typedIn } from "#app/components/typed.ts";
import { refusalWords } from "#app/domain/access.ts";
import { levelWords } from "#app/domain/level.ts";
import { revealWords } from "#app/domain/loop.ts";
import { found, idIn, readForm, refuse } from "#app/http/form.server.ts";
import { listingOf } from "#app/http/listing.server.ts";
import { requireViewer, timeZoneOf } from "#app/http/session.server.ts";
import { arrangeLoop } from "#app/routes/_app.loops.$loopId/commands.server.ts";
import { DeclareConflict } from "#app/routes/_app.loops.$loopId/conflict.tsx";
import { Coverage } from "#app/routes/_app.loops.$loopId/coverage.tsx";
import { Overrides } from "#app/routes/_app.loops.$loopId/overrides.tsx";
import { Round } from "#app/routes/_app.loops.$loopId/round.tsx";
import { AddRound } from "#app/routes/_app.loops.$loopId/round-form.tsx";
import { WithdrawLoop } from "#app/routes/_app.loops.$loopId/withdraw-loop.tsx";
import { listAssignable } from "#db/queries/assignment.server.ts";
import { getLoop, type LoopPlan } from "#db/queries/loop.server.ts";
import { listOverridable } from "#db/queries/override.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.loop.candidate.name ?? "Loop"} · Loop · Evenhand` },
];

/** `?do=assign&round=…` opens one form in its place, so that it also opens without JavaScript. */
export const loader = async (args: LoaderFunctionArgs) => {
  const viewer = await requireViewer(args);
  const { db } = args.context;
  const loop = found(await getLoop(db, viewer, idIn(args.params, "loopId")));
  const { filter } = listingOf(args.request);
  const doing = loop.arranges ? filter("do") : "";
  return {
    loop,
    open: { doing, round: filter("round"), card: filter("card") },
    people: await peopleFor(),
    key: uuidv7(),
    timeZone: timeZoneOf(args.request),
  };

  /** Whom the form that is open lets one choose from. */
  async function peopleFor() {
    if (doing === "assign" || doing === "reassign")
      return listAssignable(db, viewer, loop.candidate.id);
    return doing === "override" ? listOverridable(db, viewer, loop.id) : [];
  }
};

export const shouldRevalidate = afterEveryPost;

export const action = async (args: ActionFunctionArgs) => {
  const viewer = await requireViewer(args);
  const { db } = args.context;
  const loopId = idIn(args.params, "loopId");
  const values = await readForm(args.request);
  // Sent twice, it comes from somebody who no longer sees the loop and is told so once more.
  const leaving = values.intent === "declare-conflict";
  if (!leaving) found(await getLoop(db, viewer, loopId));
  const done = await arrangeLoop(db, viewer, loopId, values, timeZoneOf(args.request));
  if (!done.ok) return refuse(done.failure, values);
  return redirect(leaving ? "/loops?conflict=declared" : `/loops/${loopId}`);
};

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  orKept(serverAction<typeof action>);

export default function LoopScreen() {
  const { loop, open, people, key, timeZone } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const adding = open.doing === "add-round" || (loop.rounds.length === 0 && loop.arranges);
  return (
    <Page
      title={<bdi>{loop.candidate.name}</bdi>}
      above={<TextLink to="/loops">Loops</TextLink>}
      below={loop.candidate.headline}
      actions={<Actions loop={loop} />}
    >
      <Facts loop={loop} />
      <PageRefusal failure={typedIn(answer).refused} />
      {loop.withdrawal ? (
        <Notice title="The candidate withdrew">
          <p className="wrap-anywhere">
            {loop.withdrawal.reason}{" "}
            <span className="text-muted">
              {loop.withdrawal.by ?? "Somebody"}, <Time at={loop.withdrawal.at} />
            </span>
          </p>
        </Notice>
      ) : null}
      <SealedConflicts conflicts={loop.conflicts} />
      {loop.letIn ? (
        <Notice tone="caution" title="A recruiting lead lets you read before your turn">
          Whatever is sealed here is open to you. The debrief tells everybody that you could read it
          before you sealed your own card.
        </Notice>
      ) : null}
      <div className="grid gap-x-8 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <Section
          title="Rounds"
          actions={
            loop.arranges && !adding ? (
              <ButtonLink to="?do=add-round" preventScrollReset>
                Add a round
              </ButtonLink>
            ) : null
          }
        >
          {adding ? (
            <AddRound
              key={typedIn(answer, { intent: "add-round" }).text("id", key)}
              formKey={key}
              loop={loop}
              timeZone={timeZone}
              form={typedIn(answer, { intent: "add-round" })}
            />
          ) : null}
          {loop.rounds.length === 0 && !adding ? (
            <Empty title="No rounds yet">The recruiting lead has not planned one.</Empty>
          ) : null}
          <ol className="grid gap-3">
            {loop.rounds.map((round) => (
              <Round
                key={round.id}
                round={round}
                loop={loop}
                open={open}
                people={people}
                formKey={key}
                timeZone={timeZone}
                answer={answer}
              />
            ))}
          </ol>
        </Section>
        <Coverage loop={loop} />
      </div>
      {loop.lead ? (
        <Overrides
          loop={loop}
          people={people}
          open={open.doing === "override"}
          formKey={key}
          answer={answer}
        />
      ) : null}
      <DeclareConflict formKey={key} form={typedIn(answer, { intent: "declare-conflict" })} />
      {loop.arranges ? <WithdrawLoop form={typedIn(answer, { intent: "withdraw-loop" })} /> : null}
    </Page>
  );
}

function Actions({ loop }: { loop: LoopPlan }) {
  const owed = loop.rounds
    .flatMap((round) => round.cards)
    .find((card) => card.own && card.progress === "outstanding");
  return (
    <>
      {loop.anySealed ? (
        <ButtonLink to={`/loops/${loop.id}/debrief`} look={owed ? "quiet" : "primary"}>
          Debrief
        </ButtonLink>
      ) : null}
      {owed ? (
        <ButtonLink to={`/cards/${owed.cardId}`} look="primary">
          Write your card
        </ButtonLink>
      ) : null}
    </>
  );
}

/** What the position says now, where the loop began with something else. */
function Since({ loop: { rule, hidesNames, positionNow } }: { loop: LoopPlan }) {
  if (rule === positionNow.rule && hidesNames === positionNow.hidesNames) return null;
  const names = positionNow.hidesNames ? ", without names" : "";
  return (
    <span className="block text-small text-muted">
      This loop keeps the rule it began with. The position now says: {revealWords[positionNow.rule]}
      {names}.
    </span>
  );
}

function Facts({ loop }: { loop: LoopPlan }) {
  const { position, rubric } = loop;
  return (
    <dl className="mb-6 grid gap-x-8 gap-y-3 border-y border-line py-4 sm:grid-cols-2 lg:grid-cols-4 [&_dt]:text-small [&_dt]:text-muted">
      <div>
        <dt>Position</dt>
        <dd className="wrap-anywhere">
          {loop.lead ? (
            <TextLink to={`/positions/${position.id}`}>{position.title}</TextLink>
          ) : (
            position.title
          )}
          {` · ${levelWords[position.level]}`}
        </dd>
      </div>
      <div>
        <dt>State</dt>
        <dd className="flex flex-wrap items-center gap-x-2">
          <LoopStateBadge state={loop.state} />
          <span className="text-muted">
            {loop.owner ? `led by ${loop.owner}` : "led by nobody yet"}
          </span>
        </dd>
      </div>
      <div>
        <dt>Rubric</dt>
        <dd>
          <TextLink to={`/rubrics/${rubric.slug}?version=${rubric.number}&level=${position.level}`}>
            {rubric.title}
          </TextLink>{" "}
          <span className="text-muted">v{rubric.number}</span>
        </dd>
      </div>
      <div>
        <dt>Interviewers read each other's cards</dt>
        <dd>
          {revealWords[loop.rule]}
          {loop.hidesNames ? ", without names" : ""}
          <Since loop={loop} />
        </dd>
      </div>
      {loop.locked ? (
        <div className="sm:col-span-2 lg:col-span-4">
          <dt>The panel's cards</dt>
          <dd>
            {refusalWords[loop.locked]}{" "}
            <span className="text-muted">
              {whoIsIn(loop.rounds.flatMap((round) => round.cards))}
            </span>
          </dd>
        </div>
      ) : null}
    </dl>
  );
}

import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { type ClientActionFunctionArgs, useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod/mini";
import { ButtonLink } from "#app/components/button.tsx";
import { orKept } from "#app/components/offline.ts";
import { Notice, Page, TextLink } from "#app/components/page.tsx";
import { afterEveryPost } from "#app/components/refusal.tsx";
import { SealedConflicts } from "#app/components/sealed-conflicts.tsx";
import { Time } from "#app/components/time.tsx";
import { refusalWords } from "#app/domain/access.ts";
import { DecisionForm } from "#app/domain/debrief.ts";
import { ResolutionForm } from "#app/domain/ledger.ts";
import { isRunning, loopStateWords } from "#app/domain/loop.ts";
import { fail } from "#app/domain/result.ts";
import { found, idIn, parseForm, readForm, refuse } from "#app/http/form.server.ts";
import { requireViewer } from "#app/http/session.server.ts";
import { Cards } from "#app/routes/_app.loops.$loopId_.debrief/cards.tsx";
import { Decide, Decided, Opened } from "#app/routes/_app.loops.$loopId_.debrief/decision.tsx";
import { Flags } from "#app/routes/_app.loops.$loopId_.debrief/flags.tsx";
import { Headline } from "#app/routes/_app.loops.$loopId_.debrief/headline.tsx";
import { LockedDebrief } from "#app/routes/_app.loops.$loopId_.debrief/locked.tsx";
import { MatrixView } from "#app/routes/_app.loops.$loopId_.debrief/matrix.tsx";
import { opened } from "#app/routes/_app.loops.$loopId_.debrief/opened.server.ts";
import { PanelFlags } from "#app/routes/_app.loops.$loopId_.debrief/panel-flags.tsx";
import { Receipt } from "#app/routes/_app.loops.$loopId_.debrief/receipt.tsx";
import { decide, openDebrief } from "#db/queries/decision.server.ts";
import { resolveFlag } from "#db/queries/flag.server.ts";
import { getPanel } from "#db/queries/panel.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.loop.candidate.name ?? "Debrief"} · Debrief · Evenhand` },
];

export const loader = async (args: LoaderFunctionArgs) => {
  const viewer = await requireViewer(args);
  const { db } = args.context;
  const panel = found(await getPanel(db, viewer, idIn(args.params, "loopId")));
  const { loop, view } = panel;
  const progress = view.cards.map(({ interviewer, own, progress, kind, cardId }) => ({
    interviewer,
    own,
    progress,
    kind,
    cardId,
  }));
  if (view.status === "locked") {
    const reason = refusalWords[view.reason];
    return data({ status: "locked" as const, loop, reason, progress }, { status: 403 });
  }
  return {
    status: "open" as const,
    loop,
    progress,
    ...(await opened(db, panel, view, asksReceipt(args.request))),
  };
};

const asksReceipt = ({ url }: Request) => new URL(url).searchParams.has("receipt");

/** The decision with how many sealed cards its author had before them, and when the newest was sealed. */
const SeenDecision = z.extend(DecisionForm, {
  seen: z.coerce.number("Reload the page, then try again.").check(z.int(), z.gte(0)),
  until: z.optional(z.iso.datetime("Reload the page, then try again.")),
});

/** The conclusion with the moments, and the earlier conclusion, that its author had before them. */
const SeenResolution = z.extend(ResolutionForm, {
  last: z.coerce.number("Reload the page, then try again.").check(z.int(), z.gte(0)),
  moments: z.coerce.number("Reload the page, then try again.").check(z.int(), z.gte(0)),
  until: z.iso.datetime("Reload the page, then try again."),
});

export const action = async (args: ActionFunctionArgs) => {
  const viewer = await requireViewer({ ...args, request: args.request.clone() });
  const { db } = args.context;
  const loopId = idIn(args.params, "loopId");
  const values = await readForm(args.request);
  switch (values.intent) {
    case "open": {
      const opened = await openDebrief(db, viewer, loopId);
      return opened.ok ? redirect(`/loops/${loopId}/debrief`) : refuse(opened.failure, values);
    }
    case "decide": {
      const form = parseForm(SeenDecision, values);
      if (!form.ok) return refuse(form.failure, values);
      const { until, ...said } = form.value;
      const newest = until === undefined ? undefined : new Date(until);
      const decided = await decide(db, viewer, { ...said, until: newest, loopId });
      return decided.ok ? redirect(`/loops/${loopId}/debrief`) : refuse(decided.failure, values);
    }
    case "resolve": {
      const form = parseForm(SeenResolution, values);
      if (!form.ok) return refuse(form.failure, values);
      const { last, moments, until, ...said } = form.value;
      const seen = { last, moments, until: new Date(until) };
      const resolved = await resolveFlag(db, viewer, { ...said, seen, loopId });
      return resolved.ok
        ? redirect(`/loops/${loopId}/debrief#pattern-${said.pattern}`)
        : refuse(resolved.failure, values);
    }
    default:
      return refuse(
        fail("invalid", "This page is out of date. Reload it, then try again.").failure,
      );
  }
};

export const shouldRevalidate = afterEveryPost;

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  orKept(serverAction<typeof action>);

export default function DebriefPage() {
  const page = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>() ?? null;
  const { loop } = page;
  return (
    <Page
      title={loop.candidate.name}
      above={
        <>
          <TextLink to="/loops">Loops</TextLink> · {loop.position.title} ·{" "}
          {loopStateWords[loop.state]}
        </>
      }
      below={loop.candidate.headline}
      actions={<ButtonLink to={`/loops/${loop.id}`}>Rounds and panel</ButtonLink>}
    >
      {refused ? (
        <Notice tone="error" title={refused.failure.message} live>
          {refused.failure.fields ? "What needs a look is marked below." : null}
        </Notice>
      ) : null}
      {page.status === "locked" ? (
        <LockedDebrief reason={page.reason} progress={page.progress} />
      ) : (
        <>
          {page.decision ? <Decided decision={page.decision} /> : null}
          <Headline page={page} />
          {page.overrides.map((override) => (
            <Notice
              key={override.id}
              tone="caution"
              title={`${override.person} was let read before their turn`}
            >
              {override.by ?? "A lead"} allowed it on <Time at={override.at} format="day" />
              {override.endedAt ? (
                <>
                  {" "}
                  and it ended on <Time at={override.endedAt} format="day" />
                </>
              ) : null}
              : {override.reason}
            </Notice>
          ))}
          <SealedConflicts conflicts={page.conflicts} />
          {page.cards.length > 0 ? (
            <>
              <MatrixView page={page} />
              <Flags page={page} refused={refused} />
              <Cards page={page} />
              <PanelFlags flags={page.scoring} />
              <Receipt page={page} />
            </>
          ) : null}
          <div data-screen-only>
            {page.mayOpen ? <Opened progress={page.progress} /> : null}
            {page.mayDecide && isRunning(loop.state) ? (
              <Decide page={page} refused={refused} />
            ) : null}
          </div>
        </>
      )}
    </Page>
  );
}

import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { type ClientActionFunctionArgs, useActionData, useLoaderData } from "@remix-run/react";
import { v7 as uuidv7 } from "uuid";
import { orKept } from "#app/components/offline.ts";
import { Notice, Page, TextLink } from "#app/components/page.tsx";
import { afterEveryPost, PageRefusal } from "#app/components/refusal.tsx";
import { Time } from "#app/components/time.tsx";
import { typedIn } from "#app/components/typed.ts";
import { canAuthorDrills } from "#app/domain/access.ts";
import { RetireForm, RewriteForm, ScoringForm } from "#app/domain/drill-form.ts";
import { levelWords } from "#app/domain/level.ts";
import { roundWords } from "#app/domain/loop.ts";
import type { Viewer } from "#app/domain/people.ts";
import { fail, ok, type Result } from "#app/domain/result.ts";
import {
  type FormValues,
  found,
  parseForm,
  plainText,
  readForm,
  refuse,
} from "#app/http/form.server.ts";
import { listingOf, numberIn } from "#app/http/listing.server.ts";
import { requireViewer } from "#app/http/session.server.ts";
import { Told } from "#app/routes/_app.drills.$drillKey/answer-text.tsx";
import { comparedFor } from "#app/routes/_app.drills.$drillKey/compared.server.ts";
import { Compared } from "#app/routes/_app.drills.$drillKey/compared.tsx";
import { Retire } from "#app/routes/_app.drills.$drillKey/retire.tsx";
import { Rewrite } from "#app/routes/_app.drills.$drillKey/rewrite.tsx";
import { Scoring } from "#app/routes/_app.drills.$drillKey/scoring.tsx";
import type { Db } from "#db/client.server.ts";
import { getDrill, getScoringShape, retireDrill, scoreDrill } from "#db/queries/drill.server.ts";
import { getRewritable, rewriteDrill } from "#db/queries/drill-rewrite.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.drill.title ?? "Drill"} · Drill · Evenhand` },
];

/** `?again=1` opens the form for another quarter's scores over those there are. */
export const loader = async (args: LoaderFunctionArgs) => {
  const viewer = await requireViewer(args);
  const { db } = args.context;
  const drillKey = plainText(args.params.drillKey ?? "");
  const page = found(await getDrill(db, viewer, drillKey, new Date()));
  const { open, done, scorable, refused, number, retired } = page;
  const scoring = scorable && (!done || listingOf(args.request).filter("again") === "1");
  const { title, round, level } = open;
  return {
    drill: {
      key: open.key,
      title,
      round,
      level,
      number,
      retired,
      scorable,
      refused,
      leads: canAuthorDrills(viewer).allowed,
    },
    open: scoring ? open : null,
    told: refused && !done ? { prompt: open.prompt, answers: open.answers } : null,
    compared: done && !scoring ? await comparedFor(db, page, done) : null,
    rewritable: await getRewritable(db, viewer, drillKey),
    key: uuidv7(),
    reader: viewer.id,
  };
};

export const shouldRevalidate = afterEveryPost;

export const action = async (args: ActionFunctionArgs) => {
  const viewer = await requireViewer(args);
  const { db } = args.context;
  const key = plainText(args.params.drillKey ?? "");
  found(await getDrill(db, viewer, key, new Date()));
  const values = await readForm(args.request);
  const done = await carryOut(db, viewer, key, values);
  return done.ok ? redirect(done.value) : refuse(done.failure, values);
};

/** One command on a drill, and where it leads. */
async function carryOut(
  db: Db,
  viewer: Viewer,
  key: string,
  values: FormValues,
): Promise<Result<string>> {
  const here = ok(`/drills/${key}`);
  switch (values.intent) {
    case "score": {
      const number = numberIn(String(values.version)) ?? 0;
      const shape = found(await getScoringShape(db, viewer, key, number));
      const form = parseForm(ScoringForm(shape), values);
      const done = form.ok ? await scoreDrill(db, viewer, key, form.value, new Date()) : form;
      return done.ok ? here : done;
    }
    case "retire": {
      const form = parseForm(RetireForm, values);
      if (!form.ok) return form;
      const { reason, version: number } = form.value;
      const done = await retireDrill(db, viewer, key, { reason, number });
      return done.ok ? here : done;
    }
    case "rewrite": {
      const form = parseForm(RewriteForm, values);
      if (!form.ok) return form;
      const { id, version: number } = form.value;
      const done = await rewriteDrill(db, viewer, key, { id, number });
      return done.ok ? ok(`/drills/own/${done.value.id}`) : done;
    }
    default:
      return fail("invalid", "This page is out of date. Reload it, then try again.");
  }
}

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  orKept(serverAction<typeof action>);

export default function DrillScreen() {
  const { drill, open, told, compared, rewritable, key, reader } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const form = typedIn(answer, { intent: "score" });
  const keptAs = `${reader} ${drill.key} ${drill.number}`;
  return (
    <Page
      title={drill.title}
      above={<TextLink to="/drills">Drills</TextLink>}
      below={`${roundWords[drill.round]} round, for a ${levelWords[drill.level].toLowerCase()} position`}
    >
      <PageRefusal failure={answer?.failure ?? undefined} always />
      {drill.retired ? (
        <Notice tone="locked" title="This drill is retired">
          <p>
            Since <Time at={drill.retired.at} format="day" />: {drill.retired.reason}
          </p>
        </Notice>
      ) : null}
      {drill.refused ? (
        <Notice tone="locked" title="Not yours to score">
          <p className="max-w-measure">{drill.refused}</p>
        </Notice>
      ) : null}
      {open ? (
        <Scoring key={open.key} drill={open} form={form} formKey={key} keptAs={keptAs} />
      ) : null}
      {told ? <Told {...told} /> : null}
      {compared ? <Compared compared={compared} drill={drill} keptAs={keptAs} /> : null}
      {rewritable ? (
        <Rewrite number={drill.number} draftId={rewritable.draftId} formKey={key} />
      ) : null}
      {drill.leads && !drill.retired ? (
        <Retire number={drill.number} form={typedIn(answer, { intent: "retire" })} />
      ) : null}
    </Page>
  );
}

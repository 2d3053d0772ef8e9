import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod/mini";
import { afterEveryPost } from "#app/components/refusal.tsx";
import { canRunCalibration } from "#app/domain/access.ts";
import { readFilters } from "#app/domain/calibration/filters.ts";
import { found, parseForm, readForm, refuse } from "#app/http/form.server.ts";
import { requireViewer } from "#app/http/session.server.ts";
import { CalibrationPage } from "#app/routes/_app.calibration/page.tsx";
import { shownOf } from "#app/routes/_app.calibration/shown.server.ts";
import { runAgain, stopRun } from "#db/queries/calibration-run.server.ts";
import { getCalibrationView } from "#db/queries/calibration-view.server.ts";

export const meta: MetaFunction = () => [{ title: "Calibration · Evenhand" }];

export const loader = async (args: LoaderFunctionArgs) => {
  const viewer = await requireViewer(args);
  const asked = readFilters(new URL(args.request.url).searchParams);
  const view = found(await getCalibrationView(args.context.db, viewer, asked.filters));
  return {
    view: shownOf({ ...view, ignored: [...asked.ignored, ...view.ignored] }),
    mayRun: canRunCalibration(viewer).allowed,
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

export default function CalibrationRoute() {
  const { view, mayRun } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return <CalibrationPage view={view} mayRun={mayRun} failure={refused?.failure} />;
}

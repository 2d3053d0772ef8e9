import type { LoaderFunctionArgs } from "@remix-run/node";
import { refusalWords } from "#app/domain/access.ts";
import { csvOf } from "#app/domain/csv.ts";
import { download } from "#app/http/download.server.ts";
import { found, idIn } from "#app/http/form.server.ts";
import { requireViewer } from "#app/http/session.server.ts";
import { scoreRows } from "#app/routes/_app.loops.$loopId_.debrief[.]csv/score-rows.ts";
import { getPanel } from "#db/queries/panel.server.ts";
import { rubricContent } from "#db/queries/rubric.server.ts";

/** The panel's scores and evidence for a spreadsheet, for whoever reads the debrief. */
export const loader = async (args: LoaderFunctionArgs) => {
  const viewer = await requireViewer(args);
  const { db } = args.context;
  const { loop, view, weights } = found(await getPanel(db, viewer, idIn(args.params, "loopId")));
  if (view.status === "locked") throw new Response(refusalWords[view.reason], { status: 403 });
  const { criteria } = await rubricContent(db, loop.rubricVersionId);
  const cards = view.cards.filter((card) => card.readable);
  const rows = scoreRows({ criteria, weights, cards });
  return download(csvOf(rows), `Debrief ${loop.candidate.name}`, "csv");
};

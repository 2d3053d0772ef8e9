import type { LoaderFunctionArgs } from "@remix-run/node";
import * as z from "zod/mini";
import type { Figure } from "#app/domain/figure.ts";
import { figureSvg } from "#app/domain/figure-svg.ts";
import { figureCsv } from "#app/domain/figure-table.ts";
import type { Viewer } from "#app/domain/people.ts";
import { formatTime } from "#app/domain/time.ts";
import { download } from "#app/http/download.server.ts";
import { found } from "#app/http/form.server.ts";
import { requireViewer } from "#app/http/session.server.ts";
import type { Db } from "#db/client.server.ts";
import { getOwnDrills } from "#db/queries/drill-own.server.ts";
import { getDrillProgress } from "#db/queries/drill-progress.server.ts";

/** `drill-drift.csv`, `drill-criteria.svg`. */
const File = z.string().check(z.regex(/^[a-z-]+\.(csv|svg)$/));

/** A figure of the drills as a file: one's own drift, or for leads what people miss. */
export const loader = async (args: LoaderFunctionArgs) => {
  const viewer = await requireViewer(args);
  const [id = "", format] = found(File.safeParse(args.params.figure).data).split(".");
  const { figure, of } = found(await drawn(args.context.db, viewer, id));
  if (format === "csv") return download(figureCsv(figure), `${figure.title} ${of}`, "csv");
  const dateLine = `Drills, ${of}. Taken on ${formatTime(new Date(), "day", "UTC")}.`;
  return download(figureSvg(figure, { dateLine }), `${figure.title} ${of}`, "svg");
};

async function drawn(
  db: Db,
  viewer: Viewer,
  id: string,
): Promise<{ readonly figure: Figure; readonly of: string } | null> {
  if (id === "drill-drift") {
    const figure = (await getOwnDrills(db, viewer))?.drift;
    return figure ? { figure, of: viewer.name } : null;
  }
  if (id !== "drill-criteria") return null;
  const asked = { q: "", trainees: false, page: 1 };
  const figure = (await getDrillProgress(db, viewer, asked))?.missed;
  return figure ? { figure, of: "everybody" } : null;
}

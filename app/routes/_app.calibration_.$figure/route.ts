import type { LoaderFunctionArgs } from "@remix-run/node";
import { figureOf } from "#app/domain/calibration/figures-view.ts";
import { readFilters } from "#app/domain/calibration/filters.ts";
import { type FigureId, figureIds, partOf } from "#app/domain/calibration/parts.ts";
import type { CalibrationView } from "#app/domain/calibration/view.ts";
import { figureSvg } from "#app/domain/figure-svg.ts";
import { figureCsv } from "#app/domain/figure-table.ts";
import { formatTime } from "#app/domain/time.ts";
import { download } from "#app/http/download.server.ts";
import { found } from "#app/http/form.server.ts";
import { requireViewer } from "#app/http/session.server.ts";
import { getCalibrationView } from "#db/queries/calibration-view.server.ts";

/** A spreadsheet takes more candidates than a page. */
const CSV_ROWS = 2_000;

/** A figure of the calibration view as a file: `severity.csv`, with the page's own selection. */
export const loader = async (args: LoaderFunctionArgs) => {
  const viewer = await requireViewer(args);
  const { id, format } = found(fileOf(args.params.figure ?? ""));
  const { filters } = readFilters(new URL(args.request.url).searchParams);
  const rows = format === "csv" ? { rows: CSV_ROWS } : {};
  const view = found(
    await getCalibrationView(args.context.db, viewer, { ...filters, part: partOf(id) }, rows),
  );
  const figure = found(figureOf(view, id));
  const stem = `${figure.title} ${view.chosen?.title ?? ""}`;
  return format === "csv"
    ? download(figureCsv(figure), stem, "csv")
    : download(figureSvg(figure, { dateLine: dateLineOf(view) }), stem, "svg");
};

function fileOf(name: string): { id: FigureId; format: "csv" | "svg" } | null {
  const at = name.lastIndexOf(".");
  const id = figureIds.find((known) => known === name.slice(0, at));
  const format = name.slice(at + 1);
  return id && (format === "csv" || format === "svg") ? { id, format } : null;
}

/** What the numbers are of and when they were calculated, which a file has to say by itself. */
function dateLineOf({ chosen, run, narrowed }: CalibrationView): string {
  const when = run?.snapshot
    ? `calculated ${formatTime(run.snapshot.computedAt, "day", "UTC")}`
    : "";
  return [`Evenhand: ${chosen?.title ?? ""}, ${chosen?.rubric ?? ""}`, when, ...narrowed]
    .filter((part) => part !== "")
    .join(". ");
}

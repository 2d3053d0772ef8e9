import type { LoaderFunctionArgs } from "@remix-run/node";
import * as z from "zod/mini";
import {
  comparisonFigures,
  type Sides,
  sidesOf,
} from "#app/domain/calibration/figures-comparison.ts";
import { readSides } from "#app/domain/calibration/filters.ts";
import { figureSvg } from "#app/domain/figure-svg.ts";
import { figureCsv } from "#app/domain/figure-table.ts";
import { formatTime } from "#app/domain/time.ts";
import { download } from "#app/http/download.server.ts";
import { found } from "#app/http/form.server.ts";
import { requireViewer } from "#app/http/session.server.ts";
import { getComparison } from "#db/queries/calibration-comparison.server.ts";

/** `means.csv`, `distributions-1.svg`. */
const File = z.string().check(z.regex(/^[a-z]+(-[12])?\.(csv|svg)$/));

/** A figure of two selections as a file, with the page's own selections. */
export const loader = async (args: LoaderFunctionArgs) => {
  const viewer = await requireViewer(args);
  const [id, format] = found(File.safeParse(args.params.figure).data).split(".");
  const asked = readSides(new URL(args.request.url).searchParams);
  const sides = found(sidesOf(found(await getComparison(args.context.db, viewer, asked))));
  const { between, scores } = comparisonFigures(sides);
  const alone = scores.map((one) => one && { ...one, title: `Scores by criterion, ${one.title}` });
  const figure = found([...between, ...alone].find((one) => one?.id === id) ?? null);
  const of = between.includes(figure) ? ` ${sides.names.join(" and ")}` : "";
  const name = figure.title + of;
  return format === "csv"
    ? download(figureCsv(figure), name, "csv")
    : download(figureSvg(figure, { dateLine: dateLineOf(sides) }), name, "svg");
};

/** What both selections are, which a file has to say by itself. */
function dateLineOf({ a, b, names }: Sides): string {
  const said = [a, b].map(({ chosen }) => `${chosen.title}, ${chosen.rubric}`);
  const both = said[0] === said[1] ? `${said[0]}: ${names.join(" and ")}` : said.join(" and ");
  return `Evenhand: ${both}. Taken on ${formatTime(new Date(), "day", "UTC")}.`;
}

import type { LoaderFunctionArgs } from "@remix-run/node";
import * as z from "zod/mini";
import { personFigures } from "#app/domain/calibration/figures-person.ts";
import { readFilters } from "#app/domain/calibration/filters.ts";
import { figureSvg } from "#app/domain/figure-svg.ts";
import { figureCsv } from "#app/domain/figure-table.ts";
import { formatTime } from "#app/domain/time.ts";
import { download } from "#app/http/download.server.ts";
import { found, idIn } from "#app/http/form.server.ts";
import { requireViewer } from "#app/http/session.server.ts";
import { getProfile } from "#db/queries/calibration-profile.server.ts";

/** `answers.csv`, `severity.svg`. */
const File = z.string().check(z.regex(/^[a-z]+\.(csv|svg)$/));

/** A figure of somebody's profile as a file, for whoever reads the profile. */
export const loader = async (args: LoaderFunctionArgs) => {
  const viewer = await requireViewer(args);
  const [id, format] = found(File.safeParse(args.params.figure).data).split(".");
  const { filters } = readFilters(new URL(args.request.url).searchParams);
  const personId = idIn(args.params, "personId");
  const profile = found(await getProfile(args.context.db, viewer, personId, filters));
  const { rubric, chosen, person } = profile;
  const drawn = rubric && profile.found ? { ...profile, rubric, found: profile.found } : null;
  const figure = found(drawn && personFigures(drawn).find((one) => one.id === id));
  const name = `${figure.title} ${person.name}`;
  if (format === "csv") return download(figureCsv(figure), name, "csv");
  const of = [person.name, chosen?.title, chosen?.rubric].filter(Boolean).join(", ");
  const dateLine = `${of}. Taken on ${formatTime(new Date(), "day", "UTC")}.`;
  return download(figureSvg(figure, { dateLine }), name, "svg");
};

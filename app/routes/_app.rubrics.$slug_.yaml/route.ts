import type { LoaderFunctionArgs } from "@remix-run/node";
import { Rubric } from "#app/domain/rubric.ts";
import { download } from "#app/http/download.server.ts";
import { found } from "#app/http/form.server.ts";
import { listingOf, numberIn } from "#app/http/listing.server.ts";
import { requireViewer } from "#app/http/session.server.ts";
import { getRubric } from "#db/queries/rubric.server.ts";
import { rubricYaml } from "#db/queries/rubric-file.server.ts";

/** One version as the file it would be in the rubrics folder. */
export const loader = async (args: LoaderFunctionArgs) => {
  await requireViewer(args);
  const slug = found(Rubric.shape.slug.safeParse(args.params.slug).data);
  const number = numberIn(listingOf(args.request).filter("version"));
  const { content } = found(await getRubric(args.context.db, slug, number));
  return download(rubricYaml(content), `${slug}.v${content.version}`, "yaml");
};

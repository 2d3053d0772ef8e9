import type { LoaderFunctionArgs } from "@remix-run/node";
import type { Criterion } from "#app/domain/rubric.ts";
import { found, idIn } from "#app/http/form.server.ts";
import { requireViewer } from "#app/http/session.server.ts";
import { getOwnCard } from "#db/queries/card.server.ts";

/** Every level's anchors of the card's rubric, for whoever compares them while writing. */
export const loader = async (args: LoaderFunctionArgs): Promise<Response> => {
  const viewer = await requireViewer(args);
  const card = found(await getOwnCard(args.context.db, viewer, idIn(args.params, "cardId")));
  const anchors: Record<string, Criterion["anchors"]> = Object.fromEntries(
    card.rubric.criteria.map((criterion) => [criterion.key, criterion.anchors]),
  );
  return Response.json(anchors);
};

import type { LoaderFunctionArgs } from "@remix-run/node";
import { cardText } from "#app/domain/card-text.ts";
import { roundWords } from "#app/domain/loop.ts";
import { sheetOf } from "#app/http/card-sheet.server.ts";
import { download } from "#app/http/download.server.ts";
import { found, idIn } from "#app/http/form.server.ts";
import { requireViewer, timeZoneOf } from "#app/http/session.server.ts";
import { getOwnCard } from "#db/queries/card.server.ts";

/** The card as a text file to fill in, for its author while it is theirs to write. */
export const loader = async (args: LoaderFunctionArgs): Promise<Response> => {
  const viewer = await requireViewer(args);
  const own = found(await getOwnCard(args.context.db, viewer, idIn(args.params, "cardId")));
  const sheet = sheetOf(own, timeZoneOf(args.request));
  const stem = `Card ${own.candidate.name} ${roundWords[own.round.kind]}`;
  return download(cardText(sheet, own), stem, "txt");
};

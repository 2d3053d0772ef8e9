import type { LoaderFunctionArgs } from "@remix-run/node";
import { download } from "#app/http/download.server.ts";
import { idIn, refuse } from "#app/http/form.server.ts";
import { requireViewer } from "#app/http/session.server.ts";
import { getReceipt } from "#db/queries/receipt.server.ts";

/** The independence receipt as a file. */
export const loader = async (args: LoaderFunctionArgs) => {
  const viewer = await requireViewer(args);
  const loopId = idIn(args.params, "loopId");
  const receipt = await getReceipt(args.context.db, viewer, loopId);
  if (!receipt.ok) throw new Response(receipt.failure.message, refuse(receipt.failure).init ?? {});
  const name = `Independence receipt ${receipt.value.loop.candidate}`;
  return download(`${JSON.stringify(receipt.value, null, 2)}\n`, name, "json");
};

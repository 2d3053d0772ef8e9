import type { LoaderFunctionArgs } from "@remix-run/node";
import { found } from "#app/http/form.server.ts";
import { requireViewer } from "#app/http/session.server.ts";

/** An address nobody knows, inside the frame of the app. */
export const loader = async (args: LoaderFunctionArgs) => {
  await requireViewer(args);
  return found<null>(null);
};

export default function Nowhere() {
  return null;
}

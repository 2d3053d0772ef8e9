import type { ActionFunctionArgs } from "@remix-run/node";
import { CardPost, type DraftSaved } from "#app/http/card-form.server.ts";
import { idIn, parseForm, readForm } from "#app/http/form.server.ts";
import { viewerOf } from "#app/http/session.server.ts";
import { getOwnCard } from "#db/queries/card.server.ts";
import { saveDraft } from "#db/queries/writing.server.ts";

const answer = (body: DraftSaved, status: number) => Response.json(body, { status });

/** Autosave's address. A conflict answers with the newer version, to lay beside what was typed. */
export async function action(args: ActionFunctionArgs): Promise<Response> {
  const viewer = await viewerOf(args);
  if (!viewer) return answer({ state: "signed-out", message: "Your session ended." }, 401);
  const post = parseForm(CardPost, await readForm(args.request));
  if (!post.ok) {
    const { message, fields = {} } = post.failure;
    return answer({ state: "refused", message, fields }, 422);
  }
  const { intent: _, revision: from, ...typed } = post.value;
  const { db } = args.context;
  const cardId = idIn(args.params, "cardId");
  const saved = await saveDraft(db, viewer, { cardId, revision: from, draft: typed });
  if (saved.ok) {
    const { revision, savedAt } = saved.value;
    return answer({ state: "saved", revision, savedAt: savedAt.toISOString() }, 200);
  }
  const { kind, message } = saved.failure;
  if (kind === "absent") return answer({ state: "not-yours", message }, 404);
  const newer = kind === "conflict" ? await getOwnCard(db, viewer, cardId) : null;
  if (!newer) return answer({ state: "refused", message }, 403);
  const { draft, revision, savedAt } = newer;
  const kept = { draft, revision, savedAt: (savedAt ?? new Date(0)).toISOString() };
  return answer({ state: "conflict", message, newer: kept }, 409);
}

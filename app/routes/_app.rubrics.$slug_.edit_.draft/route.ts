import type { ActionFunctionArgs } from "@remix-run/node";
import { draftDifferences } from "#app/domain/draft-difference.ts";
import { Rubric } from "#app/domain/rubric.ts";
import { draftFrom } from "#app/domain/rubric-draft.ts";
import { ShownDraft } from "#app/domain/rubric-publishing.ts";
import { found, parseForm, readFields } from "#app/http/form.server.ts";
import { viewerOf } from "#app/http/session.server.ts";
import { getRubricDraft, saveRubricDraft } from "#db/queries/rubric-draft.server.ts";

/** Autosave's address; a conflict answers with where the newer draft differs. */
export async function action(args: ActionFunctionArgs): Promise<Response> {
  const viewer = await viewerOf(args);
  if (!viewer)
    return Response.json({ state: "signed-out", message: "Your session ended." }, { status: 401 });
  const { db } = args.context;
  const slug = found(Rubric.shape.slug.safeParse(args.params.slug).data);
  const posted = await readFields(args.request);
  const from = parseForm(ShownDraft, Object.fromEntries(posted));
  if (!from.ok)
    return Response.json({ state: "refused", message: from.failure.message }, { status: 422 });
  const draft = draftFrom(posted);
  const saved = await saveRubricDraft(db, viewer, slug, { ...from.value, draft });
  if (saved.ok) return Response.json({ state: "saved", ...saved.value });
  const { kind, message } = saved.failure;
  const held = kind === "conflict" ? await getRubricDraft(db, viewer, slug) : null;
  if (!held) return Response.json({ state: "refused", message }, { status: 403 });
  const { id, revision, by, savedAt, content } = held;
  const newer = { id, revision, by, savedAt, differences: draftDifferences(draft, content) };
  return Response.json({ state: "conflict", message, newer }, { status: 409 });
}

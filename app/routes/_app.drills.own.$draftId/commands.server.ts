import { DraftForm, LookedAt, SendBackForm } from "#app/domain/drill-draft.ts";
import type { Viewer } from "#app/domain/people.ts";
import { fail, ok, type Result } from "#app/domain/result.ts";
import { type FormValues, parseForm } from "#app/http/form.server.ts";
import type { Db } from "#db/client.server.ts";
import {
  discardDrill,
  publishDrill,
  saveDrill,
  sendBackDrill,
  sendDrill,
} from "#db/queries/drill-draft.server.ts";

/** Where to go on, or why not with what is to be shown as typed. */
type Done = { readonly done: Result<string>; readonly typed: FormValues };

/** One command on a draft. */
export async function carryOut(
  db: Db,
  viewer: Viewer,
  id: string,
  values: FormValues,
): Promise<Done> {
  const here = `/drills/own/${id}`;
  switch (values.intent) {
    case "save":
    case "send":
      return saveAnd(db, viewer, id, values);
    case "send-back": {
      const form = parseForm(SendBackForm, values);
      const done = form.ok ? await sendBackDrill(db, viewer, id, form.value) : form;
      return { done: done.ok ? ok(here) : done, typed: values };
    }
    case "publish": {
      const form = parseForm(LookedAt, values);
      const done = form.ok ? await publishDrill(db, viewer, id, form.value.revision) : form;
      return { done: done.ok ? ok(`/drills/${done.value.key}`) : done, typed: values };
    }
    case "discard": {
      const form = parseForm(LookedAt, values);
      const done = form.ok ? await discardDrill(db, viewer, id, form.value.revision) : form;
      return { done: done.ok ? ok("/drills/own") : done, typed: values };
    }
    default:
      return {
        done: fail("invalid", "This page is out of date. Reload it, then try again."),
        typed: values,
      };
  }
}

/** Saves, and hands over where asked to. What is missing then is said over what was saved. */
async function saveAnd(db: Db, viewer: Viewer, id: string, values: FormValues): Promise<Done> {
  const form = parseForm(DraftForm, values);
  if (!form.ok) return { done: form, typed: values };
  const saved = await saveDrill(db, viewer, id, form.value);
  if (!saved.ok) return { done: saved, typed: values };
  if (values.intent !== "send") return { done: ok(`/drills/own/${id}`), typed: values };
  const sent = await sendDrill(db, viewer, id, saved.value.revision);
  return { done: sent.ok ? ok(`/drills/own/${id}`) : sent, typed: { intent: "send" } };
}

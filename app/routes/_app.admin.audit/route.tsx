import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { type ClientActionFunctionArgs, useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod/mini";
import { orKept } from "#app/components/offline.ts";
import { Empty, Page, TextLink } from "#app/components/page.tsx";
import { canAdminister } from "#app/domain/access.ts";
import { fail } from "#app/domain/result.ts";
import { instantOf } from "#app/domain/time.ts";
import { found, parseForm, readForm, refuse } from "#app/http/form.server.ts";
import { listingOf } from "#app/http/listing.server.ts";
import { requireViewer, timeZoneOf } from "#app/http/session.server.ts";
import { Check } from "#app/routes/_app.admin.audit/check.tsx";
import { Controls } from "#app/routes/_app.admin.audit/controls.tsx";
import { Events, Older } from "#app/routes/_app.admin.audit/events.tsx";
import { listEvents } from "#db/queries/audit.server.ts";
import { checkRecord, headOf } from "#db/queries/verification.server.ts";

export const meta: MetaFunction = () => [{ title: "Record · Evenhand" }];

const DAY = 24 * 60 * 60 * 1000;

/** The start of a day that a date field states, in the reader's zone; null where it states none. */
function dayOf(text: string, timeZone: string): Date | null {
  const day = z.iso.date().safeParse(text);
  return day.success ? instantOf(`${day.data}T00:00`, timeZone) : null;
}

export const loader = async (args: LoaderFunctionArgs) => {
  const viewer = await requireViewer(args);
  const { db } = args.context;
  const { q, filter } = listingOf(args.request);
  const zone = timeZoneOf(args.request);
  const to = dayOf(filter("to"), zone);
  const before = Number(filter("before"));
  const list = await listEvents(db, viewer, {
    ...{ q, action: filter("action"), loopId: z.uuid().safeParse(filter("loop")).data ?? "" },
    from: dayOf(filter("from"), zone),
    to: to && new Date(to.getTime() + DAY),
    before: Number.isSafeInteger(before) && before > 0 ? before : null,
  });
  const { rows, more } = found(list);
  return { rows, more, head: await headOf(db) };
};

const Asked = z.object({
  intent: z.literal("check"),
  sequence: z.optional(z.coerce.number().check(z.int(), z.gte(0))),
  hash: z.optional(z.string().check(z.regex(/^[0-9a-f]{64}$/))),
});

/** What one press of the button checks; a larger record is gone through in several. */
const STEP = 20_000;

export const action = async (args: ActionFunctionArgs) => {
  const viewer = await requireViewer(args);
  if (!canAdminister(viewer).allowed) found(null);
  const values = await readForm(args.request);
  const asked = parseForm(Asked, values);
  if (!asked.ok)
    return refuse(fail("invalid", "This page is out of date. Reload it, then try again.").failure);
  const { sequence, hash } = asked.value;
  const from = sequence !== undefined && hash ? { sequence, hash, at: null } : null;
  const step = await checkRecord(args.context.db, from, STEP);
  return { step, checkedAt: new Date(), failure: null };
};

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  orKept(serverAction<typeof action>);

export default function RecordPage() {
  const { rows, more, head } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? null;
  return (
    <Page
      title="Record"
      below="Everything that was changed, newest first. Each event is linked to the one before it, so that none can be changed, removed or moved unnoticed."
    >
      <Check head={head} answer={answer} />
      <Controls />
      {rows.length === 0 ? (
        <Empty title="Nothing was recorded that fits" action={<TextLink to="?">Show all</TextLink>}>
          Try a longer period, or fewer filters.
        </Empty>
      ) : (
        <Events rows={rows} />
      )}
      <Older last={more ? (rows.at(-1)?.sequence ?? null) : null} />
    </Page>
  );
}

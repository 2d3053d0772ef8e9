import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import {
  type ClientActionFunctionArgs,
  useActionData,
  useLoaderData,
  useSearchParams,
} from "@remix-run/react";
import * as z from "zod/mini";
import { Badge } from "#app/components/badge.tsx";
import { ButtonLink } from "#app/components/button.tsx";
import { ListControls, Pages, Table } from "#app/components/listing.tsx";
import { orKept } from "#app/components/offline.ts";
import { Empty, Notice, Page, TextLink } from "#app/components/page.tsx";
import { permissionList } from "#app/components/permission-fields.tsx";
import { afterEveryPost, PageRefusal } from "#app/components/refusal.tsx";
import { Time } from "#app/components/time.tsx";
import { typedIn } from "#app/components/typed.ts";
import { WrittenMail } from "#app/components/written-mail.tsx";
import { permissions, permissionWords } from "#app/domain/people.ts";
import { found, parseForm, readForm, refuse } from "#app/http/form.server.ts";
import { listingOf, withinList } from "#app/http/listing.server.ts";
import { requireViewer } from "#app/http/session.server.ts";
import { Invitations } from "#app/routes/_app.admin.people._index/invitations.tsx";
import {
  listInvitations,
  renewInvitation,
  revokeInvitation,
} from "#db/queries/invitation.server.ts";
import { listPeople, PEOPLE_PER_PAGE, type PersonRow } from "#db/queries/person.server.ts";

export const meta: MetaFunction = () => [{ title: "People · Evenhand" }];

export const loader = async (args: LoaderFunctionArgs) => {
  const viewer = await requireViewer(args);
  const { db } = args.context;
  const { q, page, filter } = listingOf(args.request);
  const narrowed = { permission: filter("permission"), state: filter("state") };
  const asksAll = page === 1 && q === "" && narrowed.permission === "" && narrowed.state === "";
  const [list, invitations] = await Promise.all([
    listPeople(db, viewer, { q, page, ...narrowed }),
    asksAll ? listInvitations(db, viewer) : [],
  ]);
  const sent = found(invitations).find(({ id }) => id === filter("sent"));
  return {
    ...withinList(args.request, page, found(list)),
    page,
    size: PEOPLE_PER_PAGE,
    invitations: found(invitations),
    sent: sent ? { to: sent.email, written: await args.context.writtenMail(sent.email) } : null,
    now: Date.now(),
  };
};

export const shouldRevalidate = afterEveryPost;

const Command = z.object({ intent: z.enum(["renew", "revoke"]), id: z.uuid() });

export const action = async (args: ActionFunctionArgs) => {
  const viewer = await requireViewer(args);
  const { db, baseUrl } = args.context;
  const values = await readForm(args.request);
  const command = parseForm(Command, values);
  if (!command.ok) return refuse(command.failure, values);
  const { intent, id } = command.value;
  const done = await run();
  const told = intent === "renew" ? `?sent=${id}` : "";
  return done.ok ? redirect(`/admin/people${told}`) : refuse(done.failure, values);

  async function run() {
    switch (intent) {
      case "renew":
        return renewInvitation(db, viewer, { id }, baseUrl);
      case "revoke":
        return revokeInvitation(db, viewer, { id });
    }
  }
};

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  orKept(serverAction<typeof action>);

export default function People() {
  const { rows, total, page, size, invitations, sent, now } = useLoaderData<typeof loader>();
  return (
    <Page title="People" actions={<Invite />}>
      <PageRefusal failure={typedIn(useActionData<typeof action>()).refused} />
      {sent ? (
        <>
          <Notice tone="saved" live>
            The invitation is on its way to <span className="wrap-anywhere">{sent.to}</span>.
          </Notice>
          <WrittenMail mail={sent.written} />
        </>
      ) : null}
      {invitations.length > 0 ? <Invitations invitations={invitations} now={now} /> : null}
      <ListControls
        search="Search names and e-mail"
        filters={[
          {
            name: "permission",
            label: "Any permission",
            options: [
              ...permissions.map((value) => ({ value, label: permissionWords[value] })),
              { value: "none", label: "No permission" },
            ],
          },
          {
            name: "state",
            label: "Enabled and disabled",
            options: [
              { value: "enabled", label: "Enabled" },
              { value: "disabled", label: "Disabled" },
            ],
          },
        ]}
      />
      {rows.length === 0 ? <Nobody /> : <PeopleTable rows={rows} />}
      <Pages page={page} size={size} total={total} />
    </Page>
  );
}

const Invite = () => (
  <ButtonLink to="/admin/people/invite" look="primary">
    Invite somebody
  </ButtonLink>
);

function Nobody() {
  const q = useSearchParams()[0].get("q");
  return (
    <Empty
      title={q ? `Nobody matches “${q}”` : "Nobody matches"}
      action={<TextLink to="?">Show everybody</TextLink>}
    >
      Take a filter away, or search another name or address.
    </Empty>
  );
}

/** On a phone a row becomes a block: who, then what they may do. */
const rowsLook = [
  "[&>tr]:align-top max-sm:block max-sm:[&>tr]:block max-sm:[&>tr]:border-t max-sm:[&>tr]:border-line",
  "max-sm:[&>tr]:px-3 max-sm:[&>tr]:py-3 max-sm:[&>tr:first-child]:border-t-0",
  "max-sm:[&_th]:block max-sm:[&_th]:border-0! max-sm:[&_th]:p-0!",
  "max-sm:[&_td:nth-child(2)]:block max-sm:[&_td]:border-0! max-sm:[&_td]:p-0!",
].join(" ");

function PeopleTable({ rows }: { rows: readonly PersonRow[] }) {
  return (
    <Table label="People">
      <thead className="max-sm:sr-only">
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Permissions</th>
          <th scope="col" className="hidden sm:table-cell">
            Last seen
          </th>
          <th scope="col" className="hidden md:table-cell">
            Joined
          </th>
        </tr>
      </thead>
      <tbody className={rowsLook}>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row" className="border-t border-line text-ink! wrap-anywhere">
              <TextLink to={`/admin/people/${row.id}`}>
                <bdi>{row.name}</bdi>
              </TextLink>{" "}
              {row.disabledAt ? <Badge tone="caution">Disabled</Badge> : null}
              <span className="block text-small font-normal text-muted">{row.email}</span>
            </th>
            <td className={row.permissions.length > 0 ? "" : "text-muted"}>
              {row.permissions.length > 0 ? permissionList(row.permissions) : "No permission"}
            </td>
            <td className="hidden whitespace-nowrap text-muted sm:table-cell">
              {row.lastSeen ? <Time at={row.lastSeen} format="day" /> : "Not signed in"}
            </td>
            <td className="hidden whitespace-nowrap text-muted md:table-cell">
              <Time at={row.createdAt} format="day" />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

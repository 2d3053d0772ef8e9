import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import {
  type ClientActionFunctionArgs,
  Form,
  useActionData,
  useLoaderData,
  useNavigation,
} from "@remix-run/react";
import { v7 as uuidv7 } from "uuid";
import * as z from "zod/mini";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { inputBox, SelectField, TextField } from "#app/components/field.tsx";
import { orKept } from "#app/components/offline.ts";
import { Empty, Page, TextLink } from "#app/components/page.tsx";
import { Refusal } from "#app/components/refusal.tsx";
import { typedIn } from "#app/components/typed.ts";
import { canSetUp } from "#app/domain/access.ts";
import { levelWords } from "#app/domain/level.ts";
import { CandidateForm, LoopForm } from "#app/domain/loop-forms.ts";
import { found, parseForm, readForm, refuse } from "#app/http/form.server.ts";
import { listingOf } from "#app/http/listing.server.ts";
import { requireViewer } from "#app/http/session.server.ts";
import { getCandidate, listCandidates } from "#db/queries/candidate.server.ts";
import { createLoop, listOpenPositions } from "#db/queries/loop.server.ts";

export const meta: MetaFunction = () => [{ title: "New loop · Evenhand" }];

/** The address carries what is chosen so far, so that searching a candidate loses nothing. */
export const loader = async (args: LoaderFunctionArgs) => {
  const viewer = await requireViewer(args);
  found(canSetUp(viewer).allowed ? viewer : null);
  const { db } = args.context;
  const { q, filter } = listingOf(args.request);
  const known = z.uuid().safeParse(filter("candidateId"));
  const [matches, chosen, positions] = await Promise.all([
    listCandidates(db, viewer, { q, page: 1 }),
    known.success ? getCandidate(db, viewer, known.data) : null,
    listOpenPositions(db, viewer),
  ]);
  const { rows, total } = found(matches);
  const listed = rows.map(({ id, name, email }) => ({ id, name, email }));
  const shown = chosen && !listed.some((c) => c.id === chosen.id) ? [chosen, ...listed] : listed;
  return {
    q,
    candidates: shown.map(({ id, name, email }) => ({ id, name, email })),
    total,
    positions,
    chosen: {
      candidateId: chosen?.id ?? (q && rows.length === 1 ? (rows[0]?.id ?? "") : ""),
      positionId: filter("positionId"),
      name: filter("name"),
    },
    keys: { id: uuidv7(), newCandidateId: uuidv7() },
  };
};

const NewLoopForm = z
  .object({
    ...LoopForm.shape,
    candidateId: z._default(z.string(), ""),
    name: z._default(z.string().check(z.trim()), ""),
    id: z.uuid(),
    newCandidateId: z.uuid(),
  })
  .check((ctx) => {
    const { candidateId, name } = ctx.value;
    const refuse = (field: string, message: string) =>
      ctx.issues.push({ code: "custom", message, path: [field], input: undefined });
    if (!candidateId && !name)
      refuse("candidateId", "Choose a candidate, or write the name of a new one.");
    if (candidateId && name)
      refuse("name", "Empty this, or choose “Somebody new” above: a loop is for one candidate.");
    if (candidateId && !z.uuid().safeParse(candidateId).success)
      refuse("candidateId", "Choose a candidate.");
    const named = name ? CandidateForm.shape.name.safeParse(name) : null;
    if (named && !named.success) refuse("name", named.error.issues[0]?.message ?? "Write a name.");
  });

export const action = async (args: ActionFunctionArgs) => {
  const viewer = await requireViewer(args);
  const values = await readForm(args.request);
  const parsed = parseForm(NewLoopForm, values);
  if (!parsed.ok) return refuse(parsed.failure, values);
  const { id, candidateId, newCandidateId, name, positionId } = parsed.value;
  const who = candidateId
    ? { candidateId, newCandidate: null }
    : { candidateId: newCandidateId, newCandidate: { name } };
  const made = await createLoop(args.context.db, viewer, { id, positionId, ...who });
  return made.ok ? redirect(`/loops/${made.value.id}`) : refuse(made.failure, values);
};

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  orKept(serverAction<typeof action>);

export default function NewLoop() {
  const { positions } = useLoaderData<typeof loader>();
  return (
    <Page title="New loop" above={<TextLink to="/loops">Loops</TextLink>} width="max-w-2xl">
      {positions.length === 0 ? (
        <Empty
          title="Make a position first"
          action={
            <ButtonLink to="/positions/new" look="primary">
              New position
            </ButtonLink>
          }
        >
          A loop is one candidate for one open position.
        </Empty>
      ) : (
        <LoopFields />
      )}
    </Page>
  );
}

function LoopFields() {
  const { q, candidates, total, positions, chosen, keys } = useLoaderData<typeof loader>();
  const form = typedIn(useActionData<typeof action>());
  const busy = useNavigation().formMethod === "POST";
  return (
    <Form method="post" className="grid gap-6">
      <Refusal failure={form.refused} />
      <input type="hidden" name="id" value={form.text("id", keys.id)} />
      <input
        type="hidden"
        name="newCandidateId"
        value={form.text("newCandidateId", keys.newCandidateId)}
      />
      <SelectField
        label="Position"
        name="positionId"
        required
        empty="Choose a position"
        defaultValue={form.text("positionId", chosen.positionId)}
        options={positions.map(({ id, title, level }) => ({
          value: id,
          label: `${title} · ${levelWords[level]}`,
        }))}
        hint="The loop keeps the rubric and the reading rule this position has today."
        error={form.error("positionId")}
      />
      <fieldset className="grid gap-3">
        <legend className="mb-1 font-medium">Candidate</legend>
        {total > candidates.length || q ? (
          <CandidateSearch q={q} shown={candidates.length} total={total} />
        ) : null}
        <SelectField
          key={`${q} ${chosen.candidateId}`}
          label={<span className="sr-only">Candidate</span>}
          name="candidateId"
          empty="Somebody new"
          defaultValue={form.text("candidateId", chosen.candidateId)}
          options={candidates.map(({ id, name, email }) => ({
            value: id,
            label: email ? `${name} · ${email}` : name,
          }))}
          error={form.error("candidateId")}
        />
        <TextField
          label="Name, if somebody new"
          name="name"
          maxLength={120}
          autoComplete="off"
          dir="auto"
          defaultValue={form.text("name", chosen.name)}
          error={form.error("name")}
        />
      </fieldset>
      <div className="flex gap-2">
        <Button look="primary" disabled={busy}>
          {busy ? "Opening" : "Open loop"}
        </Button>
        <ButtonLink to="/loops" look="bare">
          Cancel
        </ButtonLink>
      </div>
    </Form>
  );
}

/** Sends the same form to the same address by GET, which narrows the choice below. */
function CandidateSearch({ q, shown, total }: { q: string; shown: number; total: number }) {
  return (
    <div>
      <div className="flex gap-2">
        <input
          type="search"
          name="q"
          key={q}
          defaultValue={q}
          placeholder="Search names and e-mail"
          aria-label="Search candidates"
          className={`${inputBox} h-11 sm:h-9`}
        />
        <Button formMethod="get" formNoValidate>
          Search
        </Button>
      </div>
      <p className="mt-1 text-small text-muted">
        {total === 0
          ? `Nobody matches “${q}”.`
          : `${shown.toLocaleString("en")} of ${total.toLocaleString("en")} can be chosen below.`}
      </p>
    </div>
  );
}

import { Form, Link, useSearchParams, useSubmit } from "@remix-run/react";
import { type FormEvent, useEffect, useRef } from "react";
import { Button } from "#app/components/button.tsx";
import { FigureView } from "#app/components/figure-view.tsx";
import { Pages } from "#app/components/listing.tsx";
import { Empty, Section } from "#app/components/page.tsx";
import type { CandidateOrder } from "#app/domain/calibration/filters.ts";
import type { DrawnFigure } from "#app/domain/figure.ts";
import { keptParams, useFigure } from "#app/routes/_app.calibration/address.ts";
import { Pair } from "#app/routes/_app.calibration/pair.tsx";
import type { CandidatesShown } from "#app/routes/_app.calibration/shown.server.ts";

/** Raw and adjusted scores side by side; two ticked ones are held against each other. */
export function CandidateList({ shown }: { shown: CandidatesShown }) {
  const [params] = useSearchParams();
  const at = useFigure();
  const { figure, pages, order, comparable, pair } = shown;
  if (!figure)
    return (
      <Section title="Candidates">
        <Empty title="Nobody in this selection">
          The filters above leave no candidate. Widen the quarters, or show the whole position.
        </Empty>
      </Section>
    );
  const ticked = params.getAll("pair");
  const names = namesIn(figure);
  return (
    <Section
      title="Candidates"
      note={
        comparable ? "Tick two to hear how sure their order is, and what would change it." : null
      }
      actions={order ? <Orders order={order} /> : null}
    >
      {pair ? <Pair pair={pair} /> : null}
      <Ticking ticked={ticked}>
        {keptParams(params, "pair").map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {ticked
          .filter((id) => !names.has(id))
          .map((id) => (
            <input key={id} type="hidden" name="pair" value={id} />
          ))}
        <FigureView
          figure={figure}
          heading={null}
          {...at(figure)}
          {...(comparable
            ? { lead: (id: string) => <Tick id={id} name={names.get(id)} ticked={ticked} /> }
            : {})}
        />
        {comparable ? (
          <noscript>
            <Button>Compare the two ticked</Button>
          </noscript>
        ) : null}
      </Ticking>
      {pages.total > pages.size ? <Pages {...pages} label="Pages of candidates" /> : null}
    </Section>
  );
}

const namesIn = ({ plot }: DrawnFigure) =>
  new Map(plot.kind === "dots" ? plot.rows.map(({ id, label }) => [id, label]) : []);

function Tick({
  id,
  name = "this candidate",
  ticked,
}: {
  id: string;
  name: string | undefined;
  ticked: readonly string[];
}) {
  return (
    <label
      className="-ml-2 grid size-11 shrink-0 cursor-pointer place-items-center sm:size-8"
      data-screen-only
    >
      <input
        type="checkbox"
        name="pair"
        value={id}
        defaultChecked={ticked.includes(id)}
        aria-label={`Compare ${name}`}
        className="size-4 accent-accent"
      />
    </label>
  );
}

const orders: readonly (readonly [CandidateOrder, string])[] = [
  ["calibrated", "Adjusted"],
  ["raw", "Raw"],
];

function Orders({ order }: { order: CandidateOrder }) {
  const [params] = useSearchParams();
  const to = (chosen: CandidateOrder) =>
    `?${new URLSearchParams([...keptParams(params, "order", "page"), ["order", chosen]])}`;
  return (
    <nav aria-label="Order of candidates" className="flex items-center gap-1" data-screen-only>
      <span className="text-muted">Highest first by</span>
      {orders.map(([name, word]) => (
        <Link
          key={name}
          to={to(name)}
          preventScrollReset
          aria-current={name === order ? "true" : undefined}
          className="inline-flex min-h-11 items-center rounded-box px-2 text-accent-text hover:underline aria-[current]:bg-sunken aria-[current]:font-medium aria-[current]:text-ink sm:min-h-8"
        >
          {word}
        </Link>
      ))}
    </nav>
  );
}

/** The form around the ticks. A tick applies at once; a third one takes the place of the first. */
function Ticking({ ticked, children }: { ticked: readonly string[]; children: React.ReactNode }) {
  const submit = useSubmit();
  const form = useRef<HTMLFormElement>(null);
  const order = useRef<readonly string[]>(ticked);
  const named = ticked.join(" ");
  useEffect(() => {
    order.current = named === "" ? [] : named.split(" ");
    for (const box of boxesOf(form.current)) box.checked = order.current.includes(box.value);
  }, [named]);
  const apply = ({ target, currentTarget }: FormEvent<HTMLFormElement>) => {
    if (!(target instanceof HTMLInputElement) || target.name !== "pair") return;
    const others = order.current.filter((id) => id !== target.value);
    order.current = target.checked ? [...others, target.value].slice(-2) : others;
    for (const box of boxesOf(currentTarget)) box.checked = order.current.includes(box.value);
    const fields = new FormData(currentTarget);
    fields.delete("pair");
    for (const id of order.current) fields.append("pair", id);
    submit(fields, { method: "get", preventScrollReset: true });
  };
  return (
    <Form method="get" ref={form} onChange={apply} aria-label="Two candidates to compare">
      {children}
    </Form>
  );
}

const boxesOf = (form: HTMLFormElement | null) =>
  form ? [...form.querySelectorAll<HTMLInputElement>('input[type="checkbox"][name="pair"]')] : [];

import { Form, Link, useSearchParams, useSubmit } from "@remix-run/react";
import type { ReactNode } from "react";
import { Button } from "#app/components/button.tsx";
import { inputBox } from "#app/components/field.tsx";

type Filter = {
  readonly name: string;
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
};

/** Search and filters of a list, kept in the URL; a choice applies at once, typing on Enter. */
export function ListControls({
  search,
  filters = [],
}: {
  search: string;
  filters?: readonly Filter[];
}) {
  const [params] = useSearchParams();
  const submit = useSubmit();
  const narrowed = [...params.entries()].some(([name, value]) => name !== "page" && value !== "");
  return (
    <Form
      method="get"
      role="search"
      className="mb-4 flex flex-wrap items-center gap-2"
      data-screen-only
    >
      <input
        type="search"
        name="q"
        key={params.get("q")}
        defaultValue={params.get("q") ?? ""}
        placeholder={search}
        aria-label={search}
        className={`${inputBox} h-11 max-w-full grow basis-56 sm:h-9 sm:max-w-72`}
      />
      {filters.map((filter) => (
        <select
          key={`${filter.name} ${params.get(filter.name)}`}
          name={filter.name}
          aria-label={filter.label}
          defaultValue={params.get(filter.name) ?? ""}
          onChange={(event) => submit(event.currentTarget.form)}
          className={`${inputBox} h-11 w-auto! max-w-full sm:h-9 sm:max-w-60`}
        >
          <option value="">{filter.label}</option>
          {filter.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      ))}
      <Button>Search</Button>
      {narrowed ? (
        <Link to="?" className="px-1 text-accent-text hover:underline">
          Clear
        </Link>
      ) : null}
    </Form>
  );
}

/** `61–120 of 2,000` with the way to the pages beside. */
export function Pages({
  page,
  size,
  total,
  name = "page",
  label = "Pages",
}: {
  page: number;
  size: number;
  total: number;
  /** What the address calls it, where a screen has several lists. */
  name?: string;
  label?: string;
}) {
  const [params] = useSearchParams();
  if (total === 0) return null;
  const to = (target: number) => {
    const next = new URLSearchParams(params);
    next.set(name, String(target));
    return `?${next}`;
  };
  const last = Math.max(1, Math.ceil(total / size));
  const step = (target: number, label: string) =>
    target < 1 || target > last ? (
      <span className="px-2 py-2 text-muted" aria-disabled="true">
        {label}
      </span>
    ) : (
      <Link
        to={to(target)}
        prefetch="intent"
        preventScrollReset={name !== "page"}
        className="rounded-box px-2 py-2 text-accent-text hover:underline"
      >
        {label}
      </Link>
    );
  return (
    <nav aria-label={label} className="mt-3 flex items-center justify-between gap-4 text-muted">
      <p>
        {`${((page - 1) * size + 1).toLocaleString("en")}–${Math.min(page * size, total).toLocaleString("en")} of ${total.toLocaleString("en")}`}
      </p>
      {last > 1 ? (
        <p className="flex gap-2">
          {step(page - 1, "Previous")}
          {step(page + 1, "Next")}
        </p>
      ) : null}
    </nav>
  );
}

/** What scrolls inside its own frame where the screen is narrow, and so has to be reached by keyboard. */
export function Scrolling({
  label,
  className,
  children,
}: {
  label: string;
  className: string;
  children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
    <section aria-label={label} tabIndex={0} className={`overflow-x-auto ${className}`}>
      {children}
    </section>
  );
}

/** A table that scrolls inside its own frame where the screen is narrow. */
export function Table({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Scrolling label={label} className="relative rounded-box border border-line bg-surface">
      <table className="w-full border-collapse text-table [&_td]:border-t [&_td]:border-line [&_td]:px-3 [&_td]:py-2.5 [&_th]:px-3 [&_th]:py-2 [&_th]:text-left [&_th]:font-medium [&_th]:text-muted [&_tbody_tr:hover]:bg-sunken/60">
        {children}
      </table>
    </Scrolling>
  );
}

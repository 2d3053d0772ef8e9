import { Link } from "@remix-run/react";
import type { ReactNode } from "react";

/** A screen's frame: where one is, what it is, and the one thing to do. */
export function Page({
  title,
  above,
  below,
  actions,
  children,
  width = "max-w-6xl",
}: {
  title: ReactNode;
  above?: ReactNode;
  below?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  width?: string;
}) {
  return (
    <main
      id="main"
      tabIndex={-1}
      className={`mx-auto w-full ${width} px-4 pt-6 pb-16 outline-none sm:px-8`}
    >
      <header className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          {above ? <p className="mb-1 text-small text-muted">{above}</p> : null}
          <h1 className="text-title tracking-tight wrap-anywhere">{title}</h1>
          {below ? <p className="mt-1 max-w-measure text-muted">{below}</p> : null}
        </div>
        {actions ? (
          <div className="flex flex-wrap gap-2" data-screen-only>
            {actions}
          </div>
        ) : null}
      </header>
      {children}
    </main>
  );
}

export function Section({
  title,
  note,
  actions,
  children,
}: {
  title: ReactNode;
  note?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="mb-8">
      <header className="mb-3">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
          <h2 className="text-heading">{title}</h2>
          {actions}
        </div>
        {note ? <p className="mt-0.5 max-w-measure text-small text-muted">{note}</p> : null}
      </header>
      {children}
    </section>
  );
}

const tones = {
  plain: "border-line bg-surface",
  locked: "border-line bg-sunken",
  error: "border-danger/40 bg-danger-soft",
  saved: "border-saved/40 bg-saved-soft",
  caution: "border-caution/40 bg-caution-soft",
} as const;

/** A message in its place: what happened, what was kept, what to do. */
export function Notice({
  tone = "plain",
  title,
  children,
  live = false,
}: {
  tone?: keyof typeof tones;
  title?: ReactNode;
  children?: ReactNode;
  live?: boolean;
}) {
  return (
    <div
      role={live ? "alert" : undefined}
      className={`mb-4 rounded-box border px-4 py-3 wrap-anywhere ${tones[tone]}`}
    >
      {title ? <p className="font-semibold">{title}</p> : null}
      {children ? <div className="max-w-measure [&>p+p]:mt-2">{children}</div> : null}
    </div>
  );
}

/** An empty place says what to do next. */
export function Empty({
  title,
  children,
  action,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="rounded-box border border-dashed border-line-strong/60 px-6 py-10 text-center">
      <p className="text-heading font-semibold">{title}</p>
      {children ? <p className="mx-auto mt-1 max-w-measure text-muted">{children}</p> : null}
      {action ? <div className="mt-4 flex justify-center gap-2">{action}</div> : null}
    </div>
  );
}

export function TextLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Link to={to} className="link">
      {children}
    </Link>
  );
}

export const panel = "rounded-box border border-line bg-surface";

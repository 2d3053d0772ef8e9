import { NavLink } from "@remix-run/react";

const places = [
  ["/rubrics", "Rubrics"],
  ["/rubrics/questions", "Question bank"],
  ["/rubrics/patterns", "Patterns"],
] as const;

/** The parts of the library, beside each other. */
export function RubricNav() {
  return (
    <nav aria-label="Library" className="mb-6 flex flex-wrap gap-1">
      {places.map(([to, label]) => (
        <NavLink key={to} to={to} end className={tab}>
          {label}
        </NavLink>
      ))}
    </nav>
  );
}

/** One of several views of a page; the one that is shown says so with `aria-current`. */
export const tab =
  "inline-flex min-h-11 items-center rounded-box border border-transparent px-3 font-medium text-muted hover:text-ink aria-[current]:border-line aria-[current]:bg-surface aria-[current]:text-ink sm:min-h-9";

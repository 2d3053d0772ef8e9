import { Link } from "@remix-run/react";
import { ListControls, Pages } from "#app/components/listing.tsx";
import { Empty, panel, Section } from "#app/components/page.tsx";
import { Time } from "#app/components/time.tsx";

type Loops = {
  readonly rows: readonly {
    readonly id: string;
    readonly candidate: string;
    readonly position: string;
    readonly settledAt: Date | null;
  }[];
  readonly total: number;
  readonly page: number;
  readonly size: number;
};

/** The settled loops whose cards a drill can be made of. */
export function ChooseLoop({ loops: { rows, total, page, size } }: { loops: Loops }) {
  return (
    <Section title="Begin with a settled loop">
      <ListControls search="Search candidates and positions" />
      {rows.length === 0 ? (
        <Empty title="No settled loop here">
          A drill needs cards of a loop with a decision. Try other words, or come back later.
        </Empty>
      ) : (
        <ul className={panel}>
          {rows.map(({ id, candidate, position, settledAt }) => (
            <li key={id} className="not-first:border-t">
              <Link
                to={`?loop=${id}`}
                className="flex min-h-11 flex-wrap items-baseline gap-x-4 gap-y-0.5 px-4 py-2.5 hover:bg-sunken/60"
              >
                <span className="grow basis-48 font-medium wrap-anywhere">
                  <bdi>{candidate}</bdi>
                </span>
                <span className="basis-56 wrap-anywhere">{position}</span>
                {settledAt ? (
                  <span className="text-small text-muted">
                    <Time at={settledAt} format="day" />
                  </span>
                ) : null}
              </Link>
            </li>
          ))}
        </ul>
      )}
      <Pages page={page} size={size} total={total} />
    </Section>
  );
}

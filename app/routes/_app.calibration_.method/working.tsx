import type { ReactNode } from "react";
import { Scrolling } from "#app/components/listing.tsx";

/** Lines of arithmetic, each what is worked out and how. */
export function Working({
  lines,
}: {
  lines: readonly (readonly [what: ReactNode, how: ReactNode])[];
}) {
  return (
    <dl className="my-2 grid gap-x-5 gap-y-1 text-table sm:grid-cols-[auto_minmax(0,1fr)]">
      {lines.map(([what, how], at) => (
        <div key={at} className="contents">
          <dt className="text-muted">{what}</dt>
          <dd className="mb-1 wrap-anywhere sm:mb-0">{how}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A small table of the example's numbers. */
export function Numbers({
  label,
  head,
  rows,
}: {
  label: string;
  head: readonly string[];
  rows: readonly (readonly (string | number)[])[];
}) {
  return (
    <Scrolling label={label} className="my-2">
      <table className="border-collapse text-table [&_:is(td,th)]:px-3 [&_:is(td,th)]:py-1 [&_:is(td,th)]:text-right [&_:is(td,th):first-child]:pl-0 [&_:is(td,th):first-child]:text-left [&_tbody_:is(td,th)]:border-t [&_tbody_:is(td,th)]:border-line">
        <thead>
          <tr className="text-muted">
            {head.map((name) => (
              <th key={name} scope="col" className="font-medium">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([first, ...cells]) => (
            <tr key={first}>
              <th scope="row" className="font-normal">
                {first}
              </th>
              {cells.map((cell, at) => (
                <td key={at}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolling>
  );
}

/** With a true minus sign. */
export const minus = (value: number, digits = 1) => value.toFixed(digits).replace("-", "−");
export const percent = (share: number) => `${Math.round(share * 100)}%`;

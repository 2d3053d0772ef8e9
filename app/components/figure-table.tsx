import { NodeLabel } from "#app/components/figure-dots.tsx";
import { Scrolling } from "#app/components/listing.tsx";
import type { Figure } from "#app/domain/figure.ts";
import { cellWords } from "#app/domain/figure-table.ts";

/** The numbers of a figure; scrolls inside its own frame where the screen is narrow. */
export function FigureTable({
  figure: { id, title, table },
}: {
  figure: Pick<Figure, "id" | "title" | "table">;
}) {
  return (
    <Scrolling
      label={`Table: ${title}`}
      className="relative rounded-box border border-line bg-surface print:overflow-visible"
    >
      <table className="w-full border-collapse text-table print:text-[11px]">
        <thead>
          <tr>
            {table.columns.map(({ label, numeric }) => (
              <th
                key={label}
                scope="col"
                className={`px-3 py-2 align-bottom print:px-1 font-medium text-muted ${numeric ? "text-right" : "text-left"}`}
              >
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={`${id}-${row.id}`} className="hover:bg-sunken/60">
              {table.columns.map((column, at) => {
                const words = cellWords(row.cells[at] ?? null, column);
                return at === 0 ? (
                  <th
                    key={column.label}
                    scope="row"
                    className="min-w-36 border-t border-line px-3 py-2 print:min-w-20 print:px-1 text-left font-medium wrap-anywhere"
                  >
                    <NodeLabel label={words} href={row.href} />
                  </th>
                ) : (
                  <td
                    key={column.label}
                    className={`border-t border-line px-3 py-2 print:px-1 ${column.numeric ? "text-right whitespace-nowrap" : "min-w-28 text-left print:min-w-0"}`}
                  >
                    {column.numeric ? words : <bdi>{words}</bdi>}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolling>
  );
}

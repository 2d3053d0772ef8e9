import { useSearchParams } from "@remix-run/react";
import { ListControls, Pages, Table } from "#app/components/listing.tsx";
import { Empty, Section, TextLink } from "#app/components/page.tsx";
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
  const searched = useSearchParams()[0].get("q");
  return (
    <Section title="Begin with a settled loop">
      <ListControls search="Search candidates and positions" />
      {rows.length === 0 ? (
        <Empty title="No settled loop here">
          {searched
            ? "No loop with a decision has these words in its candidate or position. Try others."
            : "A drill is made of the cards of a loop with a decision. It can begin with the first."}
        </Empty>
      ) : (
        <Table label="Settled loops">
          <thead>
            <tr>
              <th scope="col">Candidate</th>
              <th scope="col">Position</th>
              <th scope="col" className="hidden sm:table-cell">
                Decided
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, candidate, position, settledAt }) => (
              <tr key={id}>
                <td className="min-w-32">
                  <TextLink to={`?loop=${id}`}>
                    <bdi className="wrap-anywhere">{candidate}</bdi>
                  </TextLink>
                </td>
                <td className="min-w-32 wrap-anywhere">{position}</td>
                <td className="hidden whitespace-nowrap text-muted sm:table-cell">
                  {settledAt ? <Time at={settledAt} format="day" /> : null}
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      <Pages page={page} size={size} total={total} />
    </Section>
  );
}

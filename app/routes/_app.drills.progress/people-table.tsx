import { Link } from "@remix-run/react";
import { Badge } from "#app/components/badge.tsx";
import { Table } from "#app/components/listing.tsx";
import { Time } from "#app/components/time.tsx";
import type { DrillPerson } from "#db/queries/drill-progress.server.ts";

/** Everybody who interviews, with their drills; trainees with what they still need. */
export function PeopleTable({ rows }: { rows: readonly DrillPerson[] }) {
  return (
    <Table label="People">
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col" className="text-right!">
            Drills
          </th>
          <th scope="col" className="hidden sm:table-cell">
            Last
          </th>
          <th scope="col">Qualifying</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, name, done, toScore, last, qualification }) => (
          <tr key={id}>
            <td className="min-w-32">
              <Link to={`/calibration/people/${id}`} className="link wrap-anywhere">
                <bdi>{name}</bdi>
              </Link>
            </td>
            <td className="text-right whitespace-nowrap">
              {done} of {toScore}
            </td>
            <td className="hidden whitespace-nowrap sm:table-cell">
              {last ? <Time at={last} format="day" /> : <span className="text-muted">Not yet</span>}
            </td>
            <td>
              {qualification === null ? (
                <span className="text-muted">Interviews already</span>
              ) : (
                <>
                  <Badge tone={qualification.qualified ? "saved" : "plain"}>
                    {qualification.qualified ? "Qualified" : "Trainee"}
                  </Badge>{" "}
                  <span className="text-small">{qualification.words}</span>
                </>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

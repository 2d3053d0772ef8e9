import type { ReactNode } from "react";
import { Table } from "#app/components/listing.tsx";
import { Section } from "#app/components/page.tsx";
import type { Agreement } from "#app/domain/calibration/agreement.ts";
import { agreementWords } from "#app/domain/calibration/agreement-words.ts";
import type { Sides } from "#app/domain/calibration/figures-comparison.ts";
import { quarterWords } from "#app/domain/calibration/quarters.ts";
import { isRefusal } from "#app/domain/calibration/refusal.ts";
import { numberWords } from "#app/domain/figure-axis.ts";

/** The numbers of both selections, each with the same words. */
export function SideBySide({ sides }: { sides: Sides }) {
  const { names, a, b } = sides;
  const columns = [a, b].map((side) => factsOf(side));
  const [first = []] = columns;
  return (
    <Section
      title="Side by side"
      note="Agreement, severity and adjusting are those of each whole position; quarters narrow the scores and the last row."
    >
      <Table label="Both selections side by side">
        <thead>
          <tr>
            <th scope="col">
              <span className="sr-only">Figure</span>
            </th>
            {names.map((name) => (
              <th key={name} scope="col" className="min-w-24">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {first.map(([label], at) => (
            <tr key={label}>
              <th scope="row" className="border-t border-line">
                {label}
              </th>
              {columns.map((facts, side) => (
                <td key={names[side]}>{facts[at]?.[1]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

function factsOf({ found: { summary, byQuarter } }: Sides["a"]): (readonly [string, ReactNode])[] {
  const { counts, agreement, order, model } = summary;
  const severe = isRefusal(model)
    ? model.reason
    : `${points(Math.sqrt(model.variance.interviewer))} points`;
  return [
    ["Candidates", counts.candidates.toLocaleString("en")],
    ["Cards", counts.cards.toLocaleString("en")],
    ["Interviewers", counts.interviewers.toLocaleString("en")],
    ["Agreement", alphaSaid(agreement.overall)],
    ["In words", agreementWords(agreement.overall).meaning],
    ["Typical distance of an interviewer from the panel", severe],
    [
      "Adjusting moves",
      isRefusal(order) ? order.reason : `${order.moved} of ${order.ranked} candidates`,
    ],
    [
      "Agreement by quarter",
      byQuarter.length === 0
        ? "none"
        : byQuarter.map(({ quarter, overall: { alpha } }) => (
            <p key={quarter}>
              {quarterWords(quarter)}: {isRefusal(alpha) ? "too few" : points(alpha.ordinal)}
            </p>
          )),
    ],
  ];
}

const points = (value: number) => numberWords(value, { digits: 2 });

function alphaSaid({ alpha, interval }: Agreement): string {
  if (isRefusal(alpha)) return alpha.reason;
  const range = isRefusal(interval) ? "" : ` (${points(interval[0])} to ${points(interval[1])})`;
  return `${points(alpha.ordinal)}${range}`;
}

import type { ReactNode } from "react";
import { Table } from "#app/components/listing.tsx";
import { Section } from "#app/components/page.tsx";
import type { Agreement } from "#app/domain/calibration/agreement.ts";
import { agreementWords } from "#app/domain/calibration/agreement-words.ts";
import { isOneScope, type Sides } from "#app/domain/calibration/figures-comparison.ts";
import { isRefusal } from "#app/domain/calibration/refusal.ts";
import { numberWords } from "#app/domain/figure-axis.ts";

/** The numbers of both selections, each with the same words. */
export function SideBySide({ sides }: { sides: Sides }) {
  const { names, a, b } = sides;
  const whole = !isOneScope(sides);
  const columns = [a, b].map((side) => [...factsOf(side), ...(whole ? wholeFactsOf(side) : [])]);
  const [first = []] = columns;
  const periods = [a, b].filter(({ period }) => period);
  const older = periods.some(({ found }) => !found.ofPeriod);
  return (
    <Section title="Side by side" note={noteOf({ whole, older, periods: periods.length })}>
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

/** What quarters do not narrow; nothing where all of it is theirs. */
function noteOf({
  whole,
  older,
  periods,
}: {
  readonly whole: boolean;
  readonly older: boolean;
  readonly periods: number;
}): string {
  if (older) return "All of this is of each whole position: it is not to be had by quarter here.";
  return whole && periods > 0
    ? "The last two rows are of each whole position, whatever the quarters."
    : "";
}

type Fact = readonly [label: string, said: ReactNode];

function factsOf({ found: { agreement, ofPeriod, summary } }: Sides["a"]): Fact[] {
  const { candidates, cards } = ofPeriod ? agreement.overall : summary.counts;
  return [
    ["Candidates", candidates.toLocaleString("en")],
    ["Cards", cards.toLocaleString("en")],
    ["Scored by two or more", agreement.overall.compared.toLocaleString("en")],
    ["Agreement", alphaSaid(agreement.overall)],
    ["In words", agreementWords(agreement.overall).meaning],
  ];
}

/** What is known of whole positions only, and the same on both sides of one. */
function wholeFactsOf({ found: { summary } }: Sides["a"]): Fact[] {
  const { order, model } = summary;
  return [
    [
      "Typical distance of an interviewer from the panel",
      isRefusal(model) ? model.reason : `${points(Math.sqrt(model.variance.interviewer))} points`,
    ],
    [
      "Adjusting moves",
      isRefusal(order) ? order.reason : `${order.moved} of ${order.ranked} candidates`,
    ],
  ];
}

const points = (value: number) => numberWords(value, { digits: 2 });

function alphaSaid({ alpha, interval }: Agreement): string {
  if (isRefusal(alpha)) return alpha.reason;
  const range = isRefusal(interval) ? "" : ` (${points(interval[0])} to ${points(interval[1])})`;
  return `${points(alpha.ordinal)}${range}`;
}

import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { FigureView } from "#app/components/figure-view.tsx";
import { panel, Section, TextLink } from "#app/components/page.tsx";
import { formatScore } from "#app/components/score.tsx";
import { Partners } from "#app/routes/_app.calibration_.people.$personId/partners.tsx";
import type { Shown } from "#app/routes/_app.calibration_.people.$personId/shown.server.ts";

type Full = NonNullable<Shown["full"]>;

/** A profile with enough cards: severity first, then what to try, then everything it rests on. */
export function Findings({
  person,
  own,
  chosen,
  shown: { finding, full },
  readsAll,
}: {
  person: { readonly id: string; readonly name: string };
  own: boolean;
  chosen: { readonly positionId: string; readonly rubricVersionId: string };
  shown: Shown;
  readsAll: boolean;
}) {
  if (!full) return null;
  const scope = `position=${chosen.positionId}&rubric=${chosen.rubricVersionId}`;
  const drawn = (id: string, heading: "h2" | null) => {
    const figure = full.figures.find((one) => one.id === id);
    const file = `/calibration/people/${person.id}/${id}`;
    return figure ? (
      <FigureView
        figure={figure}
        heading={heading}
        files={{ csv: `${file}.csv?${scope}`, svg: `${file}.svg?${scope}` }}
      />
    ) : null;
  };
  return (
    <>
      {drawn("severity", "h2") ?? (
        <Section title="Severity against the panel">
          <p className="max-w-measure">{full.severityRefused}</p>
        </Section>
      )}
      <Facts cards={finding.cards} full={full} />
      <Advice own={own} advice={full.advice} />
      <Seen full={full} />
      {drawn("change", "h2") ?? (
        <Section title="Change over time">
          <p className="max-w-measure">
            {full.change} <Explained method="drift" />
          </p>
        </Section>
      )}
      {drawn("answers", "h2")}
      <Partners own={own} readsAll={readsAll} partners={full.partners} island={full.island} />
      <Logits facet={full.facet} />
    </>
  );
}

const Explained = ({ method }: { method: string }) => (
  <Link to={`/calibration/method#${method}`} className="link text-small" data-screen-only>
    How it is worked out
  </Link>
);

function Facts({ cards, full }: { cards: number; full: Full }) {
  const { ratings, mean, sd, othersMean, punctuality } = full;
  return (
    <dl className={`${panel} mb-8 grid grid-cols-2 gap-px overflow-hidden bg-line! sm:grid-cols-4`}>
      <Fact label="Cards counted" value={cards.toLocaleString("en")}>
        {`${ratings.toLocaleString("en")} scores`}
      </Fact>
      <Fact label="Mean score" value={formatScore(mean)}>
        {othersMean === null ? "" : `the others ${formatScore(othersMean)}`}
      </Fact>
      <Fact label="Spread" value={formatScore(sd)}>
        usual distance from that mean, in points
      </Fact>
      <Fact
        label="Sealed late"
        value={punctuality ? `${punctuality.late} of ${punctuality.cards}` : "–"}
      >
        {punctuality ? punctuality.words : "no due times known"}
      </Fact>
    </dl>
  );
}

const Fact = ({
  label,
  value,
  children,
}: {
  label: string;
  value: string;
  children: ReactNode;
}) => (
  <div className="bg-surface px-3 py-2.5 sm:px-4">
    <dt className="text-small text-muted">{label}</dt>
    <dd>
      <span className="text-heading font-semibold">{value}</span>
      <span className="block text-small text-muted">{children}</span>
    </dd>
  </div>
);

function Advice({ own, advice }: { own: boolean; advice: Full["advice"] }) {
  return (
    <Section title={own ? "What you could try" : "What could help"}>
      {advice.length === 0 ? (
        <p className="max-w-measure">
          Nothing stands out: as far as these cards can tell, the scores differ from the panel's by
          no more than chance brings.
        </p>
      ) : (
        <ol className="grid max-w-measure gap-3">
          {advice.map(({ about, title, step, place }) => (
            <li key={about} className="border-l-2 border-accent pl-3">
              <p className="font-medium">{title}</p>
              <p>
                {step} {place ? <TextLink to={place.to}>{place.label}</TextLink> : null}
              </p>
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}

function Seen({ full: { seen, flags, unread, nothingFound } }: { full: Full }) {
  return (
    <Section title="What the scores look like">
      <ul className="grid max-w-measure gap-2">
        {flags.map(({ effect, title, said, method }) => (
          <li key={effect}>
            <span className="font-medium">{title}.</span> {said} <Explained method={method} />
          </li>
        ))}
        {seen.map(({ said, method }) => (
          <li key={method}>
            {said} <Explained method={method} />
          </li>
        ))}
        {unread ? (
          <li>{unread}</li>
        ) : nothingFound ? (
          <li className="text-muted">
            Looked at and found within what chance brings: severity, distance from what is expected,
            use of the scale, movement with the panel, criteria scored alike.
          </li>
        ) : null}
      </ul>
    </Section>
  );
}

function Logits({ facet }: { facet: Full["facet"] }) {
  if (!facet) return null;
  const { measure, se, infit, outfit } = facet;
  const number = (value: number | null) =>
    value === null ? "–" : value.toFixed(2).replace("-", "−");
  return (
    <details className="mb-8 border-t border-line pt-2">
      <summary className="fold font-medium">For those who know many-facet models</summary>
      <p className="mt-1 mb-2 max-w-measure text-muted">
        Severity on the logit scale of a many-facet Rasch model, and how well the scores follow it:
        1 is as expected, more is uneven, less is very even. <Explained method="facets" />
      </p>
      <dl className="grid w-fit grid-cols-[auto_auto] gap-x-6 gap-y-1">
        <dt className="text-muted">Severity, logits</dt>
        <dd>{`${number(measure)} (standard error ${number(se)})`}</dd>
        <dt className="text-muted">Infit mean square</dt>
        <dd>{number(infit)}</dd>
        <dt className="text-muted">Outfit mean square</dt>
        <dd>{number(outfit)}</dd>
      </dl>
    </details>
  );
}

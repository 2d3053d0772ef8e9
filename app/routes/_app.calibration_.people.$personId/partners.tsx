import { Section, TextLink } from "#app/components/page.tsx";

type Partner = { readonly id: string; readonly name: string; readonly candidates: number };

const FIRST = 12;

/** Whom somebody shares candidates with: what their severity is told from. */
export function Partners({
  own,
  readsAll,
  partners,
  island,
}: {
  own: boolean;
  readsAll: boolean;
  partners: readonly Partner[] | null;
  island: { readonly number: number; readonly of: number } | null;
}) {
  return (
    <Section title="Shared candidates">
      <p className="mb-2 max-w-measure">
        {saidOf(partners, own)}
        {island
          ? ` ${own ? "You are" : "They are"} in group ${island.number} of ${island.of} that never met the same candidate, so severity holds within the group only.`
          : ""}{" "}
        <TextLink to="/calibration/method#linkage">What links people</TextLink>
      </p>
      {partners === null ? null : (
        <>
          <List partners={partners.slice(0, FIRST)} readsAll={readsAll} />
          {partners.length > FIRST ? (
            <details>
              <summary className="fold text-accent-text">
                {`${partners.length - FIRST} more`}
              </summary>
              <List partners={partners.slice(FIRST)} readsAll={readsAll} />
            </details>
          ) : null}
        </>
      )}
    </Section>
  );
}

/** A list this long may have been cut. */
const LONGEST = 40;

function saidOf(partners: readonly Partner[] | null, own: boolean): string {
  const whose = own ? "your" : "their";
  if (partners === null)
    return `Others' cards on the same candidates are what ${whose} severity is measured against. Who they are is not shown, since names are hidden on some of these loops.`;
  const n = partners.length;
  if (n === 0)
    return "Nobody else met the same candidates. Without shared candidates severity cannot be told from who was interviewed.";
  const people =
    n === 1 ? "one person" : n >= LONGEST ? `${LONGEST} people or more` : `${n} people`;
  return `${own ? "You share" : "They share"} candidates with ${people}, whose cards on them are what ${whose} severity is measured against.`;
}

const List = ({ partners, readsAll }: { partners: readonly Partner[]; readsAll: boolean }) => (
  <ul className="max-w-measure columns-1 gap-8 sm:columns-2">
    {partners.map(({ id, name, candidates }) => (
      <li
        key={id}
        className="flex min-h-11 items-center justify-between gap-3 border-b border-line sm:min-h-8"
      >
        <bdi className="min-w-0 wrap-anywhere">
          {readsAll ? <TextLink to={`/calibration/people/${id}`}>{name}</TextLink> : name}
        </bdi>
        <span className="whitespace-nowrap text-muted">
          {candidates === 1 ? "1 candidate" : `${candidates} candidates`}
        </span>
      </li>
    ))}
  </ul>
);

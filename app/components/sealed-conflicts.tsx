import { Notice } from "#app/components/page.tsx";
import { Time } from "#app/components/time.tsx";

/** Tells whoever reads the panel whose sealed card stands in it though they have a conflict. */
export function SealedConflicts({
  conflicts,
}: {
  conflicts: readonly { readonly person: string; readonly at: Date }[];
}) {
  return conflicts.map(({ person, at }) => (
    <Notice
      key={person}
      tone="caution"
      title={`${person} has a conflict of interest with the candidate`}
    >
      It was recorded on <Time at={at} format="day" />, after they had sealed. Their card stays as
      it was sealed.
    </Notice>
  ));
}

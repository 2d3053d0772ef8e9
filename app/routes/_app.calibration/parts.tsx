import { Link } from "@remix-run/react";
import { tab } from "#app/components/rubric-nav.tsx";
import { partTitles, type ViewPart, viewParts } from "#app/domain/calibration/parts.ts";
import { usePart } from "#app/routes/_app.calibration/address.ts";

/** The ways to the parts of the view, one question each. */
export function Parts({ shown }: { shown: ViewPart }) {
  const to = usePart();
  return (
    <nav aria-label="Parts" className="mb-6" data-screen-only>
      <ul className="flex flex-wrap gap-1">
        {viewParts.map((part) => (
          <li key={part}>
            <Link
              to={to(part)}
              prefetch="intent"
              preventScrollReset
              aria-current={part === shown ? "page" : undefined}
              className={tab}
            >
              {partTitles[part]}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

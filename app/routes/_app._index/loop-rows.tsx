import { Link } from "@remix-run/react";
import { panel } from "#app/components/page.tsx";
import { type LoopState, loopStateWords } from "#app/domain/loop.ts";

type Row = {
  readonly id: string;
  readonly state: LoopState;
  readonly candidate: string;
  readonly position: string;
  readonly sealed: number;
  readonly owed: number;
};

export function LoopRows({ loops, to }: { loops: readonly Row[]; to: (id: string) => string }) {
  return (
    <ul className={`${panel} divide-y divide-line`}>
      {loops.map((loop) => (
        <li key={loop.id}>
          <Link
            to={to(loop.id)}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-3 hover:bg-sunken/60"
          >
            <span className="min-w-0">
              <span className="block text-prose font-semibold wrap-anywhere">{loop.candidate}</span>
              <span className="block text-muted">{loop.position}</span>
            </span>
            <span className="text-muted">
              {loopStateWords[loop.state]} · {loop.sealed} of {loop.sealed + loop.owed} cards in
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

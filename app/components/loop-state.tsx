import { Badge, type BadgeTone } from "#app/components/badge.tsx";
import { type LoopState, loopStateWords } from "#app/domain/loop.ts";

const tones: Record<LoopState, BadgeTone> = {
  planned: "plain",
  interviewing: "accent",
  debrief: "caution",
  decided: "plain",
  reopened: "caution",
  withdrawn: "plain",
};

export function LoopStateBadge({ state }: { state: LoopState }) {
  return <Badge tone={tones[state]}>{loopStateWords[state]}</Badge>;
}

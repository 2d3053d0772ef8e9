import type { Relation } from "#app/domain/access.ts";
import type { AuditEvent } from "#app/domain/audit.ts";
import type { LoopState } from "#app/domain/loop.ts";
import type { WrittenLoop } from "#db/queries/settled.server.ts";
import type { Noted } from "#db/seed/setting.ts";

type Duty = Relation["duty"];

/** The events of a settled loop as they would have been recorded while it ran. */
export function pastOf(written: WrittenLoop, dutyOf: (personId: string) => Duty): Noted[] {
  const { loopId, settled, cards, decisionHash } = written;
  const { candidateId, positionId, revealRule, rubricVersionId, ownerId, createdAt } = settled;
  const { openedAt } = settled.debrief;
  const { decidedAt, decidedById, weightSetId } = settled.decision;
  const told = (
    at: Date,
    actorId: string | null,
    action: AuditEvent["action"],
    facts: AuditEvent["facts"],
    subject = loopId,
  ): Noted => ({ at, actorId, event: { action, subject, loopId, facts } });
  const moved = (at: Date, actorId: string | null, from: LoopState, to: LoopState) =>
    told(at, actorId, "loop.moved", { from, to });
  const seals = cards.toSorted((a, b) => a.sealedAt.getTime() - b.sealedAt.getTime());
  const [first, last] = [seals[0], seals.at(-1)];
  const created = { action: "candidate.created", subject: candidateId, facts: {} } as const;
  const opened = { candidateId, positionId, revealRule, hidesNames: false };
  const decided = { number: 1, hash: decisionHash, weightSetId, rubricVersionId, withdrawn: [] };
  return [
    { at: createdAt, actorId: ownerId, event: created },
    told(createdAt, ownerId, "loop.created", opened),
    ...cards.map(({ cardId, interviewerId, roundId, kind, assignedAt }) => {
      const duty = dutyOf(interviewerId);
      const facts = { interviewerId, roundId, kind, reader: duty !== "none", duty };
      return told(assignedAt, ownerId, "card.assigned", facts, cardId);
    }),
    ...seals.map(({ cardId, interviewerId, hash, sealedAt }) => {
      const facts = { number: 1, hash, sealedAt: sealedAt.toISOString() };
      return told(sealedAt, interviewerId, "card.sealed", facts, cardId);
    }),
    ...(first ? [moved(first.sealedAt, first.interviewerId, "planned", "interviewing")] : []),
    ...(last ? [moved(openedAt, last.interviewerId, "interviewing", "debrief")] : []),
    told(openedAt, last?.interviewerId ?? null, "debrief.opened", {}),
    told(decidedAt, decidedById, "decision.recorded", decided),
    moved(decidedAt, decidedById, "debrief", "decided"),
  ];
}

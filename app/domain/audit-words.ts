import { type AuditEvent, auditActions } from "#app/domain/audit.ts";

/** What each action is called where the record is shown: "Ana Ferreira sealed a card". */
export const actionWords: Record<AuditEvent["action"], string> = {
  "position.created": "created a position",
  "position.edited": "edited a position",
  "position.weighted": "changed a position's weights",
  "position.rubric-moved": "moved a position to a newer version of its rubric",
  "candidate.created": "entered a candidate",
  "candidate.edited": "edited a candidate",
  "conflict.recorded": "recorded a conflict of interest",
  "conflict.lifted": "lifted a conflict of interest",
  "loop.created": "opened a loop",
  "loop.moved": "moved a loop on",
  "loop.rubric-moved": "moved a loop to a newer version of its rubric",
  "loop.withdrawn": "withdrew a loop",
  "loop.imported": "imported a loop",
  "round.added": "added a round",
  "round.edited": "edited a round",
  "round.cancelled": "cancelled a round",
  "card.assigned": "assigned a card",
  "card.reassigned": "moved a card to another person",
  "card.mentored": "changed a trainee's mentor",
  "card.saved": "began writing a card",
  "card.sealed": "sealed a card",
  "card.unsealed": "took a fresh seal back",
  "card.reopen-asked": "asked to reopen a card",
  "card.reopen-declined": "declined to reopen a card",
  "card.reopened": "reopened a card",
  "card.kept": "kept a reopened card as it was sealed",
  "card.ended": "ended a card",
  "override.granted": "let somebody read before their turn",
  "override.ended": "ended somebody's early reading",
  "debrief.opened": "opened a debrief",
  "debrief.undone": "closed a debrief again",
  "decision.recorded": "recorded a decision",
  "calibration.asked": "asked for a calibration again",
  "calibration.stopped": "stopped a calibration",
  "rubric.draft-begun": "began a rubric's next version",
  "rubric.draft-rebased": "set a rubric's draft against a newer version",
  "rubric.draft-discarded": "discarded a rubric's draft",
  "rubric.published": "published a rubric",
  "library.published": "published the question bank",
  "person.invited": "invited a person",
  "person.joined": "joined",
  "person.edited": "edited a person",
  "person.disabled": "disabled a person",
  "person.enabled": "enabled a person",
  "person.signed-out": "signed a person out everywhere",
  "person.password-changed": "changed a password",
  "invitation.renewed": "renewed an invitation",
  "invitation.revoked": "revoked an invitation",
};

const isKnown = (action: string): action is AuditEvent["action"] =>
  (auditActions as readonly string[]).includes(action);

/** An action in words; one that an older version recorded by its own name. */
export const wordsOf = (action: string): string => (isKnown(action) ? actionWords[action] : action);

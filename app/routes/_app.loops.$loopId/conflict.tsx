import type { TypedForm } from "#app/components/typed.ts";
import { Ending } from "#app/routes/_app.loops.$loopId/endings.tsx";

/** Leaves everything of the candidate to others. */
export function DeclareConflict({ formKey, form }: { formKey: string; form: TypedForm }) {
  return (
    <div id="conflict" className="scroll-mt-4 border-t border-line py-1" data-screen-only>
      <Ending
        summary="I have a conflict of interest"
        text="For somebody close to you, or whose hiring you would gain or lose by. Your way to this candidate ends at once: loops, debriefs and your own cards are gone for you, drafts too. Cards you owe are withdrawn. A card you have sealed stays, and the debrief says that you have a conflict. Only leads read the reason, and only a lead can undo this."
        intent="declare-conflict"
        label="Declare it and leave"
        example="We worked together until last year"
        form={form}
      >
        <input type="hidden" name="id" value={form.text("id", formKey)} />
      </Ending>
    </div>
  );
}

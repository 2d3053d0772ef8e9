import type { TypedForm } from "#app/components/typed.ts";
import { Ending } from "#app/routes/_app.loops.$loopId/endings.tsx";

export function WithdrawLoop({ form }: { form: TypedForm }) {
  return (
    <div className="border-t border-line pt-4" data-screen-only>
      <Ending
        summary="Close as withdrawn"
        text="For a candidate who withdrew. This closes the loop: no more rounds, and the cards still owed are withdrawn. Sealed cards are kept."
        intent="withdraw-loop"
        label="Withdraw this loop"
        example="Took another offer"
        form={form}
      />
    </div>
  );
}

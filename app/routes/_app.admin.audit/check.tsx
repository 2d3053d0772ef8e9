import { Form, useNavigation } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { Notice, panel } from "#app/components/page.tsx";
import { Time } from "#app/components/time.tsx";
import { brokenWords, type Head } from "#app/domain/audit.ts";
import type { Step } from "#db/queries/verification.server.ts";

type Answer = {
  readonly failure: { readonly message: string } | null;
  readonly step?: Step;
  readonly checkedAt?: Date;
};

const number = (n: number) => n.toLocaleString("en");

/** The newest link, to compare with a receipt, and the button that checks all of them. */
export function Check({ head, answer }: { head: Head; answer: Answer | null }) {
  const checking = useNavigation().formMethod === "POST";
  const step = answer?.step;
  const cursor = step?.state === "going" ? step.cursor : null;
  return (
    <section className={`${panel} mb-6 px-4 py-4`}>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h2 className="text-heading">{number(head.sequence)} events</h2>
          <p className="text-small text-muted">
            Newest link <code className="break-all">{head.hash}</code>
          </p>
        </div>
        <Form method="post" preventScrollReset>
          {cursor ? (
            <>
              <input type="hidden" name="sequence" value={cursor.sequence} />
              <input type="hidden" name="hash" value={cursor.hash} />
            </>
          ) : null}
          <Button look="primary" name="intent" value="check" disabled={checking}>
            {checking ? "Checking" : cursor ? "Check the next" : "Check the record"}
          </Button>
        </Form>
      </div>
      <div aria-live="polite">
        {answer?.failure ? <Notice tone="error">{answer.failure.message}</Notice> : null}
        {step && answer?.checkedAt ? <Found step={step} at={answer.checkedAt} /> : null}
      </div>
    </section>
  );
}

function Found({ step, at }: { step: Step; at: Date }) {
  const { events, versions, decisions, uncovered } = step.checked;
  const checked = `${number(events)} events, ${number(versions)} sealed cards and ${number(decisions)} decisions`;
  return (
    <div className="mt-4 [&>div]:mb-0">
      {step.state === "broken" ? (
        <Notice tone="error" title="The record is broken">
          <p className="wrap-anywhere first-letter:uppercase">{`${brokenWords(step.broken)}.`}</p>
          <p>Keep a copy of the database as it is now, and ask who has had access to it.</p>
        </Notice>
      ) : step.state === "going" ? (
        <Notice title={`Checked as far as event ${number(step.cursor.sequence)}`}>
          Nothing is broken so far. {number(step.total - step.cursor.sequence)} events are left.
        </Notice>
      ) : (
        <Notice tone="saved" title="The record holds">
          <p>
            Checked {checked}, <Time at={at} />.
          </p>
          {uncovered > 0 ? (
            <p>{number(uncovered)} older events were recorded before the record was linked.</p>
          ) : null}
          {step.warnings.slice(0, 3).map((warning) => (
            <p key={warning}>Worth a look: {warning}.</p>
          ))}
        </Notice>
      )}
    </div>
  );
}

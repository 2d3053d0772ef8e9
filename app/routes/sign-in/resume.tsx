import { Form } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { Notice } from "#app/components/page.tsx";

/** After signing in again: the form that was being sent, ready to go on its way. */
export function Resume({ to, kept }: { to: string; kept: string }) {
  return (
    <main className="mx-auto max-w-lg px-4 py-16">
      <h1 className="mb-4 text-title">You are signed in</h1>
      <Notice tone="saved">What you typed was kept. Send it on to save it.</Notice>
      <form method="post" action={to} className="flex gap-2">
        {fieldsOf(kept).map(([name, value], at) => (
          <input key={at} type="hidden" name={name} value={value} />
        ))}
        <Button look="primary">Send it now</Button>
      </form>
    </main>
  );
}

function fieldsOf(kept: string): [string, string][] {
  try {
    const parsed: unknown = JSON.parse(kept);
    return Array.isArray(parsed)
      ? parsed.filter(
          (pair): pair is [string, string] =>
            Array.isArray(pair) && typeof pair[0] === "string" && typeof pair[1] === "string",
        )
      : [];
  } catch {
    return [];
  }
}

/** For whoever signed in in another tab while a form waits in this one. */
export function OtherTab({ to, kept }: { to: string; kept: string }) {
  return (
    <Form method="post" action="/sign-in?resume" className="grid gap-2 border-t border-line pt-4">
      <input type="hidden" name="to" value={to} />
      <input type="hidden" name="kept" value={kept} />
      <p className="text-small text-muted">Signed in in another tab? Come back here after it.</p>
      <Button name="intent" value="resume">
        I am signed in, continue
      </Button>
    </Form>
  );
}

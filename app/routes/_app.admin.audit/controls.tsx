import { Form, Link, useSearchParams } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { inputBox } from "#app/components/field.tsx";
import { auditActions } from "#app/domain/audit.ts";
import { wordsOf } from "#app/domain/audit-words.ts";

const box = `${inputBox} h-11 w-auto! max-w-full sm:h-9`;

/** Who, what, when and which loop; kept in the address. */
export function Controls() {
  const [params] = useSearchParams();
  const given = (name: string) => params.get(name) ?? "";
  const narrowed = [...params.values()].some((value) => value !== "");
  const loop = given("loop");
  return (
    <Form
      method="get"
      role="search"
      key={params.toString()}
      className="mb-4 flex flex-wrap items-end gap-2"
      data-screen-only
    >
      <input
        type="search"
        name="q"
        defaultValue={given("q")}
        placeholder="Search people"
        aria-label="Search people"
        className={`${box} grow basis-40 sm:max-w-60`}
      />
      <select
        name="action"
        aria-label="Any action"
        defaultValue={given("action")}
        className={`${box} sm:max-w-60`}
      >
        <option value="">Any action</option>
        {auditActions.map((action) => (
          <option key={action} value={action}>
            {wordsOf(action)}
          </option>
        ))}
      </select>
      <label className="flex items-center gap-2 text-muted">
        From <input type="date" name="from" defaultValue={given("from")} className={box} />
      </label>
      <label className="flex items-center gap-2 text-muted">
        to <input type="date" name="to" defaultValue={given("to")} className={box} />
      </label>
      {loop ? <input type="hidden" name="loop" value={loop} /> : null}
      <Button>Search</Button>
      {narrowed ? (
        <Link to="?" className="px-1 py-2 text-accent-text hover:underline">
          Clear
        </Link>
      ) : null}
      {loop ? <p className="basis-full text-muted">Only the events of one loop.</p> : null}
    </Form>
  );
}

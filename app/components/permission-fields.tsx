import { FieldError } from "#app/components/field.tsx";
import type { TypedForm } from "#app/components/typed.ts";
import {
  type Permission,
  permissionMeanings,
  permissions,
  permissionWords,
} from "#app/domain/people.ts";

/** What a person may do, each permission with what it means. */
export function PermissionFields({
  form,
  saved,
}: {
  form: TypedForm;
  saved: readonly Permission[];
}) {
  const chosen = form.list("permissions", saved);
  const message = form.error("permissions");
  return (
    <fieldset aria-describedby={message ? "permissions-error" : undefined}>
      <legend className="font-medium">Permissions</legend>
      <p className="text-small text-muted">
        Everybody reads and writes the cards they are given. Tick what they may do besides.
      </p>
      <div className="mt-2 grid gap-2">
        {permissions.map((permission) => (
          <label
            key={permission}
            className="flex min-h-11 cursor-pointer items-start gap-3 rounded-box border border-line px-3 py-2.5 hover:border-line-strong has-checked:border-accent has-checked:bg-accent-soft"
          >
            <input
              type="checkbox"
              name="permissions"
              value={permission}
              defaultChecked={chosen.includes(permission)}
              className="mt-0.5 size-4.5 shrink-0 accent-accent"
            />
            <span>
              <span className="block font-medium">{permissionWords[permission]}</span>
              <span className="block text-muted">{permissionMeanings[permission]}</span>
            </span>
          </label>
        ))}
      </div>
      <div className="mt-1">
        <FieldError id="permissions-error" message={message} />
      </div>
    </fieldset>
  );
}

/** `Interviewer, Recruiting lead`, in a table or a sentence. */
export const permissionList = (held: readonly Permission[]): string =>
  held.map((permission) => permissionWords[permission]).join(", ") || "None";

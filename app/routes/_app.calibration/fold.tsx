import type { ReactNode } from "react";

/** What not everybody needs, one click away. */
export function Fold({
  title,
  note,
  open = false,
  children,
}: {
  title: string;
  note?: string;
  open?: boolean;
  children: ReactNode;
}) {
  return (
    <details open={open} className="border-t border-line">
      <summary className="fold py-2">
        <h3 className="text-table font-medium">{title}</h3>
        {note ? <span className="text-muted">{note}</span> : null}
      </summary>
      <div className="pt-1">{children}</div>
    </details>
  );
}

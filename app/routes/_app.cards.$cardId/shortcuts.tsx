import { useEffect, useRef, useState } from "react";
import { Button } from "#app/components/button.tsx";
import { aidKeys } from "#app/routes/_app.cards.$cardId/aid-keys.ts";
import { areOn, turn } from "#app/routes/_app.cards.$cardId/key-presses.ts";

/** Every key the card knows, and the way to turn the single ones off. */
export default function Shortcuts({ points, close }: { points: number; close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [on, setOn] = useState(areOn);
  useEffect(() => {
    dialog.current?.showModal();
    // Not the switch, which a stray space would turn.
    dialog.current?.querySelector("button")?.focus();
  }, []);
  const last = points === 10 ? "9, 0 for 10" : String(points);
  const keys: readonly (readonly [string, string])[] = [
    [`1 to ${last}`, "Rate the marked criterion; answer a probe; choose a recommendation or level"],
    ["N", "Not asked"],
    ["S", "No signal"],
    ["J, K", "Next and previous, down to the summary"],
    ["E", "Write evidence, a reply or the summary"],
    ["A", "Add a pattern you saw"],
    ["?", "This map"],
  ];
  const always: readonly (readonly [string, string])[] = [
    [aidKeys.minutes, "Write the round's minute, in any text"],
    [aidKeys.quote, "Quote what is selected, or begin a quote"],
    ["Esc", "Leave a text field, back to its criterion"],
    ["Ctrl+Enter", "Review and seal, also while writing"],
  ];
  return (
    <dialog
      ref={dialog}
      onClose={close}
      aria-labelledby="shortcuts-title"
      className="m-auto w-[min(30rem,calc(100vw-2rem))] rounded-box border border-line bg-surface p-6 shadow-xl"
    >
      <h2 id="shortcuts-title" className="text-heading">
        Keyboard
      </h2>
      <table className="mt-3 w-full text-left [&_th]:w-32 [&_th]:py-1 [&_th]:font-normal">
        <tbody className={on ? "" : "text-muted line-through"}>
          {keys.map(([key, does]) => (
            <Row key={key} keys={key} does={does} />
          ))}
        </tbody>
        <tbody>
          {always.map(([key, does]) => (
            <Row key={key} keys={key} does={does} />
          ))}
        </tbody>
      </table>
      <label className="mt-4 flex min-h-11 items-center gap-2">
        <input
          type="checkbox"
          className="size-4 accent-(--color-accent)"
          checked={on}
          onChange={(event) => {
            turn(event.target.checked);
            setOn(event.target.checked);
          }}
        />
        Single keys are on
      </label>
      <p className="text-small text-muted">
        Turn them off if you dictate, or if a key does what you did not mean. This browser remembers
        it.
      </p>
      <div className="mt-4 flex justify-end">
        <Button type="button" onClick={() => dialog.current?.close()}>
          Close
        </Button>
      </div>
    </dialog>
  );
}

function Row({ keys, does }: { keys: string; does: string }) {
  return (
    <tr>
      <th scope="row">
        <kbd className="font-sans font-semibold">{keys}</kbd>
      </th>
      <td>{does}</td>
    </tr>
  );
}

import {
  createContext,
  type ReactNode,
  startTransition,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { minutesInto } from "#app/domain/notes.ts";
import type { Draft } from "#app/domain/scorecard.ts";
import { lengthNote } from "#app/domain/text-length.ts";
import { type Aid, aidKeys } from "#app/routes/_app.cards.$cardId/aid-keys.ts";

type Round = Parameters<typeof minutesInto>[0];

type Writing = {
  /** Since the round began, or null where they are no help. */
  readonly minutes: number | null;
  /** How many points the rubric's scale has. */
  readonly points: number;
  readonly lend: (aid: Aid, field: HTMLTextAreaElement) => void;
};
const WritingContext = createContext<Writing | null>(null);

const loadEdits = () => import("#app/routes/_app.cards.$cardId/text-edits.ts");
type Edits = Awaited<ReturnType<typeof loadEdits>>;
const READ = 5_000;

/** The round's minutes and the keys that write them, for the texts within. */
export function TextAids({
  round: { startsAt, minutes: length },
  points,
  children,
}: {
  round: Round;
  points: number;
  children: ReactNode;
}) {
  const start = startsAt.getTime();
  const round = useMemo(() => ({ startsAt: new Date(start), minutes: length }), [start, length]);
  const [minutes, setMinutes] = useState<number | null>(null);
  const edits = useRef<Edits>();
  useEffect(() => {
    // No haste: what the server wrote below is let come alive first.
    const read = () => startTransition(() => setMinutes(minutesInto(round, Date.now())));
    read();
    const timer = window.setInterval(read, READ);
    let stop = () => {};
    let gone = false;
    loadEdits()
      .then((loaded) => {
        edits.current = loaded;
        if (!gone) stop = loaded.listenToAids(round);
      })
      .catch(() => {});
    return () => {
      gone = true;
      window.clearInterval(timer);
      stop();
    };
  }, [round]);
  const writing = useMemo(() => {
    const lend: Writing["lend"] = (aid, field) => {
      // At once where it can be: on a phone, a field that is focused later gets no keyboard.
      if (edits.current) edits.current.lend(aid, field, round);
      else
        void loadEdits()
          .then((loaded) => loaded.lend(aid, field, round))
          .catch(() => field.focus());
    };
    return { minutes, points, lend };
  }, [round, minutes, points]);
  return <WritingContext.Provider value={writing}>{children}</WritingContext.Provider>;
}

/** Whether a score is worth asking for a quoted moment depends on the scale. */
export const usePoints = (): number => useContext(WritingContext)?.points ?? 0;

/** Beside a text: its minutes and quotes by hand. */
export function TextTools({ field, into }: { field: string; into: string }) {
  const writing = useContext(WritingContext);
  if (!writing) return null;
  const { minutes, lend } = writing;
  const use = (aid: Aid) => {
    const area = document.getElementById(field);
    if (area instanceof HTMLTextAreaElement) lend(aid, area);
  };
  return (
    <span className="needs-script text-tools">
      {minutes === null ? null : (
        <Tool aid="minutes" use={use} says={`the minute, into ${into}`}>
          {minutes}'
        </Tool>
      )}
      <Tool aid="quote" use={use} says={`Quote, in ${into}`}>
        “ ”
      </Tool>
    </span>
  );
}

function Tool({
  aid,
  use,
  says,
  children,
}: {
  aid: Aid;
  use: (aid: Aid) => void;
  says: string;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      title={aidKeys[aid]}
      aria-keyshortcuts={aidKeys[aid]}
      className="text-tool"
      // The caret stays where it is.
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => use(aid)}
    >
      {children} <span className="sr-only">{says}</span>
    </button>
  );
}

type TextName =
  | "notes"
  | "summary"
  | `ratings.${string}.evidence`
  | `probes.${string}.quote`
  | `observations.${number}.quote`;

/** Quiet until a text nears its length; what happens then is said before it does. */
export function LengthNote({
  id,
  name,
  most,
}: {
  id: string;
  name: TextName;
  most: number | null;
}) {
  const { control, getValues } = useFormContext<Draft>();
  const text = useWatch({ control, name, defaultValue: getValues(name) });
  const note = lengthNote(text?.length ?? 0, most);
  const over = (text?.length ?? 0) > (most ?? Number.POSITIVE_INFINITY);
  return (
    <p id={id} className={`text-small empty:hidden ${over ? "text-caution" : "text-muted"}`}>
      {note}
    </p>
  );
}

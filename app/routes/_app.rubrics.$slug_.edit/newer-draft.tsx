import { Button } from "#app/components/button.tsx";
import { Notice } from "#app/components/page.tsx";
import { Time } from "#app/components/time.tsx";
import type { Newer } from "#app/routes/_app.rubrics.$slug_.edit/saving.ts";

/** A draft that was saved elsewhere meanwhile: where both differ, and which one to keep. */
export function NewerDraft({
  newer: { by, savedAt, differences },
  slug,
  keepMine,
  stop,
}: {
  newer: Newer;
  slug: string;
  keepMine: () => void;
  stop: () => void;
}) {
  return (
    <div id="newer">
      <Notice
        tone="caution"
        live
        title={
          <>
            {by} saved this draft <Time at={new Date(savedAt)} />, after you opened it
          </>
        }
      >
        <p>Nothing was overwritten. What you typed stands in the form below, not saved yet.</p>
        <ul className="mt-3 grid gap-3">
          {differences.map(({ what, mine, theirs }) => (
            <li key={what}>
              <p className="font-medium">{what}</p>
              <dl className="grid gap-2 sm:grid-cols-2">
                <div>
                  <dt className="text-small text-muted">Yours</dt>
                  <dd className="prose-own">{mine || "Nothing"}</dd>
                </div>
                <div>
                  <dt className="text-small text-muted">Theirs</dt>
                  <dd className="prose-own">{theirs || "Nothing"}</dd>
                </div>
              </dl>
            </li>
          ))}
        </ul>
        <div className="mt-3 flex flex-wrap gap-2">
          <Button type="button" className="needs-script" onClick={keepMine}>
            Save mine in its place
          </Button>
          <noscript>
            <Button name="intent" value="save">
              Save mine in its place
            </Button>
          </noscript>
          <a href={`/rubrics/${slug}/edit`} onClick={stop} className="button button-quiet">
            Take theirs
          </a>
        </div>
      </Notice>
    </div>
  );
}

import { Form, useNavigation, useRevalidator } from "@remix-run/react";
import { useEffect } from "react";
import { Badge, type BadgeTone } from "#app/components/badge.tsx";
import { Button } from "#app/components/button.tsx";
import { panel } from "#app/components/page.tsx";
import {
  ageWords,
  type CalibrationRun,
  isUnderWay,
  type RunScope,
  type RunState,
} from "#app/domain/calibration/run.ts";
import { count } from "#app/domain/count.ts";

/** How often a page that shows a run asks how far it is. */
const POLL = 2_000;

const states: Record<RunState, readonly [word: string, tone: BadgeTone]> = {
  current: ["Up to date", "saved"],
  queued: ["Waiting", "plain"],
  running: ["Calculating", "accent"],
  failed: ["Failed", "danger"],
  stopped: ["Stopped", "caution"],
};

/** Where the model's calculation stands, how old its newest result is, and what a lead can do. */
export function RunStatus({
  run,
  scope,
  mayRun,
  settledSince = 0,
}: {
  run: CalibrationRun;
  scope: RunScope;
  mayRun: boolean;
  /** Loops that settled since the newest result. */
  settledSince?: number;
}) {
  const intent = useNavigation().formData?.get("intent");
  usePolling(run);
  const [word, tone] = states[run.state];
  return (
    <section aria-labelledby="model" className={`${panel} mb-8 px-4 py-3`}>
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <h2 id="model" className="font-semibold">
          Calibration model
        </h2>
        <Badge tone={tone}>{word}</Badge>
      </div>
      <div role="status" className="mt-1 max-w-measure wrap-anywhere">
        <p>{saidOf(run)}</p>
      </div>
      {run.state === "running" ? (
        <progress
          max={1}
          value={run.share}
          aria-label="How much of the calculation is done"
          className="mt-2 block h-2 w-full max-w-measure appearance-none overflow-hidden rounded-full border border-line-strong/60 bg-sunken [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent"
        />
      ) : null}
      {run.snapshot ? (
        <p className="mt-1 max-w-measure text-small text-muted">
          {"Newest result: "}
          <time dateTime={run.snapshot.computedAt.toISOString()}>{ageWords(run.snapshot.age)}</time>
          {`${from(run.snapshot.ratings)}${took(run.snapshot.seconds)}.`}
          {settledSince > 0 ? ` ${count(settledSince, "loop")} settled since.` : ""}
        </p>
      ) : null}
      {isUnderWay(run) ? (
        <noscript>
          <p className="mt-1 text-small text-muted">Reload the page to see how far it is.</p>
        </noscript>
      ) : null}
      {mayRun && run.state !== "current" && run.state !== "queued" ? (
        <Form method="post" className="mt-3" data-screen-only>
          <input type="hidden" name="position" value={scope.positionId} />
          <input type="hidden" name="rubric" value={scope.rubricVersionId} />
          {run.state === "running" && run.run !== null ? (
            <>
              <input type="hidden" name="run" value={run.run} />
              <Button name="intent" value="stop" disabled={intent === "stop"}>
                Stop calculating
              </Button>
            </>
          ) : (
            <Button name="intent" value="again" disabled={intent === "again"}>
              Run again
            </Button>
          )}
        </Form>
      ) : null}
    </section>
  );
}

function saidOf({ state, phase, reason, waiting, snapshot }: CalibrationRun): string {
  const older = snapshot ? " Its newest result has not seen the latest decisions or weights." : "";
  switch (state) {
    case "current":
      return "Every settled loop is in it.";
    case "queued":
      return snapshot
        ? `A calculation begins shortly.${older}`
        : "The first calculation begins shortly.";
    case "running":
      return `It is ${phase ?? "beginning"}. You can leave this page, it goes on.${waiting ? " What settled since it began waits for the next one." : ""}`;
    case "failed":
      return `It was tried twice and failed. ${sentence(reason ?? "No reason was given.")} It is tried again when a loop settles.${older}`;
    case "stopped":
      return `It was stopped, and begins again when a loop settles.${older}`;
  }
}

/** Reasons come from whatever failed, with or without their full stop. */
const sentence = (reason: string) => (/[.!?]$/.test(reason) ? reason : `${reason}.`);

const from = (ratings: number | null) =>
  ratings === null ? "" : `, from ${count(ratings, "score")}`;

const took = (seconds: number | null) =>
  seconds === null
    ? ""
    : `, calculated in ${seconds < 1 ? "under a second" : count(Math.round(seconds), "second")}`;

/** Reads the page again now and then while something is under way and somebody looks. */
function usePolling(run: CalibrationRun) {
  const { revalidate } = useRevalidator();
  // Once for each answer, which brings another `run`: a slow one is never asked for again meanwhile.
  useEffect(() => {
    if (!isUnderWay(run)) return;
    let due = false;
    const look = () => {
      if (!due || document.visibilityState !== "visible") return;
      due = false;
      revalidate();
    };
    const timer = window.setTimeout(() => {
      due = true;
      look();
    }, POLL);
    document.addEventListener("visibilitychange", look);
    return () => {
      window.clearTimeout(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [run, revalidate]);
}

import { answer } from "#app/jobs/calibration-thread.ts";

/** Breaks in words that only a log's reader understands. */
answer(() => {
  throw new TypeError("undefined is not iterable");
});

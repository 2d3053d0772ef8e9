import { answer } from "#app/jobs/calibration-thread.ts";

/** Calculates until it is told to stop, and tells how far it is. */
answer((_, tell) => {
  for (let step = 1; ; step++) tell({ phase: "calculating", share: 1 - 1 / step });
});

import { answer } from "#app/jobs/calibration-thread.ts";

/** Keeps more than it is given memory for. */
answer(() => {
  const kept: object[] = [];
  for (;;) kept.push({ length: kept.length });
});

import { answer } from "#app/jobs/calibration-thread.ts";

/** Says that it has begun, and then hears nothing. */
answer((_, tell) => {
  tell({ phase: "calculating", share: 0 });
  for (;;);
});

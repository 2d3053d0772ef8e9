import { answer } from "#app/jobs/calibration-thread.ts";

answer(() => {
  throw new Error("The matrix is not positive definite.");
});

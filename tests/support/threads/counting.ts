import { answer } from "#app/jobs/calibration-thread.ts";

/** Answers with what it was given instead of calculating. */
answer(({ columns, weights, points, start }, tell) => {
  tell({ phase: "counting", share: 0.5 });
  const { candidates, interviewers, criteria, rating } = columns;
  const summary = {
    ...{ ratings: rating.length, sum: Array.from(rating).reduce((sum, given) => sum + given, 0) },
    ...{ interviewers: interviewers.length, criteria, weights, points, start },
  };
  const people = candidates.map((id) => ({ id }));
  const findings = {
    ...{ summary, candidates: people, rawOrder: people.toReversed(), interviewers: [] },
    periods: { severity: [], agreement: [] },
  };
  const ratio = (start?.m1?.candidate ?? 0) + 1;
  return { findings, start: { m1: { candidate: ratio, interviewer: 0, card: 0 } } };
});

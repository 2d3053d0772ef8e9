import type { MethodPart } from "#app/domain/calibration/method.ts";
import { agreementParts } from "#app/routes/_app.calibration_.method/agreement-parts.tsx";
import type { Explanation } from "#app/routes/_app.calibration_.method/explanation.ts";
import { flagParts } from "#app/routes/_app.calibration_.method/flag-parts.tsx";
import { interviewerParts } from "#app/routes/_app.calibration_.method/interviewer-parts.tsx";
import { scoreParts } from "#app/routes/_app.calibration_.method/score-parts.tsx";

const { drills, minimum, ...ofInterviewers } = interviewerParts;

export const explanations: Readonly<Record<MethodPart, Explanation>> = {
  ...scoreParts,
  ...agreementParts,
  ...ofInterviewers,
  ...flagParts,
  ...{ drills, minimum },
};

/** What the two answers are called in a form. */
export const answerNames = ["first", "second"] as const;
export type AnswerName = (typeof answerNames)[number];
export const answerWords: Record<AnswerName, string> = { first: "Answer A", second: "Answer B" };

/** The names of a form's fields. */
export const levelField = (name: AnswerName): string => `${name}.level`;
export const ratingField = (name: AnswerName, criterion: string): string =>
  `${name}.ratings.${criterion}`;

/** Why a number is not given: a value in its place, never NaN and never 0. */
export type Refusal = { readonly reason: string };

export const refuse = (reason: string): Refusal => ({ reason });

export const isRefusal = <T extends object>(value: T | Refusal): value is Refusal =>
  "reason" in value;

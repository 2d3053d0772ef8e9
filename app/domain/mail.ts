/** A mail in plain words. Where it asks for something, its link stands on a line of its own. */
export type Mail = {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
};

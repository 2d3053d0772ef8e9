import type { Auth } from "#app/http/auth.server.ts";
import type { SignOn } from "#app/http/sign-on.server.ts";
import type { WrittenMail } from "#app/jobs/post.server.ts";
import type { Db } from "#db/client.server.ts";

/** What every loader and action gets as `context`, made anew for each request. */
export type App = {
  readonly db: Db;
  readonly auth: Auth;
  /** Allows this response's own inline scripts, and no others. */
  readonly nonce: string;
  readonly requestId: string;
  /** Where people reach the app, without a slash at the end. */
  readonly baseUrl: string;
  /** The network address that asks, as far as it can be trusted. */
  readonly address: string;
  /** Signing in with the organisation's OpenID provider; null where none is set up. */
  readonly signOn: SignOn | null;
  /**
   * To a browser on the machine where the app is tried out without a mail server: sends what is due
   * and answers with the mail written for an address. Null everywhere else, because its link lets
   * in whoever opens it.
   */
  readonly writtenMail: (to: string) => Promise<WrittenMail | null>;
};

declare module "@remix-run/server-runtime" {
  interface AppLoadContext extends App {}
  interface Future {
    v3_singleFetch: true;
  }
}

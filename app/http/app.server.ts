import type { Auth } from "#app/http/auth.server.ts";
import type { Db } from "#db/client.server.ts";

/** What every loader and action gets as `context`, made anew for each request. */
export type App = {
  readonly db: Db;
  readonly auth: Auth;
  /** Allows this response's own inline scripts, and no others. */
  readonly nonce: string;
  readonly requestId: string;
};

declare module "@remix-run/server-runtime" {
  interface AppLoadContext extends App {}
  interface Future {
    v3_singleFetch: true;
  }
}

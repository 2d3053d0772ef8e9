import type { App } from "#app/http/app.server.ts";

export const baseUrl = "http://localhost:3000";

/** What a route is given by the server, as for a browser on this machine. */
export const contextOf = (given: Pick<App, "db" | "auth"> & Partial<App>): App => ({
  ...{ nonce: "nonce", requestId: "request", baseUrl, address: "127.0.0.1", signOn: null },
  writtenMail: async () => null,
  ...given,
});

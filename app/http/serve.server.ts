import { randomBytes, randomUUID } from "node:crypto";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { createRequestHandler, type ServerBuild } from "@remix-run/node";
import { createRequestListener } from "@remix-run/node-fetch-server";
import { sql } from "drizzle-orm";
import type { Logger } from "pino";
import { addressOf, isFromHere } from "#app/http/address.server.ts";
import type { App } from "#app/http/app.server.ts";
import { compressed } from "#app/http/compress.server.ts";
import { withReference } from "#app/http/failure.server.ts";
import { loggedPath } from "#app/http/log.server.ts";
import { createPageHandler } from "#app/http/page.server.ts";
import {
  BODY_LIMIT,
  commonHeaders,
  contentSecurityPolicy,
  developmentPolicy,
  pageHeaders,
  refusalOf,
  tooLarge,
} from "#app/http/security.server.ts";
import { sendRenewal } from "#app/http/session.server.ts";

const SLOW = 1_000;

export type Serving = Pick<App, "db" | "auth"> & {
  readonly build: ServerBuild | (() => Promise<ServerBuild>);
  readonly development: boolean;
  readonly baseUrl: string;
  readonly log: Logger;
  readonly signOn?: App["signOn"];
  /** Whether one proxy in front states who asks. */
  readonly trustProxy?: boolean;
  /** Called after a form was answered: it may have queued mail. */
  readonly nudge?: () => void;
  /** Where the app is tried out, the mail written for an address. */
  readonly writtenMail?: App["writtenMail"];
  /** Answers requests for files and passes the others on. */
  readonly files: (req: IncomingMessage, res: ServerResponse, next: () => void) => void;
};

/** One request, start to end: files first, then the guards, then the page. */
export function createListener(serving: Serving): RequestListener {
  const { db, baseUrl, development, files, log, nudge } = serving;
  const common = Object.entries(commonHeaders(baseUrl));
  const page = createPage(serving);
  return (req, res) => {
    const requestId = randomUUID();
    res.setHeader("X-Request-Id", requestId);
    for (const [name, value] of common) res.setHeader(name, value);
    watch(req, res, requestId, log);
    if (req.url === "/healthz") return health(db, res);
    files(req, res, () => {
      for (const [name, value] of Object.entries(pageHeaders)) res.setHeader(name, value);
      const { method = "GET", url = "/", headers } = req;
      const refused = refusalOf({ method, url, headers }, baseUrl);
      const nonce = randomBytes(16).toString("base64");
      const policy = development ? developmentPolicy : contentSecurityPolicy(nonce);
      res.setHeader("Content-Security-Policy", policy);
      if (refused) return answer(res, refused.status, refused.message);
      if (method === "POST" && nudge) res.once("finish", nudge);
      page(req, res, {
        ...{ nonce, requestId, baseUrl, signOn: serving.signOn ?? null },
        address: addressOf(req, serving.trustProxy ?? false),
        writtenMail: (serving.writtenMail && isFromHere(req) && serving.writtenMail) || noMail,
      });
    });
  };
}

const noMail: App["writtenMail"] = async () => null;

type Own = Omit<App, "db" | "auth">;

function createPage({ db, auth, build, development, baseUrl, log }: Serving) {
  // In development the screen shows the error itself.
  const handle =
    development || typeof build === "function"
      ? createRequestHandler(build, development ? "development" : "production")
      : createPageHandler(withReference(build, log));
  const protocol = new URL(baseUrl).protocol;
  return (req: IncomingMessage, res: ServerResponse, own: Own) => {
    const listen = createRequestListener(
      async (request) => {
        const whole = await wholeOf(request);
        if (whole instanceof Response) return whole;
        const context = { db, auth, ...own };
        const response = await handle(whole, context);
        sendRenewal(context, response);
        return compressed(response, request.headers.get("Accept-Encoding"));
      },
      {
        protocol,
        onError: (error) => {
          log.error({ id: own.requestId, err: error }, "request failed");
          return new Response(`Something went wrong here. Reference: ${own.requestId}`, {
            status: 500,
          });
        },
      },
    );
    listen(req, res);
  };
}

/**
 * The request with all of its body, as far as the limit. Nothing is decided before all of it is here:
 * a form whose end is held back would be carried out with the rights its sender had at its beginning.
 */
async function wholeOf(request: Request): Promise<Request | Response> {
  if (!request.body) return request;
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
      size += chunk.byteLength;
      if (size > BODY_LIMIT) return new Response(tooLarge.message, { status: tooLarge.status });
      chunks.push(chunk);
    }
  } catch {
    return new Response("This was cut off on its way, so nothing was changed.", { status: 400 });
  }
  return new Request(request, { body: Buffer.concat(chunks) });
}

function watch(req: IncomingMessage, res: ServerResponse, id: string, log: Logger) {
  const began = performance.now();
  res.once("finish", () => {
    const ms = Math.round(performance.now() - began);
    const { statusCode: status } = res;
    const live = String(res.getHeader("Content-Type") ?? "").startsWith("text/event-stream");
    const level = status >= 500 ? "error" : ms > SLOW && !live ? "warn" : "info";
    log[level]({ id, method: req.method, path: loggedPath(req.url), status, ms });
  });
}

function health(db: App["db"], res: ServerResponse) {
  res.setHeader("Cache-Control", "no-store");
  db.execute(sql`select 1`).then(
    () => answer(res, 200, "ok"),
    () => answer(res, 503, "The database does not answer."),
  );
}

function answer(res: ServerResponse, status: number, message: string) {
  res.writeHead(status, { "Content-Type": "text/plain; charset=utf-8" });
  res.end(message);
}

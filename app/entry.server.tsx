import { PassThrough } from "node:stream";
import {
  type AppLoadContext,
  createReadableStreamFromReadable,
  type EntryContext,
  type LoaderFunctionArgs,
} from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { NonceContext } from "#app/components/nonce.tsx";

/** Answers such as 404, and browsers that left, are no errors of ours. */
export function handleError(error: unknown, { request, context }: LoaderFunctionArgs) {
  if (request.signal.aborted || isRouteErrorResponse(error)) return;
  console.error(context.requestId, error);
}

const PATIENCE = 5_000;
export const streamTimeout = PATIENCE;

/** Sends the page as soon as its shell is rendered; crawlers wait for all of it. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  context: AppLoadContext,
) {
  return new Promise<Response>((resolve, reject) => {
    let code = status;
    const send = () => {
      const body = new PassThrough();
      headers.set("Content-Type", "text/html; charset=utf-8");
      resolve(new Response(createReadableStreamFromReadable(body), { status: code, headers }));
      pipe(body);
    };
    const ready = isbot(request.headers.get("user-agent")) ? "onAllReady" : "onShellReady";
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={context.nonce}>
        <RemixServer
          context={remix}
          url={request.url}
          nonce={context.nonce}
          abortDelay={PATIENCE}
        />
      </NonceContext.Provider>,
      {
        nonce: context.nonce,
        [ready]: send,
        onShellError: reject,
        onError: (error) => {
          code = 500;
          if (!request.signal.aborted) console.error(context.requestId, error);
        },
      },
    );
    setTimeout(abort, PATIENCE + 1_000).unref();
  });
}

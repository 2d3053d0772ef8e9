import { Writable } from "node:stream";
import type { AppLoadContext, EntryContext, LoaderFunctionArgs } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { renderToPipeableStream } from "react-dom/server";
import { NonceContext } from "#app/components/nonce.tsx";

/** Answers such as 404, and browsers that left, are no errors of ours. */
export function handleError(error: unknown, { request, context }: LoaderFunctionArgs) {
  if (request.signal.aborted || isRouteErrorResponse(error)) return;
  console.error(context.requestId, error);
}

const PATIENCE = 5_000;

/**
 * Renders the whole page, then sends it: no page waits for anything after its loaders, and one
 * piece costs less than a stream of many.
 */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  context: AppLoadContext,
) {
  return new Promise<Response>((resolve, reject) => {
    let code = status;
    const pieces: Buffer[] = [];
    const page = new Writable({
      write(piece: Buffer, _, done) {
        pieces.push(piece);
        done();
      },
      final(done) {
        headers.set("Content-Type", "text/html; charset=utf-8");
        resolve(new Response(Buffer.concat(pieces), { status: code, headers }));
        done();
      },
    });
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
        onAllReady: () => pipe(page),
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

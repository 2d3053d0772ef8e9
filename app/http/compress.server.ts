import { Readable } from "node:stream";
import { constants, createGzip } from "node:zlib";

const SMALL = 1_024;

const isText = (type: string) => /^(text\/(?!event-stream)|application\/json)/.test(type);

/** Pages and page data gzipped as they are written; a live stream is never held back. */
export function compressed(response: Response, accepted: string | null): Response {
  const { body, headers, status, statusText } = response;
  if (!body || headers.has("Content-Encoding")) return response;
  if (!isText(headers.get("Content-Type") ?? "")) return response;
  headers.append("Vary", "Accept-Encoding");
  if (!/\bgzip\b/.test(accepted ?? "")) return response;
  if (Number(headers.get("Content-Length") ?? SMALL + 1) <= SMALL) return response;
  const gzip = createGzip({ level: 1, flush: constants.Z_SYNC_FLUSH });
  const source = Readable.fromWeb(body as never);
  source.on("error", (error) => gzip.destroy(error));
  gzip.on("close", () => source.destroy());
  const fresh = new Headers(headers);
  fresh.delete("Content-Length");
  fresh.set("Content-Encoding", "gzip");
  return new Response(Readable.toWeb(source.pipe(gzip)) as never, {
    status,
    statusText,
    headers: fresh,
  });
}

import { promisify } from "node:util";
import { gzip } from "node:zlib";

const SMALL = 1_024;
const gzipped = promisify(gzip);

const isText = (type: string) => /^(text\/(?!event-stream)|application\/json)/.test(type);

/** Pages and page data are whole when they come here and gzipped in one go; a live stream passes. */
export async function compressed(response: Response, accepted: string | null): Promise<Response> {
  const { body, headers, status, statusText } = response;
  if (!body || headers.has("Content-Encoding")) return response;
  if (!isText(headers.get("Content-Type") ?? "")) return response;
  headers.append("Vary", "Accept-Encoding");
  if (!/\bgzip\b/.test(accepted ?? "")) return response;
  const page = Buffer.from(await response.arrayBuffer());
  const small = page.length <= SMALL;
  headers.delete("Content-Length");
  if (!small) headers.set("Content-Encoding", "gzip");
  const sent = small ? page : await gzipped(page, { level: 1 });
  return new Response(new Uint8Array(sent), { status, statusText, headers });
}

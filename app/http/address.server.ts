import type { IncomingMessage } from "node:http";
import { isIPv6 } from "node:net";
import { isLocalhost } from "#app/http/startup.server.ts";

type Asking = Pick<IncomingMessage, "headers"> & {
  readonly socket: { readonly remoteAddress?: string | undefined };
};

/**
 * The network address that asks. Behind a proxy it is what the proxy next to us appended; everything
 * before that was said by the client and may be invented.
 */
export function addressOf({ headers, socket }: Asking, trustProxy: boolean): string {
  const forwarded = [headers["x-forwarded-for"]].flat().join(",").split(",").at(-1)?.trim();
  const address = (trustProxy && forwarded) || socket.remoteAddress || "unknown";
  return withoutPort(address).replace(/^::ffff:(?=\d+\.)/i, "");
}

/** Some proxies write the port as well, which is another one for every connection. */
const withoutPort = (address: string): string =>
  /^\[(.+)\](?::\d+)?$/.exec(address)?.[1] ?? address.replace(/^(\d+(?:\.\d+){3}):\d+$/, "$1");

/** What tries are counted by: one house holds a whole /64 of addresses in version 6. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = "", tail] = address.replace(/%.*$/, "").split("::");
  const left = head.split(":").filter(Boolean);
  const right = tail === undefined ? [] : tail.split(":").filter(Boolean);
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => "0");
  const groups = [...left, ...zeros, ...right].slice(0, 4);
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(":")}::/64`;
}

/** Whether the request comes from a browser on this very machine, with nothing in between. */
export function isFromHere({ headers, socket }: Asking): boolean {
  const { host = "" } = headers;
  const passedOn = ["x-forwarded-for", "x-forwarded-host", "x-real-ip", "forwarded", "via"];
  return (
    ["127.0.0.1", "::1"].includes(addressOf({ headers, socket }, false)) &&
    URL.canParse(`http://${host}`) &&
    isLocalhost(new URL(`http://${host}`).hostname) &&
    !passedOn.some((name) => headers[name] !== undefined)
  );
}

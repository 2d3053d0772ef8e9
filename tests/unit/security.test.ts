import { describe, expect, test } from "vitest";
import { BODY_LIMIT, contentSecurityPolicy, refusalOf } from "#app/http/security.server.ts";

const site = "https://hire.example.com";
const host = "hire.example.com";
const posted = (headers: Record<string, string>, baseUrl = site) =>
  refusalOf({ method: "POST", url: "/cards/1", headers: { host, ...headers } }, baseUrl)?.status;

describe("a form is taken", () => {
  test.each([
    ["from the public address", { origin: site }],
    ["when the browser says it comes from here", { "sec-fetch-site": "same-origin" }],
    ["from a program with its own token", { authorization: "Bearer abc" }],
  ])("%s", (_, headers) => expect(posted(headers)).toBeUndefined());

  test("over plain http where that is the address", () =>
    expect(posted({ origin: `http://${host}` }, "http://localhost:3000")).toBeUndefined());
});

describe("a form is refused", () => {
  test.each([
    ["from another site", { origin: "https://evil.example" }],
    ["from another port", { origin: `${site}:8443` }],
    ["from the insecure namesake", { origin: `http://${host}` }],
    ["from a page without an origin", { origin: "null" }],
    ["when the browser says it comes from elsewhere", { "sec-fetch-site": "same-site" }],
    ["when nothing says where it comes from", {}],
    ["with a token beside a cookie", { authorization: "Bearer abc", cookie: "a=b" }],
  ])("%s", (_, headers) => expect(posted(headers)).toBe(403));

  test("above the limit", () => {
    const length = (bytes: number) => ({ origin: site, "content-length": String(bytes) });
    expect(posted(length(BODY_LIMIT))).toBeUndefined();
    expect(posted(length(BODY_LIMIT + 1))).toBe(413);
  });
});

test("reading needs no origin, but an address", () => {
  const read = (url: string) => refusalOf({ method: "GET", url, headers: { host } }, site)?.status;
  expect(read("/loops?page=2")).toBeUndefined();
  expect(read("http://evil.example/")).toBe(400);
});

test("a page runs its own scripts and nobody else's", () => {
  const policy = contentSecurityPolicy("abc");
  expect(policy).toContain("script-src 'self' 'nonce-abc';");
  expect(policy).not.toContain("unsafe");
});

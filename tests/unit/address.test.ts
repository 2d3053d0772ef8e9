import { describe, expect, test } from "vitest";
import { addressOf, isFromHere, networkOf } from "#app/http/address.server.ts";

const asking = (remoteAddress: string, headers: Record<string, string> = {}) => ({
  headers: { host: "localhost:3000", ...headers },
  socket: { remoteAddress },
});

describe("the address that asks", () => {
  test("is the connection's, whatever a header says", () => {
    expect(addressOf(asking("10.0.0.9", { "x-forwarded-for": "1.2.3.4" }), false)).toBe("10.0.0.9");
    expect(addressOf(asking("::ffff:10.0.0.9"), false)).toBe("10.0.0.9");
  });
  test("behind a proxy is what the proxy added, and nothing the client invented", () => {
    const headers = { "x-forwarded-for": "6.6.6.6, 1.2.3.4" };
    expect(addressOf(asking("10.0.0.1", headers), true)).toBe("1.2.3.4");
    expect(addressOf(asking("10.0.0.1"), true)).toBe("10.0.0.1");
  });
  test.each([
    ["1.2.3.4:50123", "1.2.3.4"],
    ["[2001:db8::6]:50123", "2001:db8::6"],
    ["[2001:db8::6]", "2001:db8::6"],
    ["2001:db8::6", "2001:db8::6"],
  ])("is the same for every connection, where the proxy writes %s", (said, address) => {
    expect(addressOf(asking("10.0.0.1", { "x-forwarded-for": said }), true)).toBe(address);
  });
});

test.each([
  ["10.0.0.9", "10.0.0.9"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:0db8::6", "2001:db8:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ["unknown", "unknown"],
])("%s is of the network %s", (address, network) => expect(networkOf(address)).toBe(network));

describe("a request is from this machine", () => {
  test.each([
    ["127.0.0.1", {}],
    ["::1", { host: "127.0.0.1:3000" }],
    ["::ffff:127.0.0.1", {}],
  ])("from %s %o", (from, headers) => expect(isFromHere(asking(from, headers))).toBe(true));
  test.each([
    ["10.0.0.9", {}],
    ["127.0.0.1", { host: "hire.example.com" }],
    ["127.0.0.1", { "x-forwarded-for": "1.2.3.4" }],
    ["127.0.0.1", { forwarded: "for=1.2.3.4" }],
    ["127.0.0.1", { host: "" }],
  ])("but not from %s %o", (from, headers) =>
    expect(isFromHere(asking(from, headers))).toBe(false),
  );
});

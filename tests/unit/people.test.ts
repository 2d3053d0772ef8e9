import { describe, expect, test } from "vitest";
import { deviceOf } from "#app/domain/device.ts";
import { InvitationForm, newPasswordOf, PersonForm } from "#app/domain/people.ts";

describe("a new password", () => {
  const rule = newPasswordOf({ name: "Ana María Ferreira", email: "ana.f@example.com" });
  const said = (password: string) => rule.safeParse(password).error?.issues[0]?.message ?? "fine";

  test("has twelve characters at least and 128 at most", () => {
    expect(said("elevenchars")).toMatch(/at least 12/);
    expect(said("twelve chars")).toBe("fine");
    expect(said("x".repeat(128))).toBe("fine");
    expect(said("x".repeat(129))).toMatch(/at most 128/);
  });
  test("is not its owner's name or address, however spelled or followed", () => {
    for (const password of [
      "Ana María Ferreira",
      "anamaríaferreira1",
      "FERREIRA2026!",
      "ana.f@example.com",
      "ana.f@example.com2026",
    ])
      expect(said(password), password).toMatch(/your name or e-mail/);
  });
  test("may hold their name beside enough else", () => {
    expect(said("ferreira sails at dawn")).toBe("fine");
  });
  test("is judged for people with names too short to matter", () => {
    expect(newPasswordOf({ name: "O", email: "o@x.io" }).safeParse("o o o o o o o o").success).toBe(
      true,
    );
  });
});

describe("permissions in a form", () => {
  const read = (permissions: unknown) =>
    PersonForm.safeParse({ name: " Ana ", permissions }).data?.permissions;

  test("may be none, one or several, each once and in the same order", () => {
    expect(read(undefined)).toEqual([]);
    expect(read("lead")).toEqual(["lead"]);
    expect(read(["admin", "interviewer", "admin"])).toEqual(["interviewer", "admin"]);
  });
  test("are only the known ones", () => {
    expect(PersonForm.safeParse({ name: "Ana", permissions: ["owner"] }).success).toBe(false);
  });
});

test("an invitation's address is kept in small letters", () => {
  const form = InvitationForm.safeParse({ name: "Ana", email: " Ana@Example.COM " });
  expect(form.data).toEqual({ name: "Ana", email: "ana@example.com", permissions: [] });
});

test.each([
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "Firefox on Windows",
  ],
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
    "Edge on Windows",
  ],
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15",
    "Safari on Mac",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
    "Safari on iPhone",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/142.0 Mobile/15E148 Safari/604.1",
    "Chrome on iPhone",
  ],
  [
    "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36",
    "Chrome on Android",
  ],
  [
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
    "Chrome on Linux",
  ],
  ["SomeMail/3 (Macintosh)", "A browser on Mac"],
  ["curl/8.5.0", "Unknown device"],
  [null, "Unknown device"],
])("%s is %s", (userAgent, words) => {
  expect(deviceOf(userAgent)).toBe(words);
});

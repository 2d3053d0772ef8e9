import { describe, expect, test } from "vitest";
import { canDisable, canPermit } from "#app/domain/access.ts";
import { deviceOf, placeOf } from "#app/domain/device.ts";
import { Invite, invitationMail } from "#app/domain/invitation.ts";
import { linkIn } from "#app/domain/mail.ts";
import { type Permission, PersonForm } from "#app/domain/people.ts";

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

test("a name is one line, so that it puts none of its own into a mail", () => {
  const named = (name: string) => Invite.safeParse({ id, name, email: "nia@new.example" }).data;
  const id = "019e0000-0000-7000-8000-000000000001";
  const said = named(" Nia\r\nBcc: a@b.example\n\nhttps://evil.example/x\u2028\0\tNew ");
  expect(said?.name).toBe("Nia Bcc: a@b.example https://evil.example/x New");
  const mail = invitationMail(said ?? { name: "", email: "" }, "Adam", "https://here.example/join");
  expect(linkIn(mail.text)).toBe("https://here.example/join");
  expect(named(" \n\t ")).toBeUndefined();
});

describe("of administrators", () => {
  const adam = { id: "adam", permissions: ["admin"] as Permission[] };
  const lea = { id: "lea", permissions: ["lead", "committee", "interviewer"] as Permission[] };
  const none = { ...adam, permissions: [] };
  const reason = (verdict: ReturnType<typeof canPermit>) =>
    verdict.allowed ? "allowed" : verdict.reason;

  test("each disables others and not themself, and nobody else disables anybody", () => {
    expect(reason(canDisable(adam, "lea"))).toBe("allowed");
    expect(reason(canDisable(adam, "adam"))).toBe("own-account");
    expect(reason(canDisable(lea, "adam"))).toBe("not-admin");
    expect(reason(canDisable(lea, "lea"))).toBe("not-admin");
  });
  test("the last one stays one, and everything else is theirs to give and take", () => {
    expect(reason(canPermit(adam, none, ["adam"]))).toBe("last-admin");
    expect(reason(canPermit(adam, none, ["adam", "ada"]))).toBe("allowed");
    expect(reason(canPermit(adam, adam, ["adam"]))).toBe("allowed");
    expect(reason(canPermit(adam, { ...lea, permissions: [] }, ["adam"]))).toBe("allowed");
    expect(reason(canPermit(lea, lea, ["adam"]))).toBe("not-admin");
  });
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

test.each([
  ["203.0.113.7", "203.0.113.7"],
  ["2001:0db8:0000:0012:0000:0000:0000:0000", "2001:db8:0:12::"],
  ["2001:db8::1", "2001:db8::1"],
  ["0000:0000:0000:0000:0000:0000:0000:0000", null],
  ["", null],
  [null, null],
])("an address kept as %s is shown as %s", (address, shown) => {
  expect(placeOf(address)).toBe(shown);
});

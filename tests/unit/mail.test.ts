import { describe, expect, test } from "vitest";
import { htmlFrom, linkIn, pauseAfter } from "#app/domain/mail.ts";

describe("a mail's HTML", () => {
  test("is its paragraphs, with the link to press", () => {
    expect(htmlFrom("Hello Ana,\nread this:\n\nhttps://hire.example.com/join/a?b=1&c=2\n")).toBe(
      '<p>Hello Ana,<br>\nread this:</p>\n<p><a href="https://hire.example.com/join/a?b=1&amp;c=2">https://hire.example.com/join/a?b=1&amp;c=2</a></p>',
    );
  });
  test("shows what somebody wrote and runs none of it", () => {
    const html = htmlFrom(
      `<script>alert(1)</script> "O'Neill" & Co\n\nhttps://x.example/"onclick="alert(1)\n\njavascript:alert(1)`,
    );
    expect(html).not.toMatch(/<script|"onclick|href="javascript/);
    expect(html).toContain(
      "&lt;script&gt;alert(1)&lt;/script&gt; &quot;O&#39;Neill&quot; &amp; Co",
    );
  });
});

test("the link of a mail is the line that is one", () => {
  expect(linkIn("See http://not.this one.\n\nhttps://this.example/one\n")).toBe(
    "https://this.example/one",
  );
  expect(linkIn("Nothing to open.")).toBeNull();
});

test("pauses grow after every attempt, and end", () => {
  const minutes = [1, 2, 3, 4, 5, 6].map((attempts) => {
    const pause = pauseAfter(attempts);
    return pause && pause / 60_000;
  });
  expect(minutes).toEqual([1, 5, 30, 120, 480, null]);
});

import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { LightText } from "#app/components/light-text.tsx";

const shown = (text: string) => renderToStaticMarkup(<LightText text={text} />);

test("a text is shown as its author set it, lines ending where they ended them", () => {
  expect(
    shown("12' **said** it\n  and *more*\n> “so”\n> there\n- one `a < b`\n- https://a.example/x."),
  ).toBe(
    [
      '<div class="prose-own "><p>12&#x27; <strong>said</strong> it\n  and <em>more</em></p>',
      "<blockquote>“so”\nthere</blockquote>",
      "<ul><li>one <code>a &lt; b</code></li>",
      '<li><a href="https://a.example/x" rel="nofollow noreferrer" target="_blank" class="link">https://a.example/x</a>.</li></ul></div>',
    ].join(""),
  );
});

test.each([
  "<script>alert(1)</script>",
  "**<img src=x onerror=alert(1)>**",
  "[x](javascript:alert(1))",
  'https://a.example/"onmouseover="alert(1)',
])("no HTML is made of %s", (text) => {
  const html = shown(text);
  expect(
    html.replaceAll(/<\/?(?:div|p|strong|a)(?: (?:class|rel|target|href)="[^"<>]*")*>/g, ""),
  ).not.toMatch(/[<>]/);
  expect(html).not.toMatch(/<a [^>]*(?:javascript|onmouseover)/);
});

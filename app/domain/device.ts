const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(e|A|iOS)?\//, "Edge"],
  [/\b(OPR|Opera)\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\b(Firefox|FxiOS)\//, "Firefox"],
  [/\b(Chrome|CriOS|Chromium)\//, "Chrome"],
  [/\bVersion\/.+\bSafari\//, "Safari"],
];

const systems: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b|\bMacintosh\b/, "Mac"],
  [/\bLinux\b/, "Linux"],
];

const first = (known: typeof browsers, text: string) =>
  known.find(([sign]) => sign.test(text))?.[1];

/** What a browser calls itself, in words its owner knows: `Firefox on Windows`. */
export function deviceOf(userAgent: string | null): string {
  const text = userAgent ?? "";
  const browser = first(browsers, text);
  const system = first(systems, text);
  if (browser && system) return `${browser} on ${system}`;
  return browser ?? (system ? `A browser on ${system}` : "Unknown device");
}

/**
 * A session's network address as people write it, or null where it tells nothing. Of version 6 only
 * the network is kept, the rest being zeros; nothing but zeros is this very machine.
 */
export function placeOf(address: string | null): string | null {
  if (!address || !/[1-9a-f]/i.test(address)) return null;
  const groups = address.split(":").map((group) => group.replace(/^0+(?=.)/, ""));
  return groups.length === 8 ? groups.join(":").replace(/(:0)+$/, "::") : address;
}

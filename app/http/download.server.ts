/** Characters that end a quoted name, or that some file system refuses; and what only looks empty. */
const unsafe = /[\p{C}\p{Zl}\p{Zp}"*/:<>?\\|;%]+/gu;

/** A file name that is one: no folders, nothing hidden, no name a system keeps for itself. */
export function fileName(stem: string, extension: Extension): string {
  const plain = stem
    .normalize("NFC")
    .replace(unsafe, " ")
    .replace(/\s+/g, " ")
    .replace(/^[\s.]+|[\s.]+$/g, "");
  const safe = [...plain].slice(0, 80).join("").trim();
  const kept = /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(safe) ? "" : safe;
  return `${kept || "evenhand"}.${extension}`;
}

const types = {
  json: "application/json",
  csv: "text/csv",
  txt: "text/plain",
  yaml: "application/yaml",
  svg: "image/svg+xml",
} as const;
type Extension = keyof typeof types;

/** A file to keep, of one viewer's own: nobody stores it on the way, no browser opens it as a page. */
export function download(body: string, stem: string, extension: Extension): Response {
  const name = fileName(stem, extension);
  const ascii = name.normalize("NFKD").replace(/[^\x20-\x7e]/g, "") || `evenhand.${extension}`;
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return new Response(body, {
    headers: {
      "Content-Type": `${types[extension]}; charset=utf-8`,
      "Content-Disposition": `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`,
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "no-store",
    },
  });
}

import { fail, ok, type Result } from "#app/domain/result.ts";
import { type FormValues, fieldsIn, plainText, readBody, valuesIn } from "#app/http/form.server.ts";

/** A posted form that brings a text: as a file, else typed into a field. */
export type Upload = {
  readonly values: FormValues;
  /** The text that was sent; where a file cannot be read, what was typed beside it. */
  readonly text: string;
  /** Why the text cannot be taken. */
  readonly problem: string | null;
};

/**
 * A posted form with the text of its field `file`, or else of its field `text`, of at most `limit`
 * bytes. The lines' ends are made one character, as in every posted text.
 */
export async function readUpload(request: Request, limit: number): Promise<Upload> {
  const form = await readBody(request);
  const values = valuesIn(fieldsIn(form));
  const typed = typeof values.text === "string" ? values.text : "";
  const chosen = form.get("file");
  // A form sends an empty file without a name where none was chosen.
  const file = chosen instanceof File && (chosen.name !== "" || chosen.size > 0) ? chosen : null;
  const read = file ? await textOf(file, limit) : typedText(typed, limit);
  return read.ok
    ? { values, text: read.value, problem: null }
    : { values, text: typed, problem: read.failure.message };
}

function typedText(text: string, limit: number): Result<string> {
  const size = Buffer.byteLength(text);
  if (size > limit) return tooLarge("text", size, limit);
  return text.trim() === "" ? fail("invalid", "Choose a file, or paste its text.") : ok(text);
}

async function textOf(file: File, limit: number): Promise<Result<string>> {
  if (file.size > limit) return tooLarge("file", file.size, limit);
  const text = decoded(new Uint8Array(await file.arrayBuffer()));
  if (text === null)
    return fail(
      "invalid",
      "This is no plain text in UTF-8, so it cannot be read. Save it as a text file in UTF-8 and upload it again, or paste its text.",
    );
  if (text.trim() === "") return fail("invalid", "This file is empty. Is it the right one?");
  return ok(plainText(text));
}

const tooLarge = (what: "file" | "text", bytes: number, limit: number) =>
  fail(
    "invalid",
    `This ${what} is ${Math.ceil(bytes / 1_000).toLocaleString("en-GB")} KB; at most ${Math.floor(limit / 1_000)} KB can be read. Is it the right one?`,
  );

/** UTF-8, or UTF-16 where the file says so; null where it is neither, or no text. */
function decoded(bytes: Uint8Array): string | null {
  const mark = ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0);
  const encoding = mark === 0xfffe ? "utf-16le" : mark === 0xfeff ? "utf-16be" : "utf-8";
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return text.includes("\0") ? null : text;
  } catch {
    return null;
  }
}

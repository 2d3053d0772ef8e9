import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createTransport, type SendMailOptions } from "nodemailer";
import { htmlFrom, linkIn, type Mail } from "#app/domain/mail.ts";

/** Takes mails out of the house. A refusal throws with the mail server's answer. */
export type Post = {
  readonly send: (mail: Mail & { readonly id: string }) => Promise<void>;
  readonly close: () => void;
};

export type MailSettings = { readonly url: string; readonly from: string };

const SECONDS = 1_000;

const messageOf = (mail: Mail & { id: string }, from: string): SendMailOptions => ({
  from,
  to: { name: "", address: mail.to },
  subject: mail.subject,
  text: mail.text,
  html: htmlFrom(mail.text),
  // The same for every attempt, so that one that arrived twice can be recognised.
  messageId: `<${mail.id}@evenhand>`,
  headers: { "Auto-Submitted": "auto-generated" },
  disableFileAccess: true,
  disableUrlAccess: true,
});

/** Sends through a mail server. */
export function postBySmtp({ url, from }: MailSettings): Post {
  const transport = createTransport({
    url,
    connectionTimeout: 10 * SECONDS,
    greetingTimeout: 10 * SECONDS,
    socketTimeout: 30 * SECONDS,
  });
  return {
    send: async (mail) => {
      await transport.sendMail(messageOf(mail, from));
    },
    close: () => transport.close(),
  };
}

/** A mail that was written down where no mail server is set up. */
export type WrittenMail = { readonly file: string; readonly link: string | null };

/** Writes mails into a folder, readable by its owner alone, and remembers the last one to each. */
export function postToFolder(folder: string, from: string) {
  const written = new Map<string, WrittenMail>();
  const transport = createTransport({ streamTransport: true, buffer: true });
  const post: Post = {
    send: async (mail) => {
      const { message } = await transport.sendMail(messageOf(mail, from));
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const file = join(folder, `${mail.id}.eml`);
      await writeFile(file, message as Buffer, { mode: 0o600 });
      written.set(mail.to, { file, link: linkIn(mail.text) });
    },
    close: () => {},
  };
  return { post, lastTo: (address: string) => written.get(address.toLowerCase()) ?? null };
}

/** Whether the mail server's answer is its last word: no later try would fare better. */
export const isFinal = (error: unknown): boolean => {
  const code = error instanceof Error && "responseCode" in error ? error.responseCode : null;
  return typeof code === "number" && code >= 500 && code !== 530 && code !== 535;
};

import { once } from "node:events";
import { SMTPServer, type SMTPServerAuthentication } from "smtp-server";

export type Received = { readonly to: string; readonly from: string; readonly raw: string };

/** What to answer a recipient with, instead of taking the mail. */
type Answer = { readonly code: number; readonly words: string };

/** A mail server on a free port, which keeps what it takes. */
export async function startMailServer({ user = "", password = "" } = {}) {
  const received: Received[] = [];
  let refuse: Answer | null = null;
  const server = new SMTPServer({
    authOptional: user === "",
    allowInsecureAuth: true,
    disabledCommands: ["STARTTLS"],
    onAuth: (auth: SMTPServerAuthentication, _session, done) =>
      auth.username === user && auth.password === password
        ? done(null, { user })
        : done(new Error("Wrong password")),
    onRcptTo: (_address, _session, done) =>
      refuse
        ? done(Object.assign(new Error(refuse.words), { responseCode: refuse.code }))
        : done(null),
    onData: (stream, { envelope }, done) => {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        const raw = Buffer.concat(parts).toString("utf8");
        const from = envelope.mailFrom ? envelope.mailFrom.address : "";
        received.push({ to: envelope.rcptTo.map(({ address }) => address).join(), from, raw });
        done();
      });
    },
  });
  // A client that hangs up mid-sentence is a test's doing.
  server.on("error", () => {});
  const listening = server.listen(0, "127.0.0.1");
  await once(listening, "listening");
  const address = listening.address();
  const port = address && typeof address === "object" ? address.port : 0;
  const login = user ? `${user}:${password}@` : "";
  return {
    url: `smtp://${login}127.0.0.1:${port}`,
    received,
    refuse: (answer: Answer | null) => {
      refuse = answer;
    },
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

export type MailServer = Awaited<ReturnType<typeof startMailServer>>;

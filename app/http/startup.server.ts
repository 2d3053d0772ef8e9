import * as z from "zod/mini";
import { type Permission, permissions } from "#app/domain/people.ts";
import type { MailSettings } from "#app/jobs/post.server.ts";
import { databaseFailure, NOT_AN_ADDRESS } from "#db/failure.server.ts";

/** Ends the start with its message: one sentence that says what to do. */
export class CannotStart extends Error {}

export type Settings = {
  readonly port: number;
  /** Where people reach the app, without a slash at the end. */
  readonly baseUrl: string;
  readonly databaseUrl: string | undefined;
  readonly secret: string | undefined;
  readonly seed: boolean;
  readonly folder: string;
  /** The mail server; null where mails are written into the data folder instead. */
  readonly mail: MailSettings | null;
  readonly signOn: SignOnSettings | null;
  /** Whether one proxy in front states who asks. */
  readonly trustProxy: boolean;
};

/** The OpenID provider people may sign in with. */
export type SignOnSettings = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What people call it. */
  readonly name: string;
  readonly scopes: readonly string[];
  /** What each group there may do here; null where permissions are given here alone. */
  readonly groups: Readonly<Record<string, readonly Permission[]>> | null;
};

type Environment = Readonly<Record<string, string | undefined>>;

/** Everything the environment says about a start, checked. */
export function readSettings(env: Environment, folder: string): Settings {
  const port = env.PORT ? Number(env.PORT) : 3000;
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new CannotStart(
      `PORT is "${env.PORT}", which is no port: use a whole number from 1 to 65535.`,
    );
  const secret = env.AUTH_SECRET || undefined;
  if (secret && secret.length < 32)
    throw new CannotStart(
      "AUTH_SECRET is too short: use 32 characters or more, for example from openssl rand -base64 32.",
    );
  const databaseUrl = env.DATABASE_URL || undefined;
  if (databaseUrl && !/^postgres(ql)?:$/.test(urlOf(databaseUrl)?.protocol ?? ""))
    throw new CannotStart(NOT_AN_ADDRESS);
  const address = urlOf(env.APP_URL || `http://localhost:${port}`);
  if (!address || !/^https?:$/.test(address.protocol))
    throw new CannotStart(
      `APP_URL is "${env.APP_URL}", which is no web address: write it as https://evenhand.example.com.`,
    );
  return {
    port,
    baseUrl: address.origin,
    databaseUrl,
    secret,
    // Everybody knows the demonstration's password, so it is not for an address that others reach.
    seed: env.EVENHAND_SEED ? env.EVENHAND_SEED !== "off" : isLocalhost(address.hostname),
    folder,
    mail: mailSettings(env),
    signOn: signOnSettings(env),
    trustProxy: env.TRUST_PROXY === "1",
  };
}

function mailSettings({ SMTP_URL: url, MAIL_FROM: from }: Environment): MailSettings | null {
  if (!url) return null;
  if (!/^smtps?:$/.test(urlOf(url)?.protocol ?? ""))
    throw new CannotStart(
      "SMTP_URL is not the address of a mail server: write it as smtp://user:password@host:587.",
    );
  if (!from || !/^[^\r\n]*[^\s@<>]+@[^\s@<>]+>?$/.test(from))
    throw new CannotStart(
      "MAIL_FROM has to say whom mail comes from, for example Evenhand <evenhand@example.com>.",
    );
  return { url, from };
}

const Groups = z.record(z.string(), z.array(z.enum(permissions)));

function signOnSettings(env: Environment): SignOnSettings | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = env;
  if (!issuer && !clientId && !clientSecret) return null;
  if (!issuer || !clientId || !clientSecret)
    throw new CannotStart(
      "Single sign-on needs OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET together.",
    );
  const address = urlOf(issuer);
  const local = address?.protocol === "http:" && isLocalhost(address.hostname);
  if (!address || (address.protocol !== "https:" && !local))
    throw new CannotStart(`OIDC_ISSUER is "${issuer}": write it as https://login.example.com.`);
  return {
    issuer: issuer.replace(/\/$/, ""),
    clientId,
    clientSecret,
    name: env.OIDC_NAME || address.hostname,
    scopes: (env.OIDC_SCOPES || "openid email profile").split(/\s+/).filter(Boolean),
    groups: env.OIDC_GROUPS ? groupsIn(env.OIDC_GROUPS) : null,
  };
}

function groupsIn(text: string): NonNullable<SignOnSettings["groups"]> {
  try {
    return Groups.parse(JSON.parse(text));
  } catch {
    throw new CannotStart(
      `OIDC_GROUPS has to be JSON that gives each group permissions (${permissions.join(", ")}), for example {"hiring": ["interviewer", "lead"]}.`,
    );
  }
}

/** Whether an address leads to this machine alone. */
export const isLocalhost = (hostname: string): boolean =>
  ["localhost", "127.0.0.1", "[::1]"].includes(hostname);

const urlOf = (text: string) => (URL.canParse(text) ? new URL(text) : null);

/** The sentence for a failed start, or null for an error nobody foresaw. */
export function startupFailure(error: unknown, settings: Settings | null): string | null {
  if (error instanceof CannotStart) return error.message;
  if (!settings) return null;
  const code = error instanceof Error && "code" in error ? error.code : null;
  if (isListening(error)) {
    const { port } = settings;
    if (code === "EADDRINUSE")
      return `Port ${port} is taken: stop what is using it, or start on another one with PORT=${port === 65_535 ? 3000 : port + 1}.`;
    if (code === "EACCES")
      return `Port ${port} is reserved for the system: start on one above 1023, for example with PORT=3000.`;
  }
  return databaseFailure(error, settings);
}

const isListening = (error: unknown) =>
  error instanceof Error && "syscall" in error && error.syscall === "listen";

export const noBuild = () =>
  new CannotStart("There is no build to serve: run npm run build first, or npm start, which does.");

/** A refused rubric file: each reason already begins with its file and line. */
export const badRubrics = (reasons: string) =>
  new CannotStart(
    `No rubric was published, so correct this in rubrics/ and start again:\n${reasons}`,
  );

import { describe, expect, test } from "vitest";
import { badRubrics, noBuild, readSettings, startupFailure } from "#app/http/startup.server.ts";
import { MigrationFailed, ServerTooOld } from "#db/failure.server.ts";
import { FolderInUse } from "#db/folder.server.ts";

const onPostgres = readSettings(
  { DATABASE_URL: "postgres://ana:secret@db.internal/hire" },
  ".data",
);
const embedded = readSettings({}, ".data");
const failed = (code: string, message = "", more: object = {}) =>
  Object.assign(new Error(message), { code, ...more });

const provider = {
  OIDC_ISSUER: "https://login.example.com",
  OIDC_CLIENT_ID: "evenhand",
  OIDC_CLIENT_SECRET: "secret",
};

describe("settings", () => {
  test("are all optional", () => {
    expect(embedded).toEqual({
      port: 3000,
      baseUrl: "http://localhost:3000",
      databaseUrl: undefined,
      secret: undefined,
      seed: true,
      folder: ".data",
      mail: null,
      signOn: null,
      trustProxy: false,
    });
  });

  test("leave the demonstration out where others reach the address, unless it is asked for", () => {
    const seeded = (env: Record<string, string>) => readSettings(env, ".data").seed;
    expect(seeded({ APP_URL: "http://127.0.0.1:3000" })).toBe(true);
    expect(seeded({ APP_URL: "https://hire.example.com" })).toBe(false);
    expect(seeded({ APP_URL: "https://hire.example.com", EVENHAND_SEED: "on" })).toBe(true);
    expect(seeded({ EVENHAND_SEED: "off" })).toBe(false);
  });

  test("of a mail server and of single sign-on are read whole", () => {
    const { mail, signOn, trustProxy } = readSettings(
      {
        SMTP_URL: "smtps://evenhand:secret@mail.example.com",
        MAIL_FROM: "Evenhand <hire@example.com>",
        ...provider,
        OIDC_ISSUER: "https://login.example.com/",
        OIDC_GROUPS: '{"hiring": ["interviewer", "lead"], "staff": []}',
        TRUST_PROXY: "1",
      },
      ".data",
    );
    expect(mail).toEqual({
      url: "smtps://evenhand:secret@mail.example.com",
      from: "Evenhand <hire@example.com>",
    });
    expect(signOn).toEqual({
      issuer: "https://login.example.com",
      clientId: "evenhand",
      clientSecret: "secret",
      name: "login.example.com",
      scopes: ["openid", "email", "profile"],
      groups: { hiring: ["interviewer", "lead"], staff: [] },
    });
    expect(trustProxy).toBe(true);
  });

  test("take the public address without its path", () => {
    expect(readSettings({ APP_URL: "https://hire.example.com/" }, ".data").baseUrl).toBe(
      "https://hire.example.com",
    );
  });

  test.each([
    [{ PORT: "http" }, "PORT is"],
    [{ PORT: "0" }, "PORT is"],
    [{ PORT: "70000" }, "PORT is"],
    [{ AUTH_SECRET: "short" }, "AUTH_SECRET is too short"],
    [{ APP_URL: "hire.example.com" }, "APP_URL is"],
    [{ DATABASE_URL: "mysql://localhost/hire" }, "DATABASE_URL is not a Postgres address"],
    [{ DATABASE_URL: "hire" }, "DATABASE_URL is not a Postgres address"],
    [{ SMTP_URL: "mail.example.com", MAIL_FROM: "a@b.example" }, "SMTP_URL is not the address"],
    [{ SMTP_URL: "smtp://mail.example.com" }, "MAIL_FROM has to say"],
    [{ SMTP_URL: "smtp://mail.example.com", MAIL_FROM: "Evenhand" }, "MAIL_FROM has to say"],
    [{ OIDC_ISSUER: "https://login.example.com" }, "OIDC_CLIENT_SECRET together"],
    [{ ...provider, OIDC_ISSUER: "http://login.example.com" }, "OIDC_ISSUER is"],
    [{ ...provider, OIDC_GROUPS: "hiring" }, "OIDC_GROUPS has to be JSON"],
    [{ ...provider, OIDC_GROUPS: '{"hiring": ["owner"]}' }, "OIDC_GROUPS has to be JSON"],
  ])("refuse %o", (env, sentence) => {
    expect(() => readSettings(env, ".data")).toThrow(sentence);
  });
});

describe("a failed start says", () => {
  const at = "db.internal:5432/hire";
  test.each([
    [failed("EADDRINUSE", "", { syscall: "listen" }), "Port 3000 is taken"],
    [failed("EACCES", "", { syscall: "listen" }), "Port 3000 is reserved"],
    [failed("ECONNREFUSED"), `No Postgres answers at ${at}`],
    [failed("CONNECT_TIMEOUT"), `No Postgres answers at ${at}`],
    [new AggregateError([failed("ECONNREFUSED")]), `No Postgres answers at ${at}`],
    [failed("ENOTFOUND"), `The host of ${at} cannot be found`],
    [failed("28P01", "no such password"), `${at} refuses this sign-in (no such password)`],
    [failed("3D000"), `There is no such database at ${at}`],
    [failed("53300"), `${at} has no connections left`],
    [failed("57P03"), `${at} is still starting`],
    [new Error("Failed query", { cause: failed("3D000") }), `There is no such database at ${at}`],
    [new ServerTooOld("13.4"), `${at} runs Postgres 13.4: use version 14`],
    [new MigrationFailed(failed("42501", "permission denied")), "let this user create tables"],
    [new MigrationFailed(failed("42P07", "exists")), "use an empty database"],
    [new MigrationFailed(failed("42601", "syntax")), "are as they were"],
    [new MigrationFailed(failed("ECONNREFUSED")), `No Postgres answers at ${at}`],
    [new FolderInUse(".data", 41), "Process 41 already uses the data in .data"],
    [failed("EACCES", "", { syscall: "mkdir" }), ".data cannot be written"],
    [failed("ENOSPC"), "The disk that holds .data is full"],
    [noBuild(), "There is no build to serve"],
    [badRubrics("staff.v1.yaml, line 3: no title"), "staff.v1.yaml, line 3: no title"],
  ])("%s", (error, sentence) => {
    expect(startupFailure(error, onPostgres)).toContain(sentence);
  });

  test("nothing of its own about an error nobody foresaw", () => {
    expect(startupFailure(new TypeError("x is not a function"), embedded)).toBeNull();
  });

  test("never the password", () => {
    expect(startupFailure(failed("ECONNREFUSED"), onPostgres)).not.toContain("secret");
  });
});

import type { AppLoadContext } from "@remix-run/node";
import { makeSignature } from "better-auth/crypto";
import type { App } from "#app/http/app.server.ts";
import { createAuth } from "#app/http/auth.server.ts";
import { baseUrl, contextOf } from "./context.ts";
import { test as databaseTest } from "./database.ts";

export { baseUrl };

type Route<T> = (args: { request: Request; params: Params; context: AppLoadContext }) => T;
type Params = { [key: string]: string | undefined };
type WithInit<T> = { readonly type: string; readonly data: T; readonly init: ResponseInit | null };
/** What a page would find, whether the route returned it bare or with a status. */
type Answered<T> = T extends WithInit<infer D> ? D : T extends Response ? never : T;

export type Answer<T> = {
  readonly status: number;
  readonly headers: Headers;
  /** The data of a loader or action; for a thrown or returned Response its text. */
  readonly data: T;
};

export type Call = {
  /** Path and query; the same as the address bar would show. */
  readonly url: string;
  readonly params?: Params;
  /** Who is signed in; nobody when left out. */
  readonly as?: { readonly id: string } | null;
  /** Posted as a form, a list as several fields of one name. */
  readonly form?: Readonly<Record<string, string | readonly string[]>>;
  /** Posted beside the form's fields, as a browser sends files. */
  readonly files?: Readonly<Record<string, File>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** What differs in the app's surroundings. */
  readonly context?: Partial<App>;
};

export type Calling = <T>(route: Route<T>, call: Call) => Promise<Answer<Answered<Awaited<T>>>>;

export const SECRET = "a secret for tests, of 32 letters or more";

/** `test` with `call`, which asks a loader or action as somebody and returns what it answers. */
export const test = databaseTest.extend<{
  auth: App["auth"];
  call: Calling;
}>({
  auth: async ({ db }, use) => use(createAuth(db, { secret: SECRET, baseUrl })),
  call: async ({ db, auth }, use) => {
    await use(async (route, call) => {
      const context = contextOf({ db, auth, ...call.context });
      const request = requestOf(call, call.as ? await cookieOf(auth, call.as.id) : null);
      return answerOf(() => route({ request, params: call.params ?? {}, context }));
    });
  },
});

function requestOf({ url, form, files, headers }: Call, cookie: string | null): Request {
  const request = new Request(new URL(url, baseUrl), {
    headers: { ...headers, ...(cookie ? { cookie } : {}) },
    ...(form || files ? { method: "POST", body: bodyOf(form ?? {}, files) } : {}),
  });
  return request;
}

function bodyOf(form: NonNullable<Call["form"]>, files: Call["files"]): URLSearchParams | FormData {
  const body = files ? new FormData() : new URLSearchParams();
  for (const [name, value] of Object.entries(form))
    for (const one of [value].flat()) body.append(name, one);
  for (const [name, file] of Object.entries(files ?? {}))
    if (body instanceof FormData) body.append(name, file);
  return body;
}

/** A session of better-auth's own making, in the cookie it would have set. */
export async function cookieOf(auth: App["auth"], userId: string): Promise<string> {
  const { internalAdapter, authCookies, secret } = await auth.$context;
  const { token } = await internalAdapter.createSession(userId);
  const value = encodeURIComponent(`${token}.${await makeSignature(token, secret)}`);
  return `${authCookies.sessionToken.name}=${value}`;
}

async function answerOf<T>(ask: () => T): Promise<Answer<Answered<Awaited<T>>>> {
  const answer: unknown = await Promise.resolve()
    .then(ask)
    .catch((thrown: unknown) => {
      if (thrown instanceof Response || isWithInit(thrown)) return thrown;
      throw thrown;
    });
  const [init, data]: [{ status?: number; headers?: HeadersInit }, unknown] =
    answer instanceof Response
      ? [answer, await answer.text()]
      : isWithInit(answer)
        ? [answer.init ?? {}, answer.data]
        : [{}, answer];
  return {
    status: init.status ?? 200,
    headers: new Headers(init.headers),
    data: data as Answered<Awaited<T>>,
  };
}

const isWithInit = (value: unknown): value is WithInit<unknown> & { init: ResponseInit | null } =>
  typeof value === "object" &&
  value !== null &&
  "type" in value &&
  value.type === "DataWithResponseInit";

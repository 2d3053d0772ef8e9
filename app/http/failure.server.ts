import { data, type ServerBuild } from "@remix-run/node";
import { isRouteErrorResponse } from "@remix-run/react";
import type { Logger } from "pino";

type Routes = ServerBuild["routes"];
type Module = NonNullable<Routes[string]>["module"];
type Run = NonNullable<Module["loader"] | Module["action"]>;

/**
 * The build with one answer for whatever fails unforeseen in its loaders and actions: status 500 and
 * the request's own number, under which the error stands in the log. What it says stays there.
 */
export function withReference(build: ServerBuild, log: Logger): ServerBuild {
  const routes = Object.entries(build.routes).flatMap(([id, route]) =>
    route ? [[id, { ...route, module: guarded(route.module, log) }] as const] : [],
  );
  return { ...build, routes: Object.fromEntries(routes) };
}

function guarded(module: Module, log: Logger): Module {
  const { loader, action } = module;
  const answer = module.default === undefined ? asText : asData;
  return {
    ...module,
    ...(loader ? { loader: guard(loader, log, answer) } : {}),
    ...(action ? { action: guard(action, log, answer) } : {}),
  };
}

/** For a page, whose error boundary shows it. */
const asData = (reference: string) => data({ reference }, { status: 500 });

/** For an address that has no page. */
const asText = (reference: string) =>
  new Response(`Something went wrong here. Reference: ${reference}`, { status: 500 });

const guard =
  <R extends Run>(run: R, log: Logger, answer: (reference: string) => unknown) =>
  async (args: Parameters<R>[0]) => {
    try {
      return await run(args);
    } catch (error) {
      if (isAnswer(error) || args.request.signal.aborted) throw error;
      const { requestId } = args.context;
      log.error({ id: requestId, err: error }, "request failed");
      throw answer(requestId);
    }
  };

const isAnswer = (thrown: unknown): boolean =>
  thrown instanceof Response ||
  isRouteErrorResponse(thrown) ||
  (typeof thrown === "object" &&
    thrown !== null &&
    "type" in thrown &&
    thrown.type === "DataWithResponseInit");

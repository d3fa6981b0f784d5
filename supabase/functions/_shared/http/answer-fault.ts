import { Fault } from "../errors.ts";
import { log } from "../log.ts";

/** Runs a handler and turns what it throws into an answer. The only place that does. */
export async function answerFault(
  functionName: string,
  handle: () => Promise<Response>,
): Promise<Response> {
  try {
    return await handle();
  } catch (thrown) {
    const fault = thrown instanceof Fault ? thrown : new Fault("internal", { cause: thrown });
    log(fault.status >= 500 ? "error" : "warn", "request_refused", {
      function: functionName,
      code: fault.code,
      detail: fault.detail,
      cause: fault.cause instanceof Error ? fault.cause.name : undefined,
    });
    const body = { code: fault.code, message: fault.message };
    return Response.json(body, { status: fault.status });
  }
}

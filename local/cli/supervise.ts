import process from "node:process";
import { readSettings } from "../settings.ts";
import { startStack } from "../stack.ts";
import { faultLine } from "../stack-fault.ts";
import type { StackValues } from "../stack-values.ts";
import { clearState, DATA_FOLDER, LOG_FOLDER, writeState } from "./state.ts";

/**
 * Runs the stack of this checkout until SIGTERM or SIGINT, or until a part of it crashes, which ends
 * all of it. Calls `onReady` once. Resolves to the exit code; why it is not 0 is in the state.
 */
export async function supervise(
  options: { fresh: boolean },
  onReady: (values: StackValues) => void,
): Promise<number> {
  const { promise: asked, resolve: ask } = Promise.withResolvers<undefined>();
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
    process.on(signal, () => ask(undefined));
  }
  writeState({ status: "starting", supervisor: process.pid });
  try {
    const stack = await startStack({
      dataDir: DATA_FOLDER,
      logDir: LOG_FOLDER,
      ports: "fixed",
      fresh: options.fresh,
      settings: readSettings(process.env),
    });
    writeState({ status: "ready", supervisor: process.pid, values: stack.values });
    onReady(stack.values);
    const crash = await Promise.race([asked, stack.crashed]);
    await stack.stop();
    if (crash !== undefined) return fail(crash.reason);
    clearState();
    return 0;
  } catch (error) {
    return fail(faultLine(error), error);
  }
}

function fail(reason: string, error?: unknown): number {
  writeState({ status: "crashed", reason });
  process.stderr.write(`start: ${reason}\n`);
  if (error instanceof Error && error.cause !== undefined) console.error(error.cause);
  return 1;
}

import { join } from "node:path";
import process from "node:process";
import type { Settings } from "../settings.ts";
import { startStack } from "../stack.ts";
import { faultLine } from "../stack-fault.ts";
import type { StackValues } from "../stack-values.ts";
import { clearState, writeState } from "./state.ts";

/**
 * Runs the stack of `settings.folder` until SIGTERM or SIGINT, or until a part of it crashes, which ends
 * all of it. Calls `onReady` once. Resolves to the exit code; why it is not 0 is in the state.
 */
export async function supervise(
  settings: Settings,
  fresh: boolean,
  onReady: (values: StackValues) => void,
): Promise<number> {
  const { promise: asked, resolve: ask } = Promise.withResolvers<undefined>();
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
    process.on(signal, () => ask(undefined));
  }
  writeState(settings.folder, { status: "starting", supervisor: process.pid });
  try {
    const stack = await startStack({
      dataDir: join(settings.folder, "data"),
      logDir: join(settings.folder, "log"),
      ports: settings.ports,
      services: settings.services,
      functionsEnv: settings.functionsEnv,
      fresh,
    });
    writeState(settings.folder, {
      status: "ready",
      supervisor: process.pid,
      values: stack.values,
    });
    onReady(stack.values);
    const crash = await Promise.race([asked, stack.crashed]);
    await stack.stop();
    if (crash !== undefined) return fail(settings.folder, crash.reason);
    clearState(settings.folder);
    return 0;
  } catch (error) {
    return fail(settings.folder, faultLine(error), error);
  }
}

function fail(folder: string, reason: string, error?: unknown): number {
  writeState(folder, { status: "crashed", reason });
  process.stderr.write(`start: ${reason}\n`);
  if (error instanceof Error && error.cause !== undefined) console.error(error.cause);
  return 1;
}

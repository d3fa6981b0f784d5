import "./node-version.ts";
import { spawn } from "node:child_process";
import { mkdirSync, openSync } from "node:fs";
import { join, relative } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { readSettings } from "../settings.ts";
import { StackFault } from "../stack-fault.ts";
import type { StackValues } from "../stack-values.ts";
import { runCommand } from "./run-command.ts";
import { runningStack } from "./running-stack.ts";
import { readState } from "./state.ts";
import { supervise } from "./supervise.ts";

/**
 * `npm start [-- --fresh] [-- --foreground]`: starts the stack and returns when it is ready, leaving it
 * in the background; with `--foreground` it stays until Ctrl-C. `--fresh` deletes the data first.
 * Exit 1, with nothing started, when the stack already runs.
 */
await runCommand("start", async () => {
  const { values: options } = parseArgs({
    options: {
      fresh: { type: "boolean", default: false },
      foreground: { type: "boolean", default: false },
    },
  });
  const settings = readSettings(process.env);
  const state = readState(settings.folder);
  if (state !== undefined && state.status !== "crashed") {
    throw new StackFault("It already runs: npm run status tells where, npm stop ends it.");
  }
  const ready = (values: StackValues) => sayReady(values, settings.folder);
  if (options.foreground) return await supervise(settings, options.fresh, ready);
  await superviseInBackground(settings.folder, options.fresh);
  ready(runningStack());
  return 0;
});

/** Starts the supervisor as a process of its own and waits until the stack is ready. */
async function superviseInBackground(folder: string, fresh: boolean): Promise<void> {
  mkdirSync(join(folder, "log"), { recursive: true });
  const log = openSync(join(folder, "log", "supervisor.log"), "w");
  const script = fileURLToPath(new URL("supervisor.ts", import.meta.url));
  const supervisor = spawn(process.execPath, [script, folder, ...(fresh ? ["--fresh"] : [])], {
    detached: true,
    stdio: ["ignore", log, log, "ipc"],
  });
  // Ctrl-C while it starts: the supervisor, in a process group of its own, ends what it began.
  const interrupt = () => supervisor.kill("SIGTERM");
  process.once("SIGINT", interrupt);
  await new Promise<void>((ready, failed) => {
    supervisor.once("message", () => ready());
    supervisor.once("error", failed);
    supervisor.once("exit", () => {
      const state = readState(folder);
      const reason = state?.status === "crashed" ? state.reason : "it was stopped";
      failed(new StackFault(reason));
    });
  });
  process.off("SIGINT", interrupt);
  supervisor.unref();
}

function sayReady(values: StackValues, folder: string): void {
  process.stdout.write(`Yachtparty runs.

  API        ${values.API_URL}
  Functions  ${values.FUNCTIONS_URL}
  Carrier    ${values.CARRIER_URL}
  Model      ${values.MODEL_URL}
  Stripe     ${values.STRIPE_URL}
  Upload     ${values.UPLOAD_PAGE_URL}
  Data       ${values.DATA_PAGE_URL}
  Chat       ${values.CHAT_PAGE_URL}
  Database   ${values.DB_URL}

  Text it:   npm run text -- "+14155550123" "hi"
  Keys:      npm run status
  Stop it:   npm stop
  Logs:      ${relative(process.cwd(), join(folder, "log"))}
`);
}

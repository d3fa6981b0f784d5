import "./node-version.ts";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { readSettings } from "../settings.ts";
import { StackFault } from "../stack-fault.ts";
import { runCommand } from "./run-command.ts";
import { clearState, readState } from "./state.ts";

const STOP_MS_MAX = 60_000;
const LOOK_MS = 50;

/** `npm stop`: ends the running stack and waits until all of it is gone; 0 too when nothing runs. */
await runCommand("stop", async () => {
  const { folder } = readSettings(process.env);
  const state = readState(folder);
  if (state === undefined || state.status === "crashed") {
    clearState(folder);
    process.stdout.write("Nothing runs.\n");
    return 0;
  }
  process.kill(state.supervisor, "SIGTERM");
  const end = Date.now() + STOP_MS_MAX;
  while (isThere(state.supervisor)) {
    if (Date.now() > end) throw new StackFault(`Process ${state.supervisor} does not end.`);
    await sleep(LOOK_MS);
  }
  process.stdout.write("Stopped.\n");
  return 0;
});

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

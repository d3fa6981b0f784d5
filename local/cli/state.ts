import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { stackValues } from "../stack-values.ts";

/** Every process that may supervise a stack runs a script of this folder. */
const SUPERVISOR_SCRIPTS = "local/cli/";

const state = z.discriminatedUnion("status", [
  z.object({ status: z.literal("starting"), supervisor: z.number().int() }),
  z.object({ status: z.literal("ready"), supervisor: z.number().int(), values: stackValues }),
  /** It stopped by itself; `reason` is one line. */
  z.object({ status: z.literal("crashed"), reason: z.string() }),
]);

export type State = z.infer<typeof state>;

export function writeState(folder: string, next: State): void {
  mkdirSync(folder, { recursive: true });
  const draft = `${stateFile(folder)}.${process.pid}`;
  // Holds the keys of the stack.
  writeFileSync(draft, `${JSON.stringify(next, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, stateFile(folder));
}

export function clearState(folder: string): void {
  rmSync(stateFile(folder), { force: true });
}

/** How the stack of `folder` is; undefined when it was stopped or never started. */
export function readState(folder: string): State | undefined {
  let text: string;
  try {
    text = readFileSync(stateFile(folder), "utf8");
  } catch {
    return undefined;
  }
  const read = state.parse(JSON.parse(text));
  if (read.status === "crashed" || isSupervisor(read.supervisor)) return read;
  return { status: "crashed", reason: "its supervisor was killed" };
}

function stateFile(folder: string): string {
  return join(folder, "state.json");
}

/** Whether the process is there, and is one of ours: pids are used again. */
function isSupervisor(pid: number): boolean {
  try {
    const command = execFileSync("ps", ["-o", "args=", "-p", String(pid)], { encoding: "utf8" });
    return command.includes(SUPERVISOR_SCRIPTS);
  } catch {
    // ps fails when there is no such process.
    return false;
  }
}

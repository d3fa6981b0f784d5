import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import type { Writable } from "node:stream";
import { StackFault } from "../stack-fault.ts";

const READY_MS_MAX = 30_000;
const STOP_MS_MAX = 5_000;
/** Of a part's stderr, for the one line that says why it failed. */
const STDERR_CHARACTERS_KEPT = 2_000;

export interface PartExit {
  part: string;
  /** One line: what the part said last, or how it ended. */
  reason: string;
}

export interface Part {
  readonly name: string;
  readonly pid: number;
  /** Resolves when the process is gone, whoever ended it. */
  readonly exited: Promise<PartExit>;
  /** Ends it kindly, then not so kindly; resolves when it is gone. */
  stop(): Promise<void>;
  /** Ends it at once, as a crash would, but expected. */
  kill(): Promise<void>;
}

export interface PartOptions {
  name: string;
  /** The part's entry point, an absolute path to a .ts file. */
  script: string;
  config: unknown;
  /** Which stack it belongs to: an argument that only `ps` shows. */
  label: string;
  log: Writable;
  /** Called once when the process ends and neither `stop` nor `kill` asked for it. */
  onCrash: (exit: PartExit) => void;
}

/**
 * Starts `node <script>` with its configuration in PART_CONFIG and waits until it says over IPC that
 * it serves: `{ ready: … }`. A part that loses the IPC channel ends itself, so nothing outlives the
 * supervisor. Throws a StackFault with the part's own last line when it does not come up.
 */
export async function startPart(options: PartOptions): Promise<Part> {
  const { name, script, log } = options;
  if (!existsSync(script)) throw new StackFault(`${name}: ${script} is missing.`);
  const child = spawn(process.execPath, [script, options.label], {
    env: { ...process.env, DO_NOT_TRACK: "1", PART_CONFIG: JSON.stringify(options.config) },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    // A process group of its own: Ctrl-C in a terminal is for the supervisor alone, and the
    // processes that a part has started can be ended with it.
    detached: true,
  });
  const said = keepOutput(child, log);

  let expected = false;
  const exited = new Promise<PartExit>((resolve) => {
    child.once("error", (error) => resolve({ part: name, reason: `${name}: ${error.message}` }));
    child.once("exit", () => endGroup(child));
    child.once("close", (code, signal) => {
      const how = signal === null ? `exit code ${code}` : signal;
      resolve({ part: name, reason: `${name}: ${said() || "stopped"} (${how})` });
    });
  });

  const ready = new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new StackFault(`${name}: not ready after ${READY_MS_MAX / 1000} s.`));
    }, READY_MS_MAX);
    child.on("message", (message: unknown) => {
      if (typeof message !== "object" || message === null || !("ready" in message)) return;
      clearTimeout(timer);
      resolve();
    });
    exited.then((exit) => {
      clearTimeout(timer);
      reject(new StackFault(exit.reason));
    });
  });

  async function end(signal: NodeJS.Signals): Promise<void> {
    expected = true;
    child.kill(signal);
    if (signal === "SIGKILL") endGroup(child);
    const timer = setTimeout(() => child.kill("SIGKILL"), STOP_MS_MAX);
    await exited;
    clearTimeout(timer);
  }

  try {
    await ready;
  } catch (error) {
    await end("SIGKILL");
    throw error;
  }
  exited.then((exit) => {
    if (!expected) options.onCrash(exit);
  });
  return {
    name,
    pid: child.pid ?? 0,
    exited,
    stop: () => end("SIGTERM"),
    kill: () => end("SIGKILL"),
  };
}

/** Ends what a part has left behind: isolates that are stopped would never notice. */
function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    // ESRCH: nothing is left of the group.
  }
}

/** Copies both streams to the log; the returned function gives the last line of stderr. */
function keepOutput(child: ChildProcess, log: Writable): () => string {
  let tail = "";
  child.stdout?.pipe(log, { end: false });
  child.stderr?.pipe(log, { end: false });
  child.stderr?.on("data", (chunk: Buffer) => {
    tail = (tail + chunk.toString("utf8")).slice(-STDERR_CHARACTERS_KEPT);
  });
  return () => tail.trim().split("\n").at(-1)?.trim() ?? "";
}

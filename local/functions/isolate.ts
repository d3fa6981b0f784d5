import { type ChildProcess, spawn } from "node:child_process";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { FunctionsConfig } from "./config.ts";
import { denoBinary } from "./deno-binary.ts";
import { isolateMessage, type UnloadReason } from "./isolate/messages.ts";

const BOOT_SCRIPT = fileURLToPath(new URL("isolate/boot.ts", import.meta.url));
const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** Deno's cache of compiled code, shared by all stacks of this checkout. */
const DENO_FOLDER = join(ROOT, "node_modules", ".cache", "local-deno");

/** Hosted isolates have 256 MB. */
const MEMORY_MEGABYTES = 256;
const BOOT_MS_MAX = 30_000;
/** An isolate is retired at half of its wall clock, and told of its end at nine tenths. */
const RETIRE_SHARE = 0.5;
const UNLOAD_SHARE = 0.9;

/** A request, read to its end: a caller who hangs up changes nothing for the function. */
export interface IsolateRequest {
  method: string;
  path: string;
  headers: IncomingMessage["headers"];
  body: Buffer;
}

/** What the control API shows of an isolate. */
export interface IsolateView {
  id: number;
  function: string;
  pid: number;
  state: "booting" | "serving" | "frozen" | "retired";
  /** Requests not yet answered, and `waitUntil` promises not yet settled. */
  open: number;
  waiting: number;
  age_ms: number;
}

/** The function's code could not be loaded, or took too long to. */
export class BootError extends Error {}

/**
 * One Deno process that runs one function. It is frozen (SIGSTOP) whenever no request and no
 * `waitUntil` promise is outstanding, so work started outside `waitUntil` gets no further than the
 * response, as on the hosted runtime, and wakes (SIGCONT) with the next request.
 */
export class Isolate {
  readonly id: number;
  readonly name: string;
  /** Resolves when the process is gone. */
  readonly gone: Promise<void>;

  #process: ChildProcess;
  /** Resolves to its port when it serves; rejects with a BootError when it cannot. */
  #booted: Promise<number>;
  #startedAt = performance.now();
  #wallClockMs: number;
  #state: IsolateView["state"] = "booting";
  #forwarded = 0;
  #served = 0;
  #received = 0;
  #waiting = 0;
  #unloading = false;
  /** A request broke off: the process is going, even if we have not been told. */
  #dying = false;
  #timers: NodeJS.Timeout[] = [];

  constructor(id: number, name: string, config: FunctionsConfig) {
    this.id = id;
    this.name = name;
    this.#process = startDeno(name, config);
    this.gone = new Promise((resolve) => this.#process.once("exit", () => resolve()));
    this.#wallClockMs = config.wallClockSeconds * 1000;
    this.#booted = this.#boot();
    this.gone.then(() => {
      for (const timer of this.#timers) clearTimeout(timer);
    });
    for (const stream of [this.#process.stdout, this.#process.stderr]) this.#log(stream);
  }

  /** Whether it may be given another request. */
  get takes(): boolean {
    return this.#state !== "retired" && !this.#dying;
  }

  /** Requests and promises outstanding. */
  get load(): number {
    return this.#open + this.#waiting;
  }

  /**
   * Requests that are not over on both sides: the isolate says so, with all the promises it was
   * given meanwhile, a little before its last bytes have left it.
   */
  get #open(): number {
    return this.#forwarded - Math.min(this.#served, this.#received);
  }

  view(): IsolateView {
    return {
      id: this.id,
      function: this.name,
      pid: this.#process.pid ?? 0,
      state: this.#state,
      open: this.#open,
      waiting: this.#waiting,
      age_ms: Math.round(performance.now() - this.#startedAt),
    };
  }

  /**
   * Sends a request and gives the answer as it begins. Rejects with a BootError when the isolate
   * does not boot, with another error when it dies before it answers.
   */
  async send(request: IsolateRequest): Promise<IncomingMessage> {
    // Counted before it has booted: it must not be frozen in between.
    this.#forwarded += 1;
    const port = await this.#booted;
    this.#thaw();
    return await new Promise((resolve, reject) => {
      const outgoing = httpRequest({
        host: "127.0.0.1",
        port,
        method: request.method,
        path: request.path,
        headers: { ...request.headers, "content-length": request.body.length },
        agent: false,
      });
      outgoing.once("response", resolve);
      outgoing.once("error", (error) => {
        this.#dying = true;
        reject(error);
      });
      // After the whole answer, or with the connection when there is none.
      outgoing.once("close", () => {
        this.#received += 1;
        this.#settle();
      });
      outgoing.end(request.body);
    });
  }

  /** Ends the process at once, as running out of memory would. */
  kill(): void {
    this.#process.kill("SIGKILL");
  }

  #boot(): Promise<number> {
    const booted = new Promise<number>((resolve, reject) => {
      const fail = (why: string) => reject(new BootError(`${this.name} ${why}`));
      const timer = setTimeout(() => {
        fail(`did not boot in ${BOOT_MS_MAX / 1000} s`);
        this.kill();
      }, BOOT_MS_MAX);
      this.#process.once("error", (error) => fail(error.message));
      this.gone.then(() => {
        clearTimeout(timer);
        fail("ended before it served");
      });
      this.#process.on("message", (raw) => {
        const { data: message } = isolateMessage.safeParse(raw);
        // What a function itself sends over IPC is not for us.
        if (message === undefined) return;
        if ("ready" in message) {
          clearTimeout(timer);
          this.#serve();
          resolve(message.ready.port);
        } else {
          this.#served = message.load.served;
          this.#waiting = message.load.waiting;
        }
        this.#settle();
      });
    });
    // Whoever sends a request hears of a failure; when nobody does, it is in the log.
    booted.catch(() => {});
    return booted;
  }

  #serve(): void {
    this.#state = "serving";
    this.#at(this.#wallClockMs * RETIRE_SHARE, () => this.#retire());
    this.#at(this.#wallClockMs * UNLOAD_SHARE, () => this.#unload("wall_clock"));
    this.#at(this.#wallClockMs, () => this.kill());
  }

  #at(ms: number, action: () => void): void {
    this.#timers.push(setTimeout(action, ms));
  }

  #retire(): void {
    this.#thaw();
    this.#state = "retired";
    this.#settle();
  }

  /** With nothing outstanding: freeze, or, when retired, end. */
  #settle(): void {
    if (this.load > 0) return;
    if (this.#state === "serving") {
      this.#state = "frozen";
      this.#process.kill("SIGSTOP");
    } else if (this.#state === "retired") {
      if (this.#unloading) this.kill();
      else this.#unload("early_drop");
    }
  }

  #thaw(): void {
    if (this.#state !== "frozen") return;
    this.#state = "serving";
    this.#process.kill("SIGCONT");
  }

  /** Dispatches `beforeunload`; what its listeners give to `waitUntil` has until the wall clock. */
  #unload(reason: UnloadReason): void {
    if (this.#unloading) return;
    this.#thaw();
    this.#process.send({ unload: reason }, () => {});
    this.#unloading = true;
  }

  #log(stream: Readable | null): void {
    if (stream === null) return;
    createInterface({ input: stream }).on("line", (line) => {
      process.stdout.write(`${this.name} ${this.id}: ${line}\n`);
    });
  }
}

function startDeno(name: string, config: FunctionsConfig): ChildProcess {
  return spawn(
    denoBinary(),
    [
      "run",
      "--quiet",
      "--no-prompt",
      "--cached-only",
      "--no-lock",
      "--node-modules-dir=manual",
      `--config=${join(config.folder, "deno.json")}`,
      `--v8-flags=--max-old-space-size=${MEMORY_MEGABYTES}`,
      "--allow-net",
      "--allow-env",
      "--allow-sys",
      `--allow-read=${config.folder},${join(ROOT, "node_modules")}`,
      BOOT_SCRIPT,
      pathToFileURL(join(config.folder, name, "index.ts")).href,
    ],
    {
      cwd: config.folder,
      env: { ...config.env, DENO_DIR: DENO_FOLDER, NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1" },
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    },
  );
}

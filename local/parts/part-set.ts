import type { Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { StackFault } from "../stack-fault.ts";
import { type Part, type PartExit, startPart } from "./start-part.ts";

export interface PartSetOptions<Name extends string> {
  /** The PART_CONFIG of each part, whose entry point is local/<name>/main.ts. */
  configs: Record<Name, unknown>;
  label: string;
  openLog: (name: string) => Writable;
  onCrash: (exit: PartExit) => void;
}

/** The part processes of one stack. */
export class PartSet<Name extends string> {
  #options: PartSetOptions<Name>;
  #parts = new Map<Name, Part>();
  #logs = new Map<Name, Writable>();

  constructor(options: PartSetOptions<Name>) {
    this.#options = options;
  }

  /** Starts parts side by side; when one fails, waits for the others, so that all can be stopped. */
  async start(names: Name[]): Promise<void> {
    const starts = await Promise.allSettled(names.map((name) => this.#start(name)));
    const failed = starts.find((result) => result.status === "rejected");
    if (failed !== undefined) throw failed.reason;
  }

  /** Kills a part, as a crash would, and starts it again. */
  async restart(name: Name): Promise<void> {
    const part = this.#parts.get(name);
    if (part === undefined) throw new StackFault(`${name}: this stack does not run it.`);
    await part.kill();
    await this.#start(name);
  }

  /** Does something while these parts, as far as this stack runs them, are down. */
  async without(names: Name[], act: () => Promise<void>): Promise<void> {
    const running = names.filter((name) => this.#parts.has(name));
    await Promise.all(running.map((name) => this.#parts.get(name)?.kill()));
    await act();
    await this.start(running);
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#parts.values()].map((part) => part.stop()));
  }

  async #start(name: Name): Promise<void> {
    const { configs, label, openLog, onCrash } = this.#options;
    const log = this.#logs.get(name) ?? openLog(name);
    this.#logs.set(name, log);
    const script = fileURLToPath(new URL(`../${name}/main.ts`, import.meta.url));
    const config = configs[name];
    this.#parts.set(name, await startPart({ name, script, config, label, log, onCrash }));
  }
}

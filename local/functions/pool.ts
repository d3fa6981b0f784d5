import type { FunctionsConfig } from "./config.ts";
import { Isolate } from "./isolate.ts";

/** The isolates of all functions: starts them as they are needed and forgets those that are gone. */
export class Pool {
  #config: FunctionsConfig;
  #isolates = new Map<number, Isolate>();
  #lastId = 0;

  constructor(config: FunctionsConfig) {
    this.#config = config;
  }

  /** The isolate that takes the next request of a function: an idle one, a new one, the least busy. */
  choose(name: string): Isolate {
    const taking = this.#of(name).filter((isolate) => isolate.takes);
    const least = taking.toSorted((a, b) => a.load - b.load)[0];
    const full = taking.length >= this.#config.isolatesPerFunctionMax;
    return least !== undefined && (least.load === 0 || full) ? least : this.start(name);
  }

  start(name: string): Isolate {
    this.#lastId += 1;
    const isolate = new Isolate(this.#lastId, name, this.#config);
    this.#isolates.set(isolate.id, isolate);
    isolate.gone.then(() => this.#isolates.delete(isolate.id));
    return isolate;
  }

  all(): Isolate[] {
    return [...this.#isolates.values()];
  }

  find(id: number): Isolate | undefined {
    return this.#isolates.get(id);
  }

  async close(): Promise<void> {
    const ending = this.all();
    for (const isolate of ending) isolate.kill();
    await Promise.all(ending.map((isolate) => isolate.gone));
  }

  #of(name: string): Isolate[] {
    return this.all().filter((isolate) => isolate.name === name);
  }
}

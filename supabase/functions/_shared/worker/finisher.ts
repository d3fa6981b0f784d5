import { z } from "zod";
import { callWorker, type WorkerClient } from "./call.ts";
import type { Outcome } from "./turn.ts";

/** More would keep the last of them waiting for the first, and hold the leases of all the longer. */
const TURNS_MAX = 16;
/** A call that takes longer than this waits for somebody; what has ended since need not. */
const SLOW_MS = 250;
const CALLS_MAX = 4;

type Ended = Outcome & { lease: string };

interface Waiting {
  ended: Ended;
  resolve(result: string | undefined): void;
  reject(cause: unknown): void;
}

const answer = z.array(z.object({ lease: z.uuid(), result: z.string() }));

/**
 * Stores the ends of turns: what ends while a call is on its way goes together in the next. A turn
 * that ends alone is stored at once; under load a call carries several. One that is held up does not
 * hold up the others for long.
 */
export class Finisher {
  #waiting: Waiting[] = [];
  /** On their way; of them, those that are not slow. */
  #calls = 0;
  #prompt = 0;

  /**
   * Resolves to what `worker.finish` made of the turn. Throws `database_failed` when it could not
   * be stored, with the others or alone.
   */
  finish(client: WorkerClient, ended: Ended): Promise<string | undefined> {
    const stored = new Promise<string | undefined>((resolve, reject) => {
      this.#waiting.push({ ended, resolve, reject });
    });
    this.#begin(client);
    return stored;
  }

  #begin(client: WorkerClient): void {
    const wanted = this.#waiting.length > 0 && this.#prompt === 0;
    if (wanted && this.#calls < CALLS_MAX) void this.#store(client);
  }

  /** Calls until nothing waits. While it is slow another may begin beside it. */
  async #store(client: WorkerClient): Promise<void> {
    this.#calls += 1;
    while (this.#waiting.length > 0) {
      let isSlow = false;
      this.#prompt += 1;
      const slow = setTimeout(() => {
        isSlow = true;
        this.#prompt -= 1;
        this.#begin(client);
      }, SLOW_MS);
      await storeBatch(client, this.#waiting.splice(0, TURNS_MAX));
      clearTimeout(slow);
      if (!isSlow) this.#prompt -= 1;
    }
    this.#calls -= 1;
  }
}

async function storeBatch(client: WorkerClient, batch: Waiting[]): Promise<void> {
  try {
    await finishAll(client, batch);
  } catch (cause) {
    // What cannot be stored must not take the others with it; the same end may be sent twice.
    if (batch.length === 1) batch[0]?.reject(cause);
    else await Promise.all(batch.map((one) => finishAll(client, [one]).catch(one.reject)));
  }
}

async function finishAll(client: WorkerClient, batch: Waiting[]): Promise<void> {
  const turns = batch.map(({ ended }) => ended);
  const ends = await callWorker(client, "finish", { turns }, answer, { repeatable: true });
  const results = new Map(ends.map((end) => [end.lease, end.result]));
  for (const { ended, resolve } of batch) resolve(results.get(ended.lease));
}

import { z } from "zod";
import { callWorker, type WorkerClient } from "./call.ts";
import type { Outcome } from "./turn.ts";

/** More would keep the last of them waiting for the first, and hold the leases of all the longer. */
const TURNS_MAX = 16;

type Ended = Outcome & { lease: string };

interface Waiting {
  ended: Ended;
  resolve(result: string | undefined): void;
  reject(cause: unknown): void;
}

const answer = z.array(z.object({ lease: z.uuid(), result: z.string() }));

/**
 * Stores the ends of turns: one call at a time, and what ends during a call goes together in the
 * next. A turn that ends alone is stored at once; under load a call carries several.
 */
export class Finisher {
  #waiting: Waiting[] = [];
  #storing = false;

  /**
   * Resolves to what `worker.finish` made of the turn. Throws `database_failed` when it could not
   * be stored, with the others or alone.
   */
  finish(client: WorkerClient, ended: Ended): Promise<string | undefined> {
    const stored = new Promise<string | undefined>((resolve, reject) => {
      this.#waiting.push({ ended, resolve, reject });
    });
    if (!this.#storing) void this.#store(client);
    return stored;
  }

  async #store(client: WorkerClient): Promise<void> {
    this.#storing = true;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, TURNS_MAX);
      try {
        await finishAll(client, batch);
      } catch (cause) {
        // What cannot be stored must not take the others with it; the same end may be sent twice.
        if (batch.length === 1) batch[0]?.reject(cause);
        else await Promise.all(batch.map((one) => finishAll(client, [one]).catch(one.reject)));
      }
    }
    this.#storing = false;
  }
}

async function finishAll(client: WorkerClient, batch: Waiting[]): Promise<void> {
  const turns = batch.map(({ ended }) => ended);
  const ends = await callWorker(client, "finish", { turns }, answer, { repeatable: true });
  const results = new Map(ends.map((end) => [end.lease, end.result]));
  for (const { ended, resolve } of batch) resolve(results.get(ended.lease));
}

import { z } from "zod";
import { reasonOf } from "../errors.ts";
import { log } from "../log.ts";
import { callWorker, type WorkerClient } from "./call.ts";

/** Each isolate asks this often at most: a call for every text would cost a tenth of the text. */
const ASK_EVERY_MS = 5_000;

let askedAt = Number.NEGATIVE_INFINITY;

/** pg_cron can die without a word: whoever comes by sweeps when nobody has for 15 s. Never throws. */
export async function sweepWhenSilent(client: WorkerClient): Promise<void> {
  if (Date.now() - askedAt < ASK_EVERY_MS) return;
  askedAt = Date.now();
  try {
    const swept = await callWorker(client, "sweep_when_silent", {}, z.boolean(), {
      repeatable: true,
    });
    if (swept) log("warn", "sweep_was_silent");
  } catch (cause) {
    log("warn", "sweep_failed", reasonOf(cause));
  }
}

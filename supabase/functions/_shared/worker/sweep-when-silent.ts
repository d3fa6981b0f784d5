import { z } from "zod";
import { reasonOf } from "../errors.ts";
import { log } from "../log.ts";
import { callWorker, type WorkerClient } from "./call.ts";

/** pg_cron can die without a word: whoever comes by sweeps when nobody has for 15 s. Never throws. */
export async function sweepWhenSilent(client: WorkerClient): Promise<void> {
  try {
    const swept = await callWorker(client, "sweep_when_silent", {}, z.boolean(), {
      repeatable: true,
    });
    if (swept) log("warn", "sweep_was_silent");
  } catch (cause) {
    log("warn", "sweep_failed", reasonOf(cause));
  }
}

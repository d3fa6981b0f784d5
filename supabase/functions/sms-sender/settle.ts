import { z } from "zod";
import { Fault } from "../_shared/errors.ts";
import { callWorker, type WorkerClient } from "../_shared/worker/call.ts";

/** What became of a part, as `private.settle_part` takes it. */
export interface SettledPart {
  part_id: string;
  kind: "accepted" | "rejected" | "later" | "unknown" | "found" | "abandoned";
  sid?: string;
  /** With `found`: the texts of Twilio's list that it may be, the oldest first. */
  sids?: string[];
  error_code?: number | null;
}

const answer = z.object({ held: z.boolean(), known: z.boolean() });

/** Records it now; true when the part's fate is known. Throws `lease_lost`. */
export async function settle(
  client: WorkerClient,
  lease: string,
  settled: SettledPart,
): Promise<boolean> {
  const { held, known } = await callWorker(client, "settle_send", { lease, settled }, answer, {
    repeatable: true,
  });
  if (!held) throw new Fault("lease_lost");
  return known;
}

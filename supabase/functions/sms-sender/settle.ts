import { z } from "zod";
import { Fault } from "../_shared/errors.ts";
import { callWorker, type WorkerClient } from "../_shared/worker/call.ts";

const kind = z.enum(["accepted", "rejected", "later", "unknown", "found", "absent", "abandoned"]);
type Kind = z.infer<typeof kind>;

/** What became of a part, as `private.settle_part` takes it. */
export interface SettledPart {
  part_id: string;
  kind: Kind;
  sid?: string;
  /** With `found`: the texts of Twilio's list that it may be, the oldest first. */
  sids?: string[];
  error_code?: number | null;
  /** With `absent`: how long its POST may have gone on. */
  deadline_seconds?: number;
}

export interface Settlement {
  /** The part's fate is known, whoever told it. */
  known: boolean;
  /** As what it was taken: Postgres knows what a code means, and what else was sent. */
  decided: Kind;
}

const answer = z.object({ held: z.boolean(), known: z.boolean(), decided: kind.optional() });

/** Records it now. Throws `lease_lost`. */
export async function settle(
  client: WorkerClient,
  lease: string,
  settled: SettledPart,
): Promise<Settlement> {
  const args = { lease, settled };
  const { held, known, decided } = await callWorker(client, "settle_send", args, answer, {
    repeatable: true,
  });
  if (!held) throw new Fault("lease_lost");
  return { known, decided: decided ?? settled.kind };
}

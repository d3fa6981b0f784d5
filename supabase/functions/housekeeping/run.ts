import { z } from "zod";
import { Fault } from "../_shared/errors.ts";
import type { Screen } from "../_shared/safety/screened.ts";
import type { Credentials } from "../_shared/twilio/rest-client.ts";
import type { WorkerClient } from "../_shared/worker/call.ts";

/** What `worker.reconcile_work` says is to be asked about a sender. */
export const reconcileWork = z
  .object({
    phone_number: z.string(),
    account_sid: z.string(),
    /** When it was said, by the database's clock. */
    at: z.coerce.date(),
    since: z.coerce.date(),
    parts: z.array(
      z.object({
        id: z.uuid(),
        sid: z.string().nullable(),
        to: z.string(),
        body: z.string(),
        sending_at: z.coerce.date(),
      }),
    ),
  })
  .nullable();

export type ReconcileWork = NonNullable<z.infer<typeof reconcileWork>>;

/** One run of the reconcile of a sender. */
export interface Run {
  client: WorkerClient;
  lease: string;
  senderId: string;
  credentials: Credentials;
  work: ReconcileWork;
  screen: Screen;
  lost: AbortSignal;
  /** Until when it may go on, as `performance.now()` counts: well within a lease. */
  until: number;
}

/** Whether there is time for more. Throws `lease_lost`. */
export function mayGoOn(run: Run): boolean {
  if (run.lost.aborted) throw new Fault("lease_lost");
  return performance.now() < run.until;
}

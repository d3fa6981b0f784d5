import type { Sql } from "postgres";
import { z } from "zod";
import type { Database } from "./database.ts";
import { carrierTexts } from "./stand-ins.ts";
import { waitFor } from "./wait-for.ts";

const LOOK_MS = 200;
const SAY_EVERY_MS = 15_000;
/** `sent` and `delivered`, each told, or dropped on purpose. */
const CALLBACKS_A_TEXT = 2;

const open = z.object({
  tasks: z.number(),
  /** Proactive texts that are on their way, or to be decided now. */
  outreach: z.number(),
  leases: z.number(),
  next_seconds: z.number().nullable(),
});

/**
 * Waits until no work is left and the carrier has told all it has to tell. When that was, in
 * milliseconds since 1970; null when it has not come in time.
 */
export async function waitUntilQuiet(
  database: Database,
  carrierUrl: string,
  msMax: number,
  say: (line: string) => void,
): Promise<number | null> {
  let saidAt = performance.now();
  const quietAt = await waitFor(msMax, LOOK_MS, async () => {
    const at = Date.now();
    const left = await database.patiently(openWork);
    if (performance.now() - saidAt > SAY_EVERY_MS) {
      saidAt = performance.now();
      say(`${left.tasks} tasks are open, the first is due in ${left.next_seconds ?? 0} s`);
    }
    if (left.tasks + left.leases + left.outreach > 0) return undefined;
    const texts = await carrierTexts(carrierUrl);
    const told = texts.every((one) => one.callbacks.length >= CALLBACKS_A_TEXT);
    return told ? at : undefined;
  });
  return quietAt ?? null;
}

async function openWork(sql: Sql): Promise<z.infer<typeof open>> {
  const [row] = await sql`select count(*)::integer as tasks,
    (select count(*) from private.leases)::integer as leases,
    (select count(*) from public.message_queue q where q.status = 'approved'
      or (q.status = 'queued' and q.look_at <= clock_timestamp() and exists (
        select from cron.job where jobname = 'process-message-queue' and active)))::integer
      as outreach,
    extract(epoch from min(scheduled_for) - clock_timestamp())::integer as next_seconds
    from public.agent_tasks where status in ('pending', 'processing')`;
  return open.parse(row);
}

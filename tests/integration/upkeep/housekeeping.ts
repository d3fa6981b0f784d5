import { expect } from "vitest";
import { eventually, sender, sql, stack } from "../vocabulary.ts";

/** What cron does every hour; resolves when our sender has been compared with the carrier. */
export async function reconciled(): Promise<void> {
  const [before] = await sql`select clock_timestamp() as at`;
  await sql`select worker.queue_reconciles()`;
  await eventually(async () => {
    const [row] = await sql`select
      (select r.reconciled_at > ${before?.at} from private.reconciles r
        where r.sender_id = ${sender}) as whole,
      (select count(*)::integer from public.agent_tasks t
        where t.task_type = 'reconcile_sender' and t.lane_key = ${`upkeep:${sender}`}
          and t.status in ('pending', 'processing')) as open`;
    expect(row).toEqual({ whole: true, open: 0 });
  });
}

/** A person sends something besides words; a URL is where it lies elsewhere. */
export async function sendMedia(
  from: string,
  body: string,
  media: Array<{ contentType: string; base64: string } | { contentType: string; url: string }>,
): Promise<{ messageSid: string; webhookStatus: number | null }> {
  const text = { from, to: stack.TWILIO_PHONE_NUMBER, body, media };
  const init = { method: "POST", body: JSON.stringify(text) };
  const response = await fetch(`${stack.CARRIER_URL}/inbound`, init);
  return await response.json();
}

export interface Kept {
  media_index: number;
  content_type: string | null;
  storage_path: string | null;
  bytes: number | null;
  status: string;
  status_reason: string | null;
}

/** The media of somebody's texts, once none of them waits any more. */
export function keptMedia(phone: string): Promise<Kept[]> {
  return eventually(async () => {
    const kept = await sql<Kept[]>`
      select k.media_index, k.content_type, k.storage_path, k.bytes, k.status, k.status_reason
      from public.message_media k join public.messages m on m.id = k.message_id
      join public.users u on u.id = m.user_id
      where u.phone_number = ${phone} order by m.position, k.media_index`;
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.map((one) => one.status)).not.toContain("waiting");
    return kept;
  });
}

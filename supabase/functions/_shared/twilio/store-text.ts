import { z } from "zod";
import { readText } from "../words/reading.ts";
import { callWorker, type WorkerClient } from "../worker/call.ts";
import type { InboundText } from "./inbound.ts";

const received = z.object({
  message_id: z.uuid(),
  duplicate: z.boolean(),
  trace_id: z.uuid().optional(),
  unanswered_reason: z.string().nullable().optional(),
});

/**
 * Stores a text that Twilio has for one of our numbers, with all that follows from it, once.
 * `backfilled`: when it was sent, if it was found in Twilio's list and no webhook brought it. Throws
 * `database_failed`.
 */
export async function storeText(
  client: WorkerClient,
  senderId: string,
  text: Pick<InboundText, "messageSid" | "from" | "body" | "media" | "optOutType">,
  { backfilled }: { backfilled: Date | null },
): Promise<z.infer<typeof received>> {
  const sms = {
    message_sid: text.messageSid,
    from: text.from,
    body: text.body,
    media: text.media.map(({ url, contentType }) => ({ url, content_type: contentType })),
    ...readText(text.body, text.optOutType),
    ...(backfilled && { backfilled: true, sent_at: backfilled.toISOString() }),
  };
  const args = { sender_id: senderId, sms };
  return await callWorker(client, "receive_sms", args, received, { repeatable: true });
}

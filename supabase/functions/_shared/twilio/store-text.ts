import { z } from "zod";
import { recentTexts } from "../safety/recent-texts.ts";
import type { Screen } from "../safety/screened.ts";
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
 * Stores a text that Twilio has for one of our numbers, with all that follows from it, once; before
 * that it is screened, with what they wrote shortly before. `backfilled`: when it was sent, if it was
 * found in Twilio's list and no webhook brought it. Throws `database_failed`.
 */
export async function storeText(
  client: WorkerClient,
  senderId: string,
  text: Pick<InboundText, "messageSid" | "from" | "body" | "media" | "optOutType">,
  { backfilled, screen }: { backfilled: Date | null; screen: Screen },
): Promise<z.infer<typeof received>> {
  const recent = await callWorker(
    client,
    "recent_texts",
    { sender_id: senderId, phone_number: text.from },
    recentTexts,
    { repeatable: true },
  );
  const sms = {
    message_sid: text.messageSid,
    from: text.from,
    body: text.body,
    media: text.media.map(({ url, contentType }) => ({ url, content_type: contentType })),
    ...readText(text.body, text.optOutType),
    screen: screen({ text: text.body, recent }),
    ...(backfilled && { backfilled: true, sent_at: backfilled.toISOString() }),
  };
  const args = { sender_id: senderId, sms };
  return await callWorker(client, "receive_sms", args, received, { repeatable: true });
}

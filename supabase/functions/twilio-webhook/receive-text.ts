import { z } from "zod";
import { log } from "../_shared/log.ts";
import { waitUntil } from "../_shared/runtime.ts";
import { consentKeyword } from "../_shared/twilio/consent.ts";
import { parseInbound } from "../_shared/twilio/inbound.ts";
import { emptyTwiml } from "../_shared/twilio/twiml.ts";
import { verifiedForm } from "../_shared/twilio/verified-form.ts";
import { callWorker, type WorkerClient } from "../_shared/worker/call.ts";
import { sweepWhenSilent } from "../_shared/worker/sweep-when-silent.ts";

const received = z.object({
  message_id: z.uuid(),
  duplicate: z.boolean(),
  trace_id: z.uuid().optional(),
  unanswered_reason: z.string().nullable().optional(),
});

/**
 * Stores one text and answers Twilio with empty TwiML; what follows from it follows in Postgres.
 *
 * Throws what `verifiedForm` and `parseInbound` throw, and `database_failed`: the text is then not
 * acknowledged, and Twilio's fallback URL or the reconciliation brings it.
 */
export async function receiveText(request: Request, client: WorkerClient): Promise<Response> {
  const { sender, fields, nulsRemoved } = await verifiedForm(request, client, "twilio-webhook");
  const text = parseInbound(fields);
  const sms = {
    message_sid: text.messageSid,
    from: text.from,
    body: text.body,
    media: text.media.map(({ url, contentType }) => ({ url, content_type: contentType })),
    keyword: consentKeyword(text.body, text.optOutType),
  };
  const args = { sender_id: sender.sender_id, sms };
  const stored = await callWorker(client, "receive_sms", args, received, { repeatable: true });
  log("info", "text_received", {
    message: stored.message_id,
    trace: stored.trace_id,
    duplicate: stored.duplicate,
    unanswered: stored.unanswered_reason,
    nuls_removed: nulsRemoved,
  });
  waitUntil(sweepWhenSilent(client));
  return emptyTwiml();
}

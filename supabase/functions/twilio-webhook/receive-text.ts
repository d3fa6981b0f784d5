import { log } from "../_shared/log.ts";
import { waitUntil } from "../_shared/runtime.ts";
import type { Screen } from "../_shared/safety/screened.ts";
import { parseInbound } from "../_shared/twilio/inbound.ts";
import { storeText } from "../_shared/twilio/store-text.ts";
import { emptyTwiml } from "../_shared/twilio/twiml.ts";
import { verifiedForm } from "../_shared/twilio/verified-form.ts";
import type { WorkerClient } from "../_shared/worker/call.ts";
import { sweepWhenSilent } from "../_shared/worker/sweep-when-silent.ts";

/**
 * Screens and stores one text and answers Twilio with empty TwiML; what follows from it follows in Postgres.
 *
 * Throws what `verifiedForm` and `parseInbound` throw, and `database_failed`: the text is then not
 * acknowledged, and Twilio's fallback URL or the reconciliation brings it.
 */
export async function receiveText(
  request: Request,
  client: WorkerClient,
  screen: Screen,
): Promise<Response> {
  const { sender, fields, nulsRemoved } = await verifiedForm(request, client, "twilio-webhook");
  const text = parseInbound(fields);
  const stored = await storeText(client, sender.sender_id, text, {
    backfilled: null,
    screen,
  });
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

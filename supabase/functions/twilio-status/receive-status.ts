import { z } from "zod";
import { log } from "../_shared/log.ts";
import { parseStatus } from "../_shared/twilio/status.ts";
import { verifiedForm } from "../_shared/twilio/verified-form.ts";
import { callWorker, type WorkerClient } from "../_shared/worker/call.ts";

const received = z.object({ known: z.boolean(), news: z.boolean() });

/** Keeps one piece of the carrier's news of a text. Throws as `receiveText` does. */
export async function receiveStatus(request: Request, client: WorkerClient): Promise<Response> {
  const { fields } = await verifiedForm(request, client, "twilio-status");
  const callback = parseStatus(fields, request.url);
  const args = {
    account_sid: callback.accountSid,
    message_sid: callback.messageSid,
    status: callback.status,
    error_code: callback.errorCode,
    part_id: callback.partId,
  };
  const kept = await callWorker(client, "receive_status", args, received, { repeatable: true });
  log("info", "status_received", { status: callback.status, code: callback.errorCode, ...kept });
  return new Response(null, { status: 204 });
}

import { withSupabase } from "@supabase/server";
import { z } from "zod";
import { Fault } from "../../../../supabase/functions/_shared/errors.ts";
import { anyone } from "../../../../supabase/functions/_shared/http/access.ts";
import { answerFault } from "../../../../supabase/functions/_shared/http/answer-fault.ts";
import { emptyTwiml } from "../../../../supabase/functions/_shared/twilio/twiml.ts";
import { verifiedForm } from "../../../../supabase/functions/_shared/twilio/verified-form.ts";
import type { WorkerClient } from "../../../../supabase/functions/_shared/worker/call.ts";

const ANSWER_DEADLINE_MS = 10_000;
const stored = z.uuid();

/** What any service on this stack must do for a text: check its signature and insert one row. */
async function storeText(request: Request, client: WorkerClient): Promise<Response> {
  const { sender, fields } = await verifiedForm(request, client, "floor");
  const sms = { message_sid: fields.MessageSid, from: fields.From, body: fields.Body };
  const { data, error } = await client
    .schema("worker")
    .rpc("store_text", { sender_id: sender.sender_id, sms })
    .abortSignal(AbortSignal.timeout(ANSWER_DEADLINE_MS));
  if (error) throw new Fault("database_failed", { detail: error.code, cause: error });
  stored.parse(data);
  return emptyTwiml();
}

export default {
  fetch: withSupabase(anyone, (request, context) =>
    answerFault("floor", () => storeText(request, context.supabaseAdmin)),
  ),
};

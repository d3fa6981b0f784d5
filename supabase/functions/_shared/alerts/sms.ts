import { envNumber } from "../env.ts";
import { sendPart } from "../twilio/client.ts";
import { forgetCredentials, senderCredentials } from "../twilio/sender-credentials.ts";
import type { WorkerClient } from "../worker/call.ts";
import type { AlertToTell } from "./alert-to-tell.ts";
import type { Told } from "./told.ts";
import { alertText } from "./wording.ts";

const POST_SECONDS_MAX = 15;
/** Who is on call is not woken by what was wrong hours ago. */
const VALIDITY_SECONDS = 3_600;
const NO_SENDER_SECONDS = 60;

/**
 * Texts an alert to an on-call number, from the tenant's first number that is not paused. At most
 * once: a text that may have left is `unknown`. Throws `database_failed`.
 */
export async function tellBySms(client: WorkerClient, tell: AlertToTell): Promise<Told> {
  const { sender } = tell;
  if (sender === null) return { kind: "wait", code: "no_sender", seconds: NO_SENDER_SECONDS };
  const sent = await sendPart({
    credentials: await senderCredentials(client, sender.id),
    to: tell.channel.address,
    from: sender.phone_number,
    messagingServiceSid: sender.messaging_service_sid,
    body: alertText(tell),
    statusCallback: null,
    validityPeriodSeconds: VALIDITY_SECONDS,
    deadlineMs: envNumber("SEND_SECONDS_MAX", POST_SECONDS_MAX) * 1000,
  });
  switch (sent.kind) {
    case "accepted":
      return { kind: "delivered" };
    case "later":
      if (sent.reason === "not_configured") forgetCredentials(sender.id);
      return { kind: "wait", code: sent.reason, seconds: sent.retryAfterSeconds };
    case "rejected":
      return { kind: "refused", code: `twilio_${sent.code}` };
    case "unknown":
      return { kind: "unknown", code: `twilio_${sent.cause}` };
  }
}

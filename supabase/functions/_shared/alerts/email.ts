import { sendEmail } from "../email/send-email.ts";
import type { AlertToTell } from "./alert-to-tell.ts";
import type { Told } from "./told.ts";
import { alertEmail } from "./wording.ts";

const NOT_CONFIGURED_SECONDS = 300;

/** Sends an alert by email, once. A repeated try has the same Message-ID. Never throws. */
export async function tellByEmail(tell: AlertToTell): Promise<Told> {
  const words = alertEmail(tell);
  const sent = await sendEmail({ to: tell.channel.address, key: tell.delivery.id, ...words });
  switch (sent.kind) {
    case "accepted":
      return { kind: "delivered" };
    case "config":
      return { kind: "wait", code: sent.code, seconds: NOT_CONFIGURED_SECONDS };
    case "rejected":
      return { kind: "refused", code: `email_${sent.code}` };
    case "unknown":
      return { kind: "retry", code: `email_${sent.cause}` };
  }
}

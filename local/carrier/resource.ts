import type { Message } from "./message.ts";

const API_VERSION = "2010-04-01";

/** A message in the JSON shape of Twilio's Messages resource. */
export function messageResource(message: Message, accountSid: string) {
  const uri = `/${API_VERSION}/Accounts/${accountSid}/Messages/${message.sid}`;
  // Twilio does not know yet which number, so which encoding, a messaging service will take.
  const segments = message.status === "accepted" ? 0 : message.segments;
  return {
    account_sid: accountSid,
    api_version: API_VERSION,
    body: message.body,
    date_created: rfc2822(message.createdAt),
    date_sent: message.sentAt && rfc2822(message.sentAt),
    date_updated: rfc2822(message.updatedAt),
    direction: message.direction,
    error_code: message.errorCode,
    error_message: null,
    from: message.status === "accepted" ? null : message.from,
    messaging_service_sid: message.messagingServiceSid,
    num_media: String(message.media.length),
    num_segments: String(segments),
    price: null,
    price_unit: "USD",
    sid: message.sid,
    status: message.status,
    subresource_uris: { media: `${uri}/Media.json` },
    to: message.to,
    uri: `${uri}.json`,
  };
}

/** `Thu, 24 Aug 2023 05:01:45 +0000`: whole seconds, as Twilio's dates are. */
export function rfc2822(date: Date): string {
  return date.toUTCString().replace("GMT", "+0000");
}

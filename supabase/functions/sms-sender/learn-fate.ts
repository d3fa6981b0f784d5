import { Fault } from "../_shared/errors.ts";
import { log } from "../_shared/log.ts";
import { findText } from "../_shared/twilio/client.ts";
import { senderCredentials } from "../_shared/twilio/sender-credentials.ts";
import type { MessagePart } from "../_shared/worker/turn.ts";
import type { TextOut } from "./send-text.ts";
import { settle } from "./settle.ts";

/** When a text of unknown fate is looked for, in seconds after its POST began. */
const LOOKS_SECONDS = [5, 15, 45, 60];
const LIST_DEADLINE_MS = 8_000;

/**
 * Asks Twilio's list what became of a part whose POST got no answer, unless its callback said so.
 * Null: it is known now, go on. A number: look again after so many seconds. `abandoned`: a minute
 * has passed, the text is given up as of unknown fate and never sent again.
 */
export async function learnFate(
  { client, lease, text }: TextOut,
  part: MessagePart,
): Promise<number | "abandoned" | null> {
  if (part.sending_at === null || part.sending_seconds === null) {
    throw new Fault("internal", { detail: "a part in doubt was never begun" });
  }
  const started = performance.now();
  const list = await findText({
    credentials: await senderCredentials(client, text.sender.id),
    to: text.message.to,
    from: text.sender.phone_number,
    body: part.body,
    sentAfter: new Date(part.sending_at),
    deadlineMs: LIST_DEADLINE_MS,
  });
  if (list.kind === "found") {
    const sids = list.messages.map((found) => found.sid).reverse();
    if (await settle(client, lease, { part_id: part.id, kind: "found", sids })) return null;
  }
  const age = part.sending_seconds + (performance.now() - started) / 1000;
  const next = LOOKS_SECONDS.find((seconds) => seconds > age);
  const kind = next === undefined ? "abandoned" : "unknown";
  if (await settle(client, lease, { part_id: part.id, kind })) return null;
  if (next !== undefined) return Math.ceil(next - age);
  log("error", "text_of_unknown_fate", { part: part.id });
  return "abandoned";
}

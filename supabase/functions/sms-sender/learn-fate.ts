import { Fault } from "../_shared/errors.ts";
import { log } from "../_shared/log.ts";
import { type FindResult, findText } from "../_shared/twilio/client.ts";
import { senderCredentials } from "../_shared/twilio/sender-credentials.ts";
import type { MessagePart } from "../_shared/worker/turn.ts";
import { postSeconds } from "./post-seconds.ts";
import type { TextOut } from "./send-text.ts";
import { type SettledPart, settle } from "./settle.ts";

/** When a text of unknown fate is looked for, in seconds after its POST began. */
const LOOKS_SECONDS = [5, 15, 45];
/** And for the last time so long after its POST must have ended: what is absent then never left. */
const LAST_LOOK_AFTER_SECONDS = 60;
/** The last look came too early by the database's clock, or its part was not yet in doubt. */
const LOOK_AGAIN_SECONDS = 5;
const LIST_DEADLINE_MS = 8_000;

/**
 * - `known`: go on with what comes after it.
 * - `absent`: the carrier never had it; it may be begun once more.
 * - `abandoned`: given up, its fate unknown; it is never sent again.
 */
export type Fate =
  | { kind: "known" }
  | { kind: "absent" }
  | { kind: "abandoned" }
  | { kind: "wait"; seconds: number };

/** Asks Twilio's list what became of a part whose POST got no answer, unless its callback said so. */
export async function learnFate(
  { client, lease, text }: TextOut,
  part: MessagePart,
): Promise<Fate> {
  if (part.sending_at === null || part.sending_seconds === null) {
    throw new Fault("internal", { detail: "a part in doubt was never begun" });
  }
  const deadline = postSeconds();
  const lastLook = deadline + LAST_LOOK_AFTER_SECONDS;
  const started = performance.now();
  // Only what the list says after the last look's time proves that a text is absent.
  const isLast = part.sending_seconds >= lastLook;
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
    const { known } = await settle(client, lease, { part_id: part.id, kind: "found", sids });
    if (known) return { kind: "known" };
  }
  const { known, decided } = await settle(client, lease, {
    part_id: part.id,
    ...(isLast ? lastWord(list, deadline) : { kind: "unknown" }),
  });
  if (known) return { kind: "known" };
  if (decided === "absent") {
    log("warn", "text_offered_again", { part: part.id });
    return { kind: "absent" };
  }
  if (decided === "abandoned") {
    log("error", "text_of_unknown_fate", { part: part.id });
    return { kind: "abandoned" };
  }
  if (isLast) return { kind: "wait", seconds: LOOK_AGAIN_SECONDS };
  const age = part.sending_seconds + (performance.now() - started) / 1000;
  const next = [...LOOKS_SECONDS, lastLook].find((seconds) => seconds > age) ?? lastLook;
  return { kind: "wait", seconds: Math.max(1, Math.ceil(next - age)) };
}

function lastWord(
  list: FindResult,
  deadline: number,
): Pick<SettledPart, "kind" | "deadline_seconds"> {
  return list.kind === "absent"
    ? { kind: "absent", deadline_seconds: deadline }
    : { kind: "abandoned" };
}

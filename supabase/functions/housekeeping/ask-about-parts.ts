import { z } from "zod";
import { Fault } from "../_shared/errors.ts";
import { findText } from "../_shared/twilio/client.ts";
import { callWorker } from "../_shared/worker/call.ts";
import { askTwilio, type Trouble, trouble } from "./ask-twilio.ts";
import { mayGoOn, type ReconcileWork, type Run } from "./run.ts";

const LIST_MS_MAX = 10_000;

type Part = ReconcileWork["parts"][number];

interface News {
  sid: string;
  status: string;
  errorCode: number | null;
}

const fetchedMessage = z.object({
  status: z.string(),
  errorCode: z.number().int().nullable().catch(null),
});

/**
 * Asks Twilio what became of texts out that had no news, and hands on what it says as if a callback
 * had brought it. One that Twilio does not know counts as asked about; trouble ends the run.
 */
export async function askAboutParts(run: Run): Promise<{ asked: number; trouble: Trouble | null }> {
  const asked: string[] = [];
  let met: Trouble | null = null;
  for (const part of run.work.parts) {
    if (!mayGoOn(run)) break;
    met = part.sid === null ? await lookFor(run, part) : await askFor(run, part.sid);
    if (met !== null) break;
    asked.push(part.id);
  }
  if (asked.length > 0) {
    const args = { lease: run.lease, sender_id: run.senderId, part_ids: asked };
    const held = await callWorker(run.client, "note_asked", args, z.boolean(), {
      repeatable: true,
    });
    if (!held) throw new Fault("lease_lost");
  }
  return { asked: asked.length, trouble: met };
}

async function askFor(run: Run, sid: string): Promise<Trouble | null> {
  const answer = await askTwilio(run.credentials, async (client) =>
    fetchedMessage.parse(await client.messages(sid).fetch()),
  );
  if (answer.kind === "trouble") return answer;
  if (answer.kind === "answered") await tell(run, { sid, ...answer.value });
  return null;
}

/** A part whose POST got no answer has no SID: its words are looked for. */
async function lookFor(run: Run, part: Part): Promise<Trouble | null> {
  const list = await findText({
    credentials: run.credentials,
    to: part.to,
    from: run.work.phone_number,
    body: part.body,
    sentAfter: part.sending_at,
    deadlineMs: LIST_MS_MAX,
  });
  if (list.kind === "unavailable" && list.cause !== "too_many") return trouble(list.cause);
  if (list.kind !== "found") return null;
  const oldestFirst = list.messages.toReversed();
  const sids = oldestFirst.map((message) => message.sid);
  const args = { lease: run.lease, settled: { part_id: part.id, kind: "found", sids } };
  const { held } = await callWorker(
    run.client,
    "settle_send",
    args,
    z.object({ held: z.boolean() }),
    { repeatable: true },
  );
  if (!held) throw new Fault("lease_lost");
  for (const message of oldestFirst) await tell(run, message);
  return null;
}

async function tell(run: Run, { sid, status, errorCode }: News): Promise<void> {
  const args = {
    account_sid: run.work.account_sid,
    message_sid: sid,
    status: status.toLowerCase(),
    error_code: errorCode,
  };
  await callWorker(run.client, "receive_status", args, z.unknown(), { repeatable: true });
}

import { z } from "zod";
import { envNumber, requireEnv } from "../_shared/env.ts";
import { Fault } from "../_shared/errors.ts";
import { splitParts } from "../_shared/text/parts.ts";
import { countSegments } from "../_shared/text/segments.ts";
import { sendPart } from "../_shared/twilio/client.ts";
import { forgetCredentials, senderCredentials } from "../_shared/twilio/sender-credentials.ts";
import { callWorker, type WorkerClient } from "../_shared/worker/call.ts";
import type { MessagePart, SendTask } from "../_shared/worker/turn.ts";
import { learnFate } from "./learn-fate.ts";
import { type SettledPart, settle } from "./settle.ts";

/** Ends well before the lease (120 s): a POST under a lost lease could be a second one. */
const POST_SECONDS_MAX = 15;
const PAUSED_SECONDS = 60;
/** The first look at a text of unknown fate; the others follow in `learnFate`. */
const FIRST_LOOK_SECONDS = 5;

export interface TextOut {
  client: WorkerClient;
  lease: string;
  task: string;
  text: SendTask;
  /** How the part before ended, not yet recorded: the next `begin_send` takes it along. */
  settled: SettledPart | null;
}

export type TextEnd =
  | { kind: "through"; settled: SettledPart | null }
  | { kind: "wait"; seconds: number; reason: string }
  | { kind: "unsendable" };

const begun = z.discriminatedUnion("ok", [
  z.object({ ok: z.literal(true), part_id: z.uuid(), validity_seconds: z.number() }),
  z.object({ ok: z.literal(false), reason: z.string() }),
]);

/** Sends one text part by part, each begun in Postgres first; a retry resumes at its part. */
export async function sendText(out: TextOut): Promise<TextEnd> {
  const bodies = splitParts(out.text.message.content);
  let settled = out.settled;
  if (bodies.length === 0) {
    if (settled !== null) await settle(out.client, out.lease, settled);
    return { kind: "unsendable" };
  }
  for (const [index, body] of bodies.entries()) {
    const known = out.text.parts.find((part) => part.part_index === index);
    if (known !== undefined && isThrough(known)) continue;
    if (known !== undefined && isInDoubt(known)) {
      if (settled !== null) await settle(out.client, out.lease, settled);
      settled = null;
      const wait = await learnFate(out, known);
      if (wait === "abandoned") return { kind: "through", settled: null };
      if (wait !== null) return { kind: "wait", seconds: wait, reason: "fate_unknown" };
      continue;
    }
    const part = { index, count: bodies.length, body, ...countSegments(body) };
    const end = await offer(out, part, settled);
    if (end.kind !== "accepted") return end;
    settled = end.settled;
  }
  return { kind: "through", settled };
}

function isThrough(part: MessagePart): boolean {
  return part.status === "sent" || part.status === "delivered";
}

function isInDoubt(part: MessagePart): boolean {
  return part.status === "sending" || part.status === "unknown";
}

type Offered = TextEnd | { kind: "accepted"; settled: SettledPart };

/** The last look, the POST, and what Twilio said of it. */
async function offer(
  out: TextOut,
  part: { index: number; count: number; body: string; encoding: string; segments: number },
  settled: SettledPart | null,
): Promise<Offered> {
  const { client, lease, text } = out;
  // Before the part is begun: once it is, a missing setting would leave it in doubt for ever.
  const statusUrl = `${requireEnv("PUBLIC_FUNCTIONS_URL")}/twilio-status`;
  const deadlineMs = envNumber("SEND_SECONDS_MAX", POST_SECONDS_MAX) * 1000;
  const credentials = await senderCredentials(client, text.sender.id);
  const args = { lease, task_id: out.task, part, settled };
  const begin = await callWorker(client, "begin_send", args, begun, { repeatable: true });
  if (!begin.ok) return notBegun(begin.reason);

  const { messaging_service_sid: service, phone_number: from } = text.sender;
  const sent = await sendPart({
    credentials,
    to: text.message.to,
    from,
    messagingServiceSid: service,
    body: part.body,
    statusCallback: `${statusUrl}?part=${begin.part_id}`,
    validityPeriodSeconds: begin.validity_seconds,
    deadlineMs,
  });
  const part_id = begin.part_id;
  switch (sent.kind) {
    case "accepted":
      return { kind: "accepted", settled: { part_id, kind: "accepted", sid: sent.sid } };
    case "rejected":
      await settle(client, lease, { part_id, kind: "rejected", error_code: sent.code });
      return { kind: "through", settled: null };
    case "later":
      if (sent.reason === "not_configured") forgetCredentials(text.sender.id);
      await settle(client, lease, { part_id, kind: "later", error_code: sent.code });
      return { kind: "wait", seconds: sent.retryAfterSeconds, reason: sent.reason };
    case "unknown":
      await settle(client, lease, { part_id, kind: "unknown" });
      return { kind: "wait", seconds: FIRST_LOOK_SECONDS, reason: `unknown_${sent.cause}` };
  }
}

function notBegun(reason: string): TextEnd {
  switch (reason) {
    case "lease_lost":
      throw new Fault("lease_lost");
    case "paused":
      return { kind: "wait", seconds: PAUSED_SECONDS, reason };
    case "unknown":
      return { kind: "wait", seconds: FIRST_LOOK_SECONDS, reason: "fate_unknown" };
    default:
      return { kind: "through", settled: null };
  }
}

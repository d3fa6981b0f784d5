import { z } from "zod";
import { requireEnv } from "../_shared/env.ts";
import { Fault } from "../_shared/errors.ts";
import { plainCharacters } from "../_shared/text/gsm7.ts";
import { splitParts } from "../_shared/text/parts.ts";
import { countSegments, type Segments } from "../_shared/text/segments.ts";
import { sendPart } from "../_shared/twilio/client.ts";
import { type Destination, destinationOf } from "../_shared/twilio/destination.ts";
import { forgetCredentials, senderCredentials } from "../_shared/twilio/sender-credentials.ts";
import { callWorker, type WorkerClient } from "../_shared/worker/call.ts";
import type { MessagePart, SendTask } from "../_shared/worker/turn.ts";
import { learnFate } from "./learn-fate.ts";
import { postSeconds } from "./post-seconds.ts";
import { type SettledPart, type Settlement, settle } from "./settle.ts";

/** Less is no time for a POST: its part is taken back. */
const POST_MS_MIN = 1_000;
const TAKEN_BACK_SECONDS = 1;
/** When Postgres does not say how long a pause lasts. */
const PAUSED_SECONDS = 60;
/** What the carrier refused for now; the pause that its error began tells how long. */
const PUT_OFF_SECONDS = 5;
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
  z.object({
    ok: z.literal(false),
    reason: z.string(),
    wait_seconds: z.number().nonnegative().nullish(),
  }),
]);
type Begun = z.infer<typeof begun>;

/** Sends one text part by part, each begun in Postgres first; a retry resumes at its part. */
export async function sendText(out: TextOut): Promise<TextEnd> {
  const bodies = splitParts(plainCharacters(out.text.message.content));
  const to = destinationOf(out.text.message.to);
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
      const fate = await learnFate(out, known);
      if (fate.kind === "abandoned") return { kind: "through", settled: null };
      if (fate.kind === "wait") return { ...fate, reason: "fate_unknown" };
      if (fate.kind === "known") continue;
    }
    const part = { index, count: bodies.length, body, ...countSegments(body), ...to };
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
  part: { index: number; count: number; body: string } & Segments & Destination,
  settled: SettledPart | null,
): Promise<Offered> {
  const { client, lease, text } = out;
  // Before the part is begun: once it is, a missing setting would leave it in doubt for ever.
  const statusUrl = `${requireEnv("PUBLIC_FUNCTIONS_URL")}/twilio-status`;
  const credentials = await senderCredentials(client, text.sender.id);
  const args = { lease, task_id: out.task, part, settled };
  const begunBefore = performance.now();
  const begin = await callWorker(client, "begin_send", args, begun, { repeatable: true });
  if (!begin.ok) return notBegun(begin);
  const part_id = begin.part_id;
  // Counted from there: no POST goes on when its absence from the list already proves something.
  const deadlineMs = Math.floor(postSeconds() * 1000 - (performance.now() - begunBefore));
  if (deadlineMs < POST_MS_MIN) {
    await settle(client, lease, { part_id, kind: "later" });
    return { kind: "wait", seconds: TAKEN_BACK_SECONDS, reason: "begun_too_late" };
  }

  const { messaging_service_sid: service, phone_number: from } = text.sender;
  const sent = await sendPart({
    credentials,
    to: text.message.to,
    from,
    messagingServiceSid: service,
    body: part.body,
    statusCallback: `${statusUrl}?part=${part_id}`,
    validityPeriodSeconds: begin.validity_seconds,
    deadlineMs,
  });
  switch (sent.kind) {
    case "accepted":
      return { kind: "accepted", settled: { part_id, kind: "accepted", sid: sent.sid } };
    case "rejected":
      return refused(
        await settle(client, lease, { part_id, kind: "rejected", error_code: sent.code }),
      );
    case "later":
      if (sent.reason === "not_configured") forgetCredentials(text.sender.id);
      await settle(client, lease, { part_id, kind: "later", error_code: sent.code });
      return { kind: "wait", seconds: sent.retryAfterSeconds, reason: sent.reason };
    case "unknown":
      await settle(client, lease, { part_id, kind: "unknown" });
      return { kind: "wait", seconds: FIRST_LOOK_SECONDS, reason: `unknown_${sent.cause}` };
  }
}

/** What Postgres makes of a refusal: its code may mean that the text can go later, or may have gone. */
function refused({ known, decided }: Settlement): TextEnd {
  if (!known && decided === "later") {
    return { kind: "wait", seconds: PUT_OFF_SECONDS, reason: "put_off" };
  }
  if (!known && decided === "unknown") {
    return { kind: "wait", seconds: FIRST_LOOK_SECONDS, reason: "unknown_refusal" };
  }
  return { kind: "through", settled: null };
}

function notBegun({ reason, wait_seconds }: Extract<Begun, { ok: false }>): TextEnd {
  switch (reason) {
    case "lease_lost":
      throw new Fault("lease_lost");
    case "paused":
    case "pace":
    case "cooling_down":
      return { kind: "wait", seconds: wait_seconds ?? PAUSED_SECONDS, reason };
    case "unknown":
      return { kind: "wait", seconds: FIRST_LOOK_SECONDS, reason: "fate_unknown" };
    default:
      return { kind: "through", settled: null };
  }
}

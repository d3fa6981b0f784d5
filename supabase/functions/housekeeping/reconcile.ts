import { z } from "zod";
import { Fault } from "../_shared/errors.ts";
import { screenInbound } from "../_shared/safety/screen-inbound.ts";
import { forgetCredentials, senderCredentials } from "../_shared/twilio/sender-credentials.ts";
import { callWorker, type WorkerClient } from "../_shared/worker/call.ts";
import type { Outcome, Turn } from "../_shared/worker/turn.ts";
import { askAboutParts } from "./ask-about-parts.ts";
import { backfill } from "./backfill.ts";
import { done, later } from "./outcome.ts";
import { type Run, reconcileWork } from "./run.ts";

const RUN_MS_MAX = 60_000;

const taskContext = z.object({ sender_id: z.uuid() });

/**
 * Compares one sender with Twilio: first the texts that no webhook brought, since people wait for
 * their answers, then news of the texts out that had none.
 */
export async function reconcile(
  turn: Turn,
  client: WorkerClient,
  lost: AbortSignal,
): Promise<Outcome> {
  const { sender_id: senderId } = taskContext.parse(turn.tasks[0]?.context);
  const work = await callWorker(client, "reconcile_work", { sender_id: senderId }, reconcileWork, {
    repeatable: true,
  });
  if (work === null) return done({ texts: 0, asked: 0 });
  const credentials = await senderCredentials(client, senderId);
  const until = performance.now() + RUN_MS_MAX;
  const run: Run = {
    client,
    lease: turn.lease,
    senderId,
    credentials,
    work,
    screen: screenInbound,
    lost,
    until,
  };

  const found = await backfill(run);
  const { texts, unreadable } = found;
  if (found.trouble !== null) return putOff(senderId, found.trouble);
  const noted = {
    lease: turn.lease,
    sender_id: senderId,
    until: found.until.toISOString(),
    whole: found.whole,
  };
  const held = await callWorker(client, "note_backfill", noted, z.boolean(), { repeatable: true });
  if (!held) throw new Fault("lease_lost");
  if (!found.whole) return done({ texts, unreadable, whole: 0 });

  const { asked, trouble } = await askAboutParts(run);
  return trouble === null
    ? done({ texts, unreadable, asked, whole: 1 })
    : putOff(senderId, trouble);
}

function putOff(senderId: string, { reason, seconds }: { reason: string; seconds: number }) {
  if (reason === "not_configured") forgetCredentials(senderId);
  return later(reason, seconds);
}

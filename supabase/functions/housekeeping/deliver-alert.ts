import { z } from "zod";
import { type AlertToTell, alertToTell } from "../_shared/alerts/alert-to-tell.ts";
import { tellByEmail } from "../_shared/alerts/email.ts";
import { tellBySms } from "../_shared/alerts/sms.ts";
import type { Told } from "../_shared/alerts/told.ts";
import { tellByWebhook } from "../_shared/alerts/webhook.ts";
import { Fault } from "../_shared/errors.ts";
import { log } from "../_shared/log.ts";
import { callWorker, type WorkerClient } from "../_shared/worker/call.ts";
import type { Outcome, Turn } from "../_shared/worker/turn.ts";
import { done } from "./outcome.ts";

const begun = z.discriminatedUnion("ok", [
  alertToTell.extend({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), reason: z.string() }),
]);

/**
 * Tells one channel of one alert: begins the delivery in Postgres, tells, and records what became
 * of it. A text is told at most once; a webhook and an email until they are taken, or out of tries.
 * Throws `lease_lost` and `database_failed`.
 */
export async function deliverAlert(
  turn: Turn,
  client: WorkerClient,
  signal: AbortSignal,
): Promise<Outcome> {
  const [task, ...others] = turn.tasks;
  if (task === undefined || others.length > 0) {
    throw new Fault("internal", { detail: `${turn.tasks.length} deliveries in one turn` });
  }
  const { lease } = turn;
  const args = { lease, task_id: task.id };
  const begin = await callWorker(client, "begin_alert", args, begun, { repeatable: true });
  if (!begin.ok) {
    if (begin.reason === "lease_lost") throw new Fault("lease_lost");
    if (begin.reason === "fate_unknown") log("error", "alert_of_unknown_fate", { task: task.id });
    return done({ told: false, reason: begin.reason });
  }
  if (signal.aborted) throw new Fault("lease_lost");
  const told = await tellChannel(client, begin);
  const { status, error } = settlement(told);
  const settled = { delivery_id: begin.delivery.id, status, error };
  const held = await callWorker(client, "settle_alert", { lease, settled }, z.boolean(), {
    repeatable: true,
  });
  if (!held) throw new Fault("lease_lost");
  return outcome(told);
}

function tellChannel(client: WorkerClient, tell: AlertToTell): Promise<Told> {
  switch (tell.channel.kind) {
    case "webhook":
      return tellByWebhook(tell);
    case "email":
      return tellByEmail(tell);
    case "sms":
      return tellBySms(client, tell);
  }
}

/** As `worker.settle_alert` takes it. */
function settlement(told: Told): { status: string; error: string | null } {
  switch (told.kind) {
    case "delivered":
      return { status: "delivered", error: null };
    case "retry":
    case "wait":
      return { status: "waiting", error: told.code };
    case "refused":
      return { status: "failed", error: told.code };
    case "gone":
      return { status: "failed", error: "gone" };
    case "unknown":
      return { status: "unknown", error: told.code };
  }
}

function outcome(told: Told): Outcome {
  switch (told.kind) {
    case "delivered":
      return done({ told: true });
    case "gone":
      log("warn", "alert_channel_gone");
      return done({ told: false, reason: "gone" });
    case "unknown":
      log("error", "alert_of_unknown_fate", { code: told.code });
      return done({ told: false, reason: told.code });
    case "wait":
      return {
        ...notTold("snooze", told.code),
        snooze_seconds: told.seconds,
        reason: told.code,
      };
    case "retry":
      return notTold("retry", told.code);
    case "refused":
      return notTold("failed", told.code);
  }
}

function notTold(outcome: Outcome["outcome"], code: string): Outcome {
  return { ...done({ told: false }), outcome, error: { code, message: "the alert was not told" } };
}

import { Fault } from "../_shared/errors.ts";
import type { WorkerClient } from "../_shared/worker/call.ts";
import { type Outcome, sendTask, type Turn } from "../_shared/worker/turn.ts";
import { sendText, type TextEnd, type TextOut } from "./send-text.ts";
import { type SettledPart, settle } from "./settle.ts";

/** Past this a lane is handed on, so that no isolate's wall clock ends a text half way. */
const LANE_MS_MAX = 45_000;

/**
 * Hands the texts of one lane to the carrier, in order. A text that has to wait ends the turn, and
 * those behind it wait with it; one that is refused or stopped does not hold up the next.
 */
export async function sendLane(
  turn: Turn,
  client: WorkerClient,
  signal: AbortSignal,
): Promise<Outcome> {
  let settled: SettledPart | null = null;
  let texts = 0;
  const started = performance.now();
  for (const task of turn.tasks) {
    const text = sendTask.safeParse(task.context);
    if (!text.success) throw new Fault("internal", { detail: "a send task has another shape" });
    if (signal.aborted) throw new Fault("lease_lost");
    if (performance.now() - started > LANE_MS_MAX) {
      if (settled !== null) await settle(client, turn.lease, settled);
      return waiting(1, "handed_on", texts);
    }
    const before = settled;
    const out: TextOut = { client, lease: turn.lease, task: task.id, text: text.data, settled };
    const end: TextEnd = await sendText(out).catch(async (cause: unknown) => {
      // What was sent before must be on record, or its task would be taken for the one that failed.
      if (before !== null) await settle(client, turn.lease, before);
      throw cause;
    });
    if (end.kind === "wait") return waiting(end.seconds, end.reason, texts);
    if (end.kind === "unsendable") return unsendable();
    settled = end.settled;
    texts += 1;
  }
  return done(settled, texts);
}

function done(settled: SettledPart | null, texts: number): Outcome {
  return {
    outcome: "done",
    actions: settled === null ? [] : [{ type: "settle_part", input: { ...settled } }],
    call: null,
    result: { texts },
    error: null,
    snooze_seconds: null,
    reason: null,
  };
}

function waiting(seconds: number, reason: string, texts: number): Outcome {
  return {
    ...done(null, texts),
    outcome: "snooze",
    error: { code: reason, message: "the text waits" },
    snooze_seconds: seconds,
    reason,
  };
}

function unsendable(): Outcome {
  return {
    ...done(null, 0),
    outcome: "failed",
    error: { code: "nothing_to_send", message: "the text has no character that can be sent" },
  };
}
